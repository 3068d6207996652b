// The watch page: times that play, the part asked for in the address, the current turn, layers, captions and keys.
// Everything it shows stands on the page already; stopping at an end is in stretch.ts.
import { all, el } from "../dom.ts";
import { captions } from "./captions.ts";
import { clock } from "./clock.ts";
import { openLayers } from "./layers.ts";
import { paint } from "./paint.ts";
import { copyPassage } from "./quote.ts";
import { SaidWord } from "./said.ts";
import { fragmentOf, openStretch, type Stretch } from "./stretch.ts";
import { openStrip } from "./strip.ts";
import { Turns, type Turn } from "./turns.ts";
import { sayUnplayed } from "./unplayed.ts";
import { listenForPlayLinks, wasAskedToPlay } from "./asked.ts";

const FRAME_SECONDS = 1 / 25;

/** Opens the watch page if this is one; on every page, links that play say so to the page they lead to. */
export function openWatch(): void {
  listenForPlayLinks();
  const place = document.querySelector<HTMLElement>("[data-watch]");
  const media = place?.querySelector<HTMLMediaElement>("video, audio");
  if (place && media) new Watch(place, media).open();
}

class Watch {
  private readonly turns: Turns;
  private readonly word = new SaidWord();
  private readonly play: (stretch: Stretch, start: boolean) => void;
  private readonly moveLine: (seconds: number) => void;
  private asked: Stretch | undefined;
  private current: Turn | undefined;
  private running = false;
  private readonly clock = document.createTextNode("");

  constructor(
    private readonly place: HTMLElement,
    private readonly media: HTMLMediaElement,
  ) {
    this.play = openStretch(media);
    this.turns = new Turns(place);
    this.moveLine = openStrip(place, media);
    place.querySelector("[data-clock]")?.append(this.clock);
  }

  open(): void {
    all("[data-controls]", this.place).forEach((each) => (each.hidden = false));
    openLayers(this.place);
    captions(this.media, this.place, this.turns.inOrder);
    sayUnplayed(this.place, this.media, () => this.withoutKeys());
    for (const name of ["timeupdate", "seeked", "play", "pause", "ratechange"]) this.media.addEventListener(name, () => this.follow());
    this.media.addEventListener("play", () => this.run());
    this.place.addEventListener("click", (event) => this.clicked(event));
    this.place.addEventListener("keydown", (event) => this.pressed(event));
    window.addEventListener("hashchange", () => this.go(wasAskedToPlay()));
    this.turns.rove(this.turns.inOrder[0]);
    this.go(wasAskedToPlay());
    this.follow();
  }

  /** Goes to what the address asks for, and plays it if a link of the dossier did. */
  private go(start: boolean): void {
    this.asked = fragmentOf(location.hash);
    const range = this.place.querySelector<HTMLElement>("[data-range]");
    if (range) range.hidden = !this.asked;
    const stretch = this.asked;
    const inside = stretch ? this.turns.meeting(stretch) : [];
    paint("asked", inside.map((turn) => turn.row));
    if (!stretch) return;
    const shown = this.place.querySelector("[data-range-shown]");
    if (shown) shown.textContent = clock(stretch.start) + (stretch.end === undefined ? "" : `–${clock(stretch.end)}`);
    this.play(stretch, start);
    inside[0]?.row.scrollIntoView({ block: "center" });
    this.turns.rove(inside[0]);
  }

  private clicked(event: Event): void {
    const target = event.target as Element;
    const at = target.closest<HTMLAnchorElement>("a.at");
    if (at) {
      event.preventDefault();
      const stretch = fragmentOf(at.hash);
      const turn = this.turns.inOrder.find(({ row }) => row.contains(at));
      if (stretch) this.play({ start: stretch.start }, true);
      this.turns.rove(turn);
      history.replaceState(null, "", at.hash);
      return;
    }
    const button = target.closest<HTMLElement>("[data-do]");
    if (button) this.act(button.dataset.do ?? "");
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return;
    if (target.closest("dialog")) return;
    const isButton = target.closest("button, summary") !== null;
    const name = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
    if (!name || (isButton && event.key === " ")) return;
    if ((name === "up" || name === "down") && !target.closest("#turns")) return;
    event.preventDefault();
    // The player's own keys would move it twice.
    event.stopPropagation();
    this.act(name);
  }

