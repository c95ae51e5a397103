import type { Overview } from "../api/types";
import * as api from "../api/verbs";
import { bytes, count, many, words } from "../lib/format";
import { useLoad } from "../lib/load";
import { Shown, Title } from "../parts/basics";
import { OperationHead } from "../parts/changes";
import { CubeRow } from "../parts/cubes";
import { RememberForm } from "../parts/newmemory";
import { Activity } from "../parts/travel";
import { href, type Query } from "../router";
import { space, written } from "../state";

export function Home() {
  const overview = useLoad((signal) => api.overview(signal), [space.value, written.value]);
  if (overview.data?.cubes === 0) return <First />;
  return (
    <>
      <Title text={space.value === "default" ? "Home" : space.value} />
      <Shown of={overview}>{(data) => <Full overview={data} />}</Shown>
    </>
  );
}

function Full({ overview }: { overview: Overview }) {
  const stats = useLoad((signal) => api.stats(signal), [space.value, written.value]);
  const latest = useLoad(
    (signal) => api.list({ limit: 8, newest_first: true }, signal),
    [space.value, written.value],
  );
  const done = useLoad((signal) => api.log({ limit: 6 }, signal), [space.value, written.value]);
  return (
    <div class="stack home">
      <Shown of={stats}>
        {(data) => (
          <dl class="figures">
            <Figure
              name="Memories"
              value={count(overview.cubes)}
              note={`${count(overview.tiers.archive ?? 0)} archived`}
            />
            <Figure name="Versions" value={count(data.versions)} />
            <Figure name="Links" value={count(data.links)} />
            <Figure
              name="Vectors"
              value={count(data.vectors)}
              note={data.pending_vectors ? `${count(data.pending_vectors)} to come` : (data.embedder ?? "")}
            />
            <Figure name="Operations" value={count(data.operations)} />
            <Figure name="File" value={bytes(data.size_bytes)} note={many(data.spaces, "space")} />
          </dl>
        )}
      </Shown>
      <section class="section" aria-label="Activity">
        <h2>When it happened</h2>
        <Activity overview={overview} />
      </section>
      <div class="thirds">
        <Shares title="Kinds" counts={overview.kinds} to={(kind) => ({ kind })} isKind />
        <Shares
          title="Users"
          counts={overview.users}
          total={overview.distinct.users}
          to={(user) => ({ user })}
        />
        <Shares title="Tiers" counts={overview.tiers} />
      </div>
      <section class="section">
        <div class="head">
          <h2>Latest memories</h2>
          <a class="end small" href={href(["memories"])}>
            All memories
          </a>
        </div>
        <Shown of={latest}>
          {(page) => (
            <ul class="rows">
              {page.cubes.map((cube) => (
                <CubeRow key={cube.id} cube={cube} />
              ))}
            </ul>
          )}
        </Shown>
      </section>
      <section class="section">
        <div class="head">
          <h2>Latest operations</h2>
          <a class="end small" href={href(["operations"])}>
            All operations
          </a>
        </div>
        <Shown of={done}>
          {(entries) => (
            <ul class="rows">
              {entries.map((entry) => (
                <li key={entry.operation.id}>
                  <a class="row wide" data-row href={href(["operations", entry.operation.id ?? ""])}>
                    <span>
                      <OperationHead entry={entry} />
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Shown>
      </section>
    </div>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        {value} {note && <small>{note}</small>}
      </dd>
    </div>
  );
}

const SHOWN = 8;

function Shares({
  title,
  counts,
  total,
  to,
  isKind = false,
}: {
  title: string;
  counts: Record<string, number>;
  total?: number | undefined;
  to?: (name: string) => Query;
  isKind?: boolean;
}) {
  const entries = Object.entries(counts);
  const most = Math.max(1, ...Object.values(counts));
  const rest = (total ?? entries.length) - Math.min(SHOWN, entries.length);
  if (entries.length === 0) return null;
  return (
    <section class="section">
      <h2>{title}</h2>
      <ul class="share-list">
        {entries.slice(0, SHOWN).map(([name, n]) => (
          <li key={name} class={isKind ? "kind-share" : undefined} data-kind={isKind ? name : undefined}>
            {to ? <a href={href(["memories"], to(name))}>{words(name)}</a> : <span>{words(name)}</span>}
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(n / most) * 100} height="10" />
            </svg>
            <span class="n">{count(n)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p class="small faint">and {count(rest)} more</p>}
    </section>
  );
}

const PYTHON = (name: string) => `import mnemic

mem = mnemic.open("${location.origin}", api_key="mnk_…"${name === "default" ? "" : `, space="${name}"`})
mem.remember("I moved to Porto in May.", user="ana")
mem.recall("Where does Ana live?", user="ana")`;

/** What a store that holds nothing shows: what to do. */
function First() {
  const inSpace = space.value === "default" ? "" : ` --space ${space.value}`;
  return (
    <>
      <Title text="Nothing to remember yet" />
      <div class="first">
        <p class="soft">
          The space <strong>{space.value}</strong> is empty. Tell it something, in any of these ways; it is
          here at once.
        </p>
        <section class="step panel">
          <h2>Here</h2>
          <RememberForm />
        </section>
        <section class="step">
          <h2>In a terminal</h2>
          <pre>{`mnemic remember "I moved to Porto in May." --user ana${inSpace}\nmnemic ingest chat.txt${inSpace}`}</pre>
        </section>
        <section class="step">
          <h2>From Python</h2>
          <pre>{PYTHON(space.value)}</pre>
          <p class="small soft">
            A program signs in with a key: make one under <a href={href(["keys"])}>Keys</a>.
          </p>
        </section>
      </div>
    </>
  );
}
