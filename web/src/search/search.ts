// The search page: reads the query from the field and the address, shows results in the order asked for, fifty to a page.
// The state is in the address (`#q=…&p=2&o=new`), so that a search can be kept, sent and gone back to.
import { el } from "../dom.ts";
import { Index } from "./index.ts";
import { FILTERS, type Filter } from "./grammar.ts";
import { drawFacets } from "./facets.ts";
import { facets, type Facet } from "./counts.ts";
import { answer, nearest, type Found } from "./query.ts";
import { byKind, drawFlat, drawHits, newest, ordered, type Hit, type Shown } from "./results.ts";
import { say, sayCount, type Word } from "../words.ts";

const PAUSE_MS = 150;
const PER_PAGE = 50;

/** Opens the search page, if this is it. */
export function openSearch(): void {
  const place = document.getElementById("results");
  const input = document.getElementById("q") as HTMLInputElement | null;
  if (place?.dataset.shards && input) new SearchPage(place, input).open();
}

type Order = "best" | "new" | "kind";

const ORDERS = { best: ordered, new: newest, kind: byKind };

interface State {
  query: string;
  page: number;
  /** The best first, what was said last first, or one kind after the other. */
  order: Order;
  /** Whether registered names are found in every written form. */
  names: boolean;
}

const FIRST: State = { query: "", page: 1, order: "best", names: true };

/** One page of hits, which it is, and of how many. */
interface Page {
  page: number;
  pages: number;
  hits: Hit[];
}

function pageOf(state: State, hits: Hit[]): Page {
  const pages = Math.max(1, Math.ceil(hits.length / PER_PAGE));
  const page = Math.min(Math.max(state.page, 1), pages);
  return { page, pages, hits: hits.slice((page - 1) * PER_PAGE, page * PER_PAGE) };
}

function orderOf(value: string): Order {
  return value === "new" || value === "kind" ? value : "best";
}


class SearchPage {
  private readonly status: HTMLElement;
  private readonly list: HTMLElement;
  private readonly index: Promise<Index | undefined>;
  private run = 0;
  private timer = 0;
  private readonly order: HTMLSelectElement;
  private readonly byNames: HTMLInputElement;
  private shown: State = FIRST;

  constructor(
    private readonly place: HTMLElement,
    private readonly input: HTMLInputElement,
  ) {
    this.index = Index.open(place.dataset.shards ?? "");
    this.status = el("p", { class: "search-status", role: "status", tabindex: "-1" });
    this.list = el("div", { class: "search-list" });
    // Only the sentence is spoken by a screen reader, not fifty results with it.
    place.removeAttribute("aria-live");
    const option = (value: Order, word: Word) => el("option", { value }, say(word, {}, place));
    this.order = el("select", { id: "search-order" }, option("best", "best"), option("new", "newest"), option("kind", "byKind"));
    this.byNames = el("input", { type: "checkbox", id: "search-names" });
    const switches = el(
      "div",
      { class: "search-switches" },
      el("label", { for: "search-order" }, say("order", {}, place)),
      this.order,
      this.byNames,
      el("label", { for: "search-names" }, say("byNames", {}, place)),
    );
    place.replaceChildren(switches, this.status, this.list);
  }

