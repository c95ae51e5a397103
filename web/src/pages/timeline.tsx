import { useMemo } from "preact/hooks";
import type { Entry } from "../api/types";
import * as api from "../api/verbs";
import { clock, instant, told, words } from "../lib/format";
import { useLoad } from "../lib/load";
import { Empty, Scroll, Shown, Title } from "../parts/basics";
import { NameField } from "../parts/fields";
import { href, place, settle } from "../router";
import { space, written } from "../state";

export function Timeline() {
  const { query } = place.value;
  const subject = query.get("subject") ?? "";
  const user = query.get("user") ?? "";
  const graph = useLoad((signal) => api.graph({ limit: 100 }, signal), [space.value, written.value]);
  const overview = useLoad((signal) => api.overview(signal), [space.value, written.value]);
  const subjects = (graph.data?.entities ?? []).filter(
    (entity) =>
      entity.user !== null || graph.data?.edges.some((edge) => graph.data?.entities[edge.source] === entity),
  );
  const asked = subject || user;
  const timeline = useLoad(
    asked ? (signal) => api.timeline({ ...(subject && { subject }), ...(user && { user }) }, signal) : null,
    [subject, user, space.value, written.value],
  );
  const set = (change: { subject?: string; user?: string }) =>
    settle(["timeline"], { subject, user, ...change });
  return (
    <>
      <Title text={subject ? `Timeline of ${subject}` : "Timeline"} />
      <p class="lead">What was true of somebody or something, and when: one lane for each predicate.</p>
      <div class="stack">
        <div class="grid">
          <NameField
            label="Subject"
            name="subject"
            value={subject}
            known={Object.fromEntries(subjects.map((entity) => [entity.name, entity.facts]))}
            onChange={(value) => set({ subject: value })}
          />
          <NameField
            label="User"
            name="timeline-user"
            value={user}
            known={overview.data?.users}
            onChange={(value) => set({ user: value })}
          />
        </div>
        {!asked && (
          <Shown of={graph}>
            {(data) =>
              data.total_facts === 0 ? (
                <Empty>
                  There are no facts yet. <code>mnemic consolidate</code> forms them from what was said, here
                  under <a href={href(["jobs"])}>Jobs</a>.
                </Empty>
              ) : (
                <section class="section">
                  <h2>Whose?</h2>
                  <ul class="chips">
                    {subjects.slice(0, 60).map((entity) => (
                      <li key={`${entity.user}/${entity.name}`}>
                        <a
                          class="button chip"
                          href={href(["timeline"], { subject: entity.name, user: entity.user })}
                        >
                          {entity.name} <span class="faint">{entity.facts}</span>
                        </a>
                      </li>
                    ))}
                  </ul>
                </section>
              )
            }
          </Shown>
        )}
        {asked && (
          <Shown of={timeline}>
            {(entries) =>
              entries.length === 0 ? (
                <Empty>Nothing is known of {subject || user}.</Empty>
              ) : (
                <>
                  <Lanes entries={entries} />
                  <AsTable entries={entries} />
                </>
              )
            }
          </Shown>
        )}
      </div>
    </>
  );
}

const LEFT = 150;
const WIDTH = 1000;
const LANE = 30;
const DAY = 86_400_000;

interface Bar {
  entry: Entry;
  from: number;
  to: number;
  openStart: boolean;
  openEnd: boolean;
  row: number;
}

