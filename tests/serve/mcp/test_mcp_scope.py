"""What lies outside a server's scope is not there, whatever a model asks for."""

from __future__ import annotations

from typing import Any

import pytest
from mcp_clients import Talk, ask

import mnemic
from mnemic.serve.mcp import Scope


@pytest.fixture
def shared(mem: mnemic.Memory) -> mnemic.Memory:
    """A memory with texts of two people."""
    mem.remember("Ana keeps her key in locker 27.", user="ana", session="s1", agent="a1")
    mem.remember("Bo keeps his key under the mat.", user="bo", session="s2", agent="a2")
    mem.remember("Nobody's key is lost.")
    return mem


def _of(mem: mnemic.Memory, user: str) -> mnemic.MemCube:
    return mem.list(user=user)[0]


def test_search_and_list_see_only_the_scope(shared: mnemic.Memory) -> None:
    async def script(talk: Talk) -> None:
        for told in (
            await talk.done("search_memories", query="Where is the key?"),
            await talk.done("list_memories"),
        ):
            assert told.contents == ["Ana keeps her key in locker 27."]
            assert "Bo" not in told.text
        reflected = await talk.done("reflect", question="Where is the key?")
        assert "Bo" not in reflected.text

    ask(shared, script, user="ana")


@pytest.mark.parametrize(
    ("tool", "more"),
    [
        ("get_memory", {}),
        ("memory_history", {}),
        ("update_memory", {"content": "taken over"}),
        ("delete_memory", {}),
    ],
)
def test_anothers_memory_is_not_found_by_its_id(
    shared: mnemic.Memory, tool: str, more: dict[str, Any]
) -> None:
    theirs = _of(shared, "bo")

    async def script(talk: Talk) -> None:
        hidden = await talk.refused(tool, id=theirs.id, **more)
        absent = await talk.refused(tool, id="01890a5d-ac96-774b-bcce-b302099a8057", **more)
        # Whether there is one is not told either.
        assert hidden.replace(theirs.id, "ID") == absent.replace("01890a5d-ac96-774b-bcce-b302099a8057", "ID")

    ask(shared, script, user="ana")
    assert shared.get(theirs.id) == theirs


@pytest.mark.parametrize("scope", [{"user": "ana"}, {"agent": "a1"}, {"session": "s1"}])
def test_each_part_of_the_scope_holds_for_reading_and_writing(
    shared: mnemic.Memory, scope: dict[str, str]
) -> None:
    async def script(talk: Talk) -> None:
        assert (await talk.done("list_memories")).contents == ["Ana keeps her key in locker 27."]
        added = await talk.done("add_memory", content="new")
        cube = shared.get(added.id)
        assert all(getattr(cube, name) == value for name, value in scope.items())

    ask(shared, script, **scope)


def test_another_space_is_out_of_reach(open_memory: Any) -> None:
    with mnemic.open(open_memory("two.db").stats().location, space="other", embedder="hash") as other:
        theirs = other.remember("in the other space")
    mem = open_memory("two.db")

    async def script(talk: Talk) -> None:
        await talk.refused("get_memory", id=theirs.id)
        assert (await talk.done("list_memories")).data["memories"] == []

    ask(mem, script)


def test_undo_reaches_no_operation_that_touches_others(shared: mnemic.Memory) -> None:
    theirs = shared.operations(cube=_of(shared, "bo").id)[0]
    both = shared.remember_many([{"content": "a", "user": "ana"}, {"content": "b", "user": "bo"}])[
        0
    ].operation

    async def script(talk: Talk) -> None:
        for operation in (theirs.id, both):
            assert "no operation" in await talk.refused("undo", operation_id=operation)
            assert "no operation" in await talk.refused("undo", operation_id=operation, dry_run=True)

    ask(shared, script, user="ana", undo=True)
    assert len(shared.list()) == 5


def test_the_profile_is_the_scopes_users(shared: mnemic.Memory) -> None:
    shared.assert_fact("Ana", "lives_in", "Porto", user="ana")
    shared.assert_fact("Bo", "lives_in", "Oslo", user="bo")

    async def script(talk: Talk) -> str:
        return (await talk.client.read_resource("memory://profile")).contents[0].text  # type: ignore[union-attr]

    text = ask(shared, script, user="ana")
    assert "Porto" in text
    assert "Oslo" not in text


def test_a_scope_knows_what_it_holds(shared: mnemic.Memory) -> None:
    ana = _of(shared, "ana")
    assert Scope().is_whole_space
    assert Scope().holds(ana)
    assert Scope(user="ana", agent="a1", session="s1").holds(ana)
    assert not Scope(user="ana", agent="a2").holds(ana)
