"""Columns that grow at the end while older views of them stay as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)


class Growing:
    """
    An array that grows at the end.

    A view taken earlier never changes: rows are only added behind it, or, when the buffer is full, in a
    new buffer.
    """

    def __init__(self, dtype: Any, width: int | None = None) -> None:
        self._buffer = np.empty((0,) if width is None else (0, width), dtype)
        self._length = 0

    def extend(self, values: Any) -> None:
        """Add rows."""
        # An array is converted as it is copied, not in a copy of its own.
        new = values if isinstance(values, np.ndarray) else np.asarray(values, self._buffer.dtype)
        self.grow(len(new))[:] = new

    def grow(self, count: int) -> NDArray[Any]:
        """Add rows and return them, to be filled."""
        start, needed = self._length, self._length + count
        if needed > len(self._buffer):
            # The first filling is exact: most spaces are loaded once and then only read.
            capacity = needed if self._length == 0 else max(needed, self._length * 3 // 2, 64)
            buffer = np.empty((capacity, *self._buffer.shape[1:]), self._buffer.dtype)
            buffer[: self._length] = self._buffer[: self._length]
            self._buffer = buffer
        self._length = needed
        return self._buffer[start:needed]

    def replace(self, values: NDArray[Any]) -> None:
        """Put other rows in place of all, without touching views taken before."""
        self._buffer, self._length = values, len(values)

    @property
    def view(self) -> NDArray[Any]:
        """The rows so far."""
        return self._buffer[: self._length]

    @property
    def size_bytes(self) -> int:
        """What the buffer takes in memory."""
        return int(self._buffer.nbytes)


class Coded(Generic[T]):
    """
    A column of repeated values kept as numbers into a list of the distinct ones.

    Args:
        decode: Applied once to each distinct value; what `CodedView.where` then asks about.
    """

    def __init__(self, decode: Callable[[T | None], Any] | None = None) -> None:
        self._codes = Growing(np.int32)
        self._code_of: dict[T | None, int] = {}
        self._values: list[Any] = []
        self._decode = decode

    def extend(self, values: Sequence[T | None]) -> None:
        """Add rows."""
        code_of, known = self._code_of, self._values
        distinct = dict.fromkeys(values)
        for value in distinct:
            if value not in code_of:
                # The value first: a view of another thread may ask for it as soon as a row has its number.
                known.append(self._decode(value) if self._decode else value)
                code_of[value] = len(known) - 1
        codes = self._codes.grow(len(values))
        # Most columns say one thing throughout, or nothing.
        codes[:] = (
            code_of[values[0]]
            if len(distinct) == 1
            else np.fromiter(map(code_of.__getitem__, values), np.int32, len(values))
        )

    @property
    def view(self) -> CodedView[T]:
        """The rows so far."""
        return CodedView(self._codes.view, self._values)

    @property
    def size_bytes(self) -> int:
        """What the column takes in memory, nearly."""
        return self._codes.size_bytes + 120 * len(self._values)


class CodedView(Generic[T]):
    """The rows of a `Coded` column at one moment."""

    def __init__(self, codes: NDArray[np.int32], values: list[Any]) -> None:
        self._codes = codes
        self._values = values

    @property
    def codes(self) -> NDArray[np.int32]:
        """Each row's number; equal values have equal numbers, "not said" has one, too."""
        return self._codes

    def where(self, accepts: Any) -> NDArray[np.bool_]:
        """Return which rows hold a value that *accepts* says yes to; asked once for each distinct value."""
        # The list may grow meanwhile; codes of this view only reach what was there.
        verdicts = np.fromiter((bool(accepts(value)) for value in list(self._values)), np.bool_)
        return verdicts[self._codes] if len(verdicts) else np.zeros(len(self._codes), np.bool_)

    def first(self, n: int) -> CodedView[T]:
        """Return a view of the first *n* rows."""
        return CodedView(self._codes[:n], self._values)

    def distinct(self, among: NDArray[np.bool_] | None = None) -> list[T]:
        """Return the values that occur, in order of first occurrence, without `None`; only those of rows *among*."""
        values = list(self._values)
        if among is not None:
            occurring = np.bincount(self._codes[among], minlength=1)
            values = [values[code] for code in np.flatnonzero(occurring)]
        return [value for value in values if value is not None]

    def pairs(self, among: NDArray[np.bool_]) -> list[tuple[Any, int]]:
        """Return each value that rows *among* hold, with how many of them do; without `None`."""
        values = list(self._values)
        counts = np.bincount(self._codes[among], minlength=1)
        found = [(values[code], int(counts[code])) for code in np.flatnonzero(counts)]
        return [(value, count) for value, count in found if value is not None]

    def counts(self, among: NDArray[np.bool_]) -> Counter[T]:
        """Return how many of the rows *among* hold each value; without `None`."""
        return Counter(dict(self.pairs(among)))
