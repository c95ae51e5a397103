"""Who said it, when, where in the conversation and at what length: what speaks for a memory beside its words."""

from __future__ import annotations

from functools import partial
from operator import contains

import numpy as np
from numpy.typing import NDArray

from ..times import DatePhrase, utc_us
from ._probe import Found, Part, Probe, Scores

_UNTOLD = 0.5
"""Neither for nor against."""

_DAY_US = 86_400_000_000
_BEFORE_DAYS = 2.0
_AFTER_DAYS = 7.0
"""An event is spoken of a week or so after it, and for a day or two ahead of it."""

_BROAD_DAYS = 400
_BROAD = 0.5
"""A question's "in 2022" says less than its "on 3 May"."""

_LONG_WORDS = 60


class SpeakerChannel(Part):
    """Whether those spoke whose words are asked for: 1 if so, 0 if others did, 0.5 where nothing tells."""

    name = "speaker"

    def search(self, probe: Probe) -> Found:
        column, wanted = _asked_for(probe)
        if not wanted:
            return Found(np.full(probe.table.n, _UNTOLD, np.float32))
        texts = probe.table.texts[column]
        matches = texts.where(partial(contains, wanted))
        told = texts.where(partial(_is_other_than, None))
        scores = np.where(told, matches, _UNTOLD).astype(np.float32)
        reason = f"said by {' or '.join(sorted(wanted))}, who is asked about"
        return Found(scores, lambda place: reason if matches[place] else None)


class TimeChannel(Part):
    """
    Whether it happened at a time the question names: 1 inside (half that, where the time is longer than a year), in
    [0, 1] near it; 0 where no time is named.
    """

    name = "time"

    def search(self, probe: Probe) -> Found:
        event_us = probe.table.event_us()
        scores = np.zeros(probe.table.n, np.float32)
        for phrase in probe.question.dates:
            scores = np.maximum(scores, _nearness(event_us, phrase))
        said = ", ".join(phrase.text for phrase in probe.question.dates)
        return Found(
            scores, lambda place: f"from the time asked about ({said})" if scores[place] == 1 else None
        )


class OpeningChannel(Part):
    """Whether it opens its session, which is where people say what is new: 1 or 0."""

    name = "opening"

    def search(self, probe: Probe) -> Found:
        return Found(probe.turns.opening.astype(np.float32))


class LengthChannel(Part):
    """How far a text goes on beyond 60 words: the logarithm, >= 0; 0 for any shorter one."""

    name = "length"

    def search(self, probe: Probe) -> Found:
        return Found(np.log(np.maximum(probe.lexical.lengths, _LONG_WORDS) / _LONG_WORDS).astype(np.float32))


def _asked_for(probe: Probe) -> tuple[str, frozenset[str]]:
    """Return the column that tells who spoke, and which of its values are asked for."""
    names = probe.question.names
    if names or not probe.table.texts["role"].distinct():
        return "speaker", frozenset(names if len(names) == 1 else ())
    about = probe.question.about
    return ("speaker", frozenset()) if about is None else ("role", frozenset({about}))


def _is_other_than(what: object, value: object) -> bool:
    return value is not what


def _nearness(event_us: NDArray[np.int64], phrase: DatePhrase) -> Scores:
    since, until = utc_us(phrase.since), utc_us(phrase.until)
    early = np.maximum(since - event_us, 0) / _DAY_US
    late = np.maximum(event_us - until, 0) / _DAY_US
    weight = _BROAD if until - since > _BROAD_DAYS * _DAY_US else 1.0
    return np.asarray(weight * np.exp(-early / _BEFORE_DAYS - late / _AFTER_DAYS), np.float32)
