import { useState } from "preact/hooks";
import type { MemCube, Operation } from "../api/types";
import * as api from "../api/verbs";
import { clock, many, percent, told, words } from "../lib/format";
import { type Loaded, useAct, useLoad } from "../lib/load";
import { Empty, Kind, Loading, Problem, Shown, Title } from "../parts/basics";
import { Difference, FieldChanges, OperationHead } from "../parts/changes";
import { Cited, CubeRow, Marks } from "../parts/cubes";
import { CurveChart, CurveWords } from "../parts/curve";
import { CorrectDialog, EditDialog, RetractDialog } from "../parts/edit";
import { ForgetDialog } from "../parts/forget";
import { UndoDialog } from "../parts/undo";
import { href } from "../router";
import { did, space, written } from "../state";

type Open = "edit" | "forget" | "correct" | "retract" | null;

export function Memory({ id }: { id: string }) {
  const deps = [id, space.value, written.value];
  const cube = useLoad((signal) => api.get(id, signal), deps);
  const [isGone, setGone] = useState(false);
  if (isGone) {
    return (
      <>
        <Title text="Forgotten" />
        <Empty>
          This memory is gone for good. <a href={href(["memories"])}>All memories</a>
        </Empty>
      </>
    );
  }
  if (!cube.data) {
    return (
      <>
        <Title text="Memory" />
        <Problem error={cube.error} retry={cube.reload} />
        {cube.loading && <Loading />}
      </>
    );
  }
  return <Known key={id} cube={cube.data} onGone={() => setGone(true)} />;
}

const TITLES: Readonly<Record<string, string>> = {
  episode: "What was said",
  fact: "Fact",
  preference: "Preference",
  summary: "Summary",
  belief: "Belief",
  procedure: "Procedure",
  resource: "Resource",
  secret: "Secret",
};

