# ruff: noqa: E501 - a pattern is read as one line
"""Who somebody is: name, age, origin, home, companion, children."""

from __future__ import annotations

from collections.abc import Iterable

from ..._frames import Frame
from .. import _checks as english
from ._idiom import AN, BE, idiom


def person() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _names()
    yield from _ages()
    yield from _origins()
    yield from _nations()
    yield from _homes()
    yield from _companions()
    yield from _children()


def _names() -> Iterable[Frame]:
    yield idiom(
        "answer to",
        "name",
        r"answer\s+to\s+(?:the name (?:of\s+)?)?",
        "name",
        first="answer",
        check=english.is_name,
    )
    yield idiom(
        "known as",
        "name",
        r"known\s+(?:\w+\s+){0,3}?as\s+",
        "name",
        first="known",
        aux="be been",
        check=english.is_name,
    )
    yield idiom(
        "was named",
        "name",
        r"(?:named|christened|baptized|baptised)\s+",
        "name",
        first="named christened baptized baptised",
        aux="was",
        check=english.is_name,
    )


def _ages() -> Iterable[Frame]:
    age = r"(?P<o>\d{1,3})"
    yield idiom(
        "a name and an age",
        "age",
        r"(?:(?-i:[A-ZÀ-Þ][a-zà-ÿ'-]+(?: [A-ZÀ-Þ][a-zà-ÿ'-]+)?)|[a-z]{2,12}(?=, \d\d(?! and))),\s+(?P<o>\d{2})(?=\s*(?:[.,;!]|$)|\s(?:years old|and|from|living)\b)",
        "given",
        aux="be",
    )
    yield idiom("a person of age", "age", rf"{AN}{age}[- ]years?[- ]old\b", "given", aux="be")
    yield idiom(
        "celebrated",
        "age",
        rf"(?:celebrated|celebrate|celebrating)\s+my\s+{age}(?:st|nd|rd|th)\b",
        "given",
        first="celebrated celebrating",
        aux=" have be",
    )
    yield idiom(
        "born on a day",
        "birthday",
        rf"(?:born|came into (?:the|this) world)\s+(?:on\s+)?(?:the\s+)?(?P<o>{english.DATE})",
        "given",
        first="born came",
        aux=" was",
    )
    yield idiom(
        "celebrate on",
        "birthday",
        rf"(?:celebrate|turn|have)\s+(?:my\s+birthday|\d{{1,3}})\s+(?:on|in|every)\s+(?:the\s+)?(?P<o>{english.DATE})",
        "given",
        first="celebrate turn have",
    )
    yield idiom(
        "baby of a day", "birthday", rf"{AN}(?P<o>{english.DATE})\s+(?:baby|child|kid)\b", "given", aux="be"
    )


def _origins() -> Iterable[Frame]:
    yield idiom(
        "came into the world in",
        "born_in",
        r"(?:came into (?:the|this) world|entered the world|first saw the light of day)\s+in\s+",
        "place",
        first="came entered first",
        check=english.is_place,
    )
    yield idiom(
        "roots",
        "comes_from",
        r"(?:spent (?:my|all my|most of my) (?:childhood|youth|early years)|have (?:my )?roots|was raised|grew up)\s+in\s+",
        "place",
        first="spent have",
        check=english.is_place,
    )
    yield idiom("native of", "comes_from", rf"{AN}native of\s+", "place", aux="be", check=english.is_place)
    yield idiom(
        "a place's native",
        "comes_from",
        rf"{AN}(?P<o>[A-Z][\w-]+(?: [A-Z][\w-]+)?)\s+(?:native\b|(?:boy|girl|kid) at heart\b|born and bred\b)",
        "given",
        aux="be",
        check=english.is_place,
    )


