// node bench/pages.mjs: the watch page of a transcript of 30,000 words beside the same page with an element for each word.
// Both are opened cold from file://, in turn; what the figures mean is in docs/benchmarks.md.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { coldPage, inFolder, launch, line, print, publish, quantile, rounds, seeded } from "./browser.mjs";

const WORDS = 30_000;
const ROUNDS = 9;
const STEPS = 300;
const GOAL = 1 / 6;
const WATCH = "sources/S1/watch/index.html";
const VOCABULARY = {
  en: "the a we saw water on quay then boat went slowly under bridge near grey wall people stood and waited while rain fell over roofs nobody knew how long it would take before lights came back".split(" "),
  ru: "мы видели воду у причала потом лодка медленно шла под мостом около серой стены люди стояли и ждали пока дождь падал на крыши никто не знал сколько это будет прежде чем свет снова".split(" "),
};
const SAMPLES_PER_SECOND = 3000;

/** Turns of 30 to 119 words, each in one language, each word 0.2 to 0.5 s, a pause between turns. */
function madeTurns() {
  const random = seeded(2004);
  const turns = [];
  let [ms, count] = [0, 0];
  while (count < WORDS) {
    const vocabulary = VOCABULARY[random() < 0.5 ? "ru" : "en"];
    const length = Math.min(WORDS - count, 30 + Math.floor(random() * 90));
    const words = Array.from({ length }, () => {
      const start = ms;
      ms += 200 + Math.floor(random() * 300);
      return { word: vocabulary[Math.floor(random() * vocabulary.length)], start, end: ms };
    });
    turns.push({ speaker: `speaker ${1 + Math.floor(random() * 4)}`, words });
    count += length;
    ms += Math.floor(random() * 1000);
  }
  return { turns, ms };
}

/** A case with silence of that length and its transcript as a recogniser writes it. */
function writeCase(folder, { turns, ms }) {
  mkdirSync(folder);
  const seconds = (each) => each / 1000;
  const segments = turns.map(({ speaker, words }, id) => ({
    id,
    start: seconds(words[0].start),
    end: seconds(words.at(-1).end),
    speaker,
    text: words.map(({ word }) => ` ${word}`).join(""),
    words: words.map(({ word, start, end }) => ({ word: ` ${word}`, start: seconds(start), end: seconds(end), probability: 0.9 })),
  }));
  writeFileSync(join(folder, "words.json"), JSON.stringify({ segments, language: "ru" }));
  writeFileSync(join(folder, "sound.wav"), silence(ms));
  writeFileSync(join(folder, "case.toml"), 'title = "A long interview"\nlanguages = ["en"]\nexpose_handles = true\n');
  writeFileSync(
    join(folder, "sources.csv"),
    "id,kind,what,langs,ship_text,depends_on,file\nS1,interview,A long interview,ru;en,own-work,,sound.wav\nS2,transcript,Its transcript,ru;en,own-work,S1,words.json\n",
  );
}

function silence(ms) {
  const samples = Math.ceil((ms / 1000) * SAMPLES_PER_SECOND);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  head.writeUInt32LE(SAMPLES_PER_SECOND, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 0x80)]);
}

/** The same page the way most players of transcripts make it: an element with its time for each word, and a class that moves. */
function writeBaseline(page, folder, { turns }) {
  const waiting = [...turns];
  const element = ({ word, start, end }) => `<span data-m="${start}" data-d="${end - start}">${word} </span>`;
  const spans = () => waiting.shift().words.map(element).join("");
  const html = readFileSync(join(folder, page), "utf8")
    .replace(/(<p class="words"[^>]*?) data-w="[^"]*">[^<]*</g, (_, tag) => `${tag}>${spans()}<`)
    .replace(/assets\/dossier\.(css|js)/g, "assets/baseline.$1");
  if (waiting.length > 0) throw new Error(`${waiting.length} turns are not on the page`);
  writeFileSync(join(folder, dirname(page), "baseline.html"), html);
  const style = readFileSync(join(folder, "assets", "dossier.css"), "utf8").replaceAll("content-visibility: auto;", "");
  writeFileSync(join(folder, "assets", "baseline.css"), `${style}\n.now { background: #fdeeb0; }\n`);
  writeFileSync(join(folder, "assets", "baseline.js"), PLAYER);
}

