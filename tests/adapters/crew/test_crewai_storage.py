"""CrewAI's storage over Mnemic: records, filters, scores, versions, several users, threads and processes."""

# ruff: noqa: DTZ001 - CrewAI keeps UTC without saying so

from __future__ import annotations

import asyncio
import copy
import math
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from behaviour import together
from crewai.memory.storage.backend import EmbeddingDimensionMismatchError, StorageBackend
from crewai.memory.types import MemoryRecord

import mnemic
from mnemic.adapters.crewai import MnemicStorage
from mnemic.errors import ArgumentError, Forbidden, MetadataError


def record(content: str, embedding: list[float] | None = None, **fields: Any) -> MemoryRecord:
    return MemoryRecord(content=content, embedding=[1.0, 0.0] if embedding is None else embedding, **fields)


def texts(found: list[tuple[MemoryRecord, float]]) -> list[str]:
    return [record.content for record, _ in found]


@pytest.fixture
def storage(mem: mnemic.Memory) -> MnemicStorage:
    return MnemicStorage(mem)


class TestRecords:
    def test_it_is_a_storage_backend(self, storage: MnemicStorage) -> None:
        assert isinstance(storage, StorageBackend)

    def test_every_field_comes_back(self, storage: MnemicStorage) -> None:
        whole = MemoryRecord(
            id="not a uuid",
            content="Ana moved.",
            scope="/crew/ana",
            categories=["people", "places"],
            metadata={"n": 3, "nested": {"list": [1, None, "x", 1.5, True]}},
            importance=0.75,
            created_at=datetime(2026, 5, 1, 9, 30, 0, 123456),
            last_accessed=datetime(2026, 5, 2, tzinfo=UTC),
            embedding=[0.1, -2.5, 1e-20],
            source="ana",
            private=True,
        )
        storage.save([whole])
        for back in (
            storage.get_record("not a uuid"), storage.list_records()[0], storage.search([0.0, 0.0, 1.0])[0][0],
        ):  # fmt: skip
            assert back is not None
            assert back.model_dump() == whole.model_dump()
            assert back.embedding == np.asarray(whole.embedding, dtype=np.float32).tolist()

    @pytest.mark.parametrize("content", ["", "  \n", "a NUL \0 in it", "half a character \ud83d"])
    def test_content_that_no_memory_can_hold_comes_back_too(
        self, storage: MnemicStorage, content: str
    ) -> None:
        storage.save([record(content, id="odd")])
        back = storage.get_record("odd")
        assert back is not None
        assert back.content == content

    def test_what_is_handed_out_is_the_callers_own(self, storage: MnemicStorage) -> None:
        storage.save([record("Ana moved.", metadata={"list": [1]})])
        mine = storage.list_records()[0]
        mine.metadata["list"].append(2)
        mine.content = "changed"
        again = storage.list_records()[0]
        assert (again.content, again.metadata) == ("Ana moved.", {"list": [1]})

    def test_there_is_no_record_of_an_unknown_id(self, storage: MnemicStorage) -> None:
        assert storage.get_record("nobody") is None

    def test_a_record_without_an_embedding_is_kept_and_has_none(self, storage: MnemicStorage) -> None:
        storage.save([MemoryRecord(content="bare", id="bare")])
        back = storage.get_record("bare")
        assert back is not None
        assert back.embedding is None
        assert storage.search([3.0]) == [(back, pytest.approx(0.1))]

    def test_the_same_id_twice_is_one_record(self, storage: MnemicStorage) -> None:
        storage.save([record("first", id="x"), record("second", id="x")])
        storage.save([record("third", id="x")])
        assert [one.content for one in storage.list_records()] == ["third"]

    def test_nothing_saved_writes_nothing(self, storage: MnemicStorage) -> None:
        storage.save([])
        assert storage.memory.operations() == []

    def test_a_batch_is_one_operation_and_all_or_nothing(self, storage: MnemicStorage) -> None:
        storage.save([record("a"), record("b")])
        assert len(storage.memory.operations()) == 1
        with pytest.raises(MetadataError, match="item 1"):
            storage.save([record("c"), record("d", metadata={"when": datetime(2026, 1, 1)})])
        assert storage.count() == 2

    def test_an_update_is_a_version_that_can_be_undone(self, storage: MnemicStorage) -> None:
        storage.save([record("Ana lives in Rome.", id="home")])
        storage.update(record("Ana lives in Porto.", embedding=[0.0, 1.0], id="home"))
        cube = storage.memory.lookup("crewai:home")
        assert [version.content for version in storage.memory.history(cube.id)] == [
            "Ana lives in Rome.", "Ana lives in Porto.",
        ]  # fmt: skip
        assert texts(storage.search([0.0, 1.0], min_score=0.9)) == ["Ana lives in Porto."]
        storage.memory.undo(cube.operation)
        assert texts(storage.search([1.0, 0.0], min_score=0.9)) == ["Ana lives in Rome."]

    def test_what_was_withdrawn_is_no_record_and_can_be_saved_again(self, storage: MnemicStorage) -> None:
        storage.save([record("Ana moved.", id="x")])
        assert storage.count() == 1
        storage.memory.undo(storage.memory.operations()[0].id or "")
        assert (storage.get_record("x"), storage.count()) == (None, 0)
        storage.save([record("Ana moved back.", id="x")])
        assert storage.count() == 1

    def test_an_update_of_an_unknown_id_keeps_the_record(self, storage: MnemicStorage) -> None:
        storage.update(record("new", id="new"))
        assert storage.count() == 1


