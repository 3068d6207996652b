// The turns of a watch page with their times: which one is at a second, and one tab stop for all of them.
// What is done with a turn is in watch.ts.
import { all } from "../dom.ts";
import { fragmentOf, type Stretch } from "./stretch.ts";

/** A turn of the transcript that has a time. */
export interface Turn {
  row: HTMLElement;
  stretch: Stretch;
}

/** All turns with a time, in the order of the page. */
export class Turns {
  readonly inOrder: Turn[];
  private readonly byStart: Turn[];
  private readonly longest: number;
  private stop: Turn | undefined;

  constructor(place: HTMLElement) {
    this.inOrder = all("#turns > [data-t]", place).flatMap((row) => {
      const stretch = fragmentOf(row.dataset.t ?? "");
      return stretch ? [{ row, stretch }] : [];
    });
    this.byStart = [...this.inOrder].sort((a, b) => a.stretch.start - b.stretch.start);
    this.longest = Math.max(0, ...this.byStart.map(({ stretch }) => (stretch.end ?? Infinity) - stretch.start));
  }

  /** The turn that began last and is not over. */
  at(seconds: number): Turn | undefined {
    for (let index = this.begunBy(seconds + 0.001) - 1; index >= 0; index -= 1) {
      const turn = this.byStart[index];
      if (!turn || turn.stretch.start + this.longest <= seconds) return undefined;
      if (seconds < (turn.stretch.end ?? Infinity)) return turn;
    }
    return undefined;
  }

  /** The turns that share time with a stretch. */
  meeting(stretch: Stretch): Turn[] {
    const end = (each: Stretch, open: number) => each.end ?? open;
    return this.inOrder.filter((turn) => turn.stretch.start < end(stretch, stretch.start + 0.001) && stretch.start < end(turn.stretch, Infinity));
  }

  /** Makes a turn's time the one tab stop; arrows move it. */
  rove(turn: Turn | undefined): void {
    if (!turn) return;
    const before = this.stop ? [this.stop] : this.inOrder;
    for (const each of before) timeOf(each)?.setAttribute("tabindex", "-1");
    timeOf(turn)?.setAttribute("tabindex", "0");
    this.stop = turn;
  }

  /** Moves the focus to the next or an earlier turn that is shown. */
  step(by: number): void {
    const shown = this.inOrder.filter(({ row }) => !row.hidden);
    const at = shown.findIndex(({ row }) => row.contains(document.activeElement));
    const next = shown[at + by];
    if (!next) return;
    this.rove(next);
    timeOf(next)?.focus();
  }

  private begunBy(seconds: number): number {
    let [low, high] = [0, this.byStart.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.byStart[middle]?.stretch.start ?? Infinity) <= seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The link that plays from a turn's beginning. */
export function timeOf(turn: Turn): HTMLElement | null {
  return turn.row.querySelector<HTMLElement>("a.at");
}
