# ruff: noqa: E501 - a list of names
"""Countries and cities as they are typed in haste, without a capital: "i live in porto"."""

from __future__ import annotations

import re
from typing import Final

from ._known_places import KNOWN_PLACES

_MORE: Final = (
    "aarhus, addis ababa, almaty, bonn, braga, bournemouth, brixton, camden, coimbra, coventry, croydon, dar es salaam, delft, dresden, eindhoven, fez, gdansk, groningen, hackney, ipswich, islington, "
    "krakow, lausanne, leiden, luton, maastricht, manhattan, middlesbrough, norfolk, nuremberg, oakland, odessa, peckham, philly, santa fe, seville, shoreditch, slough, southend, stoke, strasbourg, "
    "suffolk, sunderland, surrey, swindon, the bay area, the bronx, the hague, the midlands, the netherlands, the philippines, the uk, the us, the usa, the states, vegas, wolverhampton, wroclaw, dusseldorf, malmo, sao paulo"
)
_WORDS: Final = frozenset("nice bath cork hull us split reading mobile congo mali hague guinea".split())  # noqa: SIM905
"""What is a common word, or part of a name, where it has no capital."""
_NAMES: Final = (frozenset(name.lower() for name in KNOWN_PLACES) | frozenset(_MORE.split(", "))) - _WORDS
_PLACE: Final = re.compile(
    r"(?:"
    + "|".join(sorted((re.escape(name) for name in _NAMES), key=len, reverse=True))
    + r")(?![\w'’-]|\s+(?:road|street|avenue|square|bridge|airport|office|team|time|times|style|university|college)\b)"
)
_STATE: Final = re.compile(r",? (?P<s>[a-z]+(?: [a-z]+)?)(?=\s*(?:[,.!?;)]|$))")


def place_at(text: str, start: int, end: int) -> int | None:
    """Return where the known place ends that is named, in small letters, at *start*."""
    found = _PLACE.match(text, start, end)
    if found is None:
        return None
    state = _STATE.match(text, found.end(), end)
    return state.end() if state is not None and state["s"] in _NAMES else found.end()


def is_hasty_place(phrase: str) -> bool:
    """Return whether a phrase is a known place in small letters."""
    return phrase in _NAMES
