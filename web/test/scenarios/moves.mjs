// What the script adds, tried by keyboard and pointer: citations, theme, filters, verifying files.
import { join } from "node:path";
import { openPage } from "../browser.mjs";
import { pagesOf } from "../dossier.mjs";
import { findKinds } from "../kinds.mjs";
import { expect, expectNone } from "../scenario.mjs";

export const moves = [
  { name: "a citation opens by keyboard and Escape returns to it", run: citationByKeyboard },
  { name: "a citation opens by click, its button and a second activation close it", run: citationByClick },
  { name: "the theme switch changes the colours and is remembered", run: theme },
  { name: "a filter box narrows its list and says how far", run: filter },
  { name: "a file of the dossier is recognised on the verify page, another is not", run: verify },
];

async function on(context, kind, work) {
  const { found, missing } = findKinds(pagesOf(context.dossier), [kind]);
  expectNone(missing, "kinds of page are missing");
  const opened = await openPage(context.browser, context.dossier.rootUrl);
  try {
    await opened.page.goto(context.dossier.url(found[0].path), { waitUntil: "load" });
    const said = await work(opened.page);
    expectNone(opened.faults, "faults on the page");
    return said;
  } finally {
    await opened.close();
  }
}

const focusIsOn = (page, selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

const doubledIds = (page) =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });

function citationByKeyboard(context) {
  return on(context, "account", async (page) => {
    const links = page.locator("main a.cite[data-note]");
    const count = await links.count();
    expect(count > 0, "the account has no citation (a.cite[data-note])");
    for (const at of new Set([0, Math.floor(count / 2), count - 1])) await oneByKeyboard(page, links.nth(at));
    return `${count} citations`;
  });
}

async function oneByKeyboard(page, link) {
  const note = await link.getAttribute("data-note");
  await link.focus();
  await page.keyboard.press("Enter");
  const card = page.locator(".note-open");
  expect((await card.count()) === 1, `${note} did not open`);
  expect(await focusIsOn(page, ".note-open"), `focus did not move into the note ${note}`);
  expect((await card.getAttribute("role")) === "region" && (await card.getAttribute("aria-label")), "the opened note has no role or label");
  expect((await link.getAttribute("aria-expanded")) === "true", "the citation does not say that it is open");
  const said = (await page.locator(`#${note}`).innerText()).trim().slice(0, 30);
  expect(said.length > 3 && (await card.innerText()).includes(said.split("\n")[0].slice(0, 20)), `the opened note lacks the words of ${note}`);
  expectNone(await doubledIds(page), "ids doubled by the opened note");
  await page.keyboard.press("Tab");
  expect(await focusIsOn(page, ".note-open *"), "Tab does not go through the opened note");
  await page.keyboard.press("Escape");
  expect((await card.count()) === 0, "Escape did not close the note");
  expect(await link.evaluate((each) => each === document.activeElement), "focus did not return to the citation");
  expect((await link.getAttribute("aria-expanded")) === "false", "the citation still says that it is open");
}

function citationByClick(context) {
  return on(context, "account", async (page) => {
    const link = page.locator("main a.cite[data-note]").first();
    const card = page.locator(".note-open");
    const address = page.url();
    await link.click();
    expect((await card.count()) === 1, "a click did not open the note");
    expect(page.url() === address, "opening a note changed the address");
    await card.locator("button").click();
    expect((await card.count()) === 0, "the button did not close the note");
    expect(await link.evaluate((each) => each === document.activeElement), "focus did not return to the citation");
    await link.click();
    await link.click();
    expect((await card.count()) === 0, "a second activation did not close the note");
  });
}

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor);

function theme(context) {
  return on(context, "front", async (page) => {
    await page.emulateMedia({ colorScheme: "light" });
    const chooser = page.locator("[data-theme-switch] select");
    expect((await chooser.count()) >= 1, "there is no theme switch");
    const light = await paper(page);
    await chooser.first().selectOption("dark");
    const dark = await paper(page);
    expect(light !== dark, `dark looks like light (${light}): the style sheet must follow html[data-theme]`);
    await page.reload();
    expect((await paper(page)) === dark, "the choice was forgotten");
    await chooser.first().selectOption("light");
    await page.emulateMedia({ colorScheme: "dark" });
    expect((await paper(page)) === light, "light does not hold against a dark system");
    await chooser.first().selectOption("system");
    expect((await paper(page)) === dark, "the system's colours are not followed");
  });
}

async function filter(context) {
  const boxed = pagesOf(context.dossier).filter((path) => /\sdata-filter-list[\s=>]/.test(context.dossier.text(path)));
  expect(boxed.length > 0, "no page has a filter box ([data-filter-list])");
  const opened = await openPage(context.browser, context.dossier.rootUrl);
  try {
    for (const path of boxed.slice(0, 12)) {
      await opened.page.goto(context.dossier.url(path), { waitUntil: "load" });
      await narrowOnce(opened.page, path);
    }
    expectNone(opened.faults, "faults on the pages");
    return boxed.slice(0, 12).join(", ");
  } finally {
    await opened.close();
  }
}

async function narrowOnce(page, path) {
  const box = page.locator("[data-filter-list]").first();
  const input = box.locator("input");
  expect((await input.count()) === 1 && (await input.isVisible()), `${path}: no input is shown in the filter box`);
  await input.fill("zzzzqqqq");
  expect(/\b0\b/.test(await box.locator("output").innerText()), `${path}: the box does not say that nothing is shown`);
  await input.fill("");
  expect((await box.locator("output").innerText()) === "", `${path}: an empty box still says something`);
}

function verify(context) {
  return on(context, "verify", async (page) => {
    const place = page.locator("[data-verify]");
    expect((await place.count()) === 1, "the verify page has no place to try files ([data-verify] with data-sums)");
    const input = place.locator("input[type=file]");
    const results = place.locator(".verify-results");
    await input.setInputFiles(join(context.dossier.folder, "assets", "dossier.css"));
    await results.getByText("assets/dossier.css").waitFor({ timeout: 5000 });
    await input.setInputFiles({ name: "stranger.txt", mimeType: "text/plain", buffer: Buffer.from("not of this dossier") });
    await results.getByText("stranger.txt").waitFor({ timeout: 5000 });
    expect(/sha256:[0-9a-f]{64}/.test(await results.innerText()), "a strange file is not told by its digest");
  });
}
