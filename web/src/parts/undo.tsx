import { useState } from "preact/hooks";
import { ServerError } from "../api/client";
import type { Operation } from "../api/types";
import * as api from "../api/verbs";
import { many } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { href } from "../router";
import { did } from "../state";
import { Dialog, Loading, Problem } from "./basics";
import { ChangeShown } from "./changes";

/** What undoing would change, before it is done. Where later operations rest on it, they can be taken back too. */
export function UndoDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const id = operation.id ?? "";
  const [cascade, setCascade] = useState(false);
  const preview = useLoad(() => api.undo(id, { dry_run: true, cascade }), [id, cascade]);
  const act = useAct();
  const rests = preview.error instanceof ServerError && preview.error.code === "undo_refused";
  return (
    <Dialog title={`Take back: ${operation.verb}`} onClose={onClose}>
      <div class="stack">
        <Problem error={preview.error} />
        {rests && !cascade && (
          <label class="check">
            <input type="checkbox" onChange={() => setCascade(true)} />
            Take those back, too
          </label>
        )}
        {preview.loading && <Loading what="Working out what would change …" />}
        {preview.data && !preview.error && (
          <>
            <p class="soft">
              This would change {many(preview.data.changes.length, "memory", "memories")}. It can itself be
              taken back.
            </p>
            <ul class="stack tight">
              {preview.data.changes.slice(0, 10).map((change) => (
                <ChangeShown key={change.cube} change={change} />
              ))}
            </ul>
            {preview.data.changes.length > 10 && <p class="small soft">The first 10 are shown.</p>}
          </>
        )}
        <Problem error={act.error} />
        <div class="bar end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            class="main"
            disabled={act.busy || !preview.data || Boolean(preview.error)}
            onClick={() =>
              void act.run(async () => {
                const done = await api.undo(id, { cascade });
                onClose();
                did("Taken back.", { text: "Show the operation", href: href(["operations", done.id ?? ""]) });
              })
            }
          >
            Take it back
          </button>
        </div>
      </div>
    </Dialog>
  );
}
