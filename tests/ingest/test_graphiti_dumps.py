from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports import IMPORTS, both, left_out, rows, written

from mnemic.errors import ArgumentError, TimeError
from mnemic.ingest import detect

JSON, CYPHER = IMPORTS / "graphiti.json", IMPORTS / "graphiti.cypher"


def dump(tmp_path: Path, **lists: Any) -> Path:
    return written(tmp_path / "dump.json", lists)


def episode(uuid: str = "e1", **more: object) -> dict[str, object]:
    told = {
        "content": "Ana: hi",
        "source": "message",
        "source_description": "",
        "valid_at": "2026-05-20T10:00:05Z",
    }
    return {"uuid": uuid, "name": "x", "group_id": "g", **told, **more}


def fact(uuid: str = "f1", **more: object) -> dict[str, object]:
    ends = {"source_node_uuid": "n1", "target_node_uuid": "n2"}
    return {"uuid": uuid, "fact": "Ana knows Bo", "name": "KNOWS", "episodes": ["e1"], **ends, **more}


@pytest.mark.parametrize("path", [JSON, CYPHER])
def test_episodes_entities_and_facts_come(path: Path) -> None:
    assert detect(path) == "graphiti"
    found = rows(path, user="ana")
    assert [row["kind"] for row in found] == ["episode"] * 2 + ["summary"] * 3 + ["belief"] * 2
    first = found[0]
    assert (first["content"], first["speaker"], first["role"]) == (
        "I moved to Porto last week.",
        "Ana",
        "user",
    )
    assert first["occurred_at"].isoformat()[:19] == "2026-05-20T10:00:05"
    assert first["session"] == "ana"
    assert found[2]["content"] == "Ana: Ana moved to Porto, then to Lisbon."
    assert found[2]["metadata"]["graphiti"]["attributes"] == {"born": 1990}
    assert found[2]["metadata"]["graphiti"]["labels"] == ["Person"]


@pytest.mark.parametrize("path", [JSON, CYPHER])
def test_a_fact_holds_from_valid_at_to_invalid_at_and_rests_on_its_episodes(path: Path) -> None:
    porto, lisbon = rows(path)[-2:]
    assert porto["valid_from"].isoformat() == "2026-05-13T10:00:05+00:00"
    assert porto["valid_to"].isoformat() == "2026-06-15T10:00:05+00:00"
    assert porto["metadata"]["graphiti"]["expired_at"] == "2026-07-02T10:00:05+00:00"
    assert porto["refers"][0] == ("derived_from", "graphiti:e1")
    assert [relation for relation, _ in porto["refers"]] == ["derived_from", "mentions", "mentions"]
    assert (porto["metadata"]["graphiti"]["source"], porto["metadata"]["graphiti"]["target"]) == (
        "Ana",
        "Porto",
    )
    assert "valid_to" not in lisbon


def test_no_fact_of_graphiti_s_becomes_a_fact_here() -> None:
    assert not any(row["kind"] in ("fact", "preference") or "fact" in row for row in rows(JSON))


@pytest.mark.parametrize(
    ("content", "source", "expected"),
    [
        ("Ana (user): hi: there", "message", ("Ana", "user", "hi: there")),
        ("assistant: hello", "message", ("assistant", "assistant", "hello")),
        ("Sam (assistant): a\nNote: b", "message", ("Sam", "assistant", "a\nNote: b")),
        ("no actor here", "message", (None, None, "no actor here")),
        ("Ana: hi\nBo: hello", "message", (None, "tool", "Ana: hi\nBo: hello")),
        (
            "Ana (user): hi\nSam (assistant): ho",
            "message",
            (None, "tool", "Ana (user): hi\nSam (assistant): ho"),
        ),
        ("Ana: hi", "text", (None, "tool", "Ana: hi")),
        ('{"a": 1}', "json", (None, "tool", '{"a": 1}')),
    ],
)
def test_who_said_an_episode(
    tmp_path: Path, content: str, source: str, expected: tuple[str | None, ...]
) -> None:
    [row] = rows(dump(tmp_path, episodes=[episode(content=content, source=source)]))
    assert (row.get("speaker"), row.get("role"), row["content"]) == expected


def test_a_fact_let_go_without_an_end_ended_then(tmp_path: Path) -> None:
    row = rows(dump(tmp_path, episodes=[episode()], entity_edges=[fact(expired_at="2026-06-01T00:00:00Z")]))[
        -1
    ]
    assert row["valid_to"].isoformat() == "2026-06-01T00:00:00+00:00"


