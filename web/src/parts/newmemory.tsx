import { useState } from "preact/hooks";
import * as api from "../api/verbs";
import { useAct } from "../lib/load";
import { href } from "../router";
import { did } from "../state";
import { Dialog, Field, Problem } from "./basics";

/** A form that keeps what is written in it, word for word. */
export function NewMemory({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="New memory" onClose={onClose}>
      <RememberForm onDone={onClose} onCancel={onClose} />
    </Dialog>
  );
}

export function RememberForm({ onDone, onCancel }: { onDone?: () => void; onCancel?: () => void }) {
  const [content, setContent] = useState("");
  const [user, setUser] = useState("");
  const [speaker, setSpeaker] = useState("");
  const act = useAct();
  const keep = () =>
    act.run(async () => {
      const cube = await api.remember({
        content,
        ...(user.trim() && { user: user.trim() }),
        ...(speaker.trim() && { speaker: speaker.trim() }),
      });
      setContent("");
      onDone?.();
      did("Remembered.", { text: "Open it", href: href(["memories", cube.id]) });
    });
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <Field label="What was said or done, word for word">
        <textarea
          required
          value={content}
          placeholder="I moved to Porto in May."
          onInput={(event) => setContent(event.currentTarget.value)}
        />
      </Field>
      <div class="grid">
        <Field label="Whom it belongs to (user)">
          <input
            value={user}
            placeholder="ana"
            autocomplete="off"
            onInput={(event) => setUser(event.currentTarget.value)}
          />
        </Field>
        <Field label="Who said it (speaker)">
          <input
            value={speaker}
            placeholder="Ana"
            autocomplete="off"
            onInput={(event) => setSpeaker(event.currentTarget.value)}
          />
        </Field>
      </div>
      <Problem error={act.error} />
      <div class="bar end">
        {onCancel && (
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        )}
        <button type="submit" class="main" disabled={act.busy || !content.trim()}>
          Remember
        </button>
      </div>
    </form>
  );
}
