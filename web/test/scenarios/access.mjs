// Accessibility by axe-core, on one page of each kind and in each state; forced colours, print, and scripts off.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axeFaults, ENHANCED, runAxe, TAGS } from "../axe.mjs";
import { inLanes, openPage } from "../browser.mjs";
import { pagesOf } from "../dossier.mjs";
import { findKinds } from "../kinds.mjs";
import { expect, expectNone } from "../scenario.mjs";

const LIGHT = { colorScheme: "light" };
const DARK = { colorScheme: "dark" };
const NARROW = { colorScheme: "light", viewport: { width: 360, height: 800 } };

export const access = [
  { name: "axe finds nothing in light", run: (context) => axe(context, LIGHT) },
  { name: "axe finds nothing in dark", run: (context) => axe(context, DARK) },
  { name: "axe finds nothing in narrow", run: (context) => axe(context, NARROW) },
  { name: "axe finds nothing with a note open or results shown", run: axeStates },
  { name: "text stands out 7 to 1 in light and dark", run: contrast },
  { name: "every kind of page reads in forced colours", run: forcedColours },
  { name: "every kind of page prints with its words", run: print },
  { name: "with scripts off everything essential is there", run: scriptsOff },
  { name: "with scripts off the keyboard alone leads from the first page to the words and their original", run: byKeyboard },
];

function kindsOf({ dossier, wanted }) {
  return findKinds(pagesOf(dossier), wanted.kinds).found;
}

/** What axe finds on a page. */
async function onKinds(context, options, work) {
  const faults = [];
  const { dossier, browser } = context;
  await inLanes(kindsOf(context), 2, () => openPage(browser, dossier.rootUrl, options), async ({ page }, { kind, path }) => {
    const query = kind.startsWith("search") ? `#q=${encodeURIComponent(context.wanted.sameHits[0][0])}` : "";
    await page.goto(dossier.url(path) + query, { waitUntil: "load" });
    if (query) await page.locator(".search-hits").first().waitFor({ timeout: 10000 });
    for (const fault of await work(page, path)) faults.push(`${path}: ${fault}`);
  });
  return faults;
}

async function axe(context, options) {
  const faults = await measured(context, options);
  expectNone(faults.filter((fault) => !fault.includes(ENHANCED)), "violations");
  return `${kindsOf(context).length} pages`;
}

async function contrast(context) {
  const faults = [];
  for (const options of [LIGHT, DARK]) {
    const found = (await measured(context, options)).filter((fault) => fault.includes(ENHANCED));
    faults.push(...found.map((fault) => `${options.colorScheme}: ${fault}`));
  }
  expectNone(faults, "places of low contrast");
}

/** What axe finds on every kind in one state; each state is gone through once. */
async function measured(context, options) {
  context.axe ??= new Map();
  if (!context.axe.has(options)) {
    context.axe.set(options, await onKinds(context, options, axeFaults));
  }
  return context.axe.get(options);
}

async function axeStates(context) {
  const account = kindsOf(context).find(({ kind }) => kind === "account");
  expect(account, "there is no account");
  const faults = [];
  for (const options of [LIGHT, DARK, NARROW]) {
    const { page, close } = await openPage(context.browser, context.dossier.rootUrl, options);
    await page.goto(context.dossier.url(account.path), { waitUntil: "load" });
    const links = page.locator("main a.cite[data-note]");
    for (let at = 0; at < Math.min(3, await links.count()); at += 1) await links.nth(at).evaluate((link) => link.click());
    faults.push(...(await runAxe(page, { runOnly: TAGS })));
    await close();
  }
  expectNone(faults, "violations in the account with open notes");
}

async function forcedColours(context) {
  const faults = await onKinds(context, { forcedColors: "active" }, (page) => page.evaluate(lookForced));
  expectNone(faults, "things lost in forced colours");
}

/** Runs in the page: titles, and drawings whose marks have the colour of the paper. */
function lookForced() {
  const faults = [];
  if (!matchMedia("(forced-colors: active)").matches) faults.push("forced colours are not on");
  const title = document.querySelector("h1");
  if (!title || title.getBoundingClientRect().height === 0) faults.push("no title is shown");
  const paper = getComputedStyle(document.body).backgroundColor;
  for (const svg of document.querySelectorAll("main svg")) {
    if (svg.getBoundingClientRect().width === 0) continue;
    const marks = [...svg.querySelectorAll("circle, rect, path, line, polygon, text")].filter((mark) => !mark.matches(".halo"));
    if (marks.length === 0 && svg.querySelector(".halo")) continue; // a halo is the paper around a mark, which is drawn after it
    const visible = marks.some((mark) => [getComputedStyle(mark).fill, getComputedStyle(mark).stroke].some((colour) => colour !== "none" && colour !== paper));
    if (!visible) faults.push(`a drawing is invisible: ${svg.getAttribute("class") ?? ""}`);
    const text = marks.find((mark) => mark.tagName === "text" && mark.textContent.trim() && getComputedStyle(mark).fill === paper);
    if (text) faults.push(`a label has the colour of the paper: ${text.textContent.trim().slice(0, 30)}`);
  }
  return [...new Set(faults)].slice(0, 5);
}

