// Results as lists under the heading of their kind, each with title, who and when, language and its beginning.
// A content note stands before the words it concerns; nothing is withheld by it.
import { el } from "./dom.ts";
import { tokens } from "./fold.ts";
import type { Doc, Name } from "./index.ts";
import type { Found } from "./query.ts";
import { pageLanguage, say, sayKind } from "./words.ts";

/** A document with its weight in this search. */
export interface Hit {
  doc: Doc;
  weight: number;
}

const KINDS = ["question", "finding", "account", "prompt", "person", "place", "statement", "message", "event", "source", "transcript"];
const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb", "syr"]);

/** Documents in the order shown: by kind, then by weight, then as in the dossier. */
export function ordered(weights: Map<number, number>, docs: Map<number, Doc>): Hit[] {
  const numbers = Array.from(docs.keys()).sort((one, other) => one - other);
  const hits = numbers.map((number) => ({ doc: docs.get(number) as Doc, weight: weights.get(number) ?? 0 }));
  return hits.sort((one, other) => place(one.doc.kind) - place(other.doc.kind) || other.weight - one.weight);
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

/** One page of hits under one heading; each says what it is. */
export function drawFlat(at: HTMLElement, page: Hit[], found: Found, root: string): Node[] {
  const nodes: Node[] = found.names.length ? [drawNames(at, found.names, root)] : [];
  return [...nodes, el("ol", { class: "search-hits" }, ...page.map((hit) => drawHit(at, hit.doc, found.forms, root, sayKind(hit.doc.kind, at))))];
}

/** One page of hits; headings count all hits of their kind. */
export function drawHits(at: HTMLElement, page: Hit[], all: Hit[], found: Found, root: string): Node[] {
  const nodes: Node[] = found.names.length ? [drawNames(at, found.names, root)] : [];
  for (const kind of new Set(page.map((hit) => hit.doc.kind))) {
    const total = all.filter((hit) => hit.doc.kind === kind).length;
    const items = page.filter((hit) => hit.doc.kind === kind).map((hit) => drawHit(at, hit.doc, found.forms, root));
    nodes.push(el("h2", { class: "search-kind" }, sayKind(kind, at), " ", el("span", { class: "count" }, `(${total})`)));
    nodes.push(el("ol", { class: "search-hits" }, ...items));
  }
  return nodes;
}

function drawNames(at: HTMLElement, names: Name[], root: string): HTMLElement {
  const links = names.flatMap((name, i) => [i ? ", " : "", el("a", { href: root + name.url }, name.title)]);
  return el("p", { class: "search-names" }, say("names", {}, at), " ", ...links);
}

function drawHit(at: HTMLElement, doc: Doc, forms: Set<string>, root: string, kind = ""): HTMLElement {
  const spoken = { lang: doc.lang || undefined, dir: direction(doc.lang) };
  const before = doc.note ? el("p", { class: "content-note" }, el("strong", {}, say("before", {}, at)), " ", el("span", spoken, doc.note)) : null;
  const about = [kind, doc.speaker, doc.date, languageName(doc.lang)].filter(Boolean).join(" · ");
  return el(
    "li",
    {},
    before,
    el("a", { href: root + doc.url, ...spoken }, doc.title),
    about ? el("p", { class: "hit-about" }, about) : null,
    doc.text && doc.text !== doc.title ? el("p", { class: "hit-text", ...spoken }, ...marked(doc.text, forms)) : null,
  );
}

/** The text with every word that counts as a word of the query in `mark`. */
function marked(text: string, forms: Set<string>): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const token of tokens(text)) {
    if (!forms.has(token.text)) continue;
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
