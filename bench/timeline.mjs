// node bench/timeline.mjs: a timeline of 100,000 events beside vis-timeline with the same events, both showing the same fiftieth
// of the time. Both are opened cold from file://, in turn; what the figures mean is in docs/benchmarks.md.
// A dossier of 3,000 events is published; their data are then written with as many as are measured, in the same form and place.
// vis-timeline comes from the npm registry into a folder that is removed. BENCH_EVENTS: another number of events.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { writeLongCase } from "../web/test/long_case.mjs";
import { inFolder, launch, line, print, publish, quantile, rounds, seeded } from "./browser.mjs";

const EVENTS = Number(process.env.BENCH_EVENTS ?? 100_000);
const PUBLISHED = 3_000;
const VIS = "8.5.4";
const ROUNDS = 3;
const WINDOW = 1 / 50;
const GOAL = 1 / 20;
const FRAME_MS = 1000 / 60;
/** A view is moved by a fifth of its length in this many steps. */
const STEPS = 60;
const BASELINE_STEPS = 10;
const VIEWPORT = { width: 1280, height: 800 };
const PAGE = "timeline/index.html";
const DATA = "data/timeline/en.js";

/** The data of a page's drawing. */
function dataOf(dossier) {
  const values = new Map();
  vm.runInNewContext(readFileSync(join(dossier, DATA), "utf8"), { FH: { put: (name, value) => values.set(name, value) } });
  return values.get("timeline/en");
}

/** The data with as many events as are measured: those that are there again and again, each half an hour about its place. */
function multiply(data) {
  const random = seeded(2031);
  const events = [];
  let at = data.zero;
  const starts = data.starts.map((gap) => (at += gap * data.unit));
  while (events.length < EVENTS) {
    const of = events.length % starts.length;
    events.push([starts[of] + Math.floor(random() * 60 - 30) * 60_000, of]);
  }
  events.sort((a, b) => a[0] - b[0]);
  const each = (what) => events.map(([, of], place) => what(of, place));
  const part = (place) => Math.floor(place / 250) + 1;
  return {
    ...data,
    zero: events[0][0],
    starts: each((_, place) => (events[place][0] - events[Math.max(0, place - 1)][0]) / data.unit),
    lengths: each((of) => data.lengths[of]),
    flags: each((of) => data.flags[of]).join(""),
    parts: each((_, place) => (place === 0 ? 1 : part(place) - part(place - 1))),
    anchors: each((_, place) => `T${place}`),
    labels: each((of) => data.labels[of]),
    times: each((of) => data.times[of]),
    questions: {},
    notes: {},
    printed: {},
    other: [],
  };
}

/** The events as our own page draws them. */
function eventsOf({ unit, zero, starts, lengths, labels }) {
  let at = zero;
  return starts.map((gap, id) => {
    at += gap * unit;
    return { id, start: at, end: at + Math.max(lengths[id] * unit, 60_000), content: labels[id] };
  });
}

