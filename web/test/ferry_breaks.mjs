// node test/ferry_breaks.mjs DOSSIER: breaks a copy of the published ferry example in ways that its scenarios must catch.
// The last line says how many were caught and not; exit 1 if any was not. A check that cannot fail is no check.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { copyDossier } from "./dossier.mjs";
import { caught, runAll } from "./scenario.mjs";
import { extras } from "./scenarios/extras.mjs";
import { results } from "./scenarios/results.mjs";
import { watch } from "./scenarios/watch.mjs";
import { transcript } from "./scenarios/transcript.mjs";

/** Changes every file of the copy whose path fits. */
function everywhere(fits, from, to) {
  return ({ folder, files }) => {
    let changed = 0;
    for (const path of [...files].filter((each) => fits.test(each))) {
      const before = readFileSync(join(folder, path), "utf8");
      const after = before.replaceAll(from, to);
      if (after === before) continue;
      writeFileSync(join(folder, path), after);
      changed += 1;
    }
    if (changed === 0) throw new Error(`nothing has ${from}`);
  };
}

const READ = /transcript\/index\.html$/;
const DOCS = /data\/search\/docs-\d+\.js$/;
const WATCH = /watch\/index\.html$/;
const BREAKS = [
  { what: "times of words that run late", caughtBy: "the word that is said", harm: everywhere(WATCH, / data-w="(\d+) /g, ' data-w="900 ') },
  { what: "a clip that is stopped by the clock of the browser alone, four times a second", caughtBy: "from each figure of each question", harm: everywhere(/assets\/dossier\.js$/, /requestAnimationFrame|"requestVideoFrameCallback"/g, (name) => (name.startsWith("r") ? "cancelAnimationFrame" : '"no"')) },
  { what: "a film whose picture is not known and nothing says so", caughtBy: "a film whose picture or form", harm: everywhere(WATCH, 'data-unplayed="picture"', 'data-unplayed="no"') },
  { what: "a strip of another length", caughtBy: "a press on the strip", harm: everywhere(WATCH, /data-strip="[\d.]+"/g, 'data-strip="0"') },
  { what: "a key that names chapters where there are none", caughtBy: "chapters stand in a list", harm: everywhere(/sources\/S01\/watch\/index\.html$/, "where something is said, ", "where something is said, long lines where chapters begin, ") },
  { what: "a page that does not say its digest", caughtBy: "a passage is copied", harm: everywhere(WATCH, /data-sha256="\w+"/g, "") },
  { what: "a list of keys that is not there", caughtBy: "the list of keys", harm: everywhere(WATCH, "data-keys", "data-kes") },
  { what: "a caption file that is empty", caughtBy: "every transcript with times", harm: everywhere(/\.vtt$/, / --> /g, " ") },
  { what: "a recording that is not in the list", caughtBy: "the list of recordings", harm: everywhere(/recordings\/index\.html$/, "S01/watch/", "S01/") },
  { what: "a turn without an address", caughtBy: "every turn of a transcript", harm: everywhere(READ, 'href="#L1-2"', 'href="#L1-9"') },
  { what: "a statement that leads to another turn", caughtBy: "a statement leads to its turn", harm: everywhere(/^statements\/E064\//, "#L1-1", "#L1-2") },
  { what: "a result that leads to no turn", caughtBy: "a search result leads to the turn", harm: everywhere(/data\/search\/docs-\d+\.js$/, /(transcript\/index\.html)#L1-\d+/g, "$1") },
  { what: "a result without its ledger entry", caughtBy: "says its source and its ledger entry", harm: everywhere(DOCS, /,"entry":\d+/g, "") },
  { what: "a result that plays another second", caughtBy: "a result plays the words", harm: everywhere(DOCS, /"url":"(sources\/S01\/watch\/index\.html#t=)\d[\d.]*/g, '"url":"$199') },
  { what: "a transcript that does not say of what it is", caughtBy: "by the source that it is of", harm: everywhere(DOCS, '"of":', '"off":') },
  { what: "results without sessions", caughtBy: "each facet leaves as many", harm: everywhere(DOCS, '"sessions":', '"session":') },
  { what: "a transcript that is not printed", caughtBy: "axe finds nothing on transcripts", harm: everywhere(/assets\/dossier\.css$/, "@media print {", "@media print { .turns { display: none; }") },
];

const browser = await launch();
try {
  const broken = BREAKS.map(({ what, caughtBy, harm }) => ({
    name: `${what} is caught by «${caughtBy}»`,
    async run() {
      const dossier = copyDossier(process.argv[2]);
      try {
        harm(dossier);
        const scenarios = [...watch, ...extras, ...results, ...transcript].filter(({ name }) => name.includes(caughtBy));
        return caught(await runAll(scenarios, { dossier, browser, wanted: {}, most: 6 }, () => {}));
      } finally {
        dossier.remove();
      }
    },
  }));
  const { passed, failed } = await runAll(broken, {});
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} finally {
  await browser.close();
}
