// Where in a text those words stand that a query met. A form of several words, joined by one space, stands where all of them do.
import { tokens, type Token } from "../fold.ts";

/** The places in order; of forms that begin at the same word the longest, and none within another. */
export function found(text: string, forms: Set<string>): Token[] {
  const longest = Math.max(0, ...Array.from(forms, (form) => form.split(" ").length));
  const words = tokens(text);
  const places: Token[] = [];
  for (let at = 0; at < words.length; ) {
    const place = placeAt(words, at, longest, forms);
    if (place) places.push(place.token);
    at += place?.length ?? 1;
  }
  return places;
}

function placeAt(words: Token[], at: number, longest: number, forms: Set<string>): { token: Token; length: number } | undefined {
  for (let length = longest; length > 0; length -= 1) {
    const run = words.slice(at, at + length);
    const text = run.map((word) => word.text).join(" ");
    const [first, last] = [run[0], run[length - 1]];
    if (first && last && forms.has(text)) return { token: { text, start: first.start, end: last.end }, length };
  }
  return undefined;
}