def test_a_fact_that_ended_before_it_began_keeps_its_end(tmp_path: Path) -> None:
    told = fact(valid_at="2026-06-01T00:00:00Z", invalid_at="2026-06-01T00:00:00Z")
    path = dump(tmp_path, episodes=[episode()], entity_edges=[told])
    row = rows(path)[-1]
    assert "valid_from" not in row
    assert row["valid_to"].isoformat() == "2026-06-01T00:00:00+00:00"
    assert left_out(path)["fact that ended before it began"] == 1


def test_what_cannot_be_carried_over_is_told(tmp_path: Path) -> None:
    path = dump(
        tmp_path,
        nodes=[episode(content=""), {"uuid": "s1", "labels": ["Saga"], "name": "x"}],
        edges=[fact(), {"uuid": "m1", "source_node_uuid": "a", "target_node_uuid": "b"}],
        version=2,
    )
    assert [row["content"] for row in rows(path, format="graphiti")] == ["Ana knows Bo"]
    assert left_out(path, format="graphiti") == {
        "field 'version'": 1,
        "episode without its text": 1,
        "node of label Saga": 1,
        "edge ''": 1,
        "episode of a fact that is not in the dump": 1,
        "fact about an entity that is not in the dump": 1,
    }


def test_lines_as_apoc_exports_them_are_read(tmp_path: Path) -> None:
    node = {
        "type": "node",
        "id": "7",
        "labels": ["Entity"],
        "properties": {"uuid": "n1", "name": "Ana", "summary": "s"},
    }
    said = {"type": "node", "id": "8", "labels": ["Episodic"], "properties": episode()}
    told = {"uuid": "f1", "fact": "Ana likes Ana", "episodes": "e1"}
    edge = {
        "type": "relationship",
        "id": "1",
        "label": "RELATES_TO",
        "start": {"id": "7"},
        "end": {"id": "7"},
        "properties": told,
    }
    for name in ("dump.json", "dump.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(line) + "\n" for line in (node, said, edge)))
        assert detect(path) == "graphiti"
        found = rows(path)
        assert [row["content"] for row in found] == ["hi", "Ana: s", "Ana likes Ana"]
        assert [relation for relation, _ in found[-1]["refers"]] == ["derived_from", "mentions"]


def test_a_later_dump_of_the_same_fact_has_the_same_key_and_another_form(tmp_path: Path) -> None:
    lists: dict[str, Any] = {"episodes": [episode()]}
    before = rows(dump(tmp_path, **lists, entity_edges=[fact()]))[-1]
    after = rows(dump(tmp_path, **lists, entity_edges=[fact(invalid_at="2026-06-01T00:00:00Z")]))[-1]
    assert before["key"] == after["key"] == "graphiti:f1"
    assert before["idempotency_key"] != after["idempotency_key"]


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        (
            {"episodes": [episode(), episode()]},
            r"dump\.json:episodes\[1\]: the uuid 'e1' is that of dump\.json:episodes\[0\]",
        ),
        ({"episodes": [episode(), 7]}, r"episodes\[1\]: expected a node or an edge"),
        ({"episodes": "x"}, "'episodes' is 'x'; expected a list"),
        ({"nodes": [{"name": "x"}]}, r"nodes\[0\]: neither a node nor an edge"),
        ({"entities": [{"uuid": "n1"}]}, r"entities\[0\]: 'name' is None"),
        ({"entities": [{"uuid": 7, "name": "x"}]}, r"entities\[0\]: 'uuid' is 7"),
    ],
)
def test_a_damaged_dump_is_refused_by_its_place(tmp_path: Path, lists: Any, said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        rows(dump(tmp_path, **lists), format="graphiti")


def test_a_time_that_is_none_is_refused_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(TimeError, match=r"dump\.json:episodes\[0\]: valid_at"):
        rows(dump(tmp_path, episodes=[episode(valid_at="soon")]))


def test_truncated_json_is_refused_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(JSON.read_text()[:300])
    with pytest.raises(ArgumentError, match=r"dump\.json:\d+:\d+: not valid JSON"):
        rows(path, format="graphiti")


def test_vectors_are_left_out_and_told() -> None:
    for path in (JSON, CYPHER):
        found, unmapped = both(path)
        assert "embedding" not in str(found)
        assert "field 'name_embedding'" in [item.what for item in unmapped]
