"""The embeddings of all records in one matrix, and how near each lies to a question's."""

from __future__ import annotations

from typing import Literal

import numpy as np
from crewai.memory.storage.backend import EmbeddingDimensionMismatchError

Distance = Literal["l2", "cosine"]

_BLOCK_ROWS = 4096
_LEAST_ROWS = 64


class Vectors:
    """
    Rows of float32. A row without a vector is all zeros, as in CrewAI's own stores.

    Attributes:
        dimension: Of the vectors in here; 0 while there is none.

        other: The dimension of a vector that does not fit the rest, which is not kept; 0: there is none.
    """

    def __init__(self) -> None:
        self.dimension = 0
        self.other = 0
        self._matrix = np.zeros((0, 0), dtype=np.float32)
        self._given: set[int] = set()
        self._free: list[int] = []
        self._used = 0

    def put(self, vector: np.ndarray | None) -> int:
        """Keep *vector*, or none, in a row of its own; return its number."""
        row = self._free.pop() if self._free else self._used
        self._used = max(self._used, row + 1)
        if vector is not None and self.dimension in (0, len(vector)):
            self._keep(row, vector)
        elif vector is not None:
            self.other = len(vector)
        return row

    def _keep(self, row: int, vector: np.ndarray) -> None:
        if not self.dimension:
            self.dimension = len(vector)
            self._matrix = np.zeros((0, self.dimension), dtype=np.float32)
        self._make_room(row + 1)
        self._matrix[row] = vector
        self._given.add(row)

    def _make_room(self, rows: int) -> None:
        if rows > len(self._matrix):
            grown = np.zeros((max(_LEAST_ROWS, rows * 3 // 2), self.dimension), dtype=np.float32)
            grown[: len(self._matrix)] = self._matrix
            self._matrix = grown

    def drop(self, row: int) -> None:
        """Free a row."""
        self._free.append(row)
        if row in self._given:
            self._given.discard(row)
            self._matrix[row] = 0.0
        if not self._given:
            self.dimension = 0

    def at(self, row: int) -> list[float] | None:
        """Return the vector of a row as plain numbers; `None` where it has none."""
        return self._matrix[row].tolist() if row in self._given else None

    def check(self, dimension: int) -> None:
        """
        Raise unless vectors of *dimension* can be compared with those in here.

        Raises:
            EmbeddingDimensionMismatchError: CrewAI's own, which says what to do.
        """
        met = dimension if dimension != self.dimension else self.other
        if self.dimension and met:
            raise EmbeddingDimensionMismatchError(self.dimension, met)

    def scores(self, rows: np.ndarray, query: np.ndarray, distance: Distance) -> np.ndarray:
        """
        Return how near each of *rows* lies to *query*, float64 of shape (rows,).

        Args:
            distance: ``"l2"``: 1 / (1 + squared Euclidean distance), as CrewAI's LanceDB store scores, in (0, 1].
                ``"cosine"``: the cosine, as its Qdrant Edge store does, in [-1, 1]; 0.0 where one is all zeros.
        """
        near = _near if distance == "l2" else _cosine
        if not self.dimension:
            return np.full(len(rows), float(near(np.zeros((1, len(query)), dtype=np.float32), query)[0]))
        self._make_room(self._used)
        found = np.empty(len(rows))
        for start in range(0, len(rows), _BLOCK_ROWS):
            block = slice(start, start + _BLOCK_ROWS)
            found[block] = near(self._matrix[rows[block]], query)
        return found


def _near(block: np.ndarray, query: np.ndarray) -> np.ndarray:
    apart = block - query
    squared: np.ndarray = np.einsum("ij,ij->i", apart, apart)
    return 1.0 / (1.0 + squared.astype(np.float64))


def _cosine(block: np.ndarray, query: np.ndarray) -> np.ndarray:
    sizes = np.sqrt(np.einsum("ij,ij->i", block, block)) * np.linalg.norm(query)
    # Zeros have no direction: their product is 0.0 and stays it.
    return (block @ query / np.where(sizes == 0.0, 1.0, sizes)).astype(np.float64)
