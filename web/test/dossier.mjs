// A dossier as files: copied into a folder with a hard name, listed, its links read from the HTML as written.
// Nothing here opens a browser.
import { copyFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

/** Copies a dossier into a temporary folder whose path has a space and Cyrillic letters. */
export function copyDossier(from) {
  const outer = mkdtempSync(join(tmpdir(), "firsthand-"));
  const folder = join(outer, "папка с пробелом");
  cpSync(from, folder, { recursive: true });
  const rootUrl = pathToFileURL(folder + sep).href;
  return {
    folder,
    rootUrl,
    files: new Set(list(folder)),
    url: (path) => rootUrl + path.split("/").map(encodeURIComponent).join("/"),
    text: (path) => readFileSync(join(folder, path), "utf8"),
    remove: () => rmSync(outer, { recursive: true, force: true }),
  };
}

function list(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** Paths of all pages. */
export function pagesOf(dossier) {
  return [...dossier.files].filter((path) => path.endsWith(".html"));
}

const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g;
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Every tag of a page with its attributes; comments and the text of scripts are left out. */
export function tagsOf(html) {
  const plain = html.replace(/<!--[\s\S]*?-->/g, "");
  return [...plain.matchAll(TAG)].map(([, name, rest]) => ({ name: name.toLowerCase(), attributes: attributesOf(rest) }));
}

function attributesOf(text) {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(([, name, a, b, c]) => [name.toLowerCase(), unescape(a ?? b ?? c ?? "")]);
  return Object.fromEntries(pairs);
}

function unescape(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits) => String.fromCodePoint(Number(digits)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => named[name]);
}

/** Addresses on a page with the tag they stand in. */
export function addressesOf(html) {
  return tagsOf(html).flatMap(({ name, attributes }) =>
    ["href", "src", "action", "poster", "data-sums", "data-shards"]
      .filter((key) => attributes[key] !== undefined)
      .map((key) => ({ tag: name, key, address: attributes[key], attributes })),
  );
}

/** Where an address on a page leads: path in the dossier and fragment, or outside. */
export function resolve(path, address) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("//")) return { outside: address };
  const [before, fragment] = address.split("#", 2);
  const plain = decodeURI(before.split("?")[0]);
  const to = plain === "" ? path : posix.normalize(posix.join(dirname(path) === "." ? "" : posix.dirname(path), plain));
  return { path: to, fragment: fragment === undefined ? undefined : decodeURIComponent(fragment) };
}

/** Does work while the film or sound of a page is out of the way, or another file in its place; gives it the file's name. */
export async function withoutMedium(dossier, path, work, instead) {
  const medium = tagsOf(dossier.text(path)).find(({ name }) => name === "video" || name === "audio");
  const file = join(dossier.folder, resolve(path, medium.attributes.src).path);
  renameSync(file, `${file}.away`);
  if (instead) copyFileSync(instead, file);
  try {
    return await work(medium.attributes.src.split("/").pop());
  } finally {
    renameSync(`${file}.away`, file);
  }
}
