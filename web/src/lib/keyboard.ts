import { signal } from "@preact/signals";

/** Whether the list of keys is shown. */
export const helpShown = signal(false);

export const KEYS: readonly (readonly [string, string])[] = [
  ["/", "search"],
  ["j  k", "next, previous entry of a list"],
  ["Enter", "open the entry"],
  ["Esc", "close what is open; leave a field"],
  ["g h", "home"],
  ["g m", "memories"],
  ["g r", "recall"],
  ["g t", "timeline"],
  ["g g", "graph"],
  ["g o", "operations"],
  ["t", "light, dark"],
  ["?", "this list"],
];

const PLACES: Readonly<Record<string, string>> = {
  h: "#/",
  m: "#/memories",
  r: "#/recall",
  t: "#/timeline",
  g: "#/graph",
  o: "#/operations",
};

let afterG = 0;

function isTyping(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter(
    (row) => row.offsetParent !== null,
  );
}

function move(by: number): void {
  const all = rows();
  const at = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Listen to the keys of the whole page; a dialog's own Esc is the browser's. */
export function listen(theme: () => void): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (isTyping(event.target)) event.target.blur();
      else if (document.querySelector("main [data-back]")) history.back();
      return;
    }
    if (isTyping(event.target)) return;
    if (handle(event.key, theme)) event.preventDefault();
  });
}

function handle(key: string, theme: () => void): boolean {
  if (Date.now() - afterG < 1000) {
    afterG = 0;
    const to = PLACES[key];
    if (to) location.hash = to;
    return to !== undefined;
  }
  switch (key) {
    case "/":
      document.querySelector<HTMLInputElement>("#search")?.select();
      document.querySelector<HTMLInputElement>("#search")?.focus();
      return true;
    case "j":
      move(1);
      return true;
    case "k":
      move(-1);
      return true;
    case "g":
      afterG = Date.now();
      return true;
    case "t":
      theme();
      return true;
    case "?":
      helpShown.value = true;
      return true;
    default:
      return false;
  }
}
