// What stands around player and transcript: the moving word, the strip, copying with citation, the list of keys, caption files,
// the list of recordings. Needs a dossier with recordings, one of them with times of its words; the ferry example has them.
import { withPage } from "../browser.mjs";
import { addressesOf, pagesOf, resolve } from "../dossier.mjs";
import { expect, expectNone } from "../scenario.mjs";

const WATCH = /(^|\/)watch\/index\.html$/;

export const extras = [
  { name: "the word that is said is marked, and no element was made for it", run: movingWord },
  { name: "a press on the strip goes to its second", run: strip },
  { name: "chapters stand in a list, at their turns and on the strip, whose key names them only there", run: chapters },
  { name: "a passage is copied with speaker, time, digest and address", run: copies },
  { name: "the list of keys opens by its key and gives the focus back", run: keysList },
  { name: "every transcript with times stands as a caption file beside its recording", run: captionFiles },
  { name: "the list of recordings leads to every watch page", run: list },
];

const watchPages = (dossier) => pagesOf(dossier).filter((path) => WATCH.test(path));

function onPage(context, path, work) {
  return withPage(context, {}, async (page) => {
    await page.goto(context.dossier.url(path), { waitUntil: "load" });
    await page.waitForFunction(() => document.querySelector("video, audio").readyState >= 1);
    return await work(page);
  });
}

async function movingWord(context) {
  const path = watchPages(context.dossier).find((each) => / data-w="/.test(context.dossier.text(each)));
  expect(path, "no recording has times of its words");
  await onPage(context, path, async (page) => {
    for (const box of await page.locator("[data-layers] input").all()) await box.setChecked(true);
    const wrong = await page.evaluate(async () => {
      const media = document.querySelector("video, audio");
      const texts = [...document.querySelectorAll("#turns [data-w]")].filter((each) => each.dataset.w.split(" ").length > 3);
      const text = texts[0];
      const words = text.textContent.split(/\s+/);
      const after = text.dataset.w.split(" ").slice(0, 3).reduce((sum, each) => sum + (Number(each) || 0), 0) / 100;
      const from = Number(text.closest("[data-t]").dataset.t.slice(2).split(",")[0]);
      media.currentTime = from + after + 0.01;
      const marked = () => [...(CSS.highlights.get("word") ?? [])].map(String);
      for (let frames = 0; frames < 300 && !marked().includes(words[2]); frames += 1) await new Promise(requestAnimationFrame);
      const said = marked();
      return said.includes(words[2]) && text.children.length === 0 ? "" : `«${said.join(" ")}» is marked, not «${words[2]}»`;
    });
    expect(!wrong, wrong);
  });
}

async function strip(context) {
  const path = watchPages(context.dossier)[0];
  await onPage(context, path, async (page) => {
    const length = Number(await page.locator("[data-strip]").getAttribute("data-strip"));
    const box = await page.locator("[data-strip]").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const at = await page.evaluate(() => document.querySelector("video, audio").currentTime);
    expect(Math.abs(at - length / 2) < length / 50, `the middle of ${length} s is ${at}`);
    await page.waitForFunction(() => /^M(49\d|50\d|51\d) /.test(document.querySelector("[data-now]").getAttribute("d")));
  });
}

async function chapters(context) {
  const KEY = { en: /where chapters begin/, ru: /начала глав/ };
  let found = 0;
  for (const path of watchPages(context.dossier)) {
    const text = context.dossier.text(path);
    const begun = (text.match(/class="begins"/g) ?? []).length;
    expect(KEY[path.startsWith("ru/") ? "ru" : "en"].test(text) === begun > 0, `${path}: the key is wrong with ${begun} chapters`);
    expect((text.match(/<h3 class="chapter">/g) ?? []).length === begun, `${path}: ${begun} lines, another number of headings`);
    found += begun;
  }
  expect(found > 0, "no recording has chapters");
  const path = watchPages(context.dossier).find((each) => /class="begins"/.test(context.dossier.text(each)));
  await onPage(context, path, async (page) => {
    const link = page.locator(".transcript > .contents a").nth(1);
    const title = await link.innerText();
    await link.click();
    expect((await page.locator("#turns > :target .chapter").innerText()) === title, `${title} leads elsewhere`);
  });
  return `${found} chapters`;
}

async function copies(context) {
  const path = watchPages(context.dossier).find((each) => /class="speaker"/.test(context.dossier.text(each)));
  await onPage(context, path, async (page) => {
    const { words, speaker } = await page.evaluate(() => {
      addEventListener("copy", (event) => (window.copied = event.clipboardData.getData("text/plain")));
      const row = [...document.querySelectorAll("#turns > [data-t]")].find((each) => each.querySelector(".speaker"));
      const words = row.querySelector(".words");
      getSelection().selectAllChildren(words);
      row.querySelector("a.at").focus({ preventScroll: true });
      getSelection().selectAllChildren(words);
      return { words: words.textContent.trim(), speaker: row.querySelector(".speaker").textContent.trim() };
    });
    await page.keyboard.press("c");
    const copied = (await page.evaluate(() => window.copied)) ?? "";
    for (const part of [words, speaker, "sha256:", "watch/index.html#t="]) expect(copied.includes(part), `«${part}» is not in what was copied: ${copied}`);
    expect(/\d:\d\d–\d+:\d\d/.test(copied), `no time in what was copied: ${copied}`);
    expect((await page.locator("[data-copied]").innerText()).length > 0, "nothing says that it was copied");
  });
}

async function keysList(context) {
  await onPage(context, watchPages(context.dossier)[0], async (page) => {
    await page.locator("#turns a.at").first().focus();
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor({ state: "visible", timeout: 3000 });
    const before = await page.evaluate(() => document.querySelector("video, audio").currentTime);
    await page.keyboard.press("l");
    expect((await page.evaluate(() => document.querySelector("video, audio").currentTime)) === before, "a key acted under the list");
    await page.keyboard.press("Escape");
    expect((await page.locator("dialog[open]").count()) === 0, "Escape does not close the list");
    expect(await page.evaluate(() => document.activeElement === document.querySelector("#turns a.at")), "the focus does not return");
  });
}

function captionFiles({ dossier }) {
  const faults = [];
  let found = 0;
  for (const path of watchPages(dossier)) {
    const text = dossier.text(path);
    const linked = addressesOf(text).filter(({ address }) => address.endsWith(".vtt"));
    if (linked.length === 0 && /#turns|data-t=/.test(text)) faults.push(`${path}: no caption file`);
    for (const { address } of linked) {
      const file = resolve(path, address).path;
      const cues = dossier.files.has(file) ? (dossier.text(file).match(/ --> /g) ?? []).length : 0;
      if (cues === 0 || !dossier.text(file).startsWith("WEBVTT\n")) faults.push(`${path}: ${file} has no captions`);
      found += 1;
    }
  }
  expectNone(faults, "captions that other players do not find");
  return `${found} links`;
}

function list({ dossier }) {
  const lists = pagesOf(dossier).filter((path) => /(^|\/)recordings\/index\.html$/.test(path));
  const led = new Set(lists.flatMap((path) => addressesOf(dossier.text(path)).map(({ address }) => resolve(path, address).path)));
  expectNone(watchPages(dossier).filter((path) => !led.has(path)), "recordings that no list leads to");
  const front = addressesOf(dossier.text("index.html")).some(({ address }) => resolve("index.html", address).path === "recordings/index.html");
  expect(front, "the navigation does not lead to the list");
  return `${lists.length} lists`;
}
