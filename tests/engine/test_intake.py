"""Taking in other programs' files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.engine._imported import Imported
from mnemic.engine._intake import take_in
from mnemic.errors import ArgumentError, IdempotencyConflict, StoreFull
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory

IMPORTS = Path(__file__).parents[1] / "fixtures" / "imports"
ALL = (
    "mcp_memory.jsonl", "letta.af", "letta_old.af", "basic-memory", "slack", "graphiti.json", "graphiti.cypher",
    "langgraph.db", "langgraph.sql",
)  # fmt: skip


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def take(mem: mnemic.Memory, path: Path, **options: Any) -> Imported:
    return take_in(mem._store, mem.space, path, **options)


def held(mem: mnemic.Memory) -> list[str]:
    return [cube.content for cube in mem.list(limit=10_000)]


@pytest.mark.parametrize("name", ALL)
def test_every_format_comes_once_and_goes_whole(mem: mnemic.Memory, name: str) -> None:
    before = mem.audit_head()
    would = mem.import_(IMPORTS / name, user="ana", dry_run=True)
    assert (would.dry_run, would.run, would.operations) == (True, None, 0)
    assert mem.audit_head() == before
    came = mem.import_(IMPORTS / name, user="ana")
    assert (came.new, came.unmapped) == (would.new, would.unmapped)
    assert came.new == mem.stats().cubes == len(mem.list(user="ana", limit=1000))
    again = mem.import_(IMPORTS / name, user="ana")
    assert (again.new, again.known, again.run) == (0, came.new, None)
    assert came.run is not None
    mem.undo(came.run)
    assert held(mem) == []
    anew = mem.import_(IMPORTS / name, user="ana")
    assert (anew.new, anew.known) == (came.new, 0)
    assert len(held(mem)) == came.new
    assert mem.import_(IMPORTS / name, user="ana").known == came.new
    assert mem.check() == []
    assert anew.run is not None
    mem.undo(anew.run)
    assert held(mem) == []


def test_what_was_undone_twice_comes_a_third_time(mem: mnemic.Memory, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"content": "one"}, {"content": "two", "key": "k"})
    for _ in range(3):
        came = take(mem, path)
        assert (came.new, came.known, held(mem)) == (2, 0, ["one", "two"] if _ == 0 else ["two", "one"])
        assert came.run is not None
        mem.undo(came.run)


def test_the_result_is_plain_json(mem: mnemic.Memory) -> None:
    came = take(mem, IMPORTS / "letta.af")
    assert came.unmapped
    assert Imported.from_dict(json.loads(json.dumps(came.to_dict()))) == came


def test_batches_are_operations_of_one_run(mem: mnemic.Memory, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", *({"content": f"line {n}"} for n in range(7)))
    seen: list[tuple[int, int]] = []
    came = take(mem, path, batch=3, reason="from the old machine", progress=lambda *done: seen.append(done))
    operations = mem.operations(run=came.run)
    assert [len(operation.changes) for operation in operations] == [1, 3, 3]
    assert {operation.reason for operation in operations} == {"from the old machine"}
    assert came.operations == 3
    assert seen == [(0, 3), (0, 6), (0, 7), (3, 7), (6, 7), (7, 7)]


def test_links_lead_to_what_they_name(mem: mnemic.Memory) -> None:
    mem.import_(IMPORTS / "graphiti.json", user="ana")
    porto = next(
        cube for cube in mem.list(kinds=["belief"], limit=100) if cube.content == "Ana lives in Porto"
    )
    found = {(link.relation, mem.get(link.target).content) for link in porto.links}
    assert found == {
        ("derived_from", "I moved to Porto last week."),
        ("mentions", "Ana: Ana moved to Porto, then to Lisbon."),
        ("mentions", "Porto"),
    }
    episode = next(link.target for link in porto.links if link.relation == "derived_from")
    mem.forget(ids=[episode])
    assert "Ana lives in Porto" not in held(mem)


def test_links_hold_after_an_undo_too(mem: mnemic.Memory) -> None:
    first = mem.import_(IMPORTS / "graphiti.json")
    assert first.run is not None
    mem.undo(first.run)
    mem.import_(IMPORTS / "graphiti.json")
    for cube in mem.list(kinds=["belief"], limit=100):
        assert {mem.get(link.target).state for link in cube.links} == {"active"}


def test_what_other_programs_derived_retires_nothing(mem: mnemic.Memory) -> None:
    said = mem.assert_fact("Ana", "lives_in", "Porto", user="ana", valid_from="2026-05-13T00:00:00Z")
    mem.import_(IMPORTS / "graphiti.json", user="ana")
    mem.import_(IMPORTS / "mcp_memory.jsonl", user="ana")
    assert [fact.id for fact in mem.facts(user="ana")] == [said.id]
    assert mem.get(said.id).valid_to is None


def test_a_belief_is_recalled_as_of_when_it_held(open_memory: OpenMemory) -> None:
    mem = open_memory(":memory:", clock=ManualClock("2026-08-01T00:00:00Z"))
    mem.import_(IMPORTS / "graphiti.json")
    now = {hit.cube.content for hit in mem.recall("Where does Ana live?", kinds=["belief"]).hits}
    then = {
        hit.cube.content
        for hit in mem.recall("Where does Ana live?", kinds=["belief"], valid_at="2026-06-01T00:00:00Z").hits
    }
    assert now == {"Ana lives in Lisbon"}
    assert then == {"Ana lives in Porto"}


# What is here already


def test_a_later_form_of_a_document_is_a_new_version(mem: mnemic.Memory, tmp_path: Path) -> None:
    def block(value: str) -> Path:
        agent = {"name": "Sam", "core_memory": [{"label": "human", "value": value}]}
        data = {"agents": [agent], "blocks": []}
        path = tmp_path / "sam.af"
        path.write_text(json.dumps(data))
        return path

    take(mem, block("Ana"))
    came = take(mem, block("Ana, of Porto"))
    assert (came.new, came.updated) == (0, 1)
    cube = mem.lookup("letta:Sam:human")
    assert [version.content for version in mem.history(cube.id)] == ["Ana", "Ana, of Porto"]
    older = take(mem, block("Ana"))
    assert (older.new, older.updated, older.skipped) == (0, 0, 1)
    assert older.unmapped[-1].what == "memory that has a later version here"
    assert mem.lookup("letta:Sam:human").content == "Ana, of Porto"
    assert came.run is not None
    mem.undo(came.run)
    assert mem.lookup("letta:Sam:human").content == "Ana"


def test_an_edited_message_is_a_version_and_an_older_export_takes_nothing_back(
    mem: mnemic.Memory, tmp_path: Path
) -> None:
    def export(**more: object) -> Path:
        message = {"type": "message", "user": "U1", "ts": "1779271205.000200", **more}
        for name, data in {"users.json": [], "channels.json": [], "home/2026-05-20.json": [message]}.items():
            path = tmp_path / "slack" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(data))
        return tmp_path / "slack"

    take(mem, export(text="Helo"))
    assert take(mem, export(text="Hello", edited={"ts": "1779271300.000000"})).updated == 1
    assert held(mem) == ["Hello"]
    assert take(mem, export(text="Hallo")).skipped == 1
    assert held(mem) == ["Hello"]


def test_a_memory_changed_here_stays_as_it_is(mem: mnemic.Memory, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl", {"content": "one", "key": "k"}, {"content": "two", "idempotency_key": "i"}
    )
    take(mem, path)
    mem.remember("changed", key="k")
    second = next(cube for cube in mem.list() if cube.content == "two")
    mem.update(second.id, content="changed too")
    came = take(mem, path)
    assert (came.new, came.known, came.skipped, came.run) == (0, 1, 1, None)
    assert sorted(held(mem)) == ["changed", "changed too"]


def test_one_key_twice_in_a_file_makes_versions_once(mem: mnemic.Memory, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"content": "one", "key": "k"}, {"content": "two", "key": "k"})
    came = take(mem, path)
    assert (came.new, came.updated) == (1, 1)
    assert take(mem, path).run is None
    assert [version.content for version in mem.history(mem.lookup("k").id)] == ["one", "two"]


def test_one_record_twice_in_a_file_is_kept_once(mem: mnemic.Memory, tmp_path: Path) -> None:
    row = {"content": "one", "idempotency_key": "i"}
    for batch in (1, 10):
        came = take(
            mem,
            lines(tmp_path / f"{batch}.jsonl", row | {"user": str(batch)}, row | {"user": str(batch)}),
            batch=batch,
        )
        assert (came.new, came.known) == (1, 1)


def test_two_records_of_one_id_are_refused_before_anything_is_written(
    mem: mnemic.Memory, tmp_path: Path
) -> None:
    rows = [{"content": text, "idempotency_key": "i"} for text in ("one", "two")]
    with pytest.raises(IdempotencyConflict, match=r"a\.jsonl:2: a record of the id 'i' came before"):
        take(mem, lines(tmp_path / "a.jsonl", *rows))
    assert mem.operations() == []
    take(mem, lines(tmp_path / "a.jsonl", rows[0]))
    with pytest.raises(
        IdempotencyConflict, match=r"a\.jsonl:1: a record of the id 'i' is here with other content"
    ):
        take(mem, lines(tmp_path / "a.jsonl", rows[1]))


# What goes wrong


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"content": "x", "kind": "secret"}, "vault"),
        ({"content": " "}, "'content' is ' '"),
        ({"content": "x", "importance": 7}, "from 0 to 1"),
        ({"content": "x", "metadata": {"a": 2**5000}}, "bits"),
    ],
)
def test_an_error_far_down_a_file_changes_nothing(
    mem: mnemic.Memory, tmp_path: Path, bad: dict[str, Any], said: str
) -> None:
    rows = [{"content": f"line {n}"} for n in range(9)]
    path = lines(tmp_path / "a.jsonl", *rows, bad)
    for dry_run in (True, False):
        with pytest.raises(ArgumentError, match=r"a\.jsonl:10: ") as caught:
            take(mem, path, batch=2, dry_run=dry_run)
        assert said in str(caught.value)
    assert mem.operations() == []


def test_a_failure_half_way_is_gone_on_from_in_the_same_run(
    mem: mnemic.Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mnemic import admit

    path = lines(tmp_path / "a.jsonl", *({"content": f"line {n}"} for n in range(10)))
    original, calls = admit.remember, iter(range(100))

    def failing(*args: Any, **options: Any) -> Any:
        if next(calls) == 2:
            raise StoreFull("no space left")
        return original(*args, **options)

    monkeypatch.setattr(admit, "remember", failing)
    with pytest.raises(StoreFull) as caught:
        take(mem, path, batch=3)
    assert "goes on from there" in caught.value.__notes__[0]
    [run] = {operation.run for operation in mem.operations()}
    came = take(mem, path, batch=3)
    assert (came.new, came.known, came.run) == (4, 6, run)
    assert run is not None
    mem.undo(run)
    assert held(mem) == []


def test_a_half_done_import_that_was_undone_begins_a_run_of_its_own(
    mem: mnemic.Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mnemic import admit

    path = lines(tmp_path / "a.jsonl", *({"content": f"line {n}"} for n in range(4)))
    original = admit.remember
    monkeypatch.setattr(admit, "remember", lambda *a, **o: original(*a, **o) if not held(mem) else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(mem, path, batch=2)
    monkeypatch.undo()
    [run] = {operation.run for operation in mem.operations()}
    assert run is not None
    mem.undo(run)
    came = take(mem, path)
    assert (came.new, came.run == run) == (4, False)
    assert came.run is not None
    mem.undo(came.run)
    assert held(mem) == []


def test_an_import_that_ended_before_it_said_so_names_its_run(mem: mnemic.Memory, tmp_path: Path) -> None:
    from mnemic.engine._intake import _Source, _Unfinished

    path = lines(tmp_path / "a.jsonl", {"content": "one"})
    came = take(mem, path)
    source = _Source(path, "auto", None, None, "auto")
    assert _Unfinished(mem._store, mem.space, source).begin() != came.run
    again = take(mem, path)
    assert (again.known, again.run is not None) == (1, True)
    assert take(mem, path).run is None


def test_other_users_and_spaces_are_another_import(mem: mnemic.Memory, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"content": "one"})
    assert [take(mem, path, user=user).new for user in ("ana", "bo", None)] == [1, 1, 1]
    assert take(mem.in_space("other"), path, user="ana").new == 1


_CHILD = """
import sys
import mnemic
from pathlib import Path
from mnemic.engine._intake import take_in

