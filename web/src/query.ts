// Answers a query: every word must be met, by the word in any form or by a registered name; weights are added.
// How results look is in search.ts, how data is laid out in index.ts.
import { words } from "./fold.ts";
import type { Index, Met, Name } from "./index.ts";
import { docsOf, namesIn, type NameHit } from "./names.ts";

/** What a query found: documents by weight, names it spells whole, forms to mark in excerpts. */
export interface Found {
  weights: Map<number, number>;
  names: Name[];
  forms: Set<string>;
  /** Words of the query that nothing in the dossier meets. */
  unmet: string[];
}

const NAME_WEIGHT = 4;
const WORDS_AT_MOST = 16;

/** Answers a query; an empty query finds nothing. */
export async function answer(index: Index, query: string): Promise<Found> {
  const tokens = words(query).slice(0, WORDS_AT_MOST);
  const met = await Promise.all(tokens.map((token) => index.meet(token)));
  const hits = namesIn(tokens, met.map((each) => each.forms), index.manifest.names);
  await Promise.all(met.map((each, at) => addNames(index, each, hits.filter((hit) => hit.from <= at && at < hit.to))));
  return {
    weights: intersect(met),
    names: hits.filter((hit) => hit.from === 0 && hit.to === tokens.length).map((hit) => hit.name),
    forms: new Set(met.flatMap((each) => Array.from(each.forms))),
    unmet: tokens.filter((_, at) => met[at]?.weights.size === 0),
  };
}

/** A name is met by its documents and by every written form of it, so that each form finds the same. */
async function addNames(index: Index, met: Met, hits: NameHit[]): Promise<void> {
  for (const { name } of hits) {
    for (const doc of docsOf(name)) add(met, doc, NAME_WEIGHT);
    for (const form of name.forms.filter((each) => !each.includes(" "))) {
      const other = await index.exactly(form);
      other.weights.forEach((weight, doc) => met.weights.has(doc) || add(met, doc, weight));
      other.forms.forEach((each) => met.forms.add(each));
    }
    for (const form of name.forms) form.split(" ").forEach((part) => met.forms.add(part));
  }
}

function add(met: Met, doc: number, weight: number): void {
  met.weights.set(doc, (met.weights.get(doc) ?? 0) + weight);
}

function intersect(met: Met[]): Map<number, number> {
  const [first, ...others] = met;
  const common = new Map<number, number>();
  for (const [doc, weight] of first?.weights ?? []) {
    const rest = others.map((each) => each.weights.get(doc));
    if (rest.every((each) => each !== undefined)) common.set(doc, rest.reduce<number>((sum, each) => sum + (each ?? 0), weight));
  }
  return common;
}

/** Forms of the dossier nearest to words that nothing meets, at most eight. */
export async function nearest(index: Index, unmet: string[]): Promise<string[]> {
  const found: [number, string][] = [];
  for (const word of unmet) {
    for (const form of await index.formsLike(word)) {
      const distance = editDistance(word, form);
      if (distance <= (word.length > 4 ? 2 : 1)) found.push([distance, form]);
    }
  }
  found.sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
  return Array.from(new Set(found.map(([, form]) => form))).slice(0, 8);
}

/** Insertions, deletions and substitutions between two words; 9 where the lengths alone are too far apart. */
export function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 9;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 9;
}
