import type { Curve } from "../api/types";
import { clock, instant, percent } from "../lib/format";

const WIDTH = 268;
const HEIGHT = 132;
const LEFT = 28;
const BOTTOM = 20;
const TENTH = 0.1;

/** The forgetting curve: how strong the memory is, from when it was last recalled, if nobody recalls it again. */
export function CurveChart({ curve }: { curve: Curve }) {
  const times = curve.points.map((point) => instant(point.at));
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 1;
  const now = instant(curve.now);
  const x = (time: number) => LEFT + ((time - first) / Math.max(1, last - first)) * (WIDTH - LEFT);
  const y = (strength: number) => 6 + (1 - strength) * (HEIGHT - BOTTOM - 6);
  const line = curve.points
    .map((point, at) => `${x(times[at] ?? 0).toFixed(1)},${y(point.strength).toFixed(1)}`)
    .join(" ");
  const archives = curve.archives_at ? instant(curve.archives_at) : null;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence(curve)}>
      {[0, 0.5, 1].map((level) => (
        <g key={level}>
          <line class="rule" x1={LEFT} x2={WIDTH} y1={y(level)} y2={y(level)} />
          <text x={LEFT - 6} y={y(level) + 4} text-anchor="end">
            {Math.round(level * 100)}
          </text>
        </g>
      ))}
      {!curve.pinned && <line class="dash" x1={LEFT} x2={WIDTH} y1={y(TENTH)} y2={y(TENTH)} />}
      <polygon class="area" points={`${LEFT},${y(0)} ${line} ${WIDTH},${y(0)}`} />
      <polyline class="line" points={line} />
      <line class="dash" x1={x(now)} x2={x(now)} y1="6" y2={y(0)} />
      {archives !== null && archives <= last && <circle class="dot" r="4" cx={x(archives)} cy={y(TENTH)} />}
      <circle class="dot" r="5" cx={x(now)} cy={y(curve.strength)} />
      <text x={LEFT} y={HEIGHT - 4}>
        {clock(first, false)}
      </text>
      <text x={WIDTH} y={HEIGHT - 4} text-anchor="end">
        {clock(last, false)}
      </text>
    </svg>
  );
}

function sentence(curve: Curve): string {
  const then = curve.points.at(-1);
  return `Strength now ${percent(curve.strength)}${then ? `, ${percent(then.strength)} on ${clock(then.at, false)} if it is not recalled` : ""}`;
}

export function CurveWords({ curve }: { curve: Curve }) {
  return (
    <dl class="facts">
      <dt>Now</dt>
      <dd>
        {percent(curve.strength)}
        {curve.pinned && ", pinned: it does not fade"}
      </dd>
      <dt>Half of it after</dt>
      <dd>{Math.round(curve.stability_days * Math.LN2)} days without recall</dd>
      <dt>Recalled</dt>
      <dd>
        {curve.recalls === 0 ? "never" : `${curve.recalls} times, last ${clock(curve.last_recalled_at)}`}
      </dd>
      {(curve.useful > 0 || curve.useless > 0) && (
        <>
          <dt>Judged</dt>
          <dd>
            useful {curve.useful}, useless {curve.useless}
          </dd>
        </>
      )}
      {curve.archives_at && (
        <>
          <dt>To the archive</dt>
          <dd>about {clock(curve.archives_at, false)}, if nothing happens</dd>
        </>
      )}
      {curve.ends_at && (
        <>
          <dt>Time to live</dt>
          <dd>until {clock(curve.ends_at, false)}</dd>
        </>
      )}
    </dl>
  );
}
