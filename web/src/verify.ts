// Lets a reader check files against this dossier's list of digests, in the browser, without sending them anywhere.
// The list comes as `FH.put("verify/sums", {path: sha256})`; what a digest proves is said by the page, not here.
import { all, el } from "./dom.ts";
import { want } from "./put.ts";
import { say } from "./words.ts";

type Sums = Record<string, string>;

/** Opens every `[data-verify]` place; its `data-sums` is the address of the list. */
export function openVerify(): void {
  for (const place of all("[data-verify]")) void openPlace(place);
}

async function openPlace(place: HTMLElement): Promise<void> {
  const sums = await want<Sums>("verify/sums", place.dataset.sums ?? "");
  if (!sums) return explain(place, say("verifyNoSums", {}, place));
  if (!globalThis.crypto?.subtle) return explain(place, say("verifyMissing", {}, place));
  const results = el("ul", { class: "verify-results", "aria-live": "polite" });
  const input = place.querySelector<HTMLInputElement>("input[type=file]") ?? addInput(place);
  place.append(results);
  place.hidden = false;
  input.addEventListener("change", () => void check(place, Array.from(input.files ?? []), sums, results));
}

function explain(place: HTMLElement, sentence: string): void {
  place.querySelectorAll<HTMLElement>("input, label").forEach((each) => (each.hidden = true));
  place.append(el("p", { class: "verify-note" }, sentence));
  place.hidden = false;
}

function addInput(place: HTMLElement): HTMLInputElement {
  const input = el("input", { type: "file", multiple: "" });
  place.append(el("label", { class: "verify-label" }, say("verifyChoose", {}, place), " ", input));
  return input;
}

async function check(place: HTMLElement, files: File[], sums: Sums, results: HTMLElement): Promise<void> {
  results.replaceChildren(el("li", {}, say("verifyWorking", {}, place)));
  const lines: HTMLElement[] = [];
  for (const file of files) lines.push(el("li", {}, verdict(place, file.name, await sha256(file), sums)));
  results.replaceChildren(...lines);
}

function verdict(place: HTMLElement, name: string, digest: string, sums: Sums): string {
  const path = Object.keys(sums).find((each) => sums[each] === digest);
  if (path) return say("verifySame", { name, path }, place);
  // Most pages are called index.html, so that name alone says nothing about which file was meant.
  const named = name !== "index.html" && Object.keys(sums).some((each) => each.split("/").pop() === name);
  return say(named ? "verifyChanged" : "verifyOther", { name, digest }, place);
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
