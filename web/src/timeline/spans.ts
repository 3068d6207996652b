// Which spans meet a stretch of time: starts are sorted, and of every block of spans the latest end is known, so that those
// that began long before are found without looking at all that lie between. Nothing is allocated by a question.
import { below } from "./tally.ts";

const BLOCK = 64;

/** Spans `[from, to)` in order of their starts; none of them is empty. */
export class Spans {
  private readonly latest: Float64Array;
  private readonly latestOfBlocks: Float64Array;

  constructor(
    readonly from: Float64Array,
    readonly to: Float64Array,
  ) {
    this.latest = latestOf(to);
    this.latestOfBlocks = latestOf(this.latest);
  }

  /** How many begin before a time: the number of the first that does not. */
  begun(time: number): number {
    return below(this.from, time);
  }

  /** Numbers of spans before `end` that still run after `time`, the last first, into `out`; returns how many, at most its length. */
  running(end: number, time: number, out: Int32Array): number {
    let found = 0;
    let at = end - 1;
    while (at >= 0 && found < out.length) {
      const block = Math.floor(at / BLOCK);
      const blocks = Math.floor(block / BLOCK);
      if ((this.latestOfBlocks[blocks] as number) <= time) at = blocks * BLOCK * BLOCK - 1;
      else if ((this.latest[block] as number) <= time) at = block * BLOCK - 1;
      else {
        if ((this.to[at] as number) > time) {
          out[found] = at;
          found += 1;
        }
        at -= 1;
      }
    }
    return found;
  }
}

/** The largest of every block. */
function latestOf(column: Float64Array): Float64Array {
  const out = new Float64Array(Math.ceil(column.length / BLOCK)).fill(-Infinity);
  for (let at = 0; at < column.length; at += 1) {
    const block = Math.floor(at / BLOCK);
    out[block] = Math.max(out[block] as number, column[at] as number);
  }
  return out;
}
