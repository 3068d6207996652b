// Answers a parsed query from the search data: which documents it finds, with weights, and which words are to be marked.
// How a query is parsed is in grammar.ts, how results look in search.ts, how data is laid out in index.ts.
import { editDistance } from "./distance.ts";
import { PARTED } from "./excerpt.ts";
import { words } from "../fold.ts";
import { type Asked, type Filter, parse } from "./grammar.ts";
import type { Doc, Index, Met, Name } from "./index.ts";
import { span } from "./moments.ts";
import { docsOf, namesIn, type NameHit } from "./names.ts";

/** What a query found. */
export interface Found {
  weights: Map<number, number>;
  /** Names that the query spells whole. */
  names: Name[];
  /** Forms to mark in excerpts. */
  forms: Set<string>;
  /** Words of the query that nothing in the dossier meets. */
  unmet: string[];
  /** Names before a colon that are no filter, and values of filters that could not be read. */
  unknown: string[];
  unread: string[];
}

const NAME_WEIGHT = 4;
const WORDS_AT_MOST = 32;

type Weights = Map<number, number>;

/** Answers a query; an empty query finds nothing. */
export async function answer(index: Index, query: string, withNames = true): Promise<Found> {
  const { asked, unknown } = parse(query);
  const found: Found = { weights: new Map(), names: [], forms: new Set(), unmet: [], unknown, unread: [] };
  if (!asked) return found;
  const asking = new Asking(index, withNames, found);
  found.weights = await asking.one(asked, true);
  return found;
}

class Asking {
  private words = 0;

  constructor(
    private readonly index: Index,
    private readonly withNames: boolean,
    private readonly found: Found,
  ) {}

  /** Documents that meet a part; what is not wanted marks nothing. */
  async one(asked: Asked, marks: boolean): Promise<Weights> {
    if ("and" in asked) return this.all(asked.and, marks);
    if ("or" in asked) return union(await this.each(asked.or, marks));
    if ("not" in asked) return this.but(await this.one(asked.not, false));
    if ("filter" in asked) return this.filtered(asked.filter, asked.value);
    if ("phrase" in asked) return this.phrase(asked.phrase, marks);
    if ("word" in asked || "together" in asked) return this.run([wordsOf(asked)], marks);
    const met = "prefix" in asked ? await this.index.starting(asked.prefix) : await this.index.near(asked.fuzzy, asked.distance);
    return this.marked(met, marks);
  }

  private each(parts: Asked[], marks: boolean): Promise<Weights[]> {
    return Promise.all(parts.map((part) => this.one(part, marks)));
  }

  /** All of the parts; words beside each other are looked at together, for the names that they spell. */
  private async all(parts: Asked[], marks: boolean): Promise<Weights> {
    const sets: Weights[] = [];
    for (let at = 0; at < parts.length; ) {
      const run: string[][] = [];
      for (let part = parts[at]; part && ("word" in part || "together" in part); part = parts[++at]) run.push(wordsOf(part));
      if (run.length) sets.push(await this.run(run, marks));
      const part = parts[at++];
      if (part) sets.push(await this.one(part, marks));
    }
    return intersect(sets);
  }

  /** Words, each with those typed without a space between them. */
  private async run(run: string[][], marks: boolean): Promise<Weights> {
    this.words += run.flat().length;
    const typed = this.words > WORDS_AT_MOST ? [] : run;
    const met = await Promise.all(typed.map((words) => this.meet(words)));
    const tokens = typed.flat();
    const alike = typed.flatMap((words, at) => (words.length > 1 ? words.map((word) => new Set([word])) : [met[at]?.forms ?? new Set<string>()]));
    const hits = this.withNames ? namesIn(tokens, alike, this.index.manifest.names) : [];
    let end = 0;
    for (const [at, each] of met.entries()) {
      const first = end;
      end += typed[at]?.length ?? 0;
      await this.addNames(each, hits.filter((hit) => hit.from <= first && end <= hit.to));
    }
    if (marks) {
      this.found.names.push(...hits.filter((hit) => hit.from === 0 && hit.to === tokens.length).map((hit) => hit.name));
      this.found.unmet.push(...typed.filter((_, at) => met[at]?.weights.size === 0).map((words) => words.join(" ")));
    }
    return intersect(met.map((each) => this.marked(each, marks)));
  }

  /** A word in any form; words typed without a space between them as they are. */
  private async meet(words: string[]): Promise<Met> {
    const [word, ...others] = words;
    if (word !== undefined && !others.length) return this.index.meet(word);
    return { weights: await this.phrase(words, false), forms: new Set([words.join(" ")]) };
  }

