// Citations that open in place: a click or Enter on `a.cite` puts a copy of its note after the paragraph.
// The note itself stays at the foot of the page, where it is read with scripts off and in print.
import { el, stripIds } from "./dom.ts";
import { say } from "./words.ts";

const BLOCKS = "p, blockquote, pre, figure, table, dl, ul, ol, h1, h2, h3, h4, h5, h6, li, dd, dt, td, th, figcaption, div, section";
/** Blocks whose parents allow no other child: the note goes inside them. */
const HOLDERS = "li, dd, dt, td, th, figcaption, div, section";

const open = new Map<HTMLAnchorElement, HTMLElement>();
let cards = 0;

/** Listens for citations on the whole page, also for those inside opened notes. */
export function openCitations(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

function onClick(event: MouseEvent): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement>("a.cite[data-note]");
  const note = link && document.getElementById(link.dataset.note ?? "");
  if (!link || !note) return;
  event.preventDefault();
  if (open.has(link)) close(link);
  else show(link, note);
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const link = openedAround(event.target as Element);
  if (!link) return;
  event.preventDefault();
  close(link);
}

/** The citation whose note is around the element, or which is the element. */
function openedAround(target: Element): HTMLAnchorElement | undefined {
  const card = target.closest?.(".note-open");
  for (const [link, each] of open) {
    if (each === card || link === target) return link;
  }
  return undefined;
}

function show(link: HTMLAnchorElement, note: HTMLElement): void {
  const card = makeCard(link, note);
  const block = link.closest<HTMLElement>(BLOCKS) ?? link;
  if (block.matches("dt") && block.nextElementSibling?.matches("dd")) block.nextElementSibling.prepend(card);
  else if (block.matches(HOLDERS)) block.append(card);
  else block.after(card);
  open.set(link, card);
  link.setAttribute("aria-expanded", "true");
  link.setAttribute("aria-controls", card.id);
  card.focus();
}

function close(link: HTMLAnchorElement): void {
  const card = open.get(link);
  open.delete(link);
  for (const [inner, its] of open) {
    if (card?.contains(its)) open.delete(inner);
  }
  card?.remove();
  link.setAttribute("aria-expanded", "false");
  link.removeAttribute("aria-controls");
  link.focus();
}

function makeCard(link: HTMLAnchorElement, note: HTMLElement): HTMLElement {
  const words = note.closest<HTMLElement>(".notes");
  const label = say("note", { n: link.textContent?.replace(/[[\]\s]/g, "") ?? "" }, words);
  const card = el("div", { class: "note-open", role: "region", "aria-label": label, tabindex: "-1" });
  card.id = `note-open-${++cards}`;
  card.append(closeButton(link, words), copyOf(note));
  return card;
}

function closeButton(link: HTMLAnchorElement, words: HTMLElement | null): HTMLButtonElement {
  const button = el("button", { type: "button", class: "note-close" }, say("close", {}, words));
  button.addEventListener("click", () => close(link));
  return button;
}

function copyOf(note: HTMLElement): HTMLElement {
  const copy = note.cloneNode(true) as HTMLElement;
  stripIds(copy);
  copy.querySelectorAll("[role=doc-backlink], .backlink, .note-open").forEach((each) => each.remove());
  const lang = note.closest("[lang]")?.getAttribute("lang") ?? undefined;
  const dir = note.getAttribute("dir") ?? undefined;
  return el("div", { class: "note-card", lang, dir }, ...Array.from(copy.childNodes));
}
