// The strip of the whole recording: a press goes to its second, a line shows where the player is.
// What it shows stands in the lists of the page, so it is for the pointer alone.

/** Makes the strip of a page follow and move its recording; returns what moves the line to a second. */
export function openStrip(place: HTMLElement, media: HTMLMediaElement): (seconds: number) => void {
  const strip = place.querySelector<SVGSVGElement>("[data-strip]");
  const now = strip?.querySelector("[data-now]");
  const length = Number(strip?.dataset.strip);
  if (!strip || !now || !(length > 0)) return () => undefined;
  strip.addEventListener("pointerdown", (event) => {
    const box = strip.getBoundingClientRect();
    media.currentTime = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * length;
  });
  return (seconds) => {
    const column = Math.round(Math.min(1, seconds / length) * 1000);
    now.setAttribute("d", `M${column} 0V34`);
    now.setAttribute("visibility", "visible");
  };
}
