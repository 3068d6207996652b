// Drawn photographs: an evening on a lake, a landing with a clock, a ferry, a reef with a beacon.
// What is on each stands in photographs.csv; what the camera says of the time is its EXIF.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Canvas } from "./canvas.mjs";
import { withExif } from "./exif.mjs";
import { ffmpeg, raw } from "./film.mjs";

const [WIDTH, HEIGHT, SHORE] = [800, 533, 300];
const CAMERAS = {
  A: { maker: "Invented", model: "Quay 1", offset: "+03:00" },
  B: { maker: "Invented", model: "Launch 2", offset: "+03:00" },
  C: { maker: "Invented", model: "Pocket 3", offset: "" },
};

/** The bytes of one photograph, by its row in photographs.csv. */
export async function photograph(row, scratch) {
  const canvas = new Canvas(WIDTH, HEIGHT, [70, 86, 110]);
  const jpeg = join(scratch, "photo.jpg");
  background(canvas, Number(row.dusk));
  if (row.beacon) beacon(canvas, Number(row.beacon));
  if (row.ferry) ferry(canvas, Number(row.ferry), Number(row.tilt));
  for (const boat of row.boats.split(";").filter(Boolean)) boatAt(canvas, Number(boat));
  if (row.clock) landing(canvas, row.clock);
  if (row.flare) canvas.disc(Number(row.flare), 60, 14, [255, 210, 170]);
  if (row.flare) canvas.line(Number(row.flare), 74, Number(row.flare) + 14, 210, 1, [220, 180, 160]);
  const exact = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-pix_fmt", "yuvj420p", "-q:v", "5"];
  await ffmpeg([...raw(WIDTH, HEIGHT), "-frames:v", "1", ...exact, "-f", "mjpeg", jpeg], [canvas.pixels]);
  return withExif(readFileSync(jpeg), { ...CAMERAS[row.camera], taken: row.exif });
}

function background(canvas, dusk) {
  for (let y = 0; y < HEIGHT; y++) {
    const down = y < SHORE ? y / SHORE : (y - SHORE) / (HEIGHT - SHORE);
    const light = 1 - dusk / 10;
    const sky = [60 + 150 * down * light, 80 + 90 * down * light, 120 + 30 * down * light];
    const water = [34 + 20 * light, 58 + 30 * light, 78 + 24 * light].map((part) => part * (1 - down * 0.3));
    canvas.rect(0, y, WIDTH, 1, (y < SHORE ? sky : water).map(Math.round));
  }
  canvas.polygon([[0, SHORE], [120, 262], [300, 284], [520, 250], [800, 280], [800, SHORE]], [38, 52, 48]);
}

function beacon(canvas, x) {
  canvas.polygon([[x - 50, 372], [x - 18, 344], [x + 30, 350], [x + 62, 374]], [52, 50, 48]);
  canvas.rect(x - 4, 272, 8, 76, [80, 78, 74]);
  canvas.rect(x - 10, 258, 20, 16, [60, 58, 56]);
}

/** The ferry with its middle at `x`, turned by `tilt` degrees. */
function ferry(canvas, x, tilt) {
  const [sine, cosine] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)];
  const turned = ([across, down]) => [x + across * cosine - down * sine, 350 + across * sine + down * cosine];
  const shape = (points, colour) => canvas.polygon(points.map(turned), colour);
  shape([[-120, -16], [120, -16], [104, 22], [-92, 22]], [222, 220, 210]);
  shape([[-70, -54], [96, -54], [96, -16], [-70, -16]], [196, 196, 188]);
  shape([[-58, -88], [-14, -88], [-14, -54], [-58, -54]], [170, 174, 170]);
  for (let window = -56; window < 90; window += 24) {
    shape([[window, -46], [window + 13, -46], [window + 13, -32], [window, -32]], tilt === 0 ? [240, 208, 130] : [54, 60, 66]);
  }
}

function boatAt(canvas, x) {
  canvas.polygon([[x - 34, 392], [x + 34, 392], [x + 22, 408], [x - 24, 408]], [176, 92, 60]);
}

/** The landing in front, with its clock at `hours:minutes`. */
function landing(canvas, time) {
  const [hours, minutes] = time.split(":").map(Number);
  const hand = (turn, length, thick) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    canvas.line(690, 130, 690 + Math.cos(angle) * length, 130 + Math.sin(angle) * length, thick, [30, 30, 30]);
  };
  canvas.rect(0, 470, WIDTH, 63, [96, 80, 62]);
  canvas.rect(682, 190, 16, 290, [72, 66, 60]);
  canvas.disc(690, 130, 62, [60, 58, 56]);
  canvas.disc(690, 130, 56, [236, 232, 220]);
  hand(((hours % 12) + minutes / 60) / 12, 30, 3);
  hand(minutes / 60, 46, 2);
}
