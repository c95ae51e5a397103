"""The sentences that the reader learns from keep their format, and what breaks it is named."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

READER = Path(__file__).resolve().parents[2] / "bench" / "lifecycle" / "reader"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"reader_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


validate = _module(READER / "validate.py")
make = _module(READER / "lines.py")

ROW: dict[str, Any] = {
    "text": "We left Porto for Lisbon.",
    "family": "f",
    "language": "en",
    "facts": [{"predicate": "lives_in", "object": "Lisbon", "key": None, "act": "holds"}],
    "negative": None,
}


def _fact(**changes: object) -> dict[str, Any]:
    return ROW | {"facts": [ROW["facts"][0] | changes]}


def test_all_sentences_of_the_reader_are_well_formed(capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.main([]) == 0
    assert capsys.readouterr().err == ""


def test_the_sentences_are_what_the_written_lines_make() -> None:
    lists = make.slots()
    for path in sorted((READER / "data" / "lines").glob("[a-z]*.txt")):
        made = {
            json.dumps(make.example(text, line.predicate, line.family, line.negative), ensure_ascii=False)
            for line in make.lines(path)
            for text in make.filled(line.text, lists)
        }
        kept = (READER / "data" / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
        assert set(kept) <= made, f"{path.name} was edited; run: python bench/lifecycle/reader/lines.py"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"text": "Hi"}, "fields are"),
        (ROW | {"mood": "glad"}, "fields are"),
        (ROW | {"text": " We left Porto for Lisbon."}, "blanks around"),
        (ROW | {"text": "Lisbon {city}"}, "still holds the mark '{'"),
        (ROW | {"negative": "weather"}, "negative 'weather' is none of"),
        (ROW | {"negative": "joke"}, "is a negative and states facts"),
        (ROW | {"facts": [{"predicate": "lives_in"}]}, "fact has"),
        (_fact(predicate="lives_on"), "there is no predicate 'lives_on'"),
        (_fact(act="began"), "act 'began' is none of"),
        (_fact(object="Faro"), "object 'Faro' is no part of"),
        (_fact(object=None), "must be in known or before"),
        (ROW | {"known": [{"predicate": "lives_in"}]}, "is no predicate with an object"),
        (ROW | {"known": [{"predicate": "lives_on", "object": "Porto"}]}, "is no predicate with an object"),
    ],
)
def test_a_fault_is_named(row: dict[str, Any], told: str) -> None:
    assert any(told in fault for fault in validate.faults(row))


def test_an_object_may_be_absent_where_it_is_known() -> None:
    known = {"known": [{"predicate": "lives_in", "object": "Porto"}]}
    assert not list(validate.faults(_fact(object=None, act="ended") | known))


def test_a_faulty_folder_gives_its_place_and_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [ROW, _fact(object="Faro"), ROW | {"facts": [], "negative": "other", "known": []}]
    (tmp_path / "lives_in.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
    )
    assert validate.main([str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("lives_in.jsonl:2: object 'Faro'")
    assert "3 examples; 1 state nothing" in out
    assert "2/1" in out


def test_a_line_makes_an_example_for_each_filling() -> None:
    lists = {"city": ["Porto", "Lisbon", "Faro"]}
    texts = make.filled("from {city} to {city2}", lists)
    assert len(texts) == make.FILLS
    assert all("{" not in text and len(set(text.split())) == 4 for text in texts)
    assert make.filled("no slot", lists) == ["no slot"]


def test_marks_become_facts() -> None:
    row = make.example(
        "<<Still here?>> [-Porto] no, [pet:a cat|cat] yes @ lives_in=Porto ## !name", "lives_in", "f", None
    )
    assert row["before"] == "Still here?"
    assert row["text"] == "Porto no, a cat yes"
    assert row["known"] == [{"predicate": "lives_in", "object": "Porto"}]
    assert [(f["predicate"], f["object"], f["key"], f["act"]) for f in row["facts"]] == [
        ("lives_in", "Porto", None, "ended"),
        ("pet", "cat", "cat", "holds"),
        ("name", None, None, "denies"),
    ]


def test_the_letter_of_a_near_miss_is_its_class(tmp_path: Path) -> None:
    path = tmp_path / "pet.txt"
    path.write_text(
        "# why\n== holds\nI have [a cat].\n& i have [a cat]\n== near\nj the cat rules\n", encoding="utf-8"
    )
    found = list(make.lines(path))
    assert [line.negative for line in found] == [None, None, "joke"]
    assert found[0].family == found[1].family != found[2].family


def test_every_slot_has_more_values_to_be_drawn_from_in_training() -> None:
    usual, more = make.slots(), make.slots("_slots_more.txt")
    assert set(more) == set(usual)
    for name, values in more.items():
        assert len(set(values)) == len(values), f"{name} has a value twice"
        assert not set(values) & set(usual[name]), f"{name} has values of _slots.txt"
