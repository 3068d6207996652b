// Runs named scenarios one after the other and counts them; a scenario fails by throwing.
// What each scenario expects is in scenarios/.

/** Fails with a sentence unless the value is true. */
export function expect(value, sentence) {
  if (!value) throw new Error(sentence);
}

/** Fails with every fault named if there are any; long lists are cut after forty. */
export function expectNone(faults, what) {
  const distinct = [...new Set(faults)];
  if (distinct.length === 0) return;
  const shown = distinct.slice(0, 40).map((fault) => `\n      ${fault}`);
  const more = distinct.length > 40 ? `\n      … and ${distinct.length - 40} more` : "";
  throw new Error(`${distinct.length} ${what}:${shown.join("")}${more}`);
}

/** Runs scenarios; returns how many passed and failed, with what went wrong. */
export async function runAll(scenarios, context, log = console.log) {
  const outcome = { passed: 0, failed: 0, failures: [] };
  for (const scenario of scenarios) {
    const started = Date.now();
    const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
    try {
      const said = await scenario.run(context);
      outcome.passed += 1;
      log(`ok   ${scenario.name}${said ? ` (${said})` : ""} [${seconds()}]`);
    } catch (error) {
      outcome.failed += 1;
      outcome.failures.push({ name: scenario.name, message: error.message });
      log(`FAIL ${scenario.name} [${seconds()}]\n    ${error.message}`);
    }
  }
  return outcome;
}

/** What a browser that has gone says to whoever asks it something. */
const BROWSER_GONE = /has been closed|Target closed|crashed|Protocol error|disconnected/i;

/** What the one scenario said that was run on a broken dossier; fails if it passed, or failed because the browser went away. */
export function caught({ failures }) {
  if (failures.length !== 1) throw new Error("it was not caught");
  const said = failures[0].message.split("\n").slice(0, 2).join(" ").replace(/\s+/g, " ").slice(0, 150);
  if (BROWSER_GONE.test(failures[0].message)) throw new Error(`nothing was tried: ${said}`);
  return said;
}
