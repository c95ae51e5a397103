import type { ComponentChildren } from "preact";
import type { MemCube } from "../api/types";
import { clock, instant, percent, spans, told } from "../lib/format";
import { href } from "../router";
import { Kind, Meter } from "./basics";

const STATES: Readonly<Record<string, string>> = {
  frozen: "pinned",
  stale: "stale",
  merged: "merged",
  expired: "expired",
  quarantined: "quarantined",
  generated: "generated",
};

/** When it happened; where that was not said, when it was told. */
export function When({ cube }: { cube: MemCube }) {
  const time = cube.occurred_at ?? cube.valid_from;
  return (
    <time
      class="when"
      dateTime={(time ?? cube.created_at).replace(/\[.*$/, "")}
      title={time ?? cube.created_at}
    >
      {time ? told(time) : clock(cube.created_at, false)}
    </time>
  );
}

export function Marks({ cube }: { cube: MemCube }) {
  const state = STATES[cube.state];
  return (
    <>
      {cube.tier === "archive" && <span class="tag">archived</span>}
      {state && <span class={`tag${state === "pinned" ? " strong" : ""}`}>{state}</span>}
      {cube.valid_to && <span class="tag">until {told(cube.valid_to)}</span>}
      {cube.superseded_at && <span class="tag">version {cube.version}, replaced since</span>}
    </>
  );
}

export function CubeRow({ cube, why, end }: { cube: MemCube; why?: string; end?: ComponentChildren }) {
  // A fact says itself whom it is about.
  const who = cube.speaker ?? (cube.fact ? null : cube.user);
  return (
    <li>
      <a class="row" data-row href={href(["memories", cube.id])}>
        <When cube={cube} />
        <Kind kind={cube.kind} />
        <span class={isOver(cube) ? "text old" : "text"}>
          {who && <span class="who">{who}</span>}
          {cube.content}
        </span>
        <span class="end-cell">
          {end ?? <Meter value={cube.strength} label={`strength ${percent(cube.strength)}`} />}
        </span>
        {(why || isSpecial(cube)) && (
          <span class="why">
            <Marks cube={cube} /> {why}
          </span>
        )}
      </a>
    </li>
  );
}

/** Whether it held once, and no more. */
function isOver(cube: MemCube): boolean {
  return cube.valid_to !== null && instant(cube.valid_to) <= Date.now();
}

function isSpecial(cube: MemCube): boolean {
  return Boolean(cube.tier === "archive" || STATES[cube.state] || cube.valid_to || cube.superseded_at);
}

/** A text with some of its characters marked. Texts of memories are only ever text: never HTML. */
export function Cited({ text, marks }: { text: string; marks: readonly { start: number; end: number }[] }) {
  return (
    <>{spans(text, marks).map((part, at) => (part.marked ? <mark key={at}>{part.text}</mark> : part.text))}</>
  );
}
