"""
How long a memcube file of many memories takes to write and to read, and how much memory.

    python bench/transfer.py                  # 100,000 memories, without and with vectors, plain and encrypted
    python bench/transfer.py --cubes 20000

Each step runs in a process of its own, whose largest resident set is what is printed. The memories are one operation
for every five of them; one in ten was changed since, one in ten rests on the one before it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mnemic

_WORDS = 4_000
_TURN = 22
_TOGETHER = 5


def fill(folder: Path, cubes: int, vectors: bool) -> None:
    chance = random.Random(7)
    words = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 9))) for _ in range(_WORDS)
    ]
    weights = [1 / rank for rank in range(1, _WORDS + 1)]
    with mnemic.open(folder / "from.db", embedder="hash") as memory:
        before: str | None = None
        for start in range(0, cubes, _TOGETHER):
            made = memory.remember_many(
                {
                    "content": " ".join(chance.choices(words, weights, k=_TURN)),
                    "user": f"user {number % 50}",
                    "session": f"session {number // 40}",
                    "speaker": "Ana" if number % 2 else "Bo",
                    "occurred_at": "2026-05-20T10:00:00+01:00",
                    "metadata": {"turn": number, "source": {"file": "chat.txt", "line": number}},
                    "tags": ("chat",),
                    "links": [("related", before)] if before and number % 10 == 0 else (),
                }
                for number in range(start, start + _TOGETHER)
            )
            before = made[-1].id
            if start % (2 * _TOGETHER) == 0:
                memory.update(before, metadata={"changed": True})
        if vectors:
            memory.flush()


def step(name: str, folder: Path, vectors: bool, passphrase: str | None) -> None:
    began = time.perf_counter()
    file = folder / f"{'v' if vectors else 'p'}{'e' if passphrase else ''}.memcube"
    if name == "export":
        with mnemic.open(folder / "from.db", read_only=True) as memory:
            done = memory.export(file, vectors=vectors, passphrase=passphrase).to_dict()
    else:
        target = folder / f"to-{file.stem}.db"
        with mnemic.open(target, embedder="hash") as memory:
            done = memory.import_(file, passphrase=passphrase).to_dict()
        target.unlink()
    took = time.perf_counter() - began
    kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"took_s": took, "memory_mib": kept, "size_mib": file.stat().st_size / 2**20, "done": done}
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cubes", type=int, default=100_000)
    parser.add_argument("--step", choices=["export", "import"])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--passphrase")
    given = parser.parse_args()
    if given.step:
        step(given.step, given.folder, given.vectors, given.passphrase)
        return
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place)
        if not (folder / "from.db").exists():
            fill(folder, given.cubes, vectors=True)
        print(f"{'':28}{'seconds':>9}{'MiB held':>10}{'MiB file':>10}")
        for vectors, passphrase in ((False, None), (True, None), (True, "a passphrase")):
            for name in ("export", "import"):
                more = ["--vectors"] * vectors + (["--passphrase", passphrase] if passphrase else [])
                made = subprocess.run(
                    [sys.executable, __file__, "--step", name, "--folder", str(folder), *more],
                    check=True, capture_output=True, text=True,
                )  # fmt: skip
                told = json.loads(made.stdout)
                label = f"{name}{', vectors' if vectors else ''}{', encrypted' if passphrase else ''}"
                print(
                    f"{label:28}{told['took_s']:9.1f}{told['memory_mib']:10.0f}{told['size_mib']:10.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
