#!/usr/bin/env python3
"""
Draw how memories fade, and print the figures.

    python bench/lifecycle/curve.py [--out FOLDER] [--signals]

Draws the forgetting curve of each kind, what spaced and massed recalls make of it, and a simulated year (two, in the
second of which nothing is told or recalled) as SVG. --signals prints the constants tried for shifts of preference.
"""

import argparse
import re
import statistics
from collections.abc import Sequence
from html import escape
from pathlib import Path

from _curve_signals import tried
from _curve_year import DAY_US, DAYS, Year, simulate

from mnemic.bench._style import STYLE
from mnemic.bench._svg import Axis, Curve, curves
from mnemic.cube import TIERS, Kind
from mnemic.lifecycle import HALF_LIVES, Vitality, initial_stability, recalled, retention, strength

_SHARES = ((0.0, "0"), (0.25, ".25"), (0.5, ".5"), (0.75, ".75"), (1.0, "1"))
_MONTHS = tuple((float(day), str(day)) for day in (0, 90, 180, 270, 365))
_LINE = 20
_MOST_FALSE = 0.05  # of steady preferences that seem to shift: constants above it are not shown

_SPACED = (1, 7, 30, 90)
_MASSED = (90, 90.01, 90.02, 90.03)


def main() -> None:
    """Draw the plots and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "out" / "lifecycle")
    parser.add_argument("--signals", action="store_true", help="print the constants tried for shifts")
    arguments = parser.parse_args()
    if arguments.signals:
        _signals()
        return
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, drawn in (("kinds", _kinds()), ("spacing", _spacing()), ("year", _year(simulate(2 * DAYS)))):
        file = arguments.out / f"{name}.svg"
        file.write_text(drawn, encoding="utf-8")
        print(f"drawn: {file}")


def _kinds() -> str:
    print("\n| kind | half-life, days | left after 30 days | 180 | 365 |\n|---|---|---|---|---|")
    for kind, half_life in HALF_LIVES.items():
        stability = initial_stability(kind)
        left = " | ".join(f"{retention(days, stability):.2f}" for days in (30, 180, 365))
        print(f"| {kind} | {half_life:g} | {left} |")
    shown: dict[Kind, str] = {
        "belief": "belief",
        "episode": "episode",
        "preference": "preference, summary",
        "fact": "fact, resource",
        "procedure": "procedure",
    }
    lines = [
        Curve(
            label, number, [(day, retention(day, initial_stability(kind))) for day in range(0, DAYS + 1, 5)]
        )
        for number, (kind, label) in enumerate(shown.items())
    ]
    return _drawn(lines, Axis("days without recall", 0, DAYS, _MONTHS), Axis("strength", 0, 1, _SHARES))


def _spacing() -> str:
    print("\n| four recalls of an episode | stability after each, days | left after a year |\n|---|---|---|")
    lines = []
    for number, (label, days) in enumerate(
        {
            "after 1, 7, 30 and 90 days": _SPACED,
            "four within an hour, after 90 days": _MASSED,
            "never": (),
        }.items()
    ):
        stages = [Vitality(initial_stability("episode"))]
        for day in days:
            stages.append(recalled(stages[-1], int(day * DAY_US), since_us=0))
        points = [(day, _left(stages, days, day)) for day in range(DAYS + 1)]
        grown = " → ".join(f"{stage.stability_days:.0f}" for stage in stages)
        print(f"| {label} | {grown} | {points[-1][1]:.2f} |")
        lines.append(Curve(label, number, points))
    return _drawn(lines, Axis("days", 0, DAYS, _MONTHS), Axis("strength", 0, 1, _SHARES))


def _left(stages: Sequence[Vitality], recalls: Sequence[float], day: float) -> float:
    stage = stages[sum(at <= day for at in recalls)]
    return strength(stage, kind="episode", created_us=0, now_us=int(day * DAY_US))


def _year(year: Year) -> str:
    print("\n| tier | at the end of the year | a year later |\n|---|---|---|")
    for tier in TIERS:
        print(f"| {tier} | {year.tiers[DAYS - 1][tier]} | {year.tiers[-1][tier]} |")
    total = sum(year.moves.values())
    mean = sum(moves * count for moves, count in year.moves.items()) / total
    print(
        f"\nmoves a memory in two years: mean {mean:.2f}, most {max(year.moves)}; {dict(sorted(year.moves.items()))}"
    )
    for label, left in zip(("never recalled", "recalled"), year.left, strict=True):
        print(f"strength in the end, {label}: {len(left)} memories, median {statistics.median(left):.3f}")
    most = max(day.total() for day in year.tiers)
    lines = [
        Curve(tier, number, [(day, count[tier]) for day, count in enumerate(year.tiers, 1)])
        for number, tier in enumerate(TIERS)
    ]
    days = Axis(
        "days; after 365 nothing is told or recalled",
        0,
        2 * DAYS,
        [(d, f"{d:g}") for d in (0, 182, 365, 548, 730)],
    )
    counts = [(most * part, f"{most * part / 1000:g}k") for part, _ in _SHARES]
    return _drawn(lines, days, Axis("memories", 0, most, counts))


def _signals() -> None:
    print("| W | β | λ | δ | false shifts | seen | late by | wrong sign | turns after |\n" + "|---" * 9 + "|")
    for one in sorted(tried(), key=lambda one: one.delay):
        if one.false <= _MOST_FALSE and one.seen >= 1 - 2 * _MOST_FALSE:
            window, averaging, share, shift = one.constants
            told = f"{one.false:.3f} | {one.seen:.3f} | {one.delay:.1f} | {one.wrong:.3f} | {one.turned:.1f}"
            print(f"| {window} | {averaging} | {share} | {shift} | {told} |")


def _drawn(lines: Sequence[Curve], x: Axis, y: Axis) -> str:
    """Return a plot that stands alone: with its style and a legend."""
    plot = curves(lines, x, y, about=f"{y.label} over {x.label}")
    found = re.match(r'<svg viewBox="0 0 (\d+) (\d+)"', plot)
    if not found:
        raise ValueError(f"the plot begins with {plot[:40]!r} where its size was expected")
    wide, high = int(found[1]), int(found[2])
    legend = "".join(
        f'<circle class="c{line.colour}" cx="46" cy="{high + _LINE * n + 8}" r="5"/>'
        f'<text x="58" y="{high + _LINE * n + 12}">{escape(line.label)}</text>'
        for n, line in enumerate(lines)
    )
    size = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high + _LINE * len(lines) + 8}"'
    style = f"<style>{STYLE} svg{{background:var(--page)}}</style>"
    return f"<svg {size}{plot[found.end() :].replace('>', '>' + style, 1).removesuffix('</svg>')}{legend}</svg>\n"


if __name__ == "__main__":
    main()
