// The film of an account: its captions stand on the page with their times, the one that is shown is marked, and all of them
// stay where the film is missing.
import { withPage } from "../browser.mjs";
import { pagesOf, withoutMedium } from "../dossier.mjs";
import { expect, expectNone } from "../scenario.mjs";

const FILM = /<figure class="film" data-film>/;
const TIMES = /^(\d+):(\d\d)–(\d+):(\d\d)$/;

export const film = [
  { name: "the captions of a film follow one another from its beginning to its end", run: wholeLength },
  { name: "a time in the contents of a film goes there and marks its caption", run: goesThere },
  { name: "a film that is missing is said, and its captions stay", run: missing },
];

async function withFilm(context, work) {
  const path = pagesOf(context.dossier).find((each) => FILM.test(context.dossier.text(each)));
  expect(path, "no account has a film");
  return await withPage(context, {}, (page, { faults }) => work(page, path, faults));
}

/** Beginning and end of each caption in seconds, as their headings say. */
async function captions(page) {
  const headings = await page.locator("article h2").allInnerTexts();
  return headings.flatMap((heading) => {
    const [, fromMinutes, from, toMinutes, to] = TIMES.exec(heading.trim()) ?? [];
    return to === undefined ? [] : [[Number(fromMinutes) * 60 + Number(from), Number(toMinutes) * 60 + Number(to)]];
  });
}

const duration = (page) => page.waitForFunction(() => document.querySelector("[data-film] video").duration || undefined).then((handle) => handle.jsonValue());

function wholeLength(context) {
  return withFilm(context, async (page, path, faults) => {
    await page.goto(context.dossier.url(path), { waitUntil: "load" });
    const times = await captions(page);
    expect(times.length > 1, "the film has no captions");
    const gaps = times.filter(([from], at) => from !== (at === 0 ? 0 : times[at - 1][1])).map(([from]) => `at ${from} s`);
    expectNone(gaps, "captions that do not begin where the one before ends");
    const seconds = await duration(page);
    expect(Math.abs(seconds - times.at(-1)[1]) < 1, `the film ends at ${seconds} s, its captions at ${times.at(-1)[1]} s`);
    expectNone(faults, "faults on the page of a film");
    return `${times.length} captions, ${Math.round(seconds)} s`;
  });
}

function goesThere(context) {
  return withFilm(context, async (page, path) => {
    await page.goto(context.dossier.url(path), { waitUntil: "load" });
    await duration(page);
    const last = (await captions(page)).at(-1);
    await page.locator(".contents a").filter({ hasText: TIMES }).last().click();
    await page.waitForFunction((from) => Math.abs(document.querySelector("[data-film] video").currentTime - from) < 0.5, last[0]);
    const marked = page.locator('article h2[aria-current="true"]');
    await marked.first().waitFor({ timeout: 5000 });
    const headings = await marked.allInnerTexts();
    expect(headings.length === 1 && TIMES.exec(headings[0].trim()) !== null, `${headings.length} captions are marked`);
  });
}

function missing(context) {
  return withFilm(context, (page, path) =>
    withoutMedium(context.dossier, path, async (name) => {
      await page.goto(context.dossier.url(path), { waitUntil: "load" });
      await page.locator('[data-unplayed="missing"]').waitFor({ state: "visible", timeout: 5000 });
      const said = await page.locator('[data-unplayed="missing"]').innerText();
      expect(said.includes(name), `the message does not name the file: ${said}`);
      expect((await captions(page)).length > 1, "the captions are gone");
    }),
  );
}
