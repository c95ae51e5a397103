"""
What the verbs mean, as plain Python: dicts and lists, nothing clever.

`ReferenceMemory` is the model that property tests compare `Memory` with. It makes ids of its own
(``cube-1``, ``operation-1``), and takes no account of ranking: its `recall` gives the *set* of cubes
that pass the filters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ..cube import RECALLABLE
from ..errors import (
    CubeNotFound,
    ErasureIsFinal,
    IdempotencyConflict,
    NothingMatched,
    OperationNotFound,
    SelectorRequired,
    UndoRefused,
    VersionConflict,
)
from ..times import parse_time
from ._where import in_scope

Header = dict[str, Any]
"""A version: the fields of `MemCube` by name; links as a sorted list of ``(relation, target)``."""

Headers = list[Header]
_Pairs = list[tuple[str, str]]

_DEFAULTS: Header = {
    "kind": "episode", "user": None, "agent": None, "session": None, "speaker": None, "role": None,
    "occurred_at": None, "occurred_end": None, "valid_from": None, "valid_to": None, "metadata": {},
    "tags": (), "source": None, "importance": None, "key": None,
}  # fmt: skip
_TIMES = ("occurred_at", "occurred_end", "valid_from", "valid_to")
_MICROSECOND = timedelta(microseconds=1)


class _World:
    """What all spaces of a store share."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.last: datetime | None = None
        self.operations: list[dict[str, Any]] = []
        self.cubes_made = 0
        self.spaces: dict[str, _Space] = {}

    def now(self) -> datetime:
        """Return the next transaction time: always later than the one before."""
        now = self.clock()
        return now if self.last is None or now > self.last else self.last + _MICROSECOND


class _Space:
    def __init__(self) -> None:
        self.cubes: dict[str, list[Header]] = {}
        self.links: list[dict[str, Any]] = []
        self.replays: dict[tuple[str | None, str], tuple[str, str]] = {}
        self.next_seq = 1


