// Tests what a timeline is drawn from as functions: counts, spans and lines against brute force, round times, the view, the
// data file. What is drawn is tried in scenarios/long.mjs.
import { expect } from "./scenario.mjs";
import { load, same, seeded } from "./source.mjs";

const HOUR = 3600_000;

/** Spans in order of their starts: many alike, some long, some a moment. */
function made(random, count) {
  const spans = Array.from({ length: count }, () => {
    const from = Math.floor(random() * 400);
    const length = random() < 0.1 ? Math.floor(random() * 300) : Math.floor(random() * 9);
    return [from, from + Math.max(1, length)];
  }).sort((a, b) => a[0] - b[0]);
  return { from: Float64Array.from(spans, ([from]) => from), to: Float64Array.from(spans, ([, to]) => to) };
}

const meets = ({ from, to }, at, begin, end) => from[at] < end && to[at] > begin;
const numbers = (count) => Array.from({ length: count }, (_, at) => at);

async function counts() {
  const { Tally } = await load("timeline/tally");
  const random = seeded(1);
  for (let round = 0; round < 400; round += 1) {
    const spans = made(random, Math.floor(random() * 120));
    const tally = new Tally(spans.from, spans.to);
    const [begin, step] = [Math.floor(random() * 420) - 10, 1 + Math.floor(random() * 30)];
    const met = (from, to) => numbers(spans.from.length).filter((at) => meets(spans, at, from, to)).length;
    same(tally.meeting(begin, begin + step), met(begin, begin + step));
    const columns = new Uint32Array(20);
    for (const width of [step, 1]) {
      const most = tally.columns(begin, step, columns, width);
      const wanted = numbers(20).map((column) => met(begin + column * step, begin + column * step + width));
      same([...columns], wanted);
      same(most, Math.max(...wanted));
    }
  }
}

async function running() {
  const { Spans } = await load("timeline/spans");
  const random = seeded(2);
  for (let round = 0; round < 200; round += 1) {
    const spans = made(random, Math.floor(random() * 9000));
    const known = new Spans(spans.from, spans.to);
    const [time, room] = [Math.floor(random() * 420), 1 + Math.floor(random() * 40)];
    const end = known.begun(time);
    same(end, spans.from.filter((from) => from < time).length);
    const out = new Int32Array(room);
    const found = known.running(end, time, out);
    const wanted = numbers(end).filter((at) => spans.to[at] > time).reverse().slice(0, room);
    same([...out.slice(0, found)], wanted);
  }
}

/** What is drawn of an event at this scale, from its first pixel to its last. */
const drawn = (events, at, perPixel) => [events.from[at] - events.before[at] * perPixel, events.to[at] + events.after[at] * perPixel];

async function lines() {
  const { Lanes, NO_LANE } = await load("timeline/lanes");
  const random = seeded(3);
  for (let round = 0; round < 120; round += 1) {
    const spans = made(random, 200);
    const pixels = () => Uint8Array.from({ length: 200 }, () => Math.floor(random() * 6));
    const events = { ...spans, before: pixels(), after: pixels() };
    const [most, perPixel] = [1 + Math.floor(random() * 8), 0.2 + random()];
    const lanes = new Lanes(events, most);
    const kept = new Map();
    let [low, high] = [100, 100];
    for (let move = 0; move < 12; move += 1) {
      low = Math.max(0, low - Math.floor(random() * 20));
      high = Math.min(200, high + Math.floor(random() * 20));
      lanes.cover(low, high, perPixel, 2);
      for (let at = low; at < high; at += 1) {
        const lane = lanes.lane[at];
        expect(!kept.has(at) || kept.get(at) === lane, `event ${at} changed its line`);
        expect(lane === NO_LANE || (lane >= 0 && lane < most), `there is no line ${lane}`);
        kept.set(at, lane);
      }
    }
    for (let lane = 0; lane < most; lane += 1) oneLine(events, lanes, perPixel, numbers(200).filter((at) => kept.get(at) === lane));
  }
}

/** On a line nothing lies on anything, and each knows the next. */
function oneLine(events, lanes, perPixel, on) {
  on.forEach((at, place) => {
    const next = on[place + 1];
    same(lanes.next[at], next ?? -1);
    if (next !== undefined) expect(drawn(events, at, perPixel)[1] <= drawn(events, next, perPixel)[0], `${at} lies on ${next}`);
  });
}

async function anotherScale() {
  const { Lanes, NO_LANE } = await load("timeline/lanes");
  const events = { from: Float64Array.of(0, 10, 20), to: Float64Array.of(1, 11, 21), before: new Uint8Array(3), after: new Uint8Array(3) };
  const lanes = new Lanes(events, 1);
  lanes.cover(0, 3, 1, 5);
  same([...lanes.lane], [0, 0, 0]);
  lanes.cover(0, 3, 4, 5);
  same([...lanes.lane], [0, NO_LANE, NO_LANE]);
}

