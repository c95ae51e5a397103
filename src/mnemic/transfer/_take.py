"""Taking a memcube file into a space: looked through whole, then written batch by batch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

import numpy as np

from ..cube import Fact, FrozenDict, fact_slot, freeze, new_id
from ..errors import MnemicError
from ..index import terms_of
from ..store import (
    Adopted,
    LinkRecord,
    OperationRecord,
    Reader,
    Replay,
    Space,
    Store,
    VectorRecord,
    VersionRecord,
    Writer,
)
from ..times import from_stamp
from ..truth import declare, make_stale, settle
from ._export import Progress, _unseen
from ._file import opened
from ._lines import Replayed
from ._look import AT_ONCE, Left, Looked, look, missing, parts, refused, signature
from ._meet import Met, OnConflict, meet
from ._survey import Cube

T = TypeVar("T")

BATCH: Final = 2_000
"""So many memories are written in one transaction."""

_BATCH_CHARS: Final = 8 << 20
_OPERATIONS: Final = 20_000
_SETTLE: Final = 200
_REPLACINGS: Final = 3
_GOES_ON: Final = "What came before stays; the same import goes on from there, and nothing comes twice."


class Expected(NamedTuple):
    """The vectors that fit a store: the model they come from, their dimensions, and the bytes of a token's signs."""

    model: str
    dims: int
    token_bytes: int


class Taken(NamedTuple):
    """
    What an import came to.

    Attributes:
        digest: Of the file's manifest.

        fates: How many cubes became what; see `mnemic.transfer._meet.Fate`.

        operations: How many operations of its own it took.

        run: What they have in common; `None`: nothing was written.
    """

    digest: str
    fates: dict[str, int]
    left: tuple[Left, ...]
    operations: int = 0
    run: str | None = None


def take_in(
    store: Store,
    space: str,
    path: Path,
    *,
    now_us: int,
    on_conflict: OnConflict = "error",
    passphrase: str | None = None,
    dry_run: bool = False,
    expected: Callable[[], Expected | None] = lambda: None,
    reason: str | None = None,
    progress: Progress | None = None,
) -> Taken:
    """
    Bring what a memcube file holds into a space, as it was where it comes from.

    The file is read to its end before anything is written. What is here already is left as it is, so that an import
    that was interrupted goes on when it is asked for again.

    Args:
        now_us: The present.

        expected: Asked which vectors fit, if the file has any.

    Raises:
        MemcubeError: the file cannot be used; nothing was written.

        ImportConflict: with ``on_conflict="error"``, memories are here and differ; nothing was written.

        StoreBusy, StoreFull, ReadOnlyStore: what was written before stays, and the same call goes on from there.
    """
    tell = progress or _unseen
    with opened(path, passphrase) as file:
        looked = look(store, space, file, on_conflict, now_us, tell)
        if dry_run or not looked.has_work:
            return Taken(file.digest, dict(looked.fates), looked.left)
        fitting = expected() if file.manifest.model is not None else None
        taking = _Taking(store, space, looked, reason or f"memcube file sha256:{file.digest}", tell)
        try:
            taking.write(fitting)
        except MnemicError as error:
            error.add_note(_GOES_ON)
            raise
        return Taken(
            file.digest,
            dict(looked.fates),
            looked.left,
            taking.operations,
            taking.run if taking.operations else None,
        )


class _Batch(NamedTuple):
    """
    Some cubes of a file with what belongs to them.

    Attributes:
        first: The number of the first.

        edges: Those whose later end is among them, under the ids they have here.
    """

    cubes: Sequence[Cube]
    first: int
    edges: Sequence[LinkRecord]
    vectors: dict[str, list[VectorRecord]]
    replays: dict[str, list[Replayed]]

    def vectors_of(self, cube: str, record: VersionRecord) -> tuple[VectorRecord, ...]:
        """Return the vectors of a version; none, where they are not of a text as long as this."""
        found = tuple(vector for vector in self.vectors.get(cube, ()) if vector.version == record.version)
        size = len(record.content)
        return found if all(vector.stop <= size for vector in found) else ()


