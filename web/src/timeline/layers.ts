// The events of a timeline in layers that are counted and laid out apart: those known closer than to the day, those that are
// not, and all of them for views in which a day is a moment. Nothing here draws.
import { Lanes } from "./lanes.ts";
import { Spans } from "./spans.ts";
import { Tally } from "./tally.ts";
import { NO_HOUR, type Events } from "./data.ts";
import { beyond } from "./marks.ts";
import { DAY } from "./timescale.ts";

/** From this length of view on a day is a moment. */
const DAYS_ARE_MOMENTS = 15 * DAY;
/** What is no longer than this is known closer than to the day. */
const HALF_DAY = DAY / 2;

/** Some of the events, in order of their starts. */
export class Layer {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** How far the signs of each reach beyond its time, pixels. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly spans: Spans;
  readonly tally: Tally;
  lanes: Lanes;

  constructor(
    events: Events,
    /** Their numbers among all events. */
    readonly members: Int32Array,
  ) {
    this.from = new Float64Array(members.length);
    this.to = new Float64Array(members.length);
    this.before = new Uint8Array(members.length);
    this.after = new Uint8Array(members.length);
    members.forEach((event, at) => {
      this.from[at] = events.from[event] as number;
      this.to[at] = events.to[event] as number;
      this.before[at] = beyond(events, event, false);
      this.after[at] = beyond(events, event, true);
    });
    this.spans = new Spans(this.from, this.to);
    this.tally = new Tally(this.from, this.to);
    this.lanes = new Lanes(this, 1);
  }

  /** The place of an event in the layer, or -1. */
  find(event: number): number {
    let low = 0;
    let high = this.members.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.members[middle] as number) < event) low = middle + 1;
      else high = middle;
    }
    return this.members[low] === event ? low : -1;
  }

  /** Makes as many lines as there is room for. */
  rows(most: number): void {
    if (most !== this.lanes.most) this.lanes = new Lanes(this, most);
  }
}

/** All events, and the two parts of them. */
export class Layers {
  readonly all: Layer;
  readonly hours: Layer;
  readonly days: Layer;

  constructor(events: Events) {
    const isDay = (at: number) =>
      ((events.flags[at] as number) & NO_HOUR) !== 0 || (events.to[at] as number) - (events.from[at] as number) > HALF_DAY;
    const numbers = Int32Array.from({ length: events.count }, (_, at) => at);
    this.all = new Layer(events, numbers);
    this.hours = new Layer(events, numbers.filter((at) => !isDay(at)));
    this.days = new Layer(events, numbers.filter(isDay));
  }

  /** What is drawn one by one in a view of this length. */
  sharp(length: number): Layer {
    return length < DAYS_ARE_MOMENTS ? this.hours : this.all;
  }

  /** What may have been at any time of a day, in a view of this length, if it is drawn apart. */
  loose(length: number): Layer | undefined {
    return length < DAYS_ARE_MOMENTS && this.days.members.length > 0 ? this.days : undefined;
  }
}
