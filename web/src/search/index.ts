// The search data that Rust wrote (crates/publish/src/search/format.rs says what each field is) and what one word meets in it.
// Which documents answer a whole query is decided in query.ts.
import { editDistance } from "./distance.ts";
import { want } from "../put.ts";

export interface Manifest {
  v: number;
  total: number;
  /** Tables of documents; beside some stands one of all their words. */
  docs: { name: string; first: number; count: number; texts?: boolean }[];
  shards: { name: string; prefixes: string[] }[];
  endings: string[];
  names: Name[];
  /** Minutes east of UTC for dates without an offset. */
  offset?: number;
}

export interface Name {
  title: string;
  url: string;
  forms: string[];
  docs: number[];
}

export interface Doc {
  title: string;
  kind: string;
  url: string;
  speaker?: string;
  date?: string;
  text?: string;
  lang: string;
  note?: string;
  /** Who speaks, by other names and ids. */
  by?: string;
  /** The language in which it was said, where its words here are in another. */
  spoken?: string;
  role?: string;
  source?: string;
  sourceId?: string;
  /** What it is a transcript of: public ids, and titles with authors. */
  of?: [string, string][];
  /** Public ids and kinds. */
  sessions?: [string, string][];
  /** Where its words stand in the source, and what leads there. */
  place?: { at?: string; url?: string; plays?: boolean };
  /** The number of its ledger entry. */
  entry?: number;
  said?: [number, number];
  about?: [number, number];
  questions?: string[];
}

interface Shard {
  forms: string[];
  of: number[];
  stems: string[];
  posts: number[][];
}

/** What a word meets: documents with weights, and every written form that counts as that word. */
export interface Met {
  weights: Map<number, number>;
  forms: Set<string>;
}

const SHORTEST_BEGINNING = 3;

/** The search data of one dossier, loaded piece by piece from one folder. */
export class Index {
  private readonly endings: Set<string>;

  private constructor(
    private readonly folder: string,
    readonly manifest: Manifest,
  ) {
    this.endings = new Set(["", ...manifest.endings]);
  }

  /** Opens the data in a folder, or returns undefined if its manifest cannot be had. */
  static async open(folder: string): Promise<Index | undefined> {
    const manifest = await want<Manifest>("search/manifest", `${folder}manifest.js`);
    return manifest && new Index(folder, manifest);
  }

  /** What a folded word meets; empty where the dossier lacks it. */
  async meet(word: string): Promise<Met> {
    const shard = await this.shardOf(word);
    return shard ? gather(shard, this.stemsOf(shard, word)) : nothing();
  }

  /** What a form meets that stands in the dossier exactly so; empty where none does. */
  async exactly(form: string): Promise<Met> {
    const shard = await this.shardOf(form);
    const stem = shard?.of[shard.forms.indexOf(form)];
    return shard && stem !== undefined ? gather(shard, [stem]) : nothing();
  }

  /** What words meet that begin so. Stems are met with all their forms. */
  async starting(beginning: string): Promise<Met> {
    return this.among(await this.shardsAt(beginning), (form) => form.startsWith(beginning));
  }

  /** What words meet that begin with the same letter and are at most so many letters away. */
  async near(word: string, distance: number): Promise<Met> {
    return this.among(await this.shardsAt(word.slice(0, 1)), (form) => editDistance(word, form) <= distance);
  }

  /** All the words of documents, their titles apart. */
  async texts(numbers: Iterable<number>): Promise<Map<number, string>> {
    const found = new Map<number, string>();
    for (const [number, doc] of await this.documents(numbers)) {
      const file = this.manifest.docs.find((each) => number >= each.first && number < each.first + each.count);
      const more = file?.texts ? (await this.load<string[]>(file.name.replace("docs", "texts")))?.[number - file.first] : undefined;
      found.set(number, more || (doc.text ?? ""));
    }
    return found;
  }

  /** Forms of the dossier that begin like a word; which of them are nearest is for the caller to say. */
  async formsLike(word: string): Promise<string[]> {
    const shard = await this.shardOf(word);
    return shard?.forms ?? (await this.shardsFrom(word.slice(0, 1))).flatMap((each) => each.forms);
  }

