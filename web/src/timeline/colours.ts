// The colours of a drawing on canvas, as the style sheet has them now: light, dark, forced. An element that shows nothing
// carries them, since a canvas knows no classes.
import { el } from "../dom.ts";

export interface Colours {
  ink: string;
  paper: string;
  soft: string;
  line: string;
  shade: string;
  link: string;
  marker: string;
  sans: string;
}

/** Reads the colours, and calls `changed` with them whenever theme, scheme or contrast change. */
export function followColours(place: HTMLElement, changed: (colours: Colours) => void): void {
  const probe = el("i", { class: "chart-colours", "aria-hidden": "true" });
  place.append(probe);
  const read = () => {
    const style = getComputedStyle(probe);
    changed({
      ink: style.color,
      paper: style.backgroundColor,
      soft: style.borderTopColor,
      line: style.borderRightColor,
      shade: style.borderBottomColor,
      link: style.borderLeftColor,
      marker: style.outlineColor,
      sans: style.fontFamily,
    });
  };
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", read);
  }
  new MutationObserver(read).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  read();
}
