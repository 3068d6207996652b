// Round times on an axis and how they are called, in the case's own offset. Names of months come from the dossier.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const STEPS = [1, 2, 5, 10, 15, 30].map((n) => n * MINUTE).concat([1, 2, 3, 6, 12].map((n) => n * HOUR), [1, 2, 7, 14].map((n) => n * DAY));
/** Beyond two weeks steps are counted in months. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/** Names and the zone. */
export interface Calendar {
  /** Minutes east of UTC. */
  offset: number;
  months: string[];
  of_months: string[];
}

/** A step between labels: milliseconds, or months. */
export interface Step {
  ms: number;
  months: number;
}

/** The least round step that is no shorter than `rough` milliseconds. */
export function stepFor(rough: number): Step {
  const ms = STEPS.find((step) => step >= rough);
  if (ms !== undefined) return { ms, months: 0 };
  const months = MONTHS.find((count) => count * 30.4 * DAY >= rough) ?? 1200;
  return { ms: 0, months };
}

/** The first round time at or after `time`. */
export function firstTick(time: number, step: Step, offset: number): number {
  const local = time + offset * MINUTE;
  if (step.months === 0) {
    // Weeks begin with a Monday: the epoch was a Thursday.
    const shift = step.ms % (7 * DAY) === 0 ? 4 * DAY : 0;
    return Math.ceil((local - shift) / step.ms) * step.ms + shift - offset * MINUTE;
  }
  const date = new Date(local);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const at = monthBegin(Math.floor(months / step.months) * step.months, offset);
  return at >= time ? at : nextTick(at, step, offset);
}

/** The round time after this one. */
export function nextTick(at: number, step: Step, offset: number): number {
  if (step.months === 0) return at + step.ms;
  const date = new Date(at + offset * MINUTE);
  return monthBegin(date.getUTCFullYear() * 12 + date.getUTCMonth() + step.months, offset);
}

function monthBegin(months: number, offset: number): number {
  const date = new Date(Date.UTC(2000, ((months % 12) + 12) % 12, 1));
  date.setUTCFullYear(Math.floor(months / 12));
  return date.getTime() - offset * MINUTE;
}

/** `13:05`. */
export function clockText(at: number, offset: number): string {
  return new Date(at + offset * MINUTE).toISOString().slice(-13, -8);
}

/** `3 September 2004`, or without the year. */
export function dayText(at: number, calendar: Calendar, withYear = true): string {
  const date = new Date(at + calendar.offset * MINUTE);
  const day = `${date.getUTCDate()} ${calendar.of_months[date.getUTCMonth()] ?? ""}`;
  return withYear ? `${day} ${date.getUTCFullYear()}` : day;
}

/** What stands at a round time: the clock, the day, the month or the year. */
export function tickText(at: number, step: Step, calendar: Calendar): string {
  if (step.months === 0) return step.ms < DAY ? clockText(at, calendar.offset) : dayText(at, calendar, false);
  const date = new Date(at + calendar.offset * MINUTE);
  return step.months >= 12 ? String(date.getUTCFullYear()) : (calendar.months[date.getUTCMonth()] ?? "");
}

/** What the labels leave unsaid at a moment: the day under clock times, the year under days and months. */
export function aboveText(at: number, step: Step, calendar: Calendar): string {
  if (step.months >= 12) return "";
  if (step.months > 0 || step.ms >= DAY) return String(new Date(at + calendar.offset * MINUTE).getUTCFullYear());
  return dayText(at, calendar);
}

/** A moment in words: the day, with the clock where the view is short enough for it to matter. */
export function momentText(at: number, length: number, calendar: Calendar): string {
  return length > 20 * DAY ? dayText(at, calendar) : `${dayText(at, calendar)}, ${clockText(at, calendar.offset)}`;
}
