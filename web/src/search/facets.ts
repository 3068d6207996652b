// Facets: what all results can be narrowed by, with how many would be left. Each is a link that adds a filter to the query.
import { el } from "../dom.ts";
import type { Filter } from "./grammar.ts";
import type { Facet } from "./counts.ts";
import { say, sayKind, type Word } from "../words.ts";

const HEADINGS: Partial<Record<Filter, Word>> = {
  kind: "facetKind",
  speaker: "facetSpeaker",
  role: "facetRole",
  source: "facetSource",
  session: "facetSession",
  language: "facetLanguage",
  question: "facetQuestion",
};

/** The facets that part the results; nothing where none does. */
export function drawFacets(at: HTMLElement, facets: Facet[], total: number, narrower: (filter: Filter, value: string) => string): Node[] {
  const parting = facets.filter((facet) => facet.values.some(({ count }) => count < total));
  if (parting.length === 0) return [];
  const lists = parting.map((facet) => {
    const links = facet.values.map(({ value, label, count }) => {
      const shown = facet.filter === "kind" ? sayKind(value, at) : label;
      return el("li", {}, el("a", { href: narrower(facet.filter, value) }, shown), " ", el("span", { class: "count" }, `(${count})`));
    });
    const heading = HEADINGS[facet.filter];
    return el("div", {}, el("p", { class: "facet-name" }, heading ? say(heading, {}, at) : facet.filter), el("ul", {}, ...links));
  });
  return [el("details", { class: "search-facets" }, el("summary", {}, say("narrow", {}, at)), el("div", {}, ...lists))];
}
