"""Procedures in a memory: told, told anew, told otherwise, edited, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import mnemic

FIRST = "To deploy the site, first run the tests, then push the image."
OTHER = "To deploy the site, first call Bea, then push the image."


@pytest.fixture
def mem() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder="hash") as opened:
        yield opened


def say(mem: mnemic.Memory, text: str, month: int, **more: str) -> mnemic.MemCube:
    said = mem.remember(text, user="ana", occurred_at=datetime(2026, month, 1, tzinfo=UTC), **more)  # type: ignore[arg-type]
    mem.consolidate()
    return said


def told(mem: mnemic.Memory) -> list[mnemic.MemCube]:
    return [cube for cube in mem.list(kinds=["procedure"]) if cube.state == "generated"]


def sources(cube: mnemic.MemCube) -> set[str]:
    return {link.target for link in cube.links if link.relation == "derived_from"}


def test_a_procedure_is_kept_as_a_candidate_with_its_evidence(mem: mnemic.Memory) -> None:
    said = say(mem, f"Oh. {FIRST}", 1)
    (cube,) = told(mem)
    assert (cube.content, cube.user, cube.state) == (FIRST, "ana", "generated")
    assert cube.metadata["steps"] == ["run the tests", "push the image"]
    assert sources(cube) == {said.id}


def test_the_same_way_told_again_is_more_evidence(mem: mnemic.Memory) -> None:
    a, b = say(mem, FIRST, 2), say(mem, "Again! " + FIRST, 1)
    (cube,) = told(mem)
    assert sources(cube) == {a.id, b.id}
    assert cube.occurred_at == a.occurred_at


def test_another_way_is_the_next_version(mem: mnemic.Memory) -> None:
    say(mem, FIRST, 1)
    new = say(mem, OTHER, 2)
    (cube,) = told(mem)
    assert (cube.version, cube.content, sources(cube)) == (2, OTHER, {new.id})
    assert [version.content for version in mem.history(cube.id)] == [FIRST, OTHER]


def test_an_old_chat_imported_late_changes_nothing(mem: mnemic.Memory) -> None:
    say(mem, OTHER, 2)
    say(mem, FIRST, 1)
    (cube,) = told(mem)
    assert (cube.version, cube.content) == (1, OTHER)


def test_an_edited_turn_is_told_anew(mem: mnemic.Memory) -> None:
    said = say(mem, FIRST, 1)
    mem.update(said.id, content=OTHER)
    mem.consolidate()
    (cube,) = told(mem)
    assert cube.content == OTHER
    mem.update(said.id, content="Nothing.")
    mem.consolidate()
    assert told(mem) == []


def test_what_a_machine_says_and_what_is_not_to_be_remembered_is_no_procedure(mem: mnemic.Memory) -> None:
    say(mem, FIRST, 1, role="assistant")
    say(mem, f"Don't remember this. {FIRST}", 2)
    assert told(mem) == []


def test_forgetting_the_turn_erases_the_procedure(mem: mnemic.Memory) -> None:
    said = say(mem, FIRST, 1)
    assert mem.forget(ids=[said.id]).derived == 1
    assert list(mem.list(kinds=["procedure"])) == []


def test_a_run_taken_back_takes_the_procedure_back(mem: mnemic.Memory) -> None:
    mem.remember(FIRST, user="ana")
    done = mem.consolidate()
    assert done.facts == {"ADD": 1}
    assert done.run is not None
    mem.undo(done.run)
    assert told(mem) == []


def test_recall_returns_what_was_said_and_the_procedure_when_asked_for(mem: mnemic.Memory) -> None:
    said = say(mem, FIRST, 1)
    assert [hit.cube.id for hit in mem.recall("How do I deploy the site?", user="ana")] == [said.id]
    (hit,) = mem.recall("How do I deploy the site?", user="ana", kinds=["procedure"])
    assert hit.cube.kind == "procedure"
