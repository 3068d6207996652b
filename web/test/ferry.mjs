// node test/ferry.mjs DOSSIER [WORDS…]: the scenarios of recordings, on the published ferry example.
// The last line says how many passed and failed; exit 1 if any failed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { copyDossier } from "./dossier.mjs";
import { runAll } from "./scenario.mjs";
import { files } from "./scenarios/files.mjs";
import { extras } from "./scenarios/extras.mjs";
import { results } from "./scenarios/results.mjs";
import { transcript } from "./scenarios/transcript.mjs";
import { watch } from "./scenarios/watch.mjs";

/** What holds for every dossier, whatever kinds of page it has. */
const EVERYWHERE = files.filter(({ name }) => /link leads to a file|leads outside|policy|every id/.test(name));

const [folder, ...words] = process.argv.slice(2);
if (!folder || !existsSync(join(folder, "index.html"))) {
  console.error(`usage: node test/ferry.mjs DOSSIER [WORDS…]\n${folder ?? "nothing"} is not a dossier: it has no index.html.`);
  process.exit(2);
}
const browser = await launch();
const dossier = copyDossier(folder);
try {
  const wanted = [...EVERYWHERE, ...watch, ...extras, ...results, ...transcript].filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const { passed, failed } = await runAll(wanted, { dossier, browser, wanted: {} });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} finally {
  await browser.close();
  dossier.remove();
}
