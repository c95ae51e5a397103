"""Meaning: an exact scan of a space's vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..store import VectorRows
from ._columns import Growing

UNSCORED = np.float32(-2.0)
"""The score of a version that has no vector yet; below every cosine."""

_ROWS_AT_ONCE = 16
_FILLED_AT_ONCE = 128
_HALF_BYTES = 2


class DenseIndex:
    """The vectors of one model in one space, float32, grown at the end."""

    def __init__(self) -> None:
        self._matrix: Growing | None = None
        self._owners = Growing(np.int64)
        self._last_owner = -1
        self._one_each = True
        self.last_row = 0

    def extend(self, added: VectorRows, versions: NDArray[np.int64]) -> None:
        """
        Add vectors, in order of their rows.

        Args:
            versions: The rows of all versions, rising, as in the `HeaderTable`.

        Raises:
            ValueError: a vector belongs to none of them.
        """
        if not added.rows:
            return
        belongs_to = np.array(added.versions)
        owners = np.searchsorted(versions, belongs_to)
        if owners.max() >= len(versions) or (versions[owners] != belongs_to).any():
            raise ValueError("a vector belongs to no version")
        if self._matrix is None:
            self._matrix = Growing(np.float32, len(added.data[0]) // _HALF_BYTES)
        _fill(self._matrix.grow(len(added.data)), added.data)
        steps = np.diff(owners, prepend=self._last_owner)
        self._one_each = self._one_each and bool((steps > 0).all())
        self._last_owner = int(owners[-1])
        self._owners.extend(owners)
        self.last_row = added.rows[-1]

    @property
    def view(self) -> DenseView:
        """The matrix as it stands."""
        matrix = self._matrix.view if self._matrix else np.empty((0, 0), np.float32)
        return DenseView(matrix, self._owners.view, one_each=self._one_each)

    @property
    def size_bytes(self) -> int:
        """What the matrix takes in memory."""
        return (self._matrix.size_bytes if self._matrix else 0) + self._owners.size_bytes


class DenseView:
    """
    A `DenseIndex` at one moment.

    Args:
        owners: The place in the table of the version each row of *matrix* belongs to.

        one_each: Whether no version has two rows.
    """

    def __init__(self, matrix: NDArray[np.float32], owners: NDArray[np.int64], *, one_each: bool) -> None:
        self._matrix = matrix
        self._owners = owners
        self._one_each = one_each

    def with_more(self, added: VectorRows, versions: NDArray[np.int64]) -> DenseView:
        """Return a view that also holds *added*, which are in no store."""
        if not added.rows:
            return self
        more = DenseIndex()
        more.extend(added, versions)
        extra = more.view
        matrix = np.concatenate([self._matrix, extra._matrix]) if len(self._owners) else extra._matrix
        return DenseView(matrix, np.concatenate([self._owners, extra._owners]), one_each=False)

    def scores(self, query: NDArray[np.float32], n: int) -> NDArray[np.float32]:
        """
        Return the cosine of *query* with every version's best piece, in [-1, 1]; `UNSCORED` without one.

        Args:
            query: A unit vector, shape ``(dims,)``.

            n: How many versions there are.
        """
        scores = np.full(n, UNSCORED, np.float32)
        if not len(self._owners):
            return scores
        cosines = _products(self._matrix, query)
        if self._one_each:
            scores[self._owners] = cosines
        else:
            np.maximum.at(scores, self._owners, cosines)
        return scores


def _fill(matrix: NDArray[np.float32], stored: Sequence[bytes]) -> None:
    """Put *stored* vectors into the rows of *matrix*; not all at once, which would need them once more in memory."""
    for start in range(0, len(stored), _FILLED_AT_ONCE):
        rows = matrix[start : start + _FILLED_AT_ONCE]
        rows[:] = np.frombuffer(b"".join(stored[start : start + _FILLED_AT_ONCE]), "<f2").reshape(rows.shape)


def _products(matrix: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """
    Return ``matrix @ query``, computed by one thread.

    OpenBLAS spreads one large product over all processors and waits for the last: on a busy machine 10,000
    rows then take 8 ms instead of 0.3. Products of few rows it computes at once.
    """
    whole = len(matrix) // _ROWS_AT_ONCE * _ROWS_AT_ONCE
    found = np.empty(len(matrix), np.float32)
    np.matmul(
        matrix[:whole].reshape(-1, _ROWS_AT_ONCE, matrix.shape[1]),
        query,
        out=found[:whole].reshape(-1, _ROWS_AT_ONCE),
    )
    found[whole:] = matrix[whole:] @ query
    return found
