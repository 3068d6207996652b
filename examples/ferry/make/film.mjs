// Films and sound through ffmpeg: H.264 and AAC, the index at the front, nothing in them about the machine or the hour.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HEIGHT, WIDTH, frames } from "./drawings.mjs";
import { FRAMES_A_SECOND, wav } from "./speech.mjs";

const EXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"];
const SOUND = ["-c:a", "aac", "-b:a", "40k"];
const PICTURE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", "-g", "10", "-threads", "1"];

/** Writes the recording: a film where its kind says so, else sound alone. */
export async function recording(turns, samples, file, scratch) {
  const sound = join(scratch, "sound.wav");
  writeFileSync(sound, wav(samples));
  const out = ["-i", sound, ...(turns.kind === "film" ? PICTURE : []), ...SOUND, ...EXACT, "-movflags", "+faststart", file];
  await ffmpeg(turns.kind === "film" ? [...raw(WIDTH, HEIGHT), ...out] : out, turns.kind === "film" ? pictures(turns) : []);
}

function* pictures(turns) {
  const picture = frames(turns);
  for (let number = 0; number < turns.frames; number++) yield picture(number);
}

/** What tells ffmpeg that plain pixels come on standard input. */
export function raw(width, height) {
  return ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${width}x${height}`, "-r", String(FRAMES_A_SECOND), "-i", "-"];
}

/** Runs ffmpeg with pictures on its standard input, one after the other. */
export async function ffmpeg(words, input) {
  const child = spawn("ffmpeg", ["-v", "error", "-y", ...words], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = once(child, "close");
  child.stdin.on("error", () => {}); // ffmpeg says itself why it stopped reading
  for (const pixels of input) {
    if (child.stdin.destroyed) break;
    if (!child.stdin.write(pixels)) await Promise.race([once(child.stdin, "drain"), ended]);
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${words.at(-1)} was not made`);
}
