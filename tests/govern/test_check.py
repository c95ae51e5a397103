"""check names everything that disagrees; repair mends what is derived and leaves evidence alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from forgotten import ANA, item, made_up_turns, stored

import mnemic
from mnemic.errors import StoreCorrupted
from mnemic.store import Finding

EVIDENCE = ("cubes", "versions", "links", "operations", "replays", "spaces")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash", actor="clerk") as mem:
        cubes = mem.remember_many(
            [item(turn, i) for i, turn in enumerate(made_up_turns(40))], reason="import"
        )
        mem.remember("derived", links=[("derived_from", cubes[0].id)], key="derived", metadata={"n": 1})
        mem.flush()
        mem.update(cubes[1].id, content="changed once", metadata={"n": 2})
        mem.forget(ids=[cubes[2].id])
    return path


def alter(path: Path, *statements: str) -> None:
    with sqlite3.connect(path, isolation_level=None) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, f"nothing was altered by: {statement}"
    connection.close()


def damage_bytes(path: Path, table: str) -> None:
    """Swap two entries of an index in the file, as a stray write would."""
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    start = (page - 1) * size
    pointers = start + 8
    content[pointers : pointers + 4] = content[pointers + 2 : pointers + 4] + content[pointers : pointers + 2]
    path.write_bytes(content)


def findings(path: Path) -> list[Finding]:
    with mnemic.open(path, read_only=True) as mem:
        return mem.check()


DERIVED = {
    "a term list is emptied": ("terms", "UPDATE versions SET terms = x'' WHERE row = 6"),
    "a term list is another's": (
        "terms", "UPDATE versions SET terms = (SELECT terms FROM versions WHERE row = 5) WHERE row = 4"),
    "a text's length is wrong": ("terms", "UPDATE versions SET length = length + 1 WHERE row = 6"),
    "a text's language is wrong": ("terms", "UPDATE versions SET language = 'xx' WHERE row = 1"),
    "vectors are missing": ("vectors", "DELETE FROM vectors WHERE row IN (2, 3, 4)"),
    "all vectors are missing": ("vectors", "DELETE FROM vectors"),
    "a vector is cut": ("vectors", "UPDATE vectors SET data = substr(data, 1, 20) WHERE row = 7"),
    "a vector belongs to no version": ("vectors", "UPDATE vectors SET version = 100000 WHERE row = 7"),
    "a vector belongs to no model": ("vectors", "UPDATE vectors SET model = 99 WHERE row = 7"),
    "something pending belongs to no version": ("vectors", "INSERT INTO pending VALUES (1, 1, 100000)"),
    "a link leads nowhere": ("links", "UPDATE links SET target = 100000"),
    "a link comes from nowhere": ("links", "UPDATE links SET source = 100000"),
    "an idempotency key belongs to no cube": ("replays", "UPDATE replays SET cube = 100000 WHERE row = 1"),
}  # fmt: skip


@pytest.mark.parametrize("what", DERIVED)
def test_what_is_derived_is_found_and_mended(path: Path, what: str) -> None:
    part, statement = DERIVED[what]
    assert findings(path) == []
    before = stored(path)
    with mnemic.open(path) as mem:
        expected = [hit.cube.content for hit in mem.recall("station morning", limit=20)]
    alter(path, statement)
    found = findings(path)
    assert {finding.part for finding in found} == {part}
    assert all(finding.repairable for finding in found)
    with mnemic.open(path) as mem:
        assert mem.check(repair=True) == []
        assert mem.check() == []
        assert [
            hit.cube.content for hit in mem.recall("station morning", limit=20, pending_budget_ms=60_000)
        ] == expected
        mem.flush()
        assert mem.check() == []
    after = stored(path)
    for table in ("cubes", "operations"):
        assert after[table] == before[table]
    kept = ("content", "metadata", "salt", "leaf", "terms", "length", "language")
    assert [[row[name] for name in kept] for row in after["versions"]] == [
        [row[name] for name in kept] for row in before["versions"]
    ]


def test_what_is_no_longer_pending_and_has_no_vector_is_found_and_made(path: Path) -> None:
    alter(path, "DELETE FROM pending")
    (finding,) = findings(path)
    assert (finding.part, finding.repairable) == ("vectors", True)
    with mnemic.open(path) as mem:
        assert mem.check(repair=True) == []
        assert mem.stats().pending_vectors == 1
        best = mem.recall("changed once", explain=True)[0]
        assert best.cube.content == "changed once"
        assert {part.channel: part.score for part in best.channels}["dense"] is not None


def test_token_vectors_of_nothing_are_found_and_deleted(path: Path) -> None:
    alter(path, "INSERT INTO tokens VALUES (100000, 8, x'0102030405060708')")
    (finding,) = findings(path)
    assert (finding.part, finding.repairable, finding.detail) == (
        "vectors", True, "1 token vectors belong to no vector",
    )  # fmt: skip
    with mnemic.open(path) as mem:
        assert mem.check(repair=True) == []
    assert stored(path)["tokens"] == []


ALTERED = {
    "a content": "UPDATE versions SET content = content || '!' WHERE row = 6",
    "metadata": """UPDATE versions SET metadata = '{"turn":999}' WHERE row = 6""",
    "metadata's spelling": """UPDATE versions SET metadata = ' ' || metadata WHERE row = 6""",
    "metadata to what is no JSON": "UPDATE versions SET metadata = '{' WHERE row = 6",
    "tags": "UPDATE versions SET tags = NULL WHERE row = 4",
    "a speaker": "UPDATE versions SET speaker = 'Somebody else' WHERE row = 4",
    "a session": "UPDATE versions SET session = 'other' WHERE row = 4",
    "a time": "UPDATE versions SET occurred_us = occurred_us + 1 WHERE row = 4",
    "a zone": "UPDATE versions SET occurred_zone = 'Atlantis/Capital' WHERE row = 4",
    "a state": "UPDATE versions SET state = 'expired' WHERE row = 4",
    "a tier": "UPDATE versions SET tier = 'archive' WHERE row = 4",
    "a source": "UPDATE versions SET source = 'elsewhere' WHERE row = 4",
    "an importance": "UPDATE versions SET importance = 0.5 WHERE row = 4",
    "a fact": "UPDATE versions SET fact = '{}' WHERE row = 4",
    "a user": "UPDATE cubes SET user = 'mallory' WHERE row = 4",
    "a key": "UPDATE cubes SET key = 'mine' WHERE row = 5",
    "an id": "UPDATE cubes SET id = randomblob(16) WHERE row = 5",
    "an id to another length": "UPDATE cubes SET id = randomblob(7) WHERE row = 5",
    "an order": "UPDATE cubes SET seq = 4000 WHERE row = 5",
    "a space": "UPDATE versions SET space = 77 WHERE row = 5",
    "a day of creation": "UPDATE cubes SET created_us = created_us - 1 WHERE row = 5",
    "a version's number": "UPDATE versions SET version = 7 WHERE row = 5",
    "when a version was recorded": "UPDATE versions SET recorded_us = recorded_us + 1 WHERE row = 5",
    "when a version was superseded": "UPDATE versions SET superseded_us = superseded_us + 1 WHERE superseded_us > 0",
    "a version's salt": "UPDATE versions SET salt = randomblob(16) WHERE row = 5",
    "a version's place": "UPDATE versions SET leaf = leaf + 1 WHERE row = 5",
    "a version's place to text": "UPDATE versions SET leaf = 'first' WHERE row = 5",
    "an actor": "UPDATE operations SET actor = 'somebody else' WHERE row = 3",
    "a reason": "UPDATE operations SET reason = 'none' WHERE row = 3",
    "a verb": "UPDATE operations SET verb = 'undo' WHERE row = 3",
    "an operation's id": "UPDATE operations SET id = randomblob(16) WHERE row = 3",
    "an operation's id to text": "UPDATE operations SET id = 'three' WHERE row = 3",
    "an operation's time": "UPDATE operations SET recorded_us = recorded_us + 1 WHERE row = 3",
    "an operation's time to text": "UPDATE operations SET recorded_us = 'noon' WHERE row = 3",
    "leaves": "UPDATE operations SET leaves = zeroblob(64) WHERE row = 2",
    "leaves to text": "UPDATE operations SET leaves = 'none' WHERE row = 2",
    "the chain": "UPDATE operations SET chain = zeroblob(32) WHERE row = 2",
}
"""Evidence, and how somebody might alter it."""

GONE = {
    "a version": "DELETE FROM versions WHERE row = 5",
    "an older version": "DELETE FROM versions WHERE superseded_us IS NOT NULL",
    "a cube": "DELETE FROM cubes WHERE row = 5",
    "an operation in between": "DELETE FROM operations WHERE row = 2",
    "the first operation": "DELETE FROM operations WHERE row = 1",
    "the space": "DELETE FROM spaces",
}


@pytest.mark.parametrize("what", [*ALTERED, *GONE])
def test_altered_evidence_is_noticed_and_never_repaired(path: Path, what: str) -> None:
    alter(path, {**ALTERED, **GONE}[what])
    found = findings(path)
    assert any(not finding.repairable for finding in found), "nothing was noticed"
    assert {finding.part for finding in found if not finding.repairable} <= {"rows", "audit"}
    before = stored(path)
    with mnemic.open(path) as mem:
        left = mem.check(repair=True)
        assert any(not finding.repairable for finding in left), "a repair hid it"
    after = stored(path)
    for table in ("cubes", "operations"):
        assert after[table] == before[table]
    texts = ("content", "metadata", "speaker", "superseded_us", "salt", "leaf", "version")
    assert [[row[name] for name in texts] for row in after["versions"]] == [
        [row[name] for name in texts] for row in before["versions"]
    ]


def test_a_version_slipped_in_is_noticed(path: Path) -> None:
    columns = [name for name in stored(path)["versions"][0] if name not in ("row", "cube")]
    alter(
        path,
        "INSERT INTO cubes SELECT 5000, randomblob(16), space, 5000, user, NULL, created_us FROM cubes WHERE row = 4",
        f"INSERT INTO versions (row, cube, {', '.join(columns)}) SELECT 5000, 5000, {', '.join(columns)} "
        "FROM versions WHERE row = 4",
    )
    assert "audit" in {finding.part for finding in findings(path)}


def test_operations_cut_off_the_end_are_noticed_by_a_head_kept_elsewhere(path: Path) -> None:
    with mnemic.open(path) as mem:
        cube = mem.remember("the last")
        head = mem.audit_head()
        assert head.operations == 5
    alter(
        path,
        f"DELETE FROM pending WHERE version = (SELECT v.row FROM versions v JOIN cubes c ON c.row = v.cube WHERE "
        f"c.id = x'{cube.id.replace('-', '')}')",
        f"DELETE FROM versions WHERE cube = (SELECT row FROM cubes WHERE id = x'{cube.id.replace('-', '')}')",
        f"DELETE FROM cubes WHERE id = x'{cube.id.replace('-', '')}'",
        "DELETE FROM operations WHERE row = 5",
    )
    with mnemic.open(path) as mem:
        assert mem.check() == []
        assert mem.audit_head() != head


def test_a_damaged_index_is_found_and_built_anew(path: Path) -> None:
    damage_bytes(path, "versions_operation")
    found = findings(path)
    assert {finding.part for finding in found} == {"file"}
    assert all("index" in finding.detail and finding.repairable for finding in found)
    with mnemic.open(path) as mem:
        assert mem.check(repair=True) == []
        assert mem.stats().cubes == 40
        assert mem.forget(user=ANA).status == "complete"


def test_a_damaged_table_is_reported_and_not_touched(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()
    connection.close()
    content[(page - 1) * 4096 : (page - 1) * 4096 + 12] = bytes(12)
    path.write_bytes(content)
    try:
        found = findings(path)
    except StoreCorrupted:
        return
    assert found
    assert all(finding.part == "file" and not finding.repairable for finding in found)
    assert path.read_bytes() == bytes(content)


def test_undecodable_text_is_a_finding(path: Path) -> None:
    alter(path, "UPDATE versions SET content = CAST(x'ff61fe' AS TEXT) WHERE row = 6")
    (finding, *_) = findings(path)
    assert not finding.repairable
    with mnemic.open(path) as mem, pytest.raises(StoreCorrupted):
        mem.list(limit=1000)


def test_text_that_became_bytes_is_a_finding(path: Path) -> None:
    alter(path, "UPDATE versions SET content = x'00ff' WHERE row = 6")
    assert any(not finding.repairable for finding in findings(path))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vectors SET data = substr(data, 1, 21) WHERE row = 7",
        "UPDATE vectors SET version = 100000 WHERE row = 7",
        "UPDATE versions SET terms = x'010203' WHERE row = 7",
        "UPDATE versions SET recorded_us = 'noon' WHERE row = 7",
        "UPDATE versions SET cube = 100000 WHERE row = 7",
    ],
)
def test_damaged_rows_never_crash_a_recall(path: Path, statement: str) -> None:
    alter(path, statement)
    with mnemic.open(path) as mem:
        for _ in range(2):
            try:
                assert all(hit.cube.content for hit in mem.recall("station morning", limit=50))
            except StoreCorrupted as error:
                assert "check" in str(error)


def test_a_lost_secret_is_a_damaged_store(path: Path) -> None:
    alter(path, "DELETE FROM meta WHERE name = 'secret'")
    with pytest.raises(StoreCorrupted, match="secret"):
        mnemic.open(path)


def test_checking_and_repairing_a_sound_store_changes_nothing(path: Path) -> None:
    before = stored(path)
    with mnemic.open(path) as mem:
        head = mem.audit_head()
        assert mem.check() == []
        assert mem.check(repair=True) == []
        assert mem.audit_head() == head
    after = stored(path)
    # Only the counters that tell others to look anew.
    assert {name: rows for name, rows in after.items() if name != "spaces"} == {
        name: rows for name, rows in before.items() if name != "spaces"
    }


def test_memory_is_checked_too() -> None:
    with mnemic.open(":memory:", embedder="hash") as mem:
        mem.remember("one")
        assert mem.check(repair=True) == []
        mem._store._main.execute("UPDATE versions SET content = 'two'")  # type: ignore[attr-defined]
        assert {finding.part for finding in mem.check()} == {"audit", "terms"}