@dataclass
class _Taking:
    """One import under way."""

    store: Store
    space: str
    looked: Looked
    reason: str
    progress: Progress
    run: str = ""
    operations: int = 0
    _to_settle: list[str] = field(default_factory=list)
    _waiting: list[OperationRecord] = field(default_factory=list)

    def write(self, fitting: Expected | None) -> None:
        """Write what is not here yet."""
        survey = self.looked.survey
        self.run = self._begin()
        for predicate in survey.predicates:
            declare(self.store, self.space, predicate)
        self._write_operations()
        for batch in self._batches(fitting):
            self._write_batch(batch)
            self.progress(batch.first + len(batch.cubes), len(survey.cubes))
        self._write_bonds()
        self._settle()
        self._end()

    def _begin(self) -> str:
        """Return the run: that of the import which was interrupted, if one was."""
        with self.store.write() as writer:
            space = writer.ensure_space(self.space)
            noted = _noted(writer, space)
            run = noted.setdefault(self.looked.file.digest, new_id())
            writer.set_setting(_setting(space), json.dumps(noted))
        return run

    def _end(self) -> None:
        with self.store.write() as writer:
            space = writer.ensure_space(self.space)
            noted = _noted(writer, space)
            noted.pop(self.looked.file.digest, None)
            writer.set_setting(_setting(space), json.dumps(noted))

    def _write_operations(self) -> None:
        """Write the operations that are needed, but for the last of them, which come with the first memories."""
        chosen = (
            self.looked.names.operation(record)
            for number, record in enumerate(self.looked.survey.all_operations())
            if number in self.looked.operations
        )
        for records in parts(chosen, _OPERATIONS):
            if self._waiting:
                with self.store.write() as writer:
                    self._bring(writer, writer.ensure_space(self.space))
                self._brought()
            self._waiting = records

    def _bring(self, writer: Writer, space: Space) -> None:
        """Begin an operation of this import, with the operations from elsewhere that stand before it."""
        here = {record.id for record in writer.operation_records(space, [r.id for r in self._waiting])}
        absent = [record for record in self._waiting if record.id not in here]
        # Who and why may have been erased on the way here; what is written later must still come later.
        writer.adopt_operations(space, absent)
        writer.begin(space, "import", reason=self.reason, run=self.run)

    def _brought(self) -> None:
        """Note that the last transaction was committed."""
        self._waiting = []
        self.operations += 1

    def _batches(self, fitting: Expected | None) -> Iterator[_Batch]:
        survey, names = self.looked.survey, self.looked.names
        vectors = _Aside(self._fitting(fitting), lambda vector: vector.cube)
        replays = _Aside(survey.all_replays(), lambda replay: replay.cube)
        coming = list(self.looked.coming_edges())
        later = np.array([max(survey.edge_ends(edge)) for edge in coming], np.int64)
        order = np.argsort(later, kind="stable")
        ends = later[order]
        first = 0
        for cubes in _batched(survey.all_cubes()):
            start, stop = np.searchsorted(ends, (first, first + len(cubes)))
            edges = [names.link(survey.edge(coming[place])) for place in order[start:stop]]
            ids = {cube[0].id for cube in cubes}
            yield _Batch(cubes, first, edges, vectors.of(ids), replays.of(ids))
            first += len(cubes)

    def _fitting(self, fitting: Expected | None) -> Iterable[VectorRecord]:
        """Return the file's vectors, if they are of the model that the store's come from."""
        model = self.looked.file.manifest.model
        if model is None:
            return ()
        if fitting is None or fitting.model != model:
            self.looked.leave(
                "vectors", "they come from another model than those here, and are made anew", model
            )
            return ()
        size, width = 2 * fitting.dims, fitting.token_bytes
        # Where the model makes vectors of tokens, one without them is only half of what it makes.
        return (
            vector
            for vector in self.looked.survey.all_vectors()
            if len(vector.data) == size and vector.token_bytes == width
        )

    def _write_batch(self, batch: _Batch) -> None:
        looked = self.looked
        with self.store.read() as reader:
            space = reader.space(self.space)
            met = meet(reader, space, looked.names, batch.cubes, looked.on_conflict)
            idle = not any(one.to_write or one.fate == "replaced" for one in met)
            if idle and (
                space is None or not any(missing(reader, space, part) for part in parts(batch.edges, AT_ONCE))
            ):
                return
        # Reading words takes longest; nobody else needs to wait for it.
        ready = {
            (record.id, record.version): _adopted(record, batch.vectors_of(cube[0].id, record))
            for cube, one in zip(batch.cubes, met, strict=True)
            for record in one.to_write
        }
        with self.store.write() as writer:
            space = writer.ensure_space(self.space)
            met = meet(writer, space, looked.names, batch.cubes, looked.on_conflict)
            if conflicts := [one.why for one in met if one.fate == "conflict"]:
                raise refused(conflicts, len(looked.survey.cubes))
            self._bring(writer, space)
            # First: what rests here on the words that go becomes stale, and what comes rests on those that come.
            # What became stale so has another history than in the file by then, and may be replaced in turn.
            for _ in range(_REPLACINGS):
                replaced = [one for one in met if one.fate == "replaced"]
                for one in replaced:
                    _replace(writer, space, one)
                if not replaced:
                    break
                met = meet(writer, space, looked.names, batch.cubes, looked.on_conflict)
            versions = [
                ready.get((record.id, record.version)) or _adopted(record, ())
                for one in met
                for record in one.to_write
            ]
            model = next((model for model in writer.models() if model.role == "active"), None)
            writer.adopt(space, versions, batch.edges, model)
            self._write_beside(writer, space, batch, met)
        self._brought()

    def _write_beside(self, writer: Writer, space: Space, batch: _Batch, met: Sequence[Met]) -> None:
        """Write what belongs to the cubes of a batch beside their versions."""
        lived = {}
        for number, (cube, one) in enumerate(zip(batch.cubes, met, strict=True), batch.first):
            if one.to_write:
                row = self.looked.survey.vitality.get(number)
                if row is not None and one.here == 0:
                    lived[one.records[0].id] = row
                self._keep_replays(writer, space, one, batch.replays.get(cube[0].id, ()))
                slot = _slot(one.records[-1])
                if slot is not None and signature(slot) in self.looked.slots:
                    self._to_settle.append(one.records[0].id)
        writer.set_vitalities(space, lived)

    def _keep_replays(self, writer: Writer, space: Space, one: Met, replays: Iterable[Replayed]) -> None:
        """Keep the idempotency keys of a cube that none here has."""
        for replay in replays:
            if writer.find_replay(space, replay.user, replay.key) is None:
                content = one.records[replay.version - 1].content
                digest = blake2b(content.encode(), digest_size=16, key=self.store.secret()).digest()
                writer.remember_replay(space, replay.user, replay.key, Replay(one.records[0].id, digest))

    def _write_bonds(self) -> None:
        """Write the bonds between memories that came; one that is here stays as it is."""
        looked = self.looked
        bonds = []
        for bond in looked.survey.bonds:
            ends = [looked.survey.number_of(end) for end in (bond.one, bond.other)]
            if all(end is not None and looked.comes[end] for end in ends):
                one, other = sorted((looked.names.of(bond.one), looked.names.of(bond.other)))
                bonds.append(bond._replace(one=one, other=other))
        for part in parts(bonds, _OPERATIONS):
            with self.store.write() as writer:
                space = writer.ensure_space(self.space)
                here = {bond[:2] for bond in writer.bonds_of(space, {bond.one for bond in part})}
                writer.set_bonds(space, [bond for bond in part if bond[:2] not in here])

    def _settle(self) -> None:
        """Work out anew what holds where facts of the file meet facts that were here."""
        for ids in parts(self._to_settle, _SETTLE):
            for dry_run in (True, False):
                with self.store.write(dry_run=dry_run) as writer:
                    space = writer.ensure_space(self.space)
                    self._bring(writer, space)
                    changed = settle(writer, space, writer.current(space, ids).values())
                if not changed:
                    break
            else:
                self._brought()


