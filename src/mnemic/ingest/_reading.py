"""A file that is being read: its records, and what could not become one."""

from __future__ import annotations

from collections.abc import Iterator

from ._notes import Notes, Unmapped
from ._record import Record


class Reading:
    """
    The records of a file, one after another, and what could not become one.

    Attributes:
        format: The format that is read.
    """

    def __init__(self, format: str, records: Iterator[Record], notes: Notes) -> None:  # noqa: A002
        self.format = format
        self._records = records
        self._notes = notes

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        return next(self._records)

    @property
    def unmapped(self) -> tuple[Unmapped, ...]:
        """What was left out of that which has been read so far."""
        return self._notes.listed()
