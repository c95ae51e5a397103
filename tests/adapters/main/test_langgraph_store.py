"""Documents in a `MnemicStore`: kept exactly, found, deleted, and shared by threads, processes and loops."""

from __future__ import annotations

import asyncio
import enum
import json
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from behaviour import Behaviour, together
from langchain_core.embeddings import DeterministicFakeEmbedding
from langgraph.store.base import (
    GetOp,
    InvalidNamespaceError,
    ListNamespacesOp,
    MatchCondition,
    PutOp,
    SearchOp,
)

import mnemic
from mnemic.adapters.langgraph import MnemicStore
from mnemic.errors import (
    ArgumentError,
    EmbedderMismatch,
    MetadataError,
    StoreBusy,
    StoreClosed,
    VersionConflict,
)

NOTES = ("notes",)


@pytest.fixture
def store(mem: mnemic.Memory) -> MnemicStore:
    return MnemicStore(mem)


class Desk:
    """A store driven as the behaviour suite does it: a document has one text."""

    def __init__(self, store: MnemicStore) -> None:
        self.store = store

    def write(self, text: str) -> str:
        name = str(uuid.uuid4())
        self.store.put(NOTES, name, {"text": text})
        return name

    def read(self, name: str) -> str | None:
        item = self.store.get(NOTES, name)
        return None if item is None else item.value["text"]

    def everything(self) -> list[str]:
        return [item.value["text"] for item in self.store.search(NOTES, limit=1000)]

    def search(self, query: str) -> list[str]:
        return [item.value["text"] for item in self.store.search(NOTES, query=query)]

    def update(self, name: str, text: str) -> None:
        self.store.put(NOTES, name, {"text": text})

    def delete(self, name: str) -> None:
        self.store.delete(NOTES, name)

    def close(self) -> None:
        self.store.close()


class TestBehaviour(Behaviour):
    def open(self, path: Path) -> Desk:
        return Desk(MnemicStore(path, embedder="hash"))


class TestBehaviourOfAStoreWithFields(Behaviour):
    def open(self, path: Path) -> Desk:
        return Desk(MnemicStore(path, embedder="hash", index={"fields": ["text"]}))


# Values


class Colour(enum.StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"": ""},
        {"a": None, "b": True, "c": [], "d": {}, "e": [[], {}, [None]]},
        {"f": 0.1 + 0.2, "g": 1.0, "h": -0.0, "i": 5e-324, "j": 1.7976931348623157e308},
        {"n": 2**63, "m": -(2**4000), "o": 10**4000},
        {"t": "Größe 日本語 👋\n\t\u2028 \\ \" '", "ключ": "значение", "a.b": 1, "x\\y": 2, "$gt": 3},
        {"nul": "a\0b", "half": "\ud800", "\0": {"deep": ["\udfff"]}},
        {"big": "x" * 3_000_000, "list": list(range(20_000))},
    ],
    ids=["empty", "blank", "nothings", "floats", "integers", "texts", "no texts", "big"],
)
def test_a_value_comes_back_as_json_has_it(mem: mnemic.Memory, value: dict[str, Any]) -> None:
    store = MnemicStore(mem, index={"fields": ["t"]})
    store.put(NOTES, "1", value)
    item = store.get(NOTES, "1")
    assert item is not None
    assert json.dumps(item.value) == json.dumps(value)
    [found] = store.search(NOTES)
    assert json.dumps(found.value) == json.dumps(value)


def test_a_value_nested_as_deep_as_json_goes_comes_back(store: MnemicStore) -> None:
    value: Any = "bottom"
    for _ in range(150):
        value = {"in": [value]}
    store.put(NOTES, "1", value)
    assert store.search(NOTES, query="bottom")[0].value == value


def test_what_is_nearly_json_is_kept_as_the_json_it_is(store: MnemicStore) -> None:
    store.put(NOTES, "1", MappingProxyType({"t": (1, (2,)), "c": Colour.RED}))
    item = store.get(NOTES, "1")
    assert item is not None
    assert json.dumps(item.value) == '{"t": [1, [2]], "c": "red"}'


