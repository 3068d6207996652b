// node test/shots.mjs DOSSIER OUT: pictures of one page of each kind, wide, narrow and dark, for human eyes.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { inLanes, launch, openPage } from "./browser.mjs";
import { copyDossier, pagesOf } from "./dossier.mjs";
import { BESLAN } from "./expect.mjs";
import { findKinds } from "./kinds.mjs";

const STATES = {
  wide: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  narrow: { colorScheme: "light", viewport: { width: 360, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
};

const [folder, out] = process.argv.slice(2);
if (!out || !existsSync(join(folder, "index.html"))) {
  console.error("usage: node test/shots.mjs DOSSIER OUT");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const dossier = copyDossier(folder);
const browser = await launch();
try {
  const { found, missing } = findKinds(pagesOf(dossier));
  for (const [state, options] of Object.entries(STATES)) {
    await inLanes(found, 2, () => openPage(browser, dossier.rootUrl, options), async ({ page }, { kind, path }) => {
      const query = kind.startsWith("search") ? `#q=${encodeURIComponent(BESLAN.sameHits[0][0])}` : "";
      await page.goto(dossier.url(path) + query, { waitUntil: "load" });
      if (query) await page.locator(".search-status").waitFor({ timeout: 5000 });
      await page.waitForTimeout(200);
      // Chromium draws no picture higher than 16,384 pixels; the rest of a long page looks like its beginning.
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 6000);
      const name = `${kind.replace(/[^a-z]+/gi, "-")}-${state}.png`;
      await page.screenshot({ path: join(out, name), fullPage: true, clip: { x: 0, y: 0, width: options.viewport.width, height } });
    });
  }
  console.log(`${found.length} kinds in ${Object.keys(STATES).length} states in ${out}`);
  if (missing.length) console.log(`no page of: ${missing.join("; ")}`);
} finally {
  await browser.close();
  dossier.remove();
}
