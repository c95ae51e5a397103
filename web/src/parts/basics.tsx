import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ServerError } from "../api/client";
import { notice } from "../state";

export function Title({ text, children }: { text: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} · Mnemic`;
  }, [text]);
  return (
    <header class="title">
      <h1 ref={heading} tabIndex={-1}>
        {text}
      </h1>
      {children && <div class="end">{children}</div>}
    </header>
  );
}

/** What went wrong, in the words of the server: they hold the value, the cause and the way out. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  if (!error) return null;
  const said = error instanceof ServerError ? error : undefined;
  return (
    <div class="problem" role="alert">
      <strong>{said ? headline(said) : "The page has an error"}</strong>
      <span>{error instanceof Error ? error.message : String(error)}</span>
      {said?.requestId && <small class="soft">Request {said.requestId}</small>}
      {retry && (said?.retryable ?? false) && (
        <div>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </div>
      )}
    </div>
  );
}

const HEADLINES: Readonly<Record<number, string>> = {
  0: "The server cannot be reached",
  401: "You are signed out",
  403: "This is not allowed with your key",
  404: "It is not there",
  409: "It does not go together with what is there",
  422: "Something in this cannot be used",
  429: "Too much at once",
  503: "The store is busy",
  507: "The store is full",
};

function headline(error: ServerError): string {
  return HEADLINES[error.status] ?? "It did not work";
}

export function Loading({ what = "Loading …" }: { what?: string }) {
  return (
    <p class="loading" role="status">
      {what}
    </p>
  );
}

/** What was loaded, what went wrong, or that it is on its way. */
export function Shown<T>({
  of,
  children,
}: {
  of: { data: T | undefined; error: unknown; loading: boolean; reload: () => void };
  children: (data: T) => ComponentChildren;
}) {
  return (
    <>
      <Problem error={of.error} retry={of.reload} />
      {of.data === undefined ? (
        of.loading && <Loading />
      ) : (
        <div class={of.loading ? "stale" : undefined}>{children(of.data)}</div>
      )}
    </>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children.
    <label class="field">
      <span>{label}</span>
      {children}
      {hint && <small class="faint">{hint}</small>}
    </label>
  );
}

export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const open = dialog.current;
    open?.showModal();
    return () => open?.close();
  }, []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="dialog-title">
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

export function Notice() {
  const said = notice.value;
  return (
    <div role="status">
      {said && (
        <div class="notice fade">
          <span>{said.text}</span>
          {said.link && <a href={said.link.href}>{said.link.text}</a>}
          <button
            type="button"
            onClick={() => {
              notice.value = null;
            }}
          >
            Close
          </button>
        </div>
      )}
    </div>
  );
}

export function Meter({ value, label }: { value: number; label: string }) {
  return (
    <span class="meter" role="img" aria-label={label} title={label}>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width={Math.max(0, Math.min(1, value)) * 100} height="10" />
      </svg>
    </span>
  );
}

export function Kind({ kind }: { kind: string }) {
  return (
    <span class="kind" data-kind={kind}>
      {kind}
    </span>
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M5 5c1.800 11.500 7.500 19.500 22 21.500"
        fill="none"
        stroke-width="2.800"
        stroke-linecap="round"
      />
      <circle cx="5" cy="5" r="2.600" />
    </svg>
  );
}

/** What is wider than a phone: it scrolls by itself, also by the keyboard. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard.
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
