// A long timeline: its list in pages without the script, and the drawing over it by keys, pointer and wheel. Needs a dossier
// with more events than one page takes: ../long_case.mjs makes one.
import { existsSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { openPage } from "../browser.mjs";
import { resolve } from "../dossier.mjs";
import { expect, expectNone } from "../scenario.mjs";
import { runAxe } from "../axe.mjs";

const FIRST = "timeline/index.html";
const DATA = "data/timeline/en.js";
const LARGEST_PAGE_BYTES = 400_000;

export const long = [
  { name: "with scripts off links alone lead through the whole list", run: withoutScript },
  { name: "the drawing has the events of the list, and each is where it says", run: sameAsList },
  { name: "keys go from event to event, and Enter to its place in the list", run: byKeys },
  { name: "an event on another page of the list is opened there, and chosen in the drawing", run: onAnotherPage },
  { name: "keys, buttons, pointer and wheel move the view, which says what is in it", run: moves },
  { name: "two fingers make it closer", run: pinch },
  { name: "the drawing takes the colours, the size and the pixels of the screen", run: takesItsPlace },
  { name: "without its data the drawing gives way and the list stays", run: givesWay },
  { name: "axe finds nothing on a long timeline", run: accessible },
  { name: "a long timeline is no wider than 320 pixels and prints its list", run: narrowAndPrinted },
];

const place = (page) => page.locator("[data-timeline]");
const canvasOf = (page) => page.locator("[data-timeline] canvas");
const shown = (page) => page.locator("[data-view]").innerText();
const card = (page) => page.locator("[data-at]");

/** Opens a page of the timeline and waits until it is drawn. */
async function on({ dossier, browser }, path, work, options = {}) {
  const opened = await openPage(browser, dossier.rootUrl, options);
  try {
    await opened.page.goto(dossier.url(path.split("#")[0]) + (path.includes("#") ? `#${path.split("#")[1]}` : ""), { waitUntil: "load" });
    await place(opened.page).and(opened.page.locator("[data-drawn]")).waitFor();
    const said = await work(opened.page, opened.context);
    expectNone(opened.faults, "faults on the page");
    return said;
  } finally {
    await opened.close();
  }
}

const itemsOf = (html) => [...html.matchAll(/<li id="([^"]+)" data-filter-item( data-from-ms)?/g)].map(([, id, dated]) => ({ id, isDated: dated !== undefined }));

/** Every page of the list by its links: path and items. */
function pagesOfList(dossier) {
  const pages = [];
  for (let path = FIRST; path && pages.length < 1000; ) {
    const html = dossier.text(path);
    pages.push({ path, html, items: itemsOf(html) });
    const next = /<a rel="next" href="([^"]+)"/.exec(html)?.[1];
    path = next && resolve(path, next).path;
  }
  return pages;
}

async function withoutScript({ dossier, browser }) {
  const pages = pagesOfList(dossier);
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
  const total = Number(/ of ([\d,]+)\.<\/p>/.exec(pages[0].html)?.[1].replaceAll(",", ""));
  expect(ids.length === total && new Set(ids).size === total, `the pages list ${ids.length} events of ${total}`);
  for (const { path } of pages) {
    const size = statSync(join(dossier.folder, path)).size;
    expect(size < LARGEST_PAGE_BYTES, `${path} has ${size} bytes`);
  }
  const opened = await openPage(browser, dossier.rootUrl, { javaScriptEnabled: false });
  try {
    await opened.page.goto(dossier.url(FIRST));
    expect(!(await place(opened.page).isVisible()), "a drawing is shown that cannot be drawn");
    const last = opened.page.locator("#parts li a").last();
    await last.click();
    expect(await opened.page.locator(`[id="${ids.at(-1)}"]`).isVisible(), "the last event is not two clicks from the first page");
    await opened.page.locator('a[rel="prev"]').first().click();
    expect(await opened.page.locator(`[id="${pages.at(-2).items[0].id}"]`).isVisible(), "no link leads to the page before");
    expectNone(opened.faults, "faults");
  } finally {
    await opened.close();
  }
  return `${total} events on ${pages.length} pages`;
}

/** The data of the drawing, as a script puts them. */
function dataOf(dossier) {
  const values = new Map();
  vm.runInNewContext(dossier.text(DATA), { FH: { put: (name, value) => values.set(name, value) } });
  return values.get("timeline/en");
}

