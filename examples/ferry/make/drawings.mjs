// The drawn pictures: the plan of the ferry, the card of an interview, and the plan with a point that moves.
// The regions of the plan are here and nowhere else; tables name them through `region`.

import { Canvas } from "./canvas.mjs";

export const [WIDTH, HEIGHT] = [640, 360];
const INK = [40, 44, 52];
const PAPER = [246, 243, 234];
const QUIET = [150, 150, 146];
const WATER = [214, 226, 232];
const MARK = [196, 72, 36];

/** Parts of the ferry, seen from above, bow to the left: left, top, width, height in percent of the plan. */
const PARTS = {
  A02: [7, 56, 16, 15, "BOW, LEFT"],
  A03: [42, 20, 16, 9, "RIGHT SIDE"],
  A04: [22, 38, 14, 20, "WHEELHOUSE"],
  A05: [38, 34, 34, 30, "LOWER CABIN"],
  A06: [72, 42, 3, 14, "STERN DOOR"],
  A07: [76, 30, 15, 38, "STERN DECK"],
};

/** The place of a part as a media fragment's region. */
export function region(part) {
  if (!PARTS[part]) throw new Error(`the plan has no part ${part}`);
  return `xywh=percent:${PARTS[part].slice(0, 4).join(",")}`;
}

export function plan() {
  const canvas = new Canvas(WIDTH, HEIGHT, WATER);
  const [x, y] = [(percent) => (percent * WIDTH) / 100, (percent) => (percent * HEIGHT) / 100];
  const hull = [[3, 49], [10, 28], [24, 20], [92, 20], [94, 30], [94, 68], [92, 78], [24, 78], [10, 70]];
  canvas.polygon(hull.map(([across, down]) => [x(across), y(down)]), PAPER);
  hull.forEach(([across, down], at) => {
    const [nextAcross, nextDown] = hull[(at + 1) % hull.length];
    canvas.line(x(across), y(down), x(nextAcross), y(nextDown), 1, INK);
  });
  for (const [left, top, width, height, name] of Object.values(PARTS)) {
    canvas.frame(x(left), y(top), x(width), y(height), 1, QUIET);
    // A part too narrow for its name has it below.
    const inside = x(width) > name.length * 6;
    canvas.text(inside ? x(left) + 4 : x(left) - 24, inside ? y(top) + 5 : y(top + height) + 4, name, 1, INK);
  }
  canvas.text(12, 10, "FERRY TEAL, MAIN DECK FROM ABOVE", 2, INK);
  canvas.text(12, 336, "BOW TO THE LEFT. LEFT SIDE OF THE SHIP BELOW, RIGHT SIDE ABOVE.", 1, INK);
  return canvas;
}

/** A function from the number of a frame to its pixels. */
export function frames(turns) {
  const back = turns.walk ? plan() : card(turns);
  const points = turns.walk ? walk(turns) : [];
  let [shown, pixels] = ["", back.pixels];
  return (number) => {
    const piece = turns.pieces.findLast((one) => one.frame <= number);
    const key = `${piece?.id} ${points[number]}`;
    if (key !== shown) {
      const picture = back.copy();
      if (points[number]) {
        picture.disc(points[number][0], points[number][1], 9, PAPER);
        picture.disc(points[number][0], points[number][1], 7, MARK);
      }
      if (piece) status(picture, turns, piece);
      [shown, pixels] = [key, picture.pixels];
    }
    return pixels;
  };
}

function card(turns) {
  const canvas = new Canvas(WIDTH, HEIGHT, INK);
  canvas.frame(20, 20, WIDTH - 40, HEIGHT - 40, 2, QUIET);
  turns.card.split(" / ").forEach((line, at) => canvas.middleText(86 + at * 44, line, at === 0 ? 3 : 4, PAPER));
  canvas.middleText(240, `${turns.date}. AN INVENTED EXAMPLE.`, 2, QUIET);
  canvas.middleText(268, "SPOKEN BY A MACHINE.", 2, QUIET);
  return canvas;
}

/** Who speaks, and the number of the piece, so that a wrong second is seen. */
function status(canvas, turns, piece) {
  const [top, ink] = turns.walk ? [38, INK] : [316, PAPER];
  canvas.disc(40, top + 6, 5, MARK);
  canvas.text(54, top, `${piece.id}  ${turns.voices[piece.voice].shown}`, 2, ink);
}

/** Where the point is in each frame: it goes to a part while the words are said, and stays there. */
function walk(turns) {
  const middle = ([left, top, width, height]) => [((left + width / 2) * WIDTH) / 100, ((top + height / 2) * HEIGHT) / 100];
  const points = [];
  let at = middle(PARTS.A07);
  for (const piece of turns.pieces) {
    const goal = piece.at ? middle(PARTS[piece.at]) : at;
    const steps = Math.max(1, Math.floor(piece.frames / 2));
    for (let step = 0; step < piece.frames; step++) {
      const part = Math.min(1, step / steps);
      points[piece.frame + step] = at.map((from, axis) => Math.round(from + (goal[axis] - from) * part));
    }
    at = goal;
  }
  return points;
}