class ReferenceMemory:
    """
    The model of one space.

    Args:
        clock: The clock the memory under test was opened with.

        beside: Another model of the same store, for a second space.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        space: str = "default",
        beside: ReferenceMemory | None = None,
    ) -> None:
        self._world: _World = beside._world if beside else _World(clock)
        self._name = space

    @property
    def _space(self) -> _Space:
        return self._world.spaces.get(self._name) or _Space()

    # Writing

    def remember(self, content: str, **arguments: Any) -> Header:
        """Return the cube that `Memory.remember` returns."""
        return self.remember_many([{"content": content, **arguments}])[0]

    def remember_many(self, items: Iterable[Mapping[str, Any]]) -> Headers:
        """Return the cubes that `Memory.remember_many` returns; all or nothing is up to the caller's items."""
        drafts = [dict(item) for item in items]
        self._check_drafts(drafts)
        if drafts:
            self._world.spaces.setdefault(self._name, _Space())
        operation: dict[str, Any] | None = None
        made = []
        for draft in drafts:
            replay = self._space.replays.get((draft.get("user"), draft.get("idempotency_key") or ""))
            if replay is None:
                operation = operation or self._begin("remember")
                made.append(self._keep(draft, operation))
            else:
                made.append(self.get(replay[0]))
        return made

    def _check_drafts(self, drafts: Sequence[Mapping[str, Any]]) -> None:
        replays = dict(self._space.replays)
        versions = {(c[-1]["user"], c[-1]["key"]): c[-1]["version"] for c in self._space.cubes.values()}
        for draft in drafts:
            user, key, idempotency_key = draft.get("user"), draft.get("key"), draft.get("idempotency_key")
            if idempotency_key and (user, idempotency_key) in replays:
                if replays[user, idempotency_key][1] != draft["content"]:
                    raise IdempotencyConflict
                continue
            version = versions.get((user, key), 0) if key else 0
            if draft.get("if_version") not in (None, version):
                raise VersionConflict
            if any(target not in self._space.cubes for _, target in draft.get("links", ())):
                raise CubeNotFound
            if key:
                versions[user, key] = version + 1
            if idempotency_key:
                replays[user, idempotency_key] = ("", draft["content"])

    def _keep(self, draft: dict[str, Any], operation: dict[str, Any]) -> Header:
        fields = {**_DEFAULTS, **{name: draft[name] for name in _DEFAULTS if name in draft}}
        fields |= {name: parse_time(fields[name]) for name in _TIMES if fields[name] is not None}
        fields |= {"content": draft["content"], "tier": "short_term", "state": "active"}
        before = self._by_key(draft.get("user"), draft.get("key"))
        if before is None:
            self._world.cubes_made += 1
            id_ = f"cube-{self._world.cubes_made}"
            self._space.cubes[id_] = []
            fields |= {"id": id_, "seq": self._space.next_seq, "created_at": operation["recorded_at"]}
            self._space.next_seq += 1
        else:
            id_ = before["id"]
            fields |= {name: before[name] for name in ("id", "seq", "created_at")}
        self._append(id_, fields, draft.get("links", ()), operation)
        if before is not None and before["content"] != draft["content"]:
            self._make_stale(id_, operation)
        if draft.get("idempotency_key"):
            self._space.replays[draft.get("user"), draft["idempotency_key"]] = (id_, draft["content"])
        return self.get(id_)

    def _by_key(self, user: str | None, key: str | None) -> Header | None:
        found = (v[-1] for v in self._space.cubes.values() if v[-1]["key"] == key and v[-1]["user"] == user)
        return next(found, None) if key else None

    def update(
        self, id_: str, *, merge: bool = False, if_version: int | None = None, **changes: Any
    ) -> Header:
        """Return the version that `Memory.update` appends."""
        before = self.get(id_)
        if if_version not in (None, before["version"]):
            raise VersionConflict
        if "metadata" in changes and merge:
            changes["metadata"] = {**before["metadata"], **(changes["metadata"] or {})}
        changes |= {n: parse_time(changes[n]) for n in _TIMES if changes.get(n) is not None}
        operation = self._begin("update")
        self._append(id_, {**before, **changes}, before["links"], operation)
        if self.get(id_)["content"] != before["content"]:
            self._make_stale(id_, operation)
        return self.get(id_)

    def _begin(self, verb: str, undoes: str | None = None) -> dict[str, Any]:
        now = self._world.now()
        self._world.last = now
        operation: dict[str, Any] = {
            "id": f"operation-{len(self._world.operations) + 1}", "space": self._name, "verb": verb,
            "recorded_at": now, "undoes": undoes, "changes": [], "erased": 0,
        }  # fmt: skip
        self._world.operations.append(operation)
        return operation

    def _append(
        self, id_: str, fields: Header, links: Iterable[tuple[str, str]], operation: dict[str, Any]
    ) -> None:
        versions, now = self._space.cubes[id_], operation["recorded_at"]
        if versions:
            versions[-1]["superseded_at"] = now
        new = {**fields, "version": len(versions) + 1, "recorded_at": now, "superseded_at": None}
        versions.append({**new, "operation": operation["id"]})
        operation["changes"].append((id_, len(versions)))
        wanted = set(links)
        for row in self._space.links:
            if row["source"] == id_ and row["until"] is None:
                if (row["relation"], row["target"]) in wanted:
                    wanted.discard((row["relation"], row["target"]))
                else:
                    row["until"] = now
        self._space.links += [
            {"source": id_, "relation": relation, "target": target, "since": now, "until": None,
             "operation": operation["id"]}
            for relation, target in sorted(wanted)
        ]  # fmt: skip

    def _make_stale(self, id_: str, operation: dict[str, Any]) -> None:
        waiting, seen = [id_], {id_}
        while waiting:
            target = waiting.pop(0)
            for row in list(self._space.links):
                rests = row["target"] == target and row["relation"] == "derived_from" and row["until"] is None
                if rests and row["source"] not in seen:
                    seen.add(row["source"])
                    waiting.append(row["source"])
                    cube = self.get(row["source"])
                    if cube["state"] == "active":
                        self._append(row["source"], {**cube, "state": "stale"}, cube["links"], operation)

    # Reading

    def get(self, id_: str) -> Header:
        """Return the current version of a cube."""
        return self.history(id_)[-1]

    def history(self, id_: str) -> Headers:
        """Return every version of a cube."""
        if id_ not in self._space.cubes:
            raise CubeNotFound
        return [{**version, "links": self._links_of(version)} for version in self._space.cubes[id_]]

    def _links_of(self, version: Header) -> _Pairs:
        at = version["recorded_at"]
        return sorted(
            (row["relation"], row["target"])
            for row in self._space.links
            if row["source"] == version["id"]
            and row["since"] <= at
            and (row["until"] is None or row["until"] > at)
        )

    def list(self, **scope: Any) -> Headers:
        """Return every cube that `Memory.list` returns, of all pages."""
        return sorted(self._chosen(**scope), key=lambda cube: int(cube["seq"]))

    def recall(self, *, asked_at: datetime | str | None = None, **scope: Any) -> Headers:
        """Return every cube that a `Memory.recall` may return, in no order."""
        holds_at = self._world.clock() if asked_at is None else parse_time(asked_at)
        return self._chosen(holds_at=holds_at, **scope)

    def operations(self) -> Headers:
        """Return the space's operations, latest first; `changes` are pairs of cube and version."""
        return [
            {**op, "changes": [(id_, n) for id_, n in op["changes"] if id_ in self._space.cubes]}
            for op in reversed(self._world.operations)
            if op["space"] == self._name
        ]

    def operations_made(self) -> Sequence[str]:
        """Return the ids of the operations of all the store's spaces, earliest first."""
        return [op["id"] for op in self._world.operations]

    def spaces(self) -> tuple[str, ...]:
        """Return the names of the store's spaces."""
        return tuple(sorted(self._world.spaces))

    def _chosen(
        self,
        *,
        known_at: datetime | str | None = None,
        states: Collection[str] | None = RECALLABLE,
        tiers: Collection[str] | None = ("working", "short_term", "long_term"),
        **scope: Any,
    ) -> Headers:
        found = []
        for id_ in self._space.cubes:
            for version in self.history(id_):
                superseded = version["superseded_at"]
                if known_at is None:
                    current = superseded is None
                else:
                    at = parse_time(known_at)
                    current = version["recorded_at"] <= at and (superseded is None or superseded > at)
                seen = (states is None or version["state"] in states) and (
                    tiers is None or version["tier"] in tiers
                )
                if current and seen and in_scope(version, **scope):
                    found.append(version)
        return found

    # Taking back and forgetting

    def archive(self, *, ids: Collection[str] | None = None, **scope: Any) -> dict[str, Any]:
        """Return the operation of `Memory.archive`."""
        chosen = self._selected(ids, states=RECALLABLE, **scope)
        moving = sorted((c for c in chosen if c["tier"] != "archive"), key=lambda cube: int(cube["seq"]))
        if not moving:
            raise NothingMatched
        operation = self._begin("archive")
        for cube in moving:
            self._append(cube["id"], {**cube, "tier": "archive"}, cube["links"], operation)
        return operation

    def forget(
        self, *, ids: Collection[str] | None = None, everything: bool = False, **scope: Any
    ) -> tuple[int, int]:
        """Erase, and return how many cubes went and how many of them because they rested on the others."""
        if everything and self._name not in self._world.spaces:
            raise NothingMatched
        chosen = (
            list(self._space.cubes)
            if everything
            else [cube["id"] for cube in self._selected(ids, states=None, **scope)]
        )
        doomed = list(chosen)
        for id_ in doomed:
            resting = [
                row["source"]
                for row in self._space.links
                if row["target"] == id_ and row["relation"] == "derived_from"
            ]
            doomed += [source for source in dict.fromkeys(resting) if source not in doomed]
        operation = self._begin("forget")
        operation["erased"] = len(doomed)
        for earlier in self._world.operations:
            earlier["erased"] += len({id_ for id_, _ in earlier["changes"]} & set(doomed))
            earlier["changes"] = [change for change in earlier["changes"] if change[0] not in doomed]
        space = self._space
        space.cubes = {id_: versions for id_, versions in space.cubes.items() if id_ not in doomed}
        space.links = [r for r in space.links if r["source"] not in doomed and r["target"] not in doomed]
        space.replays = {name: made for name, made in space.replays.items() if made[0] not in doomed}
        if everything:
            del self._world.spaces[self._name]
            for earlier in self._world.operations:
                # A space made later under the name has nothing to do with this one.
                earlier["space"] = None if earlier["space"] == self._name else earlier["space"]
        return len(doomed), len(doomed) - len(chosen)

    def _selected(self, ids: Collection[str] | None, **scope: Any) -> Headers:
        if ids is None and not any(value for name, value in scope.items() if name != "states"):
            raise SelectorRequired
        if self._name not in self._world.spaces:
            raise NothingMatched
        if any(id_ not in self._space.cubes for id_ in ids or ()):
            raise CubeNotFound
        chosen = [c for c in self._chosen(tiers=None, **scope) if ids is None or c["id"] in ids]
        if not chosen:
            raise NothingMatched
        return chosen

    def undo(self, operation_id: str, *, cascade: bool = False) -> dict[str, Any]:
        """Return the operation of `Memory.undo`."""
        by_id = {op["id"]: op for op in self.operations()}
        if operation_id not in by_id:
            raise OperationNotFound
        if by_id[operation_id]["verb"] == "forget" or not by_id[operation_id]["changes"]:
            raise ErasureIsFinal
        first: dict[str, int] = {}
        plan = [operation_id]
        for planned in plan:
            for id_, number in by_id[planned]["changes"]:
                first[id_] = min(number, first.get(id_, number))
                resting = dict.fromkeys(self._resting_on(id_, number))
                plan += [later for later in resting if later not in plan]
        if len(plan) > 1 and not cascade:
            raise UndoRefused("", tuple(sorted(plan[1:], key=lambda later: int(later.split("-")[1]))))
        operation = self._begin("undo", undoes=operation_id)
        for id_, number in first.items():
            if number == 1:
                self._append(id_, {**self.get(id_), "state": "expired"}, (), operation)
            else:
                before = self.history(id_)[number - 2]
                self._append(id_, before, before["links"], operation)
        return operation

    def _resting_on(self, id_: str, number: int) -> Sequence[str]:
        """Return the operations that changed a cube after a version of it, or linked another cube to it."""
        versions = self._space.cubes[id_]
        linked = [
            row["operation"]
            for row in self._space.links
            if row["target"] == id_ and row["until"] is None
            if row["since"] >= versions[number - 1]["recorded_at"]
        ]
        return [*(version["operation"] for version in versions[number:]), *linked]
