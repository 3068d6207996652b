// The signs of a timeline on canvas, the same as in the drawings of the other pages: strokes, hatching, rings, arrows and the
// shapes of how a speaker knows. Where they stand is in timeline_drawing.ts.
import type { Colours } from "./colours.ts";
import { ABOUT, ABOVE, BELOW, type Events, OPEN_AFTER, OPEN_BEFORE, RANGE } from "./data.ts";
import type { Sheet } from "./sheet.ts";

/** Hatching is strokes of this width and gaps between them, pixels. */
const HATCH = [1.5, 2.5];
const HATCH_PERIOD = 4;
const DOTS = [1.4, 1.9];
const NO_DASH: number[] = [];
/** Half the height of hatching and of the strokes at its ends. */
const HALF = 4;
const STROKE = 6;
/** What is narrower is one stroke, pixels. */
const ONE_STROKE = 10;
/** How far hatching reaches to each side of a time that is about. */
const ABOUT_PIXELS = 16;
const ARROW = 14;
const LONG_ARROW = 20;
/** Half a ring or a shape. */
const SIGN = 6;

/** How far the signs of an event reach beyond its stretch of time, pixels: to the left, or to the right. */
export function beyond(events: Events, at: number, isRight: boolean): number {
  const flags = events.flags[at] as number;
  let most = flags & ABOUT ? ABOUT_PIXELS : 3;
  if (flags & (isRight ? OPEN_AFTER : OPEN_BEFORE)) most = Math.max(most, ARROW);
  for (let mark = events.firstMark[at] as number; mark < (events.firstMark[at + 1] as number); mark += 1) {
    most = Math.max(most, events.markShape[mark] === (isRight ? ABOVE : BELOW) ? LONG_ARROW : SIGN);
  }
  return most;
}

/** Draws an event with all its times on a line at `y`. */
export function drawEvent(sheet: Sheet, colours: Colours, events: Events, at: number, y: number): void {
  const first = events.firstMark[at] as number;
  const last = events.firstMark[at + 1] as number;
  if (last > first) joint(sheet, colours, events, at, y);
  if ((events.coreTo[at] as number) >= (events.coreFrom[at] as number)) core(sheet, colours, events, at, y);
  for (let mark = first; mark < last; mark += 1) drawMark(sheet, colours, events, mark, y);
}

/** A thin line from the first to the last time of one thing. */
function joint(sheet: Sheet, colours: Colours, events: Events, at: number, y: number): void {
  sheet.pen.strokeStyle = colours.soft;
  sheet.pen.lineWidth = 1.5;
  sheet.line(sheet.x(events.from[at] as number), y, sheet.x(events.to[at] as number), y);
}

function core(sheet: Sheet, colours: Colours, events: Events, at: number, y: number): void {
  const flags = events.flags[at] as number;
  const left = sheet.x(events.coreFrom[at] as number);
  const right = sheet.x(events.coreTo[at] as number);
  const middle = (left + right) / 2;
  if (flags & ABOUT) hatch(sheet, colours, Math.min(left, middle - ABOUT_PIXELS), Math.max(right, middle + ABOUT_PIXELS), y);
  else if (right - left < ONE_STROKE) stroke(sheet, colours, middle, y, 3);
  else {
    hatch(sheet, colours, left, right, y);
    if (!(flags & OPEN_BEFORE)) stroke(sheet, colours, left, y, 2);
    if (!(flags & OPEN_AFTER)) stroke(sheet, colours, right, y, 2);
  }
  if (flags & OPEN_BEFORE) arrow(sheet, colours, left, y, -ARROW);
  if (flags & OPEN_AFTER) arrow(sheet, colours, right, y, ARROW);
}

