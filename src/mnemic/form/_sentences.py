"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from typing import Final

Span = tuple[int, int]

_ALIKE: Final = str.maketrans("\u2019\u2018\u02bc\u00b4\u00a0\u202f\t\u2013", "'''' \u0020\u0020-")
_ABBREVIATIONS: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "approx",
        "dept",
        "est",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "vol",
        "fig",
        "al",
        "gen",
        "col",
        "rev",
        "hon",
        "sra",
        "srta",
        "dra",
        "ud",
        "uds",
        "av",
        "núm",
        "pág",
        "mme",
        "mlle",
        "bzw",
        "ca",
        "usw",
        "evtl",
        "nr",
        "str",
        "sog",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "z.b",
        "d.h",
        "p.ej",
    ]
)
_STOP: Final = re.compile(r"\n\s*|(?:[.!?…]+|[。！？]+)[\"')\]”»*_]*(?=\s|$|[\U0001f300-\U0001faff])\s*")
_LAST_WORD: Final = re.compile(r"([\w.]+)\.[\"')\]]*\s*\Z")
_MONTH: Final = re.compile(
    r"(?:Jan(?:uar|ner|\.)|Feb(?:ruar|er|\.)|März|Apr(?:il|\.)|Mai|Juni?|Juli?|Aug(?:ust|\.)|Sep(?:t|tember|\.)|Okt(?:ober|\.)|Nov(?:ember|\.)|Dez(?:ember|\.))\b",
    re.IGNORECASE,
)
"""What follows a number with a full stop in a German date: "am 5. Mai"."""

_LIST_MARK: Final = re.compile(r"(?:[-*•+>]|\d{1,2}[.)])\s+")


def plain(text: str) -> str:
    """Return *text* with one form of apostrophes, dashes and blanks, character for character."""
    return text.translate(_ALIKE)


def sentences(text: str) -> list[Span]:
    """Return where the sentences of *text* stand, in order, without the blanks and list marks around them."""
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not _ends(text, start, stop):
            continue
        _add(found, text, start, stop.end())
        start = stop.end()
    _add(found, text, start, len(text))
    return found


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Return whether a sentence really ends at *stop*, and no abbreviation or number does."""
    if "." not in stop[0] or stop[0].startswith(("..", "…")) or "\n" in stop[0]:
        return "\n" in stop[0] or not stop[0].startswith(("..", "…")) or _capital(text, stop.end())
    last = _LAST_WORD.search(text, start, stop.end())
    if last is None:
        return True
    word = last[1].lower()
    if word in _ABBREVIATIONS:
        return False
    if len(word) == 1 and last[1].isupper() and last[1] != "I":
        return False
    if word.isdigit() and len(word) < 3 and _MONTH.match(text, stop.end()):
        return False
    return not (word.isdigit() and len(word) < 3 and last.start() == start)


def _capital(text: str, at: int) -> bool:
    return at >= len(text) or text[at].isupper()


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    mark = _LIST_MARK.match(text, start, end)
    if mark is not None and not mark[0].startswith(">"):
        start = mark.end()
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
