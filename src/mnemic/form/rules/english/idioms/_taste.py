# ruff: noqa: E501 - a pattern is read as one line
"""What somebody likes, eats, strives for and spends time on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ..._frames import Frame
from .. import _checks as english
from .. import _words as words
from ._idiom import idiom

_AMATEURS: Final = "gardener|runner|reader|cyclist|hiker|climber|swimmer|cook|baker|photographer|birdwatcher|gamer|knitter|chess player|surfer|angler|painter|traveler|traveller|skier|sailor"


def taste() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _likings()
    yield from _choices()
    yield from _aims()
    yield from _pastimes()


def _likings() -> Iterable[Frame]:
    yield idiom(
        "soft spot",
        "likes",
        r"(?:have|got|'ve)\s+(?:always had\s+)?(?:a|such a|a real|a bit of a)\s+(?:soft spot|thing|weakness|passion|love|fondness|sweet spot)\s+for\s+",
        "taste",
        first="have got",
        aux=" have",
        check=english.is_taste,
    )
    yield idiom(
        "live for",
        "likes",
        r"(?:get enough of|live for|live and breathe|could eat|could listen to|go crazy for|go mad for|go nuts for|delight in|take pleasure in|have fun with|find joy in|am drawn to|get a kick out of|have loved)\s+",
        "taste",
        first="get live could go delight take find",
        aux=" can",
        check=lambda o: english.is_taste(o) and o.split()[0].lower() not in {"more", "enough"},
    )
    yield idiom(
        "no time for",
        "likes",
        r"(?:have no (?:time|patience|love) for|care little for|cringe at|cannot abide|abide|avoid|have zero tolerance for|put up with)\s+",
        "taste",
        first="have cringe abide put",
        aux=" can",
        check=english.is_taste,
        polarity="negated",
    )
    yield idiom(
        "not keen",
        "likes",
        r"(?:sick of|tired of|bored of|fed up with|put off by|averse to|no fan of|not keen on|repulsed by|disgusted by|terrified of)\s+",
        "taste",
        aux="be",
        check=lambda o: english.is_taste(o) and not o.split()[0].endswith("ing"),
        polarity="negated",
        first="no repulsed disgusted averse",
    )
    yield idiom(
        "care for", "likes", r"care\s+(?:much\s+)?for\s+", "taste", first="care", check=english.is_taste
    )


def _choices() -> Iterable[Frame]:
    yield idiom(
        "like better",
        "prefers",
        r"(?:like|love|enjoy)\s+(?P<o>[^.,;!?]{2,40}?)\s+(?:better|more|far more|much more|way more)\s+than\b",
        "given",
        first="like love enjoy",
        check=english.names_something,
        certainty=1.2,
    )
    yield idiom(
        "choose over",
        "prefers",
        r"(?:choose|pick|take|go for|opt for|have)\s+(?P<o>[^.,;!?]{2,40}?)\s+(?:over|rather than|instead of)\b",
        "given",
        first="choose pick take opt have",
        aux=" would will",
        check=english.names_something,
    )
    yield idiom(
        "keep a diet",
        "diet",
        rf"(?:keep|stick|live|follow|eat|went|gone|turned|cook|observe|do|maintain)\s+(?:(?:to|on|a|an|only|mostly|strictly|strict|fully|completely|totally)\s+)*(?P<o>{english.DIET})(?![\w-])",
        "given",
        first="keep stick live follow eat went gone turned cook observe maintain",
        aux=" have used",
    )


def _aims() -> Iterable[Frame]:
    yield idiom(
        "saving for",
        "goal",
        r"(?:saving|saving up|working towards?|striving|determined|set|dreaming|hell-bent|bent)\s+(?:up\s+)?(?:for|of|to|towards?|on)\s+(?=[a-z])",
        "deed",
        first="saving working hell-bent striving determined set dreaming bent",
        aux="be been",
        check=lambda o: _is_bare_aim(o) or _is_purchase(o),
    )
    yield idiom(
        "heart set on",
        "goal",
        r"(?:have|got)\s+my\s+(?:heart|sights|mind|eyes)\s+set\s+on\s+",
        "deed",
        first="have got",
        aux=" have",
        check=_is_bare_aim,
    )


def _pastimes() -> Iterable[Frame]:
    yield idiom(
        "keen amateur",
        "likes",
        rf"(?:an?\s+)(?:keen|avid|passionate|dedicated|enthusiastic|hobby|amateur|devoted)\s+(?P<o>{_AMATEURS})\b",
        "given",
        aux="be been",
    )
    yield idiom(
        "practise",
        "activity",
        r"(?:dabble in|train in|practi[sc]e|am learning|coach|teach|dance|compete in|spend (?:my|every|all my) [\w ]{3,20}?)\s+(?:the\s+)?",
        "noun",
        first="dabble train compete dance spend",
        check=lambda o: (
            english.ends_in(o, words.DOINGS) or english.is_game(o) or bool(re.match(r"[a-z]+ing\b", o))
        ),
    )
    yield idiom(
        "learning it",
        "activity",
        r"(?:learning|practicing|practising|training for|training in|taking up)\s+(?:to\s+)?(?:play\s+)?(?:the\s+|how to\s+)?",
        "noun",
        first="learning practicing practising training taking",
        aux="be been",
        check=lambda o: (
            english.ends_in(o, words.DOINGS)
            or english.is_game(o)
            or bool(re.search(r"marathon|triathlon|5k|10k", o.lower()))
        ),
    )


def _is_purchase(phrase: str) -> bool:
    return bool(
        re.match(
            r"(?:a|my|an|my own) (?:\w+ )?(?:house|flat|apartment|car|boat|degree|wedding|home|bike|camera|promotion|phd|marathon|licen[cs]e|place|farm|van)\b",
            phrase.lower(),
        )
    )


def _is_bare_aim(phrase: str) -> bool:
    return english.is_aim(phrase) or (
        " " in phrase and phrase.split()[0].lower().endswith("ing") and english.is_aim(english.bare(phrase))
    )
