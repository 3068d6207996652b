// Captions of the player, one track for each layer, from the words on the page: `file://` opens no caption file beside it.
import { all } from "../dom.ts";
import { fragmentOf, type Stretch } from "./stretch.ts";

/** Adds a track for every layer, filled once the page stands; none is shown until the reader turns it on in the player. */
export function captions(media: HTMLMediaElement, place: HTMLElement, turns: { row: HTMLElement; stretch: Stretch }[]): void {
  if (!(media instanceof HTMLVideoElement) || typeof VTTCue === "undefined") return;
  all("[data-track]", place).forEach((layer, at) => {
    const key = layer.dataset.track ?? "";
    const track = media.addTextTrack(at === 0 ? "captions" : "subtitles", layer.dataset.label ?? "", layer.dataset.lang ?? "");
    setTimeout(() => fill(track, key, at === 0, turns));
  });
}

function fill(track: TextTrack, key: string, isFirst: boolean, turns: { row: HTMLElement; stretch: Stretch }[]): void {
  for (const { row, stretch } of turns) {
    const own = row.querySelector<HTMLElement>(".said > .words");
    const same = isFirst || (own?.dataset.same ?? "").split(" ").includes(key);
    if (own && same) add(track, stretch, own.textContent);
    for (const line of all(`[data-layer="${key}"]`, row)) add(track, fragmentOf(line.dataset.t ?? ""), line.querySelector(".words")?.textContent);
  }
}

function add(track: TextTrack, stretch: Stretch | undefined, words: string | null | undefined): void {
  if (stretch?.end !== undefined && words) track.addCue(new VTTCue(stretch.start, stretch.end, words));
}
