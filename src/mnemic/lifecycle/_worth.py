"""
Which episodes are worth keeping, told from their words: what a budget goes by before anybody asked for them.

No model reads them. What people are later asked about is mostly what somebody told of themselves, in more than a
few words, with things not spoken of before, often with a time or as the answer to a question; greetings, applause
and questions are not, nor is what an assistant or a tool said. `WEIGHTS` says how much each of these counts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from ..index._words import words
from ._cues import FIRST_PERSON, SECOND_PERSON, TIMES

WINDOW: Final = 500
"""How many episodes back a term must have been silent to be new. A space that grows for years has few others."""

_ENOUGH_NEW: Final = 20  # new terms, from which on more count nothing
_ENOUGH_WORDS: Final = 40
_BORROWED: Final = frozenset({"assistant", "tool", "system", "function"})
_SENTENCE: Final = re.compile(r"[^.?!？。！\n]+[.?!？。！]*")
_NAME: Final = re.compile(r"(?<![\w'’])[^\W\d_][\w'’]*[^\W_]")


class Said(NamedTuple):
    """
    An episode as far as its worth goes.

    Attributes:
        terms: The hashes in its term list.
    """

    text: str
    terms: AbstractSet[int]
    speaker: str | None = None
    role: str | None = None
    session: str | None = None


class Signs(NamedTuple):
    """
    What speaks for or against keeping an episode, each in [0, 1].

    Attributes:
        new: Terms not said in the `WINDOW` episodes before, by the logarithm of their number.

        words: Its words, up to forty.

        times: Words that name a time, up to two.

        answer: Whether another speaker ended with a question just before.

        told: Whether a statement of it speaks in the first person.

        names: Capitalised words that begin no sentence and name no speaker, up to three.

        addressed: Words that speak to somebody, up to three.

        asked: The share of its words that stand in questions.

        borrowed: Whether an assistant, a tool or the system said it.
    """

    new: float
    words: float
    times: float
    answer: float
    told: float
    names: float
    addressed: float
    asked: float
    borrowed: float


WEIGHTS: Final = Signs(
    new=2.5, words=1.0, times=2.5, answer=0.9, told=0.6, names=1.0, addressed=-0.8, asked=-0.8, borrowed=-3.0
)
"""
Log-odds each sign adds. A logistic regression on the turns of three LoCoMo conversations, rounded; `names` is halved,
for in German every noun is one, and `borrowed` chosen on twelve LongMemEval haystacks.
``bench/lifecycle/retention.py`` prints what they keep of others.
"""
_BIAS: Final = -1.6  # so that half of a conversation's turns lie above 0.5


def worth(signs: Signs) -> float:
    """Return how much *signs* speak for keeping the episode, between 0 and 1."""
    odds = _BIAS + sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-odds))


def read_signs(said: Sequence[Said], before: Sequence[Said] = ()) -> list[Signs]:
    """
    Return the signs of each of *said*.

    Args:
        said: Episodes of one space in the order of their arrival.

        before: Those that arrived just before the first of them, as many as `WINDOW`: their signs are known.
            Given these, an episode has the same signs whenever it is read, whatever comes after (but for the
            names of speakers who were silent for so long).
    """
    stream = [*before[-WINDOW:], *said]
    first = len(stream) - len(said)
    speakers: set[str] = set()
    last_said: dict[int, int] = {}
    found = []
    for place, one in enumerate(stream):
        speakers.update(words(one.speaker or ""))
        if place >= first:
            new = sum(place - last_said.get(term, -WINDOW - 1) > WINDOW for term in one.terms)
            found.append(_signs(one, stream[place - 1] if place else None, new, speakers))
        for term in one.terms:
            last_said[term] = place
    return found


def _signs(one: Said, previous: Said | None, new: int, speakers: AbstractSet[str]) -> Signs:
    spoken = words(one.text)
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(one.text)]
    asked = [word for sentence in sentences if _is_question(sentence) for word in words(sentence)]
    stated = {word for sentence in sentences if not _is_question(sentence) for word in words(sentence)}
    own = one.role not in _BORROWED
    return Signs(
        new=min(1.0, math.log1p(new) / math.log1p(_ENOUGH_NEW)),
        words=min(1.0, len(spoken) / _ENOUGH_WORDS),
        # An assistant answers always, and its dates and names are the world's rather than anybody's life.
        times=own * min(2, sum(word in TIMES for word in spoken)) / 2,
        answer=float(own and previous is not None and _answers(one, previous)),
        told=float(own and not stated.isdisjoint(FIRST_PERSON)),
        names=own * min(3, sum(_names(sentence, speakers) for sentence in sentences)) / 3,
        addressed=min(3, sum(word in SECOND_PERSON for word in spoken)) / 3,
        asked=len(asked) / len(spoken) if spoken else 0.0,
        borrowed=float(not own),
    )


def _is_question(sentence: str) -> bool:
    return sentence.endswith(("?", "？"))


def _answers(one: Said, previous: Said) -> bool:
    same = (one.speaker, one.role) == (previous.speaker, previous.role)
    return not same and one.session == previous.session and _is_question(previous.text.rstrip())


def _names(sentence: str, speakers: AbstractSet[str]) -> int:
    found = (match for match in _NAME.finditer(sentence) if match.start() > 0 and match[0][0].isupper())
    named = (set(words(match[0])) for match in found)
    return sum(not one <= speakers and FIRST_PERSON.isdisjoint(one) for one in named)
