// A timeline on canvas: columns of how many where there are too many to be told apart, each event with its bounds where not.
// Columns and strip are in timeline_columns.ts, the signs in timeline_marks.ts; what is said of it in timeline.ts.
import { NO_LANE } from "./lanes.ts";
import { TimelineAxis } from "./axis.ts";
import type { Colours } from "./colours.ts";
import { type Stretch, TimelineColumns } from "./columns.ts";
import type { Events } from "./data.ts";
import { Labels } from "./labels.ts";
import { type Layer, Layers } from "./layers.ts";
import { drawEvent } from "./marks.ts";
import { Sheet, STRIP, TOP } from "./sheet.ts";
import type { TimeWindow } from "./window.ts";

const ROW = 22;
/** Room of a mark on its line, pixels. */
const LEAST_ROOM = 16;
/** As many events on a line are still told apart. */
const ON_A_LINE = 20;
/** Events before the view that keep their lines: their words reach in. */
const BEFORE = 300;
/** Rows of what is known to the day only. */
const LOOSE_ROWS = 2;
const LONGEST_LABEL = 400;
const MORE_PIXELS = 48;

/** Draws events into a canvas. */
export class TimelineDrawing {
  readonly layers: Layers;
  readonly sheet: Sheet;
  colours: Colours | undefined;
  private readonly axis: TimelineAxis;
  private readonly columns: TimelineColumns;
  private readonly labels: Labels;
  private readonly whole: Stretch;
  private more = new Uint16Array(0);
  private readonly loose = new Int32Array(LOOSE_ROWS);

  constructor(
    canvas: HTMLCanvasElement,
    readonly events: Events,
    private readonly view: TimeWindow,
    listed: Stretch | undefined,
  ) {
    this.sheet = new Sheet(canvas, view);
    this.layers = new Layers(events);
    this.labels = new Labels(events.words.labels);
    this.whole = { from: view.from, to: view.to };
    this.axis = new TimelineAxis(this.sheet, events.calendar);
    this.columns = new TimelineColumns(this.sheet, this.layers, this.whole, listed);
  }

  /** The moment of the whole at a pixel of the strip. */
  timeOfStrip(x: number): number {
    return this.whole.from + (x / this.sheet.width) * (this.whole.to - this.whole.from);
  }

  isStrip(y: number): boolean {
    return y > this.sheet.height - STRIP;
  }

  /** Whether events are drawn one by one now. */
  isSingle(): boolean {
    const { from, to, length } = this.view;
    return this.layers.sharp(length).tally.meeting(from, to) <= this.lanesHere() * ON_A_LINE;
  }

  draw(chosen: number, isFocused: boolean): void {
    const { colours, sheet } = this;
    if (!colours) return;
    if (sheet.fit()) {
      this.columns.fit();
      this.more = new Uint16Array(Math.ceil(sheet.width / MORE_PIXELS));
    }
    sheet.clear(colours);
    this.axis.draw(colours);
    if (this.isSingle()) this.drawSingles(colours, chosen);
    else this.columns.draw(colours);
    if (chosen >= 0) this.drawChosen(colours, chosen, isFocused);
    this.columns.drawStrip(colours);
  }

  private looseRows(): number {
    return this.layers.loose(this.view.length) ? LOOSE_ROWS : 0;
  }

  private lanesHere(): number {
    return Math.max(2, Math.floor((this.sheet.bottom - TOP - 16) / ROW) - this.looseRows());
  }

  private rowOf(lane: number): number {
    return TOP + ROW / 2 + 2 + (lane + this.looseRows()) * ROW;
  }

  private drawSingles(colours: Colours, chosen: number): void {
    const layer = this.layers.sharp(this.view.length);
    layer.rows(this.lanesHere());
    const low = this.low(layer);
    const high = this.high(layer);
    layer.lanes.cover(low, high, this.sheet.perPixel, LEAST_ROOM);
    this.more.fill(0);
    for (let at = low; at < high; at += 1) {
      const event = layer.members[at] as number;
      const lane = layer.lanes.lane[at] as number;
      if (event === chosen) continue;
      if (lane === NO_LANE) this.countMore(layer.from[at] as number);
      else this.drawSingle(colours, layer, at, event, this.rowOf(lane));
    }
    this.drawMore(colours);
    this.drawLoose(colours, chosen);
  }

  /** The first in the layer that is drawn. */
  private low(layer: Layer): number {
    const { from, length } = this.view;
    return Math.max(layer.spans.begun(from - length), layer.spans.begun(from) - BEFORE, 0);
  }

  /** The first after the last that is drawn. */
  private high(layer: Layer): number {
    return layer.spans.begun(this.view.to + 24 * this.sheet.perPixel);
  }

  private drawSingle(colours: Colours, layer: Layer, at: number, event: number, y: number): void {
    const { sheet } = this;
    const end = sheet.x(layer.to[at] as number) + (layer.after[at] as number);
    const next = layer.lanes.next[at] as number;
    const room = next < 0 ? LONGEST_LABEL : sheet.x(layer.from[next] as number) - (layer.before[next] as number) - end - 14;
    if (end + Math.max(room, 0) < 0) return;
    drawEvent(sheet, colours, this.events, event, y);
    const label = this.labels.fitting(sheet.pen, event, room);
    if (label !== "") sheet.words(colours.ink, label, end + 6, y + 4);
  }

