"""Candidates from a turn by the network, beside those that rules found."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ...cube import PREDICATES, value_key
from ...embed import AdaptedMiniLM
from .._candidate import Act, Candidate, Context, Known, Tense
from .._sentences import Span, plain, sentences
from .._turn import Turn
from ..rules import MACHINES, languages_of, maker, wishes_forgotten
from ..rules._when import Times, dates_in, times
from ._chunks import chunks, sentence_at
from ._fitting import fits
from ._network import changes, network
from ._reading import Fate, Read, Reading, Statement, WordReader
from ._vetoes import (
    doubts,
    is_plainly_over,
    names_part,
    only_avoids,
    puts_right,
    refuses,
    takes_back,
)

_BEFORE_CHARS: Final = 200
_LEAST: Final = 0.3
"""Statements of a lower chance are never looked at."""

_KEYED: Final = frozenset({"favorite", "relative"})
"""Without their key these say nothing."""

_ENGLISH: Final = "en"
_OWN: Final = re.compile(r"\b(?:i|im|ive|me|my|mine|myself|we|our|ours|us)\b", re.IGNORECASE)

_OPENER: Final = re.compile(r"(?:(?:an?|the|my|our|some)\s+)+(?=\w)", re.IGNORECASE)
_NEAR: Final = {"likes": ("favorite",)}
"""What the network may think something is that rules call otherwise: a favorite that is not said of what."""
_LOOSE_END: Final = re.compile(r"\s(?:of|to|with|for|from|like|called|named)\s*\Z", re.IGNORECASE)
_EMPTY: Final = frozenset(
    ("", "a", "an", "the", "my", "our", "own", "it", "that", "this", "one", "me", "i", "you", "he", "she", "we", "they")
)  # fmt: skip
"""Words that name nothing by themselves."""

_NEWS_WORDS: Final = 4
"""So many words it takes at least to tell that something is over, where none is of its speaker."""

_SHORT_WORDS: Final = 14
"""A longer sentence says several things, or is a part of a story."""

_SURE_CHARS: Final = 60
"""Of shorter texts the language cannot be told for sure."""


@dataclass(frozen=True, slots=True)
class Levels:
    """
    From which chances on what is read is believed.

    Attributes:
        tell, bare: A statement; where its sentence is long, asks, or has no word for its speaker.

        news: A statement that takes the place of a known fact which is over.

        kept: A statement that rules read is kept as long as the network gives it this chance.

        over, doubted: That a known fact is over, or was wrong; where the words give reasons to doubt it.

        ended: That a known fact is over is kept, where rules read it, as long as the network gives it this chance.

        past, left: Something over that nobody had told before is taken to have held until then, where rules read it; where
            they did not.
    """

    tell: float = 0.9
    bare: float = 0.98
    news: float = 0.45
    kept: float = 0.02
    over: float = 0.97
    doubted: float = 0.99
    ended: float = 0.2
    past: float = 0.5
    left: float = 0.85


MOST_CHARS: Final = 160
"""
Beyond this the network adds nothing to a turn: of long turns of natural chat it read nothing right that the rules didn't
(development conversations). It still drops what rules read there and it gives no chance.
"""


class Reader:
    """
    Reads what rules have no frame for.

    Args:
        words: Reads a text word by word.

        levels: From which chances on it believes what it reads.
    """

    def __init__(self, words: WordReader, levels: Levels = Levels()) -> None:
        self._reading = Reading(words, network())
        self._levels = levels

    def forget(self) -> None:
        """Drop the texts that are kept to be faster."""
        self._reading.forget()

    def extract(
        self, turn: Turn, context: Context | None = None, found: Sequence[Candidate] = ()
    ) -> tuple[Candidate, ...]:
        """
        Return *found*, what rules read in a turn, with what the network reads there beside it.

        Only turns in English are read, and only what is their speaker's own: see `mnemic.form.extract`. To long ones
        nothing is added.
        """
        adds = len(turn.text) <= MOST_CHARS
        if not adds and not found:
            return ()
        context = context or Context()
        said = plain(turn.text)
        machine = (turn.role or "").lower() in MACHINES
        if machine or not said.strip() or wishes_forgotten(said) or not _in_english(said, context, found):
            return tuple(found)
        return _Turn(self._reading, self._levels, turn, said, context).read(list(found), adds=adds)


@lru_cache(maxsize=1)
def shared_reader() -> Reader:
    """
    Return the reader of this process, over the package's own model; that is loaded when a turn is first read.

    Raises:
        ModelError: the weights are missing or altered.
    """
    # One thread: texts are short, and it reads in the background.
    return Reader(AdaptedMiniLM(changes, threads=1))


def _in_english(text: str, context: Context, found: Sequence[Candidate]) -> bool:
    if found:
        return found[0].language == _ENGLISH
    spoken = languages_of(text, context.language)
    # What language "ok Porto" is, nobody can say: where no word tells another one, it is taken for English.
    return _ENGLISH in spoken or (not spoken and not context.language and len(text) < _SURE_CHARS)


class _Turn:
    """One turn being read."""

    def __init__(self, reading: Reading, levels: Levels, turn: Turn, text: str, context: Context) -> None:
        self._reading = reading
        self._levels = levels
        self._turn = turn
        self._text = text
        self._context = context
        self._make = maker(turn, text, context, _ENGLISH)
        self._sentences = sentences(text)

    def read(self, found: list[Candidate], *, adds: bool) -> tuple[Candidate, ...]:
        """
        Return *found* as far as the network bears it out, with what it reads beside it.

        Args:
            adds: Whether it may add something; else it reads only where something was found.
        """
        earlier = self._context.before[-1].text[-_BEFORE_CHARS:] if self._context.before else ""
        for chunk in chunks(self._text):
            said = self._text[slice(*chunk)]
            if adds or any(chunk[0] <= each.span[0] < chunk[1] for each in found):
                read = self._reading.read(said, plain(earlier), self._context.known, _LEAST)
                found = self._borne_out(self._weighed(found, read, chunk), read, chunk)
                found = self._left_behind(found, read, chunk)
                if adds:
                    over = [fate for fate in read.fates if self._is_over(fate, said, read)]
                    found += self._told(found, read, over, chunk)
                    found = self._taken(found, over, chunk)
            earlier = said[-_BEFORE_CHARS:]
        return tuple(sorted(found, key=lambda each: (each.span, each.object_span)))

    def _is_over(self, fate: Fate, said: str, read: Read) -> bool:
        """Whether what was read of a known fact is believed: that it is over, or was wrong."""
        wrong = fate.wrong > fate.over
        level = self._levels.doubted if doubts(said) else self._levels.over
        if (
            fate.over + fate.wrong < level
            or refuses(said, denied=not wrong)
            or _of_other_key(fate, said, read)
        ):
            return False
        if wrong and PREDICATES[fate.known.predicate].cardinality != "single" and not puts_right(said):
            # Of what there may be several of, the next one that is named is not the right one.
            return False
        if not _OWN.search(said) and len(said.split()) < _NEWS_WORDS:
            return False
        return not (names_part(said, fate.known.object) or only_avoids(fate.known.predicate, said))

    def _weighed(self, found: list[Candidate], read: Read, chunk: Span) -> list[Candidate]:
        """Return *found* without what rules read and the network thinks nobody said."""
        return [
            each
            for each in found
            if each.act != "tell" or each.predicate not in PREDICATES or _is_unread(each, self._text)
            or not chunk[0] <= each.span[0] < chunk[1]
            or any(read.chance(one, "holds", "corrects", "denies", "ended") >= self._levels.kept
                   for one in (each.predicate, *_NEAR.get(each.predicate, ())))
        ]  # fmt: skip

    def _borne_out(self, found: Sequence[Candidate], read: Read, chunk: Span) -> list[Candidate]:
        """Return *found* without the ends of known facts that the network thinks go on."""
        kept = []
        for each in found:
            fates = [fate.over + fate.wrong for fate in read.fates if _ends(each, fate.known)]
            inside = chunk[0] <= each.span[0] < chunk[1]
            weighed = each.act == "end" and inside and fates and max(fates) < self._levels.ended
            if not weighed or is_plainly_over(self._clause(each)):
                kept.append(each)
        return kept

    def _clause(self, each: Candidate) -> str:
        """Return the words around an object, as far as no mark parts them."""
        start, end = each.object_span
        before = re.split(r"[,;:.!?]", self._text[each.span[0] : start])[-1]
        return before + self._text[start:end] + re.split(r"[,;:.!?]", self._text[end : each.span[1]])[0]

    def _left_behind(self, found: Sequence[Candidate], read: Read, chunk: Span) -> list[Candidate]:
        """Return *found* with what is over and was never told as something that held until then."""
        return [
            self._past(each)
            if each.act == "end" and chunk[0] <= each.span[0] < chunk[1] and not self._is_known(each)
            and each.predicate in PREDICATES and read.chance(each.predicate, "ended") >= self._levels.past
            else each
            for each in found
        ]  # fmt: skip

    def _told(
        self, found: Sequence[Candidate], read: Read, over: Sequence[Fate], chunk: Span
    ) -> list[Candidate]:
        made: list[Candidate] = []
        news = {fate.known.predicate for fate in over}
        for each in sorted(read.statements, key=lambda one: -one.chance):
            past = each.act == "ended"
            if each.chance < self._level(each, news):
                continue
            if each.act == "denies" and not _is_deniable(each.predicate):
                continue
            candidate = self._statement(each, over, chunk)
            if candidate is None or any(_is_read(candidate, other) for other in (*found, *made)):
                continue
            if any(_says(candidate, fate.known) for fate in over):
                continue
            if past and self._is_known(candidate):
                continue  # what becomes of what is known is read by itself
            if self._replaces(candidate) and each.predicate not in news:
                continue
            plainly = each.predicate != "name" and self._is_plain(candidate.span)
            if plainly or each.predicate in news or each.chance >= self._levels.bare:
                made.append(candidate)
        return made

    def _level(self, each: Statement, news: Collection[str]) -> float:
        """Return from which chance on a statement is believed."""
        if each.act == "ended":
            return self._levels.left
        return self._levels.news if each.predicate in news else self._levels.tell

    def _replaces(self, each: Candidate) -> bool:
        """Whether a candidate would end a known fact by standing in its slot: that takes more than a statement."""
        declared = PREDICATES[each.predicate or ""]
        slot = declared.slot_key(each.key, each.object)
        return any(
            known.predicate == each.predicate and declared.slot_key(known.key, known.object) == slot
            and (each.polarity == "negated" or not _alike(known.object, each.object))
            for known in self._context.known
        )  # fmt: skip

    def _is_known(self, each: Candidate) -> bool:
        """Whether something known is what a candidate speaks of."""
        return any(
            known.predicate == each.predicate and _alike(known.object, each.object)
            for known in self._context.known
        )

    def _is_plain(self, span: Span) -> bool:
        """Whether a sentence is short, speaks of its speaker, and asks nothing."""
        said = self._text[slice(*span)]
        return _OWN.search(said) is not None and not said.endswith("?") and len(said.split()) <= _SHORT_WORDS

    def _statement(self, each: Statement, over: Sequence[Fate], chunk: Span) -> Candidate | None:
        start, end = self._trimmed(chunk[0] + each.object[0], chunk[0] + each.object[1])
        said = self._text[start:end]
        span = sentence_at(self._sentences, start)
        of_slot = [fate for fate in over if fate.known.predicate == each.predicate]
        key = self._text[chunk[0] + each.key[0] : chunk[0] + each.key[1]].lower() if each.key else None
        if key is None and len(of_slot) == 1:
            key = of_slot[0].known.key
        if span is None or said.lower() in _EMPTY or (key is None and each.predicate in _KEYED):
            return None
        if not fits(each.predicate, self._text, (start, end), span):
            return None
        made = self._make(each.predicate, said, (start, end), span, key=key, reason="reader")
        if each.act == "ended":
            return self._past(made)
        limits = self._limits(span, "tell", event=bool(of_slot))
        denied = each.act == "denies"
        wrong = next((fate.known.object for fate in of_slot if _corrects(fate, said)), None)
        return replace(
            made,
            act="tell" if wrong is None or denied else "correct",
            instead_of=None if denied else wrong,
            polarity="negated" if denied else "affirmed",
            stated_from=limits.since,
            stated_to=limits.until,
            sentence=PREDICATES[each.predicate].sentence(made.subject, said, key, denied=denied),
        )

    def _past(self, each: Candidate) -> Candidate:
        """Return a candidate as one that held until its turn says it was over, or was said."""
        until = each.stated_to or self._limits(each.span, "end", event=True).until
        return replace(each, act="tell", tense="past", stated_to=until)

    def _trimmed(self, start: int, end: int) -> Span:
        """Return an object without the marks and articles around it."""
        opener = _OPENER.match(self._text, start, end)
        start = opener.end() if opener else start
        while start < end and not self._text[start].isalnum():
            start += 1
        loose = _LOOSE_END.search(self._text[:end], start)
        end = loose.start() if loose else end
        while start < end and not (self._text[end - 1].isalnum() or self._text[end - 1] in "+#)"):
            end -= 1
        return start, end

    def _taken(self, found: list[Candidate], over: Sequence[Fate], chunk: Span) -> list[Candidate]:
        """Return *found* with the ends and corrections of known facts that a chunk tells and rules did not read."""
        for fate in over:
            if any(_ends(other, fate.known) or _is_meant(other, fate.known) for other in found):
                continue
            new = [each for each in found if chunk[0] <= each.span[0] < chunk[1] and _is_of(each, fate.known)]
            if any(_alike(each.object, fate.known.object) for each in new):
                continue
            if not new:
                found = [*found, *self._taken_back(fate, chunk)]
            elif fate.wrong > fate.over:
                right = replace(new[0], act="correct", instead_of=fate.known.object)
                found = [right if each is new[0] else each for each in found]
            elif PREDICATES[fate.known.predicate].cardinality != "single":
                found = [*found, *self._taken_back(fate, chunk)]
        return found

    def _taken_back(self, fate: Fate, chunk: Span) -> list[Candidate]:
        known = fate.known
        at = self._text.casefold().find(known.object.casefold(), *chunk)
        place = (at, at + len(known.object)) if at >= 0 else None
        span = sentence_at(self._sentences, place[0] if place else chunk[0]) or chunk
        made = self._make(known.predicate, known.object, place or span, span, key=known.key, reason="reader")
        if fate.wrong > fate.over:
            return [replace(made, act="retract")] if takes_back(self._text[slice(*chunk)]) else []
        until = self._limits(span, "end", event=True).until
        return [replace(made, act="end", tense="past", stated_to=until)]

    def _limits(self, span: Span, act: Act, *, event: bool) -> Times:
        dates = dates_in(self._text, span, self._turn.occurred_at, _ENGLISH)
        tense: Tense = "past" if act == "end" else "present"
        return times(dates, self._text, span, self._turn.occurred_at, tense=tense, act=act, event=event)


def _is_unread(each: Candidate, text: str) -> bool:
    """Whether the network has no word for what rules read: what is to come, an answer, what is no word of the text."""
    words = text[slice(*each.object_span)]
    return each.tense == "future" or each.reason == "answer" or not _alike(each.object, words)


def _of_other_key(fate: Fate, said: str, read: Read) -> bool:
    """Whether a favorite film is known, and only the favorite series is spoken of."""
    known = fate.known
    keys = {
        said[slice(*each.key)] for each in read.statements if each.key and each.predicate == known.predicate
    }
    return bool(keys) and known.key is not None and f" {value_key(known.key)} " not in f" {value_key(said)} "


def _corrects(fate: Fate, said: str) -> bool:
    """Whether an object stands for that of a known fact, which was told wrongly."""
    return fate.wrong > fate.over and not _alike(fate.known.object, said)


def _is_of(each: Candidate, known: Known) -> bool:
    """Whether a candidate tells that something of a known fact's predicate holds now."""
    holds = each.act == "tell" and each.tense == "present" and each.polarity == "affirmed"
    return holds and each.predicate == known.predicate


