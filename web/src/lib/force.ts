export interface Point {
  x: number;
  y: number;
}

const REPULSION = 2600;
const SPRING = 0.04;
const LENGTH = 74;
const CENTRE = 0.012;
const TURNS = 260;

/**
 * Lay a graph out: what is linked lies close, everything else apart. The same graph gives the same picture.
 *
 * Source: force-directed placement (Fruchterman and Reingold 1991), with springs for edges and a pull to the middle.
 * It takes n² steps a turn: a few hundred nodes in a few tens of milliseconds.
 */
export function layout(nodes: number, edges: readonly (readonly [number, number])[]): Point[] {
  const x = new Float64Array(nodes);
  const y = new Float64Array(nodes);
  for (let at = 0; at < nodes; at += 1) {
    // A sunflower: even, and without chance.
    const radius = 26 * Math.sqrt(at + 0.5);
    x[at] = radius * Math.cos(at * 2.399963);
    y[at] = radius * Math.sin(at * 2.399963);
  }
  for (let turn = 0; turn < TURNS; turn += 1) step(x, y, edges, 22 * (1 - turn / TURNS) + 0.4);
  return Array.from(x, (left, at) => ({ x: left, y: y[at] ?? 0 }));
}

function step(
  x: Float64Array,
  y: Float64Array,
  edges: readonly (readonly [number, number])[],
  most: number,
): void {
  const n = x.length;
  const fx = new Float64Array(n);
  const fy = new Float64Array(n);
  const add = (at: number, dx: number, dy: number) => {
    fx[at] = (fx[at] ?? 0) + dx;
    fy[at] = (fy[at] ?? 0) + dy;
  };
  for (let i = 0; i < n; i += 1) {
    const xi = x[i] ?? 0;
    const yi = y[i] ?? 0;
    add(i, -xi * CENTRE, -yi * CENTRE);
    for (let j = i + 1; j < n; j += 1) {
      const dx = xi - (x[j] ?? 0);
      const dy = yi - (y[j] ?? 0);
      const push = REPULSION / (dx * dx + dy * dy + 60);
      const length = Math.sqrt(dx * dx + dy * dy) || 1;
      add(i, (dx / length) * push, (dy / length) * push);
      add(j, (-dx / length) * push, (-dy / length) * push);
    }
  }
  for (const [from, to] of edges) {
    if (from === to) continue;
    const dx = (x[to] ?? 0) - (x[from] ?? 0);
    const dy = (y[to] ?? 0) - (y[from] ?? 0);
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    const pull = (length - LENGTH) * SPRING;
    add(from, (dx / length) * pull, (dy / length) * pull);
    add(to, (-dx / length) * pull, (-dy / length) * pull);
  }
  for (let at = 0; at < n; at += 1) {
    const force = Math.hypot(fx[at] ?? 0, fy[at] ?? 0) || 1;
    const length = Math.min(force, most);
    x[at] = (x[at] ?? 0) + ((fx[at] ?? 0) / force) * length;
    y[at] = (y[at] ?? 0) + ((fy[at] ?? 0) / force) * length;
  }
}
