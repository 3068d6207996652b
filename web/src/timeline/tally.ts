// How many spans meet a stretch of time, for any stretch, without looking at each: two sorted columns of their ends.
// Which spans they are is in spans.ts.

/** How many of a sorted column are less than `value`. */
export function below(column: Float64Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts spans `[from, to)`; none of them is empty. */
export class Tally {
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;

  constructor(from: Float64Array, to: Float64Array) {
    this.starts = from.slice().sort();
    this.ends = to.slice().sort();
  }

  /** Spans that meet `[from, to)`. */
  meeting(from: number, to: number): number {
    return below(this.starts, to) - this.endedBy(from);
  }

  /** Fills `out` with how many spans meet each of its columns: `width` long, `step` apart, the first at `from`; returns the most. */
  columns(from: number, step: number, out: Uint32Array, width = step): number {
    const { starts, ends } = this;
    let begun = below(starts, from);
    let ended = this.endedBy(from);
    let most = 0;
    for (let column = 0; column < out.length; column += 1) {
      const left = from + column * step;
      while (ended < ends.length && (ends[ended] as number) <= left) ended += 1;
      // A crowded stretch is stepped over, not walked through.
      begun = this.begunBefore(left + width, begun);
      const count = begun - ended;
      out[column] = count;
      if (count > most) most = count;
    }
    return most;
  }

  private begunBefore(time: number, known: number): number {
    const { starts } = this;
    let reach = 1;
    let low = known;
    while (low + reach < starts.length && (starts[low + reach] as number) < time) {
      low += reach;
      reach *= 2;
    }
    let high = Math.min(starts.length, low + reach);
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Spans that end at or before a time: of whole milliseconds, so the next one parts them. */
  private endedBy(time: number): number {
    const { ends } = this;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