/** Nothing but what moves the class. */
const PLAYER = `const media = document.querySelector("audio");
const words = [...document.querySelectorAll("[data-m]")];
const starts = words.map((word) => Number(word.dataset.m));
let now;
function follow() {
  let low = 0, high = starts.length;
  while (low < high) { const middle = (low + high) >> 1; if (starts[middle] <= media.currentTime * 1000) low = middle + 1; else high = middle; }
  const word = words[low - 1];
  if (word === now) return;
  if (now) now.className = "";
  if (word) word.className = "now";
  now = word;
}
for (const name of ["timeupdate", "seeked"]) media.addEventListener(name, follow);
`;

/** What the turns take from the first of their elements until two frames after their layout, in a page that stands without them. */
function build(browser, path) {
  const html = readFileSync(path, "utf8");
  const from = html.indexOf(">", html.indexOf('<ol class="turns" id="turns"')) + 1;
  const to = html.indexOf("</ol>", from);
  const shell = `${path.slice(0, -".html".length)}-shell.html`;
  writeFileSync(shell, html.slice(0, from) + html.slice(to));
  return () =>
    coldPage(browser, pathToFileURL(shell).href, async (page) => {
      await page.waitForTimeout(200);
      return page.evaluate(fill, html.slice(from, to));
    });
}

/** In the page: puts the turns in; milliseconds until they are painted. */
async function fill(html) {
  const list = document.getElementById("turns");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const from = performance.now();
  list.innerHTML = html;
  list.getBoundingClientRect();
  await frame();
  await frame();
  return performance.now() - from;
}

/** What a page takes to stand, and what a step from word to word takes in it. */
function measure(browser, url, times) {
  return coldPage(browser, url, async (page) => {
    const stands = await page.evaluate(() => window.standsAt);
    await page.waitForTimeout(300);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const busy = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
    await page.evaluate(step, times.slice(0, 20));
    const before = await busy();
    const steps = await page.evaluate(step, times);
    const mean = steps.reduce((sum, ms) => sum + ms, 0) / steps.length;
    return { stands, script: quantile(steps, 0.5), mean, frame: ((await busy()) - before) / times.length };
  });
}

/** In the page: says that the recording is at each of these seconds, a frame apart; milliseconds of script and layout of each step. */
async function step(times) {
  const media = document.querySelector("video, audio");
  let now = 0;
  Object.defineProperty(media, "currentTime", { configurable: true, get: () => now });
  const spent = [];
  for (const time of times) {
    await new Promise((done) => requestAnimationFrame(done));
    now = time;
    const from = performance.now();
    media.dispatchEvent(new Event("seeked"));
    document.body.getBoundingClientRect();
    spent.push(performance.now() - from);
  }
  return spent;
}

const met = await inFolder(async (folder) => {
  const made = madeTurns();
  writeCase(join(folder, "tables"), made);
  const dossier = publish(join(folder, "tables"), folder);
  writeBaseline(WATCH, dossier, made);
  const [ours, baseline] = ["index.html", "baseline.html"].map((name) => join(dossier, dirname(WATCH), name));
  // From word 9,000 on, the next word on each frame.
  const times = made.turns.flatMap(({ words }) => words).slice(9000, 9000 + STEPS).map(({ start }) => (start + 20) / 1000);
  const browser = await launch();
  try {
    const [buildBaseline, buildOurs] = [build(browser, baseline), build(browser, ours)];
    const built = await rounds(ROUNDS, () => buildBaseline(), () => buildOurs());
    const [openBaseline, openOurs] = [baseline, ours].map((path) => () => measure(browser, pathToFileURL(path).href, times));
    const opened = await rounds(ROUNDS, openBaseline, openOurs);
    return print([
      line("30,000 words: from the first element until painted / span per word", built, (ms) => ms, GOAL),
      line("step to the next word: script and layout, p50 / span per word", opened, ({ script }) => script, GOAL),
      line("the same, mean of all steps, those included in which the clock or the turn changes / span per word", opened, ({ mean }) => mean),
      line("step to the next word: all work of the main thread in a frame / span per word", opened, ({ frame }) => frame),
      line("the whole page opened cold, browser's own start of a page included / span per word", opened, ({ stands }) => stands),
    ]);
  } finally {
    await browser.close();
  }
});
process.exitCode = met ? 0 : 1;
