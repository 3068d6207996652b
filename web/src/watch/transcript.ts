// The page of a transcript without a recording: the turn asked for in the address is marked, arrows move between turns, a
// passage is copied with its citation. Nothing here is needed to read: all words and links stand on the page.
import { clock } from "./clock.ts";
import { all } from "../dom.ts";
import { openLayers } from "./layers.ts";
import { paint } from "./paint.ts";
import { copyPassage } from "./quote.ts";
import { fragmentOf } from "./stretch.ts";
import { Turns } from "./turns.ts";

/** Opens the transcript if this page is one. */
export function openTranscript(): void {
  const place = document.querySelector<HTMLElement>("[data-transcript]");
  if (place) new Transcript(place).open();
}

class Transcript {
  private readonly rows: HTMLElement[];
  private readonly turns: Turns;
  private asked: HTMLElement[] = [];
  private stop: HTMLElement | undefined;

  constructor(private readonly place: HTMLElement) {
    this.rows = all("#turns > li", place);
    this.turns = new Turns(place);
  }

  open(): void {
    all("[data-controls]", this.place).forEach((each) => (each.hidden = false));
    openLayers(this.place);
    this.place.addEventListener("click", (event) => this.clicked(event));
    this.place.addEventListener("keydown", (event) => this.pressed(event));
    window.addEventListener("hashchange", () => this.go());
    this.rove(this.rows[0]);
    this.go();
  }

  /** Marks the turn that the address names, by its id or by its seconds. */
  private go(): void {
    const stretch = fragmentOf(location.hash);
    const named = this.rows.filter((row) => row.id !== "" && `#${row.id}` === location.hash);
    this.asked = stretch ? this.turns.meeting(stretch).map((turn) => turn.row) : named;
    paint("asked", this.asked);
    if (stretch) this.asked[0]?.scrollIntoView({ block: "center" });
    this.rove(this.asked[0]);
  }

  private clicked(event: Event): void {
    const target = event.target as Element;
    const row = this.rows.find((each) => each.contains(target));
    if (row && target.closest("a.at")) this.rove(row);
    if (target.closest("[data-do='copy']")) this.copy();
  }

  private pressed(event: KeyboardEvent): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const target = event.target as HTMLElement;
    if (!by || event.ctrlKey || event.metaKey || event.altKey || !target.closest("#turns")) return;
    const shown = this.rows.filter((row) => !row.hidden);
    const next = shown[shown.findIndex((row) => row.contains(target)) + by];
    if (!next) return;
    event.preventDefault();
    this.rove(next);
    addressOf(next)?.focus();
  }

  private copy(): void {
    const said = this.place.querySelector<HTMLElement>("[data-copied]");
    const isCopied = copyPassage(this.place, this.asked[0], clock);
    if (said) said.textContent = isCopied ? (said.dataset.copied ?? "") : "";
  }

  /** Makes a turn's address the one tab stop of all. */
  private rove(row: HTMLElement | undefined): void {
    if (!row) return;
    const before = this.stop ? [this.stop] : this.rows;
    for (const each of before) addressOf(each)?.setAttribute("tabindex", "-1");
    addressOf(row)?.setAttribute("tabindex", "0");
    this.stop = row;
  }
}

function addressOf(row: HTMLElement): HTMLElement | null {
  return row.querySelector<HTMLElement>("a.at");
}
