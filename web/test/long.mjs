// node test/long.mjs DOSSIER [WORDS…]: the scenarios of a long timeline, on the published case of long_case.mjs; then each again
// on a copy that is broken on purpose and must fail there. The last line counts; exit 1 if any failed.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { copyDossier } from "./dossier.mjs";
import { caught, runAll } from "./scenario.mjs";
import { files } from "./scenarios/files.mjs";
import { long } from "./scenarios/long.mjs";

/** What holds for every dossier, whatever kinds of page it has. */
const EVERYWHERE = files.filter(({ name }) => /link leads to a file|leads outside|policy|every id/.test(name));

const FIRST = "timeline/index.html";
const SCRIPT = "assets/dossier.js";
const STYLE = "assets/dossier.css";
const DATA = "data/timeline/en.js";

function replace(path, from, to) {
  return ({ folder }) => {
    const file = join(folder, path);
    const before = readFileSync(file, "utf8");
    const after = before.replaceAll(from, to);
    if (after === before) throw new Error(`${path} has no ${from}`);
    writeFileSync(file, after);
  };
}

const BREAKS = [
  { what: "a way on that is lost", caughtBy: "links alone", harm: replace("timeline/3/index.html", 'rel="next"', 'rel="nxt"') },
  { what: "an event that is not drawn", caughtBy: "the events of the list", harm: replace(DATA, '"anchors":["', '"anchors":["x') },
  { what: "an event said to be on another page", caughtBy: "the events of the list", harm: replace(DATA, '"parts":[', '"parts":[1,') },
  { what: "arrows that do nothing", caughtBy: "keys go from event to event", harm: replace(SCRIPT, '"ArrowRight"', '"ArrowRigth"') },
  { what: "an address that is not read", caughtBy: "on another page", harm: replace(DATA, '"anchors":["', '"anchors":["","') },
  { what: "a drawing deaf to the pointer", caughtBy: "pointer and wheel", harm: replace(SCRIPT, '"pointerdown"', '"pointerdwn"') },
  { what: "one finger where there are two", caughtBy: "two fingers", harm: replace(SCRIPT, '"pointermove"', '"pointermve"') },
  { what: "a drawing deaf to forced colours", caughtBy: "takes the colours", harm: replace(STYLE, "@media (forced-colors: active) {\n  .chart-colours", "@media (forced-colors: none) {\n  .chart-colours") },
  { what: "a list that is not there", caughtBy: "gives way", harm: replace(FIRST, 'id="event-list"', 'id="event-lst"') },
  { what: "a button without a name", caughtBy: "axe finds nothing", harm: replace(FIRST, /<button type="button" data-do="wider">[^<]*</g, '<button type="button" data-do="wider"><') },
  { what: "a drawing that is printed", caughtBy: "prints its list", harm: replace(STYLE, ".pager, .chart, ", ".pager, ") },
];

const [folder, ...words] = process.argv.slice(2);
if (!folder || !existsSync(join(folder, FIRST))) {
  console.error(`usage: node test/long.mjs DOSSIER [WORDS…]\n${folder ?? "nothing"} is not a dossier with a timeline.`);
  process.exit(2);
}

/** Runs scenarios on a copy, harmed or not. */
async function runOn(browser, scenarios, harm, log) {
  const dossier = copyDossier(folder);
  try {
    harm(dossier);
    return await runAll(scenarios, { dossier, browser, wanted: {} }, log);
  } finally {
    dossier.remove();
  }
}

const isWanted = ({ name }) => words.length === 0 || words.some((word) => name.includes(word));
const browser = await launch();
try {
  const broken = BREAKS.map(({ what, caughtBy, harm }) => ({
    name: `${what} is caught by «${caughtBy}»`,
    async run() {
      return caught(await runOn(browser, long.filter(({ name }) => name.includes(caughtBy)), harm, () => {}));
    },
  }));
  const whole = await runOn(browser, [...EVERYWHERE, ...long].filter(isWanted), () => {}, console.log);
  const breaks = await runAll(broken.filter(isWanted), {});
  console.log(`${whole.passed + breaks.passed} passed, ${whole.failed + breaks.failed} failed`);
  process.exitCode = whole.failed + breaks.failed > 0 || whole.passed === 0 ? 1 : 0;
} finally {
  await browser.close();
}