@pytest.mark.parametrize(
    "value",
    [
        {"a": object()}, {"a": {1, 2}}, {"a": b"bytes"}, {"a": float("nan")}, {"a": float("inf")}, {1: "one"},
        {"a": {None: 1}}, {"a": [{"b": {2: "\0"}}]}, {"a": 10**5000}, ["a"], "text", 5,
    ],
    ids=["object", "set", "bytes", "nan", "inf", "number key", "none key", "deep key", "huge", "list", "text", "number"],
)  # fmt: skip
def test_what_is_no_json_is_an_error_before_anything_is_written(store: MnemicStore, value: Any) -> None:
    store.put(NOTES, "kept", {"a": 1})
    with pytest.raises(MetadataError, match=r"document 'bad' in \('notes',\)"):
        store.batch([PutOp(NOTES, "new", {"a": 1}), PutOp(NOTES, "bad", value), PutOp(NOTES, "kept", None)])
    assert [item.key for item in store.search(())] == ["kept"]


def test_a_value_that_contains_itself_is_an_error(store: MnemicStore) -> None:
    value: dict[str, Any] = {}
    value["self"] = value
    with pytest.raises(MetadataError, match="contain itself"):
        store.put(NOTES, "1", value)


def test_what_is_done_to_an_item_is_not_done_to_the_document(store: MnemicStore) -> None:
    given: dict[str, Any] = {"list": [1], "odd": ["\0"]}
    for value in (given, {"list": [1]}):
        store.put(NOTES, "1", value)
        value["list"].append(2)
        item = store.get(NOTES, "1")
        assert item is not None
        assert item.value["list"] == [1]
        item.value["list"].append(3)
        again = store.get(NOTES, "1")
        assert again is not None
        assert again.value["list"] == [1]


def test_an_upsert_keeps_when_it_was_made(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"n": 1})
    first = store.get(NOTES, "1")
    store.put(NOTES, "1", {"n": 2})
    second = store.get(NOTES, "1")
    assert first is not None
    assert second is not None
    assert second.created_at == first.created_at
    assert second.updated_at > first.updated_at
    assert second.created_at.utcoffset() is not None
    [cube] = store.memory.list()
    assert [version.metadata["value"]["n"] for version in store.memory.history(cube.id)] == [1, 2]


def test_what_only_moved_between_tiers_was_not_updated_and_is_still_there(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"text": "Ana plays the cello."})
    before = store.get(NOTES, "1")
    store.memory.archive(ids=[store.memory.list()[0].id])
    assert store.get(NOTES, "1") == before
    assert store.search(NOTES)[0].updated_at == store.search(NOTES, query="cello")[0].updated_at
    assert store.list_namespaces() == [NOTES]


# Places


def test_names_that_only_look_alike_are_different_places(store: MnemicStore) -> None:
    places = [
        (("a", "b"), "c"), (("a",), 'b", "c'), (("a b",), "c"), (("a",), "b"), (("A",), "b"), (("a",), ""),
        (("*",), "b"), (("a",), "\0"), (("a",), "b" * 5000), (("a",), "b" * 4999 + "c"), (("[",), '"]'),
    ]  # fmt: skip
    for number, (namespace, key) in enumerate(places):
        store.put(namespace, key, {"n": number})
    found = [store.get(*place) for place in places]
    assert [item and (item.value["n"], item.namespace, item.key) for item in found] == [
        (number, *place) for number, place in enumerate(places)
    ]
    assert [item.key for item in store.search(("a b",))] == ["c"]
    assert len(store.search(("a",), limit=100)) == 7


def test_a_prefix_is_of_whole_labels(store: MnemicStore) -> None:
    for namespace in (("users",), ("users2",), ("users", "ana"), ("users", "anabel")):
        store.put(namespace, "1", {})
    assert [item.namespace for item in store.search(("users", "ana"))] == [("users", "ana")]
    assert len(store.search(("users",))) == 3


@pytest.mark.parametrize(
    ("namespace", "match"),
    [
        ((), "cannot be empty"),
        (("langgraph",), "langgraph"),
        (("a.b",), "periods"),
        (("",), "empty"),
        ((5,), "strings"),
        (("a\0",), "NUL"),
        (("\ud800",), "surrogate"),
        (("x" * 3000,), "2000"),
        (["a"], "tuple"),
    ],
)
def test_a_namespace_that_cannot_be_is_langgraphs_own_error(
    store: MnemicStore, namespace: Any, match: str
) -> None:
    with pytest.raises(InvalidNamespaceError, match=match):
        store.put(namespace, "1", {})


