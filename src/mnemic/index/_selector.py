"""Which cubes a call is about: the hard filters, applied exactly and before anything is scored."""

from __future__ import annotations

import operator
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..cube import RECALLABLE
from ._filters import Filter
from ._table import NEVER, UNSAID, TableView

Mask = NDArray[np.bool_]


class Selector(NamedTuple):
    """
    Conditions that must all hold. `None`, or an empty tuple, means any.

    Attributes:
        tags: Every one of these must be there.

        where: A parsed `where` filter.

        since_us, until_us: The half-open interval in which the event must lie, at least in part.

        tiers, states: Which of these are seen at all; `None` for all of them.

        valid_at_us: Keep derived cubes whose validity holds then, and episodes that had occurred by then.

        holds_at_us: Keep derived cubes whose validity holds then, and every episode.

        known_at_us: Look at the versions that were current then instead of today's.
    """

    user: str | None = None
    agent: str | None = None
    session: str | None = None
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    where: Filter | None = None
    since_us: int | None = None
    until_us: int | None = None
    tiers: tuple[str, ...] | None = None
    states: tuple[str, ...] | None = RECALLABLE
    valid_at_us: int | None = None
    holds_at_us: int | None = None
    known_at_us: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that narrows a space down."""
        said = (self.user, self.agent, self.session, self.where, self.since_us, self.until_us)
        return not any(value is not None for value in said) and not self.kinds and not self.tags

    def select(self, table: TableView) -> Mask:
        """Return which versions of *table* are meant."""
        return np.asarray(np.logical_and.reduce([mask for _, mask in self.steps(table)]))

    def steps(self, table: TableView) -> list[tuple[str, Mask]]:
        """Return each condition that was set, by the name of its argument, with the versions that meet it."""
        steps = [("known_at", self._known(table))]
        for name in ("user", "agent", "session"):
            value = getattr(self, name)
            if value is not None:
                steps.append((name, table.texts[name].where(partial(operator.eq, value))))
        for name, column, allowed in (
            ("kinds", "kind", self.kinds or None),
            ("tiers", "tier", self.tiers),
            ("states", "state", self.states),
        ):
            if allowed is not None:
                steps.append((name, table.texts[column].where(set(allowed).__contains__)))
        if self.tags:
            steps.append(("tags", self._tagged(table)))
        steps += self._times(table)
        if self.where is not None:
            steps.append(("where", self.where(table)))
        return steps

    def _known(self, table: TableView) -> Mask:
        superseded = table.numbers["superseded_us"]
        if self.known_at_us is None:
            return np.asarray(superseded == NEVER)
        recorded = table.numbers["recorded_us"]
        return np.asarray((recorded <= self.known_at_us) & (superseded > self.known_at_us))

    def _tagged(self, table: TableView) -> Mask:
        wanted = set(self.tags)
        return table.texts["tags"].where(lambda tags: wanted <= set(tags))

    def _times(self, table: TableView) -> list[tuple[str, Mask]]:
        steps: list[tuple[str, Mask]] = []
        event = table.event_us()
        if self.since_us is not None:
            end = table.numbers["occurred_end_us"]
            steps.append(("since", np.where(end == UNSAID, event, end) >= self.since_us))
        if self.until_us is not None:
            steps.append(("until", event < self.until_us))
        episode = table.texts["kind"].where(partial(operator.eq, "episode"))
        if self.valid_at_us is not None:
            steps.append(
                ("valid_at", np.where(episode, event <= self.valid_at_us, _holds(table, self.valid_at_us)))
            )
        elif self.holds_at_us is not None:
            steps.append(("valid_at", episode | _holds(table, self.holds_at_us)))
        return steps


def _holds(table: TableView, at_us: int) -> Mask:
    """Return what is valid at *at_us*: at the boundary of two intervals, the later; unknown bounds are open."""
    begins, ends = table.numbers["valid_from_us"], table.numbers["valid_to_us"]
    begun = (begins == UNSAID) | (begins <= at_us)
    return np.asarray(begun & ((ends == UNSAID) | (ends > at_us)))