  open(): void {
    this.input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      location.hash = fragment(this.typed());
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => location.replace(`#${fragment(this.typed())}`), PAUSE_MS);
    });
    for (const control of [this.order, this.byNames]) control.addEventListener("change", () => (location.hash = fragment(this.typed())));
    window.addEventListener("hashchange", () => void this.show(stateOf(location)));
    void this.show(stateOf(location));
  }

  private typed(): State {
    return { query: this.input.value, page: 1, order: orderOf(this.order.value), names: this.byNames.checked };
  }

  private async show(state: State): Promise<void> {
    // A pause after typing that ends late must not take the reader back from a page turned to.
    clearTimeout(this.timer);
    const run = ++this.run;
    const turned = state.query === this.shown.query && state.page !== this.shown.page;
    if (this.input.value.trim() !== state.query) this.input.value = state.query;
    this.shown = state;
    this.order.value = state.order;
    this.byNames.checked = state.names;
    if (!state.query) return this.put(say("empty", {}, this.place));
    const index = await this.index;
    if (!index) return this.put(say("noData", {}, this.place));
    const found = await answer(index, state.query, state.names);
    const docs = await index.documents(found.weights.keys());
    const hits = ORDERS[state.order](found.weights, docs);
    const shown = pageOf(state, hits);
    const texts = await index.texts(shown.hits.map((hit) => hit.number));
    const near = hits.length === 0 ? await nearest(index, found.unmet) : [];
    if (run !== this.run) return;
    this.draw(state, found, hits, near, facets(docs.values()), { ...shown, texts });
    if (turned) this.status.focus();
  }

  private put(sentence: string, ...children: (Node | string)[]): void {
    this.status.textContent = sentence;
    this.list.replaceChildren(...children);
  }

  private draw(state: State, found: Found, hits: Hit[], near: string[], counts: Facet[], { page, pages, hits: slice, texts }: Page & { texts: Map<number, string> }): void {
    const quoted = { q: `«${state.query}»` };
    if (hits.length === 0) {
      this.put(say("none", quoted, this.place), ...this.notes(found), ...this.nearest(near));
      return;
    }
    const where = pages > 1 ? ` ${say("pageOf", { n: page, total: pages }, this.place)}.` : "";
    const sentence = say("found", { ...quoted, results: sayCount("result", hits.length) }, this.place) + where;
    const shown: Shown = { at: this.place, hits: slice, texts, found, root: this.place.dataset.root ?? "" };
    const drawn = state.order === "kind" ? drawHits(shown, hits) : drawFlat(shown);
    const narrower = (filter: Filter, value: string) => `#${fragment({ ...state, query: narrowed(state.query, filter, value), page: 1 })}`;
    this.put(sentence, ...this.notes(found), ...drawFacets(this.place, counts, hits.length, narrower), ...drawn, ...this.turner(state, page, pages));
  }

  private notes(found: Found): Node[] {
    const filters = FILTERS.map((filter) => `${filter}:`).join(" ");
    const unknown = found.unknown.map((name) => say("unknown", { name, filters }, this.place));
    const unread = found.unread.map((filter) => say("unread", { filter }, this.place));
    return [...unknown, ...unread].map((note) => el("p", { class: "search-note" }, note));
  }

  private nearest(near: string[]): Node[] {
    if (near.length === 0) return [];
    const links = near.map((form) => el("li", {}, el("a", { href: `#${fragment({ ...FIRST, query: form })}` }, form)));
    return [el("p", {}, say("nearest", {}, this.place)), el("ul", { class: "search-nearest" }, ...links)];
  }

  private turner(state: State, page: number, pages: number): Node[] {
    if (pages < 2) return [];
    const links = Array.from({ length: pages }, (_, at) => {
      const current = at + 1 === page ? "page" : undefined;
      const label = say("pageOf", { n: at + 1, total: pages }, this.place);
      const href = `#${fragment({ ...state, page: at + 1 })}`;
      return el("li", {}, el("a", { href, "aria-current": current, "aria-label": label }, String(at + 1)));
    });
    return [el("nav", { class: "search-pages", "aria-label": say("pages", {}, this.place) }, el("ul", {}, ...links))];
  }
}

/** A query with one more filter: what stands between OR is put in brackets, a value of several words in quotation marks. */
function narrowed(query: string, filter: Filter, value: string): string {
  const grouped = /(^|\s)(OR|ИЛИ)(\s|$)/u.test(query) ? `(${query})` : query;
  const quoted = /[\s()]/u.test(value) ? `"${value.replace(/["“”„«»]/gu, " ")}"` : value;
  return `${grouped} ${filter}:${quoted}`;
}

function fragment({ query, page, order, names }: State): string {
  const parts = new URLSearchParams({ q: query.trim() });
  if (page > 1) parts.set("p", String(page));
  if (order !== "best") parts.set("o", order);
  if (!names) parts.set("n", "off");
  return parts.toString();
}

/** The state in an address; a form sent with scripts off leaves it in the query part. */
function stateOf(at: Location): State {
  const parts = new URLSearchParams(at.hash.slice(1) || at.search);
  return {
    query: (parts.get("q") ?? "").trim(),
    page: Number.parseInt(parts.get("p") ?? "1", 10) || 1,
    order: orderOf(parts.get("o") ?? ""),
    names: parts.get("n") !== "off",
  };
}
