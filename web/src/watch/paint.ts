// Marks words without touching the page: CSS Custom Highlights, and an attribute where a browser has none.
import { all } from "../dom.ts";

/** Marks the words of these turns under a name, and no others. */
export function paint(name: "asked" | "playing", rows: HTMLElement[]): void {
  if ("highlights" in CSS && typeof Highlight !== "undefined") {
    const ranges = rows.flatMap((row) => all(".said > .words", row)).map(rangeOf);
    CSS.highlights.set(name, new Highlight(...ranges));
    return;
  }
  for (const row of all(`#turns > [data-${name}]`)) row.removeAttribute(`data-${name}`);
  for (const row of rows) row.setAttribute(`data-${name}`, "");
}

function rangeOf(words: HTMLElement): Range {
  const range = document.createRange();
  range.selectNodeContents(words);
  return range;
}
