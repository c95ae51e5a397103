# ruff: noqa: E501 - a pattern is read as one line
"""What somebody has to do with: animals and things, ailments, software, groups, languages."""

from __future__ import annotations

from collections.abc import Iterable

from ..._frames import Frame
from .. import _checks as english
from .._apps import app
from ._idiom import BE, idiom


def things() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _holdings()
    yield from _ailments()
    yield from _software()
    yield from _groups()
    yield from _languages()


def _holdings() -> Iterable[Frame]:
    yield idiom(
        "share with a pet",
        "pet",
        r"(?:look after|take care of|raise|keep|care for|share (?:my|our|a) \w+ with|live with|belong to|wake up to|come home to)\s+",
        "noun",
        first="look take raise care share live come",
        check=english.is_animal,
    )
    yield idiom(
        "owner of a pet",
        "pet",
        r"(?:the|a)\s+(?:\w+\s+){0,2}?(?:owner|parent|human)\s+(?:of|to)\s+",
        "noun",
        aux="be",
        check=english.is_animal,
    )
    yield idiom(
        "owner of",
        "owns",
        r"(?:the|a)\s+(?:\w+\s+){0,2}?owner\s+of\s+",
        "noun",
        aux="be",
        check=lambda o: english.names_something(o) and not english.is_animal(o) and not english.passes(o),
    )
    yield idiom(
        "possess",
        "owns",
        r"(?:possess|treasure|collect)\s+(?:an?\s+)?",
        "noun",
        first="possess",
        check=lambda o: english.names_something(o) and not english.is_animal(o),
    )


def _ailments() -> Iterable[Frame]:
    yield idiom(
        "had a condition long",
        "health",
        r"(?:had|lived with|dealt with|suffered from|struggled with|battled)\s+(?:(?:mild|severe|chronic|bad|terrible|some|a|an|really bad)\s+)*",
        "noun",
        first="had lived dealt suffered struggled battled",
        aux="have",
        check=english.is_illness,
    )
    yield idiom(
        "born with",
        "health",
        r"born\s+with\s+(?:a\s+)?",
        "noun",
        first="born",
        aux="was",
        check=english.is_illness,
    )
    yield idiom(
        "treated for",
        "health",
        r"(?:take (?:pills|meds|medication|insulin|medicine|tablets) for|manage|live with|cope with|am treated for|see a doctor for|deal with|struggle with)\s+(?:my\s+)?(?:(?:mild|severe|chronic)\s+)*",
        "noun",
        first="take manage cope see",
        check=english.is_illness,
    )
    yield idiom(
        "on treatment",
        "health",
        r"(?:on (?:medication|meds|pills|tablets|treatment) for|being treated for|treated for|under treatment for)\s+(?:my\s+)?",
        "noun",
        aux=BE,
        check=english.is_illness,
    )
    yield idiom(
        "intolerant of",
        "allergic_to",
        r"(?:\w+ly\s+)?intolerant\s+(?:of|to)\s+",
        "noun",
        aux="be",
        check=english.names_something,
    )
    yield idiom(
        "react to",
        "allergic_to",
        r"(?:break out in hives|swell up|react badly|get hives|itch all over|can't breathe|react)\s+(?:from|to|when i (?:eat|touch)|after eating|if i eat)\s+",
        "noun",
        first="break swell react get",
        check=english.names_something,
    )


def _software() -> Iterable[Frame]:
    yield idiom(
        "run software",
        "uses",
        r"(?:(?:run|rely|swear|work|write|code|program|draw|edit|design|listen|live|do|keep|take|track|manage|plan|store|organi[sz]e|have)\b(?:\s+(?:my|all my|everything|notes)(?:\s+\w+)?)?\s+(?:on|by|with|in|using)|run|drive)\s+",
        "name",
        first="run rely swear work write code program draw edit design listen live do keep take track manage plan store organize organise have",
        aux=" used",
        check=app,
    )
    yield idiom(
        "on an app",
        "uses",
        r"(?:still\s+)?(?:on|a|an)\s+(?:an?\s+)?(?P<o>[A-Z][\w ]{1,20}?)(?=$|[.,;!]|\s+(?:user|person|for|since|and|now)\b)",
        "given",
        aux="be been",
        check=app,
    )


def _groups() -> Iterable[Frame]:
    yield idiom(
        "active in",
        "member_of",
        r"(?:active|involved|enrolled)\s+(?:in|with)\s+|one of the \w+ (?:at|in|of)\s+|on the committee of\s+",
        "noun",
        aux=BE,
        check=english.is_group,
    )
    yield idiom(
        "regular of",
        "member_of",
        r"(?:sit on|row for|sing with|sing in|play with|run with|train with|act with|volunteer with|help out at|donate my time to|give my time to|march with|serve on|meet with|ride with|swim with|swim for|coach)\s+",
        "noun",
        first="sit row sing play run train act help give march serve meet ride swim",
        check=english.is_group,
    )


def _languages() -> Iterable[Frame]:
    yield idiom(
        "know a language",
        "speaks",
        r"(?:get by|converse|communicate|hold a conversation|chat|think|dream|grew up speaking|grew up with|was raised speaking|make myself understood|am fluent)\s+(?:in\s+)?(?:both\s+)?",
        "noun",
        first="get converse communicate hold chat think dream grew make",
        aux=" can was",
        check=english.is_tongue,
    )
