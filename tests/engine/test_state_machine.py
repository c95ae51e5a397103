"""
Every verb in any order, against the model in plain Python.

``MNEMIC_HYPOTHESIS=thorough`` runs it for much longer.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import mnemic
from mnemic.errors import MnemicError
from mnemic.testing import ManualClock, ReferenceMemory
from word_embedder import WordEmbedder

SPACES = ("home", "work")
CONTENTS = (
    "Ana has a cat",
    "Ana has a dog",
    "ok",
    "Bo likes tea",
    "je suis à Porto",
    "猫が好き",
    "\u2028🙂 \x1b[0m",
)
USERS = st.sampled_from([None, "ana", "bo"])
KEYS = st.sampled_from([None, None, "k1", "k2"])
TIMES = st.sampled_from([
    None, "2025-12-31T23:00:00+00:00", "2026-01-01T00:30:00+01:00", "2026-01-01T00:00:00+00:00",
    "2026-06-01T12:00:00+02:00[Europe/Berlin]",
])  # fmt: skip
METADATA = st.sampled_from([
    {}, {"n": 3}, {"n": "3"}, {"n": None}, {"a": {"b": [1, 2.5, True]}}, {"a.b": "x", "n": 3.0},
])  # fmt: skip
WHERES = st.sampled_from([
    None, {"metadata.n": 3}, {"metadata.n": {"ne": 3}}, {"metadata.n": {"exists": False}}, {"not": {"user": "ana"}},
    {"or": [{"metadata.a.b": {"contains": 1}}, {r"metadata.a\.b": "x"}]}, {"version": {"gt": 1}},
    {"tags": {"contains": "t"}}, {"occurred_at": {"gte": "2026-01-01T00:00:00Z"}}, {"importance": {"lt": 0.5}},
])  # fmt: skip
KINDS = st.sampled_from([None, ["episode"], ["fact", "summary"]])
SCOPES = st.fixed_dictionaries({}, optional={
    "user": st.sampled_from(["ana", "bo", "eve"]), "kinds": KINDS, "where": WHERES,
    "tags": st.sampled_from([None, ["t"], ["t", "u"]]), "since": TIMES,
})  # fmt: skip
HEADERS = st.fixed_dictionaries({"content": st.sampled_from(CONTENTS), "user": USERS}, optional={
    "kind": st.sampled_from(["episode", "episode", "fact", "summary"]), "key": KEYS,
    "idempotency_key": st.sampled_from([None, "i1", "i2"]), "metadata": METADATA, "occurred_at": TIMES,
    "tags": st.sampled_from([(), ("t",), ("u", "t")]), "importance": st.sampled_from([None, 0.0, 0.5]),
    "session": st.sampled_from([None, "s"]),
})  # fmt: skip
CHANGES = st.fixed_dictionaries({"session": st.sampled_from([None, "s"])}, optional={
    "content": st.sampled_from(CONTENTS), "metadata": METADATA, "tags": st.just(("t",)),
    "importance": st.sampled_from([None, 0.25]), "occurred_at": TIMES, "valid_to": st.just(None),
})  # fmt: skip

Header = dict[str, Any]


class MemoryMachine(RuleBasedStateMachine):
    """Two spaces of one file, each through two handles, beside their models."""

    spaces = st.sampled_from(SPACES)
    picks = st.integers(0, 19)
    handles = st.sampled_from([0, 1])
    embedder: Any = "hash"

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()
        self.clock = ManualClock()
        first = ReferenceMemory(self.clock, SPACES[0])
        self.models = {SPACES[0]: first, SPACES[1]: ReferenceMemory(self.clock, SPACES[1], beside=first)}
        self.opened: dict[tuple[str, int], mnemic.Memory] = {}
        self.ids: dict[str, str] = {}
        self.moments: list[datetime] = [self.clock()]

    def memory(self, space: str, handle: int) -> mnemic.Memory:
        """Return a handle, opened when it is first needed."""
        if (space, handle) not in self.opened:
            path = str(Path(self.folder, "memory.db"))
            opened = mnemic.open(path, space=space, embedder=self.embedder, clock=self.clock, actor="tester")
            self.opened[space, handle] = opened
        return self.opened[space, handle]

    def both(self, real: Callable[[], Any], model: Callable[[], Any]) -> tuple[Any, Any] | None:
        """Return the outcomes of both, or `None` when both fail alike."""
        expected: Any = None
        refused: MnemicError | None = None
        try:
            expected = model()
        except MnemicError as error:
            refused = error
        try:
            found = real()
        except MnemicError as error:
            assert type(error) is type(refused), f"{error!r}, and the model {refused!r} {expected!r}"
            if isinstance(error, mnemic.errors.UndoRefused):
                assert isinstance(refused, mnemic.errors.UndoRefused)
                assert error.dependents == tuple(self.ids[op] for op in refused.dependents)
            return None
        assert refused is None, f"{found!r}, and the model {refused!r}"
        return found, expected

    def real(self, ids: Any) -> list[str]:
        """Return the real ids of the model's."""
        return [self.ids[id_] for id_ in ids]

    def cube(self, space: str, pick: int) -> str:
        """Return one of the space's cubes, the latest for 0, or, now and then, one that isn't there."""
        own = [cube["id"] for cube in self.models[space].list(tiers=None, states=None)][::-1]
        others = [id_ for id_ in self.ids if id_.startswith("cube") and id_ not in own]
        candidates = [*own[:15], *others[-1:]]
        return str(candidates[pick % len(candidates)])

    def operation(self, space: str, pick: int) -> str:
        """Return one of the space's operations, the latest for 0, or, now and then, one of another."""
        own = [op["id"] for op in self.models[space].operations()]
        others = [op["id"] for op in self.models[SPACES[space == SPACES[0]]].operations()]
        candidates = [*own[:15], *others[:1]] or [next(iter(self.models.values())).operations_made()[-1]]
        return str(candidates[pick % len(candidates)])

    @initialize()
    def begin(self) -> None:
        """Put something into both spaces, some of it resting on the rest."""
        for space in SPACES:
            self.remember_many(space, 0, [{"content": text, "user": "ana"} for text in CONTENTS[:2]])
            self.remember(space, 1, {"content": "About Ana", "kind": "fact", "user": "ana"}, (None, None),
                          [("derived_from", 0)], None)  # fmt: skip

    def match(self, found: mnemic.MemCube, expected: Header) -> None:
        """Assert that a cube is as the model says."""
        self.ids.setdefault(expected["id"], found.id)
        self.ids.setdefault(expected["operation"], found.operation)
        links = sorted((link.relation, link.target) for link in found.links)
        assert links == sorted((relation, self.ids[target]) for relation, target in expected["links"])
        assert found.id == self.ids[expected["id"]]
        assert found.operation == self.ids[expected["operation"]]
        seen = {name: getattr(found, name) for name in expected if name not in ("id", "operation", "links")}
        assert seen == {name: expected[name] for name in seen}

    def match_all(self, found: Any, expected: list[Header]) -> None:
        """Assert that cubes are as the model says, in order."""
        assert len(found) == len(expected)
        for cube, header in zip(found, expected, strict=True):
            self.match(cube, header)

    def match_set(self, found: Any, expected: list[Header]) -> None:
        """Assert that cubes are as the model says, in any order."""
        by_id = {cube.id: cube for cube in found}
        assert len(by_id) == len(found)
        assert by_id.keys() == {self.ids[header["id"]] for header in expected}
        for header in expected:
            self.match(by_id[self.ids[header["id"]]], header)

    # Writing

    @rule(
        space=spaces, handle=handles, header=HEADERS, valid=st.tuples(TIMES, TIMES),
        linked=st.lists(st.tuples(st.sampled_from(["derived_from", "derived_from", "related"]), picks), max_size=2),
        if_version=st.sampled_from([None, None, None, 0, 1, 2]),
    )  # fmt: skip
    def remember(
        self, space: str, handle: int, header: Header, valid: Any, linked: Any, if_version: int | None
    ) -> None:
        """Remember one, perhaps derived from others."""
        arguments = {**header, "if_version": if_version if header.get("key") else None}
        begins, ends = (None if time is None else datetime.fromisoformat(time[:25]) for time in valid)
        if begins is None or ends is None or begins < ends:
            arguments |= {"valid_from": begins, "valid_to": ends}
        own = self.models[space].list(tiers=None, states=None)
        named = {cube["id"] for cube in own if cube["key"] and cube["key"] == header.get("key")}
        chosen = dict.fromkeys((relation, self.cube(space, pick)) for relation, pick in linked)
        links = [(relation, target) for relation, target in chosen if target not in named]
        outcome = self.both(
            lambda: self.memory(space, handle).remember(
                **arguments, links=[(relation, self.ids[target]) for relation, target in links]
            ),
            lambda: self.models[space].remember(**arguments, links=links),
        )
        if outcome is not None:
            self.match(*outcome)
            self.moments.append(outcome[0].recorded_at)

    @rule(space=spaces, handle=handles, headers=st.lists(HEADERS, max_size=4))
    def remember_many(self, space: str, handle: int, headers: list[Header]) -> None:
        """Remember several at once."""
        outcome = self.both(
            lambda: self.memory(space, handle).remember_many(headers),
            lambda: self.models[space].remember_many(headers),
        )
        if outcome is not None:
            self.match_all(*outcome)

    @rule(space=spaces, handle=handles, pick=picks, changes=CHANGES, merge=st.booleans(),
          if_version=st.sampled_from([None, None, 1, 2]))  # fmt: skip
    def update(
        self, space: str, handle: int, pick: int, changes: Header, merge: bool, if_version: int | None
    ) -> None:
        """Change a cube, of this space or not."""
        cube = self.cube(space, pick)
        outcome = self.both(
            lambda: self.memory(space, handle).update(
                self.ids[cube], merge=merge, if_version=if_version, **changes
            ),
            lambda: self.models[space].update(cube, merge=merge, if_version=if_version, **changes),
        )
        if outcome is not None:
            self.match(*outcome)
            self.moments.append(outcome[0].recorded_at)

    # Taking back and forgetting

    @rule(space=spaces, handle=handles)
    def operations(self, space: str, handle: int) -> None:
        """Compare the record of operations."""
        expected = self.models[space].operations()
        found = self.memory(space, handle).operations(limit=1000)
        assert len(found) == len(expected)
        for op, wanted in zip(found, expected, strict=True):
            assert (op.id, op.verb, op.recorded_at) == (
                self.ids[wanted["id"]], wanted["verb"], wanted["recorded_at"]
            )  # fmt: skip
            assert op.erased == wanted["erased"]
            assert op.undoes == (self.ids[wanted["undoes"]] if wanted["undoes"] else None)
            changes = {(change.cube, change.after.version) for change in op.changes}
            assert changes == {(self.ids[id_], number) for id_, number in wanted["changes"]}
            for change in op.changes:
                assert (change.before.version if change.before else 0) == change.after.version - 1

    @rule(space=spaces, handle=handles, pick=picks, cascade=st.booleans(), dry_run=st.booleans())
    def undo(self, space: str, handle: int, pick: int, cascade: bool, dry_run: bool) -> None:
        """Take an operation back, of this space or not."""
        memory, operation = self.memory(space, handle), self.operation(space, pick)
        if dry_run:
            head = memory.audit_head()
            try:
                shown = memory.undo(self.ids[operation], cascade=cascade, dry_run=True)
                assert shown.id is None
            except MnemicError:
                pass
            assert memory.audit_head() == head
        outcome = self.both(
            lambda: memory.undo(self.ids[operation], cascade=cascade),
            lambda: self.models[space].undo(operation, cascade=cascade),
        )
        if outcome is not None:
            found, expected = outcome
            self.ids[expected["id"]] = found.id
            assert len(found.changes) == len(expected["changes"])
            for change in found.changes:
                assert memory.get(change.cube) == change.after

    @rule(space=spaces, handle=handles, chosen=st.none() | st.lists(picks, max_size=3), scope=SCOPES)
    def archive(self, space: str, handle: int, chosen: Any, scope: Header) -> None:
        """Move some out of sight."""
        memory = self.memory(space, handle)
        ids = None if chosen is None else [self.cube(space, pick) for pick in chosen]
        real_ids = None if ids is None else self.real(ids)
        outcome = self.both(
            lambda: memory.archive(ids=real_ids, **scope),
            lambda: self.models[space].archive(ids=ids, **scope),
        )
        if outcome is not None:
            found, expected = outcome
            self.ids[expected["id"]] = found.id
            assert [change.cube for change in found.changes] == self.real(
                dict(expected["changes"])
            )  # fmt: skip

    @rule(
        space=spaces, handle=handles, chosen=st.none() | st.lists(picks, max_size=2), scope=SCOPES,
        everything=st.sampled_from([False] * 9 + [True]),
    )  # fmt: skip
    def forget(self, space: str, handle: int, chosen: Any, scope: Header, everything: bool) -> None:
        """Erase some, or a whole space; the other handles' matrices must follow."""
        arguments: Header = {"everything": True} if everything else scope
        if not everything and chosen is not None:
            arguments = {**arguments, "ids": [self.cube(space, pick) for pick in chosen]}
        real = {**arguments, **({"ids": self.real(arguments["ids"])} if "ids" in arguments else {})}
        memory = self.memory(space, handle)
        outcome = self.both(lambda: memory.forget(**real), lambda: self.models[space].forget(**arguments))
        if outcome is not None:
            receipt, (cubes, derived) = outcome
            self.ids[self.models[space].operations_made()[-1]] = receipt.operation
            assert (receipt.status, receipt.cubes, receipt.derived) == ("complete", cubes, derived)
            assert receipt.control
            assert receipt.probe.after == 0

    # Reading

    @rule(space=spaces, handle=handles, pick=picks)
    def history(self, space: str, handle: int, pick: int) -> None:
        """Compare every version of a cube."""
        memory, model, cube = self.memory(space, handle), self.models[space], self.cube(space, pick)
        outcome = self.both(lambda: memory.history(self.ids[cube]), lambda: model.history(cube))
        if outcome is not None:
            self.match_all(*outcome)
            assert memory.get(self.ids[cube]) == outcome[0][-1]

    @rule(space=spaces, handle=handles, scope=SCOPES, newest_first=st.booleans(), limit=st.integers(1, 5))
    def list(self, space: str, handle: int, scope: Header, newest_first: bool, limit: int) -> None:
        """Compare a list, page by page."""
        memory, cursor = self.memory(space, handle), None
        found: Sequence[mnemic.MemCube] = ()
        while True:
            page = memory.list(**scope, newest_first=newest_first, limit=limit, cursor=cursor)
            found = (*found, *page.cubes)
            cursor = page.cursor
            if cursor is None:
                break
        expected = self.models[space].list(**scope)
        self.match_all(found, expected[::-1] if newest_first else expected)

    @rule(
        space=spaces, handle=handles, query=st.sampled_from(CONTENTS), scope=SCOPES, data=st.data(),
        valid_at=TIMES, tiers=st.sampled_from([("working", "short_term", "long_term"), None, ["archive"]]),
    )  # fmt: skip
    def recall(
        self, space: str, handle: int, query: str, scope: Header, data: Any, valid_at: str | None, tiers: Any
    ) -> None:
        """Compare what a recall may return, now and as of a moment remembered."""
        moment = data.draw(st.none() | st.sampled_from(self.moments), label="known_at")
        shift = data.draw(st.sampled_from([-1, 0, 1]), label="shift_us")
        known_at = None if moment is None else moment + timedelta(microseconds=shift)
        arguments = {**scope, "known_at": known_at, "valid_at": valid_at, "tiers": tiers}
        memory = self.memory(space, handle)
        head = memory.audit_head()
        found = memory.recall(query, limit=1000, pending_budget_ms=60_000, **arguments)
        expected = self.models[space].recall(**arguments)
        assert found.degraded == ()
        assert found.candidates == len(expected)
        self.match_set([hit.cube for hit in found], expected)
        ranked = [(-hit.score, hit.cube.seq) for hit in found]
        assert [score for score, _ in ranked] == sorted(score for score, _ in ranked)
        assert memory.audit_head() == head

    @rule(space=spaces, handle=handles, query=st.sampled_from(CONTENTS), pick=picks, scope=SCOPES)
    def explain_missing(self, space: str, handle: int, query: str, pick: int, scope: Header) -> None:
        """Compare whether a cube is returned with the reason for its absence."""
        memory, model, cube = self.memory(space, handle), self.models[space], self.cube(space, pick)
        outcome = self.both(
            lambda: memory.explain_missing(query, self.ids[cube], limit=1000, **scope),
            lambda: model.get(cube),
        )
        if outcome is not None:
            returned = cube in {header["id"] for header in model.recall(**scope)}
            assert outcome[0].step == ("returned" if returned else "filter")

    # Circumstances

    @rule(seconds=st.sampled_from([0.000001, 1, 86_400, -3600, -86_400]))
    def move_clock(self, seconds: float) -> None:
        """Let time pass, or set the clock back."""
        self.clock.advance(seconds)

    @rule(space=spaces, handle=handles)
    def reopen(self, space: str, handle: int) -> None:
        """Close a handle; the next use opens the file again."""
        if (space, handle) in self.opened:
            self.opened.pop((space, handle)).close()

    @rule(space=spaces, handle=handles)
    def flush(self, space: str, handle: int) -> None:
        """Make all vectors, and nothing else."""
        memory = self.memory(space, handle)
        head = memory.audit_head()
        memory.flush()
        assert memory.stats().pending_vectors == 0
        assert memory.audit_head() == head
        assert memory.scrub() == []

    @invariant()
    def every_handle_sees_what_the_model_holds(self) -> None:
        """Compare all cubes of every handle."""
        operations = len(self.models[SPACES[0]].operations_made())
        for (space, _), memory in self.opened.items():
            model = self.models[space]
            self.match_all(memory.list(tiers=None, limit=1000), model.list(tiers=None))
            assert memory.audit_head().operations == operations
            assert memory.spaces() == model.spaces()
            assert memory.stats().cubes == len(model.list(tiers=None, states=None))

    def teardown(self) -> None:
        """Check the file as a whole."""
        try:
            memory = self.memory(SPACES[0], 0)
            assert memory.check() == []
            for memory in self.opened.values():
                memory.close()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


class WordMachine(MemoryMachine):
    """The same with a closer look at every word."""

    embedder = WordEmbedder()


TestMemoryMachine = MemoryMachine.TestCase
TestWordMachine = WordMachine.TestCase
if os.environ.get("MNEMIC_HYPOTHESIS", "default") == "default":
    TestMemoryMachine.settings = settings(max_examples=120, stateful_step_count=30)
    TestWordMachine.settings = settings(max_examples=40, stateful_step_count=30)
