import { signal } from "@preact/signals";

/** Where the page is: the part of the address behind the `#`, which never reaches the server or its log. */
export interface Place {
  path: readonly string[];
  query: URLSearchParams;
}

function read(hash: string): Place {
  const text = hash.replace(/^#/, "");
  const end = text.indexOf("?");
  const query = end < 0 ? "" : text.slice(end + 1);
  return {
    path: (end < 0 ? text : text.slice(0, end)).split("/").filter(Boolean).map(decoded),
    query: new URLSearchParams(query),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const place = signal<Place>(read(location.hash));

addEventListener("hashchange", () => {
  place.value = read(location.hash);
});

export type Query = Record<string, string | readonly string[] | null | undefined>;

/** The address of a place. What is empty is left out of the query. */
export function href(path: readonly string[], query: Query = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one) said.append(name, one);
    }
  }
  const text = said.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

export function go(path: readonly string[], query: Query = {}): void {
  location.hash = href(path, query);
}

/** Change the query of this place without a step in the history: for what changes while one types or drags. */
export function settle(path: readonly string[], query: Query): void {
  history.replaceState(null, "", href(path, query));
  place.value = read(location.hash);
}
