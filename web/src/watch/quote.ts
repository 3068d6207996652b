// A passage with its citation as plain text: the words, who says them, when, in what, its digest, and where to play or read them.
// Copied by the browser's own copying, which works from file:// too.
import { all } from "../dom.ts";
import { fragmentOf } from "./stretch.ts";
import { say } from "../words.ts";

/** Copies the words marked in the transcript, else those of `current`; false where there are none or the browser refuses. */
export function copyPassage(place: HTMLElement, current: HTMLElement | undefined, clock: (seconds: number) => string): boolean {
  const rows = markedRows(place);
  const of = rows.length > 0 ? rows : current ? [current] : [];
  const words = rows.length > 0 ? getSelection()?.toString() : current?.querySelector(".words")?.textContent;
  return of.length > 0 && words?.trim() ? copy(citation(place, of, words, clock)) : false;
}

function markedRows(place: HTMLElement): HTMLElement[] {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return [];
  return all("#turns > li", place).filter((row) => selection.containsNode(row, true));
}

function citation(place: HTMLElement, rows: HTMLElement[], words: string, clock: (seconds: number) => string): string {
  const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => fragmentOf(row?.dataset.t ?? ""));
  const end = last?.end ?? last?.start;
  const time = first ? clock(first.start) + (end === undefined ? "" : `–${clock(end)}`) : "";
  const { cite, edition, sha256 } = place.dataset;
  const address = location.href.replace(/#.*/, "") + fragment(place, rows[0], first && (end === undefined ? `${first.start}` : `${first.start},${end}`));
  const quoted = say("quoted", { words: words.trim().replace(/\s+/g, " ") });
  return [[quoted, speakerOf(rows[0]), cite, time].filter(Boolean).join(" — "), edition, sha256 && `sha256:${sha256}`, address].filter(Boolean).join("\n");
}

/** What leads to a row: its seconds where something plays, its id where nothing does. */
function fragment(place: HTMLElement, row: HTMLElement | undefined, seconds: string | undefined): string {
  if (place.dataset.transcript !== undefined) return row?.id ? `#${row.id}` : "";
  return seconds === undefined ? "" : `#t=${seconds}`;
}

/** Who speaks in a row: said there, or by the turn that it continues. */
function speakerOf(row: Element | null | undefined): string {
  for (let each = row; each; each = each.previousElementSibling) {
    const speaker = each.querySelector(".speaker")?.textContent?.trim();
    if (speaker) return speaker;
  }
  return "";
}

function copy(text: string): boolean {
  let taken = false;
  const take = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    taken = true;
  };
  document.addEventListener("copy", take, { once: true });
  // Old, and the one way that needs neither permission nor a secure address.
  document.execCommand("copy");
  document.removeEventListener("copy", take);
  return taken;
}
