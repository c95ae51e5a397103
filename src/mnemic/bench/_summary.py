"""From what was asked to figures: means with intervals, differences, times, confidence, accuracy."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

import numpy as np

from ._answers import Answer, Status
from ._calibration import calibration, roc_area, roc_curve
from ._measures import MEASURES
from ._run import Asked, Outcome
from ._statistics import Estimate, estimates, percentile
from ._systems import OURS, System

TOKENS = "tokens"
ACCURACY = "accuracy"
_PERCENTILES = (0.5, 0.95, 0.99)
_SPREAD = 20
"""Into how many steps the times below the median, and those above, are parted."""

Figures = dict[str, Any]


def summarise(outcome: Outcome) -> Figures:
    """Return every figure of a run as plain JSON; what could not be measured is null."""
    rounds = outcome.settings.rounds
    systems = {system.name: system for system in outcome.settings.systems}
    rows = {name: outcome.of(name) for name in systems}
    return {
        "systems": {name: _system(system, rows[name], rounds) for name, system in systems.items()},
        "differences": {
            name: _differences(rows[OURS], rows[name], rounds)
            for name in systems
            if OURS in rows and name != OURS
        },
        "adding": {
            "turns": outcome.turns,
            "seconds": round(outcome.add_s, 3),
            "turns_per_s": round(outcome.turns / outcome.add_s, 1),
        },
    }


def _system(system: System, rows: Sequence[Asked], rounds: int) -> Figures:
    scored = [row for row in rows if row.question.gold]
    types = sorted({row.question.type for row in scored})
    return {
        "about": system.about,
        "ranks": system.in_order,
        "measures": _measures(scored, rounds),
        "by_type": {
            type_: {"questions": len(part), "measures": _measures(part, rounds)}
            for type_ in types
            if (part := [row for row in scored if row.question.type == type_])
        },
        "tokens": _tokens(rows, rounds),
        "recall_ms": _times(rows),
        "degraded": dict(Counter(reason for row in rows for reason in row.degraded)),
        "confidence": _confidence(rows),
        "answers": _answers(rows, rounds),
    }


def _measures(rows: Sequence[Asked], rounds: int) -> Figures:
    """Return the measures of questions that have an answer."""
    columns = {name: [row.scores[name] for row in rows] for name in MEASURES}
    said = {name: values for name, values in columns.items() if None not in values}
    return _told(MEASURES, _estimates(said, rows, rounds))


def _differences(ours: Sequence[Asked], theirs: Sequence[Asked], rounds: int) -> Figures:
    """Return how much better our figures are, question by question."""
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a.question.gold]
    columns: dict[str, list[float]] = {}
    for name in MEASURES:
        both = [(a.scores[name], b.scores[name]) for a, b in pairs]
        differences = [a - b for a, b in both if a is not None and b is not None]
        if len(differences) == len(pairs):
            columns[name] = differences
    told = _told(MEASURES, _estimates(columns, [a for a, _ in pairs], rounds))
    every = list(zip(ours, theirs, strict=True))
    told[TOKENS] = _one([float(a.tokens - b.tokens) for a, b in every], [a for a, _ in every], rounds)
    judged = [pair for pair in every if all(_right(row.answer) is not None for row in pair)]
    right = [float(bool(_right(a.answer))) - float(bool(_right(b.answer))) for a, b in judged]
    told[ACCURACY] = _one(right, [a for a, _ in judged], rounds)
    return told


def _tokens(rows: Sequence[Asked], rounds: int) -> Figures:
    tokens = [float(row.tokens) for row in rows]
    return {
        **(_one(tokens, rows, rounds) or {}),
        "p50": percentile(tokens, 0.5),
        "p95": percentile(tokens, 0.95),
    }


def _times(rows: Sequence[Asked]) -> Figures | None:
    times = [row.ms for row in rows if row.ms is not None]
    if not times:
        return None
    told = {f"p{share * 100:.0f}": round(percentile(times, share), 3) for share in _PERCENTILES}
    spread = np.quantile(times, np.linspace(0, 1, 2 * _SPREAD + 1))
    return {
        "questions": len(times),
        "mean": round(statistics.fmean(times), 3),
        **told,
        "quantiles": [round(float(value), 3) for value in spread],
    }


def _confidence(rows: Sequence[Asked]) -> Figures | None:
    """Return how far the confidence can be believed; `None` where there is none."""
    sure = [(row, row.confidence) for row in rows if row.confidence is not None]
    if not sure:
        return None
    own = [value for row, value in sure if row.question.gold]
    none = [value for row, value in sure if not row.question.gold]
    moved = [(value, row.elsewhere) for row, value in sure if row.elsewhere is not None]
    wrong = [elsewhere for _, elsewhere in moved]
    believed = calibration([value for _, value in sure], [_holds(row) for row, _ in sure])
    return {
        "given": len(sure),
        "unanswerable": _told_apart(own, none),
        "wrong_conversation": _told_apart([value for value, _ in moved], wrong),
        "ece": round(believed.ece, 6),
        "brier": round(believed.brier, 6),
        "bins": [
            {"count": part.count, "confidence": round(part.confidence, 6), "right": round(part.right, 6)}
            for part in believed.bins
        ],
    }


def _holds(row: Asked) -> bool:
    """Say whether any gold turn is among the hits."""
    return bool(row.question.gold & set(row.ranked))


def _told_apart(positives: Sequence[float], negatives: Sequence[float]) -> Figures | None:
    area = roc_area(positives, negatives)
    if area is None:
        return None
    curve = [[round(x, 4), round(y, 4)] for x, y in roc_curve(positives, negatives)]
    return {"roc_area": round(area, 6), "questions": [len(positives), len(negatives)], "curve": curve}


def _answers(rows: Sequence[Asked], rounds: int) -> Figures | None:
    """Return how many answers were right; `None` where no model was asked."""
    put = [(row, row.answer) for row in rows if row.answer is not None]
    if not put:
        return None
    judged = [row for row, answer in put if _right(answer) is not None]
    counts = Counter(answer.status for _, answer in put)
    answers = [answer for _, answer in put]
    failures = [answer.why for answer in answers if answer.status == "failed"]
    return {
        "questions": len(put),
        **{status: counts[status] for status in get_args(Status)},
        ACCURACY: _accuracy(judged, rounds),
        "by_type": {
            type_: {"questions": len(part), ACCURACY: _accuracy(part, rounds)}
            for type_ in sorted({row.question.type for row in judged})
            if (part := [row for row in judged if row.question.type == type_])
        },
        "reader_tokens": _used(answers, lambda answer: (answer.reader_in, answer.reader_out)),
        "judge_tokens": _used(answers, lambda answer: (answer.judge_in, answer.judge_out)),
        "last_failure": failures[-1] if failures else None,
    }


def _accuracy(rows: Sequence[Asked], rounds: int) -> Figures | None:
    return _one([float(bool(_right(row.answer))) for row in rows], rows, rounds)


def _right(answer: Answer | None) -> bool | None:
    """Say whether an answer is right; `None` without a verdict."""
    if answer is None or answer.status not in ("correct", "wrong"):
        return None
    return answer.status == "correct"


def _used(answers: Sequence[Answer], count: Callable[[Answer], tuple[int, int]]) -> Figures:
    counts = [count(answer) for answer in answers]
    return {"in": sum(given for given, _ in counts), "out": sum(said for _, said in counts)}


def _estimates(
    columns: Mapping[str, Sequence[Any]], rows: Sequence[Asked], rounds: int
) -> dict[str, Estimate]:
    return estimates(columns, [row.question.conversation for row in rows], rounds)


def _one(values: Sequence[float], rows: Sequence[Asked], rounds: int) -> Figures | None:
    if not values:
        return None
    return _estimates({"": values}, rows, rounds)[""].to_dict()


def _told(names: Mapping[str, str], found: Mapping[str, Estimate]) -> Figures:
    return {name: found[name].to_dict() if name in found else None for name in names}
