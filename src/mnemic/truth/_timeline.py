"""
From what was said of one thing, at various times, to what held when.

The timeline of a slot is worked out anew from all its statements whenever one comes or goes. So a change, a
correction, a retraction, an erasure and an old chat imported late need no rules of their own: each is another
set of statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Value(NamedTuple):
    """What a statement says holds: an object, as `value_key` leaves it, affirmed or denied."""

    object: str
    affirmed: bool

    def excludes(self, other: Value) -> bool:
        """Whether the two cannot hold at once, where only one value can."""
        if self.affirmed and other.affirmed:
            return self.object != other.object
        return self.affirmed != other.affirmed and self.object == other.object


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """
    One time that something was said.

    Attributes:
        fact: The id of the fact it supports; empty for one that is only considered.

        seq: The order of arrival, which settles ties.

        said_at: When it was said. It held then, unless `stated_to` lies before.

        stated_from, stated_to: Since and until when, as far as that was said.
    """

    fact: str
    seq: int
    value: Value
    said_at: datetime
    stated_from: datetime | None = None
    stated_to: datetime | None = None

    @property
    def is_past(self) -> bool:
        """Whether it says of something that it is over."""
        return self.stated_to is not None and self.stated_to <= self.said_at

    @property
    def holds_at(self) -> datetime:
        """A time at which it is said to hold: when it was said, or, of a plan, from when."""
        return self.said_at if self.stated_from is None else max(self.said_at, self.stated_from)


@dataclass(slots=True, kw_only=True)
class Run:
    """
    A stretch of time in which one value held.

    Attributes:
        statements: Everything that was said of it, by when it was said to hold.

        begins, ends: Its half-open interval; `None`: unknown.

        ended: The runs that this one put an end to.
    """

    value: Value
    statements: list[Statement] = field(default_factory=list)
    begins: datetime | None = None
    ends: datetime | None = None
    ended: list[Run] = field(default_factory=list)

    @property
    def first(self) -> datetime:
        """When it is first known to have held."""
        said = self.statements[0].holds_at
        return said if self.begins is None else min(said, self.begins)

    @property
    def last(self) -> datetime:
        """When it is last known to have held."""
        return max(statement.holds_at for statement in self.statements if not statement.is_past)


def timeline(statements: Iterable[Statement], *, one_at_a_time: bool) -> list[Run]:
    """
    Return the runs of a slot, in the order in which they were said to hold.

    Args:
        one_at_a_time: Whether a new value ends the one before it. If not, values hold beside each other.
    """
    given = sorted(statements, key=lambda statement: (statement.holds_at, statement.seq))
    runs: list[Run] = []
    for statement in given:
        if not statement.is_past:
            _hold(runs, statement, one_at_a_time=one_at_a_time)
    for statement in given:
        if statement.is_past:
            _end(runs, statement, one_at_a_time=one_at_a_time)
    return runs


def contradictions(runs: Sequence[Run]) -> list[tuple[Run, Run]]:
    """Return the pairs of runs, later one first, that exclude each other and hold at the same time."""
    return [
        (later, earlier)
        for at, later in enumerate(runs)
        for earlier in runs[:at]
        if later.value.excludes(earlier.value) and overlap(later, earlier)
    ]


def overlap(one: Run, other: Run) -> bool:
    """Whether there is a time at which both hold."""
    return not _ends_before(one, other) and not _ends_before(other, one)


def _ends_before(one: Run, other: Run) -> bool:
    return one.ends is not None and other.begins is not None and one.ends <= other.begins


def _hold(runs: list[Run], statement: Statement, *, one_at_a_time: bool) -> None:
    """Add what holds at `statement.holds_at`: to a run of its value that still goes on, or as a new one."""
    for run in runs:
        if run.value == statement.value and (run.ends is None or run.ends > statement.holds_at):
            _confirm(run, statement)
            return
    new = Run(
        value=statement.value, statements=[statement], begins=statement.stated_from, ends=statement.stated_to
    )
    if one_at_a_time:
        _retire(runs, new)
    runs.append(new)


def _confirm(run: Run, statement: Statement) -> None:
    run.statements.append(statement)
    if statement.stated_from is not None and run.begins is None:
        run.begins = statement.stated_from
    if statement.stated_to is not None:
        run.ends = statement.stated_to


def _retire(runs: Sequence[Run], new: Run) -> None:
    """End what *new* excludes where *new* begins: when that was said to be, or else when it was said."""
    rivals = [run for run in runs if run.value.excludes(new.value)]
    if not rivals:
        return
    statement = new.statements[0]
    begins = statement.stated_from
    if begins is None or any(begins <= run.first for run in rivals):
        # Since when is not known, or is not possible, as something else was said to hold later than that.
        begins = statement.holds_at
    new.begins = begins
    for run in rivals:
        if run.ends is None or run.ends > begins:
            run.ends = begins
            new.ended.append(run)


def _end(runs: list[Run], statement: Statement, *, one_at_a_time: bool) -> None:
    """Add what is over: it ends a run of its value that was still going on, or stands for itself."""
    over = statement.stated_to
    for run in runs:
        if run.value == statement.value and not run.statements[0].is_past and run.last <= statement.said_at:
            run.statements.append(statement)
            ends = max(over, run.last) if over is not None else run.last
            run.ends = ends if run.ends is None else min(run.ends, ends)
            return
    rivals = [run.first for run in runs if one_at_a_time and run.value.excludes(statement.value)]
    if over is not None and over == statement.said_at and rivals:
        # "I used to …" says only that it is over; it was before what was the case instead.
        over = min(over, *rivals)
    runs.append(
        Run(
            value=statement.value,
            statements=[statement],
            begins=_before(statement.stated_from, over),
            ends=over,
        )
    )


def _before(begins: datetime | None, ends: datetime | None) -> datetime | None:
    """Return *begins* where it makes an interval with *ends*."""
    return begins if begins is None or ends is None or begins < ends else None
