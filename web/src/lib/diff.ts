export interface Piece {
  text: string;
  kind: "same" | "added" | "removed";
}

const WORDS = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
const MAX_CELLS = 4_000_000;

/** What changed from one text to the next, word by word (longest common subsequence). */
export function difference(before: string, after: string): Piece[] {
  const a = before.match(WORDS) ?? [];
  const b = after.match(WORDS) ?? [];
  if (a.length * b.length > MAX_CELLS) {
    return [
      { text: before, kind: "removed" },
      { text: after, kind: "added" },
    ];
  }
  return joined(walk(a, b, table(a, b)));
}

function table(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const cells = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      cells[i * width + j] =
        a[i] === b[j]
          ? (cells[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(cells[(i + 1) * width + j] ?? 0, cells[i * width + j + 1] ?? 0);
    }
  }
  return cells;
}

function* walk(a: readonly string[], b: readonly string[], cells: Uint32Array): Generator<Piece> {
  const width = b.length + 1;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      yield { text: left, kind: "same" };
      i += 1;
      j += 1;
    } else if (
      left !== undefined &&
      (right === undefined || (cells[(i + 1) * width + j] ?? 0) >= (cells[i * width + j + 1] ?? 0))
    ) {
      yield { text: left, kind: "removed" };
      i += 1;
    } else if (right !== undefined) {
      yield { text: right, kind: "added" };
      j += 1;
    }
  }
}

function joined(pieces: Iterable<Piece>): Piece[] {
  const parts: Piece[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last && last.kind === piece.kind) last.text += piece.text;
    else parts.push({ ...piece });
  }
  return parts;
}
