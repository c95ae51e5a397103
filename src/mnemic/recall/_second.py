"""A second, closer look at the best candidates: every word in its context, and what a text is like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .._patterns import compiled
from ..errors import StoreCorrupted
from ..index import best_matches
from ._probe import NOWHERE, Found, Part, Places, Probe, Scores

if TYPE_CHECKING:
    from ..store import TokenRow

_RAREST = 5.0
"""A word of the question never weighs more than one of this idf, or a rare name would answer everything."""

_BEFORE, _BEFORE_THAT = 0.97, 0.94
"""What a word is worth that was said one turn, or two turns, before."""

_WORDS_TOLD = 4
_MEANT = 0.55
"""From which likeness on a text is said to have something for a word of the question."""


class _LookedAt(NamedTuple):
    """The fields of `Candidates`; a dataclass takes ten times as long to define, and the first recall would wait for it."""

    probe: Probe
    places: Places
    tokens: Callable[[Sequence[int]], Sequence[TokenRow]]
    contents: Callable[[Sequence[int]], Sequence[str]]


class Candidates(_LookedAt):
    """
    The memories looked at, best first.

    Attributes:
        places: Where they lie in the probe's table.

        tokens: Reads the token vectors of versions by their rows.

        contents: Reads the texts of versions by their rows.
    """

    @cached_property
    def surroundings(self) -> Places:
        """Where the candidates lie, then the turns before them that are none themselves."""
        before = self.probe.turns.before[self.places]
        return np.concatenate([self.places, np.setdiff1d(before[before != NOWHERE], self.places)])

    def rows(self, places: Places) -> list[int]:
        """Return the rows of the versions in *places*."""
        rows: list[int] = self.probe.table.numbers["row"][places].tolist()
        return rows


class SecondLook(Protocol):
    """Looks closely at what the channels found."""

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        """Return named scores of the candidates, in their order; none when it has nothing to look with."""
        ...


class LateInteraction(Part):
    """
    How well each word of the question is met by a text's best word, both read in their contexts.

    ``tokens``: the mean over the question's words of the best likeness, weighed by their rarity, in [-1, 1].
    ``tokens_context``: the same, when what the two turns before said counts, too, nearly in full; of the second
    only if it was read, as a candidate or before one.
    ``tokens_session``: the same for all candidates of the session together. NaN without token vectors.

    Source: Khattab and Zaharia 2020, ColBERT; the weighting is ours.
    """

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        probe = candidates.probe
        if probe.vectors is None or probe.vectors.tokens is None:
            return {}
        weights = _weights(probe, probe.vectors.words)
        around = candidates.surroundings
        likeness = self._likeness(candidates, around, probe.vectors.tokens)
        if np.isnan(likeness).all():
            return {}
        near = _near(probe.turns.before, around, likeness)
        count = len(candidates.places)
        own = likeness[:count]
        return {
            "tokens": Found(own @ weights, _why(probe, own, weights)),
            "tokens_context": Found(near[:count] @ weights),
            "tokens_session": Found(
                (_by_session(probe.turns.conversation[around], likeness) @ weights)[:count]
            ),
        }

    @staticmethod
    def _likeness(candidates: Candidates, places: Places, query: NDArray[np.float32]) -> Scores:
        rows = candidates.rows(places)
        pieces: dict[int, list[bytes]] = defaultdict(list)
        for row in candidates.tokens(rows):
            pieces[row.version].append(row.data)
        try:
            return best_matches(query, [b"".join(pieces[row]) for row in rows])
        except (ValueError, TypeError) as error:
            raise StoreCorrupted(
                f"token vectors of the store are damaged ({error!r:.200}); mnemic check --repair makes them anew"
            ) from error


class Surface(Part):
    """
    What kind of text it is, each 1 or 0.

    ``asks``: it ends with a question. ``dated``: it speaks of a time, where the question is when. ``counted``: it
    holds a number.
    """

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        texts = candidates.contents(candidates.rows(candidates.places))
        told = [text[:_READ_CHARS].lower() for text in texts]
        is_when = candidates.probe.question.kind == "when"
        dated = _flags(told, _TIME) if is_when else np.zeros(len(texts), np.float32)
        return {
            "asks": Found(_flags([text[-_END_CHARS:] for text in texts], _ASKS)),
            "dated": Found(dated, lambda place: "tells a time" if dated[place] else None),
            "counted": Found(_flags(told, _NUMBER)),
        }


_END_CHARS = 40
_READ_CHARS = 600
"""How much of a text is looked at for times and numbers: nearly every long one has some."""

_ASKS = r"[?？؟][\W_]*$"
_NUMBER = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|once|twice|several|few|many|dos|tres|cuatro|cinco|deux|trois|"
    r"quatre|cinq|zwei|drei|vier|fünf|dois|duas|três|quatro)\b|[二三四五六七八九十两]"
)
# Both read lower case: patterns that ignore case take three times as long.
_TIME = (
    r"\b(?:yesterday|today|tonight|tomorrow|ago|last|next|this (?:week|month|year|morning|weekend|summer)|week(?:end)?s?|"
    r"months?|years?|days?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|since|recently|just|(?:19|20)\d\d|ayer|hoy|semana|mes|año|hace|hier|"
    r"aujourd'hui|semaine|mois|an(?:née)?s?|depuis|gestern|heute|woche|monat|jahr|vor|seit|ontem|hoje|mês|ano|há)\b"
    r"|[年月日周週]"
)


def _flags(texts: Sequence[str], pattern: str) -> Scores:
    search = compiled(pattern).search
    return np.array([search(text) is not None for text in texts], np.float32)


def _weights(probe: Probe, words: Sequence[str]) -> Scores:
    """Return what each token of the question weighs, all together 1."""
    rarity = {word: probe.lexical.rarity(word, probe.live) for word in dict.fromkeys(words)}
    weights = np.array([min(rarity[word] or 0.0, _RAREST) for word in words], np.float32)
    total = float(weights.sum())
    return weights / total if total > 0 else np.full(len(words), 1 / max(len(words), 1), np.float32)


def _near(before: Places, around: Places, likeness: Scores) -> Scores:
    """Return the likeness when the two turns before count nearly as the turn itself does."""
    row_of = np.full(len(before) + 1, len(around))
    row_of[around] = np.arange(len(around))
    padded = np.vstack([likeness, np.full((1, likeness.shape[1]), np.nan, np.float32)])
    first = before[around]
    second = np.where(first == NOWHERE, NOWHERE, before[first])
    found = np.fmax(likeness, _BEFORE * padded[row_of[first]])
    return np.asarray(np.fmax(found, _BEFORE_THAT * padded[row_of[second]]), np.float32)


def _by_session(conversation: Places, likeness: Scores) -> Scores:
    """Return for each row the best likeness of all rows of its session."""
    alone = np.where(conversation == NOWHERE, -np.arange(len(conversation)) - 2, conversation)
    _, group = np.unique(alone, return_inverse=True)
    best = np.full((int(group.max(initial=-1)) + 1, likeness.shape[1]), np.nan, np.float32)
    np.fmax.at(best, group, likeness)
    return best[group]


def _why(probe: Probe, likeness: Scores, weights: Scores) -> Callable[[int], str | None]:
    words = probe.vectors.words if probe.vectors else ()
    # Only what word search asks for, too: that every text has something for "the" tells nobody anything.
    told = np.array([word.casefold() in probe.postings for word in words], np.bool_)

    def why(place: int) -> str | None:
        met = np.where(told & (likeness[place] > _MEANT), likeness[place] * weights, 0.0)
        meant = list(dict.fromkeys(words[at] for at in np.argsort(-met) if met[at] > 0))[:_WORDS_TOLD]
        return f"has something for {', '.join(meant)}" if meant else None

    return why