class TestSearch:
    def test_scores_are_those_of_lancedb_or_of_qdrant(self, mem: mnemic.Memory) -> None:
        MnemicStorage(mem).save([record("near", [3.0, 4.0]), record("far", [-3.0, 4.0])])
        near, far = MnemicStorage(mem).search([0.0, 4.0])
        assert near[1] == far[1] == pytest.approx(1 / (1 + 9))
        cosines = MnemicStorage(mem, distance="cosine").search([0.6, 0.8])
        assert [score for _, score in cosines] == [pytest.approx(1.0), pytest.approx(0.28)]

    def test_zeros_have_no_direction(self, mem: mnemic.Memory) -> None:
        storage = MnemicStorage(mem, distance="cosine")
        storage.save([record("zeros", [0.0, 0.0]), record("one", [1.0, 0.0])])
        assert [score for _, score in storage.search([0.0, 0.0])] == [0.0, 0.0]

    def test_filters_come_before_the_limit(self, storage: MnemicStorage) -> None:
        crowd = [record(f"near {i}", [1.0, i / 1000]) for i in range(50)]
        storage.save([*crowd, record("far", [-1.0, 0.0], categories=["rare"], metadata={"n": 1}, scope="/x")])
        for filters in (
            {"categories": ["rare", "none"]},
            {"metadata_filter": {"n": 1}},
            {"scope_prefix": "/x"},
        ):
            assert texts(storage.search([1.0, 0.0], limit=1, **filters)) == ["far"]  # type: ignore[arg-type]

    def test_a_scope_is_its_parts_not_its_letters(self, storage: MnemicStorage) -> None:
        for scope in ("/", "/team", "/team/", "/team/ana", "/team_b", "/team2", "team/bo"):
            storage.save([record(scope, scope=scope)])
        found = {"/team", "/team/", "/team/ana", "team/bo"}
        for prefix in ("/team", "/team/", "team"):
            assert set(texts(storage.search([1.0, 0.0], scope_prefix=prefix))) == found
            assert storage.count(prefix) == 4
        for everything in (None, "", "/"):
            assert storage.count(everything) == 7

    def test_all_metadata_given_must_match(self, storage: MnemicStorage) -> None:
        storage.save([record("both", metadata={"a": 1, "b": 2}), record("one", metadata={"a": 1})])
        assert texts(storage.search([1.0, 0.0], metadata_filter={"a": 1, "b": 2})) == ["both"]

    def test_the_least_score_counts(self, storage: MnemicStorage) -> None:
        storage.save([record("near"), record("far", [0.0, 1.0])])
        assert texts(storage.search([1.0, 0.0], min_score=0.5)) == ["near"]

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_limit_of_nothing_finds_nothing(self, storage: MnemicStorage, limit: int) -> None:
        storage.save([record("near")])
        assert storage.search([1.0, 0.0], limit=limit) == []
        assert storage.list_records(limit=limit) == []

    def test_an_empty_store_finds_nothing(self, storage: MnemicStorage) -> None:
        assert storage.search([1.0, 0.0]) == []

    def test_another_dimension_is_crewais_own_error(self, storage: MnemicStorage) -> None:
        storage.save([record("near")])
        for call in (
            lambda: storage.search([1.0, 0.0, 0.0]),
            lambda: storage.save([record("x", [1.0])]),
            lambda: storage.update(record("x", [1.0])),
        ):
            with pytest.raises(EmbeddingDimensionMismatchError, match="2-dimensional") as caught:
                call()
            assert caught.value.stored_dim == 2
        with pytest.raises(EmbeddingDimensionMismatchError):
            storage.save([record("x", [1.0, 1.0]), record("y", [1.0])])
        assert storage.count() == 1
        storage.reset()
        storage.save([record("x", [1.0])])
        assert texts(storage.search([1.0])) == ["x"]

    def test_dimensions_that_two_processes_mixed_are_said_and_can_be_mended(self, path: Path) -> None:
        with mnemic.open(path, embedder="hash") as mem:
            one, other = MnemicStorage(mem), MnemicStorage(mem)
            one.save([record("one")])
            # As if both had looked before either wrote.
            other._check_dimensions = lambda dimensions: None  # type: ignore[method-assign]
            other.save([record("other", [1.0, 2.0, 3.0], id="other")])
            with pytest.raises(EmbeddingDimensionMismatchError):
                one.search([1.0, 0.0])
            assert one.delete(record_ids=["other"]) == 1
            assert texts(one.search([1.0, 0.0])) == ["one"]

    @pytest.mark.parametrize("query", [[math.nan, 1.0], [math.inf, 1.0], [[1.0, 2.0]], ["a", "b"]])
    def test_an_embedding_that_is_no_numbers_is_an_error(self, storage: MnemicStorage, query: Any) -> None:
        with pytest.raises(ArgumentError, match="query_embedding"):
            storage.search(query)
        with pytest.raises(ArgumentError, match="embedding of record 'x'"):
            storage.save(
                [MemoryRecord.model_construct(**{**record("x", id="x").__dict__, "embedding": query})]
            )

    def test_rows_of_what_is_gone_are_used_again(self, storage: MnemicStorage) -> None:
        for turn in range(3):
            storage.save([record(f"{turn} {i}", [float(i), 1.0], id=f"{i}") for i in range(100)])
            assert texts(storage.search([99.0, 1.0], limit=1)) == [f"{turn} 99"]
        storage.delete(record_ids=["99"])
        storage.save([record("late", [500.0, 1.0])])
        assert texts(storage.search([499.0, 1.0], limit=2)) == ["late", "2 98"]


