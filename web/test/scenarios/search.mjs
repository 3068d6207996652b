// Searches in the browser: any form of a word, any script of a name, state in the address, pages, nearest words.
import { openPage } from "../browser.mjs";
import { expect, expectNone } from "../scenario.mjs";

const PAGE = "search/index.html";

export const search = [
  { name: "every written form of a word or name finds the same", run: sameHits },
  { name: "two words narrow, and results name kind, language and address", run: twoWords },
  { name: "the query stands in the address and comes back with it", run: address },
  { name: "long results are parted into pages by real links", run: paged },
  { name: "a mistyped word is answered with the nearest ones", run: nearest },
  { name: "every search result leads to a page of the dossier", run: resultsLead },
  { name: "every result shows a word that was found, marked", run: marks },
  { name: "operators and quotation marks narrow, widen and leave out", run: operators },
  { name: "filters, facets and the order of results work and stand in the address", run: narrowed },
];

export async function withSearch({ browser, dossier }, work) {
  expect(dossier.files.has(PAGE), "there is no search page");
  const opened = await openPage(browser, dossier.rootUrl);
  try {
    await opened.page.goto(dossier.url(PAGE), { waitUntil: "load" });
    const said = await work(opened.page);
    expectNone(opened.faults, "faults on the search page");
    return said;
  } finally {
    await opened.close();
  }
}

/** Types a query and waits for its answer. */
export async function ask(page, query) {
  await page.locator("#q").fill(query);
  await page.locator("#q").press("Enter");
  await answered(page, query);
}

export async function answered(page, query) {
  const done = (wanted) => document.querySelector("#results .search-status")?.textContent.includes(`«${wanted}»`);
  await page.waitForFunction(done, query, { timeout: 10000 });
}

/** Addresses of all results of a query, over all pages, sorted. */
export async function hits(page, query) {
  await ask(page, query);
  const found = await shown(page);
  const last = await page.locator(".search-pages a").count();
  for (let at = 1; at < last; at += 1) {
    await page.locator(".search-pages a").nth(at).click();
    await page.waitForFunction((n) => document.querySelectorAll(".search-pages a")[n]?.getAttribute("aria-current") === "page", at);
    found.push(...(await shown(page)));
  }
  return found.sort();
}

const shown = (page) => page.locator(".search-hits > li > a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));

function sameHits(context) {
  return withSearch(context, async (page) => {
    const counts = [];
    for (const forms of context.wanted.sameHits) {
      const [first, ...others] = forms;
      const found = await hits(page, first);
      expect(found.length > 0, `nothing is found for ${first}`);
      for (const other of others) {
        const too = await hits(page, other);
        const odd = [...found.filter((each) => !too.includes(each)), ...too.filter((each) => !found.includes(each))];
        expect(odd.length === 0, `${first} finds ${found.length}, ${other} ${too.length}; only one has ${odd.slice(0, 5).join(" ")}`);
      }
      counts.push(`${forms.join("/")} ${found.length}`);
    }
    return counts.join("; ");
  });
}

function twoWords(context) {
  return withSearch(context, async (page) => {
    const [one, other] = context.wanted.twoWords;
    const [wide, narrow] = [await hits(page, one), await hits(page, `${one} ${other}`)];
    expect(narrow.length > 0 && narrow.length < wide.length, `${one}: ${wide.length}, with ${other}: ${narrow.length}`);
    expect(narrow.every((each) => wide.includes(each)), "two words find what one does not");
    const about = await page.locator(".search-hits .hit-about").count();
    expect(about === (await page.locator(".search-hits > li").count()), "a result does not name its language");
    expect((await page.locator(".search-hits mark").count()) > 0, "the words found are not marked");
  });
}

function marks(context) {
  return withSearch(context, async (page) => {
    const faults = [];
    let shown = 0;
    for (const word of [...context.wanted.twoWords, context.wanted.manyHits]) {
      await ask(page, word);
      const hits = await page.locator(".search-hits > li").evaluateAll((each) => each.map((hit) => [hit.innerText, hit.querySelectorAll("mark").length]));
      faults.push(...hits.filter(([, count]) => count === 0).map(([text]) => `${word}: ${text.replace(/\s+/g, " ").slice(0, 80)}`));
      shown += hits.length;
    }
    expectNone(faults, "results that do not show what was found");
    return `${shown} results`;
  });
}

function address(context) {
  return withSearch(context, async (page) => {
    const query = context.wanted.sameHits[0][0];
    const before = await hits(page, query);
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("q") === query, `the address lacks the query: ${page.url()}`);
    await page.reload();
    await answered(page, query);
    expect((await page.locator("#q").inputValue()) === query, "the field does not show the query of the address");
    expect((await hits(page, query)).join() === before.join(), "the address finds something else");
  });
}

