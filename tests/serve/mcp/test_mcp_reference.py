"""
The nine tools of the MCP reference memory server, against what that server answered to the same calls.

``tools/mcp_reference.py`` recorded the answers.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from mcp_clients import Talk, ask, pretty

import mnemic
from mnemic.errors import VersionConflict
from mnemic.serve.mcp._desk import Desk, Scope
from mnemic.serve.mcp._graph import KnowledgeGraph

RECORDED = json.loads((Path(__file__).parent / "reference_answers.json").read_text(encoding="utf-8"))
ANA = {"name": "Ana", "entityType": "person", "observations": ["likes tea", "speaks Portuguese"]}
BO = {"name": "Bo", "entityType": "person", "observations": []}
KNOWS = {"from": "Ana", "to": "Bo", "relationType": "knows"}


def only(memory: mnemic.Memory, script: Any, **offer: Any) -> Any:
    """Run *script* against a server with the nine tools alone."""
    return ask(memory, script, memory_tools=False, reference_tools=True, **offer)


def test_every_recorded_call_is_answered_as_the_reference_did(mem: mnemic.Memory) -> None:
    async def script(talk: Talk) -> None:
        for at, expected in enumerate(RECORDED["answers"]):
            told = await talk.call(expected["tool"], **expected["arguments"])
            where = f"call {at}: {pretty(expected)}\nanswered {told}"
            assert told.is_error == expected["is_error"], where
            assert told.data == expected["structured"], where
            # What is wrong with arguments that don't fit is told in our words.
            if not told.is_error or ("not found" in expected["text"] and expected["tool"] != "no_such_tool"):
                assert told.text == expected["text"], where

    only(mem, script, user="ana")


def test_the_tools_are_listed_as_the_reference_lists_them(mem: mnemic.Memory) -> None:
    async def script(talk: Talk) -> None:
        tools = (await talk.client.list_tools()).tools
        ours = [tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in tools]
        # Whether a tool can run as a task is a field of one protocol version that no later one has.
        theirs = [
            {key: value for key, value in tool.items() if key != "execution"} for tool in RECORDED["tools"]
        ]
        assert ours == theirs
        resource = next(r for r in (await talk.client.list_resources()).resources if "graph" in r.uri)
        assert resource.model_dump(by_alias=True, exclude_none=True, mode="json") == RECORDED["resources"][0]

    only(mem, script)


def test_the_nine_tools_stand_beside_the_others_when_asked_for(mem: mnemic.Memory) -> None:
    nine = {tool["name"] for tool in RECORDED["tools"]}
    assert len(nine) == 9
    assert not nine & ask(mem, lambda talk: talk.names())
    both = ask(mem, lambda talk: talk.names(), reference_tools=True)
    assert nine < both
    assert "add_memory" in both
    assert only(mem, lambda talk: talk.names()) == nine


def test_the_graph_is_found_by_an_ordinary_search(mem: mnemic.Memory) -> None:
    async def script(talk: Talk) -> None:
        await talk.done("create_entities", entities=[ANA, BO])
        await talk.done("create_relations", relations=[KNOWS])
        found = await talk.done("search_memories", query="Which drink does Ana like?")
        assert "Ana: likes tea" in found.contents
        assert "Ana knows Bo" in (await talk.done("list_memories")).contents

    ask(mem, script, reference_tools=True)


def test_relations_and_later_observations_are_linked_to_their_entities(mem: mnemic.Memory) -> None:
    async def script(talk: Talk) -> None:
        await talk.done("create_entities", entities=[ANA, BO])
        await talk.done("create_relations", relations=[KNOWS])
        await talk.done("add_observations", observations=[{"entityName": "Bo", "contents": ["is tall"]}])

    only(mem, script)
    by_text = {cube.content: cube for cube in mem.list()}
    ends = {link.target for link in by_text["Ana knows Bo"].links}
    assert ends == {by_text["Ana (person)"].id, by_text["Bo (person)"].id}
    assert [link.target for link in by_text["Bo: is tall"].links] == [by_text["Bo (person)"].id]


def test_a_call_writes_all_of_it_in_one_operation(mem: mnemic.Memory) -> None:
    only(mem, lambda talk: talk.done("create_entities", entities=[ANA, BO]))
    assert len(mem.operations()) == 1
    assert mem.operations()[0].reason == "create_entities"


def test_what_is_deleted_is_erased_for_good(open_memory: Any) -> None:
    mem = open_memory("graph.db")
    secret = "likes zanzibarine tea"

    async def script(talk: Talk) -> None:
        await talk.done("create_entities", entities=[{**ANA, "observations": [secret, "tall"]}])
        await talk.done("delete_observations", deletions=[{"entityName": "Ana", "observations": [secret]}])

    only(mem, script)
    assert mem.list(tiers=None)[0].content == "Ana (person)"
    mem.close()
    path = Path(mem._store.location)
    for file in path.parent.glob("graph.db*"):
        assert b"zanzibarine" not in file.read_bytes()


def test_each_user_and_space_has_a_graph_of_its_own(mem: mnemic.Memory) -> None:
    create = lambda talk: talk.done("create_entities", entities=[ANA])  # noqa: E731
    names = lambda talk: talk.done("read_graph")  # noqa: E731
    for scope in (
        {"user": "ana"},
        {"user": "bo"},
        {"user": "ana", "agent": "a"},
        {"user": "ana", "session": "s"},
    ):
        assert only(mem, create, **scope).data == {"entities": [ANA]}
    assert only(mem, names, user="bo").data["entities"] == [ANA]
    assert only(mem, names, user="nobody").data["entities"] == []


def test_archived_parts_still_belong_to_the_graph(mem: mnemic.Memory) -> None:
    only(mem, lambda talk: talk.done("create_entities", entities=[ANA]))
    mem.archive(ids=[mem.list()[0].id])
    assert only(mem, lambda talk: talk.done("read_graph")).data["entities"] == [ANA]


def test_memories_that_only_look_like_parts_of_the_graph_are_passed_over(mem: mnemic.Memory) -> None:
    tag = ("knowledge-graph",)
    mem.remember("a note about graphs", tags=tag)
    for metadata in (
        {"graph": "entity", "node": 1, "name": "x", "type": "y"},
        {"graph": "observation", "node": "nowhere", "text": "lost"},
        {"graph": "relation", "from": "a"},
        {"graph": ["entity"]},
    ):
        mem.remember("odd", tags=tag, metadata=metadata)
    told = only(mem, lambda talk: talk.done("read_graph"))
    assert told.data == {"entities": [], "relations": []}


def test_two_servers_that_add_the_same_at_once_add_it_once(open_memory: Any) -> None:
    first, second = open_memory("one.db"), open_memory("one.db")
    graphs = [KnowledgeGraph(Desk(memory, Scope())) for memory in (first, second)]
    added: list[int] = []
    ready = threading.Barrier(2)

    def work(graph: KnowledgeGraph) -> None:
        ready.wait()
        for at in range(10):
            added.append(len(graph.create_entities([(f"n{at}", "t", ["o"])])))

    threads = [threading.Thread(target=work, args=(graph,)) for graph in graphs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(added) == 10
    assert [entity.to_dict() for entity in graphs[0].read().entities] == [
        {"name": entity.name, "entityType": "t", "observations": ["o"]}
        for entity in graphs[1].read().entities
    ]
    assert len(graphs[0].read().entities) == 10


def test_a_graph_that_never_holds_still_is_given_up(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def conflict(*_: Any, **__: Any) -> None:
        raise VersionConflict("changed meanwhile")

    monkeypatch.setattr(type(mem), "remember_many", conflict)

    async def script(talk: Talk) -> None:
        assert await talk.refused("create_entities", entities=[ANA]) == "changed meanwhile"

    only(mem, script)


def test_text_that_cannot_be_stored_is_refused_whole(mem: mnemic.Memory) -> None:
    async def script(talk: Talk) -> None:
        bad = {"name": "a\0b", "entityType": "t", "observations": []}
        assert "nothing was written" in await talk.refused("create_entities", entities=[ANA, bad])
        assert (await talk.done("read_graph")).data["entities"] == []

    only(mem, script)


def test_a_read_only_server_reads_the_graph_and_no_more(mem: mnemic.Memory) -> None:
    names = only(mem, lambda talk: talk.names(), read_only=True)
    assert names == {"read_graph", "search_nodes", "open_nodes"}


def test_an_imported_graph_is_shown_and_added_to(mem: mnemic.Memory, tmp_path: Path) -> None:
    lines = [{"type": "entity", **ANA}, {"type": "entity", **BO}, {"type": "relation", **KNOWS}]
    file = tmp_path / "memory.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    mem.import_(file, user="ana")

    async def script(talk: Talk) -> None:
        assert (await talk.done("read_graph")).data == {"entities": [ANA, BO], "relations": [KNOWS]}
        assert (await talk.done("create_entities", entities=[ANA])).data == {"entities": []}
        added = await talk.done(
            "add_observations", observations=[{"entityName": "Ana", "contents": ["sings"]}]
        )
        assert added.data == {"results": [{"entityName": "Ana", "addedObservations": ["sings"]}]}

    only(mem, script, user="ana")
    assert mem.import_(file, user="ana").known == 5