class TestRecallInWords:
    def test_it_keeps_to_scope_categories_and_privacy(self, storage: MnemicStorage) -> None:
        storage.save([
            record("The cello concert is on Friday.", scope="/ana", categories=["music"]),
            record("The cello lesson is on Monday.", scope="/ana/private", private=True, source="ana"),
            record("The cello is in the hall.", scope="/anabel", categories=["things", " "]),
        ])  # fmt: skip
        storage.memory.remember("The cello belongs to nobody's crew.")

        def found(**filters: Any) -> set[str]:
            return {hit.cube.content.split()[2] for hit in storage.recall("Where is the cello?", **filters)}

        assert found() == {"concert", "is"}
        assert found(include_private=True) == {"concert", "lesson", "is"}
        assert found(source="ana") == {"concert", "lesson", "is"}
        assert found(source="bo") == {"concert", "is"}
        assert found(scope_prefix="/ana", source="ana") == {"concert", "lesson"}
        assert found(categories=["music", "none"]) == {"concert"}
        assert found(categories=["none"]) == set()

    def test_it_makes_a_prompt(self, storage: MnemicStorage) -> None:
        storage.save([record("The cello concert is on Friday.")])
        context = storage.recall("When is the concert?", max_tokens=200).context()
        assert "The cello concert is on Friday." in context
        assert "AACAPw" not in context, "an embedding is nothing to read"


