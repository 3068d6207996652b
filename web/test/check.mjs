// node test/check.mjs PAGE: scenarios of a checked text, on the page that `firsthand check` wrote of test/checked/draft.md.
// Each is run again on a page that is broken on purpose and must fail there. The last line counts; exit 1 if any failed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, openPage } from "./browser.mjs";
import { expect, expectNone, runAll } from "./scenario.mjs";

/** Opens the page; `faults` are everything it should not do. */
async function open({ browser, file }, options = {}) {
  const opened = await openPage(browser, pathToFileURL(file).href.replace(/[^/]*$/, ""), options);
  await opened.page.goto(pathToFileURL(file).href);
  return opened;
}

/** From a sentence to its row, and from the row to the words of the first statement that differs. */
async function twoSteps(context, step, options) {
  const { page, faults, close } = await open(context, options);
  try {
    const claim = page.locator(".checked-text a.claimed").first();
    await step(page, claim);
    const row = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    const differs = row.locator("div", { has: page.getByRole("heading", { name: "Differs from" }) }).locator("li a").first();
    const said = await differs.innerText();
    await step(page, differs);
    const statement = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    expect((await statement.innerText()).includes(said), `two steps from a sentence do not reach the words «${said}»`);
    expect(/read:/i.test(await statement.innerText()), "the statement does not say how much of its source was read");
    expectNone(faults, "faults");
  } finally {
    await close();
  }
}

const click = (_page, link) => link.click();
async function press(page, link) {
  await link.focus();
  await page.keyboard.press("Enter");
}

const LINK_TO_STATEMENT = /href="#statement-/g;

const SCENARIOS = [
  {
    name: "from a sentence two clicks reach the words of a statement that differs, with scripts off",
    run: (context) => twoSteps(context, click, { javaScriptEnabled: false }),
    harm: (html) => html.replace(LINK_TO_STATEMENT, 'href="#gone-'),
  },
  {
    name: "the same two steps go by keyboard",
    run: (context) => twoSteps(context, press),
    harm: (html) => html.replace(/<a class="claimed" href/g, '<a class="claimed" data-href'),
  },
  {
    name: "every link within a checked text leads to an id, and every id stands once",
    async run(context) {
      const { page, close } = await open(context);
      const faults = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
        const links = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1));
        return [...twice.map((id) => `${id} stands twice`), ...links.filter((id) => !ids.includes(id)).map((id) => `no ${id}`)];
      });
      await close();
      expectNone(faults, "links or ids");
    },
    harm: (html) => html.replace('id="claim-2"', 'id="claim-1"'),
  },
  {
    name: "a checked text asks for nothing, keeps its policy and fits 320 pixels",
    async run(context) {
      const { page, faults, close } = await open(context, { viewport: { width: 320, height: 700 } });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      const family = await page.evaluate(() => getComputedStyle(document.querySelector(".claimed")).textDecorationLine);
      await close();
      expectNone(faults, "faults");
      expect(width <= 320, `the page is ${width} pixels wide`);
      expect(family === "underline", "claims are not underlined");
    },
    harm: (html) => html.replace("</style>", " </style>"),
  },
];

const [file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node test/check.mjs PAGE");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "firsthand-check-"));
const browser = await launch();
try {
  const { passed, failed } = await runAll(SCENARIOS, { browser, file });
  let blind = 0;
  for (const scenario of SCENARIOS) {
    const broken = join(folder, "check.html");
    writeFileSync(broken, scenario.harm(readFileSync(file, "utf8")));
    const outcome = await runAll([scenario], { browser, file: broken }, () => {});
    if (outcome.failed === 0) {
      blind += 1;
      console.log(`FAIL a broken page passes: ${scenario.name}`);
    }
  }
  console.log(`${passed} passed, ${failed + blind} failed`);
  process.exitCode = failed + blind > 0 || passed === 0 ? 1 : 0;
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
