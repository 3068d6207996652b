// Transcripts without a recording: whole on pages of their own, each turn with an address that statements and results lead to.
// Needs a dossier with such a transcript; the ferry example has one, of a broadcast.
import { axeFaults } from "../axe.mjs";
import { withPage } from "../browser.mjs";
import { addressesOf, pagesOf, resolve, tagsOf } from "../dossier.mjs";
import { expect, expectNone } from "../scenario.mjs";
import { turnsThatDoNotFit } from "../turns.mjs";

const READ = /(^|\/)transcript(\/\d+)?\/index\.html$/;

export const transcript = [
  { name: "every turn of a transcript without a recording has an address of its own", run: addresses },
  { name: "a statement leads to its turn in the whole account, also without scripts", run: statement },
  { name: "a search result leads to the turn of a transcript without a recording", run: result },
  { name: "arrows move between turns, which are one tab stop, and a turn is copied with its address", run: keys },
  { name: "axe finds nothing on transcripts, wide, narrow and dark, and they fit 320 pixels and print", run: axe },
];

const readPages = (dossier) => pagesOf(dossier).filter((path) => READ.test(path));

function addresses({ dossier }) {
  const found = readPages(dossier);
  expect(found.length > 0, "there is no transcript without a recording");
  const faults = [];
  let turns = 0;
  for (const path of found) {
    const tags = tagsOf(dossier.text(path));
    const rows = tags.filter(({ name, attributes }) => name === "li" && /(^| )turn( |$)/.test(attributes.class ?? ""));
    const links = new Set(tags.filter(({ attributes }) => attributes.class === "at").map(({ attributes }) => attributes.href));
    if (rows.length === 0) faults.push(`${path}: no turn`);
    if (tags.some(({ name }) => name === "video" || name === "audio")) faults.push(`${path}: a player`);
    faults.push(...rows.filter(({ attributes }) => !links.has(`#${attributes.id}`)).map(({ attributes }) => `${path}: ${attributes.id} has no address`));
    turns += rows.length;
  }
  expectNone(faults, "faults of transcripts");
  return `${turns} turns`;
}

/** Links that lead to a turn, with the page they stand on. */
function turnLinks(dossier) {
  return pagesOf(dossier)
    .filter((path) => /^statements\//.test(path))
    .flatMap((from) => addressesOf(dossier.text(from)).map(({ address }) => ({ from, address, ...resolve(from, address) })))
    .filter(({ path, fragment }) => READ.test(path ?? "") && fragment);
}

async function statement(context) {
  const links = turnLinks(context.dossier);
  expect(links.length > 0, "no statement leads to a turn");
  for (const javaScriptEnabled of [true, false]) {
    await withPage(context, { javaScriptEnabled }, async (page) => {
      for (const { from, address } of links) {
        await page.goto(context.dossier.url(from), { waitUntil: "load" });
        await page.locator(`a[href="${address}"]`).first().click();
        await page.waitForURL((url) => READ.test(url.pathname));
        const turn = page.locator("#turns > li:target");
        expect((await turn.count()) === 1, `${address} leads to no turn`);
        const back = await turn.locator(".mark a").evaluateAll((each) => each.map((link) => link.href));
        expect(back.some((href) => decodeURI(href).endsWith(from)), `the turn of ${address} does not name the statement`);
        if (javaScriptEnabled) await page.waitForFunction(() => CSS.highlights.get("asked")?.size === 1);
      }
    });
  }
}

async function result(context) {
  const path = readPages(context.dossier)[0];
  await withPage(context, {}, async (page) => {
    await page.goto(context.dossier.url(path), { waitUntil: "load" });
    const last = page.locator("#turns > li").last();
    const [id, words] = [await last.getAttribute("id"), await last.locator(".words").innerText()];
    await page.goto(`${context.dossier.url("search/index.html")}#q=${encodeURIComponent(`"${words.replace(/[.?!]/g, "")}"`)}`, { waitUntil: "load" });
    const hit = page.locator(".search-hits > li > a").first();
    await hit.waitFor();
    await hit.click();
    await page.waitForURL((url) => READ.test(url.pathname));
    expect(new URL(page.url()).hash === `#${id}`, `the result leads to ${page.url()}, not to ${id}`);
  });
}

async function keys(context) {
  const path = readPages(context.dossier)[0];
  await withPage(context, {}, async (page) => {
    await page.goto(`${context.dossier.url(path)}#${await firstId(page, context, path)}`, { waitUntil: "load" });
    const stops = () => page.locator('#turns a.at[tabindex="0"]').count();
    expect((await stops()) === 1, `${await stops()} turns are tab stops`);
    await page.locator('#turns a.at[tabindex="0"]').focus();
    await page.keyboard.press("ArrowDown");
    const at = await page.evaluate(() => [...document.querySelectorAll("#turns > li")].findIndex((row) => row.contains(document.activeElement)));
    expect(at === 1 && (await stops()) === 1, `the arrow led to turn ${at}`);
    await page.evaluate(() => addEventListener("copy", (event) => (window.copied = event.clipboardData.getData("text/plain"))));
    await page.locator("[data-do='copy']").click();
    const copied = (await page.evaluate(() => window.copied)) ?? "";
    expect(/#L1-1$/m.test(copied) && /sha256:[0-9a-f]{64}/.test(copied), `copied: ${copied}`);
  });
}

async function firstId(page, context, path) {
  await page.goto(context.dossier.url(path), { waitUntil: "load" });
  return page.locator("#turns > li").first().getAttribute("id");
}

async function axe(context) {
  const faults = [];
  const states = [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", viewport: { width: 320, height: 800 } }];
  for (const options of states) {
    await withPage(context, options, async (page) => {
      for (const path of readPages(context.dossier)) {
        await page.goto(`${context.dossier.url(path)}#L1-1`, { waitUntil: "load" });
        faults.push(...[...(await axeFaults(page)), ...(await turnsThatDoNotFit(page))].map((fault) => `${path}: ${fault}`));
      }
    });
  }
  expectNone(faults, "faults");
}
