// What is expected of the example's dossier beyond what holds for every dossier: kinds of page and words to search.
import { KINDS } from "./kinds.mjs";

export const BESLAN = {
  kinds: Object.keys(KINDS),
  sameHits: [
    ["заложник", "заложниками", "Заложников"],
    ["Аушев", "Аушева", "Aushev"],
    ["hostage", "hostages"],
  ],
  twoWords: ["hostages", "list"],
  manyHits: "school",
  mistyped: "hostgae",
};
