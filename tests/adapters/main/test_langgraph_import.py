"""Documents of LangGraph's own stores, imported and read back through the adapter."""

from __future__ import annotations

from pathlib import Path

import pytest

import mnemic
from mnemic.adapters.langgraph import MnemicStore

IMPORTS = Path(__file__).parents[2] / "fixtures" / "imports"


@pytest.mark.parametrize(
    "name", ["langgraph.db", "langgraph.sql", "langgraph_inserts.sql", "langgraph_columns.sql"]
)
def test_imported_documents_are_the_store_s_own(tmp_path: Path, name: str) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.import_(IMPORTS / name)
        with MnemicStore(mem) as store:
            home = store.get(("memories", "ana"), "home")
            assert home is not None
            assert home.value == {"text": "Ana lives in Porto", "since": 2021, "tags": ["home"]}
            assert home.namespace == ("memories", "ana")
            assert home.created_at.isoformat()[:19] == "2026-05-20T10:00:05"
            assert home.updated_at.isoformat() == "2026-06-01T08:30:00+00:00"
            assert {item.key for item in store.search(("memories",))} >= {"home", "job"}
            assert ("memories", "bo") in store.list_namespaces()
            assert store.search(("memories",), query="Where does Ana live?")[0].key == "home"
            assert store.get(("cache",), "stale") is None


def test_an_imported_document_lies_as_one_that_is_put(tmp_path: Path) -> None:
    with (
        mnemic.open(tmp_path / "a.db", embedder="hash") as mem,
        mnemic.open(tmp_path / "b.db", embedder="hash") as other,
    ):
        mem.import_(IMPORTS / "langgraph.db")
        with MnemicStore(mem) as store, MnemicStore(other) as put:
            for item in store.search((), limit=100):
                put.put(item.namespace, item.key, item.value)
        for cube in mem.list():
            twin = other.lookup(str(cube.key))
            assert (twin.content, twin.kind, twin.tags) == (cube.content, cube.kind, cube.tags)
            beside = {"written_us", "created_us", "ttl_minutes", "expires_us"}
            assert {k: v for k, v in twin.metadata.items() if k not in beside} == {
                k: v for k, v in cube.metadata.items() if k not in beside
            }


def test_an_imported_document_is_put_and_deleted_like_any(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.import_(IMPORTS / "langgraph.db")
        with MnemicStore(mem) as store:
            store.put(("memories", "ana"), "home", {"text": "Ana lives in Lisbon"})
            assert store.get(("memories", "ana"), "home").value == {"text": "Ana lives in Lisbon"}  # type: ignore[union-attr]
            store.delete(("memories", "ana"), "tea")
            assert store.get(("memories", "ana"), "tea") is None
        again = mem.import_(IMPORTS / "langgraph.db")
        assert again.skipped == 1
        assert again.new == 1  # what was erased is known no more
