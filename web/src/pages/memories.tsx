import { useEffect, useMemo, useState } from "preact/hooks";
import type { KindName, MemCube } from "../api/types";
import * as api from "../api/verbs";
import { count, many } from "../lib/format";
import { useLoad } from "../lib/load";
import { Empty, Loading, Problem, Title } from "../parts/basics";
import { CubeRow } from "../parts/cubes";
import { KindChips, kindsOf, NameField } from "../parts/fields";
import { NewMemory } from "../parts/newmemory";
import { Travel } from "../parts/travel";
import { go, place, type Query, settle } from "../router";
import { space, written } from "../state";

const PAGE = 50;
const HITS = 30;
const ONE_VALUE = [
  "q",
  "user",
  "agent",
  "session",
  "tag",
  "since",
  "until",
  "valid_at",
  "known_at",
  "archived",
  "oldest",
] as const;
type Name = (typeof ONE_VALUE)[number];
type Choice = Record<Name, string> & { kinds: KindName[] };

function chosen(query: URLSearchParams): Choice {
  const values = Object.fromEntries(ONE_VALUE.map((name) => [name, query.get(name) ?? ""])) as Record<
    Name,
    string
  >;
  return { ...values, kinds: kindsOf(query.getAll("kind")) };
}

function asQuery(choice: Choice): Query {
  const { kinds, ...values } = choice;
  return { ...values, kind: kinds };
}

/** The arguments of `list` and `recall` that narrow a space down; what was not said is left out. */
function filters(choice: Choice) {
  return {
    ...(choice.user && { user: choice.user }),
    ...(choice.agent && { agent: choice.agent }),
    ...(choice.session && { session: choice.session }),
    ...(choice.tag && { tags: [choice.tag] }),
    ...(choice.since && { since: choice.since }),
    ...(choice.until && { until: choice.until }),
    ...(choice.valid_at && { valid_at: choice.valid_at }),
    ...(choice.known_at && { known_at: choice.known_at }),
    ...(choice.kinds.length > 0 && { kinds: choice.kinds }),
    ...(choice.archived && { tiers: null }),
  };
}

interface Found {
  entries: { cube: MemCube; why?: string }[];
  cursor: string | null;
  told?: string;
}

async function find(choice: Choice, cursor: string | null, signal: AbortSignal): Promise<Found> {
  if (choice.q) {
    const found = await api.recall({ ...filters(choice), query: choice.q, limit: HITS }, signal);
    const sure =
      found.confidence === null
        ? ""
        : `, ${Math.round(found.confidence * 100)} % sure that the answer is among them`;
    return {
      entries: found.hits.map((hit) => ({ cube: hit.cube, why: hit.why.slice(0, 2).join(" · ") })),
      cursor: null,
      told: `The best ${many(found.hits.length, "memory", "memories")} of ${count(found.candidates)}${sure}.`,
    };
  }
  const page = await api.list(
    { ...filters(choice), limit: PAGE, newest_first: !choice.oldest, ...(cursor && { cursor }) },
    signal,
  );
  return { entries: page.cubes.map((cube) => ({ cube })), cursor: page.cursor };
}