def test_a_batch_checks_what_langgraph_does_not(store: MnemicStore) -> None:
    with pytest.raises(InvalidNamespaceError, match="periods"):
        store.batch([GetOp(("a.b",), "1")])
    with pytest.raises(ArgumentError, match="no operation of a store"):
        store.batch(["get"])  # type: ignore[list-item]
    with pytest.raises(ArgumentError, match="key is text"):
        store.batch([PutOp(NOTES, 5, {})])  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="limit=-1"):
        store.search((), limit=-1)
    with pytest.raises(ArgumentError, match="offset=1.5"):
        store.search((), offset=1.5)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="match_type='middle'"):
        store.batch([ListNamespacesOp((MatchCondition("middle", ("a",)),))])  # type: ignore[arg-type]


def test_a_batch_may_put_into_the_namespace_without_labels(store: MnemicStore) -> None:
    store.batch([PutOp((), "1", {"n": 1}), PutOp(("a",), "1", {"n": 2})])
    assert store.batch([GetOp((), "1")])[0].value == {"n": 1}  # type: ignore[union-attr]
    assert store.list_namespaces() == [(), ("a",)]


# Finding


def test_a_document_is_found_by_what_was_indexed_of_it(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem, index={"fields": ["title", "parts[*].text"]})
    store.put(NOTES, "1", {"title": "Cello", "secret": "zanzibarwort", "parts": [{"text": "strings"}]})
    store.put(NOTES, "2", {"title": "Cello"}, index=False)
    store.put(NOTES, "3", {"title": "Cello", "body": "a quagga"}, index=["body"])
    store.put(NOTES, "4", {"body": "cello"})
    contents = {cube.metadata["key"]: cube.content for cube in mem.list()}
    assert contents == {"1": "Cello\nstrings", "2": "2 (notes)", "3": "a quagga", "4": "4 (notes)"}
    assert {item.key for item in store.search(NOTES, query="cello")} == {"1", "3"}
    assert store.search(NOTES, query="quagga")[0].key == "3"
    assert [item.key for item in store.search(NOTES, filter={"title": "Cello"})] == ["1", "2", "3"]


def test_a_value_becomes_a_text_for_people(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"text": "Ana moved."})
    store.put(NOTES, "2", {"who": {"name": "Ana"}, "likes": ["tea", "rain"], "age": 30, "gone": None})
    assert [cube.content for cube in store.memory.list()] == [
        "Ana moved.",
        "name: Ana\nlikes: tea\nlikes: rain\nage: 30",
    ]


def test_an_update_may_leave_the_index(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"text": "cello"})
    store.put(NOTES, "1", {"text": "cello"}, index=False)
    assert store.search(NOTES, query="cello") == []
    assert len(store.search(NOTES)) == 1


def test_a_store_without_an_index_passes_the_query_over_as_langgraphs_own_does(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem, index=False)
    store.put(NOTES, "1", {"text": "tea"})
    store.put(NOTES, "2", {"text": "cello"}, index=["text"])
    assert [(item.key, item.score) for item in store.search(NOTES, query="cello")] == [
        ("1", None),
        ("2", None),
    ]
    assert [(item.key, item.score) for item in MnemicStore(mem).search(NOTES, query="cello")] == []


def test_a_query_of_nothing_or_of_no_text_is_answered(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"text": "tea"})
    for query in ("", "  \n", "\0", "\ud800 tea"):
        assert [item.key for item in store.search(NOTES, query=query)] == ["1"]
    assert store.search(NOTES, query="tea", limit=0) == []