async function sameAsList(context) {
  const { dossier } = context;
  const data = dataOf(dossier);
  const pages = pagesOfList(dossier);
  const dated = pages.flatMap(({ items }) => items.filter(({ isDated }) => isDated).map(({ id }) => id)).sort();
  const drawn = data.anchors.filter((anchor) => anchor !== "");
  expect(JSON.stringify([...drawn].sort()) === JSON.stringify(dated), "the drawing has other events than the list");
  const asked = (/id="asked"[\s\S]*?<\/section>/.exec(pages[0].html)?.[0].match(/<tr>/g) ?? []).length - 1;
  expect(Object.keys(data.questions).length === asked && asked > 0, `${asked} things asked are in the table`);
  let part = 0;
  const wrong = data.anchors.filter((anchor, at) => {
    part += data.parts[at];
    return anchor !== "" && !pages[part - 1].items.some(({ id }) => id === anchor);
  });
  expectNone(wrong, "events are on another page than the drawing says");
  await on(context, FIRST, async (page) => {
    const count = Number(await place(page).getAttribute("data-drawn"));
    expect(count === data.starts.length && count === dated.length + asked, `${count} are drawn`);
  });
  return `${dated.length} dated events, ${asked} asked`;
}

async function byKeys(context) {
  return on(context, FIRST, async (page) => {
    const canvas = canvasOf(page);
    await canvas.focus();
    const outline = await canvas.evaluate((each) => getComputedStyle(each).outlineStyle);
    expect(outline !== "none", "the focus is not seen on the drawing");
    await page.keyboard.press("End");
    const last = await card(page).innerText();
    await page.keyboard.press("Home");
    const first = await card(page).innerText();
    await page.keyboard.press("ArrowRight");
    const second = await card(page).innerText();
    expect(new Set([first, second, last]).size === 3 && second.startsWith("Event 2 of"), `keys do not choose: ${second}`);
    await page.keyboard.press("ArrowLeft");
    expect((await card(page).innerText()) === first, "the arrow back leads elsewhere");
    await page.keyboard.press("Escape");
    expect((await card(page).innerText()) === "", "Escape does not let go");
    const here = await toPage(page, 1);
    await page.keyboard.press("Enter");
    const focus = await page.evaluate(() => ({ id: document.activeElement.id, text: document.activeElement.innerText }));
    expect(page.url().endsWith(`#${focus.id}`) && focus.text.includes(here), `Enter leads to «${focus.text.slice(0, 60)}», not to «${here}»`);
    return here;
  });
}

/** Goes on with the arrow until the chosen event stands on this page of the list; its words. */
async function toPage(page, part) {
  const link = card(page).locator("a");
  const here = part === 1 ? /^\.\.\/timeline\/index\.html#/ : new RegExp(`timeline/${part}/`);
  await page.keyboard.press("Home");
  for (let steps = 0; steps < 600; steps += 1) {
    if (here.test(await link.getAttribute("href"))) return link.innerText();
    await page.keyboard.press("ArrowRight");
  }
  throw new Error(`no event of page ${part} was reached`);
}

async function onAnotherPage(context) {
  return on(context, FIRST, async (page) => {
    await canvasOf(page).focus();
    const words = await toPage(page, 2);
    await page.keyboard.press("Enter");
    await page.waitForURL(/timeline\/2\/index\.html#/);
    await place(page).and(page.locator("[data-drawn]")).waitFor();
    const id = new URL(page.url()).hash.slice(1);
    expect((await page.locator(`[id="${id}"]`).innerText()).includes(words), "its place has other words");
    expect((await card(page).innerText()).includes(words), "what the address names is not chosen");
  });
}

/** Does something and waits until the view says something else. */
async function changes(page, what, act) {
  const before = await shown(page);
  await act();
  const isOther = (text) => document.querySelector("[data-view]").innerText !== text;
  await page.waitForFunction(isOther, before, { timeout: 3000 }).catch(() => expect(false, `${what} does not move the view`));
  return shown(page);
}

async function moves(context) {
  return on(context, FIRST, async (page) => {
    const whole = await shown(page);
    expect(/^In view: ([\d,]+) of \1, /.test(whole), `the whole is not in view: ${whole}`);
    const canvas = canvasOf(page);
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + 150];
    const before = await page.evaluate(() => scrollY);
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 40);
    await page.waitForFunction((was) => scrollY !== was, before);
    expect((await shown(page)) === whole, "the wheel is taken from a page that was not asked to give it");
    await page.evaluate((was) => scrollTo(0, was), before);
    await changes(page, "a click on the columns", () => page.mouse.click(x, y));
    await changes(page, "the wheel", () => page.mouse.wheel(0, -120));
    await changes(page, "dragging", async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 200, y, { steps: 4 });
      await page.mouse.up();
    });
    await changes(page, "the strip", () => page.mouse.click(box.x + box.width * 0.3, box.y + box.height - 12));
    for (const key of ["+", "-", "Shift+ArrowRight", "Shift+ArrowLeft"]) await changes(page, key, () => canvas.press(key));
    for (const name of ["Closer", "Earlier", "Later", "Wider"]) await changes(page, name, () => page.getByRole("button", { name }).click());
    expect((await changes(page, "0", () => canvas.press("0"))) === whole, "0 does not show the whole");
  });
}