  /** Of those for which no line is free it is said how many they are. */
  private countMore(time: number): void {
    const column = Math.floor(this.sheet.x(time) / MORE_PIXELS);
    if (column >= 0 && column < this.more.length) this.more[column] = (this.more[column] as number) + 1;
  }

  private drawMore(colours: Colours): void {
    for (let column = 0; column < this.more.length; column += 1) {
      const count = this.more[column] as number;
      if (count > 0) this.sheet.words(colours.soft, `+${count}`, column * MORE_PIXELS, this.sheet.bottom - 2);
    }
  }

  /** What is known to the day only: the latest in rows of their own, the others as a number. */
  private drawLoose(colours: Colours, chosen: number): void {
    const { sheet, view } = this;
    const days = this.layers.loose(view.length);
    if (!days) return;
    const found = days.spans.running(days.spans.begun(view.to), view.from, this.loose);
    for (let row = 0; row < found; row += 1) {
      const at = this.loose[row] as number;
      const event = days.members[at] as number;
      if (event === chosen) continue;
      const y = this.rowOf(row - LOOSE_ROWS);
      drawEvent(sheet, colours, this.events, event, y);
      const x = Math.max(8, sheet.x(days.from[at] as number) + 10);
      this.boxed(colours.ink, colours.paper, this.labels.fitting(sheet.pen, event, sheet.width - x - 64), x, y);
    }
    const others = days.tally.meeting(view.from, view.to) - found;
    if (others > 0) this.boxed(colours.soft, colours.paper, `+${others}`, sheet.width - 48, this.rowOf(-1));
  }

  /** Words on a ground of their own. */
  private boxed(ink: string, ground: string, text: string, x: number, y: number): void {
    const { sheet } = this;
    if (text === "") return;
    sheet.pen.fillStyle = ground;
    sheet.pen.fillRect(x - 4, y - 9, sheet.pen.measureText(text).width + 8, 18);
    sheet.words(ink, text, x, y + 4);
  }

  private drawChosen(colours: Colours, chosen: number, isFocused: boolean): void {
    const { sheet, events } = this;
    const { pen, width } = sheet;
    const left = sheet.x(events.from[chosen] as number);
    const right = sheet.x(events.to[chosen] as number);
    if (right < 0 || left > width) return;
    const y = this.rowOfChosen(chosen);
    const isRight = width - right >= Math.min(left, LONGEST_LABEL + 40);
    const label = this.labels.fitting(pen, chosen, (isRight ? width - right : left) - 34);
    const wide = pen.measureText(label).width;
    const at = isRight ? right + 20 : left - wide - 26;
    const middle = Math.round(sheet.x(events.coreTo[chosen] as number) + sheet.x(events.coreFrom[chosen] as number)) / 2;
    pen.strokeStyle = colours.link;
    pen.lineWidth = 1;
    sheet.line(middle, TOP - 6, middle, sheet.bottom);
    const begin = Math.max(1, Math.min(left - 20, at - 8));
    const end = Math.min(width - 1, Math.max(right + 20, at + wide + 8));
    pen.fillStyle = colours.marker;
    pen.fillRect(begin, y - 10, end - begin, 20);
    drawEvent(sheet, colours, events, chosen, y);
    this.boxed(colours.ink, colours.marker, label, at, y);
    pen.strokeStyle = colours.link;
    pen.lineWidth = isFocused ? 2 : 1;
    pen.strokeRect(begin, y - 10, end - begin, 20);
  }

  /** Its own line, or the first where it has none. */
  private rowOfChosen(chosen: number): number {
    const layer = this.layers.sharp(this.view.length);
    const at = layer.find(chosen);
    if (at < 0 || !this.isSingle() || at < this.low(layer) || at >= this.high(layer)) return this.rowOf(-this.looseRows());
    return this.rowOf(Math.max(-this.looseRows(), layer.lanes.lane[at] as number));
  }

  /** The event drawn at a point, or -1. */
  eventAt(x: number, y: number): number {
    const { sheet } = this;
    const layer = this.layers.sharp(this.view.length);
    for (let at = this.high(layer) - 1; at >= this.low(layer); at -= 1) {
      const lane = layer.lanes.lane[at] as number;
      if (lane === NO_LANE || Math.abs(y - this.rowOf(lane)) > ROW / 2) continue;
      const next = layer.lanes.next[at] as number;
      const end = next < 0 ? sheet.x(layer.to[at] as number) + LONGEST_LABEL : sheet.x(layer.from[next] as number) - 10;
      if (x >= sheet.x(layer.from[at] as number) - 12 && x <= end) return layer.members[at] as number;
    }
    const days = this.layers.loose(this.view.length);
    const row = Math.floor((y - TOP) / ROW);
    if (!days || row < 0 || row >= LOOSE_ROWS) return -1;
    const found = days.spans.running(days.spans.begun(this.view.to), this.view.from, this.loose);
    return row < found ? (days.members[this.loose[row] as number] as number) : -1;
  }
}
