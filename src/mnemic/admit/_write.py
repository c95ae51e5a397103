"""Remembering and updating: drafts become versions, in one operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final

from ..cube import MemCube, freeze, new_id
from ..errors import (
    ArgumentError,
    CubeNotFound,
    IdempotencyConflict,
    UnknownArgument,
    VersionConflict,
)
from ..index import terms_of
from ..store import Replay, Space, Store, Terms, Writer
from ..times import utc_from_us
from ..truth import make_stale, place_of, predicates, settle
from ._draft import Draft, check_intervals, normalised

UPDATABLE = (
    "content", "metadata", "tags", "agent", "session", "speaker", "role", "source", "importance",
    "occurred_at", "occurred_end", "valid_from", "valid_to",
)  # fmt: skip


def remember(
    store: Store, space_name: str, drafts: Sequence[Draft], reason: str | None, *, run: str | None = None
) -> list[MemCube]:
    """
    Store *drafts* in one transaction, as one operation.

    Args:
        run: The id of the run the operation is part of, if any.

    Returns:
        The cube of each draft: new, a new version of a keyed one, or, for an idempotency key seen before,
        the one it made then.

    Raises:
        IdempotencyConflict, VersionConflict, CubeNotFound: nothing of all was written.
    """
    if not drafts:
        return []
    # Words are counted before the lock is taken: other writers wait only for the file.
    terms = [terms_of(draft.content, draft.speaker) for draft in drafts]
    with store.write() as writer:
        writer.run = run
        writing = _Remembering(store, writer, writer.ensure_space(space_name), reason)
        return [writing.one(draft, words) for draft, words in zip(drafts, terms, strict=True)]


class _Remembering:
    """One `remember` or `remember_many` inside its transaction."""

    def __init__(self, store: Store, writer: Writer, space: Space, reason: str | None) -> None:
        self._store = store
        self._writer = writer
        self._space = space
        self._reason = reason
        self._operation: str | None = None

    def one(self, draft: Draft, terms: Terms) -> MemCube:
        replayed = self._replayed(draft)
        if replayed is not None:
            return replayed
        before = self._keyed(draft)
        check_links(self._writer, self._space, draft.links, before)
        if self._operation is None:
            self._operation = self._writer.begin(self._space, "remember", reason=self._reason)
        made = _cube_of(draft, self._writer.now_us, before)
        given = {name: limit for name in _LIMITS if (limit := getattr(draft, name)) is not None}
        cube = _append(self._writer, self._space, _stating(made, given), terms)
        if before is not None and before.content != cube.content:
            make_stale(self._writer, self._space, [cube.id])
        if draft.idempotency_key is not None:
            replay = Replay(cube.id, self._digest(draft))
            self._writer.remember_replay(self._space, draft.user, draft.idempotency_key, replay)
        return cube

    def _replayed(self, draft: Draft) -> MemCube | None:
        """Return what the draft's idempotency key made before."""
        if draft.idempotency_key is None:
            return None
        replay = self._writer.find_replay(self._space, draft.user, draft.idempotency_key)
        if replay is None:
            return None
        if replay.digest != self._digest(draft):
            raise IdempotencyConflict(
                f"idempotency_key={draft.idempotency_key!r} was used before for cube {replay.cube} with other "
                "content; use a new key for new content"
            )
        return self._writer.current(self._space, [replay.cube])[replay.cube]

    def _digest(self, draft: Draft) -> bytes:
        return blake2b(draft.content.encode(), digest_size=16, key=self._store.secret()).digest()

    def _keyed(self, draft: Draft) -> MemCube | None:
        """Return the cube the draft's key names, if it is there and of the version expected."""
        if draft.key is None:
            return None
        id_ = self._writer.find_key(self._space, draft.user, draft.key)
        cube = self._writer.current(self._space, [id_])[id_] if id_ else None
        expect_version(cube, draft.if_version, f"key={draft.key!r}")
        return cube


def expect_version(cube: MemCube | None, expected: int | None, what: str) -> None:
    """Raise `VersionConflict` unless *cube* is of the version *expected* (0: not there yet; `None`: any)."""
    found = cube.version if cube else 0
    if expected is not None and found != expected:
        raise VersionConflict(
            f"{what} is at version {found}, not {expected} as if_version says; "
            "read it again, decide anew, and pass its present version"
        )


