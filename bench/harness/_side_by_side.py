"""What the comparison of retrieval prints, and the figures behind it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._conversations import Conversations
from ._quality import MEASURES, Interval, differences, intervals, measure
from ._report import Report, median, number, percentile

OURS = "mnemic"
_QUALITY = ("system", "R@5", "R@10 (95 %)", "R@10 less mnemic's", "R@20", "nDCG@10", "any@10", "all@10")
_SPEED = ("system", "version", "turns/s", "search p50 ms", "p95 ms", "disk MB", "peak memory MB")
_MISSING = "did not run"
_MOST_SPACES = 12


@dataclass(slots=True)
class Outcome:
    """
    One system's result, or the error that kept it from one.

    Attributes:
        run: What `run` returned.

        end_to_end: Only mnemic: the same with its model embedding; *run* looks the model's answers up.

        kept: When it was measured, if that was not in this run.
    """

    name: str
    note: str
    run: Mapping[str, Any] = field(default_factory=dict)
    end_to_end: Mapping[str, Any] | None = None
    error: str | None = None
    kept: str | None = None

    def circumstances(self) -> str:
        """Say under what load it was measured, and when if not in this run; or why it was not."""
        if self.error is not None:
            return f"Did not run: {self.error}."
        when = f"Measured {self.kept}" if self.kept else "Measured"
        return f"{when} at a load of {self.run.get('load', '–')}."

    def rows(self, data: Conversations) -> dict[str, dict[str, float]]:
        """Return the measures by question."""
        found = self.run.get("found", {})
        return (
            {name: measure(found.get(name, []), asked.gold) for name, asked in data.questions.items()}
            if self.run
            else {}
        )


@dataclass(frozen=True, slots=True)
class Quality:
    """The intervals of one system over some questions, and those of its differences to mnemic."""

    questions: int
    measures: Mapping[str, Interval]
    less_ours: Mapping[str, Interval]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return {
            "questions": self.questions,
            "measures": {name: interval.to_dict() for name, interval in self.measures.items()},
            "less_mnemic": {name: interval.to_dict() for name, interval in self.less_ours.items()},
        }


class SideBySide:
    """All outcomes over the same questions."""

    def __init__(self, data: Conversations, outcomes: Sequence[Outcome]) -> None:
        self._data = data
        self.outcomes = outcomes
        self._rows = {outcome.name: outcome.rows(data) for outcome in outcomes}
        asked = list(data.questions.values())
        self.types = dict(sorted(Counter(one.type for one in asked).items()))
        self.spaces = Counter(one.space for one in asked)

    def quality(self, name: str, *, kind: str | None = None, space: str | None = None) -> Quality:
        """Return how well *name* found the evidence, for one type of question, one conversation, or all."""
        asked = self._data.questions
        chosen = {
            question: row
            for question, row in self._rows[name].items()
            if kind in (None, asked[question].type) and space in (None, asked[question].space)
        }
        ours = self._rows.get(OURS, {}) if name != OURS else {}
        return Quality(len(chosen), intervals(list(chosen.values())), differences(chosen, ours))

    def tell(self, report: Report) -> None:
        """Print the tables, with a footnote a system."""
        report.table("Evidence found", _QUALITY, [self._quality_row(one) for one in self.outcomes])
        types = [(f"{kind} ({count})", {"kind": kind}) for kind, count in self.types.items()]
        self._split(report, "R@10 by type of question", types)
        spaces = [
            (f"{number} ({count})", {"space": space})
            for number, (space, count) in enumerate(self.spaces.items(), 1)
        ]
        if 1 < len(spaces) <= _MOST_SPACES:
            self._split(report, "R@10 by conversation, in the order of the file", spaces)
        report.table("Speed and size", _SPEED, list(self._speed_rows()))
        print()
        for outcome in self.outcomes:
            print(f"- **{outcome.name}**: {outcome.note} {outcome.circumstances()}")

    def keep(self, report: Report) -> None:
        """Put the figures and the raw results into the report's JSON."""
        for outcome in self.outcomes:
            by_type = {kind: self.quality(outcome.name, kind=kind).to_dict() for kind in self.types}
            report.keep(
                "systems",
                **{
                    outcome.name: {
                        "error": outcome.error,
                        "note": outcome.note,
                        "all": self.quality(outcome.name).to_dict(),
                        "by_type": by_type,
                        "speed": speed(outcome.run),
                        "speed_end_to_end": speed(outcome.end_to_end) if outcome.end_to_end else None,
                        "raw": dict(outcome.run),
                    }
                },
            )

    def _quality_row(self, outcome: Outcome) -> list[str]:
        if not outcome.run:
            return [outcome.name, _MISSING, *[""] * (len(_QUALITY) - 2)]
        found = self.quality(outcome.name)
        cells = {name: f"{found.measures[name].mean:.3f}" for name in MEASURES}
        less = found.less_ours["R@10"].signed() if found.less_ours else "–"
        return [
            outcome.name, cells["R@5"], str(found.measures["R@10"]), less,
            cells["R@20"], cells["nDCG@10"], cells["any@10"], cells["all@10"],
        ]  # fmt: skip

    def _split(self, report: Report, title: str, parts: Sequence[tuple[str, dict[str, str]]]) -> None:
        """Print R@10 over parts of the questions, a column a part."""
        rows = [
            [
                one.name,
                *(
                    f"{self.quality(one.name, **part).measures['R@10'].mean:.3f}" if one.run else _MISSING
                    for _, part in parts
                ),
            ]
            for one in self.outcomes
        ]
        report.table(title, ("system", *(label for label, _ in parts)), rows)

    def _speed_rows(self) -> Iterable[list[str]]:
        for outcome in self.outcomes:
            if not outcome.run:
                yield [outcome.name, _MISSING, *[""] * (len(_SPEED) - 2)]
                continue
            yield _speed_row(outcome.name, outcome.run, outcome.end_to_end or outcome.run)
            if outcome.end_to_end:
                yield _speed_row(f"{outcome.name}, embedding", outcome.end_to_end, outcome.end_to_end)


def speed(run: Mapping[str, Any]) -> dict[str, float]:
    """Return a run's rates: turns a second, milliseconds a search, MiB on disk and in memory."""
    if not run:
        return {}
    return {
        "turns_per_s": run["turns"] / run["add_s"] if run["add_s"] else float("nan"),
        "search_p50_ms": median(run["search_ms"]),
        "search_p95_ms": percentile(run["search_ms"], 0.95),
        "disk_mb": run["disk_mb"],
        "peak_mb": run["peak_mb"],
    }


def _speed_row(label: str, run: Mapping[str, Any], sized: Mapping[str, Any]) -> list[str]:
    """Return a row; sizes come from *sized*, whose process holds nothing of the benchmark's."""
    figures = speed(run) | {name: value for name, value in speed(sized).items() if name.endswith("_mb")}
    return [label, str(run["version"]), *(number(value) for value in figures.values())]
