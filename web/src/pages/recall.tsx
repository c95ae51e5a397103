import { useMemo, useState } from "preact/hooks";
import type { ChannelScore, Recall as Found, Hit, KindName, Missing } from "../api/types";
import * as api from "../api/verbs";
import { count, fromInput, instant, many, percent, toInput, words } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { Empty, Field, Kind, Loading, Problem, Shown, Title } from "../parts/basics";
import { When } from "../parts/cubes";
import { KindChips, kindsOf, NameField } from "../parts/fields";
import { go, href, place } from "../router";
import { space, written } from "../state";

const NAMES = ["q", "user", "valid_at", "known_at", "asked_at", "limit", "max_tokens", "depth"] as const;
type Asked = Record<(typeof NAMES)[number], string> & { kinds: KindName[] };

function read(query: URLSearchParams): Asked {
  const values = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""])) as Omit<
    Asked,
    "kinds"
  >;
  return { ...values, kinds: kindsOf(query.getAll("kind")) };
}

function scope(asked: Asked) {
  return {
    query: asked.q,
    limit: Number(asked.limit || 10),
    ...(asked.user && { user: asked.user }),
    ...(asked.valid_at && { valid_at: asked.valid_at }),
    ...(asked.known_at && { known_at: asked.known_at }),
    ...(asked.asked_at && { asked_at: asked.asked_at }),
    ...(asked.depth === "deep" && { depth: "deep" as const }),
    ...(asked.kinds.length > 0 && { kinds: asked.kinds }),
  };
}

export function Recall() {
  const query = place.value.query.toString();
  const asked = useMemo(() => read(new URLSearchParams(query)), [query]);
  const [draft, setDraft] = useState(asked);
  const [was, setWas] = useState(asked);
  if (was !== asked) {
    setWas(asked);
    setDraft(asked);
  }
  const overview = useLoad((signal) => api.overview(signal), [space.value]);
  const found = useLoad(
    asked.q
      ? async (signal) => {
          const began = performance.now();
          const recall = await api.recall({ ...scope(asked), explain: true }, signal);
          return { recall, ms: performance.now() - began };
        }
      : null,
    [query, space.value, written.value],
  );
  const set = (change: Partial<Asked>) => setDraft({ ...draft, ...change });
  return (
    <>
      <Title text="Recall" />
      <p class="lead">
        Ask as an agent would, and see what comes back, why it does, and why something else does not.
      </p>
      <form
        class="stack"
        aria-label="The question"
        onSubmit={(event) => {
          event.preventDefault();
          const { kinds, ...values } = draft;
          go(["recall"], { ...values, kind: kinds });
        }}
      >
        <div class="bar nowrap">
          <input
            aria-label="Question"
            class="question"
            value={draft.q}
            placeholder="Where does Ana live?"
            onInput={(event) => set({ q: event.currentTarget.value })}
          />
          <button type="submit" class="main" disabled={!draft.q.trim()}>
            Recall
          </button>
        </div>
        <details
          open={Boolean(
            asked.user ||
              asked.valid_at ||
              asked.known_at ||
              asked.asked_at ||
              asked.depth ||
              asked.kinds.length,
          )}
        >
          <summary>How it is asked</summary>
          <div class="stack tight">
            <KindChips chosen={draft.kinds} overview={overview.data} onChange={(kinds) => set({ kinds })} />
            <div class="grid">
              <NameField
                label="User"
                name="recall-user"
                value={draft.user}
                known={overview.data?.users}
                onChange={(user) => set({ user })}
              />
              <Field label="How many">
                <input
                  type="number"
                  min="1"
                  max="200"
                  value={draft.limit || "10"}
                  onInput={(event) => set({ limit: event.currentTarget.value })}
                />
              </Field>
              <Field label="Depth">
                <select
                  value={draft.depth || "normal"}
                  onChange={(event) => set({ depth: event.currentTarget.value === "deep" ? "deep" : "" })}
                >
                  <option value="normal">normal</option>
                  <option value="deep">deep: a second round</option>
                </select>
              </Field>
              <Moment label="True at" value={draft.valid_at} onChange={(valid_at) => set({ valid_at })} />
              <Moment label="Known at" value={draft.known_at} onChange={(known_at) => set({ known_at })} />
              <Moment label="Asked at" value={draft.asked_at} onChange={(asked_at) => set({ asked_at })} />
            </div>
          </div>
        </details>
      </form>
      <section aria-label="Answer" aria-busy={found.loading} class="answer">
        <Problem error={found.error} retry={found.reload} />
        {found.loading && !found.data && <Loading what="Recalling …" />}
        {found.data && (
          <div class={found.loading ? "stale" : undefined}>
            <Answer key={found.data.recall.id} found={found.data.recall} ms={found.data.ms} asked={asked} />
          </div>
        )}
      </section>
    </>
  );
}

