"""What becomes of a file's memories where the store has some of the same ids or keys already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from ..store import LinkRecord, OperationRecord, Reader, Space, VersionRecord
from ._survey import Cube

OnConflict = Literal["error", "skip", "replace", "copy"]
ON_CONFLICT: Final[tuple[OnConflict, ...]] = ("error", "skip", "replace", "copy")

_SAID: Final = VersionRecord._fields.index("kind")
"""From here on a `VersionRecord` says what is remembered, and not when it was written or by what."""

Fate = Literal["new", "known", "longer", "skipped", "replaced", "copied", "conflict"]
"""``longer``: it is here, and the file has versions that follow on those."""


class Met(NamedTuple):
    """
    A cube of a file, and what becomes of it.

    Attributes:
        records: Its versions under the ids they have here, those that are here already too.

        here: How many of them are here.

        why: What it conflicts with, in words.

        is_apart: Whether the cube here has a history of its own, which this one's present version follows on.

        is_present: Whether there is a cube here afterwards that edges of others can lead to.
    """

    fate: Fate
    records: Cube
    here: int = 0
    why: str = ""
    is_apart: bool = False
    is_present: bool = True

    @property
    def to_write(self) -> Cube:
        """The versions that are to be written."""
        return self.records[self.here :] if self.fate in ("new", "longer", "copied") else ()

    @property
    def comes(self) -> bool:
        """Whether its edges come, too: it is here afterwards as it was there."""
        return self.fate in ("new", "longer", "copied", "known") and not self.is_apart


@dataclass
class Names:
    """
    The ids that are others here than in the file.

    Attributes:
        cubes: Those of copies.

        operations: Those of operations whose id another space has.

        replaced: Of those whose present version follows on a cube's here: that cube.

        keyless: The ids, in the file, of copies that come without their key, since another cube has it.

        expected: Of facts that are still to be compared, and are referred to by others: what came out the last time.
    """

    space: str
    cubes: dict[str, str] = field(default_factory=dict)
    operations: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    keyless: set[str] = field(default_factory=set)
    expected: dict[str, str] = field(default_factory=dict)

    def derived(self, id_: str, attempt: int = 0) -> str:
        """
        Return another id for a copy: the same whenever the same is copied to the same space.

        It keeps the time in the front of a UUIDv7, by which ids sort.
        """
        told = "\0".join(("mnemic copy", self.space, id_, *([str(attempt)] if attempt else [])))
        made = hashlib.sha256(told.encode()).hexdigest()
        return f"{id_[:15]}{made[:3]}-{'89ab'[int(made[3], 16) % 4]}{made[4:7]}-{made[7:19]}"

    def of(self, id_: str) -> str:
        """Return the id that a cube of the file has here."""
        return self.cubes.get(id_) or self.replaced.get(id_) or self.expected.get(id_, id_)

    def named(self, id_: str) -> str:
        """Return the id that a cube of the file was given here by now."""
        return self.cubes.get(id_) or self.replaced.get(id_, id_)

    def version(self, record: VersionRecord) -> VersionRecord:
        """Return a version under the ids it has here."""
        if not (self.cubes or self.operations or self.replaced or self.expected):
            return record
        return record._replace(
            id=self.cubes.get(record.id, record.id),
            key=None if record.id in self.keyless else record.key,
            operation=self.operations.get(record.operation, record.operation),
            fact=self._fact(record.fact),
        )

    def _fact(self, text: str | None) -> str | None:
        if text is None or not (self.cubes or self.replaced or self.expected):
            return text
        fact: dict[str, Any] = json.loads(text)
        fact["corrects"] = fact["corrects"] and self.of(fact["corrects"])
        for span in fact["evidence"]:
            span["cube"] = self.of(span["cube"])
        return json.dumps(fact, ensure_ascii=False, separators=(",", ":"))

    def link(self, record: LinkRecord) -> LinkRecord:
        """Return an edge under the ids it has here."""
        return record._replace(
            source=self.of(record.source),
            target=self.of(record.target),
            operation=self.operations.get(record.operation, record.operation),
        )

    def operation(self, record: OperationRecord) -> OperationRecord:
        """Return an operation under the id it has here; it undoes what it undid under the id that has here."""
        return record._replace(
            id=self.operations.get(record.id, record.id),
            undoes=self.operations.get(record.undoes or "", record.undoes),
            run=self.operations.get(record.run or "", record.run),
        )


def meet_operations(
    reader: Reader, space: Space | None, names: Names, records: Sequence[OperationRecord]
) -> set[str]:
    """
    Return which of these operations, by their ids in the file, are here already; name anew those that cannot stay.

    An id that stands for something else here, or in another space, is no operation that versions may be added to.
    """
    known: set[str] = set()
    left, attempt = list(records), 0
    while left:
        ids = [names.operations.get(record.id, record.id) for record in left]
        here = _operations(reader, space, ids)
        foreign = reader.elsewhere(space or _NOWHERE, ids)
        again = []
        for record, id_ in zip(left, ids, strict=True):
            if id_ in here and _is_same(here[id_], record):
                known.add(record.id)
            elif id_ in here or id_ in foreign:
                # Also the operations of a space that was erased keep their ids.
                names.operations[record.id] = names.derived(record.id, attempt)
                again.append(record)
        left, attempt = again, attempt + 1
    return known


_NOWHERE: Final = Space(0, "", 0, 0)
"""Stands for a space that is not there yet: every id of the store is another space's."""


