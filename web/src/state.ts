import { effect, signal } from "@preact/signals";
import type { Session } from "./api/types";
import { place } from "./router";

/** Who looks: `undefined` while that is being asked, `null` when nobody has signed in. */
export const session = signal<Session | null | undefined>(undefined);

const SPACE = "mnemic.space";
const THEME = "mnemic.theme";

/** Kept on this machine between visits: which space, and light or dark. Nothing of a memory ever is. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // As above: the choice holds until the page is closed.
  }
}

export const space = signal(kept(SPACE) ?? "default");

export function enter(name: string): void {
  space.value = name;
  keep(SPACE, name);
  location.hash = "#/";
}

export type Theme = "light" | "dark" | null;

const stored = kept(THEME);
export const theme = signal<Theme>(stored === "light" || stored === "dark" ? stored : null);

effect(() => {
  if (theme.value) document.documentElement.dataset.theme = theme.value;
  else delete document.documentElement.dataset.theme;
  keep(THEME, theme.value);
});

export function isDark(): boolean {
  return theme.value ? theme.value === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function switchTheme(): void {
  theme.value = isDark() ? "light" : "dark";
}

/** Rises with every write of this page, so that what is shown beside it is read anew. */
export const written = signal(0);

/** What the page says of something it has just done; gone when one goes on. */
export const notice = signal<{ text: string; link?: { text: string; href: string } } | null>(null);

effect(() => {
  void place.value;
  notice.value = null;
});

export function did(text: string, link?: { text: string; href: string }): void {
  written.value += 1;
  notice.value = link ? { text, link } : { text };
}
