// Draws the slides of the silent film from its script, accounts/film.md, and encodes them: H.264, no sound, at most 8 MB.
// node examples/beslan/film/make.mjs; needs Chromium and ffmpeg. Another version of ffmpeg makes other bytes of the same
// pictures, so the film is committed, and film.json says from which script it was made.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../../../web/test/browser.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SCRIPT = join(HERE, "..", "accounts", "film.md");
const FILM = join(HERE, "beslan.mp4");
const RATE = 12;
const FADE_SECONDS = 0.5;
const MOST_BYTES = 8_000_000;
/** So many characters can be read in a second. */
const MOST_CHARACTERS = 12;

const text = readFileSync(SCRIPT, "utf8");
const looks = JSON.parse(readFileSync(join(HERE, "slides.json"), "utf8"));
const slides = slidesOf(text);
const total = slides.reduce((sum, slide) => sum + slide.seconds, 0);
check(slides.length === looks.length, `${slides.length} slides in the script, ${looks.length} in slides.json`);
check(total >= 240 && total <= 300, `the film is ${total} seconds long`);
for (const { caption, seconds } of slides) check(caption.length / seconds <= MOST_CHARACTERS, `too quick to read: ${caption}`);

const work = mkdtempSync(join(tmpdir(), "firsthand-film-"));
let chromium = "";
try {
  chromium = await draw(work);
  encode(work);
} finally {
  rmSync(work, { recursive: true, force: true });
}
const bytes = readFileSync(FILM);
check(bytes.length <= MOST_BYTES, `the film has ${bytes.length} bytes`);
writeFileSync(
  join(HERE, "film.json"),
  `${JSON.stringify({ script_sha256: sha256(text), film_sha256: sha256(bytes), bytes: statSync(FILM).size, seconds: total, slides: slides.length, made_with: { ffmpeg: ffmpegVersion(), chromium } }, null, 2)}\n`,
);
console.log(`${slides.length} slides, ${total} s, ${bytes.length} bytes`);

function ffmpegVersion() {
  return execFileSync("ffmpeg", ["-version"], { encoding: "utf8" }).match(/version (\S+)/)?.[1] ?? "unknown";
}

/** Every slide: seconds from its heading, the caption without marks, and what it cites. */
function slidesOf(script) {
  return Array.from(script.matchAll(/^## (\d+):(\d\d)–(\d+):(\d\d)\n\n(.+)$/gm), ([, fromMinutes, from, toMinutes, to, line]) => ({
    seconds: Number(toMinutes) * 60 + Number(to) - Number(fromMinutes) * 60 - Number(from),
    cited: Array.from(line.matchAll(/@([A-Z]\d+)/g), ([, id]) => id),
    caption: line.replace(/ ?\[@[^\]]*\]/g, "").replaceAll("{.framing}", "").trim(),
  }));
}

/** One picture a slide; the version of the browser that drew them. */
async function draw(folder) {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  for (const [at, slide] of slides.entries()) {
    await page.setContent(html(slide, looks[at], at));
    const overflows = await page.evaluate(() => document.querySelector("main").scrollHeight > 560);
    check(!overflows, `the words do not fit: ${slide.caption}`);
    await page.screenshot({ path: join(folder, `${String(at).padStart(3, "0")}.png`) });
  }
  const version = browser.version();
  await browser.close();
  return version;
}

function html(slide, look, at) {
  const before = slides.slice(0, at + 1).reduce((sum, each) => sum + each.seconds, 0);
  const cited = slide.cited.length ? `rests on ${slide.cited.join(", ")}` : "framing, no statement";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>
    * { box-sizing: border-box; margin: 0; }
    body { width: 1280px; height: 720px; background: #fbfaf6; color: #1c1d1f; font-family: "Noto Serif", serif; }
    header { position: absolute; left: 88px; right: 88px; top: 52px; display: flex; justify-content: space-between; font: 500 32px "Noto Sans", sans-serif; color: #484c51; }
    main { position: absolute; left: 88px; right: 88px; top: 110px; height: 500px; display: flex; flex-direction: column; justify-content: center; gap: 24px; }
    .figure { font: 400 104px "Noto Sans", sans-serif; letter-spacing: -2px; color: #0b4f63; line-height: 1.1; }
    .caption { font-size: 46px; line-height: 1.36; max-width: 1080px; text-wrap: balance; }
    footer { position: absolute; left: 88px; right: 88px; bottom: 50px; font: 400 32px "Noto Sans", sans-serif; color: #484c51; }
    .track { height: 3px; background: #d8d4c8; margin-bottom: 16px; }
    .track div { height: 3px; background: #0b4f63; width: ${((before / total) * 100).toFixed(2)}%; }
  </style><header><span>${look.kicker}</span><span>Beslan, made from the account</span></header>
  <main>${look.figure ? `<p class="figure">${look.figure}</p>` : ""}<p class="caption">${unbroken(slide.caption)}</p></main>
  <footer><div class="track"><div></div></div>${cited}</footer></html>`;
}

/** Ranges stay on one line. */
function unbroken(caption) {
  return caption.replace(/(\d)–(\d)/g, "$1\u2060–\u2060$2");
}

/** Still pictures one after the other, each fading into the next. */
function encode(folder) {
  const inputs = slides.flatMap((slide, at) => ["-loop", "1", "-framerate", String(RATE), "-t", String(slide.seconds + (at + 1 < slides.length ? FADE_SECONDS : 0)), "-i", join(folder, `${String(at).padStart(3, "0")}.png`)]);
  let [chain, last, offset] = ["", "[0:v]", 0];
  for (let at = 1; at < slides.length; at += 1) {
    offset += slides[at - 1].seconds;
    chain += `${last}[${at}:v]xfade=transition=fade:duration=${FADE_SECONDS}:offset=${offset}[v${at}];`;
    last = `[v${at}]`;
  }
  const filter = `${chain}${last}format=yuv420p[out]`;
  const output = ["-map", "[out]", "-an", "-c:v", "libx264", "-profile:v", "high", "-preset", "slow", "-crf", "23", "-tune", "stillimage", "-r", String(RATE), "-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"];
  execFileSync("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", ...inputs, "-filter_complex", filter, ...output, FILM], { stdio: "inherit" });
}

function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

function check(holds, message) {
  if (!holds) throw new Error(message);
}
