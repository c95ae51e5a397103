"""
Measure retrieval side by side: the same conversations, questions and vectors for mnemic and its peers.

    python bench/peers.py --data FILE [--questions N] [--system NAME ...] [--again] [--json OUT]

Prints how much of the evidence each system finds, and how fast. See bench/README.md.
"""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness import (
    CONTENDERS,
    OURS,
    Contender,
    Conversations,
    Embedded,
    Kept,
    Outcome,
    PeerError,
    Report,
    SideBySide,
    embed,
    fingerprint,
    machine,
    prepare,
    read_conversations,
    run,
)

OUT = Path(__file__).resolve().parent / "out"
KEPT = OUT / "peers"
LIMIT_S = 3_600


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the systems asked for, one after another; return 1 when one did not run."""
    options = _options(arguments)
    began = time.monotonic()
    report = Report()
    data = read_conversations(options.data, questions=options.questions)
    chosen = [one for one in CONTENDERS if not options.system or one.name in options.system]
    work = OUT / f"work-{os.getpid()}"
    work.mkdir(parents=True)
    try:
        embedded = embed(data, KEPT, report.progress)
        (embedded.folder / "spaces.json").write_text(json.dumps(data.spaces))
        measuring = _Measuring(data, embedded, work, options, report)
        found = SideBySide(data, [measuring.outcome(one) for one in chosen])
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _introduce(data, embedded, options)
    found.tell(report)
    found.keep(report)
    seconds = time.monotonic() - began
    report.keep("run", data=data.name, digest=data.digest, questions=len(data.questions), seconds=seconds)
    report.keep("embedding", model=embedded.model, text_ms=embedded.text_ms, query_ms=embedded.query_ms)
    report.keep("machine", **machine())
    path = options.json or OUT / f"peers-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    report.write(path)
    print(f"\nTook {seconds:.0f} s. Raw figures: {path}", file=sys.stderr)
    return int(any(outcome.error for outcome in found.outcomes))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="JSON of sessions and questions, or gzipped")
    parser.add_argument("--questions", type=int, metavar="N", help="ask only N, chosen by a fixed seed")
    names = [one.name for one in CONTENDERS]
    parser.add_argument("--system", action="append", choices=names, help="only this one; may be repeated")
    parser.add_argument("--again", action="store_true", help="measure peers anew though a result is kept")
    parser.add_argument("--limit", type=float, default=LIMIT_S, metavar="S", help="seconds for one system")
    parser.add_argument("--json", type=Path, metavar="OUT", help="where the raw figures go")
    return parser.parse_args(arguments)


class _Measuring:
    """What the systems have in common while they are measured."""

    def __init__(
        self,
        data: Conversations,
        embedded: Embedded,
        work: Path,
        options: argparse.Namespace,
        report: Report,
    ) -> None:
        self._data, self._embedded, self._work = data, embedded, work
        self._options, self._report = options, report
        self._kept = Kept(KEPT)

    def outcome(self, contender: Contender) -> Outcome:
        """Return what is kept of a peer, or measure it; mnemic is always measured."""
        ours = contender.name == OURS
        name = self._fingerprint(contender)
        kept = None if ours or self._options.again else self._kept.get(contender.name, name)
        if kept is not None:
            self._report.progress(f"{contender.name}: kept from {kept['began']}")
            return Outcome(contender.name, contender.note, kept, kept=kept["began"])
        try:
            ready = prepare(contender, OUT / "venvs")
            self._report.progress(f"measuring {contender.name}")
            measured = self._run(ready)
            if ours:
                return self._without_model(ready, measured)
        except PeerError as error:
            self._report.progress(f"{contender.name} did not run: {error}")
            return Outcome(contender.name, contender.note, error=str(error))
        self._kept.put(contender.name, name, measured)
        return Outcome(contender.name, contender.note, measured)

    def _without_model(self, ours: Contender, measured: dict[str, Any]) -> Outcome:
        """Measure mnemic again, the model's answers looked up; what was *measured* counts if that fails."""
        self._report.progress(f"measuring {ours.name} without its model")
        try:
            engine = self._run(ours, given=True)
        except PeerError as error:
            self._report.progress(f"{ours.name} without its model: {error}")
            return Outcome(ours.name, ours.note, measured)
        if engine["remarks"].get("model_runs"):
            self._report.progress(f"the model ran {engine['remarks']['model_runs']} times that were counted")
        return Outcome(ours.name, ours.note, {**engine, "found": measured["found"]}, measured)

    def _run(self, contender: Contender, **options: Any) -> dict[str, Any]:
        vectors = self._embedded.folder
        return run(contender, self._data, vectors, self._work, limit_s=self._options.limit, **options)

    def _fingerprint(self, contender: Contender) -> str:
        requirements = contender.system.requirements
        given = {
            "data": self._data.digest,
            "vectors": self._embedded.digest,
            "machine": machine(),
            "packages": requirements.packages if requirements else {},
        }
        return fingerprint(given, contender.sources())


def _introduce(data: Conversations, embedded: Embedded, options: argparse.Namespace) -> None:
    """Print what was measured, on what, and how to print it again."""
    where = machine()
    command = f"python bench/peers.py --data {options.data.name}"
    command += f" --questions {options.questions}" if options.questions else ""
    print(f"# Retrieval side by side\n\n`{command}`\n")
    print(
        f"{len(data.questions)} questions, {len(data.spaces)} conversations, {data.turns()} turns ({data.name})."
    )
    print(f"{where['cores']} cores of {where['processor']}, Python {where['python']}.")
    print(
        f"Vectors: {embedded.model}, {embedded.text_ms:.1f} ms a turn in batches, {embedded.query_ms:.1f} ms"
    )
    print(
        "a question alone. Searches are timed without embedding the question, except in mnemic's second row."
    )


if __name__ == "__main__":
    sys.exit(main())