class _Aside(Generic[T]):
    """Records that stand in the order of the cubes they belong to, given out with these."""

    def __init__(self, records: Iterable[T], cube_of: Callable[[T], str]) -> None:
        self._records = iter(records)
        self._cube_of = cube_of
        self._next = next(self._records, None)

    def of(self, ids: set[str]) -> dict[str, list[T]]:
        """Return those of the next cubes, by cube."""
        found: dict[str, list[T]] = {}
        while self._next is not None and (cube := self._cube_of(self._next)) in ids:
            found.setdefault(cube, []).append(self._next)
            self._next = next(self._records, None)
        return found


def _batched(cubes: Iterable[Cube]) -> Iterator[list[Cube]]:
    """Yield so many cubes at a time, or fewer where they are long."""
    together: list[Cube] = []
    held = 0
    for cube in cubes:
        together.append(cube)
        held += sum(len(record.content) for record in cube)
        if len(together) == BATCH or held > _BATCH_CHARS:
            yield together
            together, held = [], 0
    if together:
        yield together


def _slot(record: VersionRecord) -> str | None:
    return None if record.fact is None else fact_slot(record.user, Fact.from_dict(json.loads(record.fact)))


def _adopted(record: VersionRecord, vectors: tuple[VectorRecord, ...]) -> Adopted:
    """Return a version with all that is made anew here: nothing of it is taken from a file."""
    terms = terms_of(record.content, record.speaker)
    return Adopted(record, terms.language, terms.length, terms.blob, _slot(record), vectors)