def test_pages_of_a_search_are_parts_of_the_whole(store: MnemicStore) -> None:
    store.batch([PutOp(NOTES, str(n), {"text": f"note {n} on tea", "even": n % 2 == 0}) for n in range(1200)])
    whole = store.search(NOTES, limit=5000)
    assert [item.key for item in whole] == [str(n) for n in range(1200)]
    assert [item.key for item in store.search(NOTES, limit=7, offset=1190)] == [
        str(n) for n in range(1190, 1197)
    ]
    # A filter that no `where` can ask: everything is read.
    odd = store.search(NOTES, filter={"even": {"$ne": True}}, limit=3, offset=595)
    assert [item.key for item in odd] == ["1191", "1193", "1195"]
    asked = store.search(NOTES, query="tea", filter={"even": {"$ne": True}}, limit=1000)
    assert len(asked) == 600
    some = store.search(NOTES, query="tea", filter={"even": {"$ne": True}}, limit=5, offset=10)
    assert [item.key for item in some] == [item.key for item in asked[10:15]]


def test_other_memories_of_the_space_are_no_documents(store: MnemicStore) -> None:
    store.memory.remember("Ana plays the cello.", tags=["langgraph"])
    store.put(NOTES, "1", {"text": "tea"})
    assert [item.key for item in store.search((), query="cello")] == ["1"]
    assert len(store.search(())) == 1
    assert store.list_namespaces() == [NOTES]
    assert {hit.cube.content for hit in store.memory.recall("cello and tea")} == {
        "Ana plays the cello.",
        "tea",
    }


# Deleting


def test_several_deletes_of_a_batch_are_one_erasure_and_its_puts_one_operation(store: MnemicStore) -> None:
    store.batch([PutOp(NOTES, str(n), {"n": n}) for n in range(5)])
    store.batch([*(PutOp(NOTES, str(n), None) for n in range(3)), PutOp(NOTES, "nowhere", None)])
    verbs = [operation.verb for operation in store.memory.operations()]
    assert verbs == ["forget", "remember"]
    assert [item.key for item in store.search(())] == ["3", "4"]


def test_deleting_what_is_not_there_does_nothing(store: MnemicStore) -> None:
    store.delete(NOTES, "1")
    assert store.memory.operations() == []


def test_of_several_puts_of_a_batch_the_last_counts(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"n": 0})
    found = store.batch(
        [
            PutOp(NOTES, "1", {"n": 1}),
            GetOp(NOTES, "1"),
            PutOp(NOTES, "1", None),
            PutOp(NOTES, "1", {"n": 2}),
            SearchOp(()),
        ]
    )
    assert found[1].value == {"n": 0}  # type: ignore[union-attr]
    assert [item.value for item in found[4]] == [{"n": 0}]  # type: ignore[union-attr]
    assert len(store.memory.history(store.memory.list()[0].id)) == 2


def test_a_store_that_archives_keeps_what_was_deleted_to_be_read(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem, on_delete="archive")
    store.batch([PutOp(NOTES, "1", {"text": "cello"}), PutOp(NOTES, "2", {"text": "tea"})])
    [id_, _] = [cube.id for cube in mem.list()]
    store.delete(NOTES, "1")
    store.delete(NOTES, "1")
    assert store.get(NOTES, "1") is None
    assert [item.key for item in store.search((), query="cello")] == ["2"]
    assert [item.key for item in store.search(())] == ["2"]
    cube = mem.get(id_)
    assert (cube.tier, cube.metadata["value"]) == ("archive", {"text": "cello"})
    assert "cello" not in {hit.cube.content for hit in mem.recall("cello", tiers=["short_term"])}
    # Whoever opens it with the other choice sees the same documents.
    erasing = MnemicStore(mem)
    assert [item.key for item in erasing.search(())] == ["2"]
    erasing.delete(NOTES, "2")
    store.put(NOTES, "1", {"text": "viola"})
    assert [version.content for version in mem.history(id_)][-1] == "viola"
    store.delete(NOTES, "1")
    erasing.delete(NOTES, "1")  # what was archived can still be erased
    assert mem.stats().cubes == 0


def test_the_last_document_takes_its_namespace_along(store: MnemicStore) -> None:
    store.get(("read", "only"), "1")
    store.put(("gone",), "1", {})
    store.put(("kept", "below"), "1", {})
    store.delete(("gone",), "1")
    assert store.list_namespaces() == [("kept", "below")]
    assert store.list_namespaces(prefix=("*",), suffix=("below",), max_depth=1) == [("kept",)]


