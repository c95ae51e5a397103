# ruff: noqa: E501 - a pattern is read as one line
"""Frames of work and study."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .._frames import Frame
from . import _words as words
from ._checks import (
    MONTH,
    ends_in,
    is_employer,
    is_group,
    is_named_school,
    is_post,
    is_proper,
    is_school,
    is_study,
    is_trade,
    names_something,
)
from ._pattern import AUX_HAVE, BE, frame

_THE: Final = r"(?:the\s+)?"


def work() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _employers()
    yield from _new_employers()
    yield from _jobs()
    yield from _trades()
    yield from _new_trades()
    yield from _subjects()
    yield from _degrees()
    yield from _schools()
    yield from _schools_left()


def _employers() -> Iterable[Frame]:
    at = r"\s+(?:(?:as\s+(?:a|an|the)\s+[\w' -]{1,40}?|in\s+[\w ]{2,24}?|on\s+[\w ]{2,20}?|full[- ]time|part[- ]time|remotely|here|mostly|freelance|over|nights|days|days? and nights?)\s+)*(?:at|for|with)\s+(?:a\s+(?:company|firm|startup)\s+called\s+|an?\s+[\w -]{1,30}?(?:company|firm|startup|start-up|bank|agency),\s+(?=[A-Z])|the\s+|a\s+|an\s+)?"
    yield frame("work at", "works_at", "work", at, "noun", check=is_employer, aux={"", "used", "will"})
    yield frame(
        "working at",
        "works_at",
        "working|employed|hired",
        at.replace("at|for|with", "at|for|with|by"),
        "noun",
        check=is_employer,
        aux="be been was willbe",
    )
    yield frame(
        "worked at", "works_at", "worked", at, "noun", check=is_employer, aux="", tense="past", deny=False
    )
    yield frame("have worked at", "works_at", "worked", at, "noun", check=is_employer, aux="have", deny=False)
    yield frame(
        "work in",
        "works_at",
        "work",
        r"\s+in\s+(?:the|a|an)\s+",
        "noun",
        check=lambda o: ends_in(o, words.ORGANIZATIONS),
        aux={"", "used"},
    )


def _new_employers() -> Iterable[Frame]:
    start = r"\s+(?:(?:working|a (?:new )?(?:job|position|role)|my (?:new )?(?:job|position|role)|work|out)\s+)?(?:as\s+(?:an?|the|their)\s+[\w' -]{1,40}?\s+)?(?:at|with|for)\s+"
    yield frame(
        "started at school",
        "studies_at",
        "started|began|starting",
        r"\s+(?:(?:studying|my (?:degree|studies|masters?|phd))\s+)?(?:at\s+)(?:the\s+)?",
        "noun",
        check=lambda o: is_proper(o) and is_named_school(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "started at",
        "works_at",
        "started|began",
        start,
        "noun",
        check=lambda o: is_employer(o) and is_proper(o) and not is_named_school(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "starting at",
        "works_at",
        "starting|joining|beginning",
        r"(?:\s+(?:(?:work|a (?:new )?job|working)\s+)?(?:at|with|for)\s+|\s+(?=[A-Z]))",
        "noun",
        check=is_proper,
        aux="be",
        tense="future",
        deny=False,
        dated=True,
    )
    yield frame(
        "joined company",
        "works_at",
        "joined",
        r"\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:startup|start-up|company|firm|agency|consultancy|studio|bank),?\s+(?:called|named)\s+)?",
        "noun",
        check=lambda o: is_proper(o) and not is_group(o) and not ends_in(o, frozenset({"rotary"})),
        aux=" have",
        deny=False,
        event=True,
    )


def _jobs() -> Iterable[Frame]:
    yield frame(
        "got a job at",
        "works_at",
        "got|landed|took|accepted|found",
        r"(?:(?<=took)|(?<=accepted)|(?!.{3,50}?\boffer))\s+(?:a|an|my|the)\s+(?:\w+\s+){0,3}?(?:job|position|role|gig|offer)\s+(?:as\s+(?:an?|the|their)\s+[\w' -]{1,40}?\s+)?(?:at|with|from)\s+(?:the\s+)?",
        "noun",
        check=is_employer,
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "have a job at",
        "works_at",
        "have|got",
        r"\s+(?:a|my)\s+(?:[\w-]+\s+){0,2}?(?:job|position)\s+(?:as\s+(?:an?|the)\s+[\w' -]{1,40}?\s+)?(?:at|with)\s+(?:the\s+)?",
        "noun",
        check=is_employer,
        aux=AUX_HAVE,
    )


def _trades() -> Iterable[Frame]:
    yield frame(
        "work as",
        "occupation",
        "work|moonlight|serve",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_post,
        aux={"", "used", "will"},
    )
    yield frame(
        "working as",
        "occupation",
        "working|employed|training|hired|freelancing|serving",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_post,
        aux="be been was",
    )
    yield frame(
        "worked as",
        "occupation",
        "worked|served",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_post,
        aux="",
        tense="past",
        deny=False,
    )
    yield frame(
        "have worked as",
        "occupation",
        "worked",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=names_something,
        aux="have",
        deny=False,
    )


def _new_trades() -> Iterable[Frame]:
    yield frame(
        "started as",
        "occupation",
        "started|qualified|retrained|began|hired|got hired",
        r"\s+(?:(?:working|work|a (?:new )?job|my new job|training|over)\s+)?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_trade,
        aux=" have be",
        deny=False,
        event=True,
    )
    yield frame(
        "got a job as",
        "occupation",
        "got|landed|took|accepted|found|started|have",
        r"\s+(?:a|an|my)\s+(?:[\w-]+\s+){0,3}?(?:job|position|role|gig)\s+(?:(?:at|with)\s+(?:the\s+)?[\w&' -]{1,30}?\s+)?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_trade,
        aux=" have",
        deny=False,
    )
    yield frame(
        "became",
        "occupation",
        "became|become",
        r"\s+(?:an?|the)\s+",
        "noun",
        check=is_trade,
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "teach for a living",
        "occupation",
        "got promoted|was promoted|promoted",
        r"\s+to\s+(?:an?\s+)?",
        "noun",
        check=is_trade,
        aux=" have was be",
        tense="present",
        deny=False,
        event=True,
    )


def _subjects() -> Iterable[Frame]:
    yield frame(
        "study",
        "studies",
        "study",
        r"\s+(?!at\b|in\b|for\b|abroad)",
        "noun",
        check=is_study,
        aux={"", "used"},
    )
    yield frame(
        "major in",
        "studies",
        "major|majored|majoring|specialize|specializing",
        r"\s+in\s+",
        "noun",
        check=is_study,
        aux={"", "be", "been", "was", "have"},
    )
    yield frame(
        "doing a degree",
        "studies",
        "doing|pursuing|working|finishing|do|completing|getting|started",
        r"\s+(?:on\s+)?(?:a|an|my)\s+(?:new\s+)?(?:\w+ ){0,2}?(?:degree|phd|masters?|master's|bachelor'?s?|doctorate|mba),?\s+(?:in\s+|at\s+[^,]{2,30}?in\s+)",
        "noun",
        check=lambda o: is_study(o) and not re.match(r"(?:at|and|from|here)\b", o),
        aux={"", "be", "been", "was", "have"},
    )
    yield frame(
        "studying",
        "studies",
        "studying",
        r"\s+(?!at\b|in\b|for\b|abroad|up\b|a\b|the\b|this\b|that\b|some\b|about\b|more\b|through\b|on\b|and\b|it\b)",
        "noun",
        check=lambda o: (
            is_study(o)
            and not re.match(r"(?:a|an|the|this|that|these|my|for|how|some|his|her)\b", o.lower())
            and not re.search(
                r"\b(?:exams?|tests?|finals|midterms|guide|the|this|these|their|his|her|certification)\b",
                o.lower(),
            )
        ),
        aux="be been was",
        certainty=1.0,
    )
    yield frame(
        "studied",
        "studies",
        "studied",
        r"\s+(?!at\b|in\b|for\b|abroad|hard)",
        "noun",
        check=is_study,
        aux=" had",
        tense="past",
        deny=False,
    )


def _degrees() -> Iterable[Frame]:
    degree = (
        r"(?:(?:a|an|my|with)\s+)*(?:(?:[\w'’-]+\s+){0,3}?(?:degree|bachelor'?s?|masters?|master's|phd|diploma|ba|bsc|ma|msc|mba|distinction|doctorate|major|minor)\s+(?:degree\s+)?)(?:of\s+\w+\s+)?in\s+(?!(?:early |late |mid[- ]?)?(?:spring|summer|autumn|fall|winter|\d{4}|"
        + MONTH
        + r")(?=\s*(?:[.,;!?]|$)|\s+(?:\d|and|but|from|at|of|after|with|this|last)\b))"
    )
    yield frame(
        "graduated in",
        "studies",
        "graduated",
        r"\s+(?:\w+\s+){0,3}?(?:with\s+)?(?:"
        + degree
        + r"|in\s+(?!\d|the\b|(?:early |late |mid[- ]?)?(?:spring|summer|autumn|fall|winter|"
        + MONTH
        + r")\b))",
        "noun",
        check=is_study,
        aux=" have",
        tense="past",
        deny=False,
    )
    yield frame(
        "have a degree",
        "studies",
        "have|hold|got|earned|completed|finished|did|received",
        r"\s+" + degree,
        "noun",
        check=is_study,
        aux=AUX_HAVE,
        tense="past",
        deny=False,
    )


def _schools() -> Iterable[Frame]:
    yield frame(
        "go to school",
        "studies_at",
        "go",
        rf"\s+to\s+(?:school\s+at\s+|uni\s+at\s+|college\s+at\s+)?{_THE}",
        "noun",
        check=lambda o: is_school(o) and is_proper(o),
    )
    yield frame(
        "study at",
        "studies_at",
        "study",
        rf"\s+(?:[\w ]{{1,30}}?\s)?at\s+{_THE}",
        "noun",
        check=is_school,
        aux={"", "used"},
    )
    yield frame(
        "studying at",
        "studies_at",
        "studying|enrolled|a student|a freshman|a sophomore|a junior|a senior|an undergrad",
        rf"\s+(?:[\w ]{{1,30}}?\s)?at\s+{_THE}",
        "noun",
        check=lambda o: is_school(o) and is_proper(o),
        aux=BE,
    )
    yield frame(
        "attend",
        "studies_at",
        "attend|attending",
        rf"\s+{_THE}",
        "noun",
        check=lambda o: is_named_school(o) and is_proper(o),
        aux={"", "used", "be", "been", "was"},
    )


def _schools_left() -> Iterable[Frame]:
    yield frame(
        "attended",
        "studies_at",
        "attended|studied",
        rf"\s+(?:[\w ]{{1,30}}?\s)?(?:at\s+)?{_THE}",
        "noun",
        check=lambda o: is_named_school(o) and is_proper(o),
        aux=" had",
        tense="past",
        deny=False,
    )
    yield frame(
        "graduated from",
        "studies_at",
        "graduated",
        rf"\s+(?:[\w' -]{{1,70}}?\s)?from\s+{_THE}",
        "place",
        check=lambda o: is_proper(o),
        aux=" have",
        tense="past",
        deny=False,
    )
    yield frame(
        "have a degree from",
        "studies_at",
        "have|hold|got|earned|received",
        rf"\s+(?:a|my)\s+(?:[\w'’ -]{{1,30}}?\s)?(?:degree|bachelor'?s?|masters?|master's|phd|mba|ba|bsc|msc)\b(?:[\w' -]{{1,70}}?)\sfrom\s+{_THE}",
        "place",
        check=is_proper,
        aux=AUX_HAVE,
        tense="past",
        deny=False,
    )