class TestLists:
    def test_records_are_listed_newest_first_page_by_page(self, storage: MnemicStorage) -> None:
        days = [3, 1, 2]
        storage.save([record(f"day {day}", created_at=datetime(2026, 5, day)) for day in days])
        assert [one.content for one in storage.list_records()] == ["day 3", "day 2", "day 1"]
        assert [one.content for one in storage.list_records(limit=1, offset=1)] == ["day 2"]
        assert storage.list_records(offset=-1) == []

    def test_a_scope_says_what_it_holds(self, storage: MnemicStorage) -> None:
        storage.save([
            record("a", scope="/crew/a/x", categories=["p", "q"], created_at=datetime(2026, 5, 1)),
            record("b", scope="/crew/b", categories=["q"], created_at=datetime(2026, 5, 3)),
            record("c", scope="/crewmate"),
        ])  # fmt: skip
        info = storage.get_scope_info("/crew/")
        assert (info.path, info.record_count, info.categories) == ("/crew", 2, ["p", "q"])
        assert (info.oldest_record, info.newest_record) == (datetime(2026, 5, 1), datetime(2026, 5, 3))
        assert info.child_scopes == storage.list_scopes("/crew") == ["/crew/a", "/crew/b"]
        assert storage.list_scopes() == ["/crew", "/crewmate"]
        assert storage.list_categories() == {"p": 1, "q": 2}
        assert storage.list_categories("/crew/b") == {"q": 1}
        nothing = storage.get_scope_info("/nowhere")
        assert (nothing.record_count, nothing.oldest_record, nothing.child_scopes) == (0, None, [])

    def test_a_naive_time_and_one_with_a_zone_can_be_compared(self, storage: MnemicStorage) -> None:
        storage.save([
            record("naive", created_at=datetime(2026, 5, 1)), record("zoned", created_at=datetime(2026, 5, 2, tzinfo=UTC)),
        ])  # fmt: skip
        assert storage.get_scope_info("/").newest_record == datetime(2026, 5, 2, tzinfo=UTC)
        assert storage.delete(older_than=datetime(2026, 5, 2)) == 1


