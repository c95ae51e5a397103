"""Writing a space, or a part of it, to a memcube file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from ..cube import PREDICATES as BUILT_IN
from ..errors import ArgumentError, NothingMatched
from ..govern import choose
from ..index import Selector
from ..store import Model, Reader, ReplayRecord, Space, Store, VersionRecord
from ..truth import predicates
from . import _format, _lines
from ._envelope import Sealing
from ._format import Manifest, Member, line
from ._target import new_file

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CHUNK: Final = 500
_WRITE_AT_ONCE: Final = 256 << 10


@dataclass(frozen=True, slots=True)
class Written:
    """
    What an export wrote.

    Attributes:
        digest: SHA-256 of the manifest, which holds those of everything else: equal memories have equal ones,
            encrypted or not.

        sha256, size_bytes: Of the file.

        dropped_links: How many edges lead out of what was selected, and are not in the file.
    """

    manifest: Manifest
    digest: str
    sha256: str
    size_bytes: int
    dropped_links: int


def export(
    store: Store,
    space_name: str,
    target: str | Path,
    selector: Selector,
    selection: Mapping[str, Any],
    *,
    vectors: bool = False,
    passphrase: str | None = None,
    progress: Progress | None = None,
) -> Written:
    """
    Write every version of the chosen memories with all that belongs to them, as of one moment.

    Args:
        selector: Chooses by the present versions; empty: the whole space, with the predicates it declared.

        selection: The same in words, for the manifest.

    Raises:
        NothingMatched: there are none.

        StorePathError, StoreUnwritable, StoreFull: the file cannot be written.
    """
    with store.read() as reader, new_file(target) as file:
        counted = _Counted(file)
        space, cubes = _chosen(reader, space_name, selector)
        model = _active(reader) if vectors else None
        with _sealed(cast("BinaryIO", counted), passphrase) as out:
            writing = _Writing(store, reader, space, cubes, model, progress or _unseen)
            manifest, dropped = writing.to(out, selection)
    digest = hashlib.sha256(manifest.to_bytes()).hexdigest()
    return Written(manifest, digest, counted.sha256.hexdigest(), counted.size_bytes, dropped)


def _unseen(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def _chosen(reader: Reader, space_name: str, selector: Selector) -> tuple[Space, list[int]]:
    """Return the space and the rows of the cubes, in the order of arrival."""
    if selector.is_empty and selector.tiers is None:
        space = reader.space(space_name)
        rows = reader.arrivals(space) if space else []
        if space is None or not rows:
            raise NothingMatched(
                f"space {space_name!r} does not exist or is empty; there is nothing to export"
            )
        return space, rows
    space, ids = choose(reader, space_name, None, selector)
    return space, reader.arrivals(space, ids)


def _active(reader: Reader) -> Model:
    model = next((model for model in reader.models() if model.role == "active"), None)
    if model is None:
        raise ArgumentError("vectors=True, but the store has no embedding model yet; leave it out")
    return model


@contextmanager
def _sealed(file: BinaryIO, passphrase: str | None) -> Iterator[BinaryIO]:
    if passphrase is None:
        yield file
        return
    with Sealing(file, passphrase) as sealing:
        yield sealing  # type: ignore[misc]


class _Counted(io.RawIOBase):
    """
    Passes on what is written, and says how much and what that was.

    It cannot be sought: so that a zip is written front to back, in the same form to every place.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size_bytes = 0
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        self._file.write(data)
        self.sha256.update(data)
        size = memoryview(data).nbytes
        self.size_bytes += size
        return size


