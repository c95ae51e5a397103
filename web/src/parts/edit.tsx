import { useState } from "preact/hooks";
import type { MemCube } from "../api/types";
import * as api from "../api/verbs";
import { fromInput, instant, many, toInput } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { href } from "../router";
import { did } from "../state";
import { Dialog, Field, Loading, Problem } from "./basics";
import { ChangeShown } from "./changes";

function readObject(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text || "{}");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`metadata is an object of JSON such as {"turn": "D1:3"}, not ${text.slice(0, 40)}`);
  }
  return value as Record<string, unknown>;
}

/** A new version of a memory. It is only written if nobody wrote one meanwhile. */
export function EditDialog({ cube, onClose }: { cube: MemCube; onClose: () => void }) {
  const [content, setContent] = useState(cube.content);
  const [tags, setTags] = useState(cube.tags.join(", "));
  const [metadata, setMetadata] = useState(JSON.stringify(cube.metadata, null, 2));
  const [importance, setImportance] = useState(cube.importance === null ? "" : String(cube.importance));
  const [reason, setReason] = useState("");
  const act = useAct();
  const save = async () => {
    const after = await api.update(cube.id, {
      ...(content !== cube.content && { content }),
      ...(tags !== cube.tags.join(", ") && {
        tags: tags
          .split(",")
          .map((tag) => tag.trim())
          .filter(Boolean),
      }),
      ...(metadata !== JSON.stringify(cube.metadata, null, 2) && { metadata: readObject(metadata) }),
      ...(importance !== (cube.importance === null ? "" : String(cube.importance)) && {
        importance: importance === "" ? null : Number(importance),
      }),
      if_version: cube.version,
      ...(reason && { reason }),
    });
    onClose();
    did("A new version is kept; the one before stays in its history.", {
      text: "Show the operation",
      href: href(["operations", after.operation]),
    });
  };
  return (
    <Dialog title="Edit" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act.run(save);
        }}
      >
        <Field label="Text">
          <textarea value={content} onInput={(event) => setContent(event.currentTarget.value)} />
        </Field>
        <div class="grid">
          <Field label="Tags, with commas between">
            <input value={tags} onInput={(event) => setTags(event.currentTarget.value)} />
          </Field>
          <Field label="Importance, 0 to 1">
            <input
              type="number"
              min="0"
              max="1"
              step="0.05"
              value={importance}
              onInput={(event) => setImportance(event.currentTarget.value)}
            />
          </Field>
        </div>
        <Field label="Metadata (JSON)">
          <textarea
            class="mono"
            spellcheck={false}
            value={metadata}
            onInput={(event) => setMetadata(event.currentTarget.value)}
          />
        </Field>
        <Field label="Why, for the record (may stay empty)">
          <input value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <Problem error={act.error} />
        <Buttons label="Save a new version" busy={act.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function Buttons({
  label,
  busy,
  disabled = false,
  onCancel,
}: {
  label: string;
  busy: boolean;
  disabled?: boolean;
  onCancel: () => void;
}) {
  return (
    <div class="bar end">
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
      <button type="submit" class="main" disabled={busy || disabled}>
        {label}
      </button>
    </div>
  );
}

/** Putting a fact right that was wrong from the start. */
export function CorrectDialog({ cube, onClose }: { cube: MemCube; onClose: () => void }) {
  const [object, setObject] = useState(cube.fact?.object ?? "");
  const [from, setFrom] = useState(cube.valid_from ? toInput(instant(cube.valid_from)) : "");
  const [to, setTo] = useState(cube.valid_to ? toInput(instant(cube.valid_to)) : "");
  const [reason, setReason] = useState("");
  const [first] = useState({ from, to });
  const act = useAct();
  const save = async () => {
    const right = await api.correct(cube.id, {
      ...(object !== cube.fact?.object && { object }),
      ...(from !== first.from && { valid_from: fromInput(from) }),
      ...(to !== first.to && { valid_to: fromInput(to) }),
      ...(reason && { reason }),
    });
    onClose();
    did("Corrected. What was known before stays in the history.", {
      text: "The right fact",
      href: href(["memories", right.id]),
    });
  };
  return (
    <Dialog title="Correct a fact that was wrong from the start" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act.run(save);
        }}
      >
        <p class="soft">
          {cube.content} <br />
          For something that has changed meanwhile, tell the new fact instead.
        </p>
        <Field label={`${cube.fact?.subject ?? ""} ${cube.fact?.predicate.replaceAll("_", " ") ?? ""} …`}>
          <input required value={object} onInput={(event) => setObject(event.currentTarget.value)} />
        </Field>
        <div class="grid">
          <Field label="Held since">
            <input
              type="datetime-local"
              value={from}
              onInput={(event) => setFrom(event.currentTarget.value)}
            />
          </Field>
          <Field label="Held until">
            <input type="datetime-local" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
          </Field>
        </div>
        <Field label="Why, for the record (may stay empty)">
          <input value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <Problem error={act.error} />
        <Buttons label="Correct it" busy={act.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** Taking a fact back; first what that would change. */
export function RetractDialog({ cube, onClose }: { cube: MemCube; onClose: () => void }) {
  const preview = useLoad(() => api.retract(cube.id, { dry_run: true }), [cube.id]);
  const [reason, setReason] = useState("");
  const act = useAct();
  return (
    <Dialog title="Take a fact back" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act.run(async () => {
            const done = await api.retract(cube.id, reason ? { reason } : {});
            onClose();
            did("Taken back.", { text: "Show the operation", href: href(["operations", done.id ?? ""]) });
          });
        }}
      >
        <p class="soft">
          It counts as not having been true: what it had retired holds again, and what rests on it is stale.
          It stays in the history.
        </p>
        {preview.loading && <Loading what="Working out what would change …" />}
        <Problem error={preview.error} />
        {preview.data && (
          <>
            <p class="small">This changes {many(preview.data.changes.length, "memory", "memories")}:</p>
            <ul class="stack tight">
              {preview.data.changes.slice(0, 10).map((change) => (
                <ChangeShown key={change.cube} change={change} />
              ))}
            </ul>
          </>
        )}
        <Field label="Why, for the record (may stay empty)">
          <input value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <Problem error={act.error} />
        <Buttons label="Take it back" busy={act.busy} disabled={!preview.data} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
