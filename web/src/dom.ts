// Small helpers to build elements as nodes. Text is always inserted as text, never parsed as HTML.
// No inline style is ever set: the dossier's policy forbids it, classes do the work.

type Child = Node | string | null | undefined;

/** An element with attributes and children; attributes that are undefined are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) made.append(child);
  }
  return made;
}

/** All elements that match, as an array. */
export function all<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return Array.from(root.querySelectorAll<T>(selector));
}

/** Runs once the page has been parsed, at once if it has. */
export function whenParsed(run: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run, { once: true });
  else run();
}

/** Removes the ids of an element and of everything in it, and the attributes that point to ids. */
export function stripIds(root: Element): void {
  for (const each of [root, ...all<Element>("*", root)]) {
    for (const name of ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls"]) each.removeAttribute(name);
  }
}