@dataclass
class _Writing:
    """One export under way: what its later members need to know of the earlier ones."""

    store: Store
    reader: Reader
    space: Space
    cubes: Sequence[int]
    model: Model | None
    progress: Progress
    operations: set[str] = field(default_factory=set)
    ids: dict[str, None] = field(default_factory=dict)
    replays: list[bytes] = field(default_factory=list)
    dropped: int = 0

    def to(self, out: BinaryIO, selection: Mapping[str, Any]) -> tuple[Manifest, int]:
        """Write the zip; return its manifest, and how many edges were left out."""
        members: dict[str, Member] = {}
        sources: dict[str, Iterable[bytes]] = {
            _format.VERSIONS: self._versions(),
            _format.LINKS: self._links(),
            _format.REPLAYS: self.replays,
            _format.VITALITY: self._vitality(),
            _format.BONDS: self._bonds(),
            _format.PREDICATES: () if selection else self._predicates(),
            _format.VECTORS: self._vectors(),
            _format.OPERATIONS: self._operations(),
        }
        with zipfile.ZipFile(out, "w") as zipped:
            for name in _format.MEMBERS:
                if name != _format.VECTORS or self.model is not None:
                    members[name] = _put(zipped, name, sources[name])
            model = self.model.model if self.model else None
            manifest = Manifest(len(self.ids), members, selection, model)
            with zipped.open(_entry(_format.MANIFEST), "w", force_zip64=True) as member:
                member.write(manifest.to_bytes())
        return manifest, self.dropped

    def _versions(self) -> Iterator[bytes]:
        for start in range(0, len(self.cubes), _CHUNK):
            part = self.cubes[start : start + _CHUNK]
            used: dict[str, list[ReplayRecord]] = {}
            for replay in self.reader.replay_records(self.space, part):
                used.setdefault(replay.cube, []).append(replay)
            for record in self.reader.version_records(self.space, part):
                self.operations.add(record.operation)
                self.ids[record.id] = None
                if record.id in used:
                    self._keep_replays(record, used[record.id])
                yield line(_lines.version_to_dict(record))
            self.progress(min(start + _CHUNK, len(self.cubes)), len(self.cubes))

    def _keep_replays(self, record: VersionRecord, used: list[ReplayRecord]) -> None:
        """Keep the keys that were used with the content of this version, each once."""
        digest = blake2b(record.content.encode(), digest_size=16, key=self.store.secret()).digest()
        for replay in [replay for replay in used if replay.digest == digest]:
            used.remove(replay)
            kept = _lines.Replayed(replay.cube, record.version, replay.user, replay.key)
            self.replays.append(line(_lines.replay_to_dict(kept)))

    def _links(self) -> Iterator[bytes]:
        for link in self.reader.link_records(self.space, self.cubes):
            if link.target in self.ids:
                self.operations.add(link.operation)
                yield line(_lines.link_to_dict(link))
            else:
                self.dropped += 1

    def _vitality(self) -> Iterator[bytes]:
        for part in _parts(self.ids):
            lived = self.reader.vitalities(self.space, part)
            for id_ in part:
                if id_ in lived:
                    yield line(_lines.vitality_to_dict(id_, lived[id_]))

    def _bonds(self) -> Iterator[bytes]:
        for part in _parts(sorted(self.ids)):
            inside = set(part)
            for bond in self.reader.bonds_of(self.space, part):
                # Each once: where its first end is.
                if bond.one in inside and bond.other in self.ids:
                    yield line(_lines.bond_to_dict(bond))

    def _predicates(self) -> Iterator[bytes]:
        for name, predicate in predicates(self.reader, self.space).items():
            if name not in BUILT_IN:
                yield line(predicate.to_dict())

    def _vectors(self) -> Iterator[bytes]:
        if self.model is not None:
            for record in self.reader.vector_records(self.model, self.cubes):
                yield line(_lines.vector_to_dict(record))

    def _operations(self) -> Iterator[bytes]:
        for record in self.reader.operation_records(self.space, self.operations):
            yield line(_lines.operation_to_dict(record))


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(ids)
    while part := list(islice(iterator, _CHUNK)):
        yield part


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DATE)
    # Vectors are noise to a compressor.
    entry.compress_type = zipfile.ZIP_STORED if name == _format.VECTORS else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


def _put(zipped: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Member:
    count = size = 0
    sha256 = hashlib.sha256()
    waiting: list[bytes] = []
    held = 0
    with zipped.open(_entry(name), "w", force_zip64=True) as member:
        for text in lines:
            waiting.append(text)
            count += 1
            held += len(text)
            if held >= _WRITE_AT_ONCE:
                data = b"".join(waiting)
                member.write(data)
                sha256.update(data)
                size += held
                waiting, held = [], 0
        data = b"".join(waiting)
        member.write(data)
        sha256.update(data)
    return Member(count, size + held, sha256.hexdigest())