def _nations() -> Iterable[Frame]:
    yield idiom(
        "passport",
        "nationality",
        r"(?:hold|have|carry|got|travel\s+on)\s+(?:an?\s+|both\s+)?(?P<o>[A-Z][a-z]+)\s+(?:passport|citizenship|nationality)",
        "given",
        first="hold have carry got travel",
        aux=" have",
        check=english.is_nation,
    )
    yield idiom(
        "citizen",
        "nationality",
        rf"{AN}(?P<o>[A-Z][a-z]+)\s+(?:citizen|national)\b",
        "given",
        aux="be",
        check=english.is_nation,
    )
    yield idiom("citizen of", "nationality", rf"{AN}citizen of\s+", "place", aux="be", check=english.is_place)


def _homes() -> Iterable[Frame]:
    yield idiom(
        "make a home in",
        "lives_in",
        r"(?:make my home|have my home|have settled|rent (?:a|an|my) [\w ]{2,20}|own (?:a|my) (?:house|home|flat|apartment)|hang my hat|call)\s+(?:in\s+)?",
        "place",
        first="make hang call",
        check=english.is_place,
    )
    yield idiom(
        "call home",
        "lives_in",
        r"call\s+(?P<o>[A-Z][\w' -]{1,30}?)\s+(?:my )?home\b",
        "given",
        first="call",
        check=english.is_place,
    )


def _companions() -> Iterable[Frame]:
    yield idiom(
        "status in words",
        "relationship_status",
        rf"{AN}(?:happily\s+|very much\s+)?(?P<o>taken(?!\s+(?:in|into|aback|by|on|over|up|off|to|ill|for|care|apart|away|out|under|through|down|seriously|hostage|along)\b)|spoken for|hitched|newlyweds?|newly[- ]wed|unattached|divorcee|a divorced|(?:married|single|divorced)(?= (?:man|woman|guy|mum|mom|dad|mother|father|parent)))\b",
        "given",
        aux=BE,
    )
    yield idiom("tied the knot", "relationship_status", r"tied\s+(?P<o>the knot)", "given", first="tied", aux=" have", says="married", event=True)  # fmt: skip
    yield idiom("proposed", "relationship_status", r"(?P<o>proposed)\b[^.;!?]{0,40}\b(?:he|she|they) (?:said|answered) (?:yes|yeah|yep|of course)\b", "given", first="proposed", says="engaged", event=True)  # fmt: skip
    yield idiom(
        "married to",
        "partner",
        r"(?:(?:happily|now)\s+)?(?:married|engaged|hitched)\s+to\s+(?:my\s+(?:\w+|(?:[\w-]+\s+){0,3}(?:sweetheart|husband|wife|partner|love|friend|girlfriend|boyfriend|fianc[eé]e?|soulmate|man|woman|crush|darling|half)),?\s+)?(?=(?-i:[A-Z]))",
        "name",
        first="married engaged happily hitched",
        aux=BE,
        check=english.is_name,
        key="partner",
    )
    yield idiom(
        "married a name",
        "partner",
        r"(?:married|dating|seeing)\s+(?:a\s+\w+\s+(?:named|called)\s+)?(?=[A-Z])",
        "name",
        first="married dating seeing",
        aux=" be been have",
        check=english.is_name,
        key="partner",
    )


def _children() -> Iterable[Frame]:
    yield idiom(
        "parent of some",
        "children",
        rf"{AN}(?:\w+\s+)?(?:mother|father|mom|mum|dad|parents?|mama|papa)\s+(?:of|to)\s+(?P<o>{english.COUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?{english.CHILDREN})?)(?![\w'-])",
        "given",
        aux="be",
    )
    yield idiom(
        "bring up",
        "children",
        rf"(?:raise|raising|bringing up|bring up|gave birth to|given birth to|look after|support|parent)\s+(?P<o>{english.COUNT}\s+(?:[a-z-]+\s+){{0,2}}?{english.CHILDREN})(?![\w'-])",
        "given",
        first="raise raising bringing bring gave support parent",
        aux=" be have",
    )
