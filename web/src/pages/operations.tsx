import { useEffect, useState } from "preact/hooks";
import type { Logged, Operation } from "../api/types";
import * as api from "../api/verbs";
import { clock, words } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { Empty, Loading, Problem, Shown, Title } from "../parts/basics";
import { Changes, OperationHead, SHOWN } from "../parts/changes";
import { Receipt } from "../parts/receipt";
import { UndoDialog } from "../parts/undo";
import { href } from "../router";
import { space, written } from "../state";

const PAGE = 50;

export function Operations() {
  const [entries, setEntries] = useState<Logged[]>([]);
  const [isEnd, setEnd] = useState(false);
  const [undoing, setUndoing] = useState<Operation | null>(null);
  const first = useLoad((signal) => api.log({ limit: PAGE }, signal), [space.value, written.value]);
  const more = useAct();
  useEffect(() => {
    if (!first.data) return;
    setEntries(first.data);
    setEnd(first.data.length < PAGE);
  }, [first.data]);
  const before = entries.at(-1)?.operation.id;
  return (
    <>
      <Title text="Operations" />
      <p class="lead">
        Everything that was done in this space, latest first. All but an erasure can be taken back.
      </p>
      <Problem error={first.error} retry={first.reload} />
      {!first.data && first.loading && <Loading />}
      {first.data?.length === 0 && <Empty>Nothing was done yet.</Empty>}
      <ul class="rows">
        {entries.map((entry) => (
          <Line key={entry.operation.id} entry={entry} onUndo={setUndoing} />
        ))}
      </ul>
      {!isEnd && before && (
        <div class="bar">
          <button
            type="button"
            disabled={more.busy}
            onClick={() =>
              void more.run(async () => {
                const older = await api.log({ before, limit: PAGE });
                setEntries([...entries, ...older]);
                setEnd(older.length < PAGE);
              })
            }
          >
            Earlier
          </button>
          <Problem error={more.error} />
        </div>
      )}
      {undoing && <UndoDialog operation={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

function Line({ entry, onUndo }: { entry: Logged; onUndo: (operation: Operation) => void }) {
  const { operation } = entry;
  const [isOpen, setOpen] = useState(false);
  return (
    <li class="operation">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary data-row>
          <OperationHead entry={entry} />
        </summary>
        {isOpen && operation.id && (
          <div class="stack tight">
            <ChangesOf id={operation.id} />
          </div>
        )}
      </details>
      <span class="bar">
        <a class="small" href={href(["operations", operation.id ?? ""])}>
          {operation.verb === "forget" ? "receipt" : "open"}
        </a>
        {operation.verb !== "forget" && (
          <button type="button" class="bare" onClick={() => onUndo(operation)}>
            Take back
          </button>
        )}
      </span>
    </li>
  );
}

async function find(id: string, signal: AbortSignal): Promise<Logged | null> {
  const [found] = await api.log({ operation_id: id, changes: SHOWN, limit: 1 }, signal);
  return found ?? null;
}

function ChangesOf({ id }: { id: string }) {
  const found = useLoad((signal) => find(id, signal), [id, space.value]);
  return <Shown of={found}>{(entry) => entry && <Changes entry={entry} />}</Shown>;
}

export function OperationPage({ id }: { id: string }) {
  const [undoing, setUndoing] = useState(false);
  const found = useLoad((signal) => find(id, signal), [id, space.value, written.value]);
  const operation = found.data?.operation;
  return (
    <article data-back>
      <Title text={operation ? `Operation: ${words(operation.verb)}` : "Operation"}>
        {operation && operation.verb !== "forget" && (
          <button type="button" onClick={() => setUndoing(true)}>
            Take back
          </button>
        )}
      </Title>
      <Problem error={found.error} retry={found.reload} />
      {found.loading && !operation && <Loading />}
      {found.data === null && (
        <Empty>
          There is no operation of this id in this space. <a href={href(["operations"])}>All of them</a>
        </Empty>
      )}
      {found.data && operation && (
        <div class="stack">
          <Head operation={operation} />
          {operation.verb === "forget" ? <ReceiptOf id={id} /> : <Changes entry={found.data} />}
        </div>
      )}
      {undoing && operation && <UndoDialog operation={operation} onClose={() => setUndoing(false)} />}
    </article>
  );
}

function Head({ operation }: { operation: Operation }) {
  return (
    <dl class="facts">
      <dt>When</dt>
      <dd>{clock(operation.recorded_at)}</dd>
      {operation.actor && (
        <>
          <dt>By</dt>
          <dd>{operation.actor}</dd>
        </>
      )}
      {operation.reason && (
        <>
          <dt>Why</dt>
          <dd>{operation.reason}</dd>
        </>
      )}
      {operation.undoes && (
        <>
          <dt>Takes back</dt>
          <dd>
            <a class="mono" href={href(["operations", operation.undoes])}>
              {operation.undoes}
            </a>
          </dd>
        </>
      )}
      <dt>Id</dt>
      <dd class="mono">{operation.id}</dd>
    </dl>
  );
}

export function ReceiptOf({ id }: { id: string }) {
  const receipt = useLoad((signal) => api.receipt(id, signal), [id, space.value, written.value]);
  return <Shown of={receipt}>{(data) => <Receipt receipt={data} />}</Shown>;
}