def _says(each: Candidate, known: Known) -> bool:
    """Whether a candidate says a known fact again."""
    return (
        each.polarity == "affirmed"
        and each.predicate == known.predicate
        and _alike(each.object, known.object)
    )


def _is_deniable(predicate: str) -> bool:
    """Whether "no X" says something that lasts: of likes and habits, not of towns where somebody does not live."""
    return PREDICATES[predicate].keyed == "object" or predicate == "diet"


def _is_read(one: Candidate, other: Candidate) -> bool:
    """Whether a statement says what was found already, or reads the same words, or the same slot, in another way."""
    same = one.predicate == other.predicate and _alike(one.object, other.object)
    if other.act in {"end", "retract"}:
        return same
    if one.object_span[0] < other.object_span[1] and other.object_span[0] < one.object_span[1]:
        return True
    if one.predicate != other.predicate or other.tense != "present" or one.tense != "present":
        return False
    declared = PREDICATES[one.predicate or ""]
    one_slot = declared.slot_key(one.key, one.object) == declared.slot_key(other.key, other.object)
    return one_slot or (same and one.span == other.span)


def _ends(one: Candidate, known: Known) -> bool:
    """Whether a candidate deals with a known fact already."""
    if one.predicate != known.predicate and one.predicate is not None:
        return False
    wrong = one.instead_of if one.act == "correct" else one.object
    return one.act != "tell" and (wrong is None or _alike(wrong, known.object))


def _is_meant(one: Candidate, known: Known) -> bool:
    """Whether the words of an end name a known fact, too, and mean another: the allergy to cats, and not the cat."""
    a, b = (value_key(each.object).removesuffix("s") for each in (one, known))
    return one.act == "end" and a == b


def _alike(one: str, other: str) -> bool:
    a, b = set(value_key(one).split()), set(value_key(other).split())
    return a <= b or b <= a
