import { useEffect, useState } from "preact/hooks";
import { ServerError } from "../api/client";
import type { Session } from "../api/types";
import * as api from "../api/verbs";
import { Loading, Mark, Problem } from "../parts/basics";
import { settle } from "../router";
import { enter, session, space } from "../state";

const TOKEN = /^#token=(.+)$/;

/** The token of a one-time link, taken out of the address at once: it is of no use twice, and no business of a history. */
function taken(): string | null {
  const token = TOKEN.exec(location.hash)?.[1] ?? null;
  if (token) settle([], {});
  return token;
}

async function arrive(): Promise<Session | null> {
  const token = taken();
  if (token) return api.signIn(decodeURIComponent(token));
  try {
    return await api.whoAmI();
  } catch (error) {
    if (error instanceof ServerError && error.status === 401) return null;
    throw error;
  }
}

/** Before the page: signing in by a link that the terminal printed. */
export function Gate() {
  const [error, setError] = useState<unknown>(undefined);
  useEffect(() => {
    document.title = "Sign in · Mnemic";
    const again = () => {
      if (TOKEN.test(location.hash)) void enterBy(setError);
    };
    addEventListener("hashchange", again);
    if (session.value === undefined) void enterBy(setError);
    return () => removeEventListener("hashchange", again);
  }, []);
  return (
    <main class="gate">
      <p class="brand">
        <Mark />
        mnemic
      </p>
      {session.value === undefined && !error ? (
        <Loading what="Signing in …" />
      ) : (
        <>
          <h1>Sign in</h1>
          <Problem error={error} />
          <p>
            Open the link that the terminal printed. It works once, for a few minutes. To have another one:
          </p>
          <pre>mnemic ui</pre>
          <p class="soft small">
            Programs do not sign in here: they send an API key, <code>Authorization: Bearer mnk_…</code>
          </p>
        </>
      )}
    </main>
  );
}

async function enterBy(setError: (error: unknown) => void): Promise<void> {
  try {
    const found = await arrive();
    const bound = found?.caller.space;
    if (bound && bound !== space.value) enter(bound);
    session.value = found;
  } catch (error) {
    setError(error);
    session.value = null;
  }
}
