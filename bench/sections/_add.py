"""Single adds, acknowledged one by one: how fast, how steady as the store grows, and are they on disk?"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from harness import Bench, Spread, SyncCount, System, count_syncs, median, percentile, ratio, sizes

P50_MS, P50_LARGE_MS, TIMES_CHROMA, TIMES_MEM0 = 1.0, 2.0, 5.0, 1.0
HEADER = (
    "system", "store", "adds", "p50 ms (min–max)", "p95 ms", "adds/s (min–max)", "with later work", "errors",
    "syncs per add", "on disk when acknowledged",
)  # fmt: skip


@dataclass(slots=True)
class Runs:
    """What the runs of one system at one size gave, one entry a run."""

    p50_ms: list[float] = field(default_factory=list)
    p95_ms: list[float] = field(default_factory=list)
    per_s: list[float] = field(default_factory=list)
    settled_per_s: list[float] = field(default_factory=list)
    adds: list[int] = field(default_factory=list)
    errors: int = 0

    def add(self, times_ms: list[float], settle_ms: float, errors: dict[str, int]) -> None:
        """Take in one run."""
        total_s = sum(times_ms) / 1e3
        self.p50_ms.append(median(times_ms))
        self.p95_ms.append(percentile(times_ms, 0.95))
        self.per_s.append(len(times_ms) / total_s if times_ms else float("nan"))
        self.settled_per_s.append(len(times_ms) / (total_s + settle_ms / 1e3) if times_ms else float("nan"))
        self.adds.append(len(times_ms))
        self.errors += sum(errors.values())

    def cells(self) -> list[object]:
        """Return the table's cells from `adds` to `errors`."""
        return [
            min(self.adds), Spread.of(self.p50_ms), median(self.p95_ms), Spread.of(self.per_s),
            median(self.settled_per_s), self.errors,
        ]  # fmt: skip


def measure_adds(bench: Bench) -> None:
    """Time single adds at both sizes and count the sync calls."""
    plan = bench.plan
    stores = {(system.name, plan.base): bench.store(system, plan.base) for system in bench.systems}
    sizes_of = {system.name: [plan.base] for system in bench.systems}
    if bench.ours is not None:
        stores["mnemic", plan.large] = bench.store(bench.ours, plan.large)
        sizes_of["mnemic"] = [0, plan.base, plan.large]
    runs = {(name, size): Runs() for name, each in sizes_of.items() for size in each}
    for number in range(plan.rounds):
        for system in bench.systems:
            for size in sizes_of[system.name]:
                bench.report.progress(f"single adds, round {number + 1}: {system.name} at {sizes(size)}")
                _run(bench, system, stores.get((system.name, size)), size, runs[system.name, size])
    syncs = {}
    for system in bench.systems:
        bench.report.progress(f"counting sync calls: {system.name}")
        syncs[system.name] = count_syncs(bench, system)
    _tell(bench, runs, syncs)


def _run(bench: Bench, system: System, store: Path | None, size: int, runs: Runs) -> None:
    folder = bench.copy(store, "adds") if store else bench.fresh("adds")
    with bench.peer(system) as peer:
        peer("open", folder=str(folder))
        added = peer("add", start=size, stop=size + bench.plan.adds, cap_s=bench.plan.add_cap_s)
        settle_ms = peer("settle")
        peer("close")
    runs.add(added["ms"], settle_ms, added["errors"])
    shutil.rmtree(folder)


def _tell(bench: Bench, runs: dict[tuple[str, int], Runs], syncs: dict[str, SyncCount | None]) -> None:
    rows = []
    for (name, size), run in runs.items():
        sync = syncs[name]
        said = ["not counted", "not counted"] if sync is None else [str(sync), sync.verdict]
        rows.append([name, sizes(size), *run.cells(), *said])
        bench.report.keep("add", **{f"{name} at {size}": run_figures(run)})
    bench.report.keep("add", syncs={name: sync and vars_of(sync) for name, sync in syncs.items()})
    note = (
        f"Runs of up to {bench.plan.adds} adds, ended after {bench.plan.add_cap_s:g} s, in a copy of the "
        "store; medians of the runs. `with later work` counts the wait for everything the system put off. A "
        "store of 0 shows the first adds of all. Lookup of the vectors is not counted."
    )
    bench.report.table("Single adds", HEADER, rows, note=note)
    _judge(bench, runs)


def _judge(bench: Bench, runs: dict[tuple[str, int], Runs]) -> None:
    report, base, large = bench.report, bench.plan.base, bench.plan.large
    ours = runs.get(("mnemic", base))
    if ours is None:
        return
    at_large = runs["mnemic", large]
    report.at_most(f"single add p50 at {sizes(base)}", median(ours.p50_ms), P50_MS, "ms")
    report.at_most(f"single add p50 at {sizes(large)}", median(at_large.p50_ms), P50_LARGE_MS, "ms")
    rows: list[list[object]] = []
    flat = ratio(at_large.p50_ms, runs["mnemic", 0].p50_ms)
    rows.append([f"p50 of {bench.plan.adds} adds at {sizes(large)} / of the first ones", flat])
    for name, target in (("chroma", TIMES_CHROMA), ("mem0", TIMES_MEM0)):
        if theirs := runs.get((name, base)):
            faster = ratio(ours.per_s, theirs.per_s)
            rows.append([f"adds/s at {sizes(base)}: mnemic / {name}", faster])
            report.at_least(f"single adds/s at {sizes(base)}, mnemic / {name}", faster.median, target, "×")
    report.table("Single adds: ratios", ("ratio", "median (min–max)"), rows)


def run_figures(run: Runs) -> dict[str, object]:
    """Return a system's runs for the JSON."""
    return {name: getattr(run, name) for name in Runs.__slots__}


def vars_of(sync: SyncCount) -> dict[str, object]:
    """Return a sync count for the JSON."""
    return {
        "adds": sync.adds, "syncs": sync.syncs, "per_add": sync.per_add, "synced_first": sync.synced_first,
        "method": sync.method,
    }  # fmt: skip
