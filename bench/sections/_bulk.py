"""Adding in batches of 100, without the embedding."""

from harness import Bench, Spread, System, median, ratio, sizes

PER_S, LARGE_PER_S = 5_000, 4_000
HEADER = ("system", "texts", "texts/s (min–max)", "with later work", "batch p50 ms", "note")


def measure_bulk(bench: Bench) -> None:
    """Fill stores from empty to both sizes; the last ones are kept for the other sections."""
    plan = bench.plan
    targets = [(system, plan.base) for system in bench.systems]
    if bench.ours is not None:
        targets.append((bench.ours, plan.large))
    found: dict[tuple[str, int], list[dict[str, float]]] = {(s.name, size): [] for s, size in targets}
    for number in range(plan.rounds):
        for system, size in targets:
            bench.report.progress(f"bulk, round {number + 1}: {system.name}, {sizes(size)}")
            found[system.name, size].append(_run(bench, system, size))
    rows = []
    for (name, size), runs in found.items():
        bench.report.keep("bulk", **{f"{name} {size}": runs})
        least = min(run["added"] for run in runs)
        note = "" if least == size else f"stopped after {plan.bulk_cap_s:g} s, at {least:.0f} or more"
        speed = Spread.of([run["per_s"] for run in runs])
        settled, batch = (median([run[key] for run in runs]) for key in ("settled_per_s", "batch_ms"))
        rows.append((name, sizes(size), speed, settled, batch, note))
    bench.report.table("Bulk, batches of 100", HEADER, rows)
    _judge(bench, {key: [run["per_s"] for run in runs] for key, runs in found.items()})


def _run(bench: Bench, system: System, size: int) -> dict[str, float]:
    folder = bench.fresh(f"{system.name}-one-{size}")
    cap_s = 1e9 if system is bench.ours else bench.plan.bulk_cap_s
    with bench.peer(system) as peer:
        peer("open", folder=str(folder))
        done = peer("bulk", start=0, stop=size, cap_s=cap_s)
        settle_ms = peer("settle")
        peer("close")
    if done["added"] == size:
        bench.register(system, f"one-{size}", folder)
    total_s = sum(done["ms"]) / 1e3
    return {
        "added": done["added"],
        "per_s": done["added"] / total_s,
        "settled_per_s": done["added"] / (total_s + settle_ms / 1e3),
        "batch_ms": median(done["ms"]),
    }


def _judge(bench: Bench, speeds: dict[tuple[str, int], list[float]]) -> None:
    base, large = bench.plan.base, bench.plan.large
    if ("mnemic", base) not in speeds:
        return
    bench.report.at_least(f"bulk at {sizes(base)}", median(speeds["mnemic", base]), PER_S, "texts/s")
    bench.report.at_least(f"bulk at {sizes(large)}", median(speeds["mnemic", large]), LARGE_PER_S, "texts/s")
    rows = [
        (f"mnemic / {name}", ratio(speeds["mnemic", base], speed))
        for (name, size), speed in speeds.items()
        if name != "mnemic" and size == base
    ]
    if rows:
        bench.report.table("Bulk: ratios of texts/s", ("ratio", "median (min–max)"), rows)
