// How many events there are at each time: columns where single ones cannot be told apart, and the strip of the whole time.
import type { Colours } from "./colours.ts";
import type { Layer, Layers } from "./layers.ts";
import { type Sheet, STRIP, TOP } from "./sheet.ts";
import { DAY } from "./timescale.ts";
import { pageLanguage } from "../words.ts";

const MINUTE = 60_000;
const COLUMN = 4;
const STRIP_COLUMN = 2;
/** The line on which columns stand, in shares of the height, where others hang below it. */
const BASE = 0.76;
/** A stroke of hatching, one in each column. */
const HATCH = 1.5;

/** From when to when. */
export interface Stretch {
  from: number;
  to: number;
}

export class TimelineColumns {
  private sharp = new Uint32Array(0);
  private loose = new Uint32Array(0);
  private strip = new Uint32Array(0);
  private stripMost = 1;
  private readonly numbers = new Map<number, string>();

  constructor(
    private readonly sheet: Sheet,
    private readonly layers: Layers,
    private readonly whole: Stretch,
    private readonly listed: Stretch | undefined,
  ) {}

  /** Takes the sheet's new width. */
  fit(): void {
    const { width } = this.sheet;
    const { whole, layers } = this;
    this.sharp = new Uint32Array(Math.ceil(width / COLUMN) + 2);
    this.loose = new Uint32Array(this.sharp.length);
    this.strip = new Uint32Array(Math.max(1, Math.floor(width / STRIP_COLUMN)));
    const length = whole.to - whole.from;
    const most = layers.sharp(length).tally.columns(whole.from, length / this.strip.length, this.strip);
    this.stripMost = Math.max(1, most);
  }

  /** Columns of all that is in view: upwards what is known closer than the day, hanging and hatched what is not. */
  draw(colours: Colours): void {
    const { sheet, layers } = this;
    const { view } = sheet;
    const step = sheet.perPixel * COLUMN;
    // Columns move with the events, so that none changes its height by being moved.
    const from = Math.floor(view.from / step) * step;
    const loose = layers.loose(view.length);
    const base = loose ? Math.round(TOP + (sheet.bottom - TOP) * BASE) : sheet.bottom;
    const most = roundUp(this.count(layers.sharp(view.length), from, step, this.sharp, MINUTE));
    this.drawGrid(colours, base, most, false);
    this.drawSharp(colours, sheet.x(from), base, (base - TOP - 14) / most);
    this.drawGrid(colours, base, most, true);
    if (!loose) return;
    const mostLoose = roundUp(this.count(loose, from, step, this.loose, DAY));
    this.drawLoose(colours, sheet.x(from), base, (sheet.bottom - base - 6) / mostLoose);
    sheet.words(colours.soft, this.number(mostLoose), 2, sheet.bottom + 2);
  }

  /** Where a column is shorter than what it counts, at its middle: what ends in it and what begins in it are not together there. */
  private count(layer: Layer, from: number, step: number, out: Uint32Array, least: number): number {
    return step < least ? layer.tally.columns(from + step / 2, step, out, 1) : layer.tally.columns(from, step, out);
  }

  private drawSharp(colours: Colours, begin: number, base: number, unit: number): void {
    const { pen } = this.sheet;
    pen.fillStyle = colours.ink;
    pen.beginPath();
    for (let at = 0; at < this.sharp.length; at += 1) {
      const count = this.sharp[at] as number;
      if (count > 0) pen.rect(begin + at * COLUMN, base - Math.max(1, count * unit), COLUMN - 1, Math.max(1, count * unit));
    }
    pen.fill();
  }

  private drawLoose(colours: Colours, begin: number, base: number, unit: number): void {
    const { sheet } = this;
    const { pen } = sheet;
    pen.strokeStyle = colours.soft;
    pen.lineWidth = HATCH;
    pen.beginPath();
    for (let at = 0; at < this.loose.length; at += 1) {
      const count = this.loose[at] as number;
      const x = begin + (at + 0.5) * COLUMN;
      if (count === 0) continue;
      pen.moveTo(x, base + 4);
      pen.lineTo(x, base + 4 + Math.max(1.5, count * unit - 3));
    }
    pen.stroke();
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 1;
    sheet.line(0, base + 0.5, sheet.width, base + 0.5);
  }

  /** Lines at half and full height, under the columns; then their numbers, over them. */
  private drawGrid(colours: Colours, base: number, most: number, isNumbers: boolean): void {
    const { sheet } = this;
    const { pen } = sheet;
    pen.lineWidth = 1;
    for (let half = 1; half <= 2; half += 1) {
      const y = Math.round(base - ((base - TOP - 14) * half) / 2) + 0.5;
      pen.strokeStyle = colours.line;
      if (!isNumbers) sheet.line(0, y, sheet.width, y);
      if (!isNumbers || !Number.isInteger((most * half) / 2)) continue;
      const text = this.number((most * half) / 2);
      pen.fillStyle = colours.paper;
      pen.fillRect(0, y - 15, pen.measureText(text).width + 6, 14);
      sheet.words(colours.soft, text, 2, y - 3);
    }
  }

  private number(n: number): string {
    let text = this.numbers.get(n);
    if (text === undefined) this.numbers.set(n, (text = n.toLocaleString(pageLanguage())));
    return text;
  }

  /** The whole time, what is in view framed, and the events of this page's list as a bar. */
  drawStrip(colours: Colours): void {
    const { sheet, strip, listed } = this;
    const { pen, view, width } = sheet;
    const foot = sheet.height - 6;
    pen.fillStyle = colours.shade;
    pen.fillRect(0, sheet.height - STRIP, width, STRIP - 6);
    pen.fillStyle = colours.soft;
    pen.beginPath();
    for (let at = 0; at < strip.length; at += 1) {
      const high = ((strip[at] as number) / this.stripMost) * (STRIP - 12);
      if (high > 0) pen.rect(at * STRIP_COLUMN, foot - Math.max(1, high), STRIP_COLUMN - 0.5, Math.max(1, high));
    }
    pen.fill();
    pen.fillStyle = colours.ink;
    if (listed) pen.fillRect(this.place(listed.from), foot + 2, Math.max(3, this.place(listed.to) - this.place(listed.from)), 3);
    const left = Math.max(1, this.place(view.from));
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 2;
    pen.strokeRect(left, foot - STRIP + 7, Math.max(4, Math.min(width - 1, this.place(view.to)) - left), STRIP - 8);
  }

  private place(time: number): number {
    return ((time - this.whole.from) / (this.whole.to - this.whole.from)) * this.sheet.width;
  }
}

/** The least number of one digit and noughts that is no less. */
function roundUp(value: number): number {
  let power = 1;
  while (power * 10 < value) power *= 10;
  return Math.max(1, Math.ceil(value / power)) * power;
}