function lanes(
  entries: readonly Entry[],
  first: number,
  last: number,
): { name: string; bars: Bar[]; rows: number }[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const fact = entry.fact.fact;
    const name = `${words(fact?.predicate ?? "")}${fact?.key ? ` (${fact.key})` : ""}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups].map(([name, group]) => {
    const ends: number[] = [];
    const bars = group.map((entry) => {
      const from = entry.since ? instant(entry.since) : first;
      const to = entry.until ? instant(entry.until) : last;
      // What overlaps goes to a row of its own.
      const free = ends.findIndex((end) => end <= from);
      const row = free < 0 ? ends.length : free;
      ends[row] = to;
      return { entry, from, to, openStart: !entry.since, openEnd: !entry.until, row };
    });
    return { name, bars, rows: Math.max(1, ends.length) };
  });
}

function Lanes({ entries }: { entries: readonly Entry[] }) {
  const drawn = useMemo(() => {
    const times = entries.flatMap((entry) =>
      [entry.since, entry.until, entry.said_at].filter((time) => time !== null).map(instant),
    );
    const low = Math.min(...times);
    const high = Math.max(Date.now(), ...times);
    const margin = Math.max(DAY * 10, (high - low) * 0.06);
    const first = low - margin;
    const last = high + margin;
    return { first, last, lanes: lanes(entries, first, last) };
  }, [entries]);
  const x = (time: number) => LEFT + ((time - drawn.first) / (drawn.last - drawn.first)) * (WIDTH - LEFT);
  let top = 26;
  const now = x(Date.now());
  const height = top + drawn.lanes.reduce((sum, lane) => sum + lane.rows * LANE + 8, 0) + 4;
  return (
    <Scroll label="Timeline, drawn">
      {/* biome-ignore lint/a11y/useSemanticElements: HTML has no fieldset for a drawing. */}
      <svg class="lanes" viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label="Facts over time">
        {ticks(drawn.first, drawn.last).map((tick) => (
          <g key={tick.at}>
            <line class="lane" x1={x(tick.at)} x2={x(tick.at)} y1="18" y2={height} />
            <text x={x(tick.at)} y="12" text-anchor="middle">
              {tick.text}
            </text>
          </g>
        ))}
        <line x1={now} x2={now} y1="18" y2={height} stroke="var(--accent)" stroke-dasharray="3 3" />
        {drawn.lanes.map((lane) => {
          const y = top;
          top += lane.rows * LANE + 8;
          return (
            <g key={lane.name}>
              <line class="lane" x1="0" x2={WIDTH} y1={y - 4} y2={y - 4} />
              <text x="0" y={y + 17}>
                {lane.name}
              </text>
              {lane.bars.map((bar) => (
                <LaneBar key={bar.entry.fact.id} bar={bar} x={x} y={y} />
              ))}
            </g>
          );
        })}
      </svg>
    </Scroll>
  );
}

function LaneBar({ bar, x, y }: { bar: Bar; x: (time: number) => number; y: number }) {
  const left = x(bar.from);
  const width = Math.max(6, x(bar.to) - left);
  const fact = bar.entry.fact.fact;
  const name = `${fact?.polarity === "negated" ? "not " : ""}${fact?.object ?? ""}`;
  const fits = Math.floor((width - 12) / 6.6);
  return (
    <a
      data-row
      href={href(["memories", bar.entry.fact.id])}
      class={bar.entry.until && instant(bar.entry.until) <= Date.now() ? "past" : undefined}
      aria-label={`${bar.entry.fact.content} ${interval(bar.entry)}`}
    >
      <title>{`${bar.entry.fact.content} ${interval(bar.entry)}`}</title>
      <rect
        x={left}
        y={y + bar.row * LANE}
        width={width}
        height={LANE - 7}
        rx="4"
        stroke-dasharray={bar.openStart ? "4 3" : undefined}
      />
      {fits > 2 && (
        <text x={left + 7} y={y + bar.row * LANE + 16}>
          {name.length > fits ? `${name.slice(0, fits - 1)}…` : name}
        </text>
      )}
    </a>
  );
}

function ticks(first: number, last: number): { at: number; text: string }[] {
  const years = (last - first) / (365.25 * DAY);
  const months = years > 12 ? 60 : years > 4 ? 12 : years > 1.5 ? 6 : years > 0.5 ? 2 : 1;
  const begin = new Date(first);
  const found: { at: number; text: string }[] = [];
  for (let month = 0; found.length < 40; month += months) {
    const at = new Date(
      begin.getFullYear(),
      Math.ceil(begin.getMonth() / months) * months + month,
      1,
    ).getTime();
    if (at > last) break;
    if (at > first)
      found.push({ at, text: months >= 12 ? String(new Date(at).getFullYear()) : clock(at, false).slice(2) });
  }
  return found;
}

function interval(entry: Entry): string {
  const since = entry.since ? `since ${told(entry.since)}` : "since when is not known";
  return `(${since}${entry.until ? `, until ${told(entry.until)}` : ""})`;
}

function AsTable({ entries }: { entries: readonly Entry[] }) {
  return (
    <Scroll label="Timeline, as a table">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Since</th>
            <th scope="col">Until</th>
            <th scope="col">Fact</th>
            <th scope="col">Said</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.fact.id}>
              <td>{entry.since ? told(entry.since) : <span class="faint">not known</span>}</td>
              <td>{entry.until ? told(entry.until) : <span class="faint">still</span>}</td>
              <td>
                <a class="serif" href={href(["memories", entry.fact.id])}>
                  {entry.fact.content}
                </a>
                {entry.after.length > 0 && <span class="small soft"> in place of another</span>}
              </td>
              <td class="soft">{told(entry.said_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
