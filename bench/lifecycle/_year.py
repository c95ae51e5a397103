"""
A year of one user: 10,000 turns of real text over 365 days, consolidated each evening.

What consolidation costs, what a writer notices of a worker process beside it, and what a hundred new turns cost
in a memory of 1,000, 10,000 and 100,000 cubes.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from _shares import Floor, Row, table

import mnemic
from mnemic import Memory, bench
from mnemic.cube import value_key
from mnemic.testing import ManualClock

_START = datetime(2025, 1, 1, 19, tzinfo=UTC)
_DAYS = 365
_USER = "ana"
_NEW = 100
_WRITES = 1000
_ROUNDS = 3
_PAGE = 1000
_SIZES = (1_000, 10_000, 100_000)


class Told(NamedTuple):
    """A turn of the year."""

    text: str
    role: str | None
    session: str
    at: datetime


def report(data: Sequence[Path], folder: Path, turns: int, largest: int) -> None:
    """Print the tables; *data* names the sample of LongMemEval, whose sessions are taken as one user's."""
    file = next((file for file in data if "longmemeval" in file.name), None)
    if file is None:
        print("\n## A year: left out; it needs --data longmemeval….json.gz")
        return
    told = _year(bench.load("longmemeval", [str(file)]), turns)
    print(f"\n## A year: {len(told)} turns of {len({turn.session for turn in told})} sessions, embedder hash")
    _live(folder / "year.db", told)
    _beside(folder, told)
    _grown(folder, told, largest)


def _year(dataset: bench.Dataset, most: int) -> list[Told]:
    """Return the distinct sessions of *dataset*, as many as give *most* turns, spread evenly over a year."""
    sessions: dict[str, tuple[bench.Turn, ...]] = {}
    for conversation in dataset.conversations.values():
        for session in conversation.sessions:
            said = tuple(turn for turn in session.turns if turn.text.strip())
            if said:
                sessions.setdefault(session.id or said[0].id, said)
    taken, count = [], 0
    for name in sorted(sessions):
        if count >= most:
            break
        taken.append((name, sessions[name]))
        count += len(sessions[name])
    step = timedelta(days=_DAYS) / max(1, len(taken))
    told = [
        Told(turn.text, turn.role, name, _START + step * number + timedelta(minutes=place))
        for number, (name, said) in enumerate(taken)
        for place, turn in enumerate(said)
    ]
    return told[:most]


def _item(turn: Told) -> dict[str, object]:
    return {
        "content": turn.text, "user": _USER, "role": turn.role, "session": turn.session, "occurred_at": turn.at,
        "speaker": "Ana" if turn.role == "user" else None,
    }  # fmt: skip


def _live(store: Path, told: Sequence[Told]) -> None:
    """Tell the year day by day, consolidate each evening, and print what that took and what came of it."""
    cpu, wall, calls, acts, summaries = [], [], 0, Counter[str](), 0
    clock = ManualClock(_START)
    with mnemic.open(store, embedder="hash", clock=clock) as mem:
        for day, turns in itertools.groupby(told, key=lambda turn: turn.at.date()):
            clock.set(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC))
            mem.remember_many([_item(turn) for turn in turns])
            began, started = time.process_time(), time.perf_counter()
            done = mem.consolidate()
            cpu.append(time.process_time() - began)
            wall.append(time.perf_counter() - started)
            calls += done.calls
            acts.update(done.facts)
            summaries += done.summaries
        rows = [
            Row("CPU s per 1,000 turns", [f"{sum(cpu) / len(told) * 1000:.2f}"]),
            Row("seconds an evening: median, p95, most", [_spread(wall, "{:.2f}")]),
            Row("… last tenth over first tenth", [f"{_tenths(wall):.2f}"]),
            Row("calls of a language model", [calls], Floor(0, at_most=True)),
            Row("facts, by act", [_counted(acts)]),
            Row("summaries written", [summaries]),
            *_counts(mem),
        ]
    table("Day by day", ["mnemic"], rows)