def _replace(writer: Writer, space: Space, one: Met) -> None:
    """Have the present version of a file's cube follow on those of the cube that is here."""
    there = one.records[-1]
    here = writer.current(space, [there.id])[there.id]
    new = replace(
        here,
        version=here.version + 1,
        content=there.content,
        kind=there.kind,  # type: ignore[arg-type]
        form=there.form,  # type: ignore[arg-type]
        tier=there.tier,  # type: ignore[arg-type]
        state=there.state,  # type: ignore[arg-type]
        agent=there.agent,
        session=there.session,
        speaker=there.speaker,
        role=there.role,
        occurred_at=_moment(there.occurred_us, there.occurred_zone),
        occurred_end=_moment(there.occurred_end_us, there.occurred_end_zone),
        valid_from=_moment(there.valid_from_us, there.valid_from_zone),
        valid_to=_moment(there.valid_to_us, there.valid_to_zone),
        source=there.source,
        importance=there.importance,
        tags=() if there.tags is None else tuple(json.loads(there.tags)),
        metadata=FrozenDict() if there.metadata is None else freeze(json.loads(there.metadata)),
        fact=None if there.fact is None else Fact.from_dict(json.loads(there.fact)),
    )
    stored = writer.append(space, new, terms_of(new.content, new.speaker))
    if stored.content != here.content:
        make_stale(writer, space, [stored.id])
    if stored.fact is not None:
        settle(writer, space, [stored])


def _moment(us: int | None, zone: str | None):  # type: ignore[no-untyped-def]
    return None if us is None or zone is None else from_stamp(us, zone)


def _setting(space: Space) -> str:
    return f"imports:{space.row}"


def _noted(reader: Reader, space: Space) -> dict[str, str]:
    """Return the runs of imports that have not come to their end, by what tells a file from another."""
    setting = reader.setting(_setting(space))
    return dict(json.loads(setting)) if setting else {}
