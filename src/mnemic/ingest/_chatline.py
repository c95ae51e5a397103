"""Lines of chat logs: where a message begins, who says it, and what the program itself says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ._chatdate import CLOCK, DATE

_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u2009": " "})


class Start(NamedTuple):
    """The first line of a message."""

    date: str
    """As written; empty where the line gives none."""

    clock: str
    iso: str
    """A whole ISO time, for the styles that write one; else empty."""

    speaker: str
    """Empty for what the program says."""

    text: str
    system: bool = False


_STAMP = rf"(?P<date>{DATE})(?:[,،]? |T)(?P<clock>{CLOCK})"
_BRACKET = re.compile(rf"\[{_STAMP}\] ?(?P<rest>.*)", re.DOTALL)
_DASH = re.compile(rf"{_STAMP} [-–] (?P<rest>.*)", re.DOTALL)
_PAREN = re.compile(
    rf"(?P<name>[^\s(][^(]{{0,80}}?) \((?:(?P<iso>\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
    rf"(?:Z|[+-]\d\d:?\d\d)?)|{_STAMP})\):(?: (?P<rest>.*)|$)",
    re.DOTALL,
)
_IRC = re.compile(
    r"\[?(?P<clock>\d{1,2}:\d\d(?::\d\d)?)\]? (?P<rest>(?:<[^<>]+>|\*|-!-|\*\*\*|-->|<--|--) ?.*)"
)
_NICK = re.compile(r"<[@+~&% ]?([^<>]+)> ?(.*)", re.DOTALL)
_ACTION = re.compile(r"\* (\S+) (.*)", re.DOTALL)
_NAMED = re.compile(r"(.{1,100}?):(?: (.*)|$)", re.DOTALL)
_PLAIN = re.compile(r"([^\W\d_][^\n:/\\.,;!?()<>\"]{0,39}):(?:[ \t]+(.*)|$)", re.DOTALL)

_DAY_LINE = re.compile(
    r"[-=*# ]*(?:(?:Day changed|Log opened|Session Start:?|Date:?) *)?(?P<day>.*?)[-=* ]*$"
)
_DAY_LINE_CHARS = 80
_DAY_ISO = re.compile(r"(?:[A-Za-z]+,? )?(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_DAY_WORDS = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2})(?: \d\d:\d\d:\d\d)? (\d{4})")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# What WhatsApp says itself. Android puts no name in front of it; iOS puts the chat's name and a direction
# mark there, and some lines hold a colon. Without a mark these words may be a person's own.
_NOTICE = re.compile(
    r"end-to-end encrypted|encriptad[ao]s? de ponta a ponta|cifrad[ao]s? de extremo a extremo"
    r"|Ende-zu-Ende-verschlüsselt|chiffrés de bout en bout|crittografati end-to-end"
    r"|created (?:this )?group|(?:joined|added|removed|left)\b|changed (?:the|this|their|to)\b"
    r"|security code|turned (?:on|off) disappearing",
)
_NOTICE_NAME = re.compile(r"\b(?:created group|changed (?:the|this|their)|added|removed|joined|pinned)\b")


def strip_marks(line: str) -> str:
    """Take the invisible direction marks off the front, where exports put them."""
    return line.lstrip(_MARKS)


def _stamped(pattern: re.Pattern[str]) -> Callable[[str], Start | None]:
    def parse(line: str) -> Start | None:
        bare = strip_marks(line)
        match = pattern.match(bare.translate(_SPACES))
        if match is None:
            return None
        # Same length before and after `translate`, so the text can be taken as it was written.
        return _said(match["date"], match["clock"], bare[match.start("rest") :])

    return parse


def _said(date: str, clock: str, rest: str) -> Start:
    bare = strip_marks(rest)
    if nick := _NICK.match(bare):
        return Start(date, clock, "", nick[1], nick[2])
    named = _NAMED.match(bare)
    if named is None or _NOTICE_NAME.search(named[1]):
        return Start(date, clock, "", "", bare, system=True)
    text = named[2] or ""
    marked = text != strip_marks(text)
    if marked and _NOTICE.search(text):
        return Start(date, clock, "", "", strip_marks(text), system=True)
    return Start(date, clock, "", named[1].strip(_MARKS), strip_marks(text))


def _paren(line: str) -> Start | None:
    bare = strip_marks(line)
    match = _PAREN.match(bare.translate(_SPACES))
    if match is None:
        return None
    text = bare[match.start("rest") :] if match["rest"] is not None else ""
    return Start(match["date"] or "", match["clock"] or "", match["iso"] or "", match["name"], text)


def _irc(line: str) -> Start | None:
    match = _IRC.match(line)
    if match is None:
        return None
    rest = match["rest"]
    if nick := _NICK.match(rest):
        return Start("", match["clock"], "", nick[1], nick[2])
    if action := _ACTION.match(rest):
        return Start("", match["clock"], "", action[1], rest)
    return Start("", match["clock"], "", "", rest, system=True)


def _plain(line: str) -> Start | None:
    match = _PLAIN.match(strip_marks(line))
    if match is None or not _looks_like_name(match[1]):
        return None
    return Start("", "", "", match[1].strip(), match[2] or "")


def _looks_like_name(name: str) -> bool:
    """A name is up to four words without a small letter in front: "Ana Ferreira", "user", not "and then"."""
    words = name.split()
    if len(words) == 1:
        return True
    return len(words) <= 4 and not any(word[0].islower() for word in words if word not in _PARTICLES)


_PARTICLES = {"de", "da", "do", "dos", "van", "von", "der", "den", "del", "di", "la", "le", "el", "e", "y"}

STYLES: dict[str, Callable[[str], Start | None]] = {
    "bracket": _stamped(_BRACKET),
    "dash": _stamped(_DASH),
    "paren": _paren,
    "irc": _irc,
    "plain": _plain,
}


def day_of(line: str) -> str:
    """Return the day, as ``2026-05-20``, of a line that says nothing else; else an empty string."""
    match = _DAY_LINE.match(line) if len(line) < _DAY_LINE_CHARS else None
    day = match["day"].strip() if match else ""
    if iso := _DAY_ISO.fullmatch(day):
        return "-".join(iso.groups())
    words = _DAY_WORDS.fullmatch(day)
    if words and words[1] in _MONTHS:
        return f"{words[3]}-{_MONTHS.index(words[1]) + 1:02}-{int(words[2]):02}"
    return ""
