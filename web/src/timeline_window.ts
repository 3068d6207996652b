// The stretch of time in view: moved, made closer and wider, and held within what there is. Nothing here draws.

/** The least stretch, ten minutes: most times are given to the minute. */
const CLOSEST_MS = 600_000;
/** How far beyond the first and last event the view may go, in shares of the whole. */
const MARGIN = 0.03;

/** From when to when is seen, milliseconds. */
export class TimeWindow {
  from: number;
  to: number;
  private readonly first: number;
  private readonly last: number;

  constructor(first: number, last: number) {
    const margin = Math.max((last - first) * MARGIN, CLOSEST_MS);
    this.first = first - margin;
    this.last = last + margin;
    this.from = this.first;
    this.to = this.last;
  }

  get length(): number {
    return this.to - this.from;
  }

  /** Shows a stretch, as far as it lies within what there is. */
  show(from: number, to: number): void {
    const length = Math.min(Math.max(to - from, CLOSEST_MS), this.last - this.first);
    const middle = (from + to) / 2;
    this.from = Math.min(Math.max(middle - length / 2, this.first), this.last - length);
    this.to = this.from + length;
  }

  whole(): void {
    this.show(this.first, this.last);
  }

  /** Moves by a share of its length: 1 is a whole view later. */
  move(share: number): void {
    const by = this.length * share;
    this.show(this.from + by, this.to + by);
  }

  /** Makes it `times` as long; the moment `at` stays where it is. */
  stretch(times: number, at: number): void {
    const length = Math.min(Math.max(this.length * times, CLOSEST_MS), this.last - this.first);
    const share = (at - this.from) / this.length;
    this.show(at - length * share, at + length * (1 - share));
  }

  /** Moves as little as is needed to have a moment in view, with some room beside it. */
  reveal(at: number): void {
    const room = this.length * 0.12;
    if (at < this.from + room) this.show(at - room, at - room + this.length);
    else if (at > this.to - room) this.show(at + room - this.length, at + room);
  }
}