async function pinch(context) {
  return on(context, FIRST, async (page, browserContext) => {
    await canvasOf(page).scrollIntoViewIfNeeded();
    const box = await canvasOf(page).boundingBox();
    const session = await browserContext.newCDPSession(page);
    const touch = (type, apart) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: type === "touchEnd" ? [] : [-1, 1].map((side, id) => ({ x: box.x + box.width / 2 + side * apart, y: box.y + 120, id })),
      });
    const count = async () => Number(/In view: ([\d,]+)/.exec(await shown(page))[1].replaceAll(",", ""));
    const before = await count();
    await changes(page, "two fingers", async () => {
      await touch("touchStart", 40);
      for (const apart of [60, 90, 140]) await touch("touchMove", apart);
      await touch("touchEnd");
    });
    expect((await count()) < before, "two fingers apart do not make it closer");
  }, { hasTouch: true });
}

async function takesItsPlace(context) {
  await on(context, FIRST, async (page) => {
    const corner = () =>
      canvasOf(page).evaluate((each) => {
        // The drawing itself is not read back: that would make it slower from then on.
        const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
        pen.drawImage(each, -1, -60);
        return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
      });
    const frame = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const seen = new Map();
    for (const [name, media] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" } })) {
      await page.emulateMedia(media);
      await frame();
      seen.set(name, await corner());
    }
    expect(seen.get("light") === "251,250,246" && seen.get("dark") === "22,24,26", `the paper is ${seen.get("light")} and ${seen.get("dark")}`);
    const system = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.className = "chart-colours";
      return getComputedStyle(probe).backgroundColor;
    });
    expect(`rgb(${seen.get("forced").replaceAll(",", ", ")})` === system, `in forced colours the paper is ${seen.get("forced")}, not ${system}`);
    expect(seen.get("forced") !== seen.get("dark"), "forced colours are not taken");
    await page.setViewportSize({ width: 700, height: 800 });
    await frame();
    const sizes = await canvasOf(page).evaluate((each) => [each.width, each.clientWidth * devicePixelRatio]);
    expect(sizes[0] === sizes[1] && sizes[0] > 700, `the drawing has ${sizes[0]} pixels where the screen has ${sizes[1]}`);
  }, { deviceScaleFactor: 2 });
}

async function givesWay({ dossier, browser }) {
  const file = join(dossier.folder, DATA);
  expect(existsSync(file), `${DATA} is missing`);
  renameSync(file, `${file}.away`);
  const opened = await openPage(browser, dossier.rootUrl);
  try {
    await opened.page.goto(dossier.url(FIRST), { waitUntil: "load" });
    await place(opened.page).waitFor({ state: "hidden" });
    expect(await opened.page.locator("#event-list li").first().isVisible(), "the list is gone");
  } finally {
    renameSync(`${file}.away`, file);
    await opened.close();
  }
}

async function accessible(context) {
  const faults = [];
  for (const [path, colorScheme] of [[FIRST, "light"], [`ru/${FIRST}`, "dark"], ["timeline/2/index.html", "dark"]]) {
    await on(context, path, async (page) => {
      await canvasOf(page).focus();
      await page.keyboard.press("ArrowRight");
      faults.push(...(await runAxe(page, { preload: false })).map((fault) => `${path}: ${fault}`));
    }, { colorScheme });
  }
  expectNone(faults, "violations");
}

async function narrowAndPrinted(context) {
  await on(context, FIRST, async (page) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= 320, `the page is ${width} pixels wide`);
    await page.emulateMedia({ media: "print" });
    expect(!(await place(page).isVisible()), "the drawing is printed");
    expect(await page.locator("#event-list li").last().isVisible(), "the list is not printed");
  }, { viewport: { width: 320, height: 700 } });
}
