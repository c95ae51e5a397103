from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports import IMPORTS, both, left_out, rows, written

from mnemic.errors import ArgumentError
from mnemic.ingest import detect

NEW, OLD = IMPORTS / "letta.af", IMPORTS / "letta_old.af"


def agent_file(tmp_path: Path, *, blocks: object = (), **agent: Any) -> Path:
    data = {"agents": [{"id": "agent-0", "name": "Sam", "agent_type": "x", **agent}], "blocks": blocks}
    return written(tmp_path / "a.af", data)


def test_core_memory_passages_and_messages_come() -> None:
    assert detect(NEW) == "letta"
    found = rows(NEW, user="ana")
    assert [(row["kind"], row.get("role"), row["content"]) for row in found] == [
        ("belief", None, "Name: Ana. Lives in Porto."),
        ("belief", None, "I am Sam, a calm assistant."),
        ("belief", None, "Ana's sister Rita is a pilot."),
        ("episode", "user", "Hi, I am Ana and I live in Porto."),
        ("episode", "assistant", "Nice to meet you, Ana!"),
        ("episode", "user", "What's the weather?"),
        ("episode", "tool", "18 degrees in Porto"),
    ]
    assert {row["agent"] for row in found} == {"Sam"}
    assert found[0]["key"] == "letta:Sam:human"
    assert found[2]["tags"] == ("letta", "archival-memory", "family")
    assert found[3]["occurred_at"].isoformat() == "2026-05-20T10:00:05.250000+00:00"
    assert found[4]["speaker"] == "Sam"


def test_the_older_form_comes_too() -> None:
    assert detect(OLD) == "letta"
    found = rows(OLD)
    assert [(row.get("role"), row["content"]) for row in found] == [
        (None, "First name: Bo"),
        ("user", "I am Bo, I fly planes."),
        ("assistant", "Hello Bo! Where do you fly?"),
    ]
    assert found[0]["occurred_at"].isoformat() == "2025-03-24T23:25:00+00:00"


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (NEW, ("tools", "mcp_servers", "tool_exec_environment_variables")),
        (OLD, ("tools", "tool_exec_environment_variables")),
    ],
)
def test_no_code_and_no_secret_is_taken_and_the_fields_are_named(path: Path, fields: tuple[str, ...]) -> None:
    found, unmapped = both(path)
    told = json.dumps([found, [str(item) for item in unmapped]], default=str)
    assert not any(word in told for word in ("SECRET", "os.system", "source_code", "WEATHER_KEY", "def send"))
    whys = {item.what: item.why for item in unmapped}
    for name in fields:
        assert whys[f"field {name!r}"] in ("secrets are never taken", "code and what runs it are never taken")
    assert not Path("PWNED").exists()


def test_what_was_not_said_is_told() -> None:
    new, old = left_out(NEW), left_out(OLD)
    assert {
        "system message",
        "part of type 'reasoning'",
        "call of a tool",
        "empty answer of a tool",
    } <= new.keys()
    assert {"message of type 'login'", "inner thought of an agent", "empty block"} <= old.keys()


def test_a_block_that_agents_share_comes_once_and_one_of_none_too(tmp_path: Path) -> None:
    blocks = [{"id": f"block-{n}", "label": f"b{n}", "value": f"text {n}"} for n in range(2)]
    agents = [{"id": f"agent-{n}", "name": f"A{n}", "block_ids": ["block-0"]} for n in range(2)]
    found = rows(written(tmp_path / "a.af", {"agents": agents, "blocks": blocks}))
    assert [(row.get("agent"), row["content"]) for row in found] == [("A0", "text 0"), (None, "text 1")]


def test_words_that_only_look_like_json_are_kept_as_they_are(tmp_path: Path) -> None:
    said = ['{"a": 1}', "{not json", '{"type": "user_message", "message": 7}']
    path = agent_file(tmp_path, messages=[{"role": "user", "content": text} for text in said])
    assert [row["content"] for row in rows(path)] == said


def test_a_tool_s_program_output_is_left_out(tmp_path: Path) -> None:
    message = {"role": "tool", "content": "18 degrees", "tool_returns": [{"stdout": ["x"]}]}
    path = agent_file(tmp_path, messages=[message])
    assert [row["content"] for row in rows(path)] == ["18 degrees"]
    assert left_out(path) == {"output of a tool's program": 1}


@pytest.mark.parametrize(
    ("agent", "blocks", "said"),
    [
        (
            {"messages": [{"role": "hacker", "content": "x"}]},
            [],
            r"a\.af:agents\[0\]\.messages\[0\]: 'role' is 'hacker'",
        ),
        ({"messages": [{"role": "user", "content": 7}]}, [], r"messages\[0\]: 'content' is 7"),
        ({"messages": "x"}, [], r"agents\[0\]\.messages: expected a list of objects"),
        (
            {"messages": [{"role": "user", "content": "x", "created_at": "soon"}]},
            [],
            r"messages\[0\]: created_at",
        ),
        ({"passages": [{"text": 7}]}, [], r"passages\[0\]: 'text' is 7"),
        ({"block_ids": ["block-9"]}, [], r"agents\[0\]: block 'block-9' is not in the file"),
        (
            {},
            [{"id": "b", "label": "x", "value": "1"}] * 2,
            r"blocks\[1\]: a block of the id 'b' stands at a\.af:blocks\[0\]",
        ),
        ({"block_ids": ["b"]}, [{"id": "b", "label": "x", "value": 3}], r"blocks\[0\]: a block needs"),
        (
            {"core_memory": [{"label": "x", "value": "1"}] * 2},
            [],
            r"core_memory\[1\]: the agent has a block 'x' at",
        ),
    ],
)
def test_a_damaged_file_is_refused_by_its_place(
    tmp_path: Path, agent: Any, blocks: object, said: str
) -> None:
    with pytest.raises(ArgumentError, match=said):
        rows(agent_file(tmp_path, blocks=blocks, **agent))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ('{"agents": [', r"a\.af:1:\d+: not valid JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"agents": 3}', "holds no agent"),
        ('{"agents": [], "agents": [], "blocks": []}', "stands twice in one object"),
        ('{"agents": [], "blocks": [], "x": NaN}', "NaN is no JSON number"),
    ],
)
def test_what_is_no_agent_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.af"
    path.write_text(text)
    with pytest.raises(ArgumentError, match=said):
        rows(path)


def test_a_time_without_a_zone_needs_one(tmp_path: Path) -> None:
    path = agent_file(
        tmp_path, messages=[{"role": "user", "content": "x", "created_at": "2026-05-20T10:00:05"}]
    )
    with pytest.raises(ArgumentError, match="say which zone"):
        rows(path)
    assert rows(path, tz="UTC")[0]["occurred_at"].isoformat() == "2026-05-20T10:00:05+00:00"
