// The events of a long timeline as the drawing wants them: columns of numbers in order of their starts, and words.
// How they are coded in the data file stands in docs/formats/dossier.md.
import type { Calendar } from "./timescale.ts";

/** The data file as it is written. */
export interface Coded extends Calendar {
  unit: number;
  zero: number;
  starts: number[];
  lengths: number[];
  flags: string;
  parts: number[];
  anchors: string[];
  labels: string[];
  times: string[];
  questions: Record<string, string>;
  notes: Record<string, string>;
  printed: Record<string, string>;
  foreign: { lang: string; dir: string; runs: number[] } | null;
  other: number[];
  families: string[];
}

export const ABOUT = 1;
export const NO_HOUR = 2;
export const OPEN_BEFORE = 4;
export const OPEN_AFTER = 8;

/** What is drawn around another time of the same thing: nothing for an exact one. */
export const RANGE = 1;
export const ABOVE = 2;
export const BELOW = 3;

/** Events and things asked, in order of their starts. */
export interface Events {
  count: number;
  calendar: Calendar;
  /** The whole stretch of each with its other times, `[from, to)`, milliseconds. */
  from: Float64Array;
  to: Float64Array;
  /** Its own time; nothing of its own where `coreTo` is less. */
  coreFrom: Float64Array;
  coreTo: Float64Array;
  flags: Uint8Array;
  /** The part of the list it stands in, from 1. */
  part: Int32Array;
  /** Where the other times of each begin; the next one's are their end. */
  firstMark: Int32Array;
  markAt: Float64Array;
  markLow: Float64Array;
  markHigh: Float64Array;
  markShape: Uint8Array;
  /** The number of the family, or -1 for a time that is only printed. */
  markFamily: Int8Array;
  words: Coded;
}

/** Numbers of one mark in the data file. */
const MARK = 5;

/** The columns of a data file. */
export function decode(coded: Coded): Events {
  const count = coded.starts.length;
  const column = () => new Float64Array(count);
  const marks = countMarks(coded.other);
  const events: Events = {
    count,
    calendar: coded,
    from: column(),
    to: column(),
    coreFrom: column(),
    coreTo: column(),
    flags: new Uint8Array(count),
    part: new Int32Array(count),
    firstMark: new Int32Array(count + 1),
    markAt: new Float64Array(marks),
    markLow: new Float64Array(marks),
    markHigh: new Float64Array(marks),
    markShape: new Uint8Array(marks),
    markFamily: new Int8Array(marks),
    words: coded,
  };
  let start = 0;
  let part = 0;
  for (let at = 0; at < count; at += 1) {
    start += coded.starts[at] as number;
    part += coded.parts[at] as number;
    const from = coded.zero + start * coded.unit;
    events.from[at] = from;
    events.coreFrom[at] = from;
    events.coreTo[at] = from + (coded.lengths[at] as number) * coded.unit;
    // A moment meets the stretch that begins with it.
    events.to[at] = Math.max(events.coreTo[at] as number, from + 1);
    events.flags[at] = Number.parseInt(coded.flags.charAt(at), 16);
    events.part[at] = part;
  }
  readMarks(coded, events);
  return events;
}

function countMarks(other: number[]): number {
  let marks = 0;
  for (let read = 0; read < other.length; ) {
    const many = other[read + 3] as number;
    marks += many;
    read += 4 + many * MARK;
  }
  return marks;
}

function readMarks({ other, unit }: Coded, events: Events): void {
  let mark = 0;
  let next = 0;
  for (let read = 0; read < other.length; ) {
    const [at, coreFrom, coreLength, many] = other.slice(read, read + 4) as [number, number, number, number];
    const from = events.from[at] as number;
    events.firstMark.fill(mark, next, at + 1);
    next = at + 1;
    events.coreFrom[at] = from + coreFrom * unit;
    events.coreTo[at] = (events.coreFrom[at] as number) + coreLength * unit;
    read += 4;
    for (const end = mark + many; mark < end; mark += 1, read += MARK) {
      events.markAt[mark] = from + (other[read] as number) * unit;
      events.markShape[mark] = other[read + 1] as number;
      events.markLow[mark] = from + (other[read + 2] as number) * unit;
      events.markHigh[mark] = from + (other[read + 3] as number) * unit;
      events.markFamily[mark] = other[read + 4] as number;
    }
  }
  events.firstMark.fill(mark, next);
}

/** The address of an event's place in the list, or of the question's page, from the folder of the language on. */
export function placeOf(events: Events, at: number): string {
  const question = events.words.questions[at];
  if (question !== undefined) return question;
  const part = events.part[at] as number;
  return `timeline/${part > 1 ? `${part}/` : ""}index.html#${events.words.anchors[at] ?? ""}`;
}

/** The language and direction of a label that is not in the page's, or nothing. */
export function foreignOf(events: Events, at: number): { lang: string; dir: string } | undefined {
  const { foreign } = events.words;
  let end = 0;
  for (const [turn, run] of (foreign?.runs ?? []).entries()) {
    end += run;
    if (at < end) return turn % 2 === 1 && foreign ? foreign : undefined;
  }
  return undefined;
}
