import type { ErasureReceipt } from "../api/types";
import { count, many } from "../lib/format";

const STATUS: Readonly<Record<string, string>> = {
  complete: "Erased, and proved",
  pending: "Erased; the file is still to be scrubbed",
  dry_run: "Nothing was done: this is what would go",
};

/** The proof of a forgetting, in words. */
export function Receipt({ receipt }: { receipt: ErasureReceipt }) {
  const isDry = receipt.status === "dry_run";
  return (
    <div class="receipt">
      <p>
        <span class={`stamp ${receipt.status}`}>{STATUS[receipt.status] ?? receipt.status}</span>
      </p>
      {receipt.reason && <p class="warn">{receipt.reason}</p>}
      <dl class="facts">
        <dt>Memories</dt>
        <dd>
          {count(receipt.cubes)}
          {receipt.derived > 0 && `, ${count(receipt.derived)} of them since they rest on the others`}
        </dd>
        <dt>With them</dt>
        <dd>
          {many(receipt.versions, "version")}, {many(receipt.links, "link")},{" "}
          {many(receipt.vectors, "vector")}
          {receipt.replays > 0 && `, ${many(receipt.replays, "idempotency record")}`}
        </dd>
        {receipt.shared_texts > 0 && (
          <>
            <dt>Stays</dt>
            <dd>{many(receipt.shared_texts, "text")} that another memory also holds, in its own right</dd>
          </>
        )}
        {!isDry && receipt.probe.windows > 0 && (
          <>
            <dt>Probe</dt>
            <dd>
              Looked for {many(receipt.probe.windows, "piece")} of the texts and vectors in{" "}
              {receipt.probe.files.join(", ") || "the store"}: found {count(receipt.probe.before ?? 0)} before
              the deletion, <strong>{count(receipt.probe.after ?? 0)} after it</strong>.
              {receipt.control
                ? " The control saw everything before."
                : " The control did not see everything before."}
            </dd>
          </>
        )}
        {receipt.too_short > 0 && (
          <>
            <dt>Too short</dt>
            <dd>{many(receipt.too_short, "text")} under 8 bytes, which a probe cannot tell from chance</dd>
          </>
        )}
        {receipt.vacuumed && (
          <>
            <dt>File</dt>
            <dd>written afresh</dd>
          </>
        )}
        {receipt.operation && (
          <>
            <dt>Operation</dt>
            <dd class="mono">{receipt.operation}</dd>
          </>
        )}
        <dt>Out of reach</dt>
        <dd>{receipt.outside.join("; ")}</dd>
      </dl>
    </div>
  );
}
