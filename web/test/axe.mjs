// Accessibility of a page that is open, by axe-core. What is asked of which page is in scenarios/.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
/** Contrast of 7 to 1 is asked beyond those tags. */
export const ENHANCED = "color-contrast-enhanced";

/** What axe finds wrong, by these options of its own. */
export async function runAxe(page, options) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (given) => {
    const { violations } = await window.axe.run(document, { ...given, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, places: nodes.map((node) => [node.target.join(" "), node.any[0]?.message ?? ""]) }));
  }, options);
  return violations.flatMap(({ id, places }) => places.slice(0, 3).map(([where, why]) => `${id} ×${places.length}: ${where} ${why}`.trim()));
}

/** What it finds wrong by those tags and with the contrast of 7 to 1. */
export function axeFaults(page) {
  return runAxe(page, { runOnly: { type: "tag", values: TAGS }, rules: { [ENHANCED]: { enabled: true } } });
}