function Moment({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      <input
        type="datetime-local"
        value={value ? toInput(instant(value)) : ""}
        onChange={(event) => onChange(fromInput(event.currentTarget.value) ?? "")}
      />
    </Field>
  );
}

const TABS = ["Hits", "For the prompt", "Why not?"] as const;

function Answer({ found, ms, asked }: { found: Found; ms: number; asked: Asked }) {
  const [tab, setTab] = useState<(typeof TABS)[number]>("Hits");
  return (
    <div class="stack">
      <Confidence found={found} ms={ms} />
      {found.degraded.length > 0 && (
        <p class="warn">This answer is less than it could be: {found.degraded.map(words).join(", ")}.</p>
      )}
      <div>
        <div class="tabs" role="tablist" aria-label="Parts of the answer">
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={tab === name}
              aria-controls="tab-panel"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => setTab(name)}
              onKeyDown={(event) => {
                const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                const next = TABS[(TABS.indexOf(name) + step + TABS.length) % TABS.length];
                if (!step || !next) return;
                setTab(next);
                document.getElementById(`tab-${next}`)?.focus();
              }}
            >
              {name}
            </button>
          ))}
        </div>
        <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
          {tab === "Hits" && <Hits hits={found.hits} />}
          {tab === "For the prompt" && <Prompt asked={asked} />}
          {tab === "Why not?" && <WhyNot asked={asked} />}
        </div>
      </div>
    </div>
  );
}

