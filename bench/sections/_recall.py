"""Recall without the query's embedding: by the size of the space, and beside many other spaces."""

from pathlib import Path

from harness import Bench, Spread, System, median, percentile, ratio, sizes

P50_MS = {1_000: 2.0, 10_000: 5.0, 50_000: 20.0}
BESIDE_SHARE = 0.20
LIMIT = 10
HEADER = ("system", "texts in the space", "first ms", "p50 ms (min–max)", "p95 ms (min–max)", "hits")
Times = dict[str, list[float]]


def measure_recall(bench: Bench) -> None:
    """Time searches with vectors in place."""
    plan = bench.plan
    targets: dict[str, tuple[System, Path, str, int]] = {}
    for system in bench.systems:
        for size in plan.spaces if system is bench.ours else (plan.base,):
            targets[f"{system.name} {size}"] = (system, bench.store(system, size), "default", size)
    if bench.ours is not None:
        own = plan.beside_own
        targets["alone"] = (bench.ours, bench.store(bench.ours, own), "default", own)
        targets["beside"] = (bench.ours, _crowded(bench, bench.ours), "own", own)
    found: dict[str, Times] = {label: {"first": [], "p50": [], "p95": [], "hits": []} for label in targets}
    for number in range(plan.rounds):
        for label, (system, folder, space, _) in targets.items():
            bench.report.progress(f"recall, round {number + 1}: {label}")
            _run(bench, system, folder, space, number, found[label])
    bench.report.keep("recall", **found)
    _tell(bench, targets, found)


def _crowded(bench: Bench, ours: System) -> Path:
    plan = bench.plan
    first = plan.beside_own
    others = [
        (f"other-{number}", first + number * plan.beside_each, first + (number + 1) * plan.beside_each)
        for number in range(plan.beside_spaces)
    ]
    return bench.spaces(ours, "crowded", [("own", 0, first), *others])


def _run(bench: Bench, system: System, folder: Path, space: str, number: int, times: Times) -> None:
    count = bench.plan.searches
    first = number * (count + 6)
    with bench.peer(system) as peer:
        peer("open", folder=str(folder), space=space)
        warm = peer("search", start=first, stop=first + 6, limit=LIMIT)
        done = peer("search", start=first + 6, stop=first + 6 + count, limit=LIMIT)
        peer("close")
    times["first"].append(warm["ms"][0])
    times["p50"].append(median(done["ms"]))
    times["p95"].append(percentile(done["ms"], 0.95))
    times["hits"].append(done["found"])


def _tell(bench: Bench, targets: dict[str, tuple[System, Path, str, int]], found: dict[str, Times]) -> None:
    rows = []
    for label, (system, _, _, size) in targets.items():
        times, where = found[label], sizes(size)
        if label == "beside":
            where += f", beside {bench.plan.beside_spaces} spaces of {bench.plan.beside_each}"
        first, p50, p95, hits = (times[key] for key in ("first", "p50", "p95", "hits"))
        rows.append((system.name, where, median(first), Spread.of(p50), Spread.of(p95), median(hits)))
    note = (
        f"{bench.plan.searches} queries a run, ten hits asked for, vectors in place, no filter (mem0 demands "
        "a user, who owns every text). `first` opens caches and is not in the percentiles. The peers search "
        "by vector alone."
    )
    bench.report.table("Recall without the query's embedding", HEADER, rows, note=note)
    if bench.ours is None:
        return
    for size in bench.plan.spaces:
        target = P50_MS.get(size, P50_MS[10_000])
        measured = median(found[f"mnemic {size}"]["p50"])
        bench.report.at_most(f"recall p50 in a space of {sizes(size)}", measured, target, "ms")
    beside = ratio(found["beside"]["p50"], found["alone"]["p50"])
    bench.report.table(
        "Recall: other spaces' weight", ("ratio of p50", "median (min–max)"), [("beside / alone", beside)]
    )
    away = abs(beside.median - 1)
    bench.report.at_most("recall beside other spaces, away from alone", 100 * away, 100 * BESIDE_SHARE, "%")
