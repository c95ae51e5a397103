"""
Measure the engine beside its peers: adds, bulk, recall, opening, import, two writers, erasure.

    python bench/engine.py [--quick] [--json OUT] [--section NAME ...] [--system NAME ...] [--data FILE]

Prints tables, and at the end every figure that has a target. See bench/README.md.
"""

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from harness import (
    FULL,
    QUICK,
    SYSTEMS,
    Bench,
    PeerError,
    Report,
    make_corpus,
    median,
    percentile,
    prepare_systems,
)
from sections import SECTIONS

OUT = Path(__file__).resolve().parent / "out"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections asked for; return 1 when one could not be finished."""
    options = _options(arguments)
    began = time.monotonic()
    plan = QUICK if options.quick else FULL
    report = Report(quick=options.quick)
    work = OUT / f"work-{os.getpid()}"
    work.mkdir(parents=True)
    try:
        systems = prepare_systems(options.system or [system.name for system in SYSTEMS], OUT / "venvs")
        report.progress(f"making {plan.corpus} texts and vectors")
        corpus = make_corpus(work / "corpus", size=plan.corpus, data=options.data)
        bench = Bench(plan, corpus, systems, report, work)
        _introduce(bench)
        failed = _measure(bench, options.section or list(SECTIONS))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    report.summary()
    report.keep("run", seconds=time.monotonic() - began, failed=failed)
    path = options.json or OUT / f"engine-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    report.write(path)
    print(f"\nTook {time.monotonic() - began:.0f} s. Raw figures: {path}")
    return 1 if failed else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, under two minutes")
    parser.add_argument("--json", type=Path, metavar="OUT", help="where the raw figures go")
    parser.add_argument("--section", nargs="+", choices=list(SECTIONS), help="only these sections")
    parser.add_argument(
        "--system", nargs="+", choices=[system.name for system in SYSTEMS], help="only these systems"
    )
    parser.add_argument("--data", type=Path, help="take the texts from a JSON file of sessions and questions")
    return parser.parse_args(arguments)


def _measure(bench: Bench, names: Sequence[str]) -> list[str]:
    """Run the sections; one that fails is named, and the others still run."""
    failed = []
    for name, section in SECTIONS.items():
        if name not in names:
            continue
        try:
            section(bench)
        except PeerError as error:
            failed.append(name)
            print(f"! section {name} was not finished: {error}", file=sys.stderr, flush=True)
    return failed


def _introduce(bench: Bench) -> None:
    """Print what is measured, and on what."""
    print(f"# Engine benchmark{', quick' if bench.plan.quick else ''}")
    sync = _raw_sync_ms(bench.work)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"\n{machine}; load {os.getloadavg()[0]:.1f} at the start.")
    print(f"One 4 KB append and fsync here: p50 {median(sync):.3f} ms, p95 {percentile(sync, 0.95):.3f} ms.")
    print(f"Texts: {bench.corpus.describe()}; vectors of 384 numbers, the same for all.")
    rows = [(system.name, system.version, system.remark) for system in bench.systems]
    bench.report.table("Systems", ("system", "version", "how it is called"), rows)
    missing = [
        system.name for system in SYSTEMS if system.name not in {ready.name for ready in bench.systems}
    ]
    if missing:
        print(f"\nNot measured: {', '.join(missing)}.")
    bench.report.keep(
        "machine", cores=os.cpu_count(), python=platform.python_version(), fsync_ms=median(sync)
    )
    bench.report.keep("systems", **{name: version for name, version, _ in rows})


def _raw_sync_ms(folder: Path) -> list[float]:
    """Time the least that a durable write can cost on this disk."""
    times = []
    with (folder / "raw").open("wb", buffering=0) as file:
        for _ in range(200):
            start = time.perf_counter()
            file.write(b"\0" * 4096)
            os.fsync(file.fileno())
            times.append(1e3 * (time.perf_counter() - start))
    return times


if __name__ == "__main__":
    sys.exit(main())
