"""Facts in the file: forgotten to the last byte, and put back into their slots by a repair."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from forgotten import bytes_of, leftovers

import mnemic

MARCH, MAY = "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z"
WORDS = (
    b"Zwischenahn",
    b"zwischenahn",
    b"Quermathilde",
    b"quermathilde",
    b"tanzleid",
    b"Tanzleid",
    b"uruz-7",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with facts of two users."""
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        for user, city, at in (
            ("uruz-7", "Zwischenahn", MARCH),
            ("uruz-7", "Oldenburg", MAY),
            ("bo", "Porto", MAY),
        ):
            turn = mem.remember(f"I live in {city}", user=user, occurred_at=at)
            name = "Quermathilde" if user != "bo" else "Bo"
            mem.assert_fact(name, "lives_in", city, user=user, evidence=[turn])
        likes = mem.assert_fact("Quermathilde", "favorite", "waltz", key="Tanzleid", user="uruz-7")
        mem.correct(likes.id, object="tango")
        mem.flush()
    return path


def alter(path: Path, statement: str) -> None:
    with sqlite3.connect(path, isolation_level=None) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def slots(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT row, slot FROM versions ORDER BY row").fetchall()
    connection.close()
    return found


def test_a_slot_holds_words_that_a_forgetting_leaves_no_byte_of(path: Path) -> None:
    held = "".join(str(slot) for _, slot in slots(path))
    assert "zwischenahn" in held
    assert "quermathilde" in held
    assert "tanzleid" in held
    with mnemic.open(path) as mem:
        receipt = mem.forget(user="uruz-7")
        assert receipt.status == "complete"
        assert [cube.content for cube in mem.facts()] == ["Bo lives in Porto."]
    assert leftovers(path, list(WORDS)) == []
    everything = bytes_of(path)
    assert not [word for word in WORDS if word in everything]


def test_a_forgotten_message_leaves_no_byte_in_the_slots_of_its_facts(path: Path) -> None:
    with mnemic.open(path) as mem:
        turn = next(cube for cube in mem.list(user="uruz-7") if "Zwischenahn" in cube.content)
        receipt = mem.forget(ids=[turn.id])
        assert (receipt.status, receipt.derived) == ("complete", 1)
        assert [cube.content for cube in mem.facts(user="uruz-7", predicate="lives_in")] == [
            "Quermathilde lives in Oldenburg."
        ]
    everything = bytes_of(path)
    assert b"wischenahn" not in everything
    assert b"Quermathilde" in everything


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE versions SET slot = 'bo' || char(31) || 'bo' WHERE slot IS NOT NULL",
        "UPDATE versions SET slot = NULL WHERE kind = 'fact'",
        "UPDATE versions SET slot = 'ana' WHERE kind = 'episode'",
    ],
)
def test_a_slot_that_is_not_its_facts_is_found_and_mended(path: Path, statement: str) -> None:
    sound = slots(path)
    alter(path, statement)
    with mnemic.open(path) as mem:
        [finding] = mem.check()
        assert (finding.part, finding.repairable) == ("rows", True)
        assert "another slot than their fact's" in finding.detail
        assert mem.check(repair=True) == []
        assert [cube.content for cube in mem.facts(user="bo")] == ["Bo lives in Porto."]
    assert slots(path) == sound


def test_a_damaged_fact_is_a_finding_and_its_slot_is_left_alone(path: Path) -> None:
    alter(path, "UPDATE versions SET fact = '{' WHERE row = 2")
    with mnemic.open(path) as mem:
        assert {(finding.part, finding.repairable) for finding in mem.check()} == {("audit", False)}
