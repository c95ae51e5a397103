"""Which plots a report has, drawn from the figures of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from ._measures import MEASURES
from ._svg import Axis, Bar, Curve, bars, curves, differences
from ._systems import SYSTEMS

Results = Mapping[str, Any]

_BARS = ("R@5", "R@10", "R@20", "nDCG@10", "all@10", "sess all@5")
_DIFFERENCES = ("R@10", "nDCG@10", "all@10", "sess all@5")
_SHARES = [(0.0, "0"), (0.25, ".25"), (0.5, ".5"), (0.75, ".75"), (1.0, "1")]
_TIMES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000)
_COLOURS = {name: number for number, name in enumerate(SYSTEMS)}  # a system looks the same in every plot


def measure_plots(results: Results) -> list[str]:
    """Return a plot of each main measure: the systems as bars with intervals."""
    plots = []
    for measure in _BARS:
        rows = [
            _bar(name, system["measures"][measure], "{:.3f}")
            for name, system in results["systems"].items()
            if system["measures"][measure]
        ]
        if rows:
            plots.append(_figure(measure, MEASURES[measure], bars(rows, most=1.0, about=measure)))
    return plots


def difference_plots(results: Results) -> list[str]:
    """Return a plot of each main measure: how much better Mnemic is than each control."""
    plots = []
    for measure in _DIFFERENCES:
        rows = [
            _bar(name, told[measure], "{:+.3f}")
            for name, told in results["differences"].items()
            if told[measure]
        ]
        if rows:
            about = f"{measure}: mnemic less the control"
            plots.append(
                _figure(measure, "right of the line: mnemic is better", differences(rows, about=about))
            )
    return plots


def token_plot(results: Results) -> list[str]:
    """Return a plot of what the hits of a question cost."""
    rows = [_bar(name, system["tokens"], "{:,.0f}") for name, system in results["systems"].items()]
    most = max(row.high for row in rows)
    return [
        _figure(
            "Tokens a question", "of the hits, rendered for a prompt", bars(rows, most=most, about="tokens")
        )
    ]


def time_plot(results: Results) -> list[str]:
    """Return a plot of how the times of a recall are distributed."""
    timed = {name: one["recall_ms"] for name, one in results["systems"].items() if one["recall_ms"]}
    if not timed:
        return []
    lines = []
    for name, times in timed.items():
        spread = times["quantiles"]
        points = [(value, place / (len(spread) - 1)) for place, value in enumerate(spread)]
        lines.append(Curve(name, _COLOURS[name], points))
    told = {
        name: f"{name}: p50 {times['p50']:.1f}, p95 {times['p95']:.1f}, p99 {times['p99']:.1f} ms"
        for name, times in timed.items()
    }
    axis = _time_axis([value for line in lines for value, _ in line.points])
    plot = curves(lines, axis, Axis("share of recalls", 0, 1, _SHARES), about="times of a recall")
    return [_figure("Recall time", "share of the recalls that took no longer", plot, _legend(timed, told))]


def _time_axis(values: Sequence[float]) -> Axis:
    low = max((tick for tick in _TIMES if tick <= min(values)), default=_TIMES[0])
    high = min((tick for tick in _TIMES if tick > max(values)), default=_TIMES[-1])
    inside = [tick for tick in _TIMES if low <= tick <= high]
    return Axis("ms", low, high, [(tick, f"{tick:g}") for tick in inside], log=True)


def confidence_plots(results: Results) -> list[str]:
    """Return a reliability diagram and two ROC curves; nothing when no system said how sure it was."""
    sure = {name: one["confidence"] for name, one in results["systems"].items() if one["confidence"]}
    if not sure:
        return []
    plots = [_reliability(sure)]
    for kind, title, about in (
        ("unanswerable", "Told apart: unanswerable", "x: unanswerable questions taken for answerable"),
        (
            "wrong_conversation",
            "Told apart: wrong conversation",
            "x: questions that the other conversation takes",
        ),
    ):
        drawn = {name: told[kind] for name, told in sure.items() if told[kind]}
        if drawn:
            plots.append(_roc(drawn, title, about))
    return plots


def _reliability(sure: Results) -> str:
    lines = [
        Curve(
            name,
            _COLOURS[name],
            [(part["confidence"], part["right"]) for part in told["bins"]],
            [
                f"{name}: said {part['confidence']:.2f}, right {part['right']:.2f} of {part['count']} questions"
                for part in told["bins"]
            ],
        )
        for name, told in sure.items()
    ]
    axes = Axis("confidence", 0, 1, _SHARES), Axis("share with gold in the hits", 0, 1, _SHARES)
    plot = curves(lines, *axes, about="reliability", diagonal=True)
    return _figure("Reliability", "on the dashed line, what is said comes true", plot, _legend(sure))


def _roc(drawn: Results, title: str, about: str) -> str:
    lines = [Curve(name, _COLOURS[name], told["curve"]) for name, told in drawn.items()]
    axes = Axis("wrongly sure", 0, 1, _SHARES), Axis("rightly sure", 0, 1, _SHARES)
    areas = {name: f"{name} {told['roc_area']:.3f}" for name, told in drawn.items()}
    plot = curves(lines, *axes, about=title, diagonal=True)
    return _figure(title, about, plot, _legend(areas, areas))


def _bar(name: str, figure: Mapping[str, Any], form: str) -> Bar:
    def show(value: float) -> str:
        return form.format(value).replace("-", "−")

    mean, low, high = figure["mean"], figure["low"], figure["high"]
    told = f"{name}: {show(mean)} (95 %: {show(low)} to {show(high)})"
    wide = figure["by_conversation"]
    if wide:
        told += f"; conversations drawn anew: {show(wide['low'])} to {show(wide['high'])}"
    return Bar(name, _COLOURS[name], mean, low, high, show(mean), told)


def _figure(title: str, about: str, plot: str, legend: str = "") -> str:
    return (
        f"<figure><figcaption><b>{escape(title)}</b><small>{escape(about)}</small></figcaption>"
        f"{plot}{legend}</figure>"
    )


def _legend(names: Iterable[str], told: Mapping[str, str] | None = None) -> str:
    items = (
        f'<li><i class="k{_COLOURS[name]}"></i>{escape(told[name] if told else name)}</li>' for name in names
    )
    return f"<ul class=legend>{''.join(items)}</ul>"
