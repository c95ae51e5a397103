"""The server over the memory of a running REST server: the same tools, the same answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp_clients import Talk, ask, over_stdio

import mnemic
from mnemic.serve.http import Running, Settings, running

MAY = "2026-05-20T10:00:00+01:00"
RECORDED = json.loads((Path(__file__).parent / "reference_answers.json").read_text(encoding="utf-8"))


@pytest.fixture
def rest(tmp_path: Path) -> Iterator[Running]:
    """A REST server on a store of its own."""
    with running(Settings(location=str(tmp_path / "m.db"), embedder="hash", port=0)) as at:
        yield at


def _remote(rest: Running) -> mnemic.Memory:
    return mnemic.open(rest.url, api_key=rest.key)


def test_every_memory_tool_works_through_a_server(rest: Running) -> None:
    async def script(talk: Talk) -> None:
        added = await talk.done("add_memory", content="I moved to Porto.", said_by="user", occurred_at=MAY)
        found = await talk.done("search_memories", query="Where did I move?")
        assert found.contents == ["I moved to Porto."]
        assert '[m1] ana: "I moved to Porto."' in found.text
        assert (await talk.done("get_memory", id=added.id)).data["memory"]["occurred_at"] == MAY
        changed = await talk.done(
            "update_memory", id=added.id, content="I moved to Porto in May.", tags=["home"]
        )
        assert len((await talk.done("memory_history", id=added.id)).data["versions"]) == 2
        assert "Porto" in (await talk.done("reflect", question="Where did I move?")).text
        plan = await talk.done("undo", operation_id=changed.data["operation"], dry_run=True)
        assert plan.data["memories"] == [added.id]
        await talk.done("undo", operation_id=changed.data["operation"])
        assert (await talk.done("list_memories")).contents == ["I moved to Porto."]
        assert (await talk.done("delete_memory", id=added.id)).data["status"] == "complete"
        assert "never there, or erased" in await talk.refused("get_memory", id=added.id)
        await talk.done("add_memory", content="one more")
        assert (await talk.done("delete_all_memories")).data["memories"] == 1
        assert "no offset" in await talk.refused("add_memory", content="x", occurred_at="2026-05-20")
        await talk.client.read_resource("memory://profile")
        await talk.client.read_resource("memory://recent")

    with _remote(rest) as memory:
        ask(memory, script, user="ana", undo=True, delete_all=True)


def test_the_reference_tools_answer_the_same_through_a_server(rest: Running) -> None:
    async def script(talk: Talk) -> None:
        for expected in RECORDED["answers"][:30]:
            told = await talk.call(expected["tool"], **expected["arguments"])
            assert (told.is_error, told.data) == (expected["is_error"], expected["structured"]), expected

    with _remote(rest) as memory:
        ask(memory, script, memory_tools=False, reference_tools=True)


def test_the_command_takes_the_servers_address_and_key(rest: Running) -> None:
    async def script(talk: Talk) -> str:
        return (await talk.done("add_memory", content="through the server")).id

    id_ = over_stdio(script, "--url", rest.url, "--user", "ana", MNEMIC_API_KEY=rest.key or "")
    with _remote(rest) as memory:
        assert memory.get(id_).user == "ana"

    async def read(talk: Talk) -> None:
        assert "add_memory" not in await talk.names()
        assert (await talk.done("get_memory", id=id_)).data["memory"]["content"] == "through the server"

    over_stdio(read, "--db", rest.url, "--read-only", MNEMIC_API_KEY=rest.key or "")


def test_a_wrong_key_is_told_in_words(rest: Running) -> None:
    async def script(talk: Talk) -> None:
        assert "key" in await talk.refused("list_memories")

    over_stdio(script, "--url", rest.url, MNEMIC_API_KEY="mnk_wrong_key")


def test_a_server_that_is_away_is_told_in_words() -> None:
    async def script(talk: Talk) -> None:
        text = await talk.refused("list_memories")
        assert "127.0.0.1:9" in text
        assert "try again" in text

    memory = mnemic.open("http://127.0.0.1:9", api_key="mnk_x_y", busy_timeout_s=0)
    with memory:
        ask(memory, script)