export function Memories() {
  const query = place.value.query.toString();
  const choice = useMemo(() => chosen(new URLSearchParams(query)), [query]);
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const [isNew, setIsNew] = useState(false);
  useEffect(() => setCursors([null]), [query, space.value]);
  const cursor = cursors.at(-1) ?? null;
  const overview = useLoad((signal) => api.overview(signal), [space.value, written.value]);
  const found = useLoad(
    (signal) => find(choice, cursor, signal),
    [query, cursor, space.value, written.value],
  );
  const set = (change: Partial<Choice>) => settle(["memories"], asQuery({ ...choice, ...change }));
  const page = cursors.length;
  const isNarrowed = Object.keys(filters(choice)).length > 0;
  return (
    <>
      <Title text={choice.q ? `Memories for “${choice.q}”` : "Memories"}>
        {choice.q && (
          <button
            type="button"
            onClick={() =>
              go(["recall"], {
                q: choice.q,
                user: choice.user,
                valid_at: choice.valid_at,
                known_at: choice.known_at,
              })
            }
          >
            Why these?
          </button>
        )}
        <button type="button" onClick={() => setIsNew(true)}>
          New memory
        </button>
      </Title>
      <div class="stack">
        <Travel
          overview={overview.data}
          validAt={choice.valid_at || null}
          knownAt={choice.known_at || null}
          onChange={(times) =>
            set({
              ...("valid_at" in times && { valid_at: times.valid_at ?? "" }),
              ...("known_at" in times && { known_at: times.known_at ?? "" }),
            })
          }
        />
        <div class="stack tight">
          <div class="bar">
            <KindChips chosen={choice.kinds} overview={overview.data} onChange={(kinds) => set({ kinds })} />
            {isNarrowed && (
              <button type="button" class="bare" onClick={() => settle(["memories"], { q: choice.q })}>
                Clear filters
              </button>
            )}
          </div>
          <details
            open={Boolean(
              choice.user ||
                choice.agent ||
                choice.session ||
                choice.tag ||
                choice.since ||
                choice.until ||
                choice.archived ||
                choice.oldest,
            )}
          >
            <summary>More filters</summary>
            <fieldset class="grid">
              <legend class="unseen">More filters</legend>
              <NameField
                label="User"
                name="user"
                value={choice.user}
                known={overview.data?.users}
                onChange={(user) => set({ user })}
              />
              <NameField
                label="Session"
                name="session"
                value={choice.session}
                known={overview.data?.sessions}
                onChange={(session) => set({ session })}
              />
              <NameField
                label="Agent"
                name="agent"
                value={choice.agent}
                known={overview.data?.agents}
                onChange={(agent) => set({ agent })}
              />
              <NameField
                label="Tag"
                name="tag"
                value={choice.tag}
                known={overview.data?.tags}
                onChange={(tag) => set({ tag })}
              />
              <Day label="Happened since" value={choice.since} onChange={(since) => set({ since })} />
              <Day label="Happened before" value={choice.until} onChange={(until) => set({ until })} />
              <label class="check">
                <input
                  type="checkbox"
                  checked={Boolean(choice.archived)}
                  onChange={(event) => set({ archived: event.currentTarget.checked ? "1" : "" })}
                />
                Archive too
              </label>
              <label class="check">
                <input
                  type="checkbox"
                  checked={Boolean(choice.oldest)}
                  onChange={(event) => set({ oldest: event.currentTarget.checked ? "1" : "" })}
                />
                Oldest first
              </label>
            </fieldset>
          </details>
        </div>
        <section aria-label="Results" aria-busy={found.loading}>
          <Problem error={found.error} retry={found.reload} />
          {!found.data && found.loading && <Loading />}
          {found.data && (
            <div class={found.loading ? "stale" : undefined}>
              <p class="small soft" role="status">
                {found.data.told ?? told(found.data.entries.length, page, isNarrowed, overview.data?.cubes)}
              </p>
              {found.data.entries.length === 0 ? (
                <Empty>Nothing here fits. {isNarrowed && "Loosen a filter, or move the times to now."}</Empty>
              ) : (
                <ol class="rows">
                  {found.data.entries.map(({ cube, why }) => (
                    <CubeRow key={cube.id} cube={cube} {...(why && { why })} />
                  ))}
                </ol>
              )}
              {(page > 1 || found.data.cursor) && (
                <nav class="bar" aria-label="Pages">
                  <button
                    type="button"
                    disabled={page === 1}
                    onClick={() => setCursors(cursors.slice(0, -1))}
                  >
                    Previous
                  </button>
                  <span class="small soft">Page {count(page)}</span>
                  <button
                    type="button"
                    disabled={!found.data.cursor}
                    onClick={() => {
                      setCursors([...cursors, found.data?.cursor ?? null]);
                      scrollTo({ top: 0 });
                    }}
                  >
                    Next
                  </button>
                </nav>
              )}
            </div>
          )}
        </section>
      </div>
      {isNew && <NewMemory onClose={() => setIsNew(false)} />}
    </>
  );
}

function told(shown: number, page: number, isNarrowed: boolean, total: number | undefined): string {
  const from = (page - 1) * PAGE + 1;
  const range = shown ? `${count(from)}–${count(from + shown - 1)}` : "None";
  return isNarrowed || total === undefined
    ? `${range}, latest first unless said otherwise.`
    : `${range} of ${count(total)} in all tiers.`;
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="date"
        value={value.slice(0, 10)}
        onChange={(event) =>
          onChange(event.currentTarget.value ? `${event.currentTarget.value}T00:00:00Z` : "")
        }
      />
    </label>
  );
}
