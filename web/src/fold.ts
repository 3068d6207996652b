// Folding and cutting of text for search: the same rules as the Rust room `text` (fold.rs, token.rs), so that both meet.
// Stemming is not here: the index carries each form's stem.

/** Marks nobody sees, which do not part a word: soft hyphen, zero-width space, word joiner, byte-order mark. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;
/** Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese; and Korean, whose particles hang on their words. */
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u115f\\u1780-\\u17ff\\u3005-\\u3007\\u3021-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\ua960-\\ua97f\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9d\\u{20000}-\\u{3ffff}";
/** What goes with the letter before it, also the sound marks of narrow Japanese letters and pieces of Korean syllables; and what nobody sees. */
const BEHIND = "\\p{M}\\u1160-\\u11ff\\ud7b0-\\ud7ff\\uff9e\\uff9f\\u00ad\\u200b\\u2060\\ufeff";
const LETTER = "[\\p{Alphabetic}\\p{N}]";
/** A character of such a script, else a run of letters and digits of others. */
const WORD = new RegExp(`(?=[${UNSPACED}])${LETTER}[${BEHIND}]*|${LETTER}(?:(?![${UNSPACED}])${LETTER}|[${BEHIND}])*`, "gu");
const ALONE = new RegExp(`^[${UNSPACED}]`, "u");
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

/** The words of a text in order. Hyphens and apostrophes part words, as in the index; where no space does, each character is one, and so is each Korean syllable. */
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

/** Whether a folded word is one character of a script that puts no space between words. */
export function standsAlone(word: string): boolean {
  return ALONE.test(word);
}
