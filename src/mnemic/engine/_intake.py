"""Taking in another program's file: looked through whole, then kept batch by batch as one run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from .. import admit, ingest
from ..admit import Draft
from ..cube import MemCube, new_id
from ..errors import MnemicError
from ..ingest import Unmapped
from ..store import Reader, Space, Store
from ._fate import Fate, Judge, Judged, Referring
from ._imported import Imported

Progress = Callable[[int, int], None]

BATCH: Final = 500
"""So many memories are kept in one operation."""

_LATER_HERE: Final = "what stands under its key here was written later, and stays"


def take_in(
    store: Store,
    space: str,
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 - the public name
    tz: str | None = None,
    user: str | None = None,
    date_order: str = "auto",
    batch: int = BATCH,
    dry_run: bool = False,
    progress: Progress | None = None,
    reason: str | None = None,
) -> Imported:
    """
    Keep what a file of another program holds.

    The file is read twice: first to its end, with nothing written, so that an error in it changes nothing; then it
    is kept, each batch as one operation, all of one run. What is there already stays as it is, so an import that was
    interrupted goes on when it is asked for again, in the same run. After an undo it brings everything anew.

    Args:
        format, tz, user, date_order: See `mnemic.ingest.read`.

        batch: How many memories are kept in one operation.

        progress: Called with how many records are done and how many there are; the latter grows at first.

    Raises:
        ArgumentError: the file cannot be read or used; the message names the place in it. Nothing was written.

        StoreBusy, StoreFull, ReadOnlyStore: what was kept before stays, and the same call goes on from there.
    """
    tell = progress or _unseen
    source = _Source(Path(path), format, tz, user, date_order)
    run = _Unfinished(store, space, source)
    seen = _looked_through(store, space, source, batch, tell)
    if dry_run:
        return seen.imported(dry_run=True)
    if not seen.brings_something:
        return seen.imported(run=run.finish())
    run_id = run.begin()
    try:
        done = _kept(
            store, space, source, batch, run_id, reason or f"import {source.path.name}", seen.total, tell
        )
    except MnemicError as error:
        error.add_note(
            "What was kept before stays; the same import goes on from there, and nothing comes twice."
        )
        raise
    run.finish()
    return done.imported(run=run_id)


class _Source(NamedTuple):
    """What is read, and how."""

    path: Path
    format: str
    tz: str | None
    user: str | None
    date_order: str

    def read(self) -> ingest.Reading:
        return ingest.read(
            self.path, format=self.format, tz=self.tz, user=self.user, date_order=cast("Any", self.date_order)
        )


@dataclass
class _Tally:
    """What became of the records so far."""

    reading: ingest.Reading
    fates: Counter[Fate] = field(default_factory=Counter)
    later: tuple[int, str] = (0, "")
    """How many were skipped for what is here, and where the first one stands."""

    operations: int = 0

    @property
    def total(self) -> int:
        return sum(self.fates.values())

    @property
    def brings_something(self) -> bool:
        return self.fates["new"] + self.fates["updated"] > 0

    def count(self, fate: Fate, draft: Draft) -> None:
        self.fates[fate] += 1
        if fate == "skipped":
            self.later = self.later[0] + 1, self.later[1] or draft.source or ""

    def imported(self, *, run: str | None = None, dry_run: bool = False) -> Imported:
        unmapped = self.reading.unmapped
        if self.later[0]:
            count, example = self.later
            unmapped += (Unmapped("memory that has a later version here", count, _LATER_HERE, example),)
        return Imported(
            format=self.reading.format, new=self.fates["new"], known=self.fates["known"],
            updated=self.fates["updated"], skipped=self.fates["skipped"], unmapped=unmapped,
            operations=self.operations, run=run, dry_run=dry_run,
        )  # fmt: skip


def _looked_through(store: Store, space_name: str, source: _Source, batch: int, tell: Progress) -> _Tally:
    """Read a file to its end and say what would become of its records, writing nothing."""
    tally = _Tally(source.read())
    seen: dict[tuple[str | None, str], bytes] = {}
    for items in _batches(_items(tally.reading), batch):
        with store.read() as reader:
            judge = Judge(reader, reader.space(space_name))
            for item in items:
                again = _is_again(item, seen)
                tally.count("known" if again else judge.judged(item.draft).fate, item.draft)
        tell(0, tally.total)
    return tally


def _is_again(item: Referring, seen: dict[tuple[str | None, str], bytes]) -> bool:
    """
    Whether a record of the same idempotency key came before in this file.

    Raises:
        IdempotencyConflict: it did, with other content.
    """
    draft = item.draft
    if draft.idempotency_key is None:
        return False
    digest = blake2b(draft.content.encode(), digest_size=8).digest()
    before = seen.setdefault((draft.user, draft.idempotency_key), digest)
    if before is digest:
        return False
    if before != digest:
        raise item.conflict("came before in this file with other content")
    return True


def _kept(
    store: Store, space: str, source: _Source, batch: int, run: str, reason: str, total: int, tell: Progress
) -> _Tally:
    tally = _Tally(source.read())
    for items in _batches(_items(tally.reading), batch):
        with store.read() as reader:
            judge = Judge(reader, reader.space(space))
            judged = [judge.judged(item.draft, item.refers) for item in items]
        chosen = [item for item in judged if item.fate in ("new", "updated")]
        cubes = admit.remember(store, space, [item.draft for item in chosen], reason, run=run)
        tally.operations += bool(chosen)
        _count(tally, judged, cubes)
        tell(tally.total, max(total, tally.total))
    return tally


def _count(tally: _Tally, judged: Iterable[Judged], cubes: Iterable[MemCube]) -> None:
    """Count what became of a batch, in which one cube may have come twice."""
    made: dict[str, int] = {}
    left = iter(cubes)
    for item in judged:
        fate = item.fate
        if fate in ("new", "updated"):
            cube = next(left)
            if cube.id in made:
                fate = "known" if made[cube.id] == cube.version else "updated"
            made[cube.id] = cube.version
        tally.count(fate, item.draft)


def _items(reading: ingest.Reading) -> Iterator[Referring]:
    """
    Yield the records, checked.

    Raises:
        ArgumentError: one of them cannot be kept; the message names its place.
    """
    for number, record in enumerate(reading, start=1):
        refers = record.pop("refers", ())
        place = str(record.get("source") or f"record {number}")
        try:
            draft = Draft.read(record)
        except MnemicError as error:
            raise type(error)(f"{place}: {error}; nothing was changed") from None
        if draft.key is not None and draft.idempotency_key is None:
            told = json.dumps([draft.key, draft.content, draft.metadata.thaw()], sort_keys=True)
            digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            draft = replace(draft, idempotency_key=f"import:{digest}")
        yield Referring(draft, tuple(cast("Any", refers)), place)


def _batches(items: Iterable[Referring], size: int) -> Iterator[list[Referring]]:
    """Yield so many at a time, or fewer: what refers to another comes in a later batch than that one."""
    waiting: list[Referring] = []
    keys: set[str | None] = set()
    for item in items:
        if len(waiting) >= size or not keys.isdisjoint(key for _, key in item.refers):
            yield waiting
            waiting, keys = [], set()
        waiting.append(item)
        keys.add(item.draft.idempotency_key)
    if waiting:
        yield waiting


class _Unfinished:
    """The run of an import that was begun and did not come to its end, as the store notes it."""

    def __init__(self, store: Store, space: str, source: _Source) -> None:
        self._store = store
        self._space = space
        told = "\0".join((str(source.path.resolve()), source.format, source.user or ""))
        # The store's own key hides what was imported from whom.
        self._name = blake2b(
            told.encode("utf-8", "surrogatepass"), digest_size=16, key=store.secret()
        ).hexdigest()

    def begin(self) -> str:
        """Return the run to go on with, noted as unfinished."""
        with self._store.write() as writer:
            space = writer.ensure_space(self._space)
            noted = _noted(writer.setting(_setting(space)))
            run = noted.get(self._name)
            if run is None or _was_taken_back(writer, space, run):
                run = noted[self._name] = new_id()
                writer.set_setting(_setting(space), json.dumps(noted))
        return run

    def finish(self) -> str | None:
        """Note that nothing is left to do; return the run that was unfinished, if one was."""
        with self._store.read() as reader:
            space = reader.space(self._space)
            if space is None or self._name not in _noted(reader.setting(_setting(space))):
                return None
        with self._store.write() as writer:
            noted = _noted(writer.setting(_setting(space)))
            run = noted.pop(self._name, None)
            writer.set_setting(_setting(space), json.dumps(noted))
        return run


def _setting(space: Space) -> str:
    return f"imports:{space.row}"


def _noted(setting: str | None) -> dict[str, str]:
    return dict(json.loads(setting)) if setting else {}


def _was_taken_back(reader: Reader, space: Space, run: str) -> bool:
    """Whether the last operation of a run was undone."""
    last = reader.log(space, operation=None, before=None, cube=None, run=run, limit=1, changes=1)
    for operation, _ in last:
        for change in operation.changes:
            now = reader.current(space, [change.cube]).get(change.cube)
            if now is None or now.operation == operation.id:
                return False
            later = reader.log(
                space, operation=now.operation, before=None, cube=None, run=None, limit=1, changes=0
            )
            return any(found.verb == "undo" for found, _ in later)
    return False


def _unseen(_done: int, _total: int) -> None:
    """Take no notice of progress."""
