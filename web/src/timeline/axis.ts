// The axis above a timeline: round times, and in a line of its own what they leave unsaid, the day or the year.
import type { Colours } from "./colours.ts";
import { type Sheet, TOP } from "./sheet.ts";
import { aboveText, type Calendar, DAY, firstTick, nextTick, type Step, stepFor, tickText } from "./timescale.ts";

/** Room of a label, pixels. */
const LABEL = 96;
const MOST_TEXTS = 500;
/** A day that begins nearer to the left edge than this leaves no room for the one before it. */
const FIRST = 150;

export class TimelineAxis {
  private readonly texts = new Map<number, string>();
  private step: Step = { ms: 0, months: 0 };
  private perPixel = 0;

  constructor(
    private readonly sheet: Sheet,
    private readonly calendar: Calendar,
  ) {}

  draw(colours: Colours): void {
    const { sheet, calendar } = this;
    const { view, pen } = sheet;
    this.take(sheet.perPixel);
    pen.lineWidth = 1;
    for (let at = firstTick(view.from, this.step, calendar.offset); at < view.to; at = nextTick(at, this.step, calendar.offset)) {
      const x = Math.round(sheet.x(at)) + 0.5;
      pen.strokeStyle = colours.line;
      sheet.line(x, TOP - 6, x, sheet.bottom);
      if (x > 20 && x < sheet.width - 20) sheet.words(colours.soft, this.text(at), x, TOP - 12, "center");
    }
    this.drawAbove(colours);
  }

  private take(perPixel: number): void {
    if (this.texts.size > MOST_TEXTS) this.texts.clear();
    if (perPixel === this.perPixel) return;
    this.perPixel = perPixel;
    this.step = stepFor(perPixel * LABEL);
    this.texts.clear();
  }

  private text(at: number): string {
    let text = this.texts.get(at);
    if (text === undefined) this.texts.set(at, (text = tickText(at, this.step, this.calendar)));
    return text;
  }

  /** The day or the year, at the left edge and wherever another begins. */
  private drawAbove(colours: Colours): void {
    const { sheet, calendar } = this;
    const { view, pen } = sheet;
    const above = this.step.months === 0 && this.step.ms < DAY ? DAYS : YEARS;
    pen.font = `600 12.5px ${colours.sans}`;
    const first = firstTick(view.from + 1, above, calendar.offset);
    let free = sheet.x(first) > FIRST ? this.sayAbove(colours, view.from, 0) : 0;
    for (let at = first; at < view.to; at = nextTick(at, above, calendar.offset)) {
      const x = Math.round(sheet.x(at)) + 0.5;
      pen.strokeStyle = colours.soft;
      sheet.line(x, 2, x, 16);
      sheet.line(x, TOP - 6, x, sheet.bottom);
      if (x >= free) free = this.sayAbove(colours, at, x + 5);
    }
    pen.font = `12.5px ${colours.sans}`;
  }

  /** Says it if it fits; from which pixel on there is room again. */
  private sayAbove(colours: Colours, at: number, x: number): number {
    const text = aboveText(at, this.step, this.calendar);
    const end = x + this.sheet.pen.measureText(text).width;
    if (end > this.sheet.width) return x;
    this.sheet.words(colours.ink, text, x, 12);
    return end + 16;
  }
}

const DAYS: Step = { ms: DAY, months: 0 };
const YEARS: Step = { ms: 0, months: 12 };