def _tenths(values: Sequence[float]) -> float:
    part = max(1, len(values) // 10)
    return float(np.mean(values[-part:]) / np.mean(values[:part]))


def _counts(mem: Memory) -> Iterator[Row]:
    kinds, tiers, texts = Counter[str](), Counter[str](), Counter[tuple[str, ...]]()
    for cube in _all(mem):
        kinds[cube.kind] += 1
        tiers[cube.tier] += 1
        if cube.fact and cube.valid_to is None:
            fact = cube.fact
            texts[value_key(fact.subject), fact.predicate, value_key(fact.key or ""), value_key(fact.object),
                  fact.polarity] += 1  # fmt: skip
    yield Row("cubes, by kind", [_counted(kinds)])
    yield Row("cubes, by tier", [_counted(tiers)])
    again = sum(count - 1 for count in texts.values())
    yield Row("facts that say what another that holds says", [f"{again} of {texts.total()}"])
    yield Row("jobs left, dead", [f"{len(mem.jobs())}, {sum(job.state == 'dead' for job in mem.jobs())}"])


def _all(mem: Memory) -> Iterator[mnemic.MemCube]:
    cursor = None
    while True:
        page = mem.list(tiers=None, limit=_PAGE, cursor=cursor)
        yield from page
        cursor = page.cursor
        if cursor is None:
            return


def _beside(folder: Path, told: Sequence[Told]) -> None:
    """Print how long single writes take with a worker process beside them, and without; in turn, three times."""
    taken: dict[bool, list[float]] = {False: [], True: []}
    ratios = []
    for number in range(_ROUNDS):
        p95 = {}
        for with_worker in (False, True):
            times = _writes(folder / f"beside-{number}-{with_worker}.db", told, with_worker=with_worker)
            taken[with_worker] += times
            p95[with_worker] = float(np.percentile(times, 95))
        ratios.append(p95[True] / p95[False])
    rows = [
        Row("remember, ms: median, p95, most", [_spread([t * 1000 for t in taken[w]], "{:.2f}") for w in (True, False)]),
        Row("p95 with a worker over p95 without, median of rounds", [f"{float(np.median(ratios)):.2f}"], Floor(1.5, True)),
        Row("… the rounds", [", ".join(f"{ratio:.2f}" for ratio in ratios)]),
        Row("load of the machine, 1 min; cores", [f"{os.getloadavg()[0]:.1f}; {os.cpu_count()}"]),
    ]  # fmt: skip
    table(
        f"Writing while a worker consolidates, {_ROUNDS} × {_WRITES} writes",
        ["with a worker", "without"],
        rows,
    )


def _writes(store: Path, told: Sequence[Told], *, with_worker: bool) -> list[float]:
    with mnemic.open(store, embedder="hash") as mem:
        mem.remember_many([_item(turn) for turn in told[:_NEW]])
        worker = _worker(store) if with_worker else None
        try:
            return [_timed(mem, turn) for turn in told[_NEW : _NEW + _WRITES]]
        finally:
            if worker is not None:
                worker.kill()
                worker.wait()


def _timed(mem: Memory, turn: Told) -> float:
    item = _item(turn)
    started = time.perf_counter()
    mem.remember(item.pop("content"), **item)  # type: ignore[arg-type]
    taken = time.perf_counter() - started
    time.sleep(0.002)  # what a person says comes one by one; a loop would only measure how the lock is shared
    return taken


def _worker(store: Path) -> subprocess.Popen[str]:
    """Start ``mnemic worker``, which looks for work again as soon as it may, and wait until it says that it does."""
    command = [sys.executable, "-m", "mnemic", "worker", "--db", str(store), "--poll-s", "0.1"]
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert worker.stderr is not None
    first = worker.stderr.readline()
    if not first.startswith("Working on"):
        raise RuntimeError(f"the worker did not start: {first}{worker.stderr.read()}")
    # What it says later must not fill the pipe and stop it.
    threading.Thread(target=worker.stderr.read, daemon=True).start()
    return worker


def _grown(folder: Path, told: Sequence[Told], largest: int) -> None:
    """Print what consolidating *_NEW* more turns takes in memories of growing size, and with nothing new."""
    rows = []
    store = folder / "grown.db"
    fill = _filling(told)
    count = 0
    for size in (size for size in _SIZES if size <= largest):
        with mnemic.open(store, embedder="hash") as mem:
            for start in range(count, size, _PAGE):
                mem.remember_many([next(fill) for _ in range(min(_PAGE, size - start))])
            bulk = _cost(mem.consolidate)
        count = size
        copy = folder / f"grown-{size}.db"
        shutil.copy(store, copy)
        with mnemic.open(copy, embedder="hash") as mem:
            idle = _cost(mem.consolidate)
            mem.remember_many([{**_item(turn), "session": f"new {turn.session}"} for turn in told[-_NEW:]])
            new = _cost(mem.consolidate)
        rows.append(Row(f"{size:,} cubes", [f"{new:.2f}", f"{idle:.3f}", f"{bulk:.1f}"]))
    columns = [f"CPU s of {_NEW} new turns", "with nothing new", "of all that was added before"]
    table("What is new is what costs", columns, rows)


def _filling(told: Sequence[Told]) -> Iterator[dict[str, object]]:
    """Yield turns without end: a thousand of the year's, then short ones that say little."""
    for turn in told[:_PAGE]:
        yield _item(turn)
    for number in itertools.count():
        at = _START + timedelta(minutes=number)
        yield _item(Told(f"Number {number} is done, on to the next.", "user", f"filling {number // 20}", at))


def _cost(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _spread(values: Sequence[float], form: str) -> str:
    return ", ".join(form.format(v) for v in (np.median(values), np.percentile(values, 95), np.max(values)))


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"
