// Makes the case folder: originals from turns, papers, lists and drawings, then the tables that name their seconds and digests.
// Usage: node make.mjs EXAMPLE OUT. Every file comes from text in this repository; see the README for what each is for.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { captionFiles } from "./captions.mjs";
import { parseCsv } from "./csv.mjs";
import { plan } from "./drawings.mjs";
import { recording } from "./film.mjs";
import { pdf } from "./pdf.mjs";
import { photograph } from "./photographs.mjs";
import { png } from "./png.mjs";
import { speak } from "./speech.mjs";
import { fillTables } from "./tables.mjs";
import { readTurns } from "./turns.mjs";
import { xlsx } from "./xlsx.mjs";

const [example, out] = process.argv.slice(2);
const made = (name) => join(out, "originals", name);

/** Writes one file below the folder, its parents too. */
function put(file, bytes) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** The recordings: speech first, since everything about time follows from its length. */
async function recordings(scratch) {
  const found = new Map();
  for (const file of readdirSync(join(example, "turns")).sort()) {
    const turns = readTurns(join(example, "turns", file));
    const wave = speak(turns, scratch);
    const ending = turns.kind === "film" ? "mp4" : "m4a";
    mkdirSync(made(turns.kind), { recursive: true });
    await recording(turns, wave, made(`${turns.kind}/${turns.name}.${ending}`), scratch);
    for (const [name, text] of captionFiles(turns)) put(made(`captions/${name}`), text);
    found.set(turns.name, turns);
  }
  return found;
}

function papers() {
  for (const file of readdirSync(join(example, "papers")).sort()) {
    put(made(`papers/${file.replace(/\.txt$/, ".pdf")}`), pdf(readFileSync(join(example, "papers", file), "utf8")));
  }
}

/** What was written down of a broadcast that nobody recorded. */
function notes() {
  mkdirSync(made("notes"), { recursive: true });
  copyFileSync(join(example, "notes", "news.txt"), made("notes/news.txt"));
}

function lists() {
  mkdirSync(made("lists"), { recursive: true });
  copyFileSync(join(example, "lists", "passengers.csv"), made("lists/passengers.csv"));
  put(made("lists/rescued.xlsx"), xlsx("rescued", parseCsv(readFileSync(join(example, "lists", "rescued.csv"), "utf8"))));
}

async function photographs(scratch) {
  const [head, ...rows] = parseCsv(readFileSync(join(example, "photographs.csv"), "utf8"));
  for (const row of rows) {
    const cells = Object.fromEntries(head.map((name, at) => [name, row[at]]));
    put(made(`photographs/${cells.file}.jpg`), await photograph(cells, scratch));
  }
}

/** A folder may be made again; one that holds anything else, a case above all, is left alone. */
function refuseOthers() {
  const isOurs = existsSync(join(out, "case.toml")) && sameHead(join(out, "case.toml"), join(example, "tables", "case.toml"));
  if (existsSync(out) && readdirSync(out).length > 0 && !isOurs) {
    console.error(`${out} holds something else. Nothing was changed. Name a folder that is new, empty or made by this script.`);
    process.exit(2);
  }
}

/** Whether two files begin with the same two lines. */
function sameHead(one, other) {
  const [first, second] = [one, other].map((file) => readFileSync(file, "utf8").split("\n").slice(0, 2).join());
  return first === second;
}

refuseOthers();
mkdirSync(out, { recursive: true });
copyFileSync(join(example, "tables", "case.toml"), join(out, "case.toml")); // so that a making that was cut off may be repeated
for (const own of ["originals", "accounts"]) rmSync(join(out, own), { recursive: true, force: true });
const scratch = mkdtempSync(join(tmpdir(), "ferry-"));
try {
  const spoken = await recordings(scratch);
  papers();
  notes();
  lists();
  await photographs(scratch);
  const drawn = plan();
  put(made("plan/ferry-plan.png"), png(drawn.width, drawn.height, drawn.pixels));
  fillTables(example, out, spoken);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