def test_a_delete_that_another_program_was_quicker_with_is_done(
    store: MnemicStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.batch([PutOp(NOTES, "1", {}), PutOp(NOTES, "2", {})])
    memory, real = store.memory, mnemic.Memory.forget

    def forget(self: mnemic.Memory, **given: Any) -> Any:
        monkeypatch.setattr(mnemic.Memory, "forget", real)
        memory.forget(ids=[memory.list()[0].id])
        return real(self, **given)

    monkeypatch.setattr(mnemic.Memory, "forget", forget)
    store.batch([PutOp(NOTES, "1", None), PutOp(NOTES, "2", None)])
    assert store.search(()) == []


def test_a_delete_that_never_gets_its_turn_says_so(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MnemicStore(mem, on_delete="archive")
    store.put(NOTES, "1", {"n": 0})
    real = mnemic.Memory.remember_many

    def remember_many(self: mnemic.Memory, items: Any, **given: Any) -> Any:
        if given:
            self.update(self.list()[0].id, importance=0.5)
        return real(self, items, **given)

    monkeypatch.setattr(mnemic.Memory, "remember_many", remember_many)
    with pytest.raises(VersionConflict):
        store.delete(NOTES, "1")


def test_what_is_undone_is_as_if_it_had_not_been_put(store: MnemicStore) -> None:
    store.put(NOTES, "1", {"n": 1})
    store.put(NOTES, "1", {"n": 2})
    store.put(("other",), "1", {"n": 3})
    other, second, first = [operation.id for operation in store.memory.operations()]
    store.memory.undo(second or "")
    item = store.get(NOTES, "1")
    assert item is not None
    assert item.value == {"n": 1}
    store.memory.undo(other or "")
    assert store.get(("other",), "1") is None
    assert store.list_namespaces() == [NOTES]
    store.memory.undo(first or "", cascade=True)
    assert store.search(()) == []
    store.delete(NOTES, "1")
    store.put(NOTES, "1", {"n": 4})
    assert [item.value for item in store.search(())] == [{"n": 4}]


# Opening


def test_a_store_closes_only_what_it_opened(mem: mnemic.Memory, tmp_path: Path) -> None:
    with MnemicStore(mem) as store:
        store.put(NOTES, "1", {})
    assert len(mem.list()) == 1
    assert "MnemicStore(mnemic.Memory(" in repr(store)
    with MnemicStore(tmp_path / "own.db", embedder="hash", space="lab") as own:
        own.put(NOTES, "1", {})
        assert own.memory.space == "lab"
    with pytest.raises(StoreClosed):
        own.get(NOTES, "1")


def test_an_argument_that_cannot_be_says_what_can(mem: mnemic.Memory) -> None:
    with pytest.raises(ArgumentError, match='"erase" or "archive"'):
        MnemicStore(mem, on_delete="forget")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="must be a dict such as"):
        MnemicStore(mem, index=["text"])  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="list of paths"):
        MnemicStore(mem, index={"fields": "text"})  # type: ignore[typeddict-item]
    with pytest.raises(ArgumentError, match="default_ttl"):
        MnemicStore(mem, ttl=5)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="open already"):
        MnemicStore(mem, index={"embed": _lengths, "dims": 2})
    with pytest.raises(ArgumentError, match="list of paths"):
        MnemicStore(mem).put(NOTES, "1", {}, index=True)  # type: ignore[arg-type]


def _lengths(texts: list[str]) -> list[list[float]]:
    return [[1.0, float("cello" in text)] for text in texts]


async def _later(texts: list[str]) -> list[list[float]]:
    return _lengths(texts)


def test_a_store_embeds_with_what_the_index_names(path: Path) -> None:
    with MnemicStore(path, index={"embed": _lengths, "dims": 2}) as store:
        store.put(NOTES, "1", {"text": "tea"})
        store.put(NOTES, "2", {"text": "celloist"})
        assert store.search(NOTES, query="a cello")[0].key == "2"
        assert store.memory.stats().embedder == "callable:_lengths"
    with MnemicStore(path, index={"embed": _lengths}) as store:
        assert len(store.search(NOTES)) == 2
    with pytest.raises(EmbedderMismatch):
        MnemicStore(path, embedder="hash")


