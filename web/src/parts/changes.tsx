import type { Change, Logged, MemCube } from "../api/types";
import { difference } from "../lib/diff";
import { clock, count, many, words } from "../lib/format";
import { href } from "../router";

/** One text and the next, with what went and what came. */
export function Difference({ before, after }: { before: string; after: string }) {
  return (
    <>
      {difference(before, after).map((piece, at) => {
        if (piece.kind === "added") return <ins key={at}>{piece.text}</ins>;
        if (piece.kind === "removed") return <del key={at}>{piece.text}</del>;
        return piece.text;
      })}
    </>
  );
}

const SAME_IN_ALL = new Set([
  "id",
  "space",
  "seq",
  "version",
  "recorded_at",
  "superseded_at",
  "operation",
  "strength",
  "created_at",
]);

/** The fields of the header in which two versions differ, but for their text. */
export function changed(before: MemCube, after: MemCube): string[] {
  return (Object.keys(after) as (keyof MemCube)[]).filter(
    (name) =>
      name !== "content" &&
      !SAME_IN_ALL.has(name) &&
      JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

function plain(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (Array.isArray(value) && value.length === 0) return "nothing";
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

export function FieldChanges({ before, after }: { before: MemCube; after: MemCube }) {
  const names = changed(before, after);
  if (names.length === 0) return null;
  return (
    <dl class="facts">
      {names.map((name) => (
        <FieldChange
          key={name}
          name={name}
          before={plain(before[name as keyof MemCube])}
          after={plain(after[name as keyof MemCube])}
        />
      ))}
    </dl>
  );
}

function FieldChange({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <>
      <dt>{words(name)}</dt>
      <dd>
        <del>{before}</del> <ins>{after}</ins>
      </dd>
    </>
  );
}

export function ChangeShown({ change }: { change: Change }) {
  const { before, after } = change;
  return (
    <li class="section">
      <p class="quote">
        {before ? <Difference before={before.content} after={after.content} /> : <ins>{after.content}</ins>}
      </p>
      {before && <FieldChanges before={before} after={after} />}
      <a class="small" href={href(["memories", change.cube])}>
        Open the memory
      </a>
    </li>
  );
}

/** How many changes of an operation are shown, at most: an import has thousands. */
export const SHOWN = 20;

export function Changes({ entry }: { entry: Logged }) {
  const { operation } = entry;
  const rest = entry.changes - operation.changes.length;
  return (
    <>
      {entry.changes === 0 && (
        <p class="soft">
          It holds no change of a memory{operation.erased > 0 && " any more: they were erased"}.
        </p>
      )}
      <ul class="stack tight">
        {operation.changes.map((change) => (
          <ChangeShown key={change.cube} change={change} />
        ))}
      </ul>
      {rest > 0 && <p class="soft small">… and {many(rest, "more change", "more changes")}.</p>}
    </>
  );
}

/** What an operation did, in a few words. */
function extent({ operation, changes }: Logged): string {
  const parts = [
    changes ? many(changes, "memory", "memories") : "",
    operation.lessons ? `feedback on ${many(operation.lessons, "hit")}` : "",
    operation.erased ? `${count(operation.erased)} erased` : "",
  ].filter(Boolean);
  return parts.join(", ") || "nothing";
}

export function OperationHead({ entry }: { entry: Logged }) {
  const { operation } = entry;
  return (
    <>
      <strong>{words(operation.verb)}</strong> <span class="soft">{extent(entry)}</span>{" "}
      <time class="faint small" dateTime={operation.recorded_at}>
        {clock(operation.recorded_at)}
      </time>
      {operation.actor && <span class="small soft"> by {operation.actor}</span>}
      {operation.reason && <span class="small soft"> — {operation.reason}</span>}
    </>
  );
}
