// The tables of the case from those in tables/: what only the finished media can say is put in, and what they claim is checked.
//
//   {{at deckhand 04}}        begin and end of that piece in its recording; 05-06 spans two
//   {{region A03}}            a part of the drawn plan
//   {{statements S01}}        the statements of a source
//   sources: sha256 and size_bytes of every file named
//   spans: the words that `quote` gives, where the source is a text file: offsets and digest

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clock } from "./captions.mjs";
import { parseCsv, writeCsv } from "./csv.mjs";
import { region } from "./drawings.mjs";

export function fillTables(example, out, spoken) {
  const from = join(example, "tables");
  const tables = new Map();
  for (const file of readdirSync(from)) {
    if (file.endsWith(".csv")) tables.set(file, parseCsv(readFileSync(join(from, file), "utf8")));
    if (file.endsWith(".toml")) copyFileSync(join(from, file), join(out, file));
  }
  tables.forEach((rows, file) => checkWidth(rows, file));
  const statements = records(tables.get("statements.csv"));
  const files = new Map(records(tables.get("sources.csv")).map((source) => [source.id, source.file]));
  statements.forEach((row) => checkQuote(row, wordsAt(row, spoken, files.get(row.source), example)));
  weigh(tables.get("sources.csv"), out);
  tables.set("spans.csv", spans(statements, files, out));
  for (const [file, rows] of tables) {
    const filled = rows.map((row) => row.map((cell) => fill(cell, spoken, statements)));
    writeFileSync(join(out, file), writeCsv(filled));
  }
  mkdirSync(join(out, "accounts"), { recursive: true });
  for (const file of readdirSync(join(from, "accounts"))) copyFileSync(join(from, "accounts", file), join(out, "accounts", file));
}

function records([head, ...rows]) {
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

function checkWidth([head, ...rows], file) {
  const wrong = rows.find((row) => row.length !== head.length);
  if (wrong) throw new Error(`${file}: ${wrong[0]} has ${wrong.length} cells, the head has ${head.length}`);
}

function fill(cell, spoken, statements) {
  return cell.replace(/\{\{(\w+) ([^}]*)\}\}/g, (token, word, what) => {
    if (word === "at") return seconds(pieces(what, spoken));
    if (word === "region") return region(what);
    if (word === "statements") return statements.filter((row) => row.source === what).map((row) => row.id).join(";");
    throw new Error(`nothing is known of ${token}`);
  });
}

function pieces(what, spoken) {
  const [name, ids] = what.split(" ");
  const [first, last = first] = ids.split("-");
  const found = spoken.get(name)?.pieces.filter((piece) => piece.id >= first && piece.id <= last) ?? [];
  if (found.at(0)?.id !== first || found.at(-1)?.id !== last) throw new Error(`no recording has the pieces ${what}`);
  return found;
}

function seconds(found) {
  return `${clock(found.at(0).start)}–${clock(found.at(-1).end)}`;
}

/** A quotation must stand where it is cited from: in the pieces of a recording, in its language, or on the paper. */
function checkQuote(row, words) {
  if (row.quote && words !== undefined && !words.includes(row.quote)) {
    throw new Error(`${row.id}: "${row.quote}" does not stand at ${row.source}, ${row.locator}`);
  }
}

/** The words at a statement's place; undefined where they are not made here, or are looked for as a span. */
function wordsAt(row, spoken, file, example) {
  const at = /\{\{at ([^}]*)\}\}/.exec(row.locator);
  if (at) return pieces(at[1], spoken).map((piece) => (piece.lang === row.quote_lang ? piece.text : piece[row.quote_lang])).join(" ");
  if (!file.endsWith(".pdf")) return undefined;
  return readFileSync(join(example, file.replace("originals/", "").replace(".pdf", ".txt")), "utf8").replaceAll("\n", " ");
}

function weigh(rows, out) {
  const [file, sha256, size] = ["file", "sha256", "size_bytes"].map((name) => rows[0].indexOf(name));
  for (const row of rows.slice(1).filter((row) => row[file])) {
    const bytes = readFileSync(join(out, row[file]));
    row[sha256] = `sha256:${digest(bytes)}`;
    row[size] = String(bytes.length);
  }
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Offsets of quotations in captions, of which the cue's number is the paragraph. */
function spans(statements, files, out) {
  const quoted = statements.filter((row) => row.quote && files.get(row.source).endsWith(".vtt"));
  const rows = quoted.map((row) => {
    const text = readFileSync(join(out, files.get(row.source)), "utf8");
    const at = text.indexOf(row.quote);
    if (at < 0) throw new Error(`${row.id}: "${row.quote}" is not in ${files.get(row.source)}`);
    const before = text.slice(0, at);
    const [chars, bytes] = [[...before].length, Buffer.byteLength(before)];
    const cue = before.split("-->").length - 1;
    const ends = [chars + [...row.quote].length, bytes + Buffer.byteLength(row.quote)];
    return [row.id, cue, chars, ends[0], bytes, ends[1], digest(Buffer.from(row.quote))].map(String);
  });
  return [["id", "paragraph", "char_start", "char_end", "byte_start", "byte_end", "sha256"], ...rows];
}
