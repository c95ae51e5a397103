import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph as Shape } from "../api/types";
import * as api from "../api/verbs";
import { layout, type Point } from "../lib/force";
import { count, fromInput, instant, many, toInput, words } from "../lib/format";
import { useLoad } from "../lib/load";
import { Empty, Shown, Title } from "../parts/basics";
import { NameField } from "../parts/fields";
import { href, place, settle } from "../router";
import { space, written } from "../state";

const LIMITS = ["50", "100", "200", "400"] as const;

export function Graph() {
  const { query } = place.value;
  const subject = query.get("subject") ?? "";
  const user = query.get("user") ?? "";
  const validAt = query.get("valid_at") ?? "";
  const limit = query.get("limit") ?? "100";
  const overview = useLoad((signal) => api.overview(signal), [space.value, written.value]);
  const graph = useLoad(
    (signal) =>
      api.graph(
        {
          limit: Number(limit),
          ...(subject && { subject }),
          ...(user && { user }),
          ...(validAt && { valid_at: validAt }),
        },
        signal,
      ),
    [subject, user, validAt, limit, space.value, written.value],
  );
  const set = (change: Record<string, string>) =>
    settle(["graph"], { subject, user, valid_at: validAt, limit, ...change });
  return (
    <>
      <Title text={subject ? `Graph around ${subject}` : "Graph"} />
      <p class="lead">
        Whom and what the facts are about, and how they hang together. A line is a fact; choose an end to read
        them.
      </p>
      <div class="stack">
        <div class="grid">
          <NameField
            label="Around"
            name="around"
            value={subject}
            known={Object.fromEntries(
              (graph.data?.entities ?? []).map((entity) => [entity.name, entity.facts]),
            )}
            onChange={(value) => set({ subject: value })}
          />
          <NameField
            label="User"
            name="graph-user"
            value={user}
            known={overview.data?.users}
            onChange={(value) => set({ user: value })}
          />
          <label class="field">
            <span>True at</span>
            <input
              type="datetime-local"
              value={validAt ? toInput(instant(validAt)) : ""}
              onChange={(event) => set({ valid_at: fromInput(event.currentTarget.value) ?? "" })}
            />
          </label>
          <label class="field">
            <span>How many, at most</span>
            <select value={limit} onChange={(event) => set({ limit: event.currentTarget.value })}>
              {LIMITS.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        </div>
        <Shown of={graph}>
          {(data) =>
            data.entities.length === 0 ? (
              <Empty>
                No fact holds here. <code>mnemic consolidate</code> forms them from what was said, here under{" "}
                <a href={href(["jobs"])}>Jobs</a>.
              </Empty>
            ) : (
              <Drawn graph={data} />
            )
          }
        </Shown>
      </div>
    </>
  );
}

const NEAR = 1.35;
/** With more lines than that, their names would lie over each other; the table below has them all. */
const LABELLED = 12;

function Drawn({ graph }: { graph: Shape }) {
  const points = useMemo(
    () =>
      layout(
        graph.entities.length,
        graph.edges.map((edge) => [edge.source, edge.target] as const),
      ),
    [graph],
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const near = useMemo(() => neighbours(graph, chosen), [graph, chosen]);
  const view = useView(points);
  const named =
    graph.entities.length <= 60 ? 0 : (graph.entities[Math.min(59, graph.entities.length - 1)]?.facts ?? 0);
  // Names and dots keep their size on the screen, however much of the graph is seen.
  const scale = Math.max(view.box.width / view.size.width, view.box.height / view.size.height);
  return (
    <div class="stack tight">
      <p class="small soft" role="status">
        Showing {count(graph.entities.length)} of {many(graph.total_entities, "entity", "entities")} and{" "}
        {count(graph.edges.length)} of {many(graph.total_facts, "fact")}.
      </p>
      <div class="graph">
        {/* biome-ignore lint/a11y/useSemanticElements: HTML has no fieldset for a drawing. */}
        <svg
          ref={view.svg}
          viewBox={`${view.box.x} ${view.box.y} ${view.box.width} ${view.box.height}`}
          role="group"
          aria-label="Entities and the facts between them"
          {...view.handlers}
        >
          {graph.edges.map((edge) => {
            const from = points[edge.source];
            const to = points[edge.target];
            if (!from || !to) return null;
            const isNear = chosen === edge.source || chosen === edge.target;
            return (
              <line
                key={edge.fact}
                class={`edge${isNear ? " near" : chosen !== null ? " faded" : ""}${edge.polarity === "negated" ? " not" : ""}`}
                x1={from.x}
                y1={from.y}
                x2={to.x}
                y2={to.y}
                vector-effect="non-scaling-stroke"
              />
            );
          })}
          {chosen !== null &&
            near.size <= LABELLED &&
            graph.edges
              .filter((edge) => edge.source === chosen || edge.target === chosen)
              .slice(0, 40)
              .map((edge) => {
                const from = points[edge.source];
                const to = points[edge.target];
                if (!from || !to) return null;
                return (
                  <text
                    key={edge.fact}
                    class="label"
                    transform={`translate(${(from.x + to.x) / 2} ${(from.y + to.y) / 2}) scale(${scale})`}
                    y="3"
                  >
                    {words(edge.predicate)}
                  </text>
                );
              })}
          {graph.entities.map((entity, at) => {
            const point = points[at];
            if (!point) return null;
            const radius = 4 + Math.sqrt(entity.facts) * 1.6;
            const isOff = chosen !== null && chosen !== at && !near.has(at);
            return (
              // biome-ignore lint/a11y/useSemanticElements: HTML has no button inside a drawing.
              <g
                key={`${entity.user}/${entity.name}`}
                class={`node${entity.user !== null ? " subject" : ""}${chosen === at ? " chosen" : ""}${isOff ? " faded" : ""}`}
                role="button"
                // In SVG an attribute has its case, and this one is lower.
                tabindex={0}
                data-row
                aria-pressed={chosen === at}
                aria-label={`${entity.name}, ${many(entity.facts, "fact")}`}
                transform={`translate(${point.x} ${point.y}) scale(${scale})`}
                onClick={() => setChosen(chosen === at ? null : at)}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  setChosen(chosen === at ? null : at);
                }}
              >
                <circle r={radius} vector-effect="non-scaling-stroke" />
                {(chosen === null ? entity.facts >= named : near.has(at) || chosen === at) && (
                  <text x={radius + 4} y="4">
                    {entity.name.length > 28 ? `${entity.name.slice(0, 27)}…` : entity.name}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
        <div class="tools">
          <button type="button" aria-label="Nearer" onClick={() => view.zoom(1 / NEAR)}>
            +
          </button>
          <button type="button" aria-label="Farther" onClick={() => view.zoom(NEAR)}>
            −
          </button>
          <button type="button" onClick={view.reset}>
            All
          </button>
        </div>
      </div>
      {chosen !== null && <Chosen graph={graph} at={chosen} onChoose={setChosen} />}
    </div>
  );
}

function neighbours(graph: Shape, chosen: number | null): Set<number> {
  const found = new Set<number>();
  for (const edge of graph.edges) {
    if (edge.source === chosen) found.add(edge.target);
    if (edge.target === chosen) found.add(edge.source);
  }
  return found;
}

function Chosen({ graph, at, onChoose }: { graph: Shape; at: number; onChoose: (at: number) => void }) {
  const entity = graph.entities[at];
  const edges = graph.edges.filter((edge) => edge.source === at || edge.target === at);
  if (!entity) return null;
  return (
    <section class="panel" aria-label={`Facts that name ${entity.name}`}>
      <div class="head">
        <h2>{entity.name}</h2>
        <span class="small soft">
          {count(edges.length)} of {many(entity.facts, "fact")}
        </span>
        <span class="end bar small">
          <a href={href(["timeline"], { subject: entity.name, user: entity.user })}>Timeline</a>
          <a href={href(["graph"], { subject: entity.name })}>Only around it</a>
        </span>
      </div>
      <table class="list">
        <tbody>
          {edges.slice(0, 50).map((edge) => {
            const other = edge.source === at ? edge.target : edge.source;
            return (
              <tr key={edge.fact}>
                <td>
                  {edge.source === at ? entity.name : <Name graph={graph} at={other} onChoose={onChoose} />}
                </td>
                <td class="soft">
                  {edge.polarity === "negated" && "not "}
                  {words(edge.predicate)}
                  {edge.key && ` (${edge.key})`}
                </td>
                <td>
                  {edge.source === at ? <Name graph={graph} at={other} onChoose={onChoose} /> : entity.name}
                </td>
                <td>
                  <a href={href(["memories", edge.fact])}>open</a>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Name({ graph, at, onChoose }: { graph: Shape; at: number; onChoose: (at: number) => void }) {
  return (
    <button type="button" class="bare" onClick={() => onChoose(at)}>
      {graph.entities[at]?.name}
    </button>
  );
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A small graph is not blown up to fill the frame. */
const LEAST = { width: 300, height: 180 };

function around(points: readonly Point[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(-LEAST.width / 2, ...xs.map((left) => left - 28));
  const y = Math.min(-LEAST.height / 2, ...ys.map((top) => top - 28));
  const right = Math.max(LEAST.width / 2, ...xs.map((left) => left + 78));
  const bottom = Math.max(LEAST.height / 2, ...ys.map((top) => top + 28));
  return { x, y, width: right - x, height: bottom - y };
}

/** How large an element is on the screen. */
function useSize(of: { current: Element | null }): { width: number; height: number } {
  const [size, setSize] = useState({ width: 960, height: 620 });
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width || 1, height: entry.contentRect.height || 1 });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return size;
}

/** What of the drawing is seen: dragged with the pointer, zoomed with the wheel and by buttons. */
function useView(points: readonly Point[]) {
  const whole = useMemo(() => around(points), [points]);
  const [own, setOwn] = useState<{ of: Box; box: Box } | null>(null);
  const box = own && own.of === whole ? own.box : whole;
  const svg = useRef<SVGSVGElement>(null);
  const size = useSize(svg);
  const grip = useRef<{ x: number; y: number; box: Box } | null>(null);
  const setBox = (next: Box) => setOwn({ of: whole, box: next });
  const zoom = (by: number) =>
    setBox({
      x: box.x + (box.width * (1 - by)) / 2,
      y: box.y + (box.height * (1 - by)) / 2,
      width: box.width * by,
      height: box.height * by,
    });
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.target === svg.current) grip.current = { x: event.clientX, y: event.clientY, box };
    },
    onPointerMove: (event: PointerEvent) => {
      const held = grip.current;
      const rect = svg.current?.getBoundingClientRect();
      if (!held || !rect) return;
      const unit = Math.max(held.box.width / rect.width, held.box.height / rect.height);
      setBox({
        ...held.box,
        x: held.box.x - (event.clientX - held.x) * unit,
        y: held.box.y - (event.clientY - held.y) * unit,
      });
    },
    onPointerUp: () => {
      grip.current = null;
    },
    onPointerLeave: () => {
      grip.current = null;
    },
    onWheel: (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.1 : 1 / 1.1);
    },
  };
  return { box, svg, size, handlers, zoom, reset: () => setOwn(null) };
}