function Confidence({ found, ms }: { found: Found; ms: number }) {
  const sure = found.confidence;
  const around = 2 * Math.PI * 26;
  return (
    <div class="dial">
      {sure !== null && (
        <svg viewBox="0 0 64 64" role="img" aria-label={`Confidence ${percent(sure)}`}>
          <circle cx="32" cy="32" r="26" />
          <circle
            class="on"
            cx="32"
            cy="32"
            r="26"
            stroke-dasharray={`${sure * around} ${around}`}
            transform="rotate(-90 32 32)"
          />
          <text x="32" y="37">
            {Math.round(sure * 100)}
          </text>
        </svg>
      )}
      <div>
        <p>
          {sure === null ? (
            "How sure it is was not worked out."
          ) : (
            <>
              <strong>{percent(sure)}</strong> sure that the answer is among these hits:{" "}
              {found.answerable ? "worth answering from." : <strong>better say “I don’t know”.</strong>}
            </>
          )}
        </p>
        <p class="small soft">
          {many(found.hits.length, "hit")} of {count(found.candidates)} that pass the filters, in{" "}
          {Math.round(ms)} ms
          {found.archive_searched && ", the archive searched as well"}
          {found.calibration && `; calibrated on ${found.calibration}`}
        </p>
      </div>
    </div>
  );
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  const most = useMemo(() => {
    const best = new Map<string, number>();
    for (const part of hits.flatMap((hit) => hit.channels)) {
      best.set(part.channel, Math.max(best.get(part.channel) ?? 0, Math.abs(part.score ?? 0)));
    }
    return best;
  }, [hits]);
  if (hits.length === 0) return <Empty>Nothing passes the filters.</Empty>;
  return (
    <ol>
      {hits.map((hit, at) => (
        <li key={hit.cube.id} class="hit">
          <span class="rank">{at + 1}</span>
          <div class="body">
            <a class="text" data-row href={href(["memories", hit.cube.id])}>
              {hit.cube.content}
            </a>
            <p class="bar small soft">
              <Kind kind={hit.cube.kind} />
              {(hit.cube.speaker ?? hit.cube.user) && <span>{hit.cube.speaker ?? hit.cube.user}</span>}
              <When cube={hit.cube} />
              <span>score {hit.score.toFixed(3)}</span>
            </p>
            <ul class="why">
              {hit.why.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {hit.facts.length > 0 && (
              <p class="chips">
                {hit.facts.map((fact) => (
                  <a key={fact.id} class="tag" href={href(["memories", fact.id])}>
                    {fact.content}
                  </a>
                ))}
              </p>
            )}
          </div>
          <Channels channels={hit.channels} most={most} />
        </li>
      ))}
    </ol>
  );
}

function Channels({ channels, most }: { channels: readonly ChannelScore[]; most: Map<string, number> }) {
  return (
    <table class="channels">
      <caption class="unseen">Channels</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Channel</th>
          <th scope="col">Score beside the best</th>
          <th scope="col">Score</th>
          <th scope="col">Rank</th>
        </tr>
      </thead>
      <tbody>
        {channels.map((part) => (
          <tr key={part.channel} class={part.score === null ? "none" : undefined}>
            <th scope="row">{words(part.channel)}</th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(Math.abs(part.score ?? 0) / (most.get(part.channel) || 1)) * 100} height="10" />
              </svg>
            </td>
            <td class="n">{part.score === null ? "–" : part.score.toFixed(2)}</td>
            <td class="n">{part.rank === null ? "" : `#${part.rank}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Prompt({ asked }: { asked: Asked }) {
  const [tokens, setTokens] = useState(asked.max_tokens || "800");
  const rendered = useLoad(
    (signal) => api.context({ ...scope(asked), max_tokens: Math.max(1, Number(tokens) || 1) }, signal),
    [asked, tokens, space.value],
  );
  return (
    <div class="stack tight">
      <div class="grid">
        <Field label="At most this many tokens">
          <input
            type="number"
            min="1"
            value={tokens}
            onChange={(event) => setTokens(event.currentTarget.value)}
          />
        </Field>
      </div>
      <Shown of={rendered}>
        {(data) => (
          <>
            <p class="small soft">
              {many(data.tokens, "token")}, {many(Object.keys(data.citations).length, "citation")}. This is
              what <code>found.context()</code> gives.
            </p>
            {data.text ? (
              <section class="prompt" aria-label="The text for the prompt">
                {data.text}
              </section>
            ) : (
              <Empty>Nothing fits.</Empty>
            )}
          </>
        )}
      </Shown>
    </div>
  );
}

const STEPS: Readonly<Record<string, string>> = {
  returned: "It is among the hits",
  filter: "A filter keeps it out",
  no_match: "Nothing in it matches",
  limit: "It ranks too low",
  budget: "It does not fit into the tokens",
};

function WhyNot({ asked }: { asked: Asked }) {
  const [id, setId] = useState("");
  const [said, setSaid] = useState<Missing | null>(null);
  const act = useAct();
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        setSaid(null);
        void act.run(async () => setSaid(await api.missing(id.trim(), scope(asked))));
      }}
    >
      <Field label="Id of the memory you expected" hint="It stands on the memory’s page, under Header.">
        <input
          class="mono"
          value={id}
          spellcheck={false}
          autocomplete="off"
          placeholder="01890a5d-ac96-774b-bcce-b302099a8057"
          onInput={(event) => setId(event.currentTarget.value)}
        />
      </Field>
      <div>
        <button type="submit" disabled={act.busy || !id.trim()}>
          Why not this one?
        </button>
      </div>
      <Problem error={act.error} />
      {said && (
        <div class="panel">
          <h2>{STEPS[said.step] ?? words(said.step)}</h2>
          <p>{said.reason}</p>
          {said.channels.length > 0 && <Channels channels={said.channels} most={new Map()} />}
          <a class="small" href={href(["memories", said.cube])}>
            Open the memory
          </a>
        </div>
      )}
    </form>
  );
}
