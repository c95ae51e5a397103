import { useState } from "preact/hooks";
import type { Key, NewKey } from "../api/types";
import * as api from "../api/verbs";
import { clock, fromInput, instant } from "../lib/format";
import { useAct, useLoad } from "../lib/load";
import { Dialog, Empty, Field, Problem, Scroll, Shown, Title } from "../parts/basics";
import { did, space, written } from "../state";

export function Keys() {
  const keys = useLoad((signal) => api.keys(signal), [written.value]);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  return (
    <>
      <Title text="Keys">
        <button type="button" class="main" onClick={() => setMaking(true)}>
          New key
        </button>
      </Title>
      <p class="lead">
        What programs sign in with. The store keeps only a hash: a key is shown once, when it is made. Give
        each program its own, with as little right as it needs.
      </p>
      <Shown of={keys}>
        {(data) =>
          data.length === 0 ? (
            <Empty>There is no key yet.</Empty>
          ) : (
            <Scroll label="Keys">
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">May</th>
                    <th scope="col">Where</th>
                    <th scope="col">Made</th>
                    <th scope="col">Last used</th>
                    <th scope="col">Ends</th>
                    <th scope="col">
                      <span class="unseen">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.map((key) => (
                    <KeyRow key={key.id} of={key} onMade={setMade} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Shown>
      {isMaking && (
        <MakeDialog
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
      {made && <SecretDialog made={made} onClose={() => setMade(null)} />}
    </>
  );
}

function isOver(key: Key): boolean {
  return key.revoked_at !== null || (key.expires_at !== null && instant(key.expires_at) <= Date.now());
}

function KeyRow({ of, onMade }: { of: Key; onMade: (made: NewKey) => void }) {
  const act = useAct();
  const [isSure, setSure] = useState(false);
  const over = isOver(of);
  return (
    <tr>
      <td>
        <strong>{of.name}</strong> <span class="mono faint">{of.id}</span>
        <Problem error={act.error} />
      </td>
      <td>{of.right}</td>
      <td class="soft">
        {of.space ?? "every space"}
        {of.user && `, user ${of.user}`}
      </td>
      <td class="soft">{clock(of.made_at, false)}</td>
      <td class="soft">{of.last_used_at ? clock(of.last_used_at, false) : "never"}</td>
      <td class="soft">
        {of.revoked_at ? (
          <span class="tag bad">revoked</span>
        ) : of.expires_at ? (
          clock(of.expires_at, false)
        ) : (
          "never"
        )}
      </td>
      <td class="end-cell">
        {!over && (
          <span class="bar end">
            <button
              type="button"
              class="bare"
              disabled={act.busy}
              onClick={() =>
                void act.run(async () => {
                  onMade(await api.rotateKey(of.id));
                  did("The key has a new secret.");
                })
              }
            >
              Rotate
            </button>
            <button
              type="button"
              class={isSure ? "danger" : "bare"}
              disabled={act.busy}
              onBlur={() => setSure(false)}
              onClick={() => {
                if (!isSure) {
                  setSure(true);
                  return;
                }
                void act.run(async () => {
                  await api.revokeKey(of.id);
                  did(`“${of.name}” is revoked.`);
                });
              }}
            >
              {isSure ? "Revoke for good?" : "Revoke"}
            </button>
          </span>
        )}
      </td>
    </tr>
  );
}

const RIGHTS = ["read", "write", "admin"] as const;

function MakeDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: NewKey) => void }) {
  const [name, setName] = useState("");
  const [right, setRight] = useState<(typeof RIGHTS)[number]>("read");
  const [where, setWhere] = useState(space.value);
  const [user, setUser] = useState("");
  const [ends, setEnds] = useState("");
  const act = useAct();
  return (
    <Dialog title="New key" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act.run(async () => {
            const expires_at = fromInput(ends);
            const made = await api.makeKey({
              name,
              right,
              ...(where.trim() && { space: where.trim() }),
              ...(user.trim() && { user: user.trim() }),
              ...(expires_at && { expires_at }),
            });
            onMade(made);
            did("A key was made.");
          });
        }}
      >
        <Field label="Name: which program, where">
          <input
            required
            value={name}
            placeholder="assistant on the laptop"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <div class="grid">
          <Field label="What it may">
            <select
              value={right}
              onChange={(event) =>
                setRight(RIGHTS.find((one) => one === event.currentTarget.value) ?? "read")
              }
            >
              {RIGHTS.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </Field>
          <Field label="Space (empty: every space)">
            <input value={where} onInput={(event) => setWhere(event.currentTarget.value)} />
          </Field>
          <Field label="User (empty: every user)">
            <input value={user} onInput={(event) => setUser(event.currentTarget.value)} />
          </Field>
          <Field label="Ends (empty: never)">
            <input
              type="datetime-local"
              value={ends}
              onInput={(event) => setEnds(event.currentTarget.value)}
            />
          </Field>
        </div>
        <Problem error={act.error} />
        <div class="bar end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="main" disabled={act.busy || !name.trim()}>
            Make the key
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function SecretDialog({ made, onClose }: { made: NewKey; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={`The key “${made.key.name}”`} onClose={onClose}>
      <div class="stack">
        <p>
          Copy it now: <strong>it is shown this once</strong>, and only its hash is kept.
        </p>
        <p class="secret">{made.secret}</p>
        <div class="bar end">
          <button
            type="button"
            onClick={() =>
              void navigator.clipboard.writeText(made.secret).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {copied ? "Copied" : "Copy"}
          </button>
          <button type="button" class="main" onClick={onClose}>
            I have it
          </button>
        </div>
      </div>
    </Dialog>
  );
}
