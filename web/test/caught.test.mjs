// A break counts as caught only where a page was tried: a browser that has gone catches nothing.
import { same } from "./source.mjs";
import { caught } from "./scenario.mjs";

/** What is made of scenarios that failed with these messages: what was caught, or `not: …`. */
function made(...messages) {
  try {
    return caught({ failures: messages.map((message) => ({ message })) });
  } catch (error) {
    return `not: ${error.message}`;
  }
}

export const caughtTests = [
  {
    name: "a break is caught where a page was tried, and not where the browser had gone",
    run() {
      same(made("3 essentials missing:\n      one\n      two"), "3 essentials missing: one");
      same(made("locator.waitFor: Timeout 5000ms exceeded."), "locator.waitFor: Timeout 5000ms exceeded.");
      same(made(), "not: it was not caught");
      const gone = "browser.newContext: Target page, context or browser has been closed";
      same(made(gone), `not: nothing was tried: ${gone}`);
    },
  },
];