function drawMark(sheet: Sheet, colours: Colours, events: Events, mark: number, y: number): void {
  const x = sheet.x(events.markAt[mark] as number);
  const shape = events.markShape[mark] as number;
  if (shape === RANGE) hatch(sheet, colours, sheet.x(events.markLow[mark] as number), sheet.x(events.markHigh[mark] as number), y);
  if (shape === ABOVE) arrow(sheet, colours, x, y, LONG_ARROW);
  if (shape === BELOW) arrow(sheet, colours, x, y, -LONG_ARROW);
  const family = events.markFamily[mark] as number;
  if (family < 0) ring(sheet, colours, x, y);
  else glyph(sheet, colours, events.words.families[family] ?? "unknown", x, y);
}

function stroke(sheet: Sheet, colours: Colours, x: number, y: number, width: number): void {
  const { pen } = sheet;
  pen.fillStyle = colours.ink;
  pen.fillRect(x - width / 2, y - STROKE, width, STROKE * 2);
}

/** Hatching moves with its event, also where it begins beyond the edge. */
function hatch(sheet: Sheet, colours: Colours, left: number, right: number, y: number): void {
  const { pen } = sheet;
  const begin = Math.max(left, -HATCH_PERIOD);
  const end = Math.min(right, sheet.width + HATCH_PERIOD);
  if (end <= begin) return;
  pen.strokeStyle = colours.soft;
  pen.lineWidth = HALF * 2;
  pen.setLineDash(HATCH);
  pen.lineDashOffset = (begin - left) % HATCH_PERIOD;
  sheet.line(begin, y, end, y);
  pen.setLineDash(NO_DASH);
}

function arrow(sheet: Sheet, colours: Colours, x: number, y: number, length: number): void {
  const { pen } = sheet;
  const tip = x + length;
  const back = tip - Math.sign(length) * 6;
  pen.strokeStyle = colours.ink;
  pen.fillStyle = colours.ink;
  pen.lineWidth = 1.5;
  sheet.line(x, y, back, y);
  pen.beginPath();
  pen.moveTo(tip, y);
  pen.lineTo(back, y - 3.5);
  pen.lineTo(back, y + 3.5);
  pen.fill();
}

function ring(sheet: Sheet, colours: Colours, x: number, y: number): void {
  const { pen } = sheet;
  pen.beginPath();
  pen.arc(x, y, 4, 0, Math.PI * 2);
  finish(pen, colours, false, 1.2);
}

/** The shape of a family, 12 pixels wide: those of crates/publish/src/plot/glyph.rs. */
function glyph(sheet: Sheet, colours: Colours, family: string, x: number, y: number): void {
  const { pen } = sheet;
  const isFull = family === "first_hand" || family === "official" || family === "inquiry";
  pen.beginPath();
  if (family === "official") pen.rect(x - 4.1, y - 4.1, 8.2, 8.2);
  else if (family === "unknown") pen.rect(x - 3.1, y - 3.1, 6.2, 6.2);
  else if (family === "inquiry" || family === "deduced") corners(pen, x, y, 5.2, 0);
  else if (family === "opinion") corners(pen, x, y, 4.9, 4);
  else pen.arc(x, y, 4.2, 0, Math.PI * 2);
  if (family === "speculates") pen.setLineDash(DOTS);
  finish(pen, colours, isFull, 1.3);
  pen.setLineDash(NO_DASH);
  if (family !== "told") return;
  pen.beginPath();
  pen.arc(x, y, 4.2, Math.PI / 2, Math.PI * 1.5);
  pen.fillStyle = colours.ink;
  pen.fill();
}

/** A diamond, or a triangle on a base. */
function corners(pen: CanvasRenderingContext2D, x: number, y: number, reach: number, base: number): void {
  pen.moveTo(x, y - reach);
  pen.lineTo(x + reach, y + base);
  if (base === 0) pen.lineTo(x, y + reach);
  pen.lineTo(x - reach, y + base);
  pen.closePath();
}

function finish(pen: CanvasRenderingContext2D, colours: Colours, isFull: boolean, width: number): void {
  pen.fillStyle = isFull ? colours.ink : colours.paper;
  pen.fill();
  pen.strokeStyle = colours.ink;
  pen.lineWidth = width;
  pen.stroke();
}
