"""Shares with their intervals, and the small tables they are printed in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

_Z = 1.959964
_SEED = 7
_ROUNDS = 1000


class Share(NamedTuple):
    """So many of so many."""

    hits: int
    of: int

    @classmethod
    def among(cls, tried: Iterable[bool]) -> Share:
        """Return the share of true ones."""
        found = list(tried)
        return cls(sum(found), len(found))

    @property
    def value(self) -> float:
        """The share, in [0, 1]; of nothing, 0."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """
        The 95 % interval.

        Source: Wilson 1927, without correction for continuity.
        """
        if not self.of:
            return 0.0, 1.0
        spread = _Z * _Z / self.of
        middle = (self.value + spread / 2) / (1 + spread)
        half = _Z * math.sqrt(self.value * (1 - self.value) / self.of + spread / self.of / 4) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f}–{high:.3f}; {self.hits}/{self.of})" if self.of else "none"


class Mean(NamedTuple):
    """A mean with its 95 % interval, drawn anew 1,000 times with a fixed seed."""

    value: float
    low: float
    high: float
    of: int

    @classmethod
    def over(cls, values: Sequence[float]) -> Mean:
        """Return the mean of *values*, of which there is at least one."""
        array = np.array(values, np.float64)
        rng = np.random.default_rng(_SEED)
        drawn = array[rng.integers(0, len(array), (_ROUNDS, len(array)))].mean(axis=1)
        low, high = np.percentile(drawn, (2.5, 97.5))
        return cls(float(array.mean()), float(low), float(high), len(array))

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f}; n {self.of})"


class Floor(NamedTuple):
    """What a figure has to reach, or, if *at_most*, not to exceed."""

    bound: float
    at_most: bool = False

    def judge(self, value: float) -> str:
        """Return the floor with ``ok`` or ``MISSED``."""
        held = value <= self.bound if self.at_most else value >= self.bound
        return f"{'≤' if self.at_most else '≥'} {self.bound:g} {'ok' if held else 'MISSED'}"


class Row(NamedTuple):
    """
    A line of a table.

    Attributes:
        name: What is measured.

        cells: A figure for each system.

        floor: What the first has to reach, or, in words, whether it did.
    """

    name: str
    cells: Sequence[object]
    floor: Floor | str | None = None

    @property
    def verdict(self) -> str:
        """Whether the first figure reaches the floor."""
        first = self.cells[0]
        if self.floor is None or isinstance(self.floor, str):
            return self.floor or ""
        if isinstance(first, Share) and not first.of:
            return "not measured"
        return self.floor.judge(first.value if isinstance(first, Share | Mean) else float(str(first)))


def table(title: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print *rows* under *title*."""
    print(f"\n{title}\n")
    print("| figure | " + " | ".join(columns) + " | floor |")
    print("|---" * (len(columns) + 2) + "|")
    for row in rows:
        cells = [str(cell) for cell in row.cells] + [""] * (len(columns) - len(row.cells))
        print(f"| {row.name} | " + " | ".join(cells) + f" | {row.verdict} |")
    print(flush=True)
