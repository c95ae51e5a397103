"""Tables that read well as text and as Markdown, and the list of targets met and missed."""

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


def median(values: Sequence[float]) -> float:
    """Return the median of *values*, nan when there are none."""
    return statistics.median(values) if values else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which *share* of the sorted *values* lie, nan when there are none."""
    if not values:
        return float("nan")
    return sorted(values)[round(share * (len(values) - 1))]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several runs, with the least and the greatest."""

    median: float
    least: float
    greatest: float
    runs: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of *values*; all nan when there are none."""
        if not values:
            return cls(float("nan"), float("nan"), float("nan"), 0)
        return cls(median(values), min(values), max(values), len(values))

    def __str__(self) -> str:
        return f"{number(self.median)} ({number(self.least)}–{number(self.greatest)})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Return the spread of ours / theirs, paired run by run since the runs alternate."""
    return Spread.of([a / b for a, b in zip(ours, theirs, strict=False) if b])


def sizes(count: int) -> str:
    """Return a count as people say it: 10k, 500."""
    return f"{count // 1000}k" if count >= 1000 and count % 1000 == 0 else str(count)


def number(value: float) -> str:
    """Return three significant digits, without an exponent; a dash for nan."""
    if value != value:
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A measured figure beside its target."""

    figure: str
    measured: float
    unit: str
    target: float
    at_most: bool

    @property
    def limit(self) -> str:
        """Which way the target points."""
        return "≤" if self.at_most else "≥"

    @property
    def met(self) -> bool | None:
        """Whether the figure keeps the target; None when it was not measured."""
        if self.measured != self.measured:
            return None
        return self.measured <= self.target if self.at_most else self.measured >= self.target


@dataclass(slots=True)
class Report:
    """Prints each table as soon as it is known, and keeps the raw figures for the JSON file."""

    quick: bool = False
    raw: dict[str, Any] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)

    def progress(self, message: str) -> None:
        """Say on stderr what is being measured."""
        print(f"… {message}", file=sys.stderr, flush=True)

    def table(
        self, title: str, header: Sequence[str], rows: Sequence[Sequence[object]], *, note: str = ""
    ) -> None:
        """Print an aligned Markdown table."""
        cells = [[number(c) if isinstance(c, float) else str(c) for c in row] for row in rows]
        widths = [max(len(row[i]) for row in [list(header), *cells]) for i in range(len(header))]
        print(f"\n## {title}\n")
        for row in [list(header), ["-" * width for width in widths], *cells]:
            print(
                "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
            )
        if note:
            print(f"\n{note}")
        sys.stdout.flush()

    def keep(self, section: str, **figures: object) -> None:
        """Put figures into the JSON."""
        self.raw.setdefault(section, {}).update(figures)

    def at_most(self, figure: str, measured: float, target: float, unit: str) -> None:
        """Hold *measured* against an upper limit."""
        self.verdicts.append(Verdict(figure, measured, unit, target, at_most=True))

    def at_least(self, figure: str, measured: float, target: float, unit: str) -> None:
        """Hold *measured* against a lower limit."""
        self.verdicts.append(Verdict(figure, measured, unit, target, at_most=False))

    def summary(self) -> None:
        """Print every figure that has a target."""
        words = {True: "yes", False: "NO", None: "not measured"}
        rows = [
            (
                v.figure,
                f"{number(v.measured)} {v.unit}",
                f"{v.limit} {number(v.target)} {v.unit}",
                words[v.met],
            )
            for v in self.verdicts
        ]
        note = "Sizes of --quick: the targets are meant for the full run." if self.quick else ""
        self.table("Summary", ("figure", "measured", "target", "met"), rows, note=note)

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        verdicts = [{**asdict(v), "met": v.met} for v in self.verdicts]
        content = {"quick": self.quick, **self.raw, "summary": verdicts}
        path.write_text(json.dumps(_without_nan(content), indent=1) + "\n")


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(entry) for entry in value]
    return None if isinstance(value, float) and value != value else value
