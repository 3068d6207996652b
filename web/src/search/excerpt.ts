// The part of a document's words that shows what was found in it. Which words those are is told by the search.
import type { Token } from "../fold.ts";
import { found } from "./found.ts";

/** About how many characters a result shows. */
const LENGTH = 240;
/** How many of them stand before the first word that was found. */
const BEFORE = 60;
/** What parts the fields of a document in its words. */
export const PARTED = " . ";

interface Best {
  piece: string;
  at: number;
  end: number;
  count: number;
}

/**
 * The words around the place where most of the different forms stand together, the first of equals; the beginning where
 * that has as many, or where none of them stands in the words. Cut between words, with an ellipsis where it is cut.
 */
export function excerpt(text: string, forms: Set<string>, beginning: string): string {
  let best: Best | undefined;
  for (const piece of text.split(PARTED)) {
    const places = found(piece, forms);
    places.forEach((first, at) => {
      const { end, count } = reach(places, at);
      if (count > (best?.count ?? 0)) best = { piece, at: first.start, end, count };
    });
  }
  if (!best || best.count <= different(found(beginning, forms))) return beginning;
  return around(best);
}

/** How many different forms stand within a length from one of those found, and where the last of them ends. */
function reach(places: Token[], at: number): { end: number; count: number } {
  const from = places[at]?.start ?? 0;
  const near = places.slice(at).filter(({ end }, ahead) => ahead === 0 || end <= from + LENGTH - BEFORE);
  return { end: Math.max(...near.map(({ end }) => end), from), count: different(near) };
}

function different(places: Token[]): number {
  return new Set(places.map(({ text }) => text)).size;
}

function around({ piece, at, end }: Best): string {
  let from = at <= BEFORE ? 0 : at - BEFORE;
  let to = Math.max(end, Math.min(piece.length, from + LENGTH));
  // A word that is cut in two is left out, but never one of those found.
  if (from > 0) from += Math.max(0, piece.slice(from, at).search(/\s\S/u) + 1);
  const last = piece.slice(end, to).search(/\s\S*$/u);
  if (to < piece.length) to = last < 0 ? to : end + last;
  return `${from > 0 ? "…" : ""}${piece.slice(from, to).trim()}${to < piece.length ? "…" : ""}`;
}
