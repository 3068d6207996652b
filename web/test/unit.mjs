// Tests the script and the scenarios themselves on the small folder fixture/: all pass there, and each break is caught.
// The last line says how many passed and failed; no dossier and no Rust is needed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BREAKS } from "./breaks.mjs";
import { launch } from "./browser.mjs";
import { caughtTests } from "./caught.test.mjs";
import { results } from "./results.test.mjs";
import { runOn } from "./run.mjs";
import { caught, runAll } from "./scenario.mjs";
import { timeline } from "./timeline.test.mjs";
import { words } from "./words.test.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const WANTED = {
  kinds: ["front", "front, Russian", "question, count", "account", "account, film", "statement", "source", "people", "search", "search, Russian", "verify"],
  sameHits: [
    ["заложник", "заложниками", "Заложников", "заложнику"],
    ["Аушев", "Аушева", "Aushev", "АУШЕВЫМ"],
    ["hostage", "hostages"],
  ],
  steps: {
    paths: ["index.html", "questions/Q01/index.html", "statements/E001/index.html", "sources/S01/index.html"],
    words: ["Source S01", "Not held"],
  },
  facts: ["questions/Q01/index.html", "accounts/one/index.html"],
  twoWords: ["hostages", "list"],
  manyHits: "school",
  mistyped: "hostgae",
};

/** The fixture with the script as built now and the list of its digests. */
function prepare(folder) {
  cpSync(join(HERE, "fixture"), folder, { recursive: true });
  execFileSync(process.execPath, [join(HERE, "..", "build.mjs"), join(folder, "assets", "dossier.js")], { stdio: "ignore" });
  const sums = {};
  for (const path of ["assets/dossier.css", "assets/dossier.js", "index.html"]) {
    sums[path] = createHash("sha256").update(readFileSync(join(folder, path))).digest("hex");
  }
  mkdirSync(join(folder, "data", "verify"), { recursive: true });
  writeFileSync(join(folder, "data", "verify", "sums.js"), `FH.put("verify/sums", ${JSON.stringify(sums)});\n`);
}

const work = mkdtempSync(join(tmpdir(), "firsthand-unit-"));
const browser = await launch();
try {
  const whole = join(work, "whole");
  prepare(whole);
  const outcomes = [await runAll([...caughtTests, ...words, ...results, ...timeline], {}), await runOn(browser, whole, WANTED)];
  const broken = BREAKS.map(({ what, caughtBy, harm }, at) => ({
    name: `${what} is caught by «${caughtBy}»`,
    async run() {
      const folder = join(work, `broken-${at}`);
      cpSync(whole, folder, { recursive: true });
      harm(folder);
      return caught(await runOn(browser, folder, WANTED, (name) => name === caughtBy, () => {}));
    },
  }));
  outcomes.push(await runAll(broken, {}));
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") > 0 ? 1 : 0;
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
