// Folding and cutting of text for search: the same rules as the Rust room `text` (fold.rs, token.rs), so that both meet.
// Stemming is not here: the index carries each form's stem.

/** Marks nobody sees, which do not part a word: soft hyphen, zero-width space, word joiner, byte-order mark. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;
const WORD = /[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\p{M}\u00ad\u200b\u2060\ufeff]*/gu;
const NOT_OF_A_WORD = /[^\p{Alphabetic}\p{N}\p{M}]/gu;
const MARK = /\p{M}/u;
const LATIN = /\p{Script=Latin}/u;
const STRESS = /[\u0300\u0301]/;

/** Text in compatibility form, lower case, ё as е, Latin letters without their marks; й stays й. */
export function fold(text: string): string {
  const lowered = text.replace(UNSEEN, "").normalize("NFKC").toLowerCase().replace(/ς/g, "σ");
  let folded = "";
  let afterLatin = false;
  for (const char of lowered.normalize("NFC")) {
    if (MARK.test(char)) {
      if (!afterLatin && !STRESS.test(char)) folded += char;
      continue;
    }
    const base = Array.from(char.normalize("NFD"))[0] ?? char;
    afterLatin = LATIN.test(base);
    folded += PLAIN[char] ?? (afterLatin ? base : char);
  }
  return folded.normalize("NFKC");
}

const PLAIN: Record<string, string> = { ё: "е", ѐ: "е", ѝ: "и" };

/** A word of a text: folded, and where it stands in the text as written. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** The words of a text in order. Hyphens and apostrophes part words, as in the index. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match.index ?? 0;
    const word = fold(match[0]).replace(NOT_OF_A_WORD, "");
    if (word) found.push({ text: word, start, end: start + match[0].length });
  }
  return found;
}

/** The words of a text, folded, in order. */
export function words(text: string): string[] {
  return tokens(text).map((token) => token.text);
}