function paged(context) {
  return withSearch(context, async (page) => {
    await ask(page, context.wanted.manyHits);
    const pages = page.locator(".search-pages a");
    const first = await shown(page);
    expect((await pages.count()) > 1, `${context.wanted.manyHits} has ${first.length} results on one page`);
    expect(first.length === 50, `${first.length} results stand on the first page`);
    await pages.nth(1).click();
    await page.waitForFunction(() => location.hash.includes("p=2") && document.activeElement?.matches(".search-status"));
    const second = await shown(page);
    expect(second.length > 0 && !second.some((each) => first.includes(each)), "the second page repeats the first");
    await page.goBack();
    await page.waitForFunction((link) => document.querySelector(".search-hits > li > a")?.getAttribute("href") === link, first[0]);
  });
}

function nearest(context) {
  return withSearch(context, async (page) => {
    await ask(page, context.wanted.mistyped);
    const offered = page.locator(".search-nearest a");
    expect((await shown(page)).length === 0, `${context.wanted.mistyped} is found`);
    expect((await offered.count()) > 0, `no word like ${context.wanted.mistyped} is offered`);
    const word = await offered.first().innerText();
    await offered.first().click();
    await answered(page, word);
    expect((await shown(page)).length > 0, `the offered word ${word} finds nothing`);
    return `${context.wanted.mistyped} → ${word}`;
  });
}

function resultsLead(context) {
  return withSearch(context, async (page) => {
    const faults = [];
    for (const query of [context.wanted.manyHits, ...context.wanted.sameHits.map((forms) => forms[0])]) {
      for (const href of await hits(page, query)) {
        const to = decodeURIComponent(new URL(href, page.url().split("#")[0]).href.slice(context.dossier.rootUrl.length).split("#")[0]);
        if (!context.dossier.files.has(to)) faults.push(`${query}: ${href}`);
      }
    }
    expectNone(faults, "results lead nowhere");
  });
}

function operators(context) {
  return withSearch(context, async (page) => {
    const [one, other] = context.wanted.twoWords;
    const [first, second] = [await hits(page, one), await hits(page, other)];
    const both = first.filter((each) => second.includes(each));
    const same = async (query, expected) => {
      const found = await hits(page, query);
      const odd = [...found.filter((each) => !expected.includes(each)), ...expected.filter((each) => !found.includes(each))];
      expect(odd.length === 0, `${query} finds ${found.length}, not ${expected.length}: ${odd.slice(0, 4).join(" ")}`);
    };
    await same(`${one} AND ${other}`, both);
    await same(`${one} OR ${other}`, Array.from(new Set([...first, ...second])).sort());
    await same(`${one} NOT ${other}`, first.filter((each) => !second.includes(each)));
    await same(`(${other} OR ${one}) ${one}`, first);
    const beginning = await hits(page, `${one.slice(0, 4)}*`);
    expect(first.every((each) => beginning.includes(each)), "a beginning finds less than the word");
    await ask(page, one);
    const titles = await page.locator(".search-hits > li > a").allInnerTexts();
    const beside = titles.map((title) => /([\p{L}]{2,} [\p{L}]{2,})/u.exec(title)?.[1]).find(Boolean);
    expect(beside, `no two words stand beside each other in ${titles.slice(0, 3).join("; ")}`);
    const [quoted, turned] = [await hits(page, `"${beside}"`), await hits(page, `"${beside.split(" ").reverse().join(" ")}"`)];
    expect(quoted.length > 0 && quoted.join() !== turned.join(), `the order of words in "${beside}" makes no difference`);
    return `${one} ${first.length}, ${other} ${second.length}, both ${both.length}, "${beside}" ${quoted.length}`;
  });
}

function narrowed(context) {
  return withSearch(context, async (page) => {
    const word = context.wanted.twoWords[0];
    const found = await hits(page, word);
    const statements = found.filter((href) => /(^|\/)statements\//.test(href));
    expect(statements.length > 0 && statements.length < found.length, `${word} does not part by kind`);
    expect((await hits(page, `${word} kind:statement`)).join() === statements.join(), "kind:statement finds other than statements");
    await hits(page, word);
    await page.locator(".search-facets summary").click();
    const link = page.locator(".search-facets a", { hasText: /Statements|Высказывания/ });
    await link.click();
    await answered(page, `${word} kind:statement`);
    expect((await shown(page)).length === Math.min(50, statements.length), "the facet finds another number");
    await page.locator("#search-order").selectOption("kind");
    await page.waitForFunction(() => location.hash.includes("o=kind") && document.querySelectorAll(".search-kind").length === 1);
    await page.locator("#search-order").selectOption("new");
    await page.waitForFunction(() => location.hash.includes("o=new") && !document.querySelector(".search-kind"));
    await page.reload();
    await answered(page, `${word} kind:statement`);
    expect((await page.locator("#search-order").inputValue()) === "new", "the order is forgotten");
    await ask(page, "colour:red");
    expect((await page.locator(".search-note").innerText()).includes("colour:"), "a name that is no filter is not told");
    return `${found.length}, of these ${statements.length} statements`;
  });
}
