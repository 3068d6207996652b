// Ways to break the fixture, each with the scenario that must catch it: a check that cannot fail is no check.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function replace(path, from, to) {
  return (folder) => {
    const file = join(folder, path);
    const before = readFileSync(file, "utf8");
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${path} has no ${from}`);
    writeFileSync(file, after);
  };
}

const END = "</main>";
const ACCOUNT = "accounts/one/index.html";
const FILM = "accounts/silent/index.html";

export const BREAKS = [
  { what: "a link to no file", caughtBy: "every link leads to a file of the dossier and to an id in it", harm: replace("index.html", END, '<a href="gone/index.html">x</a></main>') },
  { what: "a link to a folder", caughtBy: "every link leads to a file of the dossier and to an id in it", harm: replace("index.html", END, '<a href="people/">x</a></main>') },
  { what: "a link to no id", caughtBy: "every link leads to a file of the dossier and to an id in it", harm: replace(ACCOUNT, "#r2", "#r9") },
  { what: "a picture from outside", caughtBy: "nothing but links leads outside, and those send no referrer", harm: replace("index.html", END, '<img src="https://example.org/a.png" alt=""></main>') },
  { what: "an inline style", caughtBy: "every page carries the policy and nothing that the policy forbids", harm: replace("index.html", "<h1>", '<h1 style="color: red">') },
  { what: "a page without the policy", caughtBy: "every page carries the policy and nothing that the policy forbids", harm: replace("index.html", "default-src", "x-src") },
  { what: "an id that stands twice", caughtBy: "every id stands once on its page", harm: replace("people/index.html", 'id="P02"', 'id="P01"') },
  { what: "a statement without its source", caughtBy: "from the front page two clicks reach a statement and its place", harm: replace("statements/E001/index.html", /<a href="[^"]*S01[^>]*>source S01<\/a>/, "S01") },
  { what: "a note without its record", caughtBy: "every note of an account leads to a record", harm: replace(ACCOUNT, '<a href="../../statements/E002/index.html">Statement E002</a>', "E002") },
  { what: "an inline style that the policy refuses", caughtBy: "every page opens without an error, a refusal or a request outside the folder", harm: replace("index.html", "<h1>", '<h1 style="color: red">') },
  { what: "a script that fails", caughtBy: "every page opens without an error, a refusal or a request outside the folder", harm: replace("data/search/manifest.js", "FH.put", "FH.putt") },
  { what: "a film that is not there", caughtBy: "every page opens without an error, a refusal or a request outside the folder", harm: replace(FILM, "media/film.mp4", "media/gone.mp4") },
  { what: "a request outside the folder", caughtBy: "every page opens without an error, a refusal or a request outside the folder", harm: replace("index.html", END, '<img src="../beside.png" alt=""></main>') },
  { what: "a line that cannot be broken", caughtBy: "no page is wider than 320 pixels", harm: replace("index.html", END, `<p>${"x".repeat(200)}</p></main>`) },
  { what: "a page with two titles", caughtBy: "every page has one title, a main part and a language", harm: replace("index.html", END, "<h1>x</h1></main>") },
  { what: "Russian words said to be English", caughtBy: "every text in another language or script says so, with its direction", harm: replace(ACCOUNT, ' lang="ru" dir="ltr"', "") },
  { what: "a quotation without direction", caughtBy: "every text in another language or script says so, with its direction", harm: replace(ACCOUNT, ' lang="ru" dir="ltr"', ' lang="ru"') },
  { what: "a citation whose note is missing", caughtBy: "a citation opens by keyboard and Escape returns to it", harm: replace(ACCOUNT, 'data-note="n1"', 'data-note="n9"') },
  { what: "a style sheet deaf to the theme", caughtBy: "the theme switch changes the colours and is remembered", harm: replace("assets/dossier.css", /data-theme/g, "data-them") },
  { what: "a lost search shard", caughtBy: "every written form of a word or name finds the same", harm: replace("data/search/s-001.js", "search/s-001", "search/s-009") },
  { what: "a form that is not in the index", caughtBy: "every written form of a word or name finds the same", harm: replace("data/search/s-000.js", '"hostages"', '"hosthges"') },
  { what: "a result that leads nowhere", caughtBy: "every search result leads to a page of the dossier", harm: replace("data/search/docs-0.js", "questions/Q01/", "questions/Q99/") },
  { what: "a document of another kind than its page", caughtBy: "filters, facets and the order of results work and stand in the address", harm: replace("data/search/docs-0.js", '"kind":"statement"', '"kind":"event"') },
  { what: "words that are not those of the index", caughtBy: "every result shows a word that was found, marked", harm: replace("data/search/docs-0.js", /hostage/g, "captive") },
  { what: "the words of a document lost", caughtBy: "operators and quotation marks narrow, widen and leave out", harm: replace("data/search/docs-0.js", /"title":"[^"]*"/g, '"title":"x y"') },
  { what: "a caption lost from a film", caughtBy: "the captions of a film follow one another from its beginning to its end", harm: replace(FILM, '<h2 id="s2">0:02–0:04</h2>', "") },
  { what: "a film longer than its captions", caughtBy: "the captions of a film follow one another from its beginning to its end", harm: replace(FILM, '<h2 id="s2">0:02–0:04</h2>', '<h2 id="s2">0:02–0:09</h2>') },
  { what: "a time that leads to no caption of the film", caughtBy: "a time in the contents of a film goes there and marks its caption", harm: replace(FILM, 'href="#s2"', 'href="#notes"') },
  { what: "a missing film passed over", caughtBy: "a film that is missing is said, and its captions stay", harm: replace(FILM, 'data-unplayed="missing" hidden', "hidden") },
  { what: "a field without a label", caughtBy: "axe finds nothing in light", harm: replace("search/index.html", /<label for="q">[^<]*<\/label>/, "") },
  { what: "pale text in the dark", caughtBy: "axe finds nothing in dark", harm: replace("assets/dossier.css", /--ink: #e9e6df/g, "--ink: #3c3c3c") },
  { what: "grey text in light", caughtBy: "text stands out 7 to 1 in light and dark", harm: replace("assets/dossier.css", "--ink: #1c1d1f", "--ink: #6a6a6a") },
  { what: "a drawing lost in forced colours", caughtBy: "every kind of page reads in forced colours", harm: replace("assets/dossier.css", /$/, "svg { forced-color-adjust: none; fill: Canvas; }\n") },
  { what: "a page that prints nothing", caughtBy: "every kind of page prints with its words", harm: replace("assets/dossier.css", /$/, "@media print { main { display: none; } }\n") },
  { what: "a step that leads elsewhere", caughtBy: "three steps lead from how many there were to why the figure was given, by pointer", harm: replace("questions/Q01/index.html", '<td><a href="../../statements/E001/index.html">E001</a></td>', "<td>E001</td>") },
  { what: "a step that the keyboard passes over", caughtBy: "the same three steps go by keyboard alone", harm: replace("statements/E001/index.html", '<a href="../../sources/', '<a tabindex="-1" href="../../sources/') },
  { what: "a step that only a script shows", caughtBy: "the same three steps go with scripts off", harm: replace("statements/E001/index.html", '<a href="../../sources/', '<a hidden data-shown href="../../sources/') },
  { what: "a statement that the keyboard does not come to", caughtBy: "a keyboard user and a user with scripts off reach the same facts", harm: replace("questions/Q01/index.html", '<a href="../../statements/E002/', '<a tabindex="-1" href="../../statements/E002/') },
  { what: "a question that the keyboard does not come to", caughtBy: "with scripts off the keyboard alone leads from the first page to the words and their original", harm: replace("index.html", /<a href="questions\/Q/g, '<a tabindex="-1" href="questions/Q') },
  { what: "a statement silent about its original", caughtBy: "with scripts off the keyboard alone leads from the first page to the words and their original", harm: replace("statements/E001/index.html", "SHA-256", "kept") },
  { what: "a table shown by script alone", caughtBy: "with scripts off everything essential is there", harm: replace("questions/Q01/index.html", "<table>", "<table hidden>") },
  { what: "a file that is not on the list", caughtBy: "a file of the dossier is recognised on the verify page, another is not", harm: replace("assets/dossier.css", /$/, "\n") },
];
