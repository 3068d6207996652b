// A film made from an account: the caption that is shown is marked in the text below, and a time in the list of contents
// goes there. Without this the film plays and every caption stands on the page.
import { all } from "../dom.ts";
import { sayUnplayed } from "./unplayed.ts";

const RANGE = /^(\d+):(\d\d)–(\d+):(\d\d)$/;

interface Part {
  heading: HTMLElement;
  from: number;
  to: number;
}

/** Joins the film of a page with its captions, if it has one. */
export function openFilm(): void {
  const place = document.querySelector<HTMLElement>("[data-film]");
  const film = place?.querySelector("video");
  if (!place || !film) return;
  const parts = all("article h2").flatMap((heading): Part[] => {
    const [, fromMinutes, from, toMinutes, to] = RANGE.exec(heading.textContent?.trim() ?? "") ?? [];
    return to === undefined ? [] : [{ heading, from: Number(fromMinutes) * 60 + Number(from), to: Number(toMinutes) * 60 + Number(to) }];
  });
  const follow = (): void => {
    for (const { heading, from, to } of parts) {
      if (film.currentTime >= from && film.currentTime < to && film.currentTime > 0) heading.setAttribute("aria-current", "true");
      else heading.removeAttribute("aria-current");
    }
  };
  for (const name of ["timeupdate", "seeking", "seeked"]) film.addEventListener(name, follow);
  sayUnplayed(place, film);
  document.querySelector(".contents")?.addEventListener("click", (event) => {
    const id = (event.target as Element).closest("a")?.hash.slice(1);
    const part = parts.find(({ heading }) => heading.id === id);
    if (!part) return;
    film.currentTime = part.from;
    follow(); // the mark does not wait for the picture
  });
}