def test_a_store_embeds_with_langchains_embeddings(path: Path) -> None:
    with MnemicStore(path, index={"embed": DeterministicFakeEmbedding(size=8), "dims": 8}) as store:
        store.put(NOTES, "1", {"text": "tea"})
        assert store.search(NOTES, query="tea")[0].key == "1"
        assert store.memory.stats().embedder == "callable:DeterministicFakeEmbedding"


def test_a_store_embeds_with_a_model_that_langchain_knows_by_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(_name: str) -> Any:
        return DeterministicFakeEmbedding(size=8)

    monkeypatch.setattr("mnemic.adapters.langgraph._embedder.ensure_embeddings", known)
    with MnemicStore(path, index={"embed": "provider:model-1", "dims": 8}) as store:
        store.put(NOTES, "1", {"text": "tea"})
        assert store.search(NOTES, query="tea")[0].key == "1"
        assert store.memory.stats().embedder == "callable:provider:model-1"


def test_an_embedder_that_cannot_be_used_says_why(path: Path) -> None:
    with pytest.raises(ArgumentError, match="async function"):
        MnemicStore(path, index={"embed": _later, "dims": 2})
    with pytest.raises(ArgumentError, match="leave one of them out"):
        MnemicStore(path, index={"embed": _lengths}, embedder="hash")
    with pytest.raises(ValueError, match="nobody:nothing|langchain"):
        MnemicStore(path, index={"embed": "nobody:nothing"})
    assert not path.exists()


# Whose


def test_documents_of_a_user_are_forgotten_with_them(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem, user=lambda namespace: namespace[1] if len(namespace) > 1 else None)
    for name in ("ana", "bo"):
        store.put(("users", name), "prefs", {"name": name})
    store.put(("shared",), "1", {})
    assert [cube.user for cube in mem.list()] == ["ana", "bo", None]
    found = store.get(("users", "ana"), "prefs")
    assert found is not None
    assert found.value == {"name": "ana"}
    mem.forget(user="ana")
    assert [item.namespace for item in store.search(())] == [("users", "bo"), ("shared",)]


def test_a_store_of_one_user_sees_only_theirs(mem: mnemic.Memory) -> None:
    ana, bo = MnemicStore(mem, user="ana"), MnemicStore(mem, user="bo")
    ana.put(NOTES, "1", {"text": "tea"})
    bo.put(NOTES, "1", {"text": "rain"})
    bo.put(("more",), "1", {})
    assert [item.value for item in ana.search(())] == [{"text": "tea"}]
    assert [item.value for item in ana.search((), query="rain")] == [{"text": "tea"}]
    assert ana.list_namespaces() == [NOTES]
    bo.delete(NOTES, "1")
    assert ana.get(NOTES, "1") is not None


def test_documents_form_facts_where_asked(mem: mnemic.Memory) -> None:
    MnemicStore(mem, user="ana").put(NOTES, "1", {"text": "I live in Rome."})
    mem.consolidate()
    assert mem.facts() == []
    forming = MnemicStore(mem, form=True, user="ana")
    forming.put(NOTES, "2", {"text": "I live in Porto."})
    mem.consolidate()
    assert [fact.content for fact in mem.facts(user="ana")] == ["ana lives in Porto."]
    assert {item.key for item in forming.search(NOTES, query="Porto")} == {"1", "2"}
    forming.delete(NOTES, "2")
    assert mem.facts(user="ana") == []


# At the same time


def test_threads_that_put_one_document_lose_no_version(path: Path) -> None:
    with MnemicStore(path, embedder="hash") as store:
        together([lambda n=n: [store.put(NOTES, "1", {"n": n, "i": i}) for i in range(10)] for n in range(4)])
        [cube] = store.memory.list()
        assert cube.version == 40
        assert len(store.search(())) == 1


