// Tests the script's folding, cutting and distances as functions, against the cases of the Rust room `text`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "./scenario.mjs";
import { load, same, SRC } from "./source.mjs";

/** The cases of crates/text/src/fold.rs and token.rs. */
const FOLDED = [
  ["ЗАЛОЖНИК", "заложник"],
  ["Ёлка", "елка"],
  ["е\u0308лка", "елка"],
  ["Café Ångström", "cafe angstrom"],
  ["и\u0306од", "йод"],
  ["мой", "мой"],
  ["ﬁlm", "film"],
  ["１０２０", "1020"],
  ["за\u00adлож\u200bник", "заложник"],
  ["за\u0301ложник", "заложник"],
  ["и\u00ad\u0306", "й"],
  ["ΛΟΓΟΣ", "λογοσ"],
  ["İstanbul", "istanbul"],
  ["Ї", "ї"],
];
const CUT = [
  ["Нур-Паши", ["нур", "паши"]],
  ["don't O’Neill", ["don", "t", "o", "neill"]],
  ["1,020–1,128", ["1", "020", "1", "128"]],
  ["за\u00adложник\u00ad x", ["заложник", "x"]],
  ["школа № 1", ["школа", "1"]],
  ["人質は354人", ["人", "質", "は", "354", "人"]],
  ["カード ｶﾞｽ", ["カ", "ー", "ド", "ガ", "ス"]],
  ["หนึ่งคน", ["ห", "นึ่", "ง", "ค", "น"]],
  ["x光 한국어", ["x", "光", "한", "국", "어"]],
  ["학교에서".normalize("NFD"), ["학", "교", "에", "서"]],
];

export const words = [
  {
    name: "text folds as in the Rust room",
    async run() {
      const { fold } = await load("fold");
      for (const [written, folded] of FOLDED) same(fold(written), folded);
    },
  },
  {
    name: "text is cut into words as in the Rust room",
    async run() {
      const { words } = await load("fold");
      for (const [written, cut] of CUT) same(words(written), cut);
    },
  },
  {
    name: "distances count insertions, deletions and substitutions",
    async run() {
      const { editDistance } = await load("search/distance");
      same(editDistance("hostgae", "hostage"), 1);
      same(editDistance("школа", "школы"), 1);
      same(editDistance("a", "abcdef"), 9);
    },
  },
  {
    name: "every case of the search grammar parses as on the command line",
    async run() {
      const { parse } = await load("search/grammar");
      const cases = JSON.parse(readFileSync(join(SRC, "..", "..", "docs", "formats", "search-queries.json"), "utf8"));
      expect(cases.length > 50, "there are no cases");
      for (const { query, parsed } of cases) {
        const got = JSON.stringify(parse(query).asked);
        expect(got === JSON.stringify(parsed), `${query}: ${got} is not ${JSON.stringify(parsed)}`);
      }
      for (const deep of ["(", "NOT ", "NOT ("]) expect(parse(`${deep.repeat(100000)}word`).asked, "a deep query is not read");
      same(parse("colour:red speaker:x 13:05").unknown, ["colour"]);
    },
  },
  {
    name: "a phrase goes across punctuation and never across the fields of a document",
    async run() {
      const { answer } = await load("search/query");
      const titles = ["he came to the gate", "the gate", "the gate"];
      const texts = ["closed it was", "the gate closed . later", "the gate. Closed it was . the gate . closed"];
      const all = texts.map((_, number) => number);
      const index = {
        manifest: { names: [], total: texts.length },
        exactly: async (word) => ({ weights: new Map(all.map((number) => [number, 1])), forms: new Set([word]) }),
        documents: async () => new Map(all.map((number) => [number, { title: titles[number] }])),
        texts: async () => new Map(all.map((number) => [number, texts[number]])),
      };
      same(Array.from((await answer(index, '"gate closed"')).weights.keys()), [1, 2]);
    },
  },
  {
    name: "a fragment that is none names no seconds, so that the whole plays and nothing stops",
    async run() {
      const { fragmentOf } = await load("watch/stretch");
      same(fragmentOf("#t=32.2,34.91"), { start: 32.2, end: 34.91 });
      same(fragmentOf("xywh=1,2,3,4&t=npt:7"), { start: 7 });
      same(fragmentOf("t=,5"), { start: 0, end: 5 });
      for (const none of ["", "#", "t=", "t=,", "t=9,5", "t=5,5", "t=a,b", "t=-1,2", "at=3", "L1-5", "t=1,2,3"]) same(fragmentOf(none), undefined);
    },
  },
  {
    name: "dates of filters are read as spans",
    async run() {
      const { span } = await load("search/moments");
      const day = (text) => span(text, 0)?.map((ms) => (Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms)));
      same(day("2004-09"), ["2004-09-01T00:00:00.000Z", "2004-09-30T23:59:59.999Z"]);
      same(day("2004-09-03T13:05+04:00"), ["2004-09-03T09:05:00.000Z", "2004-09-03T09:05:59.999Z"]);
      same(day("2004-09-01/2004-09-03"), ["2004-09-01T00:00:00.000Z", "2004-09-03T23:59:59.999Z"]);
      same(day("2004/.."), ["2004-01-01T00:00:00.000Z", "Infinity"]);
      same(day("../2004"), ["-Infinity", "2004-12-31T23:59:59.999Z"]);
      same(day("0044"), ["0044-01-01T00:00:00.000Z", "0044-12-31T23:59:59.999Z"]);
      same(span("2004", 240)?.[0], Date.UTC(2003, 11, 31, 20));
      for (const text of ["soon", "2004-02-31", "2004-13", "2004/2005/2006", "2004-09-03T25:00", ""]) same(day(text), undefined);
    },
  },
];
