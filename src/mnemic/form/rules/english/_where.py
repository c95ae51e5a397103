# ruff: noqa: E501 - a pattern is read as one line
"""Frames of where somebody lives, and comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .._frames import Frame
from . import _words as words
from ._apps import app
from ._checks import DATE, is_place
from ._known_places import is_known_place
from ._pattern import BE, frame
from ._rivals import is_of_a_kind

_WHO: Final = "|".join(
    [
        *sorted((re.escape(trade) for trade in words.TRADES), key=len, reverse=True),
        *(rf"\w+{end}" for end in words.TRADE_ENDS),
        r"(?:single )?(?:mum|mom|mother|dad|father)(?: of (?:\w+))?|guy|girl|man|woman|lad|lass|boy|teenager|teen|kid|person|expat|immigrant|refugee|grandmother|grandfather",
    ]
)
_SETTLED: Final = r"(?:town|village|city|suburbs?|countryside|farm|house|flat|apartment|place|cottage|cabin|valley|hamlet|county|neighbou?rhood|mountains|country|woods|forest)"


def where() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _homes()
    yield from _moves()
    yield from _surroundings()
    yield from _origins()
    yield from _births()


def _homes() -> Iterable[Frame]:
    somewhere = r"\s+(?:(?:here|back|now|right|just|over|together|alone|full[- ]time|up|down|out|currently|permanently|happily|w(?:ith|/)? [\w' ]{1,30}?|on [\w' ]{1,30}?|near|outside(?: of)?|close to)\s+)*(?:in|near|at|outside(?: of)?)\s+(?:(?:an?|my|our|the|some)\s+(?:[\w' -]{1,30}? in|[\w' -]{0,30}?\b"
    somewhere += rf"{_SETTLED} (?:near|outside(?: of)?|close to|north of|south of|east of|west of)|{_SETTLED} (?:called|named)|(?:suburbs|outskirts|heart|cent(?:re|er)|middle|north|south|east|west|city) of)\s+)?"
    simple = frozenset({"", "can"})
    yield frame(
        "live in",
        "lives_in",
        "live|reside|dwell",
        somewhere,
        "place",
        check=is_place,
        aux=simple | {"used", "will", "would to"},
    )
    yield frame(
        "living in",
        "lives_in",
        "living|based|residing|settled|located|staying permanently|stationed",
        somewhere,
        "place",
        check=lambda o: is_place(o) and not app(o),
        aux=BE,
    )
    yield frame(
        "lived in",
        "lives_in",
        "lived|resided",
        somewhere,
        "place",
        check=is_place,
        aux="",
        tense="past",
        deny=False,
    )
    yield frame(
        "have lived in",
        "lives_in",
        "lived|resided",
        somewhere,
        "place",
        check=is_place,
        aux="have",
        deny=False,
    )


def _moves() -> Iterable[Frame]:
    to = r"\s+(?:(?:back|over|out|down|up|away|here|all the way|permanently|together|in)\s+)*(?:from\s+[^,.;]{2,40}?\s+)?(?:to|into)\s+(?:(?:(?:an?|my|our|the|his|her|their|some)\s+[\w' -]{1,30}? in|the city of)\s+)?"
    yield frame(
        "moved to",
        "lives_in",
        "moved|relocated|emigrated|immigrated",
        to,
        "place",
        check=lambda o: is_place(o) and not is_of_a_kind(o),
        aux=" have did",
        deny=False,
        event=True,
    )
    yield frame(
        "moved in",
        "lives_in",
        "settled|settled down",
        r"\s+(?:down\s+)?in\s+",
        "place",
        check=is_place,
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame(
        "moving to",
        "lives_in",
        "moving|relocating|emigrating",
        to,
        "place",
        check=is_place,
        aux="be",
        tense="future",
        deny=False,
        dated=True,
    )
    yield frame(
        "will move to",
        "lives_in",
        "move|relocate",
        to,
        "place",
        check=is_place,
        aux="will",
        tense="future",
        deny=False,
        dated=True,
    )


def _surroundings() -> Iterable[Frame]:
    yield frame(
        "live in the city",
        "lives_in",
        "live",
        r"\s+in\s+(?:a|an|the)\s+(?P<o>(?:(?:small|big|quiet|little|tiny|rural|large|busy|beach|mountain)\s+)*(?:city|countryside|suburbs?|town|village|country|mountains))(?=[.,!;]|$| and\b)",
        "given",
    )


def _origins() -> Iterable[Frame]:
    yield frame(
        "grew up in",
        "comes_from",
        "grew up|was raised|raised|born and raised|was brought up|brought up",
        r"\s+(?:(?:in|on)\s+an?\s+[\w' -]{2,25}?\s+)?(?:in|near|outside(?: of)?)\s+",
        "place",
        check=is_place,
        aux=" was",
        deny=False,
    )
    # Where no town is known by that name, "Tom from Globex" may tell of work.
    yield frame(
        "a name from",
        "comes_from",
        "",
        rf"(?:(?-i:[A-ZÀ-Þ][a-zà-ÿ'-]+(?: [A-ZÀ-Þ][a-zà-ÿ'-]+)?)|an?\s+(?:[\w'-]+\s+){{0,3}}?(?:{_WHO})),?\s+(?:originally\s+)?from\s+(?:sunny\s+|rainy\s+)?",
        "place",
        check=is_known_place,
        aux="be",
        deny=False,
    )
    yield frame(
        "come from",
        "comes_from",
        "come|hail|originate",
        rf"\s+(?:originally\s+)?from\s+(?:an?\s+[\w' -]{{0,20}}?\b{_SETTLED} (?:in|near|outside(?: of)?|close to)\s+)?",
        "place",
        check=is_place,
    )


def _births() -> Iterable[Frame]:
    yield frame(
        "born in",
        "born_in",
        "born",
        rf"(?:\s+and\s+(?:raised|bred))?(?:\s+on\s+(?:the\s+)?{DATE},?|\s+in\s+\d{{4}},?)?\s+in\s+(?!the\b|a\b|19|20)",
        "place",
        check=is_place,
        aux="was ",
        tense="present",
    )
    yield frame(
        "born on",
        "birthday",
        "born",
        rf"(?:\s+in\s+(?-i:[A-Z])[\w', -]{{1,30}}?)?\s+on\s+(?:the\s+)?(?P<o>{DATE})",
        "given",
        aux="was ",
        tense="present",
        deny=False,
    )
