"""What the tables of Spanish, French, German and Portuguese are made of: direct statements, as whole patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .._candidate import Act, Tense
from ._frames import Check

PlainCut = Literal["place", "name", "noun", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFrame:
    """
    One way of saying a fact; its object begins where `pattern` ends, or is its group ``o``.

    Attributes:
        event: Whether it tells of a change, whose date is a beginning.
    """

    predicate: str
    pattern: re.Pattern[str]
    cut: PlainCut = "noun"
    tense: Tense = "present"
    act: Act = "tell"
    negated: bool = False
    event: bool = False
    check: Check | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLanguage:
    """
    What it takes to read direct statements of a language.

    Attributes:
        cue: Finds words with which a person speaks of himself, so that very short texts can be told apart.

        openers: What may stand before a statement.

        refused: Finds what makes a sentence no statement: conditions, reports.

        stop: Finds where an object ends.

        denial: Finds a denial right before the verb.
    """

    cue: re.Pattern[str]
    openers: re.Pattern[str]
    refused: re.Pattern[str]
    stop: re.Pattern[str]
    articles: re.Pattern[str]
    frames: tuple[PlainFrame, ...]


def pattern(said: str) -> re.Pattern[str]:
    """Return *said*, compiled; case does not matter."""
    return re.compile(said, re.IGNORECASE)


def one_of(words: str) -> Check:
    """Return whether a phrase is, or ends or begins in, one of *words*."""
    listed = frozenset(words.split())

    def check(phrase: str) -> bool:
        said = re.findall(r"[\w-]+", phrase.lower())
        return bool(said) and not listed.isdisjoint(said[:3])

    return check


def capital(phrase: str) -> bool:
    """Return whether a phrase is a proper name."""
    return phrase[:1].isupper() or phrase[:1].isdigit()


def small(phrase: str) -> bool:
    """Return whether a phrase is a short common one."""
    return phrase[:1].islower() and len(phrase.split()) < 5


def short(phrase: str) -> bool:
    """Return whether a phrase is short, and more than a pronoun."""
    return 0 < len(phrase.split()) < 7 and len(phrase) > 2 and phrase.lower() not in _POINTING


_POINTING = frozenset(
    [
        "eso",
        "esto",
        "ello",
        "todo",
        "nada",
        "algo",
        "ça",
        "cela",
        "tout",
        "rien",
        "das",
        "dies",
        "es",
        "alles",
        "nichts",
        "etwas",
        "isso",
        "isto",
        "aquilo",
        "tudo",
        "nada",
        "algo",
        "mucho",
        "muito",
        "beaucoup",
        "bien",
        "gut",
        "sehr",
        "aquí",
        "ici",
        "hier",
        "aqui",
        "allí",
        "là",
        "dort",
        "mich",
        "dich",
        "te",
        "vous",
    ]
)
