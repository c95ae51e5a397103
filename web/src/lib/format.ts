const NUMBER = new Intl.NumberFormat("en");
const BYTES = ["B", "kB", "MB", "GB", "TB"] as const;
const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

export function count(value: number): string {
  return NUMBER.format(value);
}

export function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`;
}

export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < BYTES.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${BYTES[unit]}`;
}

export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

/** The moment a time of the server's means, in milliseconds. The zone's name behind it (RFC 9557) is no part of that. */
export function instant(time: string): number {
  return Date.parse(time.replace(/\[.*$/, ""));
}

/** A time as it was told, by the clock on its speaker's wall: no conversion. */
export function told(time: string | null | undefined, exact = false): string {
  const parts = time ? WALL.exec(time) : null;
  if (!parts) return "";
  const [, year, month, day, hour, minute] = parts;
  const date = `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
  return exact ? `${date}, ${hour}:${minute}` : date;
}

/** A time of the store's own, by the clock of whoever looks. */
export function clock(time: string | number | null | undefined, exact = true): string {
  if (time === null || time === undefined) return "";
  const at = new Date(typeof time === "number" ? time : instant(time));
  const date = `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
  return exact ? `${date}, ${two(at.getHours())}:${two(at.getMinutes())}` : date;
}

export function ago(time: string): string {
  const seconds = Math.round((Date.now() - instant(time)) / 1000);
  const past = Math.abs(seconds);
  const [value, unit] =
    past < 60
      ? [past, "s"]
      : past < 3600
        ? [past / 60, "min"]
        : past < 86_400
          ? [past / 3600, "h"]
          : [past / 86_400, "d"];
  const shown = `${Math.round(value)} ${unit}`;
  return seconds >= 0 ? `${shown} ago` : `in ${shown}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** What an `<input type="datetime-local">` holds for a moment. */
export function toInput(ms: number): string {
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such an input holds, as a time with its offset; `null` when it is empty or half typed. */
export function fromInput(value: string): string | null {
  const at = value ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? withOffset(at.getTime()) : null;
}

export function withOffset(ms: number): string {
  const at = new Date(ms);
  const minutes = -at.getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const offset = `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${toInput(ms)}:${two(at.getSeconds())}${offset}`;
}

export function words(name: string): string {
  return name.replaceAll("_", " ");
}

/** The last, telling part of an id; the first is a time. */
export function short(id: string): string {
  return `…${id.slice(-8)}`;
}

/** The characters `[start, end)` as the server counts them: by code point, not by UTF-16 unit. */
export function spans(
  text: string,
  marks: readonly { start: number; end: number }[],
): { text: string; marked: boolean }[] {
  const points = Array.from(text);
  const inside = new Uint8Array(points.length);
  for (const { start, end } of marks) inside.fill(1, start, end);
  const parts: { text: string; marked: boolean }[] = [];
  points.forEach((point, at) => {
    const marked = inside[at] === 1;
    const last = parts.at(-1);
    if (last && last.marked === marked) last.text += point;
    else parts.push({ text: point, marked });
  });
  return parts;
}