  /** Documents by number, with their tables loaded; numbers without a document are left out. */
  async documents(numbers: Iterable<number>): Promise<Map<number, Doc>> {
    const found = new Map<number, Doc>();
    const tables = new Map<number, Doc[]>();
    for (const number of numbers) {
      const file = this.manifest.docs.find((each) => number >= each.first && number < each.first + each.count);
      if (!file) continue;
      if (!tables.has(file.first)) tables.set(file.first, (await this.load<Doc[]>(file.name)) ?? []);
      const doc = tables.get(file.first)?.[number - file.first];
      if (doc) found.set(number, doc);
    }
    return found;
  }

  private load<T>(name: string): Promise<T | undefined> {
    return want<T>(`search/${name}`, `${this.folder}${name}.js`);
  }

  /** The shard with the longest prefix of the word. */
  private async shardOf(word: string): Promise<Shard | undefined> {
    let [best, length] = ["", 0];
    for (const shard of this.manifest.shards) {
      for (const prefix of shard.prefixes) {
        if (word.startsWith(prefix) && prefix.length > length) [best, length] = [shard.name, prefix.length];
      }
    }
    return best ? this.load<Shard>(best) : undefined;
  }

  /** Every shard that may hold words that begin so. */
  private async shardsAt(beginning: string): Promise<Shard[]> {
    const may = (prefix: string) => prefix.startsWith(beginning) || beginning.startsWith(prefix);
    const names = this.manifest.shards.filter((shard) => shard.prefixes.some(may)).map((shard) => shard.name);
    const loaded = await Promise.all(names.map((name) => this.load<Shard>(name)));
    return loaded.filter((shard): shard is Shard => shard !== undefined);
  }

  private among(shards: Shard[], is: (form: string) => boolean): Met {
    const met = nothing();
    for (const shard of shards) {
      const stems = new Set(shard.of.filter((_, at) => is(shard.forms[at] ?? "")));
      gather(shard, Array.from(stems)).weights.forEach((weight, doc) => met.weights.set(doc, (met.weights.get(doc) ?? 0) + weight));
      shard.forms.filter(is).forEach((form) => met.forms.add(form));
    }
    return met;
  }

  private async shardsFrom(letter: string): Promise<Shard[]> {
    const near = this.manifest.shards.filter((shard) => shard.prefixes.some((prefix) => prefix.startsWith(letter)));
    const loaded = await Promise.all(near.slice(0, 4).map((shard) => this.load<Shard>(shard.name)));
    return loaded.filter((shard): shard is Shard => shard !== undefined);
  }

  /** Stem of the exact form; else the longest stem that leaves a known ending; else stems of what begins so. */
  private stemsOf(shard: Shard, word: string): number[] {
    const exact = shard.of[shard.forms.indexOf(word)];
    if (exact !== undefined) return [exact];
    const longest = this.longestStem(shard, word);
    if (longest !== undefined) return [longest];
    if (Array.from(word).length < SHORTEST_BEGINNING) return [];
    const begun = shard.of.filter((_, at) => shard.forms[at]?.startsWith(word));
    return Array.from(new Set(begun));
  }

  private longestStem(shard: Shard, word: string): number | undefined {
    let found: number | undefined;
    shard.stems.forEach((stem, at) => {
      if (!stem || !word.startsWith(stem) || !this.endings.has(word.slice(stem.length))) return;
      if (found === undefined || stem.length > (shard.stems[found]?.length ?? 0)) found = at;
    });
    return found;
  }
}

function nothing(): Met {
  return { weights: new Map(), forms: new Set() };
}

function gather(shard: Shard, stems: number[]): Met {
  const wanted = new Set(stems);
  const weights = new Map<number, number>();
  for (const stem of stems) {
    for (const [doc, weight] of posts(shard.posts[stem] ?? [])) weights.set(doc, (weights.get(doc) ?? 0) + weight);
  }
  return { weights, forms: new Set(shard.forms.filter((_, at) => wanted.has(shard.of[at] ?? -1))) };
}

function posts(coded: number[]): [number, number][] {
  const plain: [number, number][] = [];
  let doc = 0;
  for (let at = 0; at + 1 < coded.length; at += 2) {
    doc += coded[at] ?? 0;
    plain.push([doc, coded[at + 1] ?? 1]);
  }
  return plain;
}
