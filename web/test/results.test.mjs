// Tests what results show and how they are ordered and counted, as functions.
import { expect } from "./scenario.mjs";
import { load, same } from "./source.mjs";

const LONG = `${"before the word there is much that was not asked for, ".repeat(12)}then the bell was heard on the quay, ${"and more after it, ".repeat(20)}`;

export const results = [
  {
    name: "an excerpt stands around the words that were found",
    async run() {
      const { excerpt } = await load("search/excerpt");
      const shown = excerpt(LONG, new Set(["bell", "quay"]), LONG.slice(0, 200));
      expect(/^….*\bbell was heard on the quay,.*…$/.test(shown), shown);
      expect(shown.length < 260, `${shown.length} characters`);
      expect(LONG.includes(` ${shown.slice(1, -1)}`), `a word is cut: ${shown}`);
    },
  },
  {
    name: "an excerpt is the beginning where nothing else shows more",
    async run() {
      const { excerpt } = await load("search/excerpt");
      same(excerpt("a bell . the bell of a ferry", new Set(["bell"]), "a bell…"), "a bell…");
      same(excerpt("a quay . the bell", new Set(), "a quay…"), "a quay…");
      same(excerpt("a quay . the bell", new Set(["reef"]), "a quay…"), "a quay…");
      same(excerpt("", new Set(["bell"]), ""), "");
    },
  },
  {
    name: "an excerpt keeps to one field, and takes that with most of the words",
    async run() {
      const { excerpt } = await load("search/excerpt");
      same(excerpt("a bell . the old bell of a ferry . E01", new Set(["bell", "ferry"]), ""), "the old bell of a ferry");
      const far = `bell ${"x ".repeat(300)}bell and ferry`;
      expect(excerpt(far, new Set(["bell", "ferry"]), "").endsWith("bell and ferry"), excerpt(far, new Set(["bell", "ferry"]), ""));
      same(excerpt("y".repeat(900), new Set(["y".repeat(900)]), ""), "y".repeat(900));
    },
  },
  {
    name: "words that stand together are found where all of them do, and nowhere else",
    async run() {
      const { found } = await load("search/found");
      const shown = (text, ...forms) => found(text, new Set(forms)).map(({ start, end }) => text.slice(start, end));
      same(shown("人质的名单，不是人质。", "人 质", "名 单"), ["人质", "名单", "人质"]);
      same(shown("led by the led out list", "led out", "list"), ["led out", "list"]);
      same(shown("Нур-Паши и Нур", "нур паши"), ["Нур-Паши"]);
      same(shown("nothing"), []);
    },
  },
  {
    name: "results stand by weight, and by kind only where they weigh the same",
    async run() {
      const { byKind, ordered } = await load("search/results");
      const kinds = ["source", "question", "statement", "question"];
      const docs = new Map(kinds.map((kind, number) => [number, { kind, title: "", url: "", lang: "en" }]));
      const weights = new Map([[0, 5], [1, 2], [2, 5], [3, 7]]);
      same(ordered(weights, docs).map(({ number }) => number), [3, 2, 0, 1]);
      same(byKind(weights, docs).map(({ number }) => number), [3, 1, 2, 0]);
    },
  },
  {
    name: "a facet counts what its filter keeps",
    async run() {
      const { facets } = await load("search/counts");
      const doc = (more) => ({ title: "", kind: "statement", url: "", lang: "en", ...more });
      const docs = [
        doc({ role: "mate", sessions: [["I01", "interview"]], sourceId: "S01", source: "Interview" }),
        doc({ role: "mate of the ferry", kind: "transcript", sourceId: "S21", of: [["S01", "Interview"]] }),
        doc({ role: "mate of the ferry" }),
      ];
      const counted = Object.fromEntries(facets(docs).map(({ filter, values }) => [filter, values.map(({ label, count }) => [label, count])]));
      same(counted.role, [["mate", 3], ["mate of the ferry", 2]]);
      same(counted.session, [["I01, interview", 1]]);
      same(counted.source, [["Interview", 2], ["S21", 1]]);
    },
  },
];
