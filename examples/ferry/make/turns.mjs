// What is said in a recording: a head of settings, then one block for each piece of speech.
//
//   kind: film
//   voice deckhand: en-gb+m3 40 150 The deckhand     (espeak-ng voice, pitch, words a minute, name in captions)
//
//   04 deckhand en: The words as spoken.
//   ru: a translation                                (en or ru; each is a layer of its own)
//   machine: what the recogniser is said to have heard
//   pause: 1.4                                       (seconds of silence afterwards)
//   at: A02                                          (where on the plan the point goes meanwhile)
//   chapter: The walk                                (a chapter begins here)

import { readFileSync } from "node:fs";
import { basename } from "node:path";

const HEAD = /^(voice )?([a-z]+): (.*)$/;
const TURN = /^(\d\d) ([a-z]+) (en|ru): (.*)$/;

export function readTurns(file) {
  const blocks = readFileSync(file, "utf8").trim().split(/\n{2,}/);
  const turns = { name: basename(file, ".txt"), voices: {}, pieces: [] };
  for (const line of blocks.shift().split("\n")) readHead(turns, line, file);
  turns.pieces = blocks.map((block) => readPiece(block.split("\n"), turns, file));
  return turns;
}

function readHead(turns, line, file) {
  const [, voice, key, value] = HEAD.exec(line) ?? fail(file, line);
  if (!voice) {
    turns[key] = value;
    return;
  }
  const [name, pitch, speed, ...shown] = value.split(" ");
  turns.voices[key] = { name, pitch, speed, shown: shown.join(" ") };
}

function readPiece([first, ...rest], turns, file) {
  const [, id, voice, lang, text] = TURN.exec(first) ?? fail(file, first);
  if (!turns.voices[voice]) fail(file, first);
  const piece = { id, voice, lang, text, pause: 0.4 };
  for (const line of rest) {
    const [, , key, value] = HEAD.exec(line) ?? fail(file, line);
    piece[key] = key === "pause" ? Number(value) : value;
  }
  return piece;
}

function fail(file, line) {
  throw new Error(`${file}: cannot read "${line}"`);
}
