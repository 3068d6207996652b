// The dossier's one script: opens the registry, then everything the page at hand has a place for.
// Every page is whole without it; what it adds is movement.
import { openCitations } from "./cite.ts";
import { whenParsed } from "./dom.ts";
import { openFilm } from "./watch/film.ts";
import { openFilters } from "./filter.ts";
import { openRegistry } from "./put.ts";
import { openSearch } from "./search/search.ts";
import { applyStoredTheme, openThemeSwitches } from "./theme.ts";
import { openTimeline } from "./timeline/timeline.ts";
import { openTranscript } from "./watch/transcript.ts";
import { openVerify } from "./verify.ts";
import { openWatch } from "./watch/watch.ts";

openRegistry();
applyStoredTheme();
whenParsed(() => {
  openThemeSwitches();
  openCitations();
  openFilters();
  openFilm();
  openSearch();
  openTimeline();
  openVerify();
  openWatch();
  openTranscript();
});