class TestDeleting:
    def test_all_that_is_given_must_match(self, storage: MnemicStorage) -> None:
        old, new = datetime(2026, 1, 1), datetime(2026, 6, 1)
        storage.save([
            record("1", id="1", scope="/a", categories=["x"], metadata={"n": 1}, created_at=old),
            record("2", id="2", scope="/a/b", categories=["x", "y"], created_at=new),
            record("3", id="3", scope="/c", categories=["y"], metadata={"n": 1}, created_at=old),
            record("4", id="4", created_at=old),
        ])  # fmt: skip
        assert storage.delete(scope_prefix="/c", record_ids=["1"]) == 0
        assert storage.delete(categories=["x"], older_than=new) == 1
        assert storage.delete(metadata_filter={"n": 1}, scope_prefix="/c") == 1
        assert storage.delete(scope_prefix="/a") == 1, "a record of the root is not in it"
        assert storage.delete(record_ids=["4", "unknown"]) == 1
        assert storage.count() == 0

    @pytest.mark.parametrize("nothing", [{"record_ids": []}, {"categories": []}, {"metadata_filter": {}}])
    def test_an_empty_list_deletes_nothing(self, storage: MnemicStorage, nothing: Any) -> None:
        storage.save([record("a")])
        assert storage.delete(**nothing) == 0
        assert storage.count() == 1

    def test_several_are_one_forgetting(self, storage: MnemicStorage) -> None:
        storage.save([record(f"{i}", id=f"{i}") for i in range(5)])
        assert storage.delete(record_ids=["0", "1", "2"]) == 3
        assert [operation.verb for operation in storage.memory.operations()] == ["forget", "remember"]

    def test_what_is_deleted_can_be_archived_instead(self, mem: mnemic.Memory) -> None:
        storage, other = MnemicStorage(mem, on_delete="archive"), MnemicStorage(mem)
        storage.save([record("The cello is old.", id="a"), record("The cello is new.", id="b")])
        assert other.count() == 2
        assert storage.delete(record_ids=["a"]) == 1
        assert storage.delete(record_ids=["a"]) == 0
        assert storage.get_record("a") is None
        for each in (storage, other, MnemicStorage(mem)):
            assert [one.content for one in each.list_records()] == ["The cello is new."]
        assert [hit.cube.content for hit in storage.recall("cello")] == ["The cello is new."]
        old = mem.lookup("crewai:a")
        assert (old.tier, old.content, old.version) == ("archive", "The cello is old.", 3)
        storage.save([record("The cello is mended.", id="a")])
        assert other.count() == 2
        assert {hit.cube.content for hit in storage.recall("cello")} == {
            "The cello is new.",
            "The cello is mended.",
        }

    def test_an_archiving_is_taken_back_by_undo(self, mem: mnemic.Memory) -> None:
        storage = MnemicStorage(mem, on_delete="archive")
        storage.save([record("a", id="a"), record("b", id="b")])
        storage.reset()
        assert storage.count() == 0
        deleted = mem.operations(limit=2)[1]
        mem.undo(deleted.id or "", cascade=True)
        assert storage.count() == 2
        assert storage._archive([mem.lookup("crewai:a").id]) == 1
        assert storage._archive([mem.lookup("crewai:a").id]) == 0

    def test_what_is_written_while_it_is_archived_is_archived_too(self, mem: mnemic.Memory) -> None:
        storage = MnemicStorage(mem, on_delete="archive")
        storage.save([record("a", id="a")])
        remember, tries = mem.remember_many, []

        def interrupted(items: Any, **kwargs: Any) -> Any:
            if not tries:
                tries.append(1)
                remember([{"content": "b", "key": "crewai:a", "kind": "resource", "tags": ["crewai"],
                           "metadata": mem.lookup("crewai:a").metadata.thaw()}])  # fmt: skip
            return remember(items, **kwargs)

        mem.remember_many = interrupted  # type: ignore[method-assign]
        assert storage.delete() == 1
        assert (storage.count(), mem.lookup("crewai:a").content) == (0, "b")

    def test_a_reset_leaves_other_memories(self, storage: MnemicStorage) -> None:
        storage.memory.remember("Ana moved to Porto.")
        storage.save([record("a"), record("b", scope="/b")])
        storage.reset("/b")
        assert storage.count() == 1
        storage.reset()
        assert [cube.content for cube in storage.memory.list()] == ["Ana moved to Porto."]

    def test_what_somebody_else_erased_meanwhile_is_not_counted(self, storage: MnemicStorage) -> None:
        storage.save([record("a", id="a"), record("b", id="b")])
        gone = storage.memory.lookup("crewai:a").id
        left = storage.memory.lookup("crewai:b").id
        storage.memory.forget(ids=[gone])
        assert storage._erase([gone, left]) == 1
        assert storage._erase([gone]) == 0


