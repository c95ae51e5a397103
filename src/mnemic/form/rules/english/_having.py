# ruff: noqa: E501 - a pattern is read as one line
"""Frames of what, and whom, somebody has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .._frames import Frame
from . import _words as words
from ._checks import (
    CHILDREN,
    COUNT,
    DET,
    DIET,
    head_of,
    is_animal,
    is_group,
    is_holding,
    is_illness,
    is_lasting,
    is_model,
    is_product,
    is_proper,
    is_thing,
    is_tongue,
    is_tool,
    names_something,
)
from ._pattern import frame
from ._rivals import is_of_a_kind

_SORT: Final = rf"(?!(?:and|or|of|with|for|in|on|to|at|about|from|by|who|that|no|{words.PARTNER})\b)[a-z\d-]+"
"""A word that may stand before children: "two grown-up sons", "a 6-year-old daughter"."""


def having() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _children()
    yield from _vehicles()
    yield from _parents()
    yield from _pets()
    yield from _things()
    yield from _new_things()
    yield from _illnesses()
    yield from _tools()
    yield from _switches()
    yield from _groups()
    yield from _languages()


def _children() -> Iterable[Frame]:
    yield frame(
        "have children",
        "children",
        "have|got|raise|had",
        rf"\s+(?:an?\s+(?:[a-z]+\s+)?{words.PARTNER}(?:,|\s+and)\s+)?(?P<o>{COUNT}\s+(?:{_SORT}\s+){{0,3}}?{CHILDREN}(?:\s+(?:girls?|boys?|sons?|daughters?))?(?:(?:\s+(?:named|called)\s+\w+)?,?\s+and\s+{COUNT}\s+(?:{_SORT}\s+){{0,2}}?{CHILDREN}){{0,2}})(?![\w'-])(?!\s+(?:of (?:my|our) friends|in (?:my|the) class))",
        "given",
        aux={"", "have"},
        deny=False,
    )
    yield frame(
        "have no children",
        "children",
        "have",
        rf"\s+(?:any\s+)?(?P<o>{CHILDREN})(?=[.,;!]|$| and\b| but\b)",
        "given",
        aux="",
        check=lambda o: o.lower().endswith(("s", "children")),
    )
    yield frame(
        "parent of twins",
        "children",
        "",
        r"(?:(?:a|the|proud|single)\s+)*(?:mother|father|mom|mum|dad|parent)\s+(?:of|to)\s+(?P<o>twins|triplets|(?:my )?[a-z]+ (?:girls|boys|kids))\b",
        "given",
        aux="be",
    )


def _vehicles() -> Iterable[Frame]:
    yield frame(
        "drive",
        "owns",
        "drive|ride",
        r"\s+(?:a|an|my)\s+(?:old\s+)?",
        "noun",
        check=lambda o: is_proper(o) or is_holding(o),
    )


def _parents() -> Iterable[Frame]:
    yield frame(
        "raising children",
        "children",
        "raising|blessed with|expecting",
        rf"\s+(?P<o>(?:{COUNT}\s+)(?:(?:[a-z-]+)\s+){{0,2}}?{CHILDREN})(?![\w'-])(?!\s+(?:in|into) (?:my|our|the) (?:\w+ )?(?:circle|family|group|class|neighbou?rhood|office)\b)",
        "given",
        aux="be",
    )
    yield frame(
        "parent of",
        "children",
        "",
        rf"(?:(?:a|the|proud|single)\s+)*(?:mother|father|mom|mum|dad|parent)\s+(?:of|to)\s+(?P<o>{COUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?{CHILDREN})?)(?![\w'-])",
        "given",
        aux="be",
    )


def _pets() -> Iterable[Frame]:
    animal = rf"\s+(?:(?:also|just|currently)\s+)?(?=(?:{DET}|[a-z'-]+)\s)"
    yield frame(
        "have a pet",
        "pet",
        "have|got|own|keep|adopted|rescued|foster",
        animal,
        "noun",
        check=is_animal,
        aux={"", "have", "used", "had"},
        event=False,
    )
    yield frame(
        "had a pet",
        "pet",
        "had|owned|kept",
        animal,
        "noun",
        check=is_animal,
        aux="",
        tense="past",
        deny=False,
    )
    yield frame(
        "share a home with a pet",
        "pet",
        "live|share",
        r"\s+(?:(?:\w+\s+){0,3}?with\s+(?=(?:a|an|my|two|three|four|five|\d)\s)|(?:[\w'-]+,?\s+){0,7}?with\s+(?=(?:my|our)\s))",
        "noun",
        check=is_animal,
    )


def _things() -> Iterable[Frame]:
    yield frame(
        "own",
        "owns",
        "own",
        r"\s+(?!up\b|it\b|(?:my|our|the) (?:mistakes?|actions?|decisions?|story|truth|choices?|room|stage|day)\b)",
        "noun",
        check=lambda o: names_something(o) and not is_animal(o),
        aux={"", "used", "can"},
    )
    yield frame(
        "owned",
        "owns",
        "owned",
        r"\s+",
        "noun",
        check=lambda o: names_something(o) and not is_animal(o),
        aux="",
        tense="past",
        deny=False,
    )
    yield frame(
        "have a thing",
        "owns",
        "have|got|drive|ride|keep(?! an? (?:diary|journal|log|notebook|planner))",
        rf"\s+(?=(?:{DET}|[A-Z])\b)",
        "noun",
        check=is_holding,
        aux={"", "have"},
        deny=True,
    )
    yield frame(
        "have something",
        "owns",
        "have|got",
        r"\s+(?:(?:a|an) (?:bunch|couple|ton|number|few|pair|set|whole bunch|(?:grand )?total) of\s+|lots of\s+|tons of\s+|(?=(?:an?|two|three|four|five|\d+)\b))",
        "noun",
        check=lambda o: is_lasting(o) and o[0].islower(),
        aux={"", "have"},
        deny=False,
        certainty=0.8,
    )
    yield frame(
        "have a model",
        "owns",
        "have|got|own|bought",
        r"\s+(?:(?:an?|my|our|the)\s+)?(?:(?:new|old|used|second-hand|secondhand|refurbished)\s+)?(?=(?-i:[A-Z]))",
        "noun",
        check=is_model,
        aux={"", "have"},
        deny=False,
    )


def _new_things() -> Iterable[Frame]:
    yield frame(
        "bought",
        "owns",
        "bought|purchased|ordered|acquired|inherited",
        rf"\s+(?:(?:myself|ourselves|us|me)\s+)?(?=(?:{DET}|[A-Z]|new)\b)",
        "noun",
        check=lambda o: is_holding(o) or (is_thing(o) and head_of(o) not in {"pet", "pets"}),
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "started a business",
        "owns",
        "started|opened|launched|founded|set up|run",
        r"\s+(?:a|an|my|our)\s+(?:own\s+)?",
        "noun",
        check=lambda o: bool(
            re.search(
                r"\b(?:business|store|shop|company|startup|studio|boutique|bakery|cafe|café|restaurant|salon|gallery|agency|brewery|practice|firm)$",
                o,
            )
        ),
        aux=" have",
        deny=False,
    )
    yield frame(
        "was given",
        "owns",
        "given|gifted",
        rf"\s+(?={DET}\b)",
        "noun",
        check=is_holding,
        aux="was",
        tense="present",
        deny=False,
        event=True,
    )


def _illnesses() -> Iterable[Frame]:
    yield frame(
        "have a condition",
        "health",
        "have|got|get|suffer from|live with|deal with|struggle with|battle",
        r"\s+(?:(?:mild|severe|chronic|bad|terrible|a bit of|some|a|an|really bad|pretty bad|my|the)\s+)*(?=(?P<c>\w))",
        "noun",
        check=is_illness,
        aux={"", "have", "used"},
    )
    yield frame(
        "suffering from",
        "health",
        "suffering from|living with|dealing with|struggling with|battling|recovering from|being treated for",
        r"\s+",
        "noun",
        check=is_illness,
        aux="be been",
    )
    yield frame("suffer from", "health", "suffer from", r"\s+", "noun", check=names_something)
    yield frame(
        "diagnosed with",
        "health",
        "diagnosed|got diagnosed|was diagnosed",
        r"\s+(?:\w+\s+){0,2}?(?:with|as having)\s+",
        "noun",
        check=names_something,
        aux=" was be been have",
        tense="present",
        deny=False,
        event=True,
    )


def _tools() -> Iterable[Frame]:
    yield frame(
        "use", "uses", "use|rely on|work with", r"\s+(?=\w)", "noun", check=is_product, aux={"", "used"}
    )
    yield frame("using", "uses", "using", r"\s+", "noun", check=is_tool, aux="been")
    yield frame("using now", "uses", "using", r"\s+(?:the\s+|a\s+)?", "noun", check=is_product, aux="be was")
    yield frame(
        "used",
        "uses",
        "used",
        r"\s+(?!to\b)",
        "noun",
        check=lambda o: is_tool(o) and is_proper(o),
        aux="",
        tense="past",
        deny=False,
    )


def _switches() -> Iterable[Frame]:
    yield frame(
        "switched diet",
        "diet",
        "switched|moved|changed|went|converted",
        rf"\s+(?:over\s+|back\s+|to\s+|fully\s+|completely\s+|a\s+|an\s+)*(?P<o>{DIET})(?![\w-])",
        "given",
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "switched to",
        "uses",
        "switched|migrated|upgraded|moved over|changed over|switched over|converted",
        r"\s+(?:(?:over|back|completely|fully|everything|all my \w+|my \w+)\s+)*(?:from\s+[^,.;]{1,40}?\s+)?to\s+(?:using\s+)?",
        "noun",
        check=lambda o: is_proper(o) and not is_tongue(o),
        aux=" have",
        deny=False,
        event=True,
    )

    yield frame(
        "moved to a tool",
        "uses",
        "moved",
        r"\s+(?:(?:over|back|completely|fully|everything|all my \w+|my \w+)\s+)*(?:from\s+[^,.;]{1,40}?\s+)?to\s+(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)",
        "noun",
        check=lambda o: is_proper(o) and is_of_a_kind(o),
        aux=" have",
        deny=False,
        event=True,
    )


def _groups() -> Iterable[Frame]:
    yield frame(
        "joined",
        "member_of",
        "joined|signed up for|signed up to|enrolled in|became a member of|became part of",
        r"\s+",
        "noun",
        check=is_group,
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "belong to",
        "member_of",
        "belong to|sing in|play in|play for|serve on|serve in|train with|row with|run with|coach|captain|lead",
        r"\s+",
        "noun",
        check=is_group,
    )
    yield frame(
        "volunteer at",
        "member_of",
        "volunteer",
        r"\s+(?:\w+\s+)?(?:at|with|for|in)\s+",
        "noun",
        check=names_something,
        aux={"", "used"},
    )
    yield frame(
        "volunteering at",
        "member_of",
        "volunteering",
        r"\s+(?:\w+\s+)?(?:at|with|for|in)\s+",
        "noun",
        check=names_something,
        aux="be been was",
    )


def _languages() -> Iterable[Frame]:
    yield frame(
        "speak",
        "speaks",
        "speak|understand|know",
        r"\s+(?:(?:fluent|some|a little|a bit of|both|pretty good|decent|good|basic|only|a few words of|a word of|any|no|native|conversational)\s+)*",
        "noun",
        check=is_tongue,
        aux={"", "can", "used"},
    )
    yield frame(
        "learning a language",
        "speaks",
        "learning|studying",
        r"\s+(?:how to speak\s+|to speak\s+|some\s+)?",
        "noun",
        check=is_tongue,
        aux="be been",
    )
    yield frame(
        "learn a language",
        "speaks",
        "fluent in|bilingual in|a native speaker of|conversational in|a native|native in",
        r"\s+(?:both\s+)?",
        "noun",
        check=is_tongue,
        aux="be been",
    )
    yield frame(
        "native speaker",
        "speaks",
        "",
        r"(?:fluent in|a native|bilingual in)\s+",
        "noun",
        check=is_tongue,
        aux="be",
    )
