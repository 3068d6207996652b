// Dates in filters: years, months, days, clock times and intervals of them, as EDTF writes them. Other EDTF is for the
// command line.

/** First and last millisecond; an open end is infinite. */
export type Span = [number, number];

const DATE = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::\d\d)?)?)?)?)?$/;

/** The span of a date or interval; undefined if it is none that we read. `offset` in minutes is taken where none is written. */
export function span(text: string, offset: number): Span | undefined {
  const ends = text.trim().split("/");
  if (ends.length > 2) return undefined;
  const [from, to] = ends.map((end, at) => (ends.length === 2 && (end === ".." || end === "") ? open(at) : one(end, offset)));
  if (!from) return undefined;
  return ends.length === 1 ? from : to && [from[0], to[1]];
}

function open(at: number): Span {
  return at === 0 ? [-Infinity, -Infinity] : [Infinity, Infinity];
}

function one(text: string, offset: number): Span | undefined {
  const [, year, month, day, hour, minute, second, zone] = DATE.exec(text) ?? [];
  if (!year) return undefined;
  const start = [+year, +(month ?? 1) - 1, +(day ?? 1), +(hour ?? 0), +(minute ?? 0), +(second ?? 0)] as const;
  const next = [...start] as [number, number, number, number, number, number];
  const finest = second ? 5 : hour ? 4 : day ? 2 : month ? 1 : 0;
  next[finest] = (next[finest] ?? 0) + 1;
  const shift = (zone ? zoneMinutes(zone) : offset) * 60_000;
  const from = instant(start);
  const exists = new Date(from).getUTCMonth() === start[1] && start[3] < 24 && start[4] < 60 && start[5] < 60;
  return exists ? [from - shift, instant(next) - 1 - shift] : undefined;
}

function instant([year, ...rest]: readonly [number, number, number, number, number, number]): number {
  const date = new Date(Date.UTC(2000, ...rest));
  // Date.UTC takes years below 100 for those of the last century.
  date.setUTCFullYear(date.getUTCFullYear() - 2000 + year);
  return date.getTime();
}

function zoneMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const [hours, minutes] = zone.slice(1).split(":");
  return (zone.startsWith("-") ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}
