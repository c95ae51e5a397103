import { useState } from "preact/hooks";
import type { ErasureReceipt, ForgetBody } from "../api/types";
import * as api from "../api/verbs";
import { many } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { did } from "../state";
import { Dialog, Field, Loading, Problem } from "./basics";
import { Receipt } from "./receipt";

const WORD = "forget";

/** Erasing: first what would go, then the word that means it, then the proof. */
export function ForgetDialog({
  what,
  selector,
  onClose,
}: {
  what: string;
  selector: ForgetBody;
  /** Called with the receipt, if something was forgotten. */
  onClose: (receipt: ErasureReceipt | null) => void;
}) {
  const preview = useLoad(() => api.forget({ ...selector, dry_run: true }), []);
  const [word, setWord] = useState("");
  const [receipt, setReceipt] = useState<ErasureReceipt | null>(null);
  const act = useAct();
  const finish = () => {
    onClose(receipt);
    if (receipt) did(`${many(receipt.cubes, "memory", "memories")} forgotten.`);
  };
  if (receipt) {
    return (
      <Dialog title="Forgotten" onClose={finish}>
        <div class="stack">
          <Receipt receipt={receipt} />
          <div class="bar end">
            <button type="button" class="main" onClick={finish}>
              Done
            </button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={`Forget ${what}?`} onClose={finish}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run(async () => {
            setReceipt(await api.forget(selector));
          });
        }}
      >
        <p>
          Every version, vector, link and index entry goes, with whatever was derived from it.{" "}
          <strong>This cannot be taken back.</strong>{" "}
          <span class="soft">To only move it out of sight, archive it.</span>
        </p>
        {preview.loading && <Loading what="Working out what would go …" />}
        <Problem error={preview.error} />
        {preview.data && (
          <>
            <Receipt receipt={preview.data} />
            <Field label={`Type “${WORD}” to go on`}>
              <input
                value={word}
                autocomplete="off"
                onInput={(event) => setWord(event.currentTarget.value)}
              />
            </Field>
          </>
        )}
        <Problem error={act.error} />
        <div class="bar end">
          <button type="button" onClick={finish}>
            Cancel
          </button>
          <button
            type="submit"
            class="danger"
            disabled={act.busy || !preview.data || word.trim().toLowerCase() !== WORD}
          >
            {act.busy ? "Erasing …" : "Forget for good"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
