// Filter boxes on long lists: `[data-filter-list]` holds an input and either the list itself or its id.
// Entries that do not match are hidden; nothing is removed, sorted or counted differently.
import { all, el } from "./dom.ts";
import { words } from "./fold.ts";
import { say } from "./words.ts";

const MARKED = "[data-filter-item]";
const USUAL = "tbody > tr, li, article";

/** Opens every filter box of the page. */
export function openFilters(): void {
  for (const place of all("[data-filter-list]")) openFilter(place);
}

function openFilter(place: HTMLElement): void {
  const list = document.getElementById(place.dataset.filterList ?? "") ?? place;
  const entries = entriesOf(list, place);
  if (entries.length === 0) return;
  // A long list is read when somebody looks for something in it, not before it is seen.
  let texts: string[][] | undefined;
  const input = place.querySelector("input") ?? addInput(place);
  const count = el("output", { class: "filter-count", "aria-live": "polite" });
  input.after(count);
  place.hidden = false;
  input.addEventListener("input", () => {
    texts ??= entries.map((entry) => words(entry.textContent ?? ""));
    const shown = narrow(entries, texts, words(input.value));
    count.textContent = input.value.trim() ? say("filtered", { n: shown, total: entries.length }, place) : "";
  });
}

function addInput(place: HTMLElement): HTMLInputElement {
  const input = el("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  place.prepend(el("label", { class: "filter-label" }, say("filter", {}, place), " ", input));
  return input;
}

/** Hides the entries that lack a word beginning with each wanted one; returns how many stay. */
function narrow(entries: HTMLElement[], texts: string[][], wanted: string[]): number {
  let shown = 0;
  entries.forEach((entry, at) => {
    const fits = wanted.every((want) => texts[at]?.some((word) => word.startsWith(want)));
    entry.hidden = !fits;
    if (fits) shown += 1;
  });
  hideEmptyGroups(entries);
  return shown;
}

/** A group whose entries are all hidden hides its heading too. */
function hideEmptyGroups(entries: HTMLElement[]): void {
  for (const group of new Set(entries.map((entry) => entry.closest<HTMLElement>("[data-filter-group]")))) {
    if (group) group.hidden = entries.every((entry) => entry.hidden || !group.contains(entry));
  }
}

/** The entries that are marked, else those of the usual kinds that stand in no other. */
function entriesOf(list: HTMLElement, place: HTMLElement): HTMLElement[] {
  const marked = all(MARKED, list);
  if (marked.length > 0) return marked;
  const isInner = (entry: HTMLElement): boolean => {
    const outer = entry.parentElement?.closest(USUAL);
    return outer !== null && outer !== undefined && outer !== list && list.contains(outer);
  };
  return all(USUAL, list).filter((entry) => !isInner(entry) && !entry.contains(place));
}
