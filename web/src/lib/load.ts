import { useEffect, useRef, useState } from "preact/hooks";

export interface Loaded<T> {
  /** What was loaded last; it stays while something newer is on its way. */
  data: T | undefined;
  error: unknown;
  loading: boolean;
  reload: () => void;
}

/** Load something when *deps* change; what was asked before and is late is dropped. `null` loads nothing. */
export function useLoad<T>(
  load: ((signal: AbortSignal) => Promise<T>) | null,
  deps: readonly unknown[],
): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, "reload">>({
    data: undefined,
    error: undefined,
    loading: load !== null,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const work = latest.current;
    if (!work) {
      setState({ data: undefined, error: undefined, loading: false });
      return;
    }
    const control = new AbortController();
    setState((before) => ({ ...before, error: undefined, loading: true }));
    work(control.signal).then(
      (data) => {
        if (!control.signal.aborted) setState({ data, error: undefined, loading: false });
      },
      (error: unknown) => {
        if (!control.signal.aborted) setState((before) => ({ data: before.data, error, loading: false }));
      },
    );
    return () => control.abort();
  }, [...deps, turn]);
  return { ...state, reload: () => setTurn((before) => before + 1) };
}

/** Something a person sets going: it runs, then it is done or failed. */
export function useAct(): {
  busy: boolean;
  error: unknown;
  run: (work: () => Promise<void>) => Promise<void>;
  clear: () => void;
} {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined });
  const run = async (work: () => Promise<void>) => {
    setState({ busy: true, error: undefined });
    try {
      await work();
      setState({ busy: false, error: undefined });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return { ...state, run, clear: () => setState({ busy: false, error: undefined }) };
}
