// node test/run.mjs DOSSIER [WORDS…]: browser scenarios on a published dossier; WORDS pick scenarios by their names.
// The last line says how many passed and failed; exit 1 if any failed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";
import { copyDossier } from "./dossier.mjs";
import { BESLAN } from "./expect.mjs";
import { runAll } from "./scenario.mjs";
import { access } from "./scenarios/access.mjs";
import { crawl } from "./scenarios/crawl.mjs";
import { film } from "./scenarios/film.mjs";
import { files } from "./scenarios/files.mjs";
import { moves } from "./scenarios/moves.mjs";
import { ways } from "./scenarios/ways.mjs";
import { search } from "./scenarios/search.mjs";

export const SCENARIOS = [...files, ...crawl, ...moves, ...search, ...film, ...ways, ...access];

/** Runs scenarios on a copy of a dossier; `pick` chooses by name. */
export async function runOn(browser, folder, wanted, pick = () => true, log = console.log) {
  const dossier = copyDossier(folder);
  try {
    return await runAll(SCENARIOS.filter(({ name }) => pick(name)), { dossier, browser, wanted }, log);
  } finally {
    dossier.remove();
  }
}

async function main([folder, ...words]) {
  if (!folder || !existsSync(join(folder, "index.html"))) {
    console.error(`usage: node test/run.mjs DOSSIER [WORDS…]\n${folder ?? "nothing"} is not a dossier: it has no index.html.`);
    process.exit(2);
  }
  const pick = words.length ? (name) => words.some((word) => name.includes(word)) : undefined;
  const browser = await launch();
  const { passed, failed } = await runOn(browser, folder, BESLAN, pick).finally(() => browser.close());
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
