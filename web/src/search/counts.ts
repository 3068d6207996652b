// Counts what documents can be narrowed by. A count is how many its filter would leave, so that a link keeps what it says.
// How facets look is in facets.ts, what a filter keeps in query.ts.
import { FILTERS, type Filter } from "./grammar.ts";
import type { Doc } from "./index.ts";
import { kept, languageOf } from "./query.ts";

/** How many values of a facet are counted and shown. */
const VALUES_AT_MOST = 8;

/** One value of a facet: as a filter takes it, as it is shown, and how many documents the filter keeps. */
export interface Value {
  value: string;
  label: string;
  count: number;
}

/** A facet: a filter, and its values, most first. */
export interface Facet {
  filter: Filter;
  values: Value[];
}

/** The facets of documents, in the order of filters. */
export function facets(docs: Iterable<Doc>): Facet[] {
  const all = Array.from(docs);
  const found = new Map<Filter, Map<string, Value>>();
  for (const doc of all) {
    for (const [filter, value, label] of valuesOf(doc)) {
      const of = found.get(filter) ?? new Map<string, Value>();
      found.set(filter, of.set(value, { value, label, count: (of.get(value)?.count ?? 0) + 1 }));
    }
  }
  const most = (filter: Filter) => mostFirst(found.get(filter)?.values() ?? []).slice(0, VALUES_AT_MOST);
  const counted = (filter: Filter) => most(filter).map((each) => ({ ...each, count: left(all, filter, each.value) }));
  return FILTERS.filter((filter) => found.has(filter)).map((filter) => ({ filter, values: mostFirst(counted(filter)) }));
}

function left(docs: Doc[], filter: Filter, value: string): number {
  const keeps = kept(filter, value, 0);
  return docs.filter((doc) => keeps?.(doc)).length;
}

function mostFirst(values: Iterable<Value>): Value[] {
  return Array.from(values).sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

function valuesOf(doc: Doc): [Filter, string, string][] {
  const values: [Filter, string, string][] = [["kind", doc.kind, doc.kind]];
  if (doc.speaker) values.push(["speaker", doc.speaker, doc.speaker]);
  if (doc.role) values.push(["role", doc.role, doc.role]);
  if (doc.sourceId) values.push(["source", doc.sourceId, doc.source ?? doc.sourceId]);
  for (const [id, title] of doc.of ?? []) values.push(["source", id, title || id]);
  for (const [id, kind] of doc.sessions ?? []) values.push(["session", id, kind ? `${id}, ${kind}` : id]);
  if (languageOf(doc)) values.push(["language", languageOf(doc), languageOf(doc)]);
  for (const question of doc.questions ?? []) values.push(["question", question, question]);
  return values;
}