function Known({ cube, onGone }: { cube: MemCube; onGone: () => void }) {
  const deps = [cube.id, space.value, written.value];
  const [open, setOpen] = useState<Open>(null);
  const history = useLoad((signal) => api.history(cube.id, signal), deps);
  const curve = useLoad((signal) => api.curve(cube.id, signal), deps);
  const close = () => setOpen(null);
  return (
    <article data-back>
      <Title text={TITLES[cube.kind] ?? words(cube.kind)}>
        <Actions cube={cube} onOpen={setOpen} />
      </Title>
      <div class="columns">
        <div>
          <div class="bar small soft">
            <Kind kind={cube.kind} />
            {(cube.speaker ?? cube.user) && <span>{cube.speaker ?? cube.user}</span>}
            {cube.occurred_at && (
              <time dateTime={cube.occurred_at.replace(/\[.*$/, "")}>{told(cube.occurred_at, true)}</time>
            )}
            <Marks cube={cube} />
          </div>
          <p class={`memory${cube.content.length > 400 ? " long" : ""}`}>{cube.content}</p>
          {cube.tags.length > 0 && (
            <p class="chips">
              {cube.tags.map((tag) => (
                <a key={tag} class="tag" href={href(["memories"], { tag })}>
                  {tag}
                </a>
              ))}
            </p>
          )}
          {cube.fact && <FactShown cube={cube} />}
          {cube.fact && cube.fact.evidence.length > 0 && <EvidenceShown cube={cube} />}
          <LinksShown cube={cube} />
          <VersionsShown history={history} />
          <OperationsShown cube={cube} />
        </div>
        <aside class="stack" aria-label="About this memory">
          <section class="panel">
            <h2>Strength</h2>
            <Shown of={curve}>
              {(data) => (
                <div class="stack tight">
                  <CurveChart curve={data} />
                  <CurveWords curve={data} />
                </div>
              )}
            </Shown>
          </section>
          <section class="panel">
            <h2>Header</h2>
            <Header cube={cube} />
          </section>
        </aside>
      </div>
      {open === "edit" && <EditDialog cube={cube} onClose={close} />}
      {open === "correct" && <CorrectDialog cube={cube} onClose={close} />}
      {open === "retract" && <RetractDialog cube={cube} onClose={close} />}
      {open === "forget" && (
        <ForgetDialog
          what="this memory"
          selector={{ ids: [cube.id] }}
          onClose={(receipt) => (receipt ? onGone() : close())}
        />
      )}
    </article>
  );
}

function Actions({ cube, onOpen }: { cube: MemCube; onOpen: (open: Open) => void }) {
  const act = useAct();
  const isPinned = cube.state === "frozen";
  const moved = (text: string) => (operation: Operation) =>
    did(text, { text: "Show the operation", href: href(["operations", operation.id ?? ""]) });
  return (
    <>
      <Problem error={act.error} />
      <button type="button" onClick={() => onOpen("edit")}>
        Edit
      </button>
      {cube.fact && (
        <>
          <button type="button" onClick={() => onOpen("correct")}>
            Correct
          </button>
          <button type="button" onClick={() => onOpen("retract")}>
            Retract
          </button>
        </>
      )}
      <button
        type="button"
        disabled={act.busy}
        onClick={() =>
          void act.run(async () => {
            if (isPinned) moved("It fades again.")(await api.unpin([cube.id]));
            else moved("Pinned: it does not fade.")(await api.pin([cube.id]));
          })
        }
      >
        {isPinned ? "Unpin" : "Pin"}
      </button>
      {cube.tier !== "archive" && (
        <button
          type="button"
          disabled={act.busy}
          onClick={() => void act.run(async () => moved("Archived.")(await api.archive([cube.id])))}
        >
          Archive
        </button>
      )}
      <button type="button" class="danger" onClick={() => onOpen("forget")}>
        Forget
      </button>
    </>
  );
}

function FactShown({ cube }: { cube: MemCube }) {
  const fact = cube.fact;
  if (!fact) return null;
  return (
    <section class="section panel" aria-label="The fact">
      <dl class="facts">
        <dt>Subject</dt>
        <dd>
          <a href={href(["timeline"], { subject: fact.subject, user: cube.user })}>{fact.subject}</a>
        </dd>
        <dt>Predicate</dt>
        <dd>
          {fact.polarity === "negated" && <strong>not </strong>}
          {words(fact.predicate)}
          {fact.key && ` (${fact.key})`}
        </dd>
        <dt>Object</dt>
        <dd>{fact.object}</dd>
        <dt>Holds</dt>
        <dd>
          {cube.valid_from ? `since ${told(cube.valid_from)}` : "since when is not known"}
          {cube.valid_to ? `, until ${told(cube.valid_to)}` : ", and still does"}
        </dd>
        <dt>Certainty</dt>
        <dd>{percent(fact.certainty)}</dd>
        {fact.corrects && (
          <>
            <dt>Corrects</dt>
            <dd>
              <a href={href(["memories", fact.corrects])}>an earlier fact</a>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function EvidenceShown({ cube }: { cube: MemCube }) {
  const cited = cube.fact?.evidence ?? [];
  const ids = [...new Set(cited.map((span) => span.cube))];
  const sources = useLoad(
    async (signal) => Promise.all(ids.slice(0, 20).map((id) => api.get(id, signal))),
    [cube.id, cube.version, space.value],
  );
  return (
    <section class="section">
      <h2>Evidence</h2>
      <Shown of={sources}>
        {(found) => (
          <ul class="stack tight">
            {found.map((source) => (
              <li key={source.id}>
                <blockquote class="quote">
                  <Cited text={source.content} marks={cited.filter((span) => span.cube === source.id)} />
                </blockquote>
                <p class="small soft">
                  {source.speaker ?? source.user ?? "somebody"},{" "}
                  {source.occurred_at ? told(source.occurred_at, true) : clock(source.created_at)} ·{" "}
                  <a href={href(["memories", source.id])}>open</a>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}

const RELATIONS: Readonly<Record<string, readonly [string, string]>> = {
  derived_from: ["Rests on", "What rests on it"],
  supersedes: ["Came instead of", "Was replaced by"],
  contradicts: ["Is at odds with", "Is at odds with"],
  supports: ["Supports", "Is supported by"],
  mentions: ["Mentions", "Is mentioned by"],
  next: ["Goes on in", "Follows on"],
  causes: ["Causes", "Is caused by"],
  related: ["Is related to", "Is related to"],
};

function LinksShown({ cube }: { cube: MemCube }) {
  const links = useLoad((signal) => api.links(cube.id, signal), [cube.id, space.value, written.value]);
  const groups = new Map<string, MemCube[]>();
  for (const link of links.data?.links ?? []) {
    const name = RELATIONS[link.relation]?.[link.direction === "out" ? 0 : 1] ?? words(link.relation);
    const group = groups.get(name) ?? [];
    if (!group.some((one) => one.id === link.cube.id)) group.push(link.cube);
    groups.set(name, group);
  }
  return (
    <section class="section">
      <h2>Links</h2>
      <Shown of={links}>
        {(data) =>
          data.total === 0 ? (
            <p class="soft small">It is linked to nothing yet.</p>
          ) : (
            <>
              {[...groups].map(([name, cubes]) => (
                <div key={name}>
                  <h3 class="soft">{name}</h3>
                  <ul class="rows">
                    {cubes.map((one) => (
                      <CubeRow key={one.id} cube={one} />
                    ))}
                  </ul>
                </div>
              ))}
              {data.total > data.links.length && (
                <p class="small soft">
                  {data.links.length} of {data.total} links are shown.
                </p>
              )}
            </>
          )
        }
      </Shown>
    </section>
  );
}

function VersionsShown({ history }: { history: Loaded<MemCube[]> }) {
  return (
    <section class="section">
      <h2>Versions</h2>
      <Shown of={history}>
        {(versions) => (
          <ol class="versions">
            {versions
              .map((version, at) => ({ version, before: versions[at - 1] }))
              .reverse()
              .map(({ version, before }) => (
                <li key={version.version}>
                  <div class="meta">
                    <strong>Version {version.version}</strong>
                    <time dateTime={version.recorded_at}>{clock(version.recorded_at)}</time>
                    <a href={href(["operations", version.operation])}>operation</a>
                  </div>
                  <div class="stack tight">
                    <p class="quote">
                      {before ? (
                        <Difference before={before.content} after={version.content} />
                      ) : (
                        version.content
                      )}
                    </p>
                    {before && <FieldChanges before={before} after={version} />}
                  </div>
                </li>
              ))}
          </ol>
        )}
      </Shown>
    </section>
  );
}

function OperationsShown({ cube }: { cube: MemCube }) {
  const [undoing, setUndoing] = useState<Operation | null>(null);
  const operations = useLoad(
    (signal) => api.log({ cube: cube.id, limit: 20 }, signal),
    [cube.id, space.value, written.value],
  );
  return (
    <section class="section">
      <h2>Operations</h2>
      <Shown of={operations}>
        {(entries) => (
          <ul class="rows">
            {entries.map((entry) => (
              <li key={entry.operation.id} class="bar small-row">
                <span>
                  <OperationHead entry={entry} />
                </span>
                <button type="button" class="bare" onClick={() => setUndoing(entry.operation)}>
                  Take back
                </button>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {undoing && <UndoDialog operation={undoing} onClose={() => setUndoing(null)} />}
    </section>
  );
}

function Header({ cube }: { cube: MemCube }) {
  const rows: [string, string | null][] = [
    ["User", cube.user],
    ["Speaker", cube.speaker],
    ["Role", cube.role],
    ["Session", cube.session],
    ["Agent", cube.agent],
    ["Happened", cube.occurred_at && told(cube.occurred_at, true)],
    ["Told", clock(cube.created_at)],
    ["This version", `${cube.version}, ${clock(cube.recorded_at)}`],
    ["Tier", words(cube.tier)],
    ["State", cube.state === "frozen" ? "frozen (pinned)" : cube.state],
    ["Importance", cube.importance === null ? null : percent(cube.importance)],
    ["Key", cube.key],
    ["Source", cube.source],
    ["Number", String(cube.seq)],
    ["Links", many(cube.links.length, "link")],
  ];
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <HeaderRow key={name} name={name} value={value ?? ""} />
        ))}
      {Object.entries(cube.metadata).map(([name, value]) => (
        <HeaderRow
          key={`metadata.${name}`}
          name={name}
          value={typeof value === "string" ? value : JSON.stringify(value)}
        />
      ))}
      <dt>Id</dt>
      <dd class="mono">{cube.id}</dd>
    </dl>
  );
}

function HeaderRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
