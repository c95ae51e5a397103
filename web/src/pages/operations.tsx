import { useEffect, useState } from "preact/hooks";
import type { Operation } from "../api/types";
import * as api from "../api/verbs";
import { clock, words } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { Empty, Loading, Problem, Title } from "../parts/basics";
import { Changes, OperationHead } from "../parts/changes";
import { Receipt } from "../parts/receipt";
import { UndoDialog } from "../parts/undo";
import { href } from "../router";
import { space, written } from "../state";

const PAGE = 50;

export function Operations() {
  const [done, setDone] = useState<Operation[]>([]);
  const [isEnd, setEnd] = useState(false);
  const [undoing, setUndoing] = useState<Operation | null>(null);
  const first = useLoad((signal) => api.operations({ limit: PAGE }, signal), [space.value, written.value]);
  const more = useAct();
  useEffect(() => {
    if (!first.data) return;
    setDone(first.data);
    setEnd(first.data.length < PAGE);
  }, [first.data]);
  const before = done.at(-1)?.id;
  return (
    <>
      <Title text="Operations" />
      <p class="lead">
        Everything that was done in this space, latest first. All but an erasure can be taken back.
      </p>
      <Problem error={first.error} retry={first.reload} />
      {!first.data && first.loading && <Loading />}
      {first.data && done.length === 0 && <Empty>Nothing was done yet.</Empty>}
      <ul class="rows">
        {done.map((operation) => (
          <li key={operation.id} class="operation">
            <details>
              <summary data-row>
                <OperationHead operation={operation} />
              </summary>
              <div class="stack tight">
                <Changes operation={operation} />
              </div>
            </details>
            <span class="bar">
              <a class="small" href={href(["operations", operation.id ?? ""])}>
                {operation.verb === "forget" ? "receipt" : "open"}
              </a>
              {operation.verb !== "forget" && (
                <button type="button" class="bare" onClick={() => setUndoing(operation)}>
                  Take back
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {!isEnd && before && (
        <div class="bar">
          <button
            type="button"
            disabled={more.busy}
            onClick={() =>
              void more.run(async () => {
                const older = await api.operations({ before, limit: PAGE });
                setDone([...done, ...older]);
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

/** One operation. The record has no verb for a single one: it is looked for in the first thousand. */
async function find(id: string, signal: AbortSignal): Promise<Operation | null> {
  let before: string | undefined;
  for (let page = 0; page < 10; page += 1) {
    const part = await api.operations({ limit: 100, ...(before && { before }) }, signal);
    const found = part.find((operation) => operation.id === id);
    if (found) return found;
    before = part.at(-1)?.id ?? undefined;
    if (part.length < 100 || !before) return null;
  }
  return null;
}

export function OperationPage({ id }: { id: string }) {
  const [undoing, setUndoing] = useState(false);
  const found = useLoad((signal) => find(id, signal), [id, space.value, written.value]);
  const operation = found.data;
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
      {operation === null && !found.loading && (
        <Empty>
          It is not among the last thousand operations of this space.{" "}
          <a href={href(["operations"])}>All of them</a>
        </Empty>
      )}
      {operation && (
        <div class="stack">
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
          {operation.verb === "forget" ? <ReceiptOf id={id} /> : <Changes operation={operation} />}
        </div>
      )}
      {undoing && operation && <UndoDialog operation={operation} onClose={() => setUndoing(false)} />}
    </article>
  );
}

export function ReceiptOf({ id }: { id: string }) {
  const receipt = useLoad((signal) => api.receipt(id, signal), [id, space.value, written.value]);
  return (
    <>
      <Problem error={receipt.error} retry={receipt.reload} />
      {receipt.loading && !receipt.data && <Loading />}
      {receipt.data && <Receipt receipt={receipt.data} />}
    </>
  );
}
