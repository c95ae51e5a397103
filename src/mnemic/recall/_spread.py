"""Evidence from several sessions, where the answer is likely to lie in several."""

from __future__ import annotations

import numpy as np

from ._probe import NOWHERE, Places, Scores

_PER_HIT = 0.2
"""What each hit of the same session that comes before it costs a candidate, in units of the fused score."""

_REACH = 40
"""Beyond the best so many the order stays: nobody reads that far."""


def spread(order: Places, scores: Scores, conversation: Places) -> tuple[Places, Scores]:
    """
    Return *order* with those moved up that come from sessions not heard yet, and what each then scores.

    Args:
        order: Rows of *scores*, best first.

        scores: The fused score of each candidate.

        conversation: The number of each candidate's session, `NOWHERE` without one.
    """
    left, rest = order[:_REACH], order[_REACH:]
    heard = np.zeros(int(conversation.max(initial=0)) + 1)
    chosen, reached = [], []
    while len(left):
        session = conversation[left]
        values = scores[left] - np.where(session == NOWHERE, 0.0, _PER_HIT * heard[session])
        best = int(values.argmax())
        chosen.append(left[best])
        reached.append(values[best])
        heard[session[best]] += session[best] != NOWHERE
        left = np.delete(left, best)
    lowest = np.minimum(scores[rest], reached[-1] if reached else 0.0)
    return np.concatenate([np.array(chosen, np.int64), rest]), np.concatenate([reached, lowest]).astype(
        np.float32
    )
