"""
From text to the words a person would search for, normalised (NFKC, casefold). The rules, in short:

- ``don't`` is ``dont``; a possessive ``'s`` goes; ``we'll`` is ``we`` + ``ll`` (else it were "well");
  elided articles split (``l'homme`` is ``l`` + ``homme``); other apostrophes close up (``o'brien``).
- Words joined by ``- _ . , : / @`` give their parts. Hyphens and underscores around letters also give the
  closed form (``e-mail``: ``e``, ``mail``, ``email``), numbers and versions also themselves as written
  (``3.14``, ``10:30``, ``2023-05-07``, ``v2.1``), measures their number (``5kg``: ``5``, ``kg``).
- ``c++``, ``c#`` and ``a+`` are words besides ``c`` and ``a``. Each emoji is a word, skin tones aside.
- Scripts without spaces give overlapping pairs of characters, and a single character where it stands
  alone. Han gives its single characters besides, for many of its words are one character long and
  would be hidden inside pairs. Runs end where the script changes, which in Japanese is mostly where a
  word does.
- Hangul gives pairs too although it has spaces: particles cling to Korean words, and there is no stemmer
  to take them off. (A one-syllable noun with a particle is therefore not found by itself.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from .._patterns import compiled

MAX_WORD_CHARS: Final = 64
"""Longer tokens are encoded data, mostly: hashed whole, neither joined, stemmed nor cached."""

_APOSTROPHES: Final = ("\u2019", "\u2018", "\u02bc", "\u00b4", "\uff07")
_HYPHENS: Final = ("\u2010", "\u2011")

_CONNECTED: Final = (
    r"{word}(?:(?:['._-]|(?<=\d)[,:/](?=\d)){word})*"  # the parts and what joins them
    r"(?:\+\+|\+(?![\w+])|\#(?!\w))?"  # c++, a+, c#
)
_ASCII_TOKEN: Final = re.compile(_CONNECTED.format(word="[a-z0-9]+"))
_ALPHABETIC_TOKEN: Final = _CONNECTED.format(word=r"[^\W_]+")

# The first class of each script holds what may begin a run; combining marks may follow anywhere.
_HAN: Final = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_SPACELESS: Final = {
    "han": _HAN,
    "hiragana": "\u3041-\u3096\u309d-\u309f",
    "katakana": "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\U0001b000-\U0001b16f",
    "hangul": "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7a3\ud7b0-\ud7ff",
    "thai": "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46",
    "lao": "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf",
    "khmer": "\u1780-\u17b3\u17d7\u17dc",
    "myanmar": "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e",
}
FIRST_SPACELESS: Final = "\u0e01"
_EMOJI: Final = "\u2600-\u2775\u2794-\u27bf\u231a-\u23ff\u2b05-\u2b55\U0001f000-\U0001faff"
_FLAG_LETTERS: Final = "\U0001f1e6-\U0001f1ff"
_HIGH: Final = "\U00010000-\U0010ffff"
_MAX_MARKS: Final = 30

# Invisible or optional: joiners, direction marks, variation selectors, keycaps, skin tones; Hebrew points
# and abbreviation marks; Arabic vowel signs and stretching; a stress accent on a Cyrillic letter.
_OPTIONAL: Final = (
    "[\u00ad\u034f\u061c\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u05f4"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
_STRESS: Final = "[\u0300\u0301](?<=[\u0400-\u052f].)"
_PERSIAN_JOIN: Final = "(?<=[\u0600-\u06ff])\u200c"

_ELIDED: Final = frozenset(
    (
        *("c", "d", "j", "l", "m", "n", "qu", "s", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"),
        *(
            "agl",
            "all",
            "coll",
            "dagl",
            "dall",
            "degl",
            "dell",
            "negl",
            "nell",
            "quell",
            "sugl",
            "sull",
            "un",
        ),
    )
)
_CLITICS: Final = frozenset(["s", "ll", "re", "ve", "d", "m"])

_CONNECTOR: Final = r"[._,:/-]|(?<=\d)'(?=\d)"
_TIMESTAMP: Final = r"(\d{4}-\d\d-\d\d)t(\d\d(?::\d\d)*(?:\.\d+)?z?)"
_MEASURE: Final = r"(\d+(?:[.,:/]\d+)*)([^\W\d_]{1,3})"
_THOUSANDS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_INITIALS: Final = r"[^\W\d_](?:\.[^\W\d_])+"
_DIGIT: Final = r"\d"
_LETTER: Final = r"[^\W\d_]"


def words(text: str) -> list[str]:
    """
    Return the words of *text*, normalised, in order; the module's head has the rules.

    Linear in the length of *text*, whatever it holds.
    """
    text = _with_ascii_marks(text)
    if text.isascii():
        tokens, alphabetic = _ASCII_TOKEN.findall(text.lower()), True
    else:
        text = _normalise(text)
        alphabetic = not _patterns().beyond_alphabets.search(text)
        tokens = (compiled(_ALPHABETIC_TOKEN) if alphabetic else _patterns().token).findall(text)
    if alphabetic and all(map(str.isalpha, tokens)):
        return tokens
    found: list[str] = []
    for token in tokens:
        if len(token) == 1 or (token.isalpha() and (alphabetic or token < FIRST_SPACELESS)):
            found.append(token)
        else:
            found += _words_of_token(token)
    return found


def _with_ascii_marks(text: str) -> str:
    """Return *text* with its typographic apostrophes and hyphens as the ASCII ones, often all it needs."""
    if not text.isascii():
        for mark in _APOSTROPHES:
            text = text.replace(mark, "'")
        for mark in _HYPHENS:
            text = text.replace(mark, "-")
    return text.replace("`", "'")


class _Patterns(NamedTuple):
    """What non-ASCII texts need; it takes some milliseconds to build, so ASCII texts never do."""

    token: re.Pattern[str]
    """Any word, compound, emoji or run of a script without spaces."""

    beyond_alphabets: re.Pattern[str]
    """Anything that the far quicker pattern of alphabets without marks might not do for."""

    spaceless: re.Pattern[str]
    """A run of a script without spaces."""

    han: re.Pattern[str]
    """A Han character."""

    character: re.Pattern[str]
    """A character of such a run with the marks upon it."""

    marks: re.Pattern[str]
    """A run of combining marks."""


@cache
def _patterns() -> _Patterns:
    # A character is held against the ranges beyond U+FFFF one by one, so each class tries those last.
    low, high = _mark_class(range(0x300, 0x10000)), _mark_class(range(0x10000, 0x1F000))
    mark = f"(?:[{low}]|(?=[{_HIGH}])[{high}])"
    spaceless = "|".join(f"[{first}][{first}{low}]*" for first in _SPACELESS.values())
    # A negated class: \w without the scripts above and the underscore. It and the marks are disjoint, so
    # the repetition has one way to match. Python's \w leaves out the marks that Indic vowels are.
    scripts = "".join(_SPACELESS.values())
    letter = rf"[^\W_{scripts}]"
    word = f"(?:{letter}+(?:{mark}+{letter}*)*)"
    return _Patterns(
        token=re.compile(f"{_CONNECTED.format(word=word)}|{spaceless}|[{_FLAG_LETTERS}]{{2}}|[{_EMOJI}]"),
        beyond_alphabets=re.compile(f"[{low}{scripts}{_EMOJI}{_HIGH}]"),
        spaceless=re.compile(spaceless),
        han=re.compile(f"[{_HAN}]"),
        character=re.compile(f".[{low}]*", re.DOTALL),
        marks=re.compile(f"{mark}+"),
    )


def _mark_class(codes: Iterable[int]) -> str:
    """Return the inside of a character class of the combining marks among *codes*, as ranges."""
    ranges: list[list[int]] = []
    for code in codes:
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _normalise(text: str) -> str:
    """Return *text* in NFKC and case-folded, without what is optional in writing."""
    text = text.replace("\u2122", " ").replace("\u2120", " ")  # NFKC would make "tm" part of the word
    if "\u200c" in text:
        text = compiled(_PERSIAN_JOIN).sub(" ", text)  # between halves of a word that are also written apart
    if _patterns().beyond_alphabets.search(text):
        # Normalising sorts each run of marks in quadratic time, so no run may be longer than Unicode's
        # stream-safe format allows.
        text = _patterns().marks.sub(lambda run: run[0][:_MAX_MARKS], text)
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u02bc", "'")
    return unicodedata.normalize("NFKC", compiled(_STRESS).sub("", compiled(_OPTIONAL).sub("", text)))


def _words_of_token(token: str) -> list[str]:
    """Return the words of one match of the token pattern."""
    if token >= FIRST_SPACELESS and _patterns().spaceless.match(token):
        return _pairs(token)
    if token[-1] in "+#":
        inner = _words_of_token(token.rstrip("+#"))
        return [*inner, compiled(_CONNECTOR).split(token)[-1]]
    timestamp = compiled(_TIMESTAMP).fullmatch(token)
    if timestamp:
        date, time = timestamp.groups()
        return _words_of_compound(date) + _words_of_token(time)
    measure = compiled(_MEASURE).fullmatch(token)
    if measure:
        number, unit = measure.groups()
        return [token, *_words_of_compound(number), unit]
    return _words_of_compound(token)


def _words_of_compound(token: str) -> list[str]:
    segments = [_without_apostrophes(segment) for segment in compiled(_CONNECTOR).split(token)]
    found = [word for segment in segments for word in segment]
    if len(segments) > 1 and len(token) <= MAX_WORD_CHARS:
        whole = _whole(token, segments)
        if whole:
            found.append(whole)
    return found


def _whole(token: str, segments: list[list[str]]) -> str:
    """Return the form in which a compound is searched for as one word, ``""`` where it is not."""
    if compiled(_THOUSANDS).fullmatch(token):
        return token.replace(",", "")
    if not any(connector in token for connector in ".,:/") and compiled(_LETTER).search(token):
        return "".join(segment[-1] for segment in segments)
    if compiled(_DIGIT).search(token):
        return token
    return token.replace(".", "") if compiled(_INITIALS).fullmatch(token) else ""


def _without_apostrophes(segment: str) -> list[str]:
    """Return the words that *segment*'s apostrophes part or join."""
    if "'" not in segment:
        return [segment]
    parts = segment.split("'")
    start, end = 0, len(parts)
    while start < end - 1 and parts[start] in _ELIDED:
        start += 1
    while end - start > 1 and parts[end - 1] in _CLITICS:
        end -= 1
    clitics = [part for part in parts[end:] if part != "s"]
    return [*parts[:start], "".join(parts[start:end]), *clitics]


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of *run*, or its only one; of Han, the single ones too."""
    characters = list(run) if run.isalpha() else _patterns().character.findall(run)
    if len(characters) == 1:
        return [run]
    pairs = [first + second for first, second in pairwise(characters)]
    return [*characters, *pairs] if _patterns().han.match(run) else pairs
