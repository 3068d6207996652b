// Starts the machine's Chromium and opens pages that report everything they should not do: errors, refusals, requests.
// What is expected of a page is in scenarios/.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

/** A page of its own context; `faults` grows with everything wrong that happens in it. */
export async function openPage(browser, rootUrl, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("requestfailed", (request) => {
    if (!isEnough(request)) faults.push(`not loaded: ${request.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(rootUrl)) faults.push(`asked outside the folder: ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, context, faults, close: () => context.close() };
}

/** Runs `work` on one page of a dossier. */
export async function withPage({ browser, dossier }, options, work) {
  const opened = await openPage(browser, dossier.rootUrl, options);
  try {
    return await work(opened.page, opened);
  } finally {
    await opened.close();
  }
}

/** Runs `work` on every item with `lanes` pages at a time, each lane keeping its page. */
export async function inLanes(items, lanes, openLane, work) {
  const queue = items.slice();
  const lane = async () => {
    const opened = await openLane();
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(opened, item);
    } finally {
      await opened.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

/** Of film and sound the browser loads what it needs and breaks off: that is no fault, a file that is not there is one. */
function isEnough(request) {
  return request.resourceType() === "media" && request.failure()?.errorText === "net::ERR_ABORTED";
}
