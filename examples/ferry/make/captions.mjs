// Captions and machine transcripts from the pieces of a recording: their times are those of the speech itself.

/** Name and text of each file that goes with a recording. */
export function captionFiles(turns) {
  const files = [];
  const own = turns.pieces.filter((piece) => piece.voice !== "interpreter");
  const rendered = turns.pieces.filter((piece) => piece.voice === "interpreter" && piece.lang === "en");
  if (rendered.length > 0) {
    files.push([`${turns.name}.room.vtt`, vtt(turns, turns.pieces, "", (piece) => tagged(piece))]);
    files.push([`${turns.name}.interpreter.en.vtt`, vtt(turns, rendered, "en", (piece) => escaped(piece.text))]);
  }
  for (const lang of ["en", "ru"]) {
    files.push([`${turns.name}.${lang}.vtt`, vtt(turns, own, lang, (piece) => escaped(inLanguage(piece, lang, turns)))]);
  }
  if (turns.pieces.some((piece) => piece.machine)) {
    files.push([`${turns.name}.machine.json`, JSON.stringify(whisper(turns), null, 1) + "\n"]);
  }
  if (turns.pieces.some((piece) => piece.chapter)) files.push([`${turns.name}.chapters.vtt`, chapters(turns.pieces)]);
  return files;
}

/** The words of a piece in a language: as spoken, or as translated afterwards. */
export function inLanguage(piece, lang, turns) {
  const text = piece.lang === lang ? piece.text : piece[lang];
  if (!text) throw new Error(`${turns.name}: piece ${piece.id} has no words in ${lang}`);
  return text;
}

/** Milliseconds as WebVTT writes them. */
export function clock(ms) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(Math.floor);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, "0")}`;
}

function vtt(turns, pieces, lang, words) {
  const head = ["WEBVTT", "Kind: captions", ...(lang ? [`Language: ${lang}`] : [])].join("\n");
  const cue = (piece) =>
    `${piece.id}\n${clock(piece.start)} --> ${clock(piece.end)}\n<v ${turns.voices[piece.voice].shown}>${words(piece)}\n`;
  return [`${head}\n`, ...pieces.map(cue)].join("\n");
}

/** Each chapter lasts until the next begins, the last until the end of what is said. */
function chapters(pieces) {
  const begin = pieces.filter((piece) => piece.chapter);
  const end = (at) => begin[at + 1]?.start ?? pieces.at(-1).end;
  const cue = (piece, at) => `${clock(piece.start)} --> ${clock(end(at))}\n${escaped(piece.chapter)}\n`;
  return ["WEBVTT\nKind: chapters\nLanguage: en\n", ...begin.map(cue)].join("\n");
}

function tagged(piece) {
  return `<lang ${piece.lang}>${escaped(piece.text)}</lang>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** In the shape of Whisper's own JSON, words among it; a piece without `machine` was heard right. */
function whisper(turns) {
  const segments = turns.pieces.map((piece, id) => {
    const text = piece.machine ?? piece.text;
    const sure = piece.machine ? -0.61 : -0.18;
    const [start, end] = [piece.start / 1000, piece.end / 1000];
    return { id, seek: 0, start, end, text: ` ${text}`, avg_logprob: sure, no_speech_prob: 0.02, words: words(piece, text) };
  });
  return { text: segments.map((segment) => segment.text).join(""), segments, language: "en" };
}

/** Times of words, spread over the piece by their length. */
function words(piece, text) {
  const all = text.split(" ");
  const total = all.reduce((sum, word) => sum + word.length, 0);
  let begun = 0;
  const at = () => Math.round(piece.start + ((piece.end - piece.start) * begun) / total) / 1000;
  return all.map((word) => {
    const start = at();
    begun += word.length;
    return { word: ` ${word}`, start, end: at(), probability: piece.machine ? 0.58 : 0.93 };
  });
}
