// What is expected of the example's dossier beyond what holds for every dossier: kinds of page and words to search.
import { KINDS } from "./kinds.mjs";

export const BESLAN = {
  kinds: Object.keys(KINDS),
  sameHits: [
    ["заложник", "заложниками", "Заложников"],
    ["Аушев", "Аушева", "Aushev"],
    ["hostage", "hostages"],
  ],
  /** From «how many were held?» to «why was 354 said?». */
  steps: {
    paths: ["questions/Q01/index.html", "questions/Q02/index.html", "statements/E056/index.html", "questions/Q03/index.html"],
    words: ["Was the low figure a deliberate deception?", "354 was what lists drawn from residents"],
  },
  /** Pages from which everybody must come to the same others. */
  facts: ["questions/Q01/index.html", "questions/Q17/index.html", "statements/E029/index.html", "accounts/in-perspective/index.html"],
  twoWords: ["hostages", "list"],
  manyHits: "school",
  mistyped: "hostgae",
};
