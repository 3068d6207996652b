// The switch between light, dark and the system's colours, kept in this browser only.
// What the colours are is the style sheet's business: this sets `data-theme` on the page's root.
import { all, el } from "./dom.ts";
import { say, type Word } from "./words.ts";

type Theme = "system" | "light" | "dark";
const KEY = "firsthand-theme";
const CHOICES: [Theme, Word][] = [
  ["system", "themeSystem"],
  ["light", "themeLight"],
  ["dark", "themeDark"],
];

/** Sets the stored theme before the page is painted. */
export function applyStoredTheme(): void {
  show(stored());
}

/** Fills every `[data-theme-switch]`, or one of its own at the page's foot (nothing above moves), with the three choices and unhides it. */
export function openThemeSwitches(): void {
  for (const place of places()) {
    const chooser = el("select", { class: "theme-choice" }, ...CHOICES.map(([value, word]) => option(value, word, place)));
    chooser.value = stored();
    chooser.addEventListener("change", () => choose(chooser.value as Theme));
    place.replaceChildren(el("label", { class: "theme-label" }, say("theme", {}, place), " ", chooser));
    place.hidden = false;
  }
}

function places(): HTMLElement[] {
  const found = all("[data-theme-switch]");
  const foot = document.querySelector("footer");
  if (found.length > 0 || !foot) return found;
  const made = el("div", { class: "theme", "data-theme-switch": "", "data-controls": "" });
  foot.append(made);
  return [made];
}

function option(value: Theme, word: Word, place: HTMLElement): HTMLOptionElement {
  return el("option", { value }, say(word, {}, place));
}

function choose(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Private windows and some file:// pages have no storage: the choice then lasts for this page.
  }
  show(theme);
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}
