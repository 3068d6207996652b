// What the benchmarks in a browser share: made words, rounds in turn, medians, the table of ratios.
// What is measured is in pages.mjs and timeline.mjs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export { launch } from "../web/test/browser.mjs";

export const CHECKOUT = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Numbers from 0 to 1 that are the same every time. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs `work` in a folder that is removed afterwards. */
export async function inFolder(work) {
  const folder = mkdtempSync(join(process.env.BENCH_TMP ?? tmpdir(), "bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Publishes the tables in a folder with the program of this checkout, or with what FIRSTHAND names. */
export function publish(tables, folder) {
  const program = process.env.FIRSTHAND ?? join(CHECKOUT, "target", "debug", "firsthand");
  const env = { ...process.env, FIRSTHAND_KEY: join(folder, "key") };
  const run = (...words) => execFileSync(program, words, { env, stdio: ["ignore", "ignore", "inherit"] });
  const [made, dossier] = [join(folder, "case"), join(folder, "dossier")];
  run("new", made);
  run("--case", made, "import", tables);
  run("--case", made, "publish", "--out", dossier);
  return dossier;
}

/** A page of a new context that notes when everything on it was first laid out and painted. */
export async function coldPage(browser, url, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(300_000);
    await page.addInitScript(() => {
      addEventListener("DOMContentLoaded", () =>
        requestAnimationFrame(() => requestAnimationFrame(() => (window.standsAt = performance.now()))),
      );
    });
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => window.standsAt !== undefined);
    return await work(page);
  } finally {
    await context.close();
  }
}

/** Measures a baseline and ours in turn, after one round that does not count: a list of `[baseline, ours]`. */
export async function rounds(count, baseline, ours) {
  const pairs = [];
  for (let round = 0; round <= count; round += 1) {
    const pair = [await baseline(), await ours()];
    if (round > 0) pairs.push(pair);
  }
  return pairs;
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** One line of the table: the ratios ours / baseline of a measure over all rounds, and what they may be. */
export function line(what, pairs, measure, goal) {
  const ratios = pairs.map(([baseline, ours]) => measure(ours) / measure(baseline));
  const [low, median, high] = [0, 0.5, 1].map((share) => quantile(ratios, share));
  const seen = [0, 1].map((side) => quantile(pairs.map((pair) => measure(pair[side])), 0.5));
  return { what, low, median, high, goal, note: `medians ${seen[0].toFixed(2)} and ${seen[1].toFixed(2)}` };
}

/** Prints the table; whether every goal was met. */
export function print(lines) {
  console.log("| measured | min | median | max | goal | | baseline and ours |\n|---|---|---|---|---|---|---|");
  for (const { what, low, median, high, goal, note } of lines) {
    const verdict = goal === undefined ? "-" : median <= goal ? "PASS" : "FAIL";
    console.log(`| ${what} | ${low.toFixed(3)} | ${median.toFixed(3)} | ${high.toFixed(3)} | ${goal === undefined ? "-" : `<= ${goal.toFixed(3)}`} | ${verdict} | ${note} |`);
  }
  return lines.every(({ median, goal }) => goal === undefined || median <= goal);
}
