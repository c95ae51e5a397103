from __future__ import annotations

import json
from pathlib import Path

import pytest
from exports import IMPORTS, left_out, rows

from mnemic.errors import ArgumentError
from mnemic.ingest import detect

FILE = IMPORTS / "mcp_memory.jsonl"


def memory(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "memory.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def entity(name: object = "Ana", observations: object = (), **more: object) -> dict[str, object]:
    return {"type": "entity", "name": name, "entityType": "person", "observations": observations, **more}


def test_each_observation_is_a_belief_of_its_entity() -> None:
    assert detect(FILE) == "mcp-memory"
    found = rows(FILE, user="ana")
    assert [row["content"] for row in found] == [
        "Ana Duarte (person)",
        "Ana Duarte: Lives in Porto",
        "Ana Duarte: Works as a nurse at Hospital de São João",
        "Ana Duarte: Prefers tea to coffee since May 2026",
        "Café Majestic (place)",
        "Café Majestic: Ana meets Bo here on Fridays",
        "Bo (person)",
        "Ana Duarte is friend of Bo",
        "Ana Duarte goes to Café Majestic",
    ]
    assert {row["kind"] for row in found} == {"belief"}
    assert found[1]["metadata"] == {
        "graph": "observation",
        "node": found[0]["metadata"]["node"],
        "name": "Ana Duarte",
        "text": "Lives in Porto",
    }
    assert found[1]["refers"] == [("mentions", found[0]["idempotency_key"])]
    assert found[1]["source"] == "mcp_memory.jsonl:1"


def test_a_relation_refers_to_what_it_relates() -> None:
    found = rows(FILE)
    keys = {row["content"]: row["idempotency_key"] for row in found}
    assert found[7]["refers"] == [
        ("mentions", keys["Ana Duarte (person)"]),
        ("mentions", keys["Bo (person)"]),
    ]


def test_a_file_called_json_is_known_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    path.write_bytes(FILE.read_bytes())
    assert detect(path) == "mcp-memory"


def test_a_grown_file_keeps_the_keys_it_had(tmp_path: Path) -> None:
    before = rows(memory(tmp_path, entity(observations=["a"])))
    after = rows(memory(tmp_path, entity(observations=["b", "a"])))
    assert {row["idempotency_key"] for row in before} < {row["idempotency_key"] for row in after}


def test_what_cannot_be_carried_over_is_told(tmp_path: Path) -> None:
    path = memory(
        tmp_path,
        entity(observations=["a", "a", " "], id="7"),
        {"type": "relation", "from": "Ana", "relationType": "knows", "to": "Cy"},
        {"type": "note", "text": "x"},
    )
    assert [row["content"] for row in rows(path)] == ["Ana (person)", "Ana: a", "Ana knows Cy"]
    assert left_out(path) == {
        "field 'id' of an entity": 1,
        "line of type 'note'": 1,
        "empty observation": 1,
        "repeated observation": 1,
        "relation to an entity that is not in the file": 1,
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([entity(), entity()], r"memory\.jsonl:2: the entity 'Ana' stands at memory\.jsonl:1 already"),
        ([entity(name=3)], ":1: 'name' is 3"),
        ([entity(observations="x")], ":1: 'observations' is 'x'"),
        ([entity(observations=[{"deep": 1}])], ":1: 'observations'"),
        ([entity(entityType=[])], ":1: 'entityType'"),
        ([{"type": "relation", "from": "Ana", "to": "Bo"}], ":1: 'relationType' is None"),
        ([entity(), '{"type": "relation", "from": "A'], r"memory\.jsonl:2:\d+: not valid JSON"),
        (['{"type": "entity", "observations": ' + "[" * 100_000], ":1: JSON that cannot be kept"),
        (["[1]"], ":1: expected an object"),
    ],
)
def test_a_damaged_file_is_refused_by_its_line(tmp_path: Path, lines: list[object], said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        rows(memory(tmp_path, *lines), format="mcp-memory")
