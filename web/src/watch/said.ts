// The word that is being said, marked without an element for each: a range over the text of its turn.
// Where a turn says no times of its words, or a browser has no highlights, the turn itself is marked (paint.ts).
import { all } from "../dom.ts";
import { fragmentOf } from "./stretch.ts";

/** The words of one text with their times. */
interface Timed {
  text: Text;
  /** Seconds at which each word begins; NaN where that is not known. */
  starts: number[];
  /** First character of each word and the one after it. */
  places: [number, number][];
  current: number;
  range: Range;
}

/** Marks the word that is said in the turn that plays. */
export class SaidWord {
  private texts: Timed[] = [];
  private readonly highlight = typeof Highlight === "undefined" ? undefined : new Highlight();

  constructor() {
    if (!this.highlight || !("highlights" in CSS)) return;
    this.highlight.priority = 1;
    CSS.highlights.set("word", this.highlight);
  }

  /** Takes the texts of another turn; false where none of them says when its words are said. */
  enter(row: HTMLElement | undefined): boolean {
    this.highlight?.clear();
    this.texts = row && this.highlight ? all("[data-w]", row).flatMap(timed) : [];
    return this.texts.length > 0;
  }

  /** Marks the words said at a second. */
  at(seconds: number): void {
    for (const each of this.texts) {
      const index = begun(each.starts, seconds);
      if (index === each.current) continue;
      each.current = index;
      const place = each.places[index];
      if (!place) {
        this.highlight?.delete(each.range);
        continue;
      }
      each.range.setStart(each.text, place[0]);
      each.range.setEnd(each.text, place[1]);
      this.highlight?.add(each.range);
    }
  }
}

function timed(words: HTMLElement): Timed[] {
  const text = words.firstChild;
  const from = fragmentOf(words.closest<HTMLElement>("[data-t]")?.dataset.t ?? "")?.start;
  if (!(text instanceof Text) || from === undefined) return [];
  let hundredths = 0;
  const starts = (words.dataset.w ?? "").split(" ").map((after) => {
    const known = Number(after);
    hundredths += known || 0;
    return Number.isNaN(known) ? NaN : from + hundredths / 100;
  });
  const places = [...text.data.matchAll(/\S+/g)].map(({ 0: word, index }): [number, number] => [index, index + word.length]);
  return places.length === starts.length ? [{ text, starts, places, current: -1, range: document.createRange() }] : [];
}

/** The last word that has begun, -1 for none; words of unknown time are passed over. */
function begun(starts: number[], seconds: number): number {
  let found = -1;
  for (let index = 0; index < starts.length; index += 1) {
    if ((starts[index] ?? NaN) <= seconds + 0.001) found = index;
  }
  return found;
}
