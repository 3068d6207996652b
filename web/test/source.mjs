// Loads a file of the script as a module, so that its functions are tried without a page; and compares what they give.
import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "./scenario.mjs";

export const SRC = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

/** The exports of `src/NAME.ts`. */
export async function load(name) {
  const folder = mkdtempSync(join(tmpdir(), "firsthand-src-"));
  const outfile = join(folder, `${name}.mjs`);
  await build({ entryPoints: [join(SRC, `${name}.ts`)], outfile, bundle: true, format: "esm", target: "es2020" });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true, force: true });
  return loaded;
}

/** Fails unless both are the same as JSON. */
export const same = (got, wanted) => expect(JSON.stringify(got) === JSON.stringify(wanted), `${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);

/** Numbers from 0 to 1 that are the same every time. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
