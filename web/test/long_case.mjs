// node test/long_case.mjs FOLDER [COUNT]: tables of a made case with many events, the same every time: a flood over three days.
// Some events are known to the minute, some between two times, about, to the day or to one side; some have other times in print.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { seeded } from "./source.mjs";

const ZONE_HOURS = 3;
const START = Date.UTC(2031, 4, 1, 5);
const SPAN = 67 * 3600_000;
const WHO = ["a crew", "the harbour watch", "the duty officer", "a neighbour", "the pumping station", "a bus driver", "the ward nurse", "a ferry", "the school", "the bridge keeper"];
const WHAT = ["reports water on the quay", "calls for boats", "closes the lower road", "counts the people on the roof", "sends word to the town hall", "loses the telephone line", "moves the sick upstairs", "opens the sluice", "finds the cellar dry", "hears shouting from the mill", "leaves with twelve people", "sees the dam hold"];
const PLACES = ["quay", "lower road", "mill", "town hall", "bridge", ""];

const edtf = (ms) => `${new Date(ms + ZONE_HOURS * 3600_000).toISOString().slice(0, 16)}:00+0${ZONE_HOURS}:00`;
const clock = (ms) => edtf(ms).slice(11, 16);
const pick = (list, random) => list[Math.floor(random() * list.length)];

/** Two thirds of the events crowd around three hours, as they do in life. */
function startOf(random) {
  const even = random();
  if (random() < 0.34) return START + Math.floor((even * SPAN) / 60_000) * 60_000;
  const peak = pick([0.12, 0.55, 0.8], random);
  const at = Math.min(0.999, Math.max(0, peak + (random() + random() + random() - 1.5) * 0.12));
  return START + Math.floor((at * SPAN) / 60_000) * 60_000;
}

/** Earliest, latest, precision, about, and other times in print. */
function timesOf(random) {
  const at = startOf(random);
  const kind = random();
  const later = at + Math.ceil(random() * random() * 60) * 60_000;
  if (kind < 0.5) return [edtf(at), edtf(at), "minute", false, ""];
  if (kind < 0.7) return [edtf(at), edtf(later), "minute", false, ""];
  if (kind < 0.78) return [edtf(at), edtf(at), "minute", true, ""];
  if (kind < 0.86) return [edtf(at), edtf(at), "minute", false, `${clock(at + 7 * 60_000)} in a newspaper; ${clock(at + 15 * 60_000)} in a report`];
  if (kind < 0.9) return [edtf(at), "", "minute", false, ""];
  if (kind < 0.93) return ["", edtf(at), "minute", false, ""];
  return [edtf(at).slice(0, 10), edtf(at).slice(0, 10), "day", false, ""];
}

const csv = (rows) => rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(",")).join("\n") + "\n";

/** Writes the tables of a case with this many events. */
export function writeLongCase(folder, count) {
  const random = seeded(2031);
  const id = (n) => `T${String(n + 1).padStart(String(count).length, "0")}`;
  const event = (_, n) => {
    const [earliest, latest, precision, approx, printed] = timesOf(random);
    const what = `${pick(WHO, random)} ${pick(WHAT, random)}`;
    return [id(n), pick(PLACES, random), what, earliest, latest, precision, approx, "S1", printed, n % 97 === 0 ? "people in danger" : ""];
  };
  const heads = ["id", "place", "event", "earliest", "latest", "precision", "approx", "source_ids", "printed_alternatives", "content_note"];
  const undated = [[`${id(count)}`, "mill", "the mill wheel stops", "", "", "", false, "S1", "", ""]];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "events.csv"), csv([heads, ...Array.from({ length: count }, event), ...undated]));
  writeFileSync(join(folder, "sources.csv"), csv([["id", "kind", "what", "author_or_body", "date_edtf"], ["S1", "log", "Log of the flood", "harbour office", "2031-05-04"]]));
  writeFileSync(join(folder, "case.toml"), `title = "A flood, 1–4 May 2031"\nlanguages = ["en", "ru"]\nzone = "Europe/Moscow"\noffset = "+0${ZONE_HOURS}:00"\nexpose_handles = true\n`);
  writeFileSync(join(folder, "questions.csv"), csv([["id", "question", "types", "populations"], ["Q1", "When was the bridge closed?", "time", "bridge"]]));
  const given = [["E1", "saw", "exact", 26], ["E2", "official", "exact", 31], ["E3", "told", "about", 33]];
  const at = (minutes) => edtf(START + 20 * 3600_000 + minutes * 60_000);
  writeFileSync(join(folder, "statements.csv"), csv([["id", "source", "locator", "speaker", "basis", "stance", "claim", "wording", "question"], ...given.map(([name, basis]) => [name, "S1", "page 3", `the speaker of ${name}`, basis, "asserts", "when the bridge was closed", "paraphrase", "Q1"])]));
  writeFileSync(join(folder, "answers.csv"), csv([["id", "statement_id", "question_id", "type", "bound", "min", "max", "approx", "population"], ...given.map(([name, , bound, minutes]) => [`${name}.1`, name, "Q1", "time", bound, at(minutes), at(minutes), bound === "about", "bridge"])]));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeLongCase(process.argv[2], Number(process.argv[3] ?? 3000));
