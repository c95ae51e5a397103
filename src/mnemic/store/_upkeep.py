"""What a store keeps beside what a recall reads: rows of its other tables, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..cube import read_fields

if TYPE_CHECKING:
    from ..cube import Relation
    from ._values import StoredVector, Terms

LESSONS_KEPT = 500
"""How many lessons a space holds; what a space has learned since is worth more than what it learned before."""


class SlotRow(NamedTuple):
    """The version `row` of a fact, and the slot it stands in: see `mnemic.cube.slot_of`."""

    row: int
    recorded_us: int
    superseded_us: int | None
    slot: str


class Pending(NamedTuple):
    """A version whose vectors are still to be made: its space's row, its own, what was said by whom."""

    space: int
    version: int
    content: str
    speaker: str | None


class NewVector(NamedTuple):
    """The vectors to be stored of the characters ``[start, stop)`` of a version's content."""

    version: int
    field: str
    piece: int
    start: int
    stop: int
    digest: bytes
    vector: StoredVector


class Replay(NamedTuple):
    """What an idempotency key was used for."""

    cube: str
    digest: bytes


class LinkRow(NamedTuple):
    """An edge between two cubes, by their ids, with the operation that made it."""

    row: int
    source: str
    target: str
    relation: Relation
    operation: str
    recorded_us: int
    superseded_us: int | None


class Verdict(NamedTuple):
    """
    One hit of a recall, found useful or useless.

    Attributes:
        cube: Its id.

        names, numbers: What ranked it, by name.
    """

    cube: str
    useful: bool
    names: tuple[str, ...]
    numbers: tuple[float, ...]


class LessonRow(NamedTuple):
    """A stored verdict; the rows of one lesson share `taught_us`. `data` is float32, little-endian."""

    taught_us: int
    useful: bool
    names: str
    data: bytes


class Erased(NamedTuple):
    """How many rows of each sort an erasure removed."""

    cubes: int
    versions: int
    links: int
    vectors: int
    replays: int


JobState = Literal["waiting", "dead"]


class Job(NamedTuple):
    """
    A piece of background work. Times are UTC microseconds by the clock of the machine that wrote them.

    Attributes:
        space: Its name; `None` where it is about the whole store.

        payload: What its handler needs beside *cubes*; never what somebody said.

        cubes: The ids of the cubes it is about, without those that were erased since.

        run: The consolidation it is part of.

        state: ``"dead"``: it was tried too often, and waits for a person.

        attempts: How often it was leased.

        holder: The token of the lease; `None` where nobody took one.

        error: Why the last attempt failed: the error's class and words of ours, never of a memory.
    """

    row: int
    space: str | None
    kind: str
    payload: bytes
    cubes: tuple[str, ...]
    run: str | None
    state: JobState
    due_us: int
    attempts: int
    lease_until_us: int
    holder: bytes | None
    error: str | None
    created_us: int


class VitalityRow(NamedTuple):
    """What recalls have made of a memory, as `mnemic.lifecycle.Vitality` names it."""

    stability_days: float
    recalls: int
    last_recalled_us: int | None
    useful: int
    useless: int


class BondRow(NamedTuple):
    """How closely two memories are bound, by their ids in order; *weight* as of `at_us`."""

    one: str
    other: str
    weight: float
    at_us: int


class AgeRow(NamedTuple):
    """
    What the lifecycle knows of a memory that can be recalled. It is derived, and made anew where it is missing.

    Attributes:
        archived: Whether it is in the archive.

        size_bytes: Of its text in UTF-8.

        worth: What its words promise, in [0, 1]; `None`: nobody looked, or they were changed since.

        value: What it was worth to its space when last looked at, in [0, 1].

        due_us: When it is to be looked at again; `None`: when something happens to it.
    """

    archived: bool
    size_bytes: int
    worth: float | None
    value: float
    due_us: int | None


class Load(NamedTuple):
    """How much of a space can be recalled: memories and bytes of text, outside its archive and inside."""

    cubes: int
    size_bytes: int
    archive_cubes: int
    archive_bytes: int


class ApiKeyRow(NamedTuple):
    """
    An API key. Times are UTC microseconds.

    Attributes:
        digest: SHA-256 of its secret.

        space, user: Whom it is bound to, by name; `None`: to none.

        may: ``"read"``, ``"write"`` or ``"admin"``.

        used_us: The beginning of the day on which it was last used.
    """

    row: int
    id: str
    digest: bytes
    name: str
    space: str | None
    user: str | None
    may: str
    made_us: int
    expires_us: int | None
    revoked_us: int | None
    used_us: int | None


class SessionRow(NamedTuple):
    """
    A session of the web page, or a link that begins one. Times are UTC microseconds.

    Attributes:
        link: Whether it is a link, which is gone once it was used.

        key: The row of the key whose rights it has; `None`: whoever has the file.
    """

    row: int
    digest: bytes
    link: bool
    key: int | None
    expires_us: int
    seen_us: int


class RequestRow(NamedTuple):
    """
    What a request that came with an idempotency key has done.

    Attributes:
        digest: Of its key and its words; `None`: what it made was erased since.

        operation: The operation's id; `None` where it did none.

        cubes: The ids of the cubes it answered with; `None` where the operation tells.

        number: What it answered with, where that is a number.

        space: The operation's, by name; `None` where it is gone, or there is none.
    """

    digest: bytes | None
    operation: str | None
    space: str | None
    cubes: tuple[str, ...] | None
    number: int | None
    sent_us: int


class Finding(NamedTuple):
    """
    Something in a store that disagrees with the rest.

    Attributes:
        part: ``"file"``, ``"rows"``, ``"terms"``, ``"vectors"``, ``"lessons"``, ``"links"``, ``"replays"``,
            ``"jobs"``, ``"vitality"``, ``"ages"``, ``"sessions"``, ``"requests"`` or ``"audit"``.

        repairable: Whether it is derived, so that it can be made anew from what is sound.
    """

    part: str
    detail: str
    repairable: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain JSON."""
        return self._asdict()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        return cls(**read_fields(cls, data))


class StoredTerms(NamedTuple):
    """A version's content and speaker beside the term list that was stored with them."""

    row: int
    content: str
    speaker: str | None
    terms: Terms


class Counts(NamedTuple):
    """How much a space holds."""

    cubes: int
    versions: int
    links: int
    vectors: int
    pending: int
    operations: int
