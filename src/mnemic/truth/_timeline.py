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


@dataclass(slots=True, kw_only=True, eq=False)
class Run:
    """
    A stretch of time in which one value held.

    Attributes:
        statements: Everything that was said of it, by when it was said to hold.

        begins, ends: Its half-open interval; `None`: unknown.

        ended: The runs that this one put an end to.

        is_begin_stated: Whether `begins` was said in so many words.

        is_over: Whether all that was said of it is that it is over.
    """

    value: Value
    statements: list[Statement] = field(default_factory=list)
    begins: datetime | None = None
    ends: datetime | None = None
    ended: list[Run] = field(default_factory=list)
    is_begin_stated: bool = False
    is_over: bool = False

    @property
    def held(self) -> list[datetime]:
        """The times at which it is said to hold, in order."""
        return [statement.holds_at for statement in self.statements if not statement.is_past]

    @property
    def last(self) -> datetime:
        """When it is last known to have held."""
        return self.held[-1]


def timeline(statements: Iterable[Statement], *, one_at_a_time: bool) -> list[Run]:
    """
    Return the runs of a slot: those said to hold, in the order in which they were, then those said to be over.

    What was said to hold at a time holds at that time, unless two values were said of the very same moment; the
    one told later then holds.

    Args:
        one_at_a_time: Whether a new value ends the one before it. If not, values hold beside each other.
    """
    given = sorted(statements, key=lambda statement: (statement.holds_at, statement.seq))
    runs: list[Run] = []
    for statement in given:
        if not statement.is_past:
            _hold(runs, statement, one_at_a_time=one_at_a_time)
    over = ((said.stated_to, said) for said in given if said.stated_to is not None and said.is_past)
    for ends, statement in sorted(over, key=lambda pair: pair[0]):
        _end(runs, statement, ends, one_at_a_time=one_at_a_time)
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
    return other.begins is not None and _ends_by(one, other.begins)


def _ends_by(run: Run, time: datetime) -> bool:
    return run.ends is not None and run.ends <= time


def _hold(runs: list[Run], statement: Statement, *, one_at_a_time: bool) -> None:
    """Add what holds at `statement.holds_at`: to a run of its value that still goes on, or as a new one."""
    rivals = [run for run in runs if one_at_a_time and run.value.excludes(statement.value)]
    for run in runs:
        if run.value == statement.value and (run.ends is None or run.ends > statement.holds_at):
            _confirm(run, statement, rivals)
            return
    begins = statement.stated_from
    new = Run(
        value=statement.value,
        statements=[statement],
        begins=begins,
        ends=statement.stated_to,
        is_begin_stated=begins is not None,
    )
    if rivals:
        _retire(rivals, new)
    runs.append(new)


def _confirm(run: Run, statement: Statement, rivals: Sequence[Run]) -> None:
    """Add a statement to the run it speaks of, with the limits that it tells for the first time."""
    run.statements.append(statement)
    if statement.stated_to is not None:
        run.ends = statement.stated_to
    begins = statement.stated_from
    if begins is None or run.is_begin_stated or begins > run.held[0]:
        # What was said to hold earlier than that began earlier.
        return
    if all(rival.last < begins and (rival in run.ended or _ends_by(rival, begins)) for rival in rivals):
        # "We moved in March", said of a move that is known already: what it ended, it ended then.
        run.begins, run.is_begin_stated = begins, True
        for ended in run.ended:
            ended.ends = begins


def _retire(rivals: Sequence[Run], new: Run) -> None:
    """End what *new* excludes where *new* begins: when that was said to be, or else when it was said."""
    if new.begins is None or any(new.begins <= run.last for run in rivals):
        # Since when is not known, or is not possible, as something else was said to hold later than that.
        new.begins, new.is_begin_stated = new.statements[0].holds_at, False
    for run in rivals:
        if run.ends is None or run.ends > new.begins:
            run.ends = new.begins
            new.ended.append(run)


def _end(runs: list[Run], statement: Statement, over: datetime, *, one_at_a_time: bool) -> None:
    """Add what is over: it ends the last run of its value before it was said, or stands for itself."""
    for run in reversed(runs):
        if run.value == statement.value and not run.is_over and run.last <= statement.said_at:
            run.statements.append(statement)
            ends = max(over, run.last)
            run.ends = ends if run.ends is None else min(run.ends, ends)
            return
    for run in runs:
        if run.value == statement.value and not run.is_over and run.held[0] <= over < run.last:
            _interrupt(runs, run, statement, over)
            return
    for run in runs:
        if run.value == statement.value and not run.is_over and run.begins is None:
            # It holds again: it did not when it was said to be over.
            run.begins = run.held[0]
    begins = statement.stated_from
    past = Run(value=statement.value, statements=[statement], begins=begins, ends=over, is_over=True)
    if one_at_a_time:
        _fit(past, over, [run for run in runs if run.value.excludes(past.value)])
    runs.append(past)


def _interrupt(runs: list[Run], run: Run, statement: Statement, over: datetime) -> None:
    """End *run* at *over*; what was said of its value to hold later begins another."""
    later = [said for said in run.statements if not said.is_past and said.holds_at > over]
    again = Run(value=run.value, statements=later, begins=later[0].holds_at, ends=run.ends)
    run.statements = [said for said in run.statements if said not in later] + [statement]
    run.ends = over
    for other in runs:
        other.ended = [again if ended is run else ended for ended in other.ended]
    runs.insert(runs.index(run) + 1, again)


def _fit(past: Run, over: datetime, rivals: Sequence[Run]) -> None:
    """
    Give what is over the last stretch of time before *over* in which nothing else is known to have held.

    Of two that are only known to be over by the same time neither is known to be the later: they overlap.
    """
    begins = past.begins
    while True:
        holding = next((run for run in rivals if not run.is_over and _holds_before(run, over)), None)
        if holding is None:
            break
        if holding.begins is None:
            holding.begins = min(over, holding.held[0])
        over = min(over, holding.begins)
    earlier = [run.ends for run in rivals if _ends_by(run, over)]
    past.begins = max((time for time in (begins, *earlier) if time is not None and time < over), default=None)
    past.ends = over


def _holds_before(run: Run, time: datetime) -> bool:
    """Whether a run holds just before *time*."""
    return (run.begins is None or run.begins < time) and (run.ends is None or run.ends >= time)
