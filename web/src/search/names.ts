// Registered names in a query: a person written in one script is found by any of the written forms.
// The forms come from the case's tables; nothing is transliterated or guessed here.
import type { Name } from "./index.ts";

/** A name that a run of the query's words spells, and which words those are. */
export interface NameHit {
  name: Name;
  from: number;
  to: number;
}

/**
 * Every name that some run of the tokens spells. `alike` holds, for each token, the forms of the same word: a form of a
 * name that was not registered is then found by the one that was.
 */
export function namesIn(tokens: string[], alike: Set<string>[], names: Name[]): NameHit[] {
  const hits: NameHit[] = [];
  for (const name of names) {
    const forms = name.forms.map((form) => form.split(" "));
    for (let from = 0; from < tokens.length; from += 1) {
      const spelled = forms.filter((parts) => parts.every((part, at) => isWord(part, from + at)));
      const longest = Math.max(0, ...spelled.map((parts) => parts.length));
      if (longest > 0) hits.push({ name, from, to: from + longest });
    }
  }
  return hits;

  function isWord(part: string, at: number): boolean {
    return part === tokens[at] || (alike[at]?.has(part) ?? false);
  }
}

/** The documents of a name: gaps from the one before, the first from 0. */
export function docsOf(name: Name): number[] {
  let doc = 0;
  return name.docs.map((gap) => (doc += gap));
}