async function print(context) {
  const folder = mkdtempSync(join(tmpdir(), "firsthand-print-"));
  try {
    const faults = await onKinds(context, {}, async (page, path) => {
      const words = await page.evaluate(() => document.querySelector("h1").textContent.match(/[\p{L}\p{N}]+/gu) ?? []);
      const main = await page.evaluate(() => document.querySelector("main").innerText.match(/[\p{L}]{3,}/gu) ?? []);
      const printed = await pdfText(page, join(folder, `${path.replaceAll("/", "-")}.pdf`));
      return lost(words, main, printed);
    });
    expectNone(faults, "pages that lose words in print");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pdfText(page, file) {
  writeFileSync(file, await page.pdf());
  try {
    return execFileSync("pdftotext", [file, "-"], { encoding: "utf8", maxBuffer: 64 << 20 });
  } catch (error) {
    if (error.code === "ENOENT") throw new Error("pdftotext is missing: install poppler-utils");
    throw error;
  }
}

/** A page may leave out what only moves on a screen (filter boxes, switches), not its words. Lines may break words. */
function lost(title, main, printed) {
  const run = printed.toLowerCase().replace(/[\s\u00ad-]+/g, "");
  const gone = [...new Set(main.map((word) => word.toLowerCase()))].filter((word) => !run.includes(word));
  const faults = title.filter((word) => !run.includes(word.toLowerCase())).map((word) => `the title's «${word}» is not printed`);
  if (gone.length > 12) faults.push(`${gone.length} words are not printed: ${gone.slice(0, 8).join(" ")}`);
  return faults;
}

async function scriptsOff(context) {
  const faults = [];
  const { page, close } = await openPage(context.browser, context.dossier.rootUrl, { javaScriptEnabled: false });
  try {
    for (const { kind, path } of kindsOf(context)) {
      await page.goto(context.dossier.url(path), { waitUntil: "load" });
      for (const [what, selector] of essentials(kind)) {
        if ((await page.locator(selector).filter({ visible: true }).count()) === 0) faults.push(`${path}: no ${what} (${selector})`);
      }
    }
    faults.push(...(await walkByClicks(context, page)));
  } finally {
    await close();
  }
  expectNone(faults, "essentials missing with scripts off");
}

function essentials(kind) {
  const all = [["title", "h1"], ["navigation", "header nav a"], ["way back to the sources of this page", "footer a"]];
  const drawn = kind.startsWith("question, ") ? [["table of answers", "main table"], ["statement to follow", "main a[href*='statements/']"]] : [];
  const account = kind.startsWith("account") ? [["note", "li.note-card"], ["citation", "a.cite"], ["paragraph", "main p"]] : [];
  const statement = kind.startsWith("statement") ? [["way to its source", "main a[href*='sources/']"]] : [];
  return [...all, ...drawn, ...account, ...statement];
}

const CLICKS = [
  "main a[href*='questions/'][href$='/index.html']:not([href='questions/index.html'])",
  "main a[href*='statements/']",
];

/** With scripts off: front page, click a question, click a statement of its table, read its place. */
async function walkByClicks({ dossier }, page) {
  await page.goto(dossier.url("index.html"), { waitUntil: "load" });
  for (const selector of CLICKS) {
    const link = page.locator(selector).filter({ visible: true }).first();
    if ((await link.count()) === 0) return [`${page.url()} has no ${selector} to click`];
    await link.click();
    await page.waitForLoadState();
  }
  const words = await page.locator("main").innerText();
  return words.length > 80 && /\/statements\//.test(page.url()) ? [] : [`two clicks from the front page end at ${page.url()}`];
}

/** Most presses of Tab until a link has the focus. */
const TABS = 200;

/** With scripts off and by Tab and Enter alone: front page, question, statement, which names its original or says that there is none. */
async function byKeyboard({ browser, dossier }) {
  const { page, close } = await openPage(browser, dossier.rootUrl, { javaScriptEnabled: false });
  try {
    await page.goto(dossier.url("index.html"), { waitUntil: "load" });
    const presses = [];
    for (const selector of CLICKS) presses.push(await tabTo(page, selector));
    const card = await page.locator("section.card dl").innerText();
    expect(/SHA-256|bytes are not here|has been erased/.test(card), `${page.url()} says nothing of its original: ${card}`);
    return `${presses.join(" and ")} presses of Tab`;
  } finally {
    await close();
  }
}

/** Presses Tab until such a link has the focus and is seen to have it, then follows it. */
async function tabTo(page, selector) {
  const from = page.url();
  const focused = page.locator(":focus").and(page.locator(selector));
  for (let presses = 1; presses <= TABS; presses++) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) === 0) continue;
    const outline = await focused.evaluate((link) => getComputedStyle(link).outlineStyle);
    expect(outline !== "none", `${from}: nothing shows that ${selector} has the focus`);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href !== from, { timeout: 5000 });
    return presses;
  }
  throw new Error(`${from}: ${TABS} presses of Tab reach no ${selector}`);
}
