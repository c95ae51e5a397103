"""What `import mnemic` costs in a fresh interpreter."""

import os
import subprocess
import time

from harness import SOURCE, Bench, Spread, System, median

IMPORT_MS = 60.0
SLOWEST = 8


def measure_import(bench: Bench) -> None:
    """Time the bare interpreter and one that imports, in turn, and list the slowest modules."""
    if bench.ours is None:
        bench.report.progress("the import is measured on Mnemic alone, which is not here")
        return
    bare, full = [], []
    for number in range(bench.plan.imports + 1):
        pair = _wall_ms(bench.ours, "pass"), _wall_ms(bench.ours, "import mnemic")
        if number:
            bare.append(pair[0])
            full.append(pair[1])
    more = [b - a for a, b in zip(bare, full, strict=True)]
    first_use = [_wall_ms(bench.ours, "import mnemic; mnemic.open") for _ in bare]
    modules = _importtime(bench.ours)
    bench.report.keep(
        "import", bare_ms=bare, full_ms=full, first_use_ms=first_use, importtime_us=dict(modules)
    )
    rows = [("python -c pass", Spread.of(bare)), ("python -c 'import mnemic'", Spread.of(full)),
            ("difference, pair by pair", Spread.of(more)),
            ("python -c 'import mnemic; mnemic.open'", Spread.of(first_use))]  # fmt: skip
    bench.report.table("Import, in a fresh interpreter", ("command", "wall ms (min–max)"), rows)
    slowest = sorted(modules, key=lambda entry: -entry[1])[:SLOWEST]
    bench.report.table(
        "Import: the slowest modules by -X importtime",
        ("module", "cumulative ms"),
        [(name, cumulative / 1e3) for name, cumulative in slowest],
    )
    bench.report.at_most("import mnemic", median(more), IMPORT_MS, "ms")


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCE)}


def _wall_ms(ours: System, code: str) -> float:
    start = time.perf_counter()
    subprocess.run([ours.python, "-c", code], check=True, env=_environment())
    return 1e3 * (time.perf_counter() - start)


def _importtime(ours: System) -> list[tuple[str, int]]:
    """Return each module that importing mnemic loads, with its cumulative microseconds."""
    command = [ours.python, "-X", "importtime", "-c", "import mnemic"]
    done = subprocess.run(command, check=True, env=_environment(), capture_output=True, text=True)
    entries = []
    for line in done.stderr.splitlines():
        fields = line.removeprefix("import time:").split("|")
        if len(fields) == 3 and fields[1].strip().isdigit():
            entries.append((fields[2].strip(), int(fields[1])))
    return entries