def test_processes_on_one_file_see_each_others_documents(path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from mnemic.adapters.langgraph import MnemicStore
        with MnemicStore(sys.argv[1], embedder="hash") as store:
            for n in range(30):
                store.put(("of", sys.argv[2]), str(n), {"n": n})
                store.put(("shared",), str(n), {"by": sys.argv[2]})
                if n % 10 == 9:
                    store.delete(("of", sys.argv[2]), str(n))
                assert store.get(("of", sys.argv[2]), str(n - n % 10)).value["n"] == n - n % 10
        """
    )
    with MnemicStore(path, embedder="hash") as store:
        workers = [
            subprocess.Popen([sys.executable, "-c", script, str(path), name], stderr=subprocess.PIPE)
            for name in ("one", "two")
        ]
        for worker in workers:
            _, told = worker.communicate(timeout=120)
            assert worker.returncode == 0, told.decode()
        assert store.list_namespaces() == [("of", "one"), ("of", "two"), ("shared",)]
        assert len(store.search(("of",), limit=1000)) == 54
        assert len(store.search(("shared",), limit=1000)) == 30
        assert store.memory.check() == []


@pytest.mark.anyio
async def test_many_awaited_at_once_all_arrive(store: MnemicStore) -> None:
    await asyncio.gather(*(store.aput(NOTES, str(n), {"text": f"note {n}"}) for n in range(50)))
    assert len(await store.asearch(NOTES, limit=100)) == 50
    found = await asyncio.gather(*(store.aget(NOTES, str(n)) for n in range(50)))
    assert [item.value for item in found if item] == [{"text": f"note {n}"} for n in range(50)]
    await asyncio.gather(*(store.adelete(NOTES, str(n)) for n in range(5)))
    assert len(await store.asearch(NOTES, query="note", limit=100)) == 45
    assert await store.alist_namespaces() == [NOTES]


def test_an_erasure_that_fails_is_told_to_whoever_asked(
    store: MnemicStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.batch([PutOp(NOTES, str(n), {}) for n in range(4)])

    def forget(self: mnemic.Memory, **given: Any) -> Any:
        time.sleep(0.1)
        raise StoreBusy("another connection holds the store")

    monkeypatch.setattr(mnemic.Memory, "forget", forget)
    failed: list[str] = []

    def delete(key: str) -> None:
        with pytest.raises(StoreBusy):
            store.delete(NOTES, key)
        failed.append(key)

    together([lambda n=n: delete(str(n)) for n in range(4)])
    assert sorted(failed) == ["0", "1", "2", "3"]
    monkeypatch.undo()
    store.delete(NOTES, "0")
    assert len(store.search(())) == 3


@pytest.mark.anyio
async def test_the_loop_goes_on_while_the_store_works(path: Path) -> None:
    with MnemicStore(path, index={"embed": _slowly, "dims": 2}) as store:
        await store.aput(NOTES, "1", {"text": "tea"})
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.01)
                ticks += 1

        ticking = asyncio.create_task(tick())
        await store.asearch(NOTES, query="tea")
        ticking.cancel()
        assert ticks >= 10


def _slowly(texts: list[str]) -> list[list[float]]:
    time.sleep(0.2)
    return _lengths(texts)


@pytest.fixture
def server(path: Path) -> Iterator[Mapping[str, str]]:
    pytest.importorskip("prometheus_client", reason="a server needs mnemic[serve]")
    from mnemic.serve.http import Settings, running

    with mnemic.open(path, embedder="hash"):
        pass
    with running(Settings(location=str(path), port=0)) as server:
        yield {"url": server.url, "key": server.key or ""}


def test_a_store_on_a_server_does_the_same(server: Mapping[str, str]) -> None:
    with MnemicStore(server["url"], api_key=server["key"], ttl={"default_ttl": 60}) as store:
        value = {"text": "Ana plays the cello.", "f": 0.1 + 0.2, "l": [1, None, {"x": []}]}
        store.put(("users", "ana"), "1", value)
        store.put(("users", "bo"), "2", {"text": "tea", "odd": "a\0b\ud800"})
        assert [item.value for item in store.search(("users",))] == [
            value,
            {"text": "tea", "odd": "a\0b\ud800"},
        ]
        assert store.search((), query="Who plays the cello?")[0].key == "1"
        assert [item.key for item in store.search((), filter={"f": {"$gt": 0.2}})] == ["1"]
        assert store.list_namespaces(max_depth=1) == [("users",)]
        store.delete(("users", "ana"), "1")
        assert store.get(("users", "ana"), "1") is None
        assert store.sweep_ttl() == 0