async function roundTimes() {
  const scale = await load("timeline/timescale");
  const calendar = { offset: 240, months: numbers(12).map((m) => `month ${m + 1}`), of_months: numbers(12).map((m) => `of ${m + 1}`) };
  const ticks = (from, to, rough) => {
    const step = scale.stepFor(rough);
    const found = [];
    for (let at = scale.firstTick(from, step, 240); at < to; at = scale.nextTick(at, step, 240)) found.push(scale.tickText(at, step, calendar));
    return found;
  };
  const at = Date.UTC(2004, 8, 3, 9, 5);
  same(ticks(at, at + HOUR, 8 * 60_000), ["13:10", "13:20", "13:30", "13:40", "13:50", "14:00"]);
  same(ticks(at, at + 60 * HOUR, 20 * HOUR), ["4 of 9", "5 of 9", "6 of 9"]);
  same(ticks(at, at + 24 * 14 * HOUR, 5 * 24 * HOUR), ["6 of 9", "13 of 9"]);
  same(ticks(at, at + 24 * 100 * HOUR, 24 * 25 * HOUR), ["month 10", "month 11", "month 12"]);
  same(ticks(Date.UTC(-1, 5, 1), Date.UTC(-1, 5, 1) + 24 * 1000 * HOUR, 24 * 340 * HOUR), ["0", "1", "2"]);
  same(scale.aboveText(at, scale.stepFor(HOUR), calendar), "3 of 9 2004");
  same(scale.momentText(at, HOUR, calendar), "3 of 9 2004, 13:05");
}

async function view() {
  const { TimeWindow } = await load("timeline/window");
  const view = new TimeWindow(0, 100 * HOUR);
  const [first, last] = [view.from, view.to];
  view.stretch(0.5, 25 * HOUR);
  const share = (25 * HOUR - view.from) / view.length;
  expect(Math.abs(share - (25 * HOUR - first) / (last - first)) < 1e-9, "the moment under the pointer moved");
  const { length } = view;
  for (let step = 0; step < 50; step += 1) view.move(0.0137);
  expect(view.length === length, "moving changes the scale");
  view.move(-50);
  same(view.from, first);
  view.stretch(1e-9, 50 * HOUR);
  same(Math.round(view.length), 600_000);
  view.reveal(90 * HOUR);
  expect(view.from < 90 * HOUR && view.to > 90 * HOUR, "what is chosen is not in view");
  view.stretch(1e9, 0);
  same([view.from, view.to], [first, last]);
}

async function dataFile() {
  const { decode, foreignOf, placeOf } = await load("timeline/data");
  const coded = {
    unit: 60_000, zero: 1000 * HOUR, offset: 180, months: [], of_months: [],
    starts: [0, 5, 0], lengths: [1, 0, 20], flags: "18a", parts: [1, 1, 0],
    anchors: ["T1", "T2", ""], labels: ["a", "b", "c"], times: ["", "", ""],
    questions: { 2: "questions/Q1/index.html" }, notes: {}, printed: {},
    foreign: { lang: "ru", dir: "ltr", runs: [1, 1, 1] },
    other: [1, 2, 1, 1, 9, 0, 9, 9, -1, 2, 0, -1, 2, 3, 1, 2, 5, 0, 20, 2, 20, 20, 1],
    families: ["first_hand", "told"],
  };
  const events = decode(coded);
  const minutes = (column) => [...column].map((ms) => (ms - 1000 * HOUR) / 60_000);
  same(minutes(events.from), [0, 5, 5]);
  same(minutes(events.coreFrom), [0, 7, 5]);
  same(minutes(events.coreTo), [1, 8, 4]);
  same([...events.flags], [1, 8, 10]);
  same([...events.firstMark], [0, 0, 1, 3]);
  same(minutes(events.markAt), [14, 8, 25]);
  same(minutes(events.markLow), [14, 7, 25]);
  same([...events.markShape], [0, 1, 2]);
  same([...events.markFamily], [-1, 0, 1]);
  same(events.to[1] - events.from[1], 1);
  same(numbers(3).map((at) => placeOf(events, at)), ["timeline/index.html#T1", "timeline/2/index.html#T2", "questions/Q1/index.html"]);
  same(numbers(3).map((at) => foreignOf(events, at)?.lang ?? ""), ["", "ru", ""]);
}

export const timeline = [
  { name: "spans that meet a stretch or a column are counted as by hand", run: counts },
  { name: "spans that began long before are found, the last first", run: running },
  { name: "no event lies on another, and none changes its line while the view moves", run: lines },
  { name: "another scale gives other lines", run: anotherScale },
  { name: "labels of an axis stand at round times of the case's own zone", run: roundTimes },
  { name: "the view keeps the moment under the pointer and its own ends", run: view },
  { name: "the data of a timeline are read as they are written", run: dataFile },
];
