// Ways through a dossier that must be short, and the same for everybody: by pointer, by keyboard alone, and with scripts off.
import { openPage } from "../browser.mjs";
import { addressesOf, resolve } from "../dossier.mjs";
import { expect, expectNone } from "../scenario.mjs";

export const ways = [
  { name: "three steps lead from how many there were to why the figure was given, by pointer", run: (context) => walk(context, click) },
  { name: "the same three steps go by keyboard alone", run: (context) => walk(context, tabAndEnter) },
  { name: "the same three steps go with scripts off", run: (context) => walk(context, click, { javaScriptEnabled: false }) },
  { name: "a keyboard user and a user with scripts off reach the same facts", run: sameFacts },
];

/** More than any page has to focus. */
const MOST_TABS = 3000;

async function walk({ dossier, browser, wanted }, step, options) {
  const [first, ...rest] = wanted.steps.paths;
  expect(rest.length === 3, `there are ${rest.length} steps and not three`);
  const { page, faults, close } = await openPage(browser, dossier.rootUrl, options);
  try {
    await page.goto(dossier.url(first), { waitUntil: "load" });
    for (const path of rest) {
      const from = pathOf(dossier, page.url());
      await step(page, dossier, path);
      await page.waitForLoadState();
      expect(pathOf(dossier, page.url()) === path, `a step from ${from} leads to ${page.url()} and not to ${path}`);
    }
    const words = await page.locator("main").innerText();
    expectNone(wanted.steps.words.filter((each) => !words.includes(each)), "words are missing at the end of the way");
    expectNone(faults, "faults on the way");
    return wanted.steps.paths.join(" → ");
  } finally {
    await close();
  }
}

/** The path in the dossier of an address that is open. */
function pathOf(dossier, url) {
  return decodeURI(url.split("#")[0]).slice(decodeURI(dossier.rootUrl).length);
}

/** Clicks the first link of the page's main part to a path that is seen without opening anything. */
async function click(page, dossier, path) {
  const links = page.locator("main a[href]").filter({ visible: true });
  const hrefs = await links.evaluateAll((all) => all.map((each) => each.href));
  const at = hrefs.findIndex((href) => pathOf(dossier, href) === path);
  expect(at >= 0, `${page.url()} shows no link to ${path}`);
  await links.nth(at).click();
}

/** Goes on by Tab until a link of the main part to a path has the focus, and presses Enter. */
async function tabAndEnter(page, dossier, path) {
  const from = page.url();
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    await page.keyboard.press("Tab");
    const { href, inMain } = await focused(page);
    if (inMain && href && pathOf(dossier, href) === path) {
      await Promise.all([page.waitForURL((url) => url.href !== from), page.keyboard.press("Enter")]);
      return;
    }
  }
  expect(false, `Tab does not come to a link to ${path} on ${from}`);
}

function focused(page) {
  return page.evaluate(() => {
    const here = document.activeElement;
    return {
      href: here?.closest("a[href]")?.href ?? "",
      inMain: here?.closest("main") !== null && here?.closest("main") !== undefined,
      closed: here?.tagName === "SUMMARY" && !here.parentElement.open,
      isBody: !here || here === document.body,
    };
  });
}

/** On pages with much to open: what Tab and Enter come to, what a pointer comes to without scripts, and what is written. */
async function sameFacts(context) {
  const counts = [];
  for (const path of context.wanted.facts) {
    const written = writtenOn(context.dossier, path);
    const byKeyboard = await reached(context, path, {}, everyTab);
    const withoutScripts = await reached(context, path, { javaScriptEnabled: false }, everyClick);
    expect(written.size > 0, `${path} leads to no page of the dossier`);
    expectNone(missing(written, byKeyboard), `pages are not reached by keyboard from ${path}`);
    expectNone(missing(written, withoutScripts), `pages are not reached with scripts off from ${path}`);
    expectNone([...missing(byKeyboard, withoutScripts), ...missing(withoutScripts, byKeyboard)], `pages are reached from ${path} by one of the two alone`);
    counts.push(`${path}: ${written.size}`);
  }
  return counts.join(", ");
}

const missing = (wanted, found) => [...wanted].filter((each) => !found.has(each));

/** Pages of the dossier to which the main part of a page leads, as it is written. */
function writtenOn(dossier, path) {
  const html = dossier.text(path);
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const links = addressesOf(main).filter(({ tag, key }) => tag === "a" && key === "href");
  return new Set(links.map(({ address }) => resolve(path, address).path).filter((each) => each?.endsWith(".html") && each !== path));
}

async function reached({ dossier, browser }, path, options, collect) {
  const { page, close } = await openPage(browser, dossier.rootUrl, options);
  try {
    await page.goto(dossier.url(path), { waitUntil: "load" });
    const hrefs = await collect(page);
    const paths = hrefs.filter((href) => href.startsWith(dossier.rootUrl)).map((href) => pathOf(dossier, href));
    return new Set(paths.filter((each) => each.endsWith(".html") && each !== path));
  } finally {
    await close();
  }
}

/** Addresses in the main part that have the focus on a way by Tab, on which Enter opens what is closed. */
async function everyTab(page) {
  const hrefs = [];
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    await page.keyboard.press("Tab");
    const { href, inMain, closed, isBody } = await focused(page);
    if (isBody && pressed > 0) return hrefs;
    if (inMain && closed) await page.keyboard.press("Enter");
    if (inMain && href) hrefs.push(href);
  }
  throw new Error(`Tab does not come to an end on ${page.url()}`);
}

/** Addresses of links that are seen in the main part once everything closed was clicked open. */
async function everyClick(page) {
  const closed = page.locator("main details:not([open]) > summary").filter({ visible: true });
  for (let left = await closed.count(); left > 0; left = await closed.count()) await closed.first().click();
  return page.locator("main a[href]").filter({ visible: true }).evaluateAll((all) => all.map((each) => each.href));
}