with mnemic.open(sys.argv[1], embedder="hash") as mem:
    take_in(mem._store, mem.space, Path(sys.argv[2]), batch=20, progress=lambda done, total: print(done, flush=True))
"""


@pytest.mark.slow
@pytest.mark.parametrize("batches", [1, 7, 30])
def test_an_import_that_is_killed_goes_on_and_goes_whole(tmp_path: Path, batches: int) -> None:
    path = lines(tmp_path / "a.jsonl", *({"content": f"line {n} of many"} for n in range(2000)))
    command = [sys.executable, "-c", _CHILD, str(tmp_path / "m.db"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= 20 * batches:
                os.kill(child.pid, signal.SIGKILL)
                break
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        there = mem.stats().cubes
        assert 20 * batches <= there < 2000
        assert there % 20 == 0
        [run] = {operation.run for operation in mem.operations(limit=1000)}
        came = take(mem, path, batch=20)
        assert (came.new, came.known, came.run) == (2000 - there, there, run)
        assert mem.check() == []
        mem.undo(str(run))
        assert held(mem) == []


def test_two_imports_of_one_file_at_once_keep_it_once(open_memory: OpenMemory, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", *({"content": f"line {n}"} for n in range(200)))
    memories = [open_memory(), open_memory()]
    threads = [threading.Thread(target=take, args=(mem, path), kwargs={"batch": 10}) for mem in memories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held(memories[0])) == sorted(f"line {n}" for n in range(200))


@pytest.mark.slow
def test_twenty_thousand_lines_take_seconds(mem: mnemic.Memory, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", *({"content": f"line {n} of a long file"} for n in range(20_000)))
    begun = time.monotonic()
    assert take(mem, path).new == 20_000
    assert time.monotonic() - begun < 60
