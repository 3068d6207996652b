// Results as a list, or as lists under the heading of their kind: each with title, who and when, language, the source and the
// place in it that plays or can be read, its ledger entry, and the part of its words that shows what was found.
// A content note stands before the words it concerns; nothing is withheld by it.
import { el } from "../dom.ts";
import { excerpt } from "./excerpt.ts";
import { found } from "./found.ts";
import type { Doc, Name } from "./index.ts";
import type { Found } from "./query.ts";
import { pageLanguage, say, sayKind, sayOne } from "../words.ts";

/** A document with its weight in this search. */
export interface Hit {
  number: number;
  doc: Doc;
  weight: number;
}

/** What one page of results is drawn from. */
export interface Shown {
  at: HTMLElement;
  hits: Hit[];
  /** All words of these hits, by their numbers. */
  texts: Map<number, string>;
  found: Found;
  /** The way to the dossier's root. */
  root: string;
}

const KINDS = ["question", "finding", "account", "prompt", "person", "place", "statement", "message", "event", "source", "transcript"];
const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb", "syr"]);

/** The best first: by weight, then by kind, then as in the dossier. */
export function ordered(weights: Map<number, number>, docs: Map<number, Doc>): Hit[] {
  const numbers = Array.from(docs.keys()).sort((one, other) => one - other);
  const hits = numbers.map((number) => ({ number, doc: docs.get(number) as Doc, weight: weights.get(number) ?? 0 }));
  return hits.sort((one, other) => other.weight - one.weight || place(one.doc.kind) - place(other.doc.kind));
}

/** One kind after the other, the best of each first. */
export function byKind(weights: Map<number, number>, docs: Map<number, Doc>): Hit[] {
  return ordered(weights, docs).sort((one, other) => place(one.doc.kind) - place(other.doc.kind));
}

function place(kind: string): number {
  const at = KINDS.indexOf(kind);
  return at < 0 ? KINDS.length : at;
}

/** Documents as they were said or printed, the last first; those without a day come last. */
export function newest(weights: Map<number, number>, docs: Map<number, Doc>): Hit[] {
  const when = (hit: Hit) => hit.doc.said?.[0] ?? Number.NEGATIVE_INFINITY;
  return ordered(weights, docs).sort((one, other) => (when(one) === when(other) ? 0 : when(other) > when(one) ? 1 : -1));
}

/** One page of hits in one list; each says what it is. */
export function drawFlat(shown: Shown): Node[] {
  const items = shown.hits.map((hit) => drawHit(shown, hit, sayOne(hit.doc.kind, shown.at)));
  return [...drawNames(shown), el("ol", { class: "search-hits" }, ...items)];
}

/** One page of hits under the headings of their kinds, which count all hits. */
export function drawHits(shown: Shown, all: Hit[]): Node[] {
  const nodes = drawNames(shown);
  for (const kind of new Set(shown.hits.map((hit) => hit.doc.kind))) {
    const total = all.filter((hit) => hit.doc.kind === kind).length;
    const items = shown.hits.filter((hit) => hit.doc.kind === kind).map((hit) => drawHit(shown, hit));
    nodes.push(el("h2", { class: "search-kind" }, sayKind(kind, shown.at), " ", el("span", { class: "count" }, `(${total})`)));
    nodes.push(el("ol", { class: "search-hits" }, ...items));
  }
  return nodes;
}

function drawNames({ at, found, root }: Shown): Node[] {
  const links = found.names.flatMap((name: Name, i) => [i ? ", " : "", el("a", { href: root + name.url }, name.title)]);
  return links.length ? [el("p", { class: "search-names" }, say("names", {}, at), " ", ...links)] : [];
}

function drawHit({ at, texts, found: { forms }, root }: Shown, { number, doc }: Hit, kind = ""): HTMLElement {
  const spoken = { lang: doc.lang || undefined, dir: direction(doc.lang) };
  const before = doc.note ? el("p", { class: "content-note" }, el("strong", {}, say("before", {}, at)), " ", el("span", spoken, doc.note)) : null;
  const about = [kind, doc.speaker, doc.date, languageName(doc.lang)].filter(Boolean).join(" · ");
  const text = excerpt(texts.get(number) ?? "", forms, doc.text ?? "");
  const from = whence(at, doc, root);
  return el(
    "li",
    {},
    before,
    el("a", { href: root + doc.url, ...spoken }, ...marked(doc.title, forms)),
    about ? el("p", { class: "hit-about" }, about) : null,
    text && text !== doc.title ? el("p", { class: "hit-text", ...spoken }, ...marked(text, forms)) : null,
    from.length ? el("p", { class: "hit-from" }, ...from) : null,
  );
}

/** The source, the place in it and the ledger entry, parted by dots. */
function whence(at: HTMLElement, doc: Doc, root: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  if (doc.sourceId && doc.kind !== "source") {
    const title = el("a", { href: `${root}sources/${doc.sourceId}/index.html` }, doc.sourceId);
    // Titles are in the language of the case's tables, whatever that of the words.
    const main = at.dataset.main ?? "";
    const what = el("span", { lang: main || undefined, dir: direction(main) }, doc.source ?? "");
    parts.push(el("span", {}, say("facetSource", {}, at), " ", title, ...(doc.source ? [": ", what] : [])));
  }
  const { at: where, url, plays } = doc.place ?? {};
  if (url && plays) parts.push(el("a", { href: root + url, class: "play", "data-play": "" }, say("playAt", { at: where ?? "" }, at)));
  else {
    if (where) parts.push(where);
    if (url) parts.push(el("a", { href: root + url }, say("wholeAccount", {}, at)));
  }
  if (doc.entry !== undefined) parts.push(say("entry", { n: doc.entry.toLocaleString(pageLanguage()) }, at));
  return parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
}

/** The text with every word that counts as a word of the query in `mark`. */
function marked(text: string, forms: Set<string>): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const token of found(text, forms)) {
    const word = text.slice(token.start, token.end);
    nodes.push(document.createTextNode(text.slice(end, token.start)), el("mark", {}, word));
    end = token.end;
  }
  nodes.push(document.createTextNode(text.slice(end)));
  return nodes;
}

function direction(lang: string): string | undefined {
  return lang ? (RIGHT_TO_LEFT.has(lang.split("-")[0] ?? "") ? "rtl" : "ltr") : undefined;
}

function languageName(lang: string): string {
  if (!lang) return "";
  try {
    return new Intl.DisplayNames([pageLanguage()], { type: "language" }).of(lang) ?? lang;
  } catch {
    return lang;
  }
}
