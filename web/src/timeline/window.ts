// The stretch of time in view: moved, made closer and wider, and held within what there is. Nothing here draws.

/** The least stretch, ten minutes: most times are given to the minute. */
const CLOSEST_MS = 600_000;
/** How far beyond the first and last event the view may go, in shares of the whole. */
const MARGIN = 0.03;
/** Room beside what is brought into view, in shares of the view. */
const ROOM = 0.12;

/** From when to when is seen, milliseconds. */
export class TimeWindow {
  from: number;
  /** Stays the same to the last bit while the view is moved: by it lines are laid out. */
  length: number;
  private readonly first: number;
  private readonly most: number;

  constructor(first: number, last: number) {
    const margin = Math.max((last - first) * MARGIN, CLOSEST_MS);
    this.first = first - margin;
    this.most = last - first + 2 * margin;
    this.from = this.first;
    this.length = this.most;
  }

  get to(): number {
    return this.from + this.length;
  }

  /** Shows a stretch, as far as it lies within what there is. */
  show(from: number, to: number): void {
    this.length = Math.min(Math.max(to - from, CLOSEST_MS), this.most);
    this.centre((from + to) / 2);
  }

  whole(): void {
    this.from = this.first;
    this.length = this.most;
  }

  /** Moves by a share of its length: 1 is a whole view later. */
  move(share: number): void {
    this.begin(this.from + this.length * share);
  }

  /** Moves so that a moment stands in the middle. */
  centre(at: number): void {
    this.begin(at - this.length / 2);
  }

  /** Makes it `times` as long; the moment `at` stays where it is. */
  stretch(times: number, at: number): void {
    const share = (at - this.from) / this.length;
    this.length = Math.min(Math.max(this.length * times, CLOSEST_MS), this.most);
    this.begin(at - this.length * share);
  }

  /** Moves as little as is needed to have a moment in view, with some room beside it. */
  reveal(at: number): void {
    const room = this.length * ROOM;
    if (at < this.from + room) this.begin(at - room);
    else if (at > this.to - room) this.begin(at + room - this.length);
  }

  private begin(from: number): void {
    this.from = Math.min(Math.max(from, this.first), this.first + this.most - this.length);
  }
}