/** The same events in vis-timeline, as its own documentation shows it, without animation. */
function writeBaseline(folder, dossier, events, view) {
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix", folder, `vis-timeline@${VIS}`], { stdio: "ignore" });
  const built = join(folder, "node_modules", "vis-timeline", "standalone", "umd");
  copyFileSync(join(built, "vis-timeline-graph2d.min.js"), join(dossier, "vis.js"));
  copyFileSync(join(folder, "node_modules", "vis-timeline", "styles", "vis-timeline-graph2d.min.css"), join(dossier, "vis.css"));
  writeFileSync(join(dossier, "events.js"), `window.events = ${JSON.stringify(events)};\n`);
  writeFileSync(
    join(dossier, "draw.js"),
    `const options = { start: ${view.from}, end: ${view.to}, height: 372, zoomKey: "ctrlKey" };
window.chart = new vis.Timeline(document.getElementById("chart"), new vis.DataSet(window.events), options);
window.chart.on("changed", () => (window.isDrawn = true));\n`,
  );
  const page = join(dossier, "vis.html");
  const scripts = ["vis.js", "events.js", "draw.js"].map((name) => `<script src="${name}"></script>`).join("\n");
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="vis.css"><div id="chart"></div>\n${scripts}\n`);
  return page;
}

/** Our own page, opened at the same view. */
function writeOurs(dossier, view) {
  const from = join(dossier, PAGE);
  const html = readFileSync(from, "utf8");
  // Pages after the first open at their own events: this one is told to be such a page, of other events.
  const other = html.replace(/data-from="\d+" data-to="\d+"/, `data-from="${view.from}" data-to="${view.to}"`).replace('data-way="../"', 'data-way="../../timeline/../"');
  if (other === html) throw new Error("the page has no place for a drawing");
  const page = join(dossier, "timeline", "bench.html");
  writeFileSync(page, other);
  return page;
}

/** Opens a page of a new browser: milliseconds until two frames after it is drawn, and what a step of moving takes. */
async function measure(path, isDrawn, move, steps) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    page.setDefaultTimeout(600_000);
    await page.addInitScript({ content: `(${watch})(() => ${isDrawn});` });
    await page.goto(pathToFileURL(path).href, { waitUntil: "commit" });
    await page.waitForFunction(() => window.paintedAt !== undefined);
    const paint = await page.evaluate(() => window.paintedAt);
    await page.waitForTimeout(800);
    const frames = await page.evaluate(`(${pan})((at, steps) => { ${move} }, ${steps})`);
    return { paint, p50: quantile(frames, 0.5), p95: quantile(frames, 0.95) };
  } finally {
    await browser.close();
  }
}

/** In the page: notes when two frames have passed since it was drawn. */
function watch(isDrawn) {
  const look = () => {
    if (isDrawn()) requestAnimationFrame(() => requestAnimationFrame(() => (window.paintedAt = performance.now())));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: moves once a frame; milliseconds from frame to frame. */
async function pan(step, steps) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const spent = [];
  document.querySelector("canvas")?.scrollIntoView({ block: "center" });
  await frame();
  let last = await frame();
  for (let at = 0; at < steps; at += 1) {
    step(at, steps);
    const now = await frame();
    spent.push(now - last);
    last = now;
  }
  return spent;
}

/** A finger on our canvas, as the browser reports it. */
const DRAG = `const canvas = document.querySelector("[data-timeline] canvas");
const box = canvas.getBoundingClientRect();
const point = (type, share) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: box.left + box.width * share, clientY: box.top + 120, bubbles: true }));
if (at === 0) point("pointerdown", 0.9);
point("pointermove", 0.9 - 0.2 * (at + 1) / steps);`;
const MOVE = `const view = chart.getWindow(); const by = (view.end - view.start) * 0.2 / ${STEPS};
chart.setWindow(+view.start + by, +view.end + by, { animation: false });`;

const met = await inFolder(async (folder) => {
  writeLongCase(join(folder, "tables"), PUBLISHED);
  const dossier = publish(join(folder, "tables"), folder);
  const data = multiply(dataOf(dossier));
  writeFileSync(join(dossier, DATA), `FH.put("timeline/en", ${JSON.stringify(data)});\n`);
  const events = eventsOf(data);
  const [first, last] = [events[0].start, events.at(-1).end];
  const from = Math.round(first + (last - first) * 0.55);
  const view = { from, to: Math.round(from + (last - first) * WINDOW) };
  const [baseline, ours] = [writeBaseline(folder, dossier, events, view), writeOurs(dossier, view)];
  const pairs = await rounds(
    ROUNDS,
    () => measure(baseline, "window.isDrawn === true", MOVE, BASELINE_STEPS),
    () => measure(ours, "document.querySelector('[data-timeline][data-drawn]') !== null", DRAG, STEPS),
  );
  const alone = pairs.map(([, { p95 }]) => [{ p95: FRAME_MS }, { p95 }]);
  return print([
    line(`${EVENTS} events: opened cold until painted / vis-timeline`, pairs, ({ paint }) => paint, GOAL),
    line("frame while moving, p95 / a frame of the screen", alone, ({ p95 }) => p95, 2),
    line("frame while moving, p95 / vis-timeline", pairs, ({ p95 }) => p95),
    line("frame while moving, p50 / vis-timeline", pairs, ({ p50 }) => p50),
  ]);
});
process.exitCode = met ? 0 : 1;
