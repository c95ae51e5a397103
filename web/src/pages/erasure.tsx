import { useState } from "preact/hooks";
import type { ForgetBody, KindName } from "../api/types";
import * as api from "../api/verbs";
import { clock, count, many } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { Empty, Field, Loading, Problem, Shown, Title } from "../parts/basics";
import { KindChips, NameField } from "../parts/fields";
import { ForgetDialog } from "../parts/forget";
import { href } from "../router";
import { did, space, written } from "../state";
import { ReceiptOf } from "./operations";

export function Erasure() {
  const overview = useLoad((signal) => api.overview(signal), [space.value, written.value]);
  const [user, setUser] = useState("");
  const [session, setSession] = useState("");
  const [tag, setTag] = useState("");
  const [ids, setIds] = useState("");
  const [kinds, setKinds] = useState<KindName[]>([]);
  const [selector, setSelector] = useState<ForgetBody | null>(null);
  const listed = ids.split(/[\s,]+/).filter(Boolean);
  const said = {
    ...(user && { user }),
    ...(session && { session }),
    ...(tag && { tags: [tag] }),
    ...(kinds.length > 0 && { kinds }),
    ...(listed.length > 0 && { ids: listed }),
  };
  const isSaid = Object.keys(said).length > 0;
  return (
    <>
      <Title text="Erasure" />
      <p class="lead">
        Forget for good, with proof: texts, vectors, index, history and all that rests on them. First you see
        what would go; then you confirm.
      </p>
      <div class="stack">
        <form
          class="panel stack tight"
          aria-label="What to forget"
          onSubmit={(event) => {
            event.preventDefault();
            if (isSaid) setSelector(said);
          }}
        >
          <div class="grid">
            <NameField
              label="Everything of user"
              name="forget-user"
              value={user}
              known={overview.data?.users}
              onChange={setUser}
            />
            <NameField
              label="Of session"
              name="forget-session"
              value={session}
              known={overview.data?.sessions}
              onChange={setSession}
            />
            <NameField
              label="With tag"
              name="forget-tag"
              value={tag}
              known={overview.data?.tags}
              onChange={setTag}
            />
          </div>
          <KindChips chosen={kinds} overview={overview.data} onChange={setKinds} />
          <Field label="Or these ids, with spaces between">
            <input
              class="mono"
              value={ids}
              spellcheck={false}
              autocomplete="off"
              onInput={(event) => setIds(event.currentTarget.value)}
            />
          </Field>
          <div class="bar">
            <button type="submit" class="danger" disabled={!isSaid}>
              See what would go …
            </button>
            <span class="small soft">Conditions narrow each other down.</span>
          </div>
        </form>
        <Pending />
        <Past />
      </div>
      {selector && (
        <ForgetDialog what="these memories" selector={selector} onClose={() => setSelector(null)} />
      )}
    </>
  );
}

/** Erasures whose files could not be scrubbed yet. */
function Pending() {
  const stats = useLoad((signal) => api.stats(signal), [space.value, written.value]);
  const act = useAct();
  const left = stats.data?.erasures_pending ?? 0;
  if (left === 0) return null;
  return (
    <div class="warn bar">
      <span>
        {many(left, "erasure")} of this store {left === 1 ? "has" : "have"} rows gone, and the file still to
        scrub.
      </span>
      <button
        type="button"
        disabled={act.busy}
        onClick={() =>
          void act.run(async () => {
            const done = await api.scrub();
            did(`${many(done.filter((one) => one.status === "complete").length, "erasure")} completed.`);
          })
        }
      >
        Scrub now
      </button>
      <Problem error={act.error} />
    </div>
  );
}

function Past() {
  const operations = useLoad(
    async (signal) =>
      (await api.log({ limit: 200 }, signal))
        .map((entry) => entry.operation)
        .filter((one) => one.verb === "forget"),
    [space.value, written.value],
  );
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section class="section">
      <h2>Receipts</h2>
      <p class="small soft">Of the last 200 operations.</p>
      {operations.loading && !operations.data && <Loading />}
      <Shown of={operations}>
        {(done) =>
          done.length === 0 ? (
            <Empty>Nothing was forgotten lately.</Empty>
          ) : (
            <ul class="rows">
              {done.map((operation) => (
                <li key={operation.id} class="operation">
                  <details
                    onToggle={(event) => {
                      if (event.currentTarget.open) setOpen(operation.id);
                    }}
                  >
                    <summary data-row>
                      {clock(operation.recorded_at)}{" "}
                      <span class="soft">{count(operation.erased)} erased</span>
                    </summary>
                    {open === operation.id && operation.id && <ReceiptOf id={operation.id} />}
                  </details>
                  <a class="small" href={href(["operations", operation.id ?? ""])}>
                    open
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
}