  private act(name: string): void {
    const { media } = this;
    const move = (seconds: number) => (media.currentTime = Math.max(0, media.currentTime + seconds));
    if (name === "toggle") void (media.paused ? media.play().catch(() => undefined) : media.pause());
    else if (name === "range" && this.asked) this.play(this.asked, true);
    else if (name === "back") move(-5);
    else if (name === "forward") move(5);
    else if (name === "frameBack") move(-FRAME_SECONDS);
    else if (name === "frameOn") move(FRAME_SECONDS);
    else if (name === "slower") media.playbackRate = Math.max(0.3, Math.round(media.playbackRate * 10 - 1) / 10);
    else if (name === "faster") media.playbackRate = Math.min(3, Math.round(media.playbackRate * 10 + 1) / 10);
    else if (name === "up") this.turns.step(-1);
    else if (name === "down") this.turns.step(1);
    else if (name === "copy") this.copy();
    else if (name === "keys") this.keysList()?.showModal();
    else if (name === "keysClose") this.keysList()?.close();
    else if (name === "find") this.place.querySelector<HTMLElement>("[data-filter-list] input")?.focus();
  }

  private keysList(): HTMLDialogElement | null {
    return this.place.querySelector<HTMLDialogElement>("[data-keys]");
  }

  private copy(): void {
    const said = this.place.querySelector<HTMLElement>("[data-copied]");
    const isCopied = copyPassage(this.place, this.current?.row, clock);
    if (said) said.textContent = isCopied ? (said.dataset.copied ?? "") : "";
  }

  /** Follows the recording: four times a second the browser says where it is, a word wants every frame. */
  private run(): void {
    if (this.media.paused || this.running) return;
    this.running = true;
    const frame = (): void => {
      this.running = !this.media.paused;
      this.follow();
      if (this.running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  private follow(): void {
    const now = this.media.currentTime;
    this.showClock(now);
    const turn = this.turns.at(now);
    if (turn !== this.current) this.enter(turn);
    this.word.at(now);
  }

  private enter(turn: Turn | undefined): void {
    this.current?.row.removeAttribute("aria-current");
    turn?.row.setAttribute("aria-current", "true");
    this.current = turn;
    const isTimed = this.word.enter(turn?.row);
    paint("playing", turn && !isTimed ? [turn.row] : []);
    this.showCard(turn);
  }

  private showClock(now: number): void {
    const { playbackRate, duration } = this.media;
    const speed = playbackRate === 1 ? "" : ` ×${playbackRate}`;
    const said = `${clock(now)}${Number.isFinite(duration) ? ` / ${clock(duration)}` : ""}${speed}`;
    if (said === this.clock.data) return;
    this.clock.data = said;
    this.moveLine(now);
  }

  /** The statements of the current turn, under the player. */
  private showCard(turn: Turn | undefined): void {
    const card = this.place.querySelector<HTMLElement>("[data-current]");
    const marks = turn ? all(".mark", turn.row) : [];
    if (!card) return;
    card.replaceChildren(...marks.map((mark) => el("p", { class: "mark" }, ...Array.from(mark.cloneNode(true).childNodes))));
    card.hidden = marks.length === 0;
  }

  private withoutKeys(): void {
    for (const each of all(".player [data-controls]", this.place)) each.hidden = true;
  }
}

const KEYS: Record<string, string> = {
  " ": "toggle",
  k: "toggle",
  j: "back",
  l: "forward",
  ",": "frameBack",
  ".": "frameOn",
  "[": "slower",
  "]": "faster",
  "/": "find",
  "?": "keys",
  c: "copy",
  ArrowUp: "up",
  ArrowDown: "down",
};
