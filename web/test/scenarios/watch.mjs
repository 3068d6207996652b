// Watching: links that play reach their second and stop at its end, from file://; the transcript is whole without scripts and
// without the recording. Needs a dossier with recordings; the ferry example is one.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axeFaults } from "../axe.mjs";
import { withPage } from "../browser.mjs";
import { addressesOf, pagesOf, resolve, tagsOf, withoutMedium } from "../dossier.mjs";
import { expect, expectNone } from "../scenario.mjs";
import { turnsThatDoNotFit } from "../turns.mjs";

const WATCH = /(^|\/)watch\/index\.html$/;
const NEAR_SECONDS = 0.1;
/** A frame of a film at 25 a second; sound has none, and stops as near. */
const FRAME_SECONDS = 1 / 25;
/** How much later than a frame the clock of a page may be looked at. */
const CLOCK_SECONDS = 0.02;

export const watch = [
  { name: "every recording has a page, and its file is there", run: pages },
  { name: "from each figure of each question two clicks play the words and stop within a frame of their end", run: twoClicks },
  { name: "a link that plays reaches its second", run: seeks },
  { name: "opening an address starts nothing by itself", run: silent },
  { name: "an address whose fragment is none plays the whole and stops nowhere", run: whole },
  { name: "a time in the transcript plays from there and marks its turn", run: fromHere },
  { name: "keys act only with the focus in player or transcript, and the transcript is one tab stop", run: keys },
  { name: "layers are switched, and captions come from the page", run: layers },
  { name: "with scripts off every word is there", run: scriptsOff },
  { name: "a missing recording is said and the transcript stays", run: missing },
  { name: "a film whose picture or form the browser does not know says that, and not that it is missing", run: unknown },
  { name: "axe finds nothing on watch pages, wide, narrow, dark, asked and missing", run: axe },
  { name: "watch pages fit 320 pixels and print every word", run: narrow },
];

const watchPages = (dossier) => pagesOf(dossier).filter((path) => WATCH.test(path));
const films = (dossier) => watchPages(dossier).filter((path) => /<video /.test(dossier.text(path)));

/** Every link that plays, with the page it stands on and where it leads. */
function playLinks(dossier) {
  return pagesOf(dossier).flatMap((from) =>
    addressesOf(dossier.text(from))
      .filter(({ attributes }) => attributes["data-play"] !== undefined)
      .map(({ address, attributes }) => ({ from, address, attributes, ...resolve(from, address) })),
  );
}

const secondsOf = (fragment) => fragment.replace(/^t=/, "").split(",").map(Number);

function pages({ dossier }) {
  const found = watchPages(dossier);
  expect(found.length > 0, "there is no watch page");
  const faults = [];
  for (const path of found) {
    const medium = tagsOf(dossier.text(path)).find(({ name }) => name === "video" || name === "audio");
    if (!medium || !dossier.files.has(resolve(path, medium.attributes.src).path)) faults.push(`${path}: no recording`);
    if (medium && ("autoplay" in medium.attributes || medium.attributes.preload !== "metadata")) faults.push(`${path}: starts by itself`);
    const text = dossier.text(path);
    if (!/[0-9a-f]{64}/.test(text)) faults.push(`${path}: no digest`);
  }
  expectNone(faults, "recordings that cannot be watched");
  return `${found.length} pages`;
}

/** Where the player is, once it has sought. */
const settled = (page) =>
  page.waitForFunction(() => {
    const media = document.querySelector("video, audio");
    return media.readyState >= 1 && !media.seeking && media.currentTime > 0;
  });
const currentTime = (page) => page.evaluate(() => document.querySelector("video, audio").currentTime);