class TestSharing:
    def test_records_of_users_are_apart(self, mem: mnemic.Memory) -> None:
        ana, bo, nobody = (MnemicStorage(mem, user=user) for user in ("ana", "bo", None))
        ana.save([record("Ana's", id="x")])
        bo.save([record("Bo's", id="x")])
        assert [texts(each.search([1.0, 0.0])) for each in (ana, bo, nobody)] == [["Ana's"], ["Bo's"], []]
        assert nobody.get_record("x") is None
        assert [[hit.cube.user for hit in each.recall("Ana's")] for each in (ana, nobody)] == [["ana"], []]
        mem.forget(user="ana")
        assert (ana.count(), bo.count()) == (0, 1)

    def test_what_another_handle_did_is_seen_at_the_next_look(self, path: Path) -> None:
        with MnemicStorage(path, embedder="hash") as one, MnemicStorage(path, embedder="hash") as other:
            one.save([record(f"{i}", [float(i), 0.0], id=f"{i}") for i in range(3)])
            assert other.count() == 3
            one.update(record("two", [9.0, 0.0], id="2"))
            one.memory.remember("not a record")
            assert texts(other.search([9.0, 0.0], limit=1)) == ["two"]
            one.delete(record_ids=["2"])
            assert texts(other.search([9.0, 0.0], limit=1)) == ["1"]
            for i in range(100):
                one.save([record(f"many {i}")])
            assert other.count() == 102
            one.save([record(f"batch {i}") for i in range(300)])
            assert other.count() == 402
            one.memory.forget(everything=True)
            assert other.count() == 0

    def test_who_is_not_told_what_was_done_reads_everything(self, mem: mnemic.Memory) -> None:
        one, other = MnemicStorage(mem, user="ana"), MnemicStorage(mem, user="ana")

        def forbidden(**_kwargs: Any) -> Any:
            raise Forbidden("this key is bound to one user")

        one.memory.log = forbidden  # type: ignore[method-assign, assignment]
        for number in range(3):
            other.save([record(f"{number}", id=f"{number}")])
            assert one.count() == number + 1
        assert one.delete(record_ids=["1"]) == 1
        assert texts(one.search([1.0, 0.0])) == ["0", "2"]

    @pytest.mark.slow
    def test_another_process_is_seen_too(self, path: Path) -> None:
        code = (
            "import sys; from crewai.memory.types import MemoryRecord as R\n"
            "from mnemic.adapters.crewai import MnemicStorage\n"
            "with MnemicStorage(sys.argv[1], embedder='hash') as storage:\n"
            "    storage.save([R(content=f'{sys.argv[2]} {i}', embedding=[1.0, 0.0]) for i in range(20)])\n"
            "    assert storage.count() >= 20\n"
        )
        with MnemicStorage(path, embedder="hash") as storage:
            storage.save([record("here")])
            others = [subprocess.Popen([sys.executable, "-c", code, path, name]) for name in "ab"]
            assert [other.wait(120) for other in others] == [0, 0]
            assert storage.count() == 41

    def test_threads_search_while_others_write(self, storage: MnemicStorage) -> None:
        def write(thread: int) -> None:
            for i in range(15):
                storage.save([record(f"{thread} {i}", [float(i), 1.0], id=f"{thread} {i}")])
                if i % 5 == 4:
                    storage.delete(record_ids=[f"{thread} {i}"])

        def read() -> None:
            for _ in range(40):
                found = storage.search([1.0, 1.0], limit=5)
                assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)

        together([lambda: write(0), lambda: write(1), read, read])
        assert storage.count() == 24

    def test_it_closes_only_what_it_opened(self, mem: mnemic.Memory, tmp_path: Path) -> None:
        with MnemicStorage(mem) as storage:
            storage.save([record("a")])
        assert len(mem.list()) == 1
        own = MnemicStorage(tmp_path / "own.db", embedder="hash")
        own.close()
        with pytest.raises(mnemic.errors.StoreClosed):
            own.count()

    def test_a_copy_is_the_same_storage(self, storage: MnemicStorage) -> None:
        assert copy.deepcopy(storage) is storage
        assert "default" in repr(storage)

    def test_archived_records_still_are_records(self, storage: MnemicStorage) -> None:
        storage.save([record("a", id="a")])
        storage.memory.archive(ids=[storage.memory.lookup("crewai:a").id])
        assert storage.count() == 1
        assert MnemicStorage(storage.memory).count() == 1

    def test_wrong_arguments_are_said(self, mem: mnemic.Memory) -> None:
        with pytest.raises(ArgumentError, match="distance='dot'"):
            MnemicStorage(mem, distance="dot")  # type: ignore[arg-type]
        with pytest.raises(ArgumentError, match="on_delete='burn'"):
            MnemicStorage(mem, on_delete="burn")  # type: ignore[arg-type]
        with pytest.raises(ArgumentError, match="embedder: for a memory that is opened here"):
            MnemicStorage(mem, embedder="hash")

    def test_another_cube_under_the_key_is_no_record(self, storage: MnemicStorage) -> None:
        storage.memory.remember("mine", key="crewai:x")
        assert storage.get_record("x") is None

    @pytest.mark.parametrize("change", [{"tags": []}, {"metadata": {"mine": 1}}])
    def test_what_somebody_made_another_memory_of_is_no_record(
        self, storage: MnemicStorage, change: dict[str, Any]
    ) -> None:
        storage.save([record("a", id="a"), record("b", id="b")])
        assert storage.count() == 2
        storage.memory.update(storage.memory.lookup("crewai:a").id, **change)
        assert storage.get_record("a") is None
        assert [one.content for one in storage.list_records()] == ["b"]

    def test_what_rests_on_an_erased_record_and_is_one_itself_goes_with_it(
        self, storage: MnemicStorage
    ) -> None:
        storage.save([record("a", id="a")])
        cube = storage.memory.lookup("crewai:a")
        storage.save([record("b", id="b")])
        kept = {**storage.memory.lookup("crewai:b").metadata.thaw(), "id": "c"}
        storage.memory.remember(
            "c",
            kind="resource",
            key="crewai:c",
            tags=["crewai"],
            metadata=kept,
            links=[("derived_from", cube.id)],
        )
        assert storage.count() == 3
        storage.delete(record_ids=["a"])
        assert [one.content for one in storage.list_records()] == ["b"]


