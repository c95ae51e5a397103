"""Whatever is done to it, a `MnemicStore` holds and finds what LangGraph's own store in memory does."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from langgraph.store.base import (
    GetOp,
    Item,
    ListNamespacesOp,
    MatchCondition,
    PutOp,
    SearchItem,
    SearchOp,
    get_text_at_path,
)
from langgraph.store.memory import InMemoryStore, _compare_values

from mnemic.adapters.langgraph import MnemicStore

Namespace = tuple[str, ...]
Place = tuple[Namespace, str]

NAMES = ("a", "b", "n", "a.b", "x\\y", "", "é")
LABELS = st.sampled_from(["users", "ana", "bo", "docs", "*", " ", "日本"])
FEW = st.sampled_from([("users",), ("users", "ana"), ("users", "bo"), ("users", "ana", "docs"), ("docs",)])
NAMESPACES = FEW | FEW | st.lists(LABELS, min_size=1, max_size=3).map(tuple)
PREFIXES = st.just(()) | FEW | st.lists(LABELS, max_size=3).map(tuple)
KEYS = st.sampled_from(["1", "1", "1", "2", "2", "3", "", "k.k", '"', "\0", "long" * 600])
TEXTS = st.text(max_size=8) | st.sampled_from(
    ["", "5", "-1.5", "2026-01-01", "tea", "tea and toast", "nan", "\0", "\ud800", "👋"]
)
NUMBERS = (
    st.integers(-3, 3)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.0, -0.0, 1.0, 2**53, 2**53 + 1, 10**400, 1e308, -(2**5000)])
)
COMMON = st.sampled_from([None, True, False, 0, 1, 2, 1.5, "1", "tea", "2026-01-01"])
SCALARS = COMMON | COMMON | st.booleans() | NUMBERS | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["a", "a", "b", "n", *NAMES])
DOCUMENTS = st.dictionaries(FIELDS | FIELDS | st.text(max_size=3), SCALARS | VALUES, max_size=4)
CONDITIONS = st.one_of(
    VALUES,
    st.dictionaries(st.sampled_from(["$eq", "$ne"]), SCALARS | VALUES, min_size=1, max_size=2),
    st.dictionaries(
        st.sampled_from(["$gt", "$gte", "$lt", "$lte"]),
        COMMON.filter(lambda value: value is not None) | NUMBERS | TEXTS,
        min_size=1,
        max_size=2,
    ),
)
FILTERS = st.none() | st.dictionaries(FIELDS, COMMON | CONDITIONS, max_size=2)
INDEXES = st.sampled_from([None, None, False, ["a"], ["b", "n"], ["a[*].b", "x"], []])
PAGES = st.tuples(st.integers(0, 6), st.integers(0, 3))
PATHS = st.lists(LABELS, max_size=2).map(tuple)
MATCHES = st.lists(st.builds(MatchCondition, st.sampled_from(["prefix", "suffix"]), PATHS), max_size=2).map(
    tuple
)


class Stores(RuleBasedStateMachine):
    """Two handles on one file, LangGraph's store, and what is remembered of the order of arrival and the index."""

    on_delete: Any = "erase"

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.theirs = InMemoryStore()
        self.ours = [self.opened(), self.opened()]
        self.arrived: dict[Place, int] = {}
        self.indexed: set[Place] = set()
        self.created: dict[Place, Any] = {}

    def opened(self) -> MnemicStore:
        return MnemicStore(Path(self.folder.name) / "memory.db", embedder="hash", on_delete=self.on_delete)

    def teardown(self) -> None:
        if hasattr(self, "ours"):
            for store in self.ours:
                store.close()
            self.folder.cleanup()

    def note(self, ops: list[PutOp]) -> None:
        """Remember what these puts make of order and index."""
        for op in {(op.namespace, op.key): op for op in ops}.values():
            place = (op.namespace, op.key)
            self.indexed.discard(place)
            if op.value is None:
                self.created.pop(place, None)
                if self.on_delete == "erase":
                    self.arrived.pop(place, None)
                continue
            self.arrived.setdefault(place, len(self.arrived) + max(self.arrived.values(), default=0) + 1)
            paths = ["$"] if op.index is None else op.index or []
            if any(_has_text(op.value) if path == "$" else _found(op.value, path) for path in paths):
                self.indexed.add(place)

    def expected(self, prefix: Namespace, wanted: dict[str, Any] | None) -> list[Item]:
        """Return what LangGraph's store holds and the filter accepts, in order of arrival."""
        there = [
            item
            for namespace, items in self.theirs._data.items()
            if namespace[: len(prefix)] == prefix
            for item in items.values()
        ]
        passing = [item for item in there if _accepts(item.value, wanted or {})]
        return sorted(passing, key=lambda item: self.arrived[item.namespace, item.key])

    # What is done

    @rule(at=NAMESPACES, key=KEYS, value=DOCUMENTS, index=INDEXES, which=st.integers(0, 1))
    def put(self, at: Namespace, key: str, value: dict[str, Any], index: Any, which: int) -> None:
        self.theirs.put(at, key, value)
        self.ours[which].put(at, key, value, index)
        self.note([PutOp(at, key, value, index)])

    @rule(at=NAMESPACES, key=KEYS, which=st.integers(0, 1))
    def delete(self, at: Namespace, key: str, which: int) -> None:
        self.theirs.delete(at, key)
        self.ours[which].delete(at, key)
        self.note([PutOp(at, key, None)])

    @rule(
        puts=st.lists(
            st.builds(PutOp, NAMESPACES, KEYS, st.none() | DOCUMENTS, INDEXES, st.none()), max_size=4
        ),
        gets=st.lists(st.builds(GetOp, NAMESPACES, KEYS, st.booleans()), max_size=2),
        which=st.integers(0, 1),
    )
    def batch(self, puts: list[PutOp], gets: list[GetOp], which: int) -> None:
        search = SearchOp((), limit=100)
        ops = [*puts[:2], *gets, search, *puts[2:]]
        found = self.theirs.batch(ops)
        before = self.expected((), None) if not puts else None
        answers = self.ours[which].batch(ops)
        for op, theirs, ours in zip(ops, found, answers, strict=True):
            if op is search:
                # What is read in a batch is what was there before it.
                assert _places(ours, ordered=False) == _places(theirs, ordered=False)
                assert before is None or _places(ours) == _places(before)
            else:
                _assert_same(ours, theirs)
        self.note(puts)

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.ours[which].close()
        self.ours[which] = self.opened()

    # What is asked

    @rule(at=NAMESPACES, key=KEYS, which=st.integers(0, 1))
    def get(self, at: Namespace, key: str, which: int) -> None:
        ours = self.ours[which].get(at, key)
        _assert_same(ours, self.theirs.get(at, key))
        if ours is not None:
            # LangGraph's store in memory forgets when a document was made; its others keep it, as this one does.
            assert self.created.setdefault((at, key), ours.created_at) == ours.created_at
            assert ours.created_at <= ours.updated_at

    @rule(prefix=PREFIXES, wanted=FILTERS, page=PAGES, which=st.integers(0, 1))
    def search(
        self, prefix: Namespace, wanted: dict[str, Any] | None, page: tuple[int, int], which: int
    ) -> None:
        limit, offset = page
        found = self.ours[which].search(prefix, filter=wanted, limit=limit, offset=offset)
        expected = self.expected(prefix, wanted)[offset : offset + limit]
        assert _places(found) == _places(expected)
        for ours, theirs in zip(found, expected, strict=True):
            _assert_same(ours, theirs)
            assert isinstance(ours, SearchItem)
            assert ours.score is None

    @rule(prefix=PREFIXES, wanted=FILTERS, page=PAGES, query=TEXTS, which=st.integers(0, 1))
    def ask(
        self, prefix: Namespace, wanted: dict[str, Any] | None, page: tuple[int, int], query: str, which: int
    ) -> None:
        if not query.strip():
            return
        limit, offset = page
        every = self.ours[which].search(prefix, query=query, filter=wanted, limit=1000)
        expected = [
            item for item in self.expected(prefix, wanted) if (item.namespace, item.key) in self.indexed
        ]
        assert _places(every, ordered=False) == _places(expected, ordered=False)
        scores = [item.score for item in every]
        assert scores == sorted(scores, reverse=True)
        some = self.ours[which].search(prefix, query=query, filter=wanted, limit=limit, offset=offset)
        assert _places(some) == _places(every[offset : offset + limit])

    @rule(matches=MATCHES, depth=st.none() | st.integers(0, 3), page=PAGES, which=st.integers(0, 1))
    def list_namespaces(
        self, matches: tuple[MatchCondition, ...], depth: int | None, page: tuple[int, int], which: int
    ) -> None:
        limit, offset = page
        # Theirs also lists namespaces that were only read, and those whose documents are gone.
        for namespace in [namespace for namespace, items in self.theirs._data.items() if not items]:
            del self.theirs._data[namespace]
        op = ListNamespacesOp(matches, depth, limit, offset)
        assert self.ours[which].batch([op]) == self.theirs.batch([op])

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "ours"):
            there = self.ours[0].search((), limit=1000)
            assert _places(there) == _places(self.expected((), None))


