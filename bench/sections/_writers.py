"""Two processes that write to one store at the same time: who errs, and is anything lost?"""

from dataclasses import dataclass, field

from harness import Bench, Peer, PeerError, System, percentile

HEADER = (
    "system",
    "acknowledged",
    "errors",
    "stored",
    "lost",
    "adds/s together",
    "p95 ms",
    "first error",
)


@dataclass(slots=True)
class Outcome:
    """What two writers of one system came to."""

    acknowledged: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    times_ms: list[float] = field(default_factory=list)
    wall_s: float = 0.0
    stored: int | None = None

    def fail(self, text: str, count: int = 1) -> None:
        """Take note of an error."""
        self.errors[text] = self.errors.get(text, 0) + count


def measure_writers(bench: Bench) -> None:
    """Let two processes add at the same time in every system."""
    rows = []
    for system in bench.systems:
        bench.report.progress(f"two writers: {system.name}")
        outcome = _run(bench, system)
        lost = "?" if outcome.stored is None else outcome.acknowledged - outcome.stored
        first = next(iter(outcome.errors), "")
        speed = outcome.acknowledged / outcome.wall_s if outcome.wall_s else float("nan")
        stored = "?" if outcome.stored is None else outcome.stored
        said = f"{outcome.acknowledged} of {2 * bench.plan.writes_each}"
        p95 = percentile(outcome.times_ms, 0.95)
        errors = sum(outcome.errors.values())
        rows.append((system.name, said, errors, stored, lost, speed, p95, first[:90]))
        figures = {"acknowledged": outcome.acknowledged, "errors": outcome.errors, "stored": outcome.stored}
        bench.report.keep("writers", **{system.name: figures})
    bench.report.table("Two processes writing at the same time", HEADER, rows)


def _run(bench: Bench, system: System) -> Outcome:
    outcome, each = Outcome(), bench.plan.writes_each
    folder = bench.fresh(f"{system.name}-writers")
    with bench.peer(system) as first, bench.peer(system) as second:
        ready = [peer for peer in (first, second) if _does(peer, outcome, each, "open", folder=str(folder))]
        for peer in ready:
            start = each if peer is second else 0
            peer.send("add", start=start, stop=start + each, prefix="one" if peer is first else "two")
        for peer in ready:
            _collect(peer, outcome)
        for peer in ready:
            _does(peer, outcome, 1, "settle")
            _does(peer, outcome, 1, "close")
    with bench.peer(system) as third:
        if _does(third, outcome, 1, "open", folder=str(folder)):
            outcome.stored = third("count")
            third("close")
    return outcome


def _does(peer: Peer, outcome: Outcome, lost: int, op: str, **arguments: object) -> bool:
    """Run a command; a failure is an outcome, and stands for *lost* errors."""
    try:
        peer(op, **arguments)
    except PeerError as error:
        outcome.fail(f"{op}: {error}".replace(str(arguments.get("folder")), "STORE"), lost)
        return False
    return True


def _collect(peer: Peer, outcome: Outcome) -> None:
    try:
        done = peer.receive()
    except PeerError as error:
        outcome.fail(f"add: {error}")
        return
    outcome.acknowledged += len(done["ms"])
    outcome.times_ms += done["ms"]
    outcome.wall_s = max(outcome.wall_s, done["wall_s"])
    for text, count in done["errors"].items():
        outcome.fail(text, count)
