"""Meaning: an exact scan of a space's vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..store import VectorRow
from ._columns import Growing

UNSCORED = np.float32(-2.0)
"""The score of a version that has no vector yet; below every cosine."""


class DenseIndex:
    """The vectors of one model in one space, float32, grown at the end."""

    def __init__(self) -> None:
        self._matrix: Growing | None = None
        self._versions = Growing(np.int64)
        self.last_row = 0

    def extend(self, rows: Sequence[VectorRow]) -> None:
        """Add vectors, in order of their rows."""
        if not rows:
            return
        stored = np.frombuffer(b"".join(row.data for row in rows), "<f2").reshape(len(rows), -1)
        if self._matrix is None:
            self._matrix = Growing(np.float32, stored.shape[1])
        self._matrix.extend(stored)
        self._versions.extend([row.version for row in rows])
        self.last_row = rows[-1].row

    @property
    def view(self) -> DenseView:
        """The matrix as it stands."""
        matrix = self._matrix.view if self._matrix else np.empty((0, 0), np.float32)
        return DenseView(matrix, self._versions.view)

    @property
    def size_bytes(self) -> int:
        """What the matrix takes in memory."""
        return (self._matrix.size_bytes if self._matrix else 0) + self._versions.size_bytes


class DenseView:
    """A `DenseIndex` at one moment."""

    def __init__(self, matrix: NDArray[np.float32], versions: NDArray[np.int64]) -> None:
        self._matrix = matrix
        self._versions = versions

    def with_more(self, rows: Sequence[VectorRow]) -> DenseView:
        """Return a view that also holds *rows*, which are in no store."""
        if not rows:
            return self
        more = DenseIndex()
        more.extend(rows)
        extra = more.view
        matrix = np.concatenate([self._matrix, extra._matrix]) if len(self._versions) else extra._matrix
        return DenseView(matrix, np.concatenate([self._versions, extra._versions]))

    def scores(self, query: NDArray[np.float32], table_rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """
        Return the cosine of *query* with every version's best piece, in [-1, 1]; `UNSCORED` without one.

        Args:
            query: A unit vector, shape ``(dims,)``.

            table_rows: The versions' rows, rising, as in the `HeaderTable`.
        """
        scores = np.full(len(table_rows), UNSCORED, np.float32)
        if not len(self._versions):
            return scores
        owner = np.searchsorted(table_rows, self._versions)
        # A vector may belong to a version newer than the table's view; that one isn't scored yet.
        known = owner < len(table_rows)
        known[known] = table_rows[owner[known]] == self._versions[known]
        np.maximum.at(scores, owner[known], (self._matrix @ query)[known])
        return scores
