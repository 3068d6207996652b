// Opens every page of a dossier from its folder, at 320 pixels, and looks for what must be true of all of them.
// A page is opened once; what was seen is kept for the scenarios below.
import { inLanes, openPage } from "../browser.mjs";
import { pagesOf } from "../dossier.mjs";
import { expectNone } from "../scenario.mjs";

const LANES = 4;

export const crawl = [
  { name: "every page opens without an error, a refusal or a request outside the folder", run: opens },
  { name: "no page is wider than 320 pixels", run: narrow },
  { name: "every page has one title, a main part and a language", run: outline },
  { name: "every text in another language or script says so, with its direction", run: languages },
];

async function seen(context) {
  context.seen ??= await crawlAll(context);
  return context.seen;
}

async function crawlAll({ browser, dossier }) {
  const pages = [];
  const viewport = { width: 320, height: 800 };
  await inLanes(pagesOf(dossier), LANES, () => openPage(browser, dossier.rootUrl, { viewport }), async (lane, path) => {
    lane.faults.length = 0;
    await lane.page.goto(dossier.url(path), { waitUntil: "load" });
    const about = await lane.page.evaluate(lookAtPage);
    pages.push({ path, faults: lane.faults.slice(), ...about });
  });
  return pages;
}

/** Runs in the page. */
function lookAtPage() {
  const root = document.documentElement;
  return {
    scripted: window.FH !== undefined,
    overflow: root.scrollWidth > innerWidth ? `${root.scrollWidth} px: ${wide().join(", ")}` : "",
    titles: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    lang: root.lang,
    title: document.title,
    wrongLanguage: wrongLanguage(),
    noDirection: [...document.querySelectorAll("body [lang]")]
      .filter((each) => each.getAttribute("lang") !== root.lang && !each.closest("nav, header, a[hreflang]") && !each.hasAttribute(each.ownerSVGElement ? "direction" : "dir") && each.textContent.trim())
      .slice(0, 3)
      .map((each) => `${each.tagName.toLowerCase()} lang=${each.getAttribute("lang")}: ${each.textContent.trim().slice(0, 40)}`),
  };

  function wide() {
    const beyond = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
    return beyond.slice(0, 3).map((each) => `${each.tagName.toLowerCase()}.${each.getAttribute("class") ?? ""}`);
  }

  /** Texts whose letters are of another script or whose small words of another language than their `lang`. */
  function wrongLanguage() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (holder.closest("script, style, [translate=no], code, [data-no-lang]")) continue;
      const lang = (holder.closest("[lang]")?.getAttribute("lang") ?? "").split("-")[0];
      const text = node.textContent.replace(/https?:\S+/g, "");
      const cyrillic = /[а-яё]{4,}/i.test(text);
      const english = /\b(the|of the|was|were|that|with)\b.*\b(the|of|was|were|that|with|and|in)\b/i.test(text);
      if ((cyrillic && !["ru", "os", "uk", "bg"].includes(lang)) || (english && !cyrillic && lang === "ru")) {
        found.push(`lang=${lang || "none"}: ${text.trim().slice(0, 60)}`);
      }
    }
    return found.slice(0, 3);
  }
}

async function opens(context) {
  const pages = await seen(context);
  const faults = pages.flatMap(({ path, faults }) => faults.map((fault) => `${path}: ${fault}`));
  faults.push(...pages.filter((page) => !page.scripted).map(({ path }) => `${path}: the script did not run`));
  expectNone(faults, "faults while opening pages");
  return `${pages.length} pages`;
}

async function narrow(context) {
  const pages = await seen(context);
  expectNone(pages.filter((page) => page.overflow).map(({ path, overflow }) => `${path}: ${overflow}`), "pages scroll sideways");
}

async function outline(context) {
  const faults = [];
  for (const { path, titles, mains, lang, title } of await seen(context)) {
    if (titles !== 1) faults.push(`${path}: ${titles} h1`);
    if (mains !== 1) faults.push(`${path}: ${mains} main`);
    if (!lang) faults.push(`${path}: no language`);
    if (!title.trim()) faults.push(`${path}: no title`);
  }
  expectNone(faults, "pages without an outline");
}

async function languages(context) {
  const pages = await seen(context);
  const faults = pages.flatMap(({ path, wrongLanguage, noDirection }) => [
    ...wrongLanguage.map((text) => `${path}: ${text}`),
    ...noDirection.map((text) => `${path}: no dir on ${text}`),
  ]);
  expectNone(faults, "texts say the wrong language");
}
