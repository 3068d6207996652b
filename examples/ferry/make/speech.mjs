// Speech by espeak-ng, a file for each piece, put together with silence between. Every time in the example comes from here:
// a piece begins on a frame of the film, and its end is the end of its own sound.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const RATE = 22050;
export const FRAMES_A_SECOND = 5;
const SAMPLES_A_FRAME = RATE / FRAMES_A_SECOND;
const LEAD_FRAMES = 5;

/** The samples of the whole recording as bytes; each piece gets `start` and `end` in milliseconds and its `frames`. */
export function speak(turns, scratch) {
  const parts = [silence(LEAD_FRAMES)];
  let frame = LEAD_FRAMES;
  for (const piece of turns.pieces) {
    const sound = trimmed(say(turns.voices[piece.voice], piece.text, join(scratch, "piece.wav")));
    const frames = Math.ceil(sound.length / 2 / SAMPLES_A_FRAME + piece.pause * FRAMES_A_SECOND);
    piece.start = Math.round((frame * 1000) / FRAMES_A_SECOND);
    piece.end = piece.start + Math.round((sound.length / 2 / RATE) * 1000);
    piece.frame = frame;
    piece.frames = frames;
    parts.push(sound, Buffer.alloc(frames * SAMPLES_A_FRAME * 2 - sound.length));
    frame += frames;
  }
  turns.frames = frame + LEAD_FRAMES;
  parts.push(silence(LEAD_FRAMES));
  return Buffer.concat(parts);
}

function silence(frames) {
  return Buffer.alloc(frames * SAMPLES_A_FRAME * 2);
}

function say(voice, text, file) {
  execFileSync("espeak-ng", ["-v", voice.name, "-p", voice.pitch, "-s", voice.speed, "-w", file], { input: text });
  const wave = readFileSync(file);
  if (wave.readUInt32LE(24) !== RATE || wave.readUInt16LE(22) !== 1) {
    throw new Error(`espeak-ng was expected to speak at ${RATE} samples a second in one channel`);
  }
  return wave.subarray(44);
}

/** Without the silence that the synthesiser leaves at the end. */
function trimmed(sound) {
  let end = sound.length - (sound.length % 2);
  while (end > 2 && Math.abs(sound.readInt16LE(end - 2)) < 40) end -= 2;
  return sound.subarray(0, end);
}

/** Samples as a WAV file. */
export function wav(samples) {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
