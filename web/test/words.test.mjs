// Tests the script's folding, cutting and distances as functions, against the cases of the Rust room `text`.
import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "./scenario.mjs";

const SRC = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

async function load(name) {
  const folder = mkdtempSync(join(tmpdir(), "firsthand-src-"));
  const outfile = join(folder, `${name}.mjs`);
  await build({ entryPoints: [join(SRC, `${name}.ts`)], outfile, bundle: true, format: "esm", target: "es2020" });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true, force: true });
  return loaded;
}

const same = (got, wanted) => expect(JSON.stringify(got) === JSON.stringify(wanted), `${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);

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
      const { editDistance } = await load("query");
      same(editDistance("hostgae", "hostage"), 2);
      same(editDistance("школа", "школы"), 1);
      same(editDistance("a", "abcdef"), 9);
    },
  },
];
