// Bundles src/main.ts into the dossier's one classic script and holds it to its size.
// It checks no types: `npm run check` does.
import { build } from "esbuild";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const outfile = process.argv[2] ?? join(here, "..", "crates", "publish", "assets", "dossier.js");
const LIMIT_GZIP_BYTES = 45 * 1024;

mkdirSync(dirname(outfile), { recursive: true });
await build({
  entryPoints: [join(here, "src", "main.ts")],
  outfile,
  bundle: true,
  format: "iife",
  target: "es2020",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Firsthand: the script of a published dossier. Pages read without it. MIT OR Apache-2.0 */" },
});

const bytes = readFileSync(outfile);
const zipped = gzipSync(bytes, { level: 9 }).length;
console.log(`${relative(process.cwd(), outfile)}: ${bytes.length} bytes, ${zipped} gzipped (at most ${LIMIT_GZIP_BYTES})`);
if (zipped > LIMIT_GZIP_BYTES) {
  console.error("The dossier's script is over its limit. Take something out, or change the limit with a decision note.");
  process.exit(1);
}