def _operations(reader: Reader, space: Space | None, ids: Collection[str]) -> dict[str, OperationRecord]:
    return {} if space is None else {record.id: record for record in reader.operation_records(space, ids)}


def _is_same(here: OperationRecord, there: OperationRecord) -> bool:
    """Whether they are one operation; who and why may have been erased on either side."""
    return (here.verb, here.recorded_us, here.undoes, here.run) == (
        there.verb,
        there.recorded_us,
        there.undoes,
        there.run,
    )


def meet(
    reader: Reader, space: Space | None, names: Names, cubes: Sequence[Cube], on_conflict: OnConflict
) -> list[Met]:
    """
    Return what becomes of some cubes of a file, in their order; note in *names* what is named otherwise here.

    What was noted before stays so: asked again, after a part was written, it says what is left to do.
    """
    mapped = [[names.version(record) for record in cube] for cube in cubes]
    stored = _stored(reader, space, [cube[0].id for cube in mapped])
    foreign = reader.elsewhere(space or _NOWHERE, [cube[0].id for cube in mapped])
    met = []
    for cube, mine in zip(cubes, mapped, strict=True):
        id_ = cube[0].id
        if id_ in names.replaced and space is not None:
            met.append(_replacing(reader, space, names.replaced[id_], mine))
            continue
        one = _compared(reader, space, mine, stored.get(mine[0].id, ()), mine[0].id in foreign)
        if id_ in names.cubes:
            one = _as_copy(one)
        elif one.fate == "conflict" and on_conflict != "error":
            one = _settled(reader, space, names, one, cube, on_conflict)
        met.append(one)
    return met


def _replacing(reader: Reader, space: Space, here: str, there: Cube) -> Met:
    """Return what becomes of a cube whose present version is to follow on those of the cube *here*."""
    stored = _stored(reader, space, [here]).get(here, ())
    if not stored:
        return Met("conflict", there, why=f"cube {here}, which it was to replace, is gone")
    if stored[-1][_SAID:] == there[-1][_SAID:]:
        return Met("known", there, len(there), is_apart=True)
    return Met("replaced", [record._replace(id=here, key=stored[-1].key) for record in there], is_apart=True)


def _stored(reader: Reader, space: Space | None, ids: Iterable[str]) -> Mapping[str, Cube]:
    found: dict[str, list[VersionRecord]] = {}
    if space is not None:
        for record in reader.version_records(space, reader.arrivals(space, list(ids))):
            found.setdefault(record.id, []).append(record)
    return found


def _compared(reader: Reader, space: Space | None, there: Cube, here: Cube, is_foreign: bool) -> Met:
    """Return what becomes of a cube if nothing is done about a conflict."""
    first = there[0]
    if here:
        shared = min(len(here), len(there))
        if not all(map(_is_equal, here, there)):
            return Met("conflict", there, why=f"cube {first.id} is here, with another history")
        why = f"cube {first.id} has later versions here" if len(here) > len(there) else ""
        return Met("longer" if len(there) > len(here) else "known", there, shared, why)
    if is_foreign:
        return Met(
            "conflict", there, why=f"cube {first.id} is in another space of this store", is_present=False
        )
    if space is not None and first.key is not None:
        holder = reader.find_key(space, first.user, first.key)
        if holder is not None:
            why = f"the key {first.key!r:.80} of cube {first.id} is cube {holder}'s here"
            return Met("conflict", there, why=why, is_present=False)
    return Met("new", there)


def _is_equal(here: VersionRecord, there: VersionRecord) -> bool:
    # When it ended is not its own doing: a later version of either side says so.
    return here._replace(superseded_us=None) == there._replace(superseded_us=None)


def _as_copy(one: Met) -> Met:
    """Return what becomes of a cube that was copied before, or is about to be."""
    if one.fate == "new":
        return one._replace(fate="copied")
    if one.fate == "conflict":
        return one._replace(fate="skipped", why=f"{one.why}, as a copy that was changed since")
    return one


def _settled(
    reader: Reader, space: Space | None, names: Names, one: Met, cube: Cube, on_conflict: OnConflict
) -> Met:
    """Return what becomes of a cube that conflicts, as it was asked for."""
    id_, holder = cube[0].id, _holder(reader, space, one.records[0])
    here = holder or id_
    if on_conflict == "skip":
        return one._replace(fate="skipped")
    if on_conflict == "replace":
        if space is None or not reader.current(space, [here]):
            return one
        names.replaced[id_] = here
        return _replacing(reader, space, here, one.records)._replace(why=one.why)
    names.cubes[id_] = names.derived(id_)
    mine = [names.version(record) for record in cube]
    # The copy itself may have the key, from an earlier import.
    if _holder(reader, space, mine[0]) is not None:
        names.keyless.add(id_)
        mine = [record._replace(key=None) for record in mine]
    stored = _stored(reader, space, [mine[0].id]).get(mine[0].id, ())
    foreign = bool(reader.elsewhere(space or _NOWHERE, [mine[0].id]))
    return _as_copy(_compared(reader, space, mine, stored, foreign))._replace(why=one.why)


def _holder(reader: Reader, space: Space | None, record: VersionRecord) -> str | None:
    """Return the id of the other cube that has the key of a version."""
    if space is None or record.key is None:
        return None
    holder = reader.find_key(space, record.user, record.key)
    return None if holder == record.id else holder
