// What can be read from a dossier's files without a browser: links, policy, forms that the policy forbids.
import { addressesOf, pagesOf, resolve, tagsOf } from "../dossier.mjs";
import { findKinds } from "../kinds.mjs";
import { expect, expectNone } from "../scenario.mjs";

export const files = [
  { name: "every kind of page is there", run: everyKind },
  { name: "every link leads to a file of the dossier and to an id in it", run: everyLink },
  { name: "nothing but links leads outside, and those send no referrer", run: outside },
  { name: "every page carries the policy and nothing that the policy forbids", run: policy },
  { name: "every id stands once on its page", run: uniqueIds },
  { name: "from the front page two clicks reach a statement and its place", run: twoClicks },
  { name: "every note of an account leads to a record", run: notesLead },
];

function everyKind({ dossier, wanted }) {
  const { found, missing } = findKinds(pagesOf(dossier), wanted.kinds);
  expectNone(missing, "kinds of page are missing");
  return `${found.length} kinds, ${pagesOf(dossier).length} pages`;
}

function everyLink({ dossier }) {
  const ids = new Map(pagesOf(dossier).map((path) => [path, idsOf(dossier.text(path))]));
  const faults = [];
  let checked = 0;
  for (const path of pagesOf(dossier)) {
    for (const { address, key } of addressesOf(dossier.text(path))) {
      const to = resolve(path, address);
      if (to.outside || key === "data-shards") continue;
      checked += 1;
      if (!dossier.files.has(to.path)) faults.push(`${path}: ${address} is no file`);
      else if (to.path.endsWith(".html") && to.fragment && !to.fragment.includes("=") && !ids.get(to.path).has(to.fragment)) {
        faults.push(`${path}: ${address} has no such id`);
      }
    }
  }
  expectNone(faults, "links lead nowhere");
  return `${checked} links`;
}

function idsOf(html) {
  return new Set(tagsOf(html).flatMap(({ attributes }) => (attributes.id ? [attributes.id] : [])));
}

function outside({ dossier }) {
  const faults = [];
  for (const path of pagesOf(dossier)) {
    const html = dossier.text(path);
    if (!/<meta name="referrer" content="no-referrer">/.test(html)) faults.push(`${path}: no referrer rule`);
    for (const { tag, key, address } of addressesOf(html)) {
      const to = resolve(path, address);
      if (to.outside && !(tag === "a" && key === "href" && /^https?:/.test(address))) faults.push(`${path}: <${tag} ${key}="${address}">`);
      if (!to.outside && to.path.startsWith("..")) faults.push(`${path}: ${address} leaves the folder`);
    }
  }
  expectNone(faults, "addresses lead outside");
}

function policy({ dossier }) {
  const faults = [];
  for (const path of pagesOf(dossier)) {
    const html = dossier.text(path);
    const tags = tagsOf(html);
    const meta = tags.find((tag) => /content-security-policy/i.test(tag.attributes["http-equiv"] ?? ""));
    if (!/default-src 'none'/.test(meta?.attributes.content ?? "")) faults.push(`${path}: no policy`);
    if (/unsafe-|https?:|\*/.test(meta?.attributes.content ?? "")) faults.push(`${path}: policy allows too much`);
    faults.push(...tags.flatMap((tag) => forbidden(tag)).map((what) => `${path}: ${what}`));
  }
  expectNone(faults, "places against the policy");
}

function forbidden({ name, attributes }) {
  const found = Object.keys(attributes).filter((key) => key === "style" || key.startsWith("on"));
  if (name === "style") found.push("style element");
  if (name === "script" && !attributes.src) found.push("script without a file");
  if (/^javascript:/i.test(attributes.href ?? "")) found.push("javascript: address");
  return found.map((what) => `<${name}> has ${what}`);
}

function uniqueIds({ dossier }) {
  const faults = [];
  for (const path of pagesOf(dossier)) {
    const seen = new Set();
    for (const { attributes } of tagsOf(dossier.text(path))) {
      if (!attributes.id) continue;
      if (seen.has(attributes.id)) faults.push(`${path}: ${attributes.id}`);
      seen.add(attributes.id);
    }
  }
  expectNone(faults, "ids stand twice");
}

/** Links in the page's main part, as paths. */
function ways(dossier, path) {
  const html = dossier.text(path);
  const main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? html;
  return new Set(addressesOf(main).map(({ address }) => resolve(path, address).path).filter(Boolean));
}

function twoClicks({ dossier }) {
  const questions = [...ways(dossier, "index.html")].filter((path) => /^questions\/[^/]+\/index\.html$/.test(path));
  expect(questions.length > 0, "the front page links no question");
  const faults = [];
  for (const question of pagesOf(dossier).filter((path) => /(^|\/)questions\/[^/]+\/index\.html$/.test(path))) {
    const statements = [...ways(dossier, question)].filter((path) => /(^|\/)statements\/[^/]+\/index\.html$/.test(path));
    if (statements.length === 0) faults.push(`${question} leads to no statement`);
    for (const statement of statements) {
      if (![...ways(dossier, statement)].some((path) => /(^|\/)sources\//.test(path))) faults.push(`${statement} leads to no source`);
    }
  }
  expectNone(faults, "walks down stop");
}

function notesLead({ dossier }) {
  const faults = [];
  let notes = 0;
  for (const path of pagesOf(dossier).filter((each) => /(^|\/)(accounts\/[^/]+|method)\/index\.html$/.test(each))) {
    for (const [, id, card] of dossier.text(path).matchAll(/<li id="(n\d+)"[^>]*class="note-card[^"]*"[^>]*>([\s\S]*?)(?=<li id="n\d+"|<\/ol>)/g)) {
      notes += 1;
      const links = addressesOf(card).map(({ address }) => resolve(path, address).path ?? "");
      if (!links.some((to) => to !== path && to.endsWith(".html"))) faults.push(`${path}: note ${id} leads to no record`);
    }
  }
  expectNone(faults, "notes lead nowhere");
  expect(notes > 0, "no account has a note (li.note-card with an id n1, n2, …)");
  return `${notes} notes`;
}