def check_links(writer: Writer, space: Space, links: Iterable[Any], source: MemCube | None) -> None:
    """Raise unless every link leads to another cube of the space."""
    targets = {link.target for link in links}
    missing = targets - writer.current(space, targets).keys() if targets else set()
    if missing:
        raise CubeNotFound(f"a link leads to cube {min(missing)!r}, which is not in space {space.name!r}")
    if source is not None and source.id in targets:
        raise ArgumentError(f"cube {source.id} cannot be linked to itself")


def _cube_of(draft: Draft, now_us: int, before: MemCube | None) -> MemCube:
    now = utc_from_us(now_us)
    return MemCube(
        id=before.id if before else new_id(),
        space="",
        seq=before.seq if before else 0,
        version=before.version + 1 if before else 1,
        created_at=before.created_at if before else now,
        recorded_at=now,
        operation="",
        **{name: getattr(draft, name) for name in _COPIED},
    )


_COPIED = (
    "content", "user", "agent", "session", "speaker", "role", "occurred_at", "occurred_end", "valid_from",
    "valid_to", "kind", "metadata", "tags", "source", "importance", "links", "fact", "key",
)  # fmt: skip


def update(
    store: Store,
    space_name: str,
    id_: str,
    changes: Mapping[str, Any],
    *,
    merge: bool,
    if_version: int | None,
    reason: str | None,
    run: str | None = None,
) -> MemCube:
    """
    Append a version of a cube with *changes*, arguments of `remember` by name.

    Args:
        merge: Whether metadata is laid over what is there, key by key, instead of replacing it.

        run: The id of the run the operation is part of, if any.

    Raises:
        CubeNotFound, VersionConflict, ArgumentError: nothing was written.
    """
    if not changes:
        raise UnknownArgument(f"update() needs something to change: {', '.join(UPDATABLE)}")
    settled = {name: normalised(name, value) for name, value in changes.items()}
    if_version = normalised("if_version", if_version)
    with store.write() as writer:
        space, cube = found(writer, space_name, id_)
        expect_version(cube, if_version, f"cube {id_}")
        if merge and "metadata" in settled:
            settled["metadata"] = freeze({**cube.metadata, **settled["metadata"]})
        new = replace(cube, **settled, version=cube.version + 1)
        check_intervals(new.occurred_at, new.occurred_end, new.valid_from, new.valid_to)
        writer.run = run
        writer.begin(space, "update", reason=reason)
        stored = _append(writer, space, _stating(new, settled), terms_of(new.content, new.speaker))
        if new.content != cube.content:
            make_stale(writer, space, [id_])
        return stored


_LIMITS: Final = {"valid_from": "stated_from", "valid_to": "stated_to"}


def _stating(cube: MemCube, given: Mapping[str, Any]) -> MemCube:
    """Return *cube* with the limits that were given as stated of its fact: how long that holds is worked out of them."""
    stated = {_LIMITS[name]: limit for name, limit in given.items() if name in _LIMITS}
    return replace(cube, fact=replace(cube.fact, **stated)) if cube.fact is not None and stated else cube


def _append(writer: Writer, space: Space, cube: MemCube, terms: Terms) -> MemCube:
    """Append a version; of a fact together with what follows for the facts beside it."""
    if cube.fact is None or place_of(cube, predicates(writer, space)) is None:
        return writer.append(space, cube, terms)
    changes = settle(writer, space, [replace(cube, version=cube.version - 1)])
    # What is written as it stands changes no fact, and is a version all the same, as of any other cube.
    return next((after for _, after in changes if after.id == cube.id), None) or writer.append(
        space, cube, terms
    )


def found(writer: Writer, space_name: str, id_: str) -> tuple[Space, MemCube]:
    """Return the space and the current version of a cube, or raise `CubeNotFound`."""
    space = writer.space(space_name)
    cube = writer.current(space, [id_]).get(id_) if space else None
    if space is None or cube is None:
        raise CubeNotFound(f"no cube {id_!r} in space {space_name!r}: never there, or erased")
    return space, cube
