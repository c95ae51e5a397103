"""A file of many cubes in a fresh process: time to the first recall, and memory."""

from harness import Bench, Spread, System, median, sizes

OPEN_MS, MEMORY_MB = 150.0, 250.0
RECALLED_SPACES = 10
QUERIES_EACH = 3


def measure_opening(bench: Bench) -> None:
    """Measure both; only Mnemic has spaces to open one of."""
    if bench.ours is None:
        bench.report.progress("opening and memory are measured on Mnemic alone, which is not here")
        return
    _measure_time(bench, bench.ours)
    _measure_memory(bench, bench.ours)


def _measure_time(bench: Bench, ours: System) -> None:
    plan = bench.plan
    folder = bench.spaces(ours, "opening", _even(plan.opening_spaces, plan.opening_each))
    runs = []
    for number in range(max(plan.rounds, 5)):
        bench.report.progress(f"opening, round {number + 1}")
        with bench.peer(ours, texts=False) as peer:
            space = f"space-{number % plan.opening_spaces}"
            first = peer("first", folder=str(folder), space=space, query=number)
            runs.append({"import_ms": peer.loaded["import_ms"], **first})
            peer("close")
    bench.report.keep("open", runs=runs)
    total = plan.opening_spaces * plan.opening_each
    keys = ("import_ms", "open_ms", "ms")
    row = [str(Spread.of([run[key] for run in runs])) for key in keys]
    what = f"{sizes(total)} cubes in {plan.opening_spaces} spaces"
    bench.report.table(
        "Opening, in a fresh process",
        ("file", "import ms (before)", "open ms", "open and first recall ms (min–max)"),
        [[what, *row]],
        note="The file is in the page cache. The query's vector is given; each run recalls in another space.",
    )
    took = median([run["ms"] for run in runs])
    bench.report.at_most(f"open a file of {sizes(total)} and first recall", took, OPEN_MS, "ms")


def _measure_memory(bench: Bench, ours: System) -> None:
    plan = bench.plan
    folder = bench.spaces(ours, "memory", _even(plan.memory_spaces, plan.memory_each))
    runs = []
    for number in range(plan.rounds):
        bench.report.progress(f"memory, round {number + 1}")
        with bench.peer(ours, texts=False) as peer:
            before = peer("rss")
            for space in range(RECALLED_SPACES):
                peer("open", folder=str(folder), space=f"space-{space}")
                peer("search", start=space, stop=space + QUERIES_EACH)
            after = peer("rss")
            peer("close")
        runs.append({"before": before, "after": after})
    bench.report.keep("memory", runs=runs)
    total = plan.memory_spaces * plan.memory_each
    rows = [
        [name, *[median([run[when][name] for run in runs]) for when in ("before", "after")],
         Spread.of([run["after"][name] - run["before"][name] for run in runs])]
        for name in ("rss", "anonymous", "peak")
    ]  # fmt: skip
    bench.report.table(
        f"Memory: {sizes(total)} cubes in {plan.memory_spaces} spaces, recall in {RECALLED_SPACES} of them",
        ("MB", "before opening", "after", "more (min–max)"),
        rows,
        note="Before: the interpreter, mnemic, numpy and the queries' vectors. No model is loaded.",
    )
    more = median([run["after"]["rss"] - run["before"]["rss"] for run in runs])
    bench.report.at_most(
        f"memory for {RECALLED_SPACES} of {plan.memory_spaces} spaces", more, MEMORY_MB, "MB"
    )


def _even(spaces: int, each: int) -> list[tuple[str, int, int]]:
    return [(f"space-{number}", number * each, (number + 1) * each) for number in range(spaces)]
