"""Reading a memcube file to its end before anything is written: whether all of it holds together, and what it holds."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, NamedTuple, TypeVar

from ..cube import RELATIONS, Predicate
from ..errors import MemcubeError
from ..store import BondRow, LinkRecord, OperationRecord, VectorRecord, VersionRecord, VitalityRow
from ..times import render_time, utc_from_us
from . import _format, _lines
from ._file import MemcubeFile

T = TypeVar("T")

Cube = Sequence[VersionRecord]
"""All versions of a memory, first to last."""

AHEAD: Final = timedelta(minutes=5)
"""So far may the clock of who exported be ahead of the one here."""

_AHEAD_US: Final = AHEAD // timedelta(microseconds=1)
_OPEN: Final = -1
_NUMBERS: Final = {relation: number for number, relation in enumerate(RELATIONS)}


class _Edges(NamedTuple):
    """The edges of a file, a few bytes each: by the numbers of their cubes and operations in it."""

    source: array[int]
    target: array[int]
    relation: array[int]
    operation: array[int]
    recorded_us: array[int]
    superseded_us: array[int]


@dataclass
class Survey:
    """
    What a file holds, as far as it must be known to take it in.

    Attributes:
        file: Read again for everything that is large.

        cubes, operations: The number of each in the file, by the 16 bytes of its id.

        times: When each operation was recorded, by its number.

        wrote: The operation of each version, by its number; in the order of the versions.

        counts: How many versions each cube has.
    """

    file: MemcubeFile
    cubes: dict[bytes, int] = field(default_factory=dict)
    operations: dict[bytes, int] = field(default_factory=dict)
    times: array[int] = field(default_factory=lambda: array("q"))
    wrote: array[int] = field(default_factory=lambda: array("L"))
    counts: array[int] = field(default_factory=lambda: array("L"))
    vitality: dict[int, VitalityRow] = field(default_factory=dict)
    bonds: list[BondRow] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    _edges: _Edges = field(
        default_factory=lambda: _Edges(array("L"), array("L"), array("B"), array("L"), array("q"), array("q"))
    )
    _ids: list[bytes] = field(default_factory=list)
    _operation_ids: list[bytes] = field(default_factory=list)

    @property
    def newest_us(self) -> int:
        """When the last of it was recorded."""
        return max(self.times, default=0)

    def id_of(self, cube: int) -> str:
        """Return the id of a cube by its number."""
        return _text(self._ids[cube])

    def number_of(self, id_: str) -> int | None:
        """Return the number of a cube."""
        return self.cubes.get(_raw(id_))

    def operation_number(self, id_: str) -> int:
        """Return the number of an operation that the file holds."""
        return self.operations[_raw(id_)]

    def edge_count(self) -> int:
        return len(self._edges.source)

    def edge_ends(self, edge: int) -> tuple[int, int]:
        """Return the numbers of the cubes an edge joins."""
        return self._edges.source[edge], self._edges.target[edge]

    def edge_operation(self, edge: int) -> int:
        return self._edges.operation[edge]

    def edge(self, edge: int) -> LinkRecord:
        """Return an edge by its number."""
        edges = self._edges
        superseded = edges.superseded_us[edge]
        return LinkRecord(
            self.id_of(edges.source[edge]),
            self.id_of(edges.target[edge]),
            RELATIONS[edges.relation[edge]],
            _text(self._operation_ids[edges.operation[edge]]),
            edges.recorded_us[edge],
            None if superseded == _OPEN else superseded,
        )

    def all_operations(self) -> Iterator[OperationRecord]:
        """Yield the operations in their order."""
        for _, record in _read(self.file, _format.OPERATIONS, _lines.read_operation):
            yield record

    def all_cubes(self) -> Iterator[Cube]:
        """Yield the cubes in the order of their arrival."""
        together: list[VersionRecord] = []
        for _, record in _read(self.file, _format.VERSIONS, _lines.read_version):
            if together and together[-1].id != record.id:
                yield together
                together = []
            together.append(record)
        if together:
            yield together

    def all_vectors(self) -> Iterator[VectorRecord]:
        """Yield the vectors, in the order of the versions."""
        for _, record in _read(self.file, _format.VECTORS, _lines.read_vector):
            yield record

    def all_replays(self) -> Iterator[_lines.Replayed]:
        """Yield the idempotency keys, in the order of the versions they were used with."""
        for _, record in _read(self.file, _format.REPLAYS, _lines.read_replay):
            yield record


def _raw(id_: str) -> bytes:
    return bytes.fromhex(id_.replace("-", ""))


def _text(raw: bytes) -> str:
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _read(file: MemcubeFile, name: str, read: Callable[[Any], T]) -> Iterator[tuple[int, T]]:
    """Yield the records of a member with the numbers of their lines."""
    number = 0
    for number, data in file.lines(name):
        try:
            if not isinstance(data, dict):
                raise MemcubeError(f"{data!r:.60} is no object of JSON")
            record = read(data)
        except _lines.UNREADABLE as error:
            raise _lines.at_line(error, name, number) from None
        yield number, record


def read_operations(found: Survey, now_us: int) -> None:
    """
    Read the operations, which everything else refers to; first of all.

    Args:
        now_us: The present; nothing can have been recorded later.

    Raises:
        MemcubeError: something is wrong, here and below; the message names the place.
    """
    _operations(found, now_us)


def read_cubes(found: Survey) -> Iterator[Cube]:
    """Yield the cubes one after another, each once it is known to be sound."""
    yield from _cubes(found)
    if len(found.cubes) != found.file.manifest.cubes:
        raise MemcubeError(
            f"the manifest tells of {found.file.manifest.cubes} cubes, and {_format.VERSIONS} holds {len(found.cubes)}"
        )


def read_rest(found: Survey, now_us: int) -> None:
    """Read what belongs to the cubes; last of all."""
    _links(found)
    _lives(found, now_us)
    _replays(found)
    _vectors(found)
    found.predicates = [
        predicate for _, predicate in _read(found.file, _format.PREDICATES, _lines.read_predicate)
    ]


def _operations(found: Survey, now_us: int) -> None:
    before: tuple[int, bytes] | None = None
    latest_us = now_us + _AHEAD_US
    for number, record in _read(found.file, _format.OPERATIONS, _lines.read_operation):
        raw = _raw(record.id)
        if raw in found.operations:
            raise _wrong(_format.OPERATIONS, number, f"operation {record.id} is there twice")
        if before is not None and (record.recorded_us, raw) < before:
            raise _wrong(_format.OPERATIONS, number, "the operations are not in the order of their time")
        if record.recorded_us > latest_us:
            raise _wrong(
                _format.OPERATIONS,
                number,
                f"it was recorded at {render_time(utc_from_us(record.recorded_us))}, which is still to come; set this "
                "machine's clock, or the file was made by one whose clock was wrong",
            )
        before = record.recorded_us, raw
        found.operations[raw] = len(found.operations)
        found._operation_ids.append(raw)
        found.times.append(record.recorded_us)


def _wrong(member: str, number: int, what: str) -> MemcubeError:
    return MemcubeError(f"{member}, line {number}: {what}")


def _cubes(found: Survey) -> Iterator[Cube]:
    """Yield the cubes as they are known to be sound."""
    keys: set[tuple[str | None, str]] = set()
    together: list[VersionRecord] = []
    number = 0
    for number, record in _read(found.file, _format.VERSIONS, _lines.read_version):
        operation = found.operations.get(_raw(record.operation))
        if operation is None:
            raise _wrong(_format.VERSIONS, number, f"its operation {record.operation} is not in the file")
        if found.times[operation] != record.recorded_us:
            raise _wrong(_format.VERSIONS, number, "it was not recorded when its operation was")
        if together and together[-1].id != record.id:
            _end(found, together, number - 1)
            yield together
            together = []
        if together:
            _check_next(together[-1], record, number)
        else:
            _check_first(found, record, number, keys)
        together.append(record)
        found.wrote.append(operation)
    if together:
        _end(found, together, number)
        yield together


def _check_first(
    found: Survey, record: VersionRecord, number: int, keys: set[tuple[str | None, str]]
) -> None:
    raw = _raw(record.id)
    if raw in found.cubes:
        raise _wrong(_format.VERSIONS, number, f"cube {record.id} is there twice, or its versions are apart")
    if record.version != 1:
        raise _wrong(_format.VERSIONS, number, f"cube {record.id} begins with version {record.version}")
    if record.created_us != record.recorded_us:
        raise _wrong(_format.VERSIONS, number, f"cube {record.id} was not created with its first version")
    if record.key is not None:
        if (record.user, record.key) in keys:
            raise _wrong(_format.VERSIONS, number, f"the key {record.key!r:.60} names two cubes")
        keys.add((record.user, record.key))
    found.cubes[raw] = len(found.cubes)
    found._ids.append(raw)


def _check_next(before: VersionRecord, record: VersionRecord, number: int) -> None:
    if record.version != before.version + 1:
        raise _wrong(
            _format.VERSIONS, number, f"version {record.version} follows on version {before.version}"
        )
    if (record.user, record.key, record.created_us) != (before.user, before.key, before.created_us):
        raise _wrong(
            _format.VERSIONS, number, "its user, key or created_at is another than its first version's"
        )
    in_order = before.recorded_us < record.recorded_us or before.operation == record.operation
    if before.superseded_us != record.recorded_us or not in_order:
        raise _wrong(_format.VERSIONS, number, "it does not begin when the version before it ends")


def _end(found: Survey, together: Cube, number: int) -> None:
    if together[-1].superseded_us is not None:
        raise _wrong(_format.VERSIONS, number, f"cube {together[-1].id} has no present version")
    found.counts.append(len(together))


def _links(found: Survey) -> None:
    edges = found._edges
    moments = set(found.times)
    for number, link in _read(found.file, _format.LINKS, _lines.read_link):
        source, target = found.number_of(link.source), found.number_of(link.target)
        operation = found.operations.get(_raw(link.operation))
        if source is None or target is None or operation is None:
            raise _wrong(_format.LINKS, number, "an end of it, or its operation, is not in the file")
        if found.times[operation] != link.recorded_us:
            raise _wrong(_format.LINKS, number, "it was not recorded when its operation was")
        until = link.superseded_us
        if until is not None and (until < link.recorded_us or until not in moments):
            raise _wrong(_format.LINKS, number, "it ends before it begins, or when nothing was done")
        edges.source.append(source)
        edges.target.append(target)
        edges.relation.append(_NUMBERS[link.relation])
        edges.operation.append(operation)
        edges.recorded_us.append(link.recorded_us)
        edges.superseded_us.append(_OPEN if until is None else until)


def _lives(found: Survey, now_us: int) -> None:
    for number, (id_, row) in _read(found.file, _format.VITALITY, _lines.read_vitality):
        cube = found.number_of(id_)
        if cube is None or cube in found.vitality:
            raise _wrong(_format.VITALITY, number, f"cube {id_} is not in the file, or there twice")
        if (row.last_recalled_us or 0) > now_us + _AHEAD_US:
            raise _wrong(_format.VITALITY, number, "it was recalled at a time that is still to come")
        found.vitality[cube] = row
    before = ("", "")
    for number, bond in _read(found.file, _format.BONDS, _lines.read_bond):
        if found.number_of(bond.one) is None or found.number_of(bond.other) is None:
            raise _wrong(_format.BONDS, number, "an end of it is not in the file")
        if (bond.one, bond.other) <= before or bond.at_us > now_us + _AHEAD_US:
            raise _wrong(
                _format.BONDS, number, "the bonds are not in order, one is there twice, or of a time to come"
            )
        before = bond.one, bond.other
        found.bonds.append(bond)


def _replays(found: Survey) -> None:
    keys: set[tuple[str | None, str]] = set()
    before = (0, 0)
    for number, replay in _read(found.file, _format.REPLAYS, _lines.read_replay):
        cube = found.number_of(replay.cube)
        if cube is None or replay.version > found.counts[cube]:
            raise _wrong(_format.REPLAYS, number, "the version it was used with is not in the file")
        if (replay.user, replay.key) in keys:
            raise _wrong(_format.REPLAYS, number, f"the key {replay.key!r:.60} is there twice")
        if (cube, replay.version) < before:
            raise _wrong(_format.REPLAYS, number, "the keys are not in the order of the versions")
        before = cube, replay.version
        keys.add((replay.user, replay.key))


def _vectors(found: Survey) -> None:
    size: int | None = None
    before = (-1, 0, -1)
    for number, vector in _read(found.file, _format.VECTORS, _lines.read_vector):
        cube = found.number_of(vector.cube)
        if cube is None or vector.version > found.counts[cube]:
            raise _wrong(_format.VECTORS, number, "its version is not in the file")
        if (cube, vector.version, vector.piece) <= before:
            raise _wrong(_format.VECTORS, number, "the vectors are not in the order of the versions")
        if size is not None and len(vector.data) != size:
            raise _wrong(_format.VECTORS, number, "it has another number of dimensions than the first")
        size, before = len(vector.data), (cube, vector.version, vector.piece)
        _check_numbers(vector, number)


def _check_numbers(vector: VectorRecord, number: int) -> None:
    import numpy as np

    if not np.isfinite(np.frombuffer(vector.data, "<f2")).all():
        raise _wrong(_format.VECTORS, number, "a number in it is infinite or none")
