"""How much a sentence of a conversation tells, so that a summary keeps those that tell most."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index import analyze, query_terms
from ..times import has_date
from ._cues import greets
from ._turn import Turn


class Sentence(NamedTuple):
    """
    A sentence and where it stands.

    Attributes:
        turn: The place of its turn.

        start, end: Its characters in the turn's text, half-open.

        terms: Its words without function words, as hashes.
    """

    turn: int
    start: int
    end: int
    text: str
    terms: frozenset[int]


SIGNALS: Final = ("rare", "names", "numbers", "dated", "own", "asks", "greets", "assistant", "answers")
"""
How much of rare words it has; how many names and numbers, up to four; whether it names a time, is told in the first
person, asks, greets, is an assistant's, follows a turn that asked.
"""

WEIGHTS: Final[Mapping[str, float]] = {
    "bias": -6.49,
    "rare": 2.09,
    "names": 0.08,
    "numbers": 0.09,
    "dated": 1.58,
    "own": 0.46,
    "asks": -1.19,
    "greets": -0.53,
    "assistant": -5.84,
    "answers": 0.73,
}
"""
Fitted by `bench/lifecycle/summaries.py --fit` to tell the sentences that answer a question from all others, on LoCoMo and
LongMemEval. Centrality, of words or of the turn's vector, was tried: it told nothing more.
"""

_OWN: Final = re.compile(
    r"(?<![\w'])(?:i|i'(?:m|ve|d|ll)|my|mine|me|we|we'(?:re|ve|d|ll)|our|us|yo|mi|mis|nuestr[oa]s?|je|j'\w+|mon|ma|mes"
    r"|nous|notre|nos|ich|mein\w{0,2}|mir|mich|wir|unser\w{0,2}|eu|meus?|minhas?|n[oó]s)(?!\w)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"(?<=[\w,;:] )(?!I\b)[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w'’-]*")
_NUMBER: Final = re.compile(r"\d+")
_ENOUGH: Final = 4


def term_set(text: str) -> frozenset[int]:
    """Return the words of *text* without function words, as hashes."""
    return frozenset(term.hashes[0] for term in query_terms(text, {analyze(text).language}))


def worth(turns: Sequence[Turn], sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Return how likely each of *sentences*, those of *turns*, is to be asked for, in (0, 1)."""
    odds = WEIGHTS["bias"] + signals(turns, sentences) @ np.array([WEIGHTS[name] for name in SIGNALS])
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return chances


def signals(turns: Sequence[Turn], sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Return the `SIGNALS` of each of *sentences*, shape ``(len(sentences), len(SIGNALS))``."""
    counts = Counter(term for sentence in sentences for term in sentence.terms)
    spread = math.log(1 + len(sentences))
    rarity = {term: math.log(1 + len(sentences) / count) / spread for term, count in counts.items()}
    asked = [False, *(_asks(turn.text) for turn in turns)]
    rows = [
        (
            math.log1p(sum(rarity[term] for term in sorted(sentence.terms))),
            min(_ENOUGH, len(_NAME.findall(sentence.text))),
            min(_ENOUGH, len(_NUMBER.findall(sentence.text))),
            has_date(sentence.text),
            bool(_OWN.search(sentence.text.replace("’", "'"))),
            _asks(sentence.text),
            greets(sentence.text),
            turns[sentence.turn].role == "assistant",
            asked[sentence.turn],
        )
        for sentence in sentences
    ]
    return np.array(rows, float).reshape(len(rows), len(SIGNALS))


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "？"))
