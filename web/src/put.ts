// The registry that data scripts speak to, `FH.put(name, value)`, and loading them on demand by script tags.
// No fetch and no eval: under the dossier's policy, and on file://, a script of the same folder is the only way to data.

/** What data scripts see as the global `FH`. */
export interface Registry {
  put(name: string, value: unknown): void;
}

declare global {
  interface Window {
    FH?: Registry;
  }
}

const values = new Map<string, unknown>();
const loading = new Map<string, Promise<void>>();

/** Makes the global `FH`; values put before are kept. */
export function openRegistry(): void {
  window.FH = { put: (name, value) => void values.set(name, value) };
}

/** The value put under a name, or undefined. */
export function taken<T>(name: string): T | undefined {
  return values.get(name) as T | undefined;
}

/** The value under a name, loading the script at `url` if it is not there yet; undefined if it cannot be had. */
export async function want<T>(name: string, url: string): Promise<T | undefined> {
  if (!values.has(name)) await loadScript(url);
  return taken<T>(name);
}

function loadScript(url: string): Promise<void> {
  const known = loading.get(url);
  if (known) return known;
  const made = new Promise<void>((done) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => done());
    script.addEventListener("error", () => {
      loading.delete(url);
      done();
    });
    script.src = url;
    document.head.append(script);
  });
  loading.set(url, made);
  return made;
}
