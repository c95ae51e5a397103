"""How good a ranking is: the share of the gold turns it holds, and how far up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from typing import Final

CUTOFFS: Final = (5, 10, 20)
_TOP: Final = 10
_TOP_SESSIONS: Final = 5

MEASURES: Final[Mapping[str, str]] = {
    **{f"R@{k}": f"share of the gold turns among the best {k}" for k in CUTOFFS},
    f"nDCG@{_TOP}": f"how far up the gold turns stand among the best {_TOP}; 1 is first of all",
    f"any@{_TOP}": f"questions with a gold turn among the best {_TOP}",
    f"all@{_TOP}": f"questions with every gold turn among the best {_TOP}",
    f"sess any@{_TOP_SESSIONS}": f"questions with a gold session among the first {_TOP_SESSIONS} met",
    f"sess all@{_TOP_SESSIONS}": f"questions with every gold session among the first {_TOP_SESSIONS} met",
    "R": "share of the gold turns in everything returned",
}
"""Every measure, with what it means."""

Scores = dict[str, float | None]


def measure(
    ranked: Sequence[str],
    gold: Set[str],
    session_of: Mapping[str, str],
    *,
    limit: int,
    in_order: bool = True,
) -> Scores:
    """
    Return every measure of a ranking, each in [0, 1]; `None` for one that means nothing here.

    Args:
        ranked: The turns returned, best first, each once.

        gold: The turns that should be among them; at least one.

        session_of: The session of every turn; empty where there are none.

        limit: How many turns were asked for. What lies beyond cannot be measured.

        in_order: Whether the order of *ranked* says anything.
    """
    row: Scores = dict.fromkeys(MEASURES)
    row["R"] = len(gold & set(ranked)) / len(gold)
    if not in_order:
        return row
    for k in CUTOFFS:
        if k <= limit:
            row[f"R@{k}"] = len(gold & set(ranked[:k])) / len(gold)
    if limit >= _TOP:
        top = set(ranked[:_TOP])
        row[f"nDCG@{_TOP}"] = ndcg(ranked, gold, _TOP)
        row[f"any@{_TOP}"] = float(bool(gold & top))
        row[f"all@{_TOP}"] = float(gold <= top)
    if session_of:
        gold_sessions = {session_of[turn] for turn in gold}
        met = set(list(dict.fromkeys(session_of[turn] for turn in ranked))[:_TOP_SESSIONS])
        row[f"sess any@{_TOP_SESSIONS}"] = float(bool(gold_sessions & met))
        row[f"sess all@{_TOP_SESSIONS}"] = float(gold_sessions <= met)
    return row


def ndcg(ranked: Sequence[str], gold: Set[str], k: int) -> float:
    """
    Return the discounted gain of the gold turns among the best *k*, over the greatest possible.

    Source: Järvelin and Kekäläinen 2002, with gains of 0 and 1 and the discount 1 / log2(rank + 1).
    """
    gain = sum(_discount(place) for place, turn in enumerate(ranked[:k]) if turn in gold)
    return gain / sum(_discount(place) for place in range(min(k, len(gold))))


def _discount(place: int) -> float:
    return 1 / math.log2(place + 2)