class ArchivingStores(Stores):
    """A document that comes back from the archive is the one it was."""

    on_delete = "archive"

    @rule(at=NAMESPACES, key=KEYS, which=st.integers(0, 1))
    def get(self, at: Namespace, key: str, which: int) -> None:
        _assert_same(self.ours[which].get(at, key), self.theirs.get(at, key))


def _assert_same(ours: Any, theirs: Any) -> None:
    if theirs is None:
        assert ours is None
        return
    assert (ours.namespace, ours.key) == (theirs.namespace, theirs.key)
    # As JSON, which tells 1 from 1.0 and from true, and sees the order of names.
    assert json.dumps(ours.value) == json.dumps(theirs.value)


def _places(items: Any, *, ordered: bool = True) -> list[Place]:
    places = [(item.namespace, item.key) for item in items]
    return places if ordered else sorted(places)


def _accepts(value: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(_accepts_one(value.get(name), condition) for name, condition in wanted.items())


def _accepts_one(value: Any, condition: Any) -> bool:
    """Ask LangGraph's own store; where it fails, nothing matches, but that texts are compared with texts."""
    if isinstance(condition, dict) and any(name.startswith("$") for name in condition):
        return all(_holds(value, name, operand) for name, operand in condition.items())
    return bool(_compare_values(value, condition))


def _holds(value: Any, name: str, operand: Any) -> bool:
    try:
        return bool(_compare_values(value, {name: operand}))
    except (TypeError, ValueError, OverflowError):
        pass
    try:
        float(operand)
    except (ValueError, OverflowError):
        texts = {"$gt": "__gt__", "$gte": "__ge__", "$lt": "__lt__", "$lte": "__le__"}
        return isinstance(value, str) and isinstance(operand, str) and getattr(value, texts[name])(operand)
    return False


def _found(value: dict[str, Any], path: str) -> bool:
    return any(text.strip() for text in get_text_at_path(value, path))


def _has_text(value: Any) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return any(map(_has_text, value))
    return value is not None and str(value).strip() != ""


SETTINGS = settings(
    max_examples=25, stateful_step_count=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip


@pytest.mark.slow
def test_a_store_does_what_langgraphs_own_does() -> None:
    run_state_machine_as_test(Stores, settings=SETTINGS)


@pytest.mark.slow
def test_a_store_that_archives_does_what_langgraphs_own_does() -> None:
    run_state_machine_as_test(ArchivingStores, settings=SETTINGS)
