// Which page stands for which kind, by where a dossier puts its pages. The first one found that fits is taken.
// A dossier that lacks a kind says so in a scenario; nothing is skipped in silence.

/** Kind, and paths in order of preference: exact paths of the example first, then any page of the kind. */
export const KINDS = {
  front: ["index.html"],
  "front, Russian": ["ru/index.html"],
  questions: ["questions/index.html"],
  "question, count": ["questions/Q01/index.html", /^questions\/[^/]+\/index\.html$/],
  "question, deaths": ["questions/Q06/index.html", /^questions\/[^/]+\/index\.html$/],
  "question, time": ["questions/Q08/index.html", /^questions\/[^/]+\/index\.html$/],
  "question, choice": ["questions/Q09/index.html", /^questions\/[^/]+\/index\.html$/],
  "question, Russian": ["ru/questions/Q01/index.html", /^ru\/questions\/[^/]+\/index\.html$/],
  account: ["accounts/in-perspective/index.html", /^accounts\/[^/]+\/index\.html$/],
  "account, Russian": ["ru/accounts/in-perspective-ru/index.html", /^ru\/accounts\/[^/]+\/index\.html$/],
  "account, film": ["accounts/film-en/index.html", "accounts/silent/index.html"],
  statement: ["statements/E034/index.html", /^statements\/[^/]+\/index\.html$/],
  "statement, Russian": ["ru/statements/E034/index.html", /^ru\/statements\/[^/]+\/index\.html$/],
  sources: ["sources/index.html"],
  source: ["sources/S33/index.html", /^sources\/[^/]+\/index\.html$/],
  people: ["people/index.html"],
  messages: ["messages/index.html"],
  timeline: ["timeline/index.html"],
  places: ["places/index.html"],
  prompt: ["prompt/index.html"],
  search: ["search/index.html"],
  "search, Russian": ["ru/search/index.html"],
  method: ["method/index.html"],
  verify: ["verify/index.html"],
};

/** The pages that stand for the kinds wanted, and the kinds of which there is none. */
export function findKinds(paths, wanted = Object.keys(KINDS)) {
  const found = [];
  const missing = [];
  for (const kind of wanted) {
    const path = pick(paths, KINDS[kind]);
    if (path) found.push({ kind, path });
    else missing.push(kind);
  }
  return { found, missing };
}

function pick(paths, tries) {
  for (const each of tries) {
    const path = typeof each === "string" ? paths.find((p) => p === each) : paths.find((p) => each.test(p));
    if (path) return path;
  }
  return undefined;
}