class TestCoroutines:
    def test_they_do_the_same(self, storage: MnemicStorage) -> None:
        async def work() -> None:
            await storage.asave([record("a", id="a"), record("b", [0.0, 1.0])])
            assert texts(await storage.asearch([1.0, 0.0], limit=1)) == ["a"]
            assert await storage.adelete(record_ids=["a"]) == 1

        asyncio.run(work())
        assert storage.count() == 1

    def test_the_loop_goes_on_meanwhile(self, storage: MnemicStorage) -> None:
        async def work() -> int:
            ticks = 0
            saving = asyncio.ensure_future(storage.asave([record(f"{i}") for i in range(2000)]))
            while not saving.done():
                ticks += 1
                await asyncio.sleep(0.005)
            await saving
            return ticks

        assert asyncio.run(work()) > 3


def test_time_is_not_spent_on_what_did_not_change(storage: MnemicStorage) -> None:
    storage.save([record(f"{i}", list(np.eye(1, 256, i % 256)[0])) for i in range(1000)])
    storage.search([0.0] * 256)
    asked = 0
    listed = storage.memory.list

    def count(**kwargs: Any) -> Any:
        nonlocal asked
        asked += 1
        return listed(**kwargs)

    storage.memory.list = count  # type: ignore[method-assign, assignment]
    started = datetime.now(UTC)
    for _ in range(10):
        storage.search([1.0] * 256)
        storage.save([record("new", [0.5] * 256)])
    assert asked == 0
    assert datetime.now(UTC) - started < timedelta(seconds=10)
