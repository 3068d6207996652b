// Boxes that show and hide the layers of a transcript: `[data-layers]` holds them, `[data-layer]` is what they are of.
import { all } from "../dom.ts";

/** Opens the boxes of a place; what is unchecked is hidden at once. */
export function openLayers(place: HTMLElement): void {
  const set = (box: HTMLInputElement) => {
    for (const each of all(`[data-layer="${box.value}"]`, place)) each.hidden = !box.checked;
  };
  for (const box of all<HTMLInputElement>("[data-layers] input", place)) {
    set(box);
    box.addEventListener("change", () => set(box));
  }
}
