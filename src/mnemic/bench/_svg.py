"""Plots as SVG text that stands inside a page: bars, differences and curves. Colours come from the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

_WIDTH = 340
_ROW = 26
_LABEL = 62
_VALUE = 58


class Bar(NamedTuple):
    """
    A bar, or a point with its interval.

    Attributes:
        colour: The number of its colour in the page.

        shown: The value as text.

        told: What a pointer that rests on it is told.
    """

    label: str
    colour: int
    value: float
    low: float
    high: float
    shown: str
    told: str


@dataclass(frozen=True, slots=True)
class Axis:
    """
    One axis of a plot.

    Attributes:
        ticks: Where it is marked, with the text.

        log: Whether equal steps are equal factors.
    """

    label: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    log: bool = False

    def place(self, value: float) -> float:
        """Return where *value* lies, from 0 to 1."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        return (at - low) / (high - low)


class Curve(NamedTuple):
    """
    A line through points.

    Attributes:
        colour: The number of its colour in the page.

        marks: What a pointer that rests on each point is told; without it the points are not drawn.
    """

    label: str
    colour: int
    points: Sequence[tuple[float, float]]
    marks: Sequence[str] = ()


def bars(rows: Sequence[Bar], *, most: float, about: str) -> str:
    """Return horizontal bars from 0 to *most*, each with its interval."""
    span = _WIDTH - _LABEL - _VALUE
    parts = []
    for number, row in enumerate(rows):
        y = number * _ROW
        width = span * row.value / most if most else 0
        parts.append(
            f"<g><title>{escape(row.told)}</title>{_name(row.label, y)}"
            f'<rect class="c{row.colour}" x="{_LABEL}" y="{y + 5}" width="{max(width, 1):.1f}" height="16" rx="2"/>'
            f"{_whisker(_LABEL + span * row.low / most, _LABEL + span * row.high / most, y) if most else ''}"
            f'<text class="v" x="{_WIDTH}" y="{y + 17}">{escape(row.shown)}</text></g>'
        )
    return _svg(len(rows) * _ROW, about, parts)


def differences(rows: Sequence[Bar], *, about: str) -> str:
    """Return points with intervals around a line at zero."""
    span = _WIDTH - _LABEL - _VALUE
    reach = max((abs(end) for row in rows for end in (row.value, row.low, row.high)), default=0.0) or 1.0
    zero = _LABEL + span / 2
    parts = [f'<line class="grid" x1="{zero}" x2="{zero}" y1="0" y2="{len(rows) * _ROW}"/>']
    for number, row in enumerate(rows):
        y = number * _ROW
        low, at, high = (zero + span / 2 * end / reach for end in (row.low, row.value, row.high))
        parts.append(
            f"<g><title>{escape(row.told)}</title>{_name(row.label, y)}{_whisker(low, high, y)}"
            f'<circle class="c{row.colour}" cx="{at:.1f}" cy="{y + 13}" r="5"/>'
            f'<text class="v" x="{_WIDTH}" y="{y + 17}">{escape(row.shown)}</text></g>'
        )
    return _svg(len(rows) * _ROW, about, parts)


def curves(lines: Sequence[Curve], x: Axis, y: Axis, *, about: str, diagonal: bool = False) -> str:
    """Return lines over two axes; with *diagonal* also the line where both are equal."""
    left, top, wide, high = 40, 8, _WIDTH - 52, 220
    parts = list(_grid(x, y, left, top, wide, high))
    if diagonal:
        parts.append(
            f'<line class="grid dashed" x1="{left}" y1="{top + high}" x2="{left + wide}" y2="{top}"/>'
        )
    for line in lines:
        spots = [(left + wide * x.place(a), top + high * (1 - y.place(b))) for a, b in line.points]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in spots)
        parts.append(
            f'<polyline class="l{line.colour}" points="{path}"><title>{escape(line.label)}</title></polyline>'
        )
        parts += [
            f'<circle class="c{line.colour}" cx="{a:.1f}" cy="{b:.1f}" r="4"><title>{escape(told)}</title></circle>'
            for (a, b), told in zip(spots, line.marks, strict=bool(line.marks))
        ]
    return _svg(top + high + 40, about, parts)


def _grid(x: Axis, y: Axis, left: int, top: int, wide: int, high: int) -> Iterable[str]:
    bottom = top + high
    for value, text in y.ticks:
        at = top + high * (1 - y.place(value))
        yield f'<line class="grid" x1="{left}" x2="{left + wide}" y1="{at:.1f}" y2="{at:.1f}"/>'
        yield f'<text class="t e" x="{left - 6}" y="{at + 4:.1f}">{escape(text)}</text>'
    for value, text in x.ticks:
        at = left + wide * x.place(value)
        yield f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{bottom}" y2="{bottom + 4}"/>'
        yield f'<text class="t m" x="{at:.1f}" y="{bottom + 17}">{escape(text)}</text>'
    yield f'<text class="t m" x="{left + wide / 2}" y="{bottom + 34}">{escape(x.label)}</text>'
    middle = top + high / 2
    yield f'<text class="t m" transform="translate(11 {middle}) rotate(-90)">{escape(y.label)}</text>'


def _name(label: str, y: float) -> str:
    return f'<text class="n" x="0" y="{y + 17}">{escape(label)}</text>'


def _whisker(low: float, high: float, y: float) -> str:
    middle = y + 13
    return f'<path class="w" d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8"/>'


def _svg(height: float, about: str, parts: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(about)}">{"".join(parts)}</svg>'
