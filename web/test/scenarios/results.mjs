// What a result says beside its words: source, ledger entry, the seconds that it plays; and the facets of role and session.
// Needs a dossier with recordings and handles; the ferry example is one.
import { expect, expectNone } from "../scenario.mjs";
import { answered, ask, hits, withSearch } from "./search.mjs";

export const results = [
  { name: "every statement and turn that is found says its source and its ledger entry", run: whence },
  { name: "a result plays the words that were found, at their second", run: plays },
  { name: "the turns of a transcript are found by the source that it is of", run: ofSource },
  { name: "each facet leaves as many results as it says, role and session among them", run: facets },
  { name: "the best result comes first, whatever its kind", run: ranked },
];

function whence(context) {
  return withSearch(context, async (page) => {
    const faults = [];
    let said = 0;
    for (const kind of ["statement", "transcript"]) {
      await ask(page, `bell kind:${kind}`);
      for (const hit of await page.locator(".search-hits > li").all()) {
        const from = await hit.locator(".hit-from").innerText();
        if (!/Source S\d\d: .+ · .*ledger entry [\d,]+$/.test(from)) faults.push(from);
        said += 1;
      }
    }
    expectNone(faults, "results that do not say where they stand");
    expect(said > 3, `only ${said} results`);
    expect((await page.locator('.hit-from span[lang="en"][dir="ltr"]').count()) > 0, "the title of a source has no language");
    const link = page.locator(".hit-from a").first();
    const [href, name] = [await link.getAttribute("href"), await link.innerText()];
    expect(href.endsWith(`sources/${name}/index.html`), `source ${name} leads to ${href}`);
    return `${said} results`;
  });
}

function plays(context) {
  return withSearch(context, async (page) => {
    for (const kind of ["statement", "transcript"]) {
      await page.goto(context.dossier.url("search/index.html"), { waitUntil: "load" });
      await ask(page, `bell kind:${kind} source:S01`);
      const link = page.locator(".hit-from a.play").first();
      expect(/^Play \d+:\d\d/.test(await link.innerText()), `it says ${await link.innerText()}`);
      const start = Number(/#t=([\d.]+)/.exec(await link.getAttribute("href"))[1]);
      await link.click();
      await page.waitForFunction(() => document.querySelector("video")?.played.length > 0);
      const first = await page.evaluate(() => document.querySelector("video").played.start(0));
      expect(Math.abs(first - start) < 0.1, `a ${kind} began at ${first}, not ${start}`);
    }
  });
}

function ofSource(context) {
  return withSearch(context, async (page) => {
    const turns = (await hits(page, "source:S01 kind:transcript")).length;
    const own = (await hits(page, "source:S21")).filter((href) => /watch\//.test(href)).length;
    expect(own > 0 && turns > own, `${turns} turns are found by the source that was recorded, ${own} by the transcript`);
    return `${turns} turns`;
  });
}

function facets(context) {
  return withSearch(context, async (page) => {
    const faults = [];
    await ask(page, "bell");
    const names = await page.locator(".facet-name").allTextContents();
    for (const name of ["Kind", "Speaker", "Role", "Source", "Session", "Language", "Question"]) expect(names.includes(name), `no facet ${name} among ${names}`);
    const links = await page.locator(".search-facets li").evaluateAll((each) => each.map((li) => [li.querySelector("a").getAttribute("href"), li.querySelector(".count").textContent]));
    for (const [href, count] of links) {
      const query = new URLSearchParams(href.slice(1)).get("q");
      const left = (await hits(page, query)).length;
      if (`(${left})` !== count) faults.push(`${query}: ${count} said, ${left} left`);
    }
    expectNone(faults, "facets that leave another number");
    await answered(page, new URLSearchParams(links.at(-1)[0].slice(1)).get("q"));
    return `${links.length} links`;
  });
}

function ranked(context) {
  return withSearch(context, async (page) => {
    await ask(page, "bell ferry OR quay");
    const kinds = await page.locator(".hit-about").evaluateAll((each) => each.map((about) => about.textContent.split(" · ")[0]));
    const runs = kinds.filter((kind, at) => kind !== kinds[at - 1]);
    expect(runs.length > new Set(runs).size, `results stand by kind: ${runs.join(", ")}`);
  });
}
