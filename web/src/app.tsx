import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api/verbs";
import { helpShown, KEYS } from "./lib/keyboard";
import { useLoad } from "./lib/load";
import { Erasure } from "./pages/erasure";
import { Graph } from "./pages/graph";
import { Home } from "./pages/home";
import { Jobs } from "./pages/jobs";
import { Keys } from "./pages/keys";
import { Memories } from "./pages/memories";
import { Memory } from "./pages/memory";
import { OperationPage, Operations } from "./pages/operations";
import { Recall } from "./pages/recall";
import { Gate } from "./pages/signin";
import { Timeline } from "./pages/timeline";
import { Dialog, Empty, Mark, Notice, Title } from "./parts/basics";
import { go, href, place, settle } from "./router";
import { enter, isDark, session, space, switchTheme } from "./state";

const NAV: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    "Look",
    [
      ["", "Home"],
      ["memories", "Memories"],
      ["recall", "Recall"],
      ["timeline", "Timeline"],
      ["graph", "Graph"],
    ],
  ],
  [
    "Change",
    [
      ["operations", "Operations"],
      ["erasure", "Erasure"],
    ],
  ],
  [
    "Care",
    [
      ["jobs", "Jobs"],
      ["keys", "Keys"],
    ],
  ],
];

export function App() {
  if (!session.value) return <Gate />;
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        To the content
      </button>
      <div class="frame">
        <Side />
        <div>
          <Search />
          <Main>
            <Page />
          </Main>
        </div>
      </div>
      <Notice />
      {helpShown.value && <Help />}
    </>
  );
}

function skip(): void {
  document.querySelector<HTMLElement>("main")?.focus();
}

/** Each place's content; where one goes on, the heading has the focus, so that a reader hears where it is. */
function Main({ children }: { children: ComponentChildren }) {
  const here = place.value.path.join("/");
  const before = useRef(here);
  useEffect(() => {
    if (before.current === here) return;
    before.current = here;
    scrollTo({ top: 0 });
    if (document.activeElement?.id !== "search")
      document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [here]);
  return (
    <main id="main" tabIndex={-1}>
      {children}
    </main>
  );
}

function Page(): JSX.Element {
  const [page = "", id] = place.value.path;
  switch (page) {
    case "":
      return <Home />;
    case "memories":
      return id ? <Memory id={id} /> : <Memories />;
    case "recall":
      return <Recall />;
    case "timeline":
      return <Timeline />;
    case "graph":
      return <Graph />;
    case "operations":
      return id ? <OperationPage id={id} /> : <Operations />;
    case "jobs":
      return <Jobs />;
    case "erasure":
      return <Erasure />;
    case "keys":
      return <Keys />;
    default:
      return (
        <>
          <Title text="Nothing here" />
          <Empty>
            There is no page of this name. <a href={href([])}>Home</a>
          </Empty>
        </>
      );
  }
}

function Side() {
  const [page = ""] = place.value.path;
  return (
    <header class="side">
      <a class="brand" href={href([])}>
        <Mark />
        mnemic
      </a>
      <Spaces />
      <nav aria-label="Pages">
        {NAV.map(([title, links]) => (
          <div key={title}>
            <h2>{title}</h2>
            <ul>
              {links.map(([name, text]) => (
                <li key={name}>
                  <a href={href(name ? [name] : [])} aria-current={page === name ? "page" : undefined}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div class="foot">
        <span class="who">
          Signed in as {session.value?.caller.name} ({session.value?.caller.right})
        </span>
        <div class="tools">
          <button type="button" class="bare" onClick={switchTheme}>
            {isDark() ? "Light" : "Dark"}
          </button>
          <button
            type="button"
            class="bare"
            onClick={() => {
              helpShown.value = true;
            }}
          >
            Keys ?
          </button>
          <button
            type="button"
            class="bare"
            onClick={() =>
              void api.signOut().finally(() => {
                session.value = null;
              })
            }
          >
            Sign out
          </button>
        </div>
      </div>
    </header>
  );
}

/** Which space is looked at; a key that is bound to one sees only that. */
function Spaces() {
  const caller = session.value?.caller;
  const bound = caller?.space ?? null;
  const spaces = useLoad(
    bound === null && caller?.right === "admin" ? (signal) => api.spaces(signal) : null,
    [bound, caller?.right],
  );
  const names = [...new Set([...(spaces.data ?? []), space.value])].sort();
  if (names.length < 2) return null;
  return (
    <label class="field">
      <span>Space</span>
      <select value={space.value} onChange={(event) => enter(event.currentTarget.value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

const PAUSE_MS = 180;

/** The one search field: in the list of memories it searches as one types, elsewhere with Enter. */
function Search() {
  const { path, query } = place.value;
  const isList = path[0] === "memories" && path.length === 1;
  const asked = isList ? (query.get("q") ?? "") : "";
  const [text, setText] = useState(asked);
  const timer = useRef(0);
  useEffect(() => setText(asked), [asked]);
  const search = (q: string) => {
    const others = Object.fromEntries(
      [...new Set(query.keys())].filter((name) => name !== "q").map((name) => [name, query.getAll(name)]),
    );
    if (isList) settle(["memories"], { ...others, q });
    else if (q) go(["memories"], { q });
  };
  return (
    <search class="top">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          clearTimeout(timer.current);
          search(text.trim());
        }}
      >
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
          <circle cx="7" cy="7" r="4.6" />
          <path d="M10.600 10.600 15 15" />
        </svg>
        <input
          id="search"
          type="text"
          inputMode="search"
          enterkeyhint="search"
          autocomplete="off"
          aria-label="Search the memories"
          placeholder="Search the memories"
          value={text}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            setText(typed);
            clearTimeout(timer.current);
            if (isList) timer.current = setTimeout(() => search(typed.trim()), PAUSE_MS) as unknown as number;
          }}
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}

function Help() {
  return (
    <Dialog
      title="Keys"
      onClose={() => {
        helpShown.value = false;
      }}
    >
      <div class="stack">
        <dl class="keys">
          {KEYS.map(([key, does]) => (
            <div key={key} class="key">
              <dt>
                {key
                  .split(" ")
                  .filter(Boolean)
                  .map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div class="bar end">
          <button
            type="button"
            class="main"
            onClick={() => {
              helpShown.value = false;
            }}
          >
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}
