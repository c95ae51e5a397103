"""What a recall reads of a store: rows of its tables, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Space(NamedTuple):
    """A space as it stands in one snapshot."""

    row: int
    name: str
    generation: int
    purges: int


WHOLE_STORE = Space(0, "", 0, 0)
"""Where operations belong that are about no space: they stand in the audit chain, and in no space's list."""


class Model(NamedTuple):
    """An embedding model the store knows. `role` is ``"active"`` or ``"target"``."""

    row: int
    name: str
    model: str
    dims: int
    role: str


class Terms(NamedTuple):
    """The words of one version as the lexical index needs them."""

    language: str
    length: int
    blob: bytes


class Header(NamedTuple):
    """
    What filters look at, of one version. Times are UTC microseconds; `None` where not said.

    `row` is the version's and `cube` the memory's internal number.
    """

    row: int
    cube: int
    seq: int
    version: int
    recorded_us: int
    superseded_us: int | None
    created_us: int
    kind: str
    form: str
    tier: str
    state: str
    user: str | None
    agent: str | None
    session: str | None
    speaker: str | None
    role: str | None
    key: str | None
    source: str | None
    occurred_us: int | None
    occurred_end_us: int | None
    valid_from_us: int | None
    valid_to_us: int | None
    importance: float | None
    tags: str | None
    metadata: str | None


Columns = Mapping[str, Sequence[Any]]
"""Headers column by column, by the names of their fields."""


class TermRows(NamedTuple):
    """The stored term lists of versions, column by column."""

    rows: Sequence[int]
    languages: Sequence[str]
    lengths: Sequence[int]
    blobs: Sequence[bytes]


class VectorRows(NamedTuple):
    """Stored vectors, column by column, each of a piece of the version in `versions`. `data` are float16."""

    rows: Sequence[int]
    versions: Sequence[int]
    data: Sequence[bytes]


class TokenRow(NamedTuple):
    """The stored token vectors of piece `piece` of the version `version`: see `NewVector`."""

    version: int
    piece: int
    data: bytes


class StoredVector(NamedTuple):
    """
    What a model made of a text.

    Attributes:
        data: The text's vector, float16, little-endian.

        tokens: The signs of its tokens' vectors, a bit a dimension, token after token; empty where the
            embedder makes none.

        token_bytes: How many bytes of it a token takes; by it damage is seen.
    """

    data: bytes
    tokens: bytes = b""
    token_bytes: int = 0
