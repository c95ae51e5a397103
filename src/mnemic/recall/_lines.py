"""The lines of a context: what each says, and under which heading it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from .._patterns import compiled
from ._escape import plain, quoted

if TYPE_CHECKING:
    from ..cube import MemCube

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BESIDE_CHARS = 300
_DATES_SHOWN = 3

_PUNCTUATION = r"""[.,;:!…"'“”„‘’‚«»‹›()\[\]{}_、。「」『』·¡¿-](?!\d)|[–—](?!\d)"""
"""What a text says the same without; before a digit it may be a sign or part of the number."""


class Source(NamedTuple):
    """
    A memory that was found, as a context needs it.

    Attributes:
        before, after: The turns beside it that make it readable.

        facts: What was drawn from it.
    """

    rank: int
    cube: MemCube
    score: float
    before: tuple[MemCube, ...] = ()
    after: tuple[MemCube, ...] = ()
    facts: tuple[MemCube, ...] = ()


class Group(NamedTuple):
    """What stands under one heading: a session's lines of one day."""

    day: str
    user: str | None
    session: str | None


class Line(NamedTuple):
    """
    One line of a context.

    Attributes:
        cube: What it quotes; of several that say the same, the best.

        marks: The citations of all of them; none for a line that is there only to make another readable.

        places: Where these stand among what was found, from 0.

        again: The others that say the same.

        facts: What was drawn from it; said only if it is `noted`.

        passage: The characters it is cut to; `None` for all.

        day: The day of the heading it stands under, where that is another than its own.

        brief: Whether its heading is to be short, as room is scarce.
    """

    cube: MemCube
    score: float = 0.0
    marks: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    again: tuple[MemCube, ...] = ()
    before: tuple[MemCube, ...] = ()
    after: tuple[MemCube, ...] = ()
    facts: tuple[MemCube, ...] = ()
    noted: bool = False
    passage: tuple[int, int] | None = None
    day: str | None = None
    brief: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The cubes it stands for."""
        return (self.cube.id, *(cube.id for cube in self.again))

    @property
    def time(self) -> str:
        """The time it was said at, with the day where the heading names another."""
        moment = told_at(self)
        own = moment.date().isoformat()
        return f"{moment:%H:%M}" if self.day in (None, own) else f"{own} {moment:%H:%M}"

    def beside(self, cube: MemCube) -> Line:
        """Return the line that quotes *cube* under the same heading, cut to the end that lies next to this one."""
        text, passage = cube.content, None
        if len(text) > _BESIDE_CHARS and cube in self.before:
            start = len(text) - _BESIDE_CHARS
            passage = (max(start, text.find(" ", start) + 1), len(text))
        elif len(text) > _BESIDE_CHARS:
            end = text.rfind(" ", 0, _BESIDE_CHARS)
            passage = (0, end if end > 0 else _BESIDE_CHARS)
        return Line(cube=cube, passage=passage, day=group_of(self).day, brief=self.brief)

    def text(self, *, timed: bool = True) -> str:
        """Return the line, with its time if it is *timed*."""
        cube = self.cube
        who = cube.speaker or cube.user or cube.role
        parts = [
            self.time if timed else "",
            cube.kind if cube.kind != "episode" else "",
            plain(who) if who else "",
            _again(self),
            "in part" if self.passage and self.marks else "",
        ]
        mark = "".join(f"[{mark}]" for mark in self.marks) or "(context)"
        head = " · ".join(part for part in parts if part)
        notes = "".join(f" = {note(fact)}" for fact in self.facts) if self.noted else ""
        return f"{mark} {head}{': ' if head else ''}{_quotation(cube.content, self.passage)}{notes}"


def note(fact: MemCube) -> str:
    """Return a fact as it is noted beside what it was drawn from, with the time in which it holds."""
    since = f"since {fact.valid_from:%Y-%m-%d}" if fact.valid_from else ""
    until = f"until {fact.valid_to:%Y-%m-%d}" if fact.valid_to else ""
    when = " ".join(part for part in (since, until) if part)
    return quoted(fact.content) + (f" ({when})" if when else "")


def citation(rank: int) -> str:
    """Return the mark of the hit in place *rank*."""
    return f"m{rank}"


def told_at(line: Line) -> datetime:
    """Return when what *line* quotes happened; where that was not said, when it was recorded."""
    return _moment(line.cube)


def group_of(line: Line) -> Group:
    """Return what *line* stands under."""
    return Group(line.day or told_at(line).date().isoformat(), line.cube.user, line.cube.session)


def heading(group: Group, moment: datetime | None, several_users: bool, *, brief: bool = False) -> str:
    """
    Return the line above a group: the day that "yesterday" is counted from, and the session.

    Args:
        moment: When everything in the group was said, if that is one time.

        several_users: Whether to say whose it is.

        brief: Leave out what an answer needs least: the time of day, and the session.
    """
    weekday = _WEEKDAYS[datetime.fromisoformat(group.day).weekday()]
    if brief:
        whose = f" · user {plain(group.user)}" if several_users and group.user is not None else ""
        return f"{group.day} {weekday[:3]}{whose}"
    parts = [f"{group.day} {weekday}" + (f" {moment:%H:%M}" if moment else "")]
    if several_users and group.user is not None:
        parts.append(f"user {plain(group.user)}")
    if group.session is not None:
        parts.append(f"session {plain(group.session)}")
    return " · ".join(parts)


def fold(sources: Sequence[Source]) -> list[Line]:
    """Return *sources*, given best first, as lines: those in which one person says the same become one."""
    alike: dict[object, list[int]] = {}
    for place, source in enumerate(sources):
        cube = source.cube
        key = (cube.kind, cube.user, cube.speaker, cube.role, _normal(cube.content))
        alike.setdefault(key, []).append(place)
    lines = []
    for places in alike.values():
        best = sources[places[0]]
        lines.append(
            Line(
                cube=best.cube,
                score=best.score,
                marks=tuple(citation(sources[place].rank) for place in places),
                places=tuple(places),
                again=tuple(sources[place].cube for place in places[1:]),
                before=best.before,
                after=best.after,
                facts=_each_once(fact for place in places for fact in sources[place].facts),
            )
        )
    return lines


def _each_once(facts: Iterable[MemCube]) -> tuple[MemCube, ...]:
    return tuple({fact.id: fact for fact in facts}.values())


def _normal(text: str) -> str:
    """Return *text* without case and punctuation, but for what tells numbers and questions apart."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(compiled(_PUNCTUATION).sub(" ", folded).split()) or text


def _moment(cube: MemCube) -> datetime:
    return cube.occurred_at or cube.created_at


def _minute(cube: MemCube) -> str:
    moment = _moment(cube)
    return f"{moment.date().isoformat()} {moment:%H:%M}"


def _again(line: Line) -> str:
    """Return when else the same was said."""
    others = sorted({_minute(cube) for cube in line.again} - {_minute(line.cube)})
    if not others:
        return ""
    more = f" and {len(others) - _DATES_SHOWN} more" if len(others) > _DATES_SHOWN else ""
    return "also " + ", ".join(others[:_DATES_SHOWN]) + more


def _quotation(text: str, passage: tuple[int, int] | None) -> str:
    if passage is None:
        return quoted(text)
    start, end = passage
    return f"{'… ' if start > 0 else ''}{quoted(text[start:end])}{' …' if end < len(text) else ''}"
