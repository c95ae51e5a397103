"""What a store hands out, and takes in, to carry memories to another store: rows without its own numbers."""

from __future__ import annotations

from typing import NamedTuple

from ..cube import Relation, Verb


class OperationRecord(NamedTuple):
    """An operation as it is carried. Times here and below are UTC microseconds, ids are public ones."""

    id: str
    verb: Verb
    actor: str | None
    reason: str | None
    undoes: str | None
    run: str | None
    recorded_us: int
    erased: int


class VersionRecord(NamedTuple):
    """A version as it is carried, with what its cube says once: `user`, `key` and `created_us`."""

    id: str
    user: str | None
    key: str | None
    created_us: int
    operation: str
    version: int
    recorded_us: int
    superseded_us: int | None
    kind: str
    form: str
    tier: str
    state: str
    agent: str | None
    session: str | None
    speaker: str | None
    role: str | None
    occurred_us: int | None
    occurred_zone: str | None
    occurred_end_us: int | None
    occurred_end_zone: str | None
    valid_from_us: int | None
    valid_from_zone: str | None
    valid_to_us: int | None
    valid_to_zone: str | None
    source: str | None
    importance: float | None
    tags: str | None
    metadata: str | None
    fact: str | None
    content: str


class LinkRecord(NamedTuple):
    """An edge between two cubes as it is carried, with the operation that made it."""

    source: str
    target: str
    relation: Relation
    operation: str
    recorded_us: int
    superseded_us: int | None


class ReplayRecord(NamedTuple):
    """An idempotency key, the cube it made, and the digest of the content it was used with."""

    cube: str
    user: str | None
    key: str
    digest: bytes


class VectorRecord(NamedTuple):
    """The vectors of the characters ``[start, stop)`` of a version's content; see `StoredVector`."""

    cube: str
    version: int
    field: str
    piece: int
    start: int
    stop: int
    data: bytes
    token_bytes: int
    tokens: bytes


class Adopted(NamedTuple):
    """
    A version from another store, with what this one makes of it.

    Attributes:
        language, length, terms: Its term list, made anew.

        slot: Where its fact stands, made anew.

        vectors: What the model called `model` made of it; none: they are to be made.
    """

    record: VersionRecord
    language: str
    length: int
    terms: bytes
    slot: str | None
    vectors: tuple[VectorRecord, ...] = ()