  /** A name is met by its documents and by every written form of it, so that each form finds the same. */
  private async addNames(met: Met, hits: NameHit[]): Promise<void> {
    for (const { name } of hits) {
      for (const doc of docsOf(name)) add(met.weights, doc, NAME_WEIGHT);
      for (const form of name.forms.filter((each) => !each.includes(" "))) {
        const other = await this.index.exactly(form);
        other.weights.forEach((weight, doc) => met.weights.has(doc) || add(met.weights, doc, weight));
        other.forms.forEach((each) => met.forms.add(each));
      }
      for (const form of name.forms) met.forms.add(form);
    }
  }

  private async phrase(phrase: string[], marks: boolean): Promise<Weights> {
    const met = await Promise.all(phrase.map((word) => this.index.exactly(word)));
    const weights = intersect(met.map((each) => each.weights));
    const [docs, texts] = [await this.index.documents(weights.keys()), await this.index.texts(weights.keys())];
    // A phrase ends where a field of the document does.
    const parts = (doc: number, text: string): string[] => [docs.get(doc)?.title ?? "", ...text.split(PARTED)];
    texts.forEach((text, doc) => parts(doc, text).some((part) => holds(words(part), phrase)) || weights.delete(doc));
    if (marks) this.found.forms.add(phrase.join(" "));
    return weights;
  }

  private but(unwanted: Weights): Weights {
    const rest: Weights = new Map();
    for (let doc = 0; doc < this.index.manifest.total; doc += 1) if (!unwanted.has(doc)) rest.set(doc, 0);
    return rest;
  }

  private async filtered(filter: Filter, value: string): Promise<Weights> {
    const keeps = kept(filter, value, this.index.manifest.offset ?? 0);
    if (!keeps) this.found.unread.push(`${filter}:${value}`);
    const all = keeps ? await this.index.documents(this.but(new Map()).keys()) : new Map<number, Doc>();
    return new Map(Array.from(all).filter(([, doc]) => keeps?.(doc)).map(([number]) => [number, 0]));
  }

  private marked(met: Met, marks: boolean): Weights {
    if (marks) met.forms.forEach((form) => this.found.forms.add(form));
    return met.weights;
  }
}

/** Whether a filter keeps a document; undefined if its value cannot be read. */
export function kept(filter: Filter, value: string, offset: number): ((doc: Doc) => boolean) | undefined {
  if (filter === "said" || filter === "about") {
    const wanted = span(value, offset);
    if (!wanted) return undefined;
    const [from, to] = wanted;
    if (filter === "said") return ({ said }) => said !== undefined && said[0] >= from && said[1] <= to;
    return ({ about }) => about !== undefined && about[0] <= to && about[1] >= from;
  }
  if (filter === "language") {
    const tag = value.trim().toLowerCase();
    return (doc) => `${languageOf(doc).toLowerCase()}-`.startsWith(`${tag}-`);
  }
  const wanted = words(value);
  // Few texts are many documents': each is read once.
  const known = new Map<string, boolean>();
  return (doc) => {
    const text = textsOf(doc, filter).join(" ");
    const keeps = known.get(text) ?? (wanted.length > 0 && hasAll(words(text), wanted));
    known.set(text, keeps);
    return keeps;
  };
}

/** The language in which it was said, else that of its words. */
export function languageOf(doc: Doc): string {
  return doc.spoken ?? doc.lang;
}

/** The words of a part that is a word, or words together. */
function wordsOf(asked: { word: string } | { together: string[] }): string[] {
  return "word" in asked ? [asked.word] : asked.together;
}

function textsOf(doc: Doc, filter: Filter): string[] {
  const names: Partial<Record<Filter, (string | undefined)[]>> = {
    kind: [doc.kind],
    speaker: [doc.speaker, doc.by],
    role: [doc.role],
    source: [doc.source, doc.sourceId, ...(doc.of ?? []).flat()],
    session: (doc.sessions ?? []).flat(),
    question: doc.questions ?? [],
  };
  return (names[filter] ?? []).filter((text): text is string => Boolean(text));
}

function hasAll(text: string[], wanted: string[]): boolean {
  const there = new Set(text);
  return wanted.every((word) => there.has(word));
}

function holds(text: string[], phrase: string[]): boolean {
  return text.some((_, at) => phrase.every((word, ahead) => text[at + ahead] === word));
}

function add(weights: Weights, doc: number, weight: number): void {
  weights.set(doc, (weights.get(doc) ?? 0) + weight);
}

function union(sets: Weights[]): Weights {
  const all: Weights = new Map();
  for (const set of sets) set.forEach((weight, doc) => add(all, doc, weight));
  return all;
}

function intersect(sets: Weights[]): Weights {
  const [first, ...others] = sets;
  const common: Weights = new Map();
  for (const [doc, weight] of first ?? []) {
    const rest = others.map((each) => each.get(doc));
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
