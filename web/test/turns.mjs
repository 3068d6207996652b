// The turns of a transcript on a page that is open: what is wrong with their width and their print.

/** Pixels that the page is too wide, and turns whose words are not printed. */
export async function turnsThatDoNotFit(page) {
  const faults = [];
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) faults.push(`${over} px too wide`);
  await page.emulateMedia({ media: "print" });
  const lost = await page.evaluate(() => [...document.querySelectorAll("#turns > li > .said > .words")].filter((each) => each.getClientRects().length === 0).length);
  if (lost > 0) faults.push(`${lost} turns are not printed`);
  await page.emulateMedia({ media: "screen" });
  return faults;
}
