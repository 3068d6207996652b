// Queries as typed, parsed: the same grammar as on the command line. docs/formats/search.md says it, and both parsers are
// held to the cases beside it. What a query finds is in query.ts.
import { standsAlone, words } from "../fold.ts";

/** What a filter looks at. */
export const FILTERS = ["speaker", "role", "source", "session", "kind", "language", "said", "about", "question"] as const;
export type Filter = (typeof FILTERS)[number];

/** What is asked for. Words are folded. */
export type Asked =
  | { and: Asked[] }
  | { or: Asked[] }
  | { not: Asked }
  | { word: string }
  | { prefix: string }
  | { fuzzy: string; distance: number }
  | { phrase: string[] }
  | { together: string[] }
  | { filter: Filter; value: string };

/** A query, and names before a colon that are no filter: they were taken for words. */
export interface Parsed {
  asked: Asked | null;
  unknown: string[];
}

type Piece = "(" | ")" | "AND" | "OR" | "NOT" | Asked;

/** Brackets and NOTs within each other; what is deeper is read as if they were not there. */
const DEEPEST = 64;
const OPERATORS = new Map<string, Piece>([["AND", "AND"], ["И", "AND"], ["OR", "OR"], ["ИЛИ", "OR"], ["NOT", "NOT"], ["НЕ", "NOT"]]);
const QUOTE = /["“”„«»]/u;
const RUN = /^[^\s()"“”„«»]+/u;

/** Parses a query. Nothing that can be typed is an error. */
export function parse(text: string): Parsed {
  const unknown: string[] = [];
  const pieces = cut(text, unknown);
  let at = 0;
  return { asked: any(0), unknown };

  function any(depth: number): Asked | null {
    const parts: Asked[] = [];
    for (;;) {
      const part = all(depth);
      if (part) parts.push(part);
      if (pieces[at] !== "OR") return join(parts, (each) => ({ or: each }));
      at += 1;
    }
  }

  function all(depth: number): Asked | null {
    const parts: Asked[] = [];
    // Where no bracket is open, one that closes ends nothing.
    while (at < pieces.length && pieces[at] !== "OR" && !(pieces[at] === ")" && depth > 0)) {
      const part = one(depth);
      if (part) parts.push(part);
    }
    return join(parts, (each) => ({ and: each }));
  }

  function one(depth: number): Asked | null {
    const piece = pieces[at++];
    if (piece === undefined || piece === ")" || piece === "AND" || piece === "OR") return null;
    if (piece === "NOT") return negated(depth);
    if (piece !== "(") return piece;
    if (depth >= DEEPEST) return null;
    const inside = any(depth + 1);
    if (pieces[at] === ")") at += 1;
    return inside;
  }

  function negated(depth: number): Asked | null {
    let count = 1;
    for (; pieces[at] === "NOT"; at += 1) count += 1;
    const next = pieces[at];
    if (next === undefined || next === ")" || next === "AND" || next === "OR") return null;
    let asked = one(Math.min(depth + count, DEEPEST));
    // Two of them undo each other: what is too deep goes in pairs, so that the meaning stays.
    const most = DEEPEST - Math.min(depth, DEEPEST);
    const kept = count > most ? most - ((most + count) % 2) : count;
    for (let n = kept; asked && n > 0; n -= 1) asked = { not: asked };
    return asked;
  }
}

function join(parts: Asked[], joined: (parts: Asked[]) => Asked): Asked | null {
  return parts.length > 1 ? joined(parts) : (parts[0] ?? null);
}

function cut(text: string, unknown: string[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  while (rest) {
    const first = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (first === "(" || first === ")") {
      pieces.push(first);
      rest = rest.slice(1);
    } else if (QUOTE.test(first)) {
      const [quoted, after] = upToQuote(rest.slice(1));
      const phrase = words(quoted);
      if (phrase.length) pieces.push({ phrase });
      rest = after;
    } else {
      const typed = RUN.exec(rest)?.[0] ?? "";
      rest = rest.slice(typed.length || first.length);
      if (typed) rest = run(typed, rest, pieces, unknown);
    }
  }
  return pieces;
}

function upToQuote(text: string): [string, string] {
  const end = text.search(QUOTE);
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}

/** Takes what is typed without a space; gives back what comes after it. */
function run(typed: string, after: string, pieces: Piece[], unknown: string[]): string {
  const operator = OPERATORS.get(typed);
  if (operator) {
    pieces.push(operator);
    return after;
  }
  const colon = typed.indexOf(":");
  const [name, value] = colon < 0 ? ["", ""] : [typed.slice(0, colon), typed.slice(colon + 1)];
  const filter = FILTERS.find((each) => each === name.toLowerCase());
  if (filter && value) {
    pieces.push({ filter, value });
  } else if (filter) {
    if (!QUOTE.test(after.slice(0, 1))) return after;
    const [quoted, rest] = upToQuote(after.slice(1));
    if (quoted.trim()) pieces.push({ filter, value: quoted });
    return rest;
  } else {
    if (value && /^\p{Alphabetic}+$/u.test(name)) unknown.push(name);
    const asked = wordsOf(typed);
    if (asked) pieces.push(asked);
  }
  return after;
}

/**
 * A word, or words together of what a hyphen or the like parts; a mark at the end is the last word's. Where no space parts words a
 * mark says nothing that is not meant without it.
 */
function wordsOf(typed: string): Asked | null {
  const marked = /^(.*?)(\*|~(\d?))$/su.exec(typed);
  const parts = words(marked?.[1] ?? typed);
  const last = parts.pop();
  if (last === undefined) return null;
  if (!marked || standsAlone(last)) return parts.length ? { together: [...parts, last] } : { word: last };
  const usual = Array.from(last).length < 6 ? 1 : 2;
  const distance = marked[3] ? Math.min(Math.max(Number(marked[3]), 1), 2) : usual;
  const end: Asked = marked[2] === "*" ? { prefix: last } : { fuzzy: last, distance };
  return parts.length ? { and: [...parts.map((word) => ({ word })), end] } : end;
}
