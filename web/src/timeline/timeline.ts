// A long timeline drawn over its list: opens the place, says what is in view and what is chosen, and draws once a frame at
// most. The list is on the page and its neighbours; without the data, or without this script, nothing is missing.
import { el } from "../dom.ts";
import { want } from "../put.ts";
import { followColours } from "./colours.ts";
import { type Coded, decode, type Events, foreignOf, placeOf } from "./data.ts";
import { TimelineDrawing } from "./drawing.ts";
import { takeInHand } from "./hands.ts";
import { TimeWindow } from "./window.ts";
import { momentText } from "./timescale.ts";
import { fillSlots, pageLanguage } from "../words.ts";

/** How long the view must rest before it is said, milliseconds. */
const REST_MS = 350;

/** Opens the drawing if the page has a place for one. */
export function openTimeline(): void {
  const place = document.querySelector<HTMLElement>("[data-timeline]");
  const canvas = place?.querySelector("canvas");
  if (!place || !canvas) return;
  // Its room is there before its data are: nothing below moves.
  place.hidden = false;
  void want<Coded>(place.dataset.timeline ?? "", place.dataset.file ?? "").then((coded) => {
    if (!coded || coded.starts.length === 0) place.hidden = true;
    else new TimelineChart(place, canvas, decode(coded)).open();
  });
}

/** A drawing with what is chosen in it. */
export class TimelineChart {
  readonly view: TimeWindow;
  readonly drawing: TimelineDrawing;
  /** The number of the chosen event, or -1. */
  chosen = -1;
  private isDue = false;
  private resting: number | undefined;

  constructor(
    readonly place: HTMLElement,
    readonly canvas: HTMLCanvasElement,
    readonly events: Events,
  ) {
    const last = events.to.reduce((most, to) => Math.max(most, to), -Infinity);
    this.view = new TimeWindow(events.from[0] as number, last);
    const { from, to } = place.dataset;
    const listed = from && to ? { from: Number(from), to: Number(to) } : undefined;
    this.drawing = new TimelineDrawing(canvas, events, this.view, listed);
    // The first page shows the whole; the others where they are in it.
    if (listed && place.dataset.way !== "../") this.view.show(listed.from, listed.to);
  }

  open(): void {
    followColours(this.place, (colours) => {
      this.drawing.colours = colours;
      this.redraw();
    });
    takeInHand(this);
    new ResizeObserver(() => this.redraw()).observe(this.canvas);
    const asked = this.events.words.anchors.indexOf(decodeURIComponent(location.hash.slice(1)));
    if (location.hash.length > 1 && asked >= 0) this.choose(asked);
    this.drawing.draw(this.chosen, false);
    this.place.dataset.drawn = String(this.events.count);
    this.sayView();
  }

  /** Draws on the next frame, and says what is in view once it rests. */
  redraw(isSaid = true): void {
    this.place.querySelector("[data-view]")?.setAttribute("aria-live", isSaid ? "polite" : "off");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.sayView(), REST_MS);
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.drawing.draw(this.chosen, document.activeElement === this.canvas);
    });
  }

  /** Chooses an event and brings it into view; -1 lets go. */
  choose(at: number): void {
    this.chosen = at;
    if (at >= 0) this.view.reveal(((this.events.from[at] as number) + (this.events.to[at] as number)) / 2);
    this.sayChosen();
    this.redraw(false);
  }

  /** The next event, or the one before; from where nothing is chosen, the first in view. */
  step(by: number): void {
    const inView = this.drawing.layers.all.spans.begun(this.view.from);
    const next = this.chosen < 0 ? inView : this.chosen + by;
    this.choose(Math.min(Math.max(next, 0), this.events.count - 1));
  }

  /** Goes to where the chosen event stands in words. */
  go(): void {
    if (this.chosen < 0) return;
    const anchor = this.events.words.anchors[this.chosen];
    const here = anchor ? document.getElementById(anchor) : null;
    if (!here) {
      location.href = this.address(this.chosen);
      return;
    }
    // A filter may have hidden it.
    for (let hidden = here.closest<HTMLElement>("[hidden]"); hidden; hidden = here.closest<HTMLElement>("[hidden]")) hidden.hidden = false;
    here.tabIndex = -1;
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${anchor}`);
  }

  private address(at: number): string {
    return `${this.place.dataset.way ?? ""}${placeOf(this.events, at)}`;
  }

  private say(word: string, slots: Record<string, string> = {}): string {
    return fillSlots(this.place.dataset[word] ?? "", slots);
  }

  private sayView(): void {
    const { view, events } = this;
    const moment = (at: number) => momentText(at, view.length, events.calendar);
    const number = (n: number) => n.toLocaleString(pageLanguage());
    const n = this.drawing.layers.all.tally.meeting(view.from, view.to);
    const said = this.say("shown", { n: number(n), total: number(events.count), from: moment(view.from), to: moment(view.to) });
    const line = this.place.querySelector("[data-view]");
    if (line && line.textContent !== said) line.textContent = said;
  }

  /** The chosen event in words, with what is to be read before it. */
  private sayChosen(): void {
    const card = this.place.querySelector("[data-at]");
    if (!card) return;
    const { chosen, events } = this;
    if (chosen < 0) {
      card.replaceChildren();
      return;
    }
    const { words } = events;
    const number = (n: number) => n.toLocaleString(pageLanguage());
    const nth = this.say("nth", { n: number(chosen + 1), total: number(events.count) });
    const [note, printed] = [words.notes[chosen], words.printed[chosen]];
    const lines = [
      el("p", { class: "fine" }, `${nth} · `, el("b", {}, words.times[chosen] ?? "")),
      note ? el("p", { class: "fine" }, `${this.say("note")} ${note}`) : undefined,
      el("p", {}, el("a", { href: this.address(chosen), title: this.say("open"), ...foreignOf(events, chosen) }, words.labels[chosen] ?? "")),
      printed ? el("p", { class: "fine" }, `${this.say("printed")}: ${printed}`) : undefined,
    ];
    card.replaceChildren(...lines.filter((line) => line !== undefined));
  }
}
