// On which line each event is drawn at one scale, so that marks do not lie on one another and nothing jumps while the
// view moves: what has a line keeps it, and lines are given outwards from where the view was first.
// What a mark looks like is in timeline_marks.ts.

/** Events that have no line because all are taken. */
export const NO_LANE = -1;

/** Events in order of their starts, with the pixels that their signs take beyond their times. */
export interface Laid {
  from: Float64Array;
  to: Float64Array;
  before: Uint8Array;
  after: Uint8Array;
}

/** Lines for events. */
export class Lanes {
  /** The line of each event, where one is given. */
  readonly lane: Int16Array;
  /** The next event on the same line, or -1. */
  readonly next: Int32Array;
  private low = 0;
  private high = 0;
  private perPixel = 0;
  private readonly lastEnd: Float64Array;
  private readonly last: Int32Array;
  private readonly firstStart: Float64Array;
  private readonly first: Int32Array;

  constructor(
    private readonly events: Laid,
    readonly most: number,
  ) {
    this.lane = new Int16Array(events.from.length);
    this.next = new Int32Array(events.from.length);
    this.lastEnd = new Float64Array(most);
    this.last = new Int32Array(most);
    this.firstStart = new Float64Array(most);
    this.first = new Int32Array(most);
  }

  /** Gives lines to the events from `low` up to `high`; `least` is the room after each in pixels. */
  cover(low: number, high: number, perPixel: number, least: number): void {
    if (perPixel !== this.perPixel || high < this.low || low > this.high) this.begin(low, perPixel);
    while (this.high < high) this.addRight(this.high++, least);
    while (this.low > low) this.addLeft(--this.low, least);
  }

  /** Forgets all lines: the scale is another. */
  private begin(at: number, perPixel: number): void {
    this.low = at;
    this.high = at;
    this.perPixel = perPixel;
    this.lastEnd.fill(-Infinity);
    this.firstStart.fill(Infinity);
    this.last.fill(-1);
    this.first.fill(-1);
  }

  /** The line that has been free for longest: room for words is left on each. */
  private addRight(event: number, least: number): void {
    const start = this.start(event);
    let lane = 0;
    for (let other = 1; other < this.most; other += 1) {
      if ((this.lastEnd[other] as number) < (this.lastEnd[lane] as number)) lane = other;
    }
    this.next[event] = -1;
    if ((this.lastEnd[lane] as number) > start) {
      this.lane[event] = NO_LANE;
      return;
    }
    this.lane[event] = lane;
    const before = this.last[lane] as number;
    if (before >= 0) this.next[before] = event;
    else this.mark(lane, event);
    this.last[lane] = event;
    this.lastEnd[lane] = this.end(event, least);
  }

  private addLeft(event: number, least: number): void {
    const end = this.end(event, least);
    let lane = 0;
    for (let other = 1; other < this.most; other += 1) {
      if ((this.firstStart[other] as number) > (this.firstStart[lane] as number)) lane = other;
    }
    this.next[event] = -1;
    if ((this.firstStart[lane] as number) < end) {
      this.lane[event] = NO_LANE;
      return;
    }
    this.lane[event] = lane;
    this.next[event] = this.first[lane] as number;
    if ((this.last[lane] as number) < 0) {
      this.last[lane] = event;
      this.lastEnd[lane] = end;
    }
    this.mark(lane, event);
  }

  private mark(lane: number, event: number): void {
    this.first[lane] = event;
    this.firstStart[lane] = this.start(event);
  }

  private start(event: number): number {
    return (this.events.from[event] as number) - (this.events.before[event] as number) * this.perPixel;
  }

  private end(event: number, least: number): number {
    return (this.events.to[event] as number) + ((this.events.after[event] as number) + least) * this.perPixel;
  }
}
