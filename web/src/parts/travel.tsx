import { useMemo } from "preact/hooks";
import type { Overview } from "../api/types";
import { clock, count, fromInput, instant, toInput, withOffset } from "../lib/format";

const STEPS = 1000;
const DAY = 86_400_000;

interface Axis {
  label: string;
  name: string;
  value: string | null;
  first: number;
  last: number;
  bars: readonly number[];
  onChange: (value: string | null) => void;
}

/** A slider over time with the exact moment beside it; at its right end stands "now", which means: as it is. */
function Slider({ label, name, value, first, last, bars, onChange }: Axis) {
  const span = Math.max(1, last - first);
  const at = value === null ? STEPS : Math.round(((instant(value) - first) / span) * STEPS);
  const most = Math.max(1, ...bars);
  return (
    <div class="axis">
      <div class="head">
        <label for={`slider-${name}`}>{label}</label>
        <strong class="end">{value === null ? "now" : clock(instant(value))}</strong>
      </div>
      {bars.length > 0 && (
        <svg viewBox={`0 0 ${bars.length * 4} 30`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map((bar, index) => (
            <rect
              key={index}
              class={index / bars.length < at / STEPS ? "in" : undefined}
              x={index * 4}
              width="3"
              y={30 - (bar ? 2 + (bar / most) * 28 : 0)}
              height={bar ? 2 + (bar / most) * 28 : 0}
            />
          ))}
        </svg>
      )}
      <input
        id={`slider-${name}`}
        type="range"
        min="0"
        max={STEPS}
        value={Math.max(0, Math.min(STEPS, at))}
        aria-valuetext={value === null ? "now" : clock(instant(value))}
        onInput={(event) => {
          const step = Number(event.currentTarget.value);
          onChange(step >= STEPS ? null : withOffset(first + (span * step) / STEPS));
        }}
      />
      <div class="ends">
        <span>{clock(first, false)}</span>
        <input
          type="datetime-local"
          aria-label={`${label}, exactly`}
          value={value === null ? "" : toInput(instant(value))}
          onChange={(event) => onChange(fromInput(event.currentTarget.value))}
        />
        {value === null ? (
          <span>now</span>
        ) : (
          <button type="button" class="bare" onClick={() => onChange(null)}>
            Now
          </button>
        )}
      </div>
    </div>
  );
}

/** The two times: what was true then, and what was known then. */
export function Travel({
  overview,
  validAt,
  knownAt,
  onChange,
}: {
  overview: Overview | undefined;
  validAt: string | null;
  knownAt: string | null;
  onChange: (times: { valid_at?: string | null; known_at?: string | null }) => void;
}) {
  const now = useMemo(() => Date.now(), []);
  const events = useMemo(() => bars(overview, now), [overview, now]);
  const told = overview?.first_recorded_at ? instant(overview.first_recorded_at) : now - DAY;
  const latest = Math.max(now, overview?.last_recorded_at ? instant(overview.last_recorded_at) : now);
  return (
    <fieldset class="travel">
      <legend class="unseen">Time travel</legend>
      <Slider
        label="What was true at"
        name="valid"
        value={validAt}
        first={events.first}
        last={Math.max(now, events.last)}
        bars={events.bars}
        onChange={(value) => onChange({ valid_at: value })}
      />
      <Slider
        label="What was known at"
        name="known"
        value={knownAt}
        first={told - 1000}
        last={latest}
        bars={[]}
        onChange={(value) => onChange({ known_at: value })}
      />
    </fieldset>
  );
}

const BARS = 80;

function bars(overview: Overview | undefined, now: number): { first: number; last: number; bars: number[] } {
  const days = Object.entries(overview?.days ?? {}).map(([day, n]) => [Date.parse(day), n] as const);
  const first = days[0]?.[0] ?? now - 30 * DAY;
  const last = Math.max(now, (days.at(-1)?.[0] ?? now) + DAY);
  const counts = new Array<number>(BARS).fill(0);
  for (const [day, n] of days) {
    const at = Math.min(BARS - 1, Math.floor(((day + DAY / 2 - first) / (last - first)) * BARS));
    counts[at] = (counts[at] ?? 0) + n;
  }
  return { first, last, bars: counts };
}

/** On how many memories' day it happened, as columns. */
export function Activity({ overview }: { overview: Overview }) {
  const now = useMemo(() => Date.now(), []);
  const drawn = bars(overview, now);
  const most = Math.max(1, ...drawn.bars);
  const total = drawn.bars.reduce((sum, bar) => sum + bar, 0);
  return (
    <div>
      <svg
        class="activity"
        viewBox="0 0 800 76"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${count(total)} memories from ${clock(drawn.first, false)} to ${clock(drawn.last, false)}, by when they happened`}
      >
        {drawn.bars.map((bar, at) => (
          <rect
            key={at}
            x={at * 10 + 1}
            width="8"
            y={76 - (bar ? 2 + (bar / most) * 72 : 0)}
            height={bar ? 2 + (bar / most) * 72 : 0}
          >
            <title>{count(bar)}</title>
          </rect>
        ))}
      </svg>
      <div class="bar ends small faint">
        <span>{clock(drawn.first, false)}</span>
        <span>{clock(drawn.last, false)}</span>
      </div>
    </div>
  );
}
