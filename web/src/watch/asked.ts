// Whether a link of the dossier was activated to play: film and sound never start because a page was opened.
const KEY = "firsthand-play";

/** Remembers, until the next page, that the reader activated a link that plays. */
export function listenForPlayLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-play]");
    if (link) keep(link.href);
  });
}

/** Whether this very address was asked for by such a link just now. */
export function wasAskedToPlay(): boolean {
  // Storage is asked for only where there is something to play: asking waits for the disk.
  if (!location.hash) return false;
  try {
    const asked = sessionStorage.getItem(KEY) === location.href;
    sessionStorage.removeItem(KEY);
    return asked;
  } catch {
    return false;
  }
}

function keep(href: string): void {
  try {
    sessionStorage.setItem(KEY, href);
  } catch {
    // Without storage the page opens at the words and waits for its button.
  }
}