/** `most` in the context is how many figures are tried, else all. */
async function twoClicks(context) {
  const { dossier, most = Infinity } = context;
  const questions = pagesOf(dossier).filter((path) => /^questions\/[^/]+\/index\.html$/.test(path));
  const own = new Map(playLinks(dossier).filter(({ from, attributes }) => /^statements\//.test(from) && attributes.class === "play").map((link) => [link.from, link]));
  const faults = [];
  let [figures, late] = [0, 0];
  await withPage(context, {}, async (page) => {
    await page.addInitScript(listenForStops);
    for (const question of questions) {
      const named = new Set(addressesOf(dossier.text(question)).map(({ address }) => resolve(question, address).path));
      for (const { from, fragment } of [...named].map((path) => own.get(path)).filter(Boolean)) {
        if (figures >= most) continue;
        await page.goto(dossier.url(question), { waitUntil: "load" });
        await page.locator(`main a[href$="${from}"]`).filter({ visible: true }).first().click();
        await page.locator("a.play[data-play]").first().click();
        const [start, end] = secondsOf(fragment);
        const { wrong, after } = await playedThrough(page, start, end);
        if (wrong) faults.push(`${question} to ${from}: ${wrong}`);
        [figures, late] = [figures + 1, Math.max(late, after ?? 0)];
      }
    }
  });
  expect(figures > 0, "no question leads to a statement that plays");
  expectNone(faults, "words that do not play");
  return `${figures} figures of ${questions.length} questions, the latest stop after ${Math.round(late * 1000)} ms`;
}

/** In the page, before its script: keeps where the recording was when it was stopped, and the frames that were shown until then. */
function listenForStops() {
  window.framesShown = [];
  const pause = HTMLMediaElement.prototype.pause;
  HTMLMediaElement.prototype.pause = function () {
    if (!this.paused) window.stoppedAt = this.currentTime;
    return pause.call(this);
  };
  const frames = ({ target }) => {
    const shown = (_, { mediaTime }) => {
      if (window.stoppedAt === undefined) window.framesShown.push(mediaTime);
      target.requestVideoFrameCallback(shown);
    };
    target.requestVideoFrameCallback?.(shown);
  };
  document.addEventListener("play", frames, true);
}

/** What is wrong with a stretch that was asked to play, if anything, and how long after its end it stopped. */
async function playedThrough(page, start, end) {
  await settled(page);
  const began = await page.evaluate(() => document.querySelector("video, audio").played.length > 0 || !document.querySelector("video, audio").paused);
  if (!began) {
    const button = page.locator("[data-do=range]");
    return { wrong: (await button.isVisible()) ? "it did not start by the link" : "nothing plays it" };
  }
  const first = await page.evaluate(() => document.querySelector("video, audio").played.start(0)).catch(() => start);
  if (Math.abs(first - start) > NEAR_SECONDS) return { wrong: `it began at ${first}, not ${start}` };
  await page.waitForFunction(() => document.querySelector("video, audio").paused, null, { timeout: 30000 });
  const { stoppedAt, framesShown } = await page.evaluate(() => ({ stoppedAt: window.stoppedAt, framesShown: window.framesShown }));
  if (stoppedAt === undefined) return { wrong: "it ended by itself" };
  const after = stoppedAt - end;
  if (Math.abs(after) > FRAME_SECONDS + CLOCK_SECONDS) return { wrong: `it stopped at ${stoppedAt}, not ${end}`, after };
  const beyond = framesShown.filter((seconds) => seconds > end);
  if (beyond.length > 1) return { wrong: `the frames at ${beyond.join(", ")} were shown, after ${end}`, after };
  const rests = await currentTime(page);
  return { wrong: Math.abs(rests - end) > CLOCK_SECONDS ? `it rests at ${rests}, not at ${end}` : "", after };
}

async function seeks(context) {
  const links = playLinks(context.dossier).filter(({ from }) => /^statements\//.test(from));
  const faults = [];
  await withPage(context, {}, async (page) => {
    for (const { path, fragment } of links) {
      await page.goto("about:blank");
      await page.goto(`${context.dossier.url(path)}#${fragment}`, { waitUntil: "load" });
      await settled(page);
      const at = await currentTime(page);
      const [start] = secondsOf(fragment);
      if (Math.abs(at - start) > NEAR_SECONDS) faults.push(`${path}#${fragment}: at ${at}`);
    }
  });
  expect(links.length > 0, "no statement plays");
  expectNone(faults, "links that miss their second");
  return `${links.length} links`;
}

async function silent(context) {
  const { path, fragment } = playLinks(context.dossier)[0];
  await withPage(context, {}, async (page) => {
    for (const address of [context.dossier.url(path), `${context.dossier.url(path)}#${fragment}`]) {
      await page.goto("about:blank");
      await page.goto(address, { waitUntil: "load" });
      await page.waitForTimeout(400);
      expect(await page.evaluate(() => document.querySelector("video, audio").paused), `${address} started by itself`);
    }
    expect(await page.locator("[data-do=range]").isVisible(), "no button plays what the address asks for");
  });
}

/** A stretch that ends before it begins names none: nothing is sought or offered, and what plays goes on over both its seconds. */
async function whole(context) {
  const path = films(context.dossier)[0];
  await withPage(context, {}, async (page) => {
    await page.goto(`${context.dossier.url(path)}#t=9,5`, { waitUntil: "load" });
    await page.waitForFunction(() => document.querySelector("video").readyState >= HTMLMediaElement.HAVE_METADATA);
    expect((await currentTime(page)) === 0, `it begins at ${await currentTime(page)}`);
    expect(!(await page.locator("[data-do=range]").isVisible()), "a button plays a stretch that there is not");
    for (const second of [5, 9]) {
      const went = await page.evaluate(async (second) => {
        const film = document.querySelector("video");
        film.muted = true;
        film.currentTime = second - 0.3;
        await film.play();
        await new Promise((done) => setTimeout(done, 1000));
        return { paused: film.paused, at: film.currentTime };
      }, second);
      expect(!went.paused && went.at > second, `it stopped at ${went.at}, beside second ${second}`);
    }
  });
}

async function fromHere(context) {
  await withPage(context, {}, async (page, opened) => {
    await page.goto(context.dossier.url(films(context.dossier)[0]), { waitUntil: "load" });
    const row = page.locator("#turns > [data-t]").nth(3);
    const [start] = secondsOf((await row.getAttribute("data-t")) ?? "");
    await row.locator("a.at").click();
    await page.waitForFunction((from) => document.querySelector("video").currentTime > from, start);
    const marked = await row.and(page.locator('[aria-current="true"]')).waitFor({ timeout: 5000 }).then(() => true, () => false);
    expect(marked, "the turn that plays is not marked");
    expect(await page.evaluate(() => CSS.highlights.get("playing")?.size === 1), "the words that play are not highlighted");
    expect(page.url().includes("#t="), "the address does not say the time");
    expectNone(opened.faults.filter((fault) => !fault.startsWith("not loaded")), "faults on the page");
  });
}

async function keys(context) {
  await withPage(context, {}, async (page) => {
    await page.goto(context.dossier.url(films(context.dossier)[0]), { waitUntil: "load" });
    await page.waitForFunction(() => document.querySelector("video").readyState >= 1);
    await page.locator("body").press("l");
    expect((await currentTime(page)) === 0, "a letter acted outside the region");
    await page.locator("#turns a.at").first().focus();
    await page.keyboard.press("l");
    expect((await currentTime(page)) === 5, "L did not go five seconds on");
    await page.keyboard.press("j");
    expect((await currentTime(page)) === 0, "J did not go five seconds back");
    await page.keyboard.press("]");
    expect((await page.evaluate(() => document.querySelector("video").playbackRate)) === 1.1, "] did not speed up");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement === document.querySelectorAll("#turns a.at")[1]), "the arrow did not move to the next turn");
    await page.keyboard.press("k");
    await page.waitForFunction(() => !document.querySelector("video").paused);
    await page.keyboard.press("k");
    await page.keyboard.press("/");
    await page.keyboard.type("zzk");
    expect(await page.evaluate(() => document.activeElement.matches("input") && document.querySelector("video").paused), "keys acted in a text field");
    const stops = await page.evaluate(() => [...document.querySelectorAll("#turns a.at")].filter((each) => each.tabIndex === 0).length);
    expect(stops === 1, `the times are ${stops} tab stops`);
  });
}

async function layers(context) {
  await withPage(context, {}, async (page) => {
    const path = films(context.dossier).find((each) => /<p class="line"/.test(context.dossier.text(each)));
    expect(path, "no film has a second layer");
    await page.goto(context.dossier.url(path), { waitUntil: "load" });
    for (const box of await page.locator("[data-layers] input").all()) {
      const key = await box.getAttribute("value");
      await box.setChecked(false);
      expect((await page.locator(`[data-layer="${key}"]`).filter({ visible: true }).count()) === 0, `${key} does not go`);
      await box.setChecked(true);
    }
    const tracks = await page.evaluate(() => {
      const rows = (key) => document.querySelectorAll(`#turns [data-layer="${key}"]`).length + document.querySelectorAll(`#turns [data-same~="${key}"]`).length;
      return [...document.querySelectorAll("[data-track]")].map((each, at) => {
        const track = document.querySelector("video").textTracks[at];
        track.mode = "hidden";
        return { key: each.dataset.track, cues: track.cues.length, rows: at === 0 ? document.querySelectorAll("#turns > .speech[data-t]").length : rows(each.dataset.track) };
      });
    });
    for (const { key, cues, rows } of tracks) expect(cues > 0 && cues === rows, `${key}: ${cues} captions for ${rows} cues`);
  });
}

async function scriptsOff(context) {
  const faults = [];
  await withPage(context, { javaScriptEnabled: false }, async (page) => {
    for (const path of watchPages(context.dossier)) {
      await page.goto(context.dossier.url(path), { waitUntil: "load" });
      const written = context.dossier.text(path).match(/class="words"/g).length;
      const shown = await page.locator(".words").filter({ visible: true }).count();
      if (shown !== written) faults.push(`${path}: ${shown} of ${written} texts are shown`);
      if ((await page.locator("[data-controls]").filter({ visible: true }).count()) > 0) faults.push(`${path}: shows controls that do nothing`);
    }
  });
  expectNone(faults, "words missing with scripts off");
}

/** Runs on a watch page whose film is out of the way. */
function without(context, work) {
  const path = films(context.dossier)[0];
  return withoutMedium(context.dossier, path, (name) =>
    withPage(context, {}, async (page) => {
      await page.goto(context.dossier.url(path), { waitUntil: "load" });
      await page.locator('[data-unplayed="missing"]').waitFor({ state: "visible", timeout: 5000 });
      return await work(page, name);
    }),
  );
}

function missing(context) {
  return without(context, async (page, name) => {
    expect((await page.locator('[data-unplayed="missing"]').innerText()).includes(name), "the message does not name the file");
    const facts = await page.locator("#media-facts").innerText();
    expect(facts.includes(name) && /[0-9a-f]{64}/.test(facts), "file and digest are not said");
    expect((await page.locator("#turns .words").filter({ visible: true }).count()) > 5, "the transcript is gone");
  });
}

/** Which of the sentences about what does not play are shown. */
const reasons = (page) => page.locator("[data-unplayed]").filter({ visible: true }).evaluateAll((each) => each.map((one) => one.dataset.unplayed));

async function unknown(context) {
  const made = mkdtempSync(join(tmpdir(), "firsthand-medium-"));
  try {
    // MPEG-4 part 2 within MP4: browsers have a decoder for its sound alone.
    const [part2, noise] = [join(made, "part2.mp4"), join(made, "noise.mp4")];
    const [picture, sound] = [["-f", "lavfi", "-i", "testsrc=d=2:s=160x120"], ["-f", "lavfi", "-i", "sine=d=2"]];
    execFileSync("ffmpeg", ["-v", "error", ...picture, ...sound, "-c:v", "mpeg4", "-c:a", "aac", "-shortest", part2]);
    writeFileSync(noise, Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 73) % 251)));
    const path = films(context.dossier).find((each) => !each.startsWith("ru/"));
    for (const [file, reason, words, language] of [
      [part2, "picture", /plays its sound and not its picture/, ""],
      [part2, "picture", /воспроизводит звук, но не изображение/, "ru/"],
      [noise, "form", /does not know its form/, ""],
    ]) {
      await withoutMedium(context.dossier, path, (name) => withPage(context, {}, async (page) => {
        await page.goto(context.dossier.url(language + path), { waitUntil: "load" });
        const said = page.locator(`[data-unplayed="${reason}"]`);
        await said.waitFor({ state: "visible", timeout: 5000 });
        expect((await reasons(page)).join() === reason, `it says ${await reasons(page)}`);
        expect(words.test(await said.innerText()) && (await said.innerText()).includes(name), await said.innerText());
        expect((await said.locator("a[download]").getAttribute("href")).endsWith(name), "nothing downloads it");
        expect((await page.locator("[data-do=toggle]").isVisible()) === (reason === "picture"), `keys are wrong with ${reason}`);
        expect((await page.locator("#turns .words").filter({ visible: true }).count()) > 5, "the transcript is gone");
        if (reason === "picture") expect((await axeFaults(page)).length === 0, "axe finds faults");
      }), file);
    }
    await without(context, async (page) => expect((await reasons(page)).join() === "missing", `missing is said as ${await reasons(page)}`));
    await withPage(context, {}, async (page) => {
      await page.goto(context.dossier.url(path), { waitUntil: "load" });
      await page.waitForFunction(() => document.querySelector("video").readyState >= 2);
      expect((await reasons(page)).length === 0, "a film that plays is said not to");
    });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

async function axe(context) {
  const faults = [];
  const look = async (page, where) => {
    faults.push(...(await axeFaults(page)).map((fault) => `${where}: ${fault}`));
  };
  const states = [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", viewport: { width: 360, height: 800 } }];
  for (const options of states) {
    await withPage(context, options, async (page) => {
      for (const path of watchPages(context.dossier)) {
        await page.goto(context.dossier.url(path), { waitUntil: "load" });
        await look(page, path);
      }
      const { path, fragment } = playLinks(context.dossier)[0];
      await page.goto(`${context.dossier.url(path)}#${fragment}`, { waitUntil: "load" });
      await settled(page);
      await look(page, `${path}#${fragment}`);
    });
  }
  await without(context, (page) => look(page, "with the film missing"));
  expectNone(faults, "violations");
}

async function narrow(context) {
  const faults = [];
  await withPage(context, { viewport: { width: 320, height: 800 } }, async (page) => {
    for (const path of watchPages(context.dossier)) {
      await page.goto(context.dossier.url(path), { waitUntil: "load" });
      faults.push(...(await turnsThatDoNotFit(page)).map((fault) => `${path}: ${fault}`));
    }
  });
  expectNone(faults, "watch pages that do not fit");
}
