"""
From a language's tables to the one pattern that finds its dates.

A *frame* is a phrase that stands for a time ("two weeks ago", "7 May"); a *lead* stands before one and
changes it ("since", "the day before", "early"). Both are written as regular expressions in which
``{name:table}`` is a word of one of the language's tables and ``{name:two}`` a number of one or two digits.
All frames make one alternation, so a text is read once, whatever the tables hold.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from ..._patterns import compiled

Parts = dict[str, "str | int"]
"""What a frame's or lead's named parts say: table entries and numbers."""

Table = Mapping[str, "str | int"]
"""Words of one kind, and what each means."""


_SPREAD: Final = {"couple": (2, 3), "few": (2, 5), "several": (3, 7)}


def number(parts: Parts, key: str) -> int:
    """Return the part *key*, which is a number in every table."""
    return int(parts[key])


def count_of(parts: Parts) -> tuple[int, int]:
    """Return the least and the most that the count ``n`` may mean; it is 1 where none is said."""
    said = parts.get("n", 1)
    return (said, said) if isinstance(said, int) else _SPREAD[said]


def words(text: str) -> list[str]:
    """Return the words of *text*: tables are long, and read better as prose."""
    return text.split()


def numbered(text: str, first: int = 1) -> dict[str, str | int]:
    """Return the words of *text* numbered from *first*; a bar sets apart words for the same number."""
    return {word: at for at, same in enumerate(text.split(), first) for word in same.split("|")}


def meaning(text: str) -> dict[str, str | int]:
    """Return what lines such as ``week: semana semanas`` tell: each word with what it means; _ is a space."""
    table: dict[str, str | int] = {}
    for line in text.strip().splitlines():
        value, _, said = line.partition(":")
        for word in said.split():
            table[word.replace("_", " ")] = _value(value.strip())
    return table


_HOLE: Final = r"\{(?P<name>[a-z])\d?:(?P<table>\w+)\}|\{(?P<bare>[a-z]\w*)\}"
_LEADS: Final = "leads"
_NUMERIC: Final = {
    "digit": r"[1-9](?!\d)",
    "two": r"(?<!\d)\d{1,2}(?!\d)",
    "year": r"(?:19|20)\d\d(?!\d)",
    "short_year": r"(?:(?:19|20)\d\d|\d\d)(?!\d)",
    "decade": r"(?:1[89]|20)\d0(?!\d)",
    "tens": r"\d0(?!\d)",
}

_TOKEN: Final = re.compile(
    r"\b(?:(?P<figure>\d{4}|\d\d?(?:[/.-]\d|(?:st|nd|rd|th)\b)|\d0(?:s|ern?)\b|q\d\b)|\w+)"
)
_HEAD_AND_TAIL: Final = re.compile(r"(\w+)(.*)")
_ENDING: Final = r"s?(?!\w)"

COMMON_FRAMES: Final = (
    (
        "stamp",
        r"{y:year}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?: ?z|[+-]\d\d:?\d\d)?)?",
    ),
    ("slashed", r"{y:year}[/.]{m:two}[/.]{d:two}"),
    ("slashed", r"{a:two}/{b:two}/{y:short_year}"),
    ("slashed", r"{a:two}[.-]{b:two}[.-]{y:year}"),
)
"""Dates in figures, the same in every language."""


class _Said(NamedTuple):
    """The fields of a `Language`; a dataclass takes ten times as long to define, and the first recall would wait for it."""

    tables: Mapping[str, Table]
    triggers: tuple[str, ...]
    frames: tuple[tuple[str, str], ...]
    leads: tuple[tuple[str, str], ...]
    links: str
    also: str
    day_first: bool = True
    spaced: bool = True
    capitals: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    lone_weekdays: bool = False
    never_after: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()


class Language(_Said):
    """
    How a language names times. Words are in lower case and without accents.

    Attributes:
        tables: For each kind of word the words and what they mean.

        frames: The name and the pattern of each frame; where two fit, the first is taken. What follows the
            name, as in ``that_unit u=week``, is a part that the words leave unsaid.

        triggers: The tables one of whose words every frame has, unless it has a figure; other words as
            they are. Only what lies around a trigger is read closely.

        leads: The name and the pattern of each lead, with the space after it.

        links: A pattern of what stands between the two ends of a range ("to", "-").

        also: A pattern of what joins two times that are meant both ("and").

        day_first: Whether 5/6/2023 is in June.

        spaced: Whether words are set apart.

        capitals: Words that name a month or a day only with a capital, since they are other words too.

        small: Words that name a day only without a capital.

        lone_weekdays: Whether a weekday needs no preposition and no capital.

        never_after: Words after which a weekday is no single day ("every").

        counted: Words that make the number before them no year.
    """

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a frame with its leads; the match's `lastgroup` tells which frame."""
        lead = "|".join(self._filled(pattern, None) for _, pattern in self.leads)
        frames = "|".join(
            f"(?P<f{at}>{self._filled(pattern, f'f{at}')})"
            for at, (_, pattern) in enumerate(self._all_frames)
        )
        before, after = (
            (r"(?<![\w$€£¥#@])(?<!\d[.,/:-])", r"(?!\w|[.,:/]\d)")
            if self.spaced
            else (r"(?<![\d$€£¥])", r"(?!\d|[.,:/]\d)")
        )
        return re.compile(f"{before}(?P<{_LEADS}>(?:{lead}){{0,3}})(?:{frames}){after}")

    def triggers_in(self, plain: str) -> Iterator[tuple[int, int]]:
        """Yield where the words and figures stand, in order, without which there is no frame."""
        if not self.spaced:
            yield from (hit.span() for hit in self._trigger_pattern.finditer(plain))
            return
        done, tails_of = 0, self._tails
        for token in _TOKEN.finditer(plain):
            tails = tails_of.get(token[0], ())
            if not tails and token.lastgroup is None:
                continue
            start, end = token.span()
            if token.lastgroup is None:
                end = _end_of(plain, end, tails)
            if start >= done and end > 0:
                yield start, end
                done = end

    @cached_property
    def _trigger_words(self) -> set[str]:
        return {word for name in self.triggers for word in self.tables.get(name, (name,))}

    @cached_property
    def _trigger_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\d|{either(self._trigger_words)}")

    @cached_property
    def _tails(self) -> dict[str, list[str]]:
        """
        What may follow the first word of a trigger, the longest first.

        One pattern of all triggers would find the same, but compiles for milliseconds in each language.
        """
        tails: dict[str, list[str]] = {}
        for trigger in sorted(self._trigger_words, key=len, reverse=True):
            first, tail = _HEAD_AND_TAIL.findall(trigger)[0]
            for head in (first,) if tail else (first, f"{first}s"):
                tails.setdefault(head, []).append(tail)
        return tails

    @cached_property
    def lead_pattern(self) -> re.Pattern[str]:
        """Finds one lead; the match's `lastgroup` tells which."""
        return re.compile(
            "|".join(
                f"(?P<f{at}>{self._filled(pattern, f'f{at}')})" for at, (_, pattern) in enumerate(self.leads)
            )
        )

    @cached_property
    def link_pattern(self) -> re.Pattern[str]:
        """Matches what stands between two times: group 1 between the ends of a range."""
        return re.compile(f"({self.links})|(?:{self.also})")

    @cached_property
    def _all_frames(self) -> tuple[tuple[str, str], ...]:
        return (*COMMON_FRAMES, *self.frames)

    def frame_of(self, found: re.Match[str]) -> tuple[str, Parts]:
        """Return the name and the parts of the frame that `pattern` found."""
        return self._read(found, self._all_frames)

    def lead_of(self, found: re.Match[str]) -> tuple[str, Parts]:
        """Return the name and the parts of the lead that `lead_pattern` found."""
        return self._read(found, self.leads)

    def _read(self, found: re.Match[str], of: tuple[tuple[str, str], ...]) -> tuple[str, Parts]:
        group = found.lastgroup or ""
        name, pattern = of[int(group[1:])]
        name, *unsaid = name.split()
        parts: Parts = {part[0]: _value(part[2:]) for part in unsaid}
        for at, hole in enumerate(compiled(_HOLE).finditer(pattern)):
            said = found[f"{group}_{at}"] if hole["name"] else None
            if said is not None:
                table = self.tables.get(hole["table"], {})
                parts[hole["name"]] = table[said] if said in table else int(said)
        return name, parts

    def _filled(self, pattern: str, group: str | None) -> str:
        """Return *pattern* with its holes filled, their names made unlike those of other frames."""
        count = itertools.count()

        def fill(hole: re.Match[str]) -> str:
            at, inner = next(count), self._hole(hole["table"] or hole["bare"])
            return f"(?P<{group}_{at}>{inner})" if group and hole["name"] else f"(?:{inner})"

        return compiled(_HOLE).sub(fill, pattern)

    def _hole(self, table: str) -> str:
        if table in _NUMERIC:
            return _NUMERIC[table]
        words = either(self.tables[table])
        return rf"\d{{1,3}}(?!\d)|{words}" if table == "number" else words


def _end_of(plain: str, at: int, tails: Iterable[str]) -> int:
    """Return where the trigger ends whose first word ends *at*: after the longest of *tails* that follows; 0 for none."""
    for tail in tails:
        ending = compiled(_ENDING).match(plain, at + len(tail)) if plain.startswith(tail, at) else None
        if ending is not None:
            return ending.end()
    return 0


def _value(written: str) -> str | int:
    return int(written) if written.lstrip("-").isdecimal() else written


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of *words*, the longest first, what they share once: quick to compile and to fail."""
    rests_of: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        if word:
            rests_of.setdefault(word[0], []).append(word[1:])
    firsts_of: dict[tuple[str, ...], list[str]] = {}
    for first, rests in rests_of.items():
        firsts_of.setdefault(tuple(rests), []).append(re.escape(first))
    return "|".join(_one_of(firsts) + _followed_by(rests) for rests, firsts in firsts_of.items())


def _one_of(firsts: list[str]) -> str:
    return firsts[0] if len(firsts) == 1 else f"[{''.join(firsts)}]"


def _followed_by(rests: tuple[str, ...]) -> str:
    if len(rests) == 1:
        return re.escape(rests[0])
    return f"(?:{either(rests)})" + ("?" if "" in rests else "")
