# ruff: noqa: E501 - a pattern is read as one line
"""What is to come, what never was, what is liked best, and doings that one verb names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ..._frames import Frame
from .. import _checks as english
from ._idiom import idiom

_DOES: Final = "knit|juggle|fence|crochet|meditate|jog|box|whittle|cycle|paint|sew|surf|ski|sail|climb|skate|row|bake|garden|embroider|kayak|snowboard|swim|journal|busk|forage|weightlift|quilt|sculpt"


def days() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _to_come()
    yield from _never_was()
    yield from _liked_best()
    yield from _doings()


def _to_come() -> Iterable[Frame]:
    named = english.is_named_school
    yield idiom(
        "will turn",
        "age",
        r"(?:turn|turning|be)\s+(?P<o>\d{1,3})(?=$|[.,;:!?]|\s(?:in|on|next|this|tomorrow|soon|years old|and)\b)",
        "given",
        first="turn turning be",
        aux=" be will",
        tense="future",
        dated=True,
        deny=False,
    )
    yield idiom(
        "will be of age",
        "age",
        r"(?P<o>\d{1,3})(?=\s(?:in|on|next|this|tomorrow|soon)\b)(?!\s(?:in|on) (?:the|a|an|line|total|all)\b)",
        "given",
        aux="willbe",
        tense="future",
        dated=True,
        deny=False,
    )
    yield idiom(
        "start at school",
        "studies_at",
        r"(?:start|begin)\s+(?:\w+\s+){0,2}?at\s+(?:the\s+)?",
        "noun",
        first="start begin",
        aux=" will",
        check=lambda o: english.is_proper(o) and named(o),
        tense="future",
        dated=True,
        deny=False,
    )
    yield idiom(
        "starting at school",
        "studies_at",
        r"(?:starting|beginning|transferring)\s+(?:\w+\s+){0,3}?(?:at|to)\s+(?:the\s+)?",
        "noun",
        first="starting beginning transferring",
        aux="be",
        check=lambda o: english.is_proper(o) and named(o),
        tense="future",
        dated=True,
        deny=False,
        certainty=1.1,
    )
    yield idiom(
        "start a job at",
        "works_at",
        r"(?:start|begin|join)\s+(?:(?:\w+\s+){0,2}?(?:at|with)\s+)?(?:the\s+)?(?=[A-Z])",
        "noun",
        first="start begin join",
        aux=" will",
        check=lambda o: english.is_proper(o) and not named(o),
        tense="future",
        dated=True,
        deny=False,
    )


def _never_was() -> Iterable[Frame]:
    yield idiom(
        "have never used", "uses", r"used\s+", "noun", first="used", aux="have", check=english.is_product
    )
    yield idiom(
        "have never owned",
        "owns",
        r"(?:owned|had)\s+",
        "noun",
        first="owned had",
        aux="have",
        check=english.is_holding,
    )


def _liked_best() -> Iterable[Frame]:
    yield idiom(
        "like best",
        "favorite",
        r"(?:like|love|enjoy)\s+(?P<o>[^.,;!?]{2,40}?)\s+(?:the\s+)?(?:best|most)(?: of all)?(?=[.,;!]|$)",
        "given",
        first="like love enjoy",
        check=english.is_taste,
        certainty=1.2,
        deny=False,
    )


def _doings() -> Iterable[Frame]:
    yield idiom(
        "do it",
        "activity",
        rf"(?P<o>(?:{_DOES})(?![\w']))",
        "deed",
        first=_DOES.replace("|", " "),
        check=_is_doing,
    )


def _is_doing(phrase: str) -> bool:
    return len(phrase.split()) < 8 and not re.search(
        r"\b(?:it|this|that|them|you|him|her|my way|your)\b", phrase.lower()
    )
