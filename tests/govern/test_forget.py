"""After forget, not a byte is left, and everything else is as if it had never been told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forgotten import ANA, BO, Turn, bytes_of, item, leftovers, made_up_turns, personal, real_turns, stored

import mnemic
from mnemic.errors import CubeNotFound, ErasureIsFinal, NothingMatched, OperationNotFound
from word_embedder import WordEmbedder

QUESTIONS = (
    "Where did we go last week?", "the station", "Who wants to move in?", "dance studio", "Good morning!",
    "пароль города", "一起去了", "ok",
)  # fmt: skip


def rows_of(path: Path, user: str) -> set[int]:
    return {row["row"] for row in stored(path)["cubes"] if row["user"] == user}


def told(path: Path, turns: list[Turn], *, without: str = "", embedder: Any = "hash") -> None:
    """Tell a store these turns, change some of it, and finish with every vector in place."""
    with mnemic.open(path, embedder=embedder, actor="the importer") as mem:
        items = {number: item(turn, number) for number, turn in enumerate(turns) if turn.user != without}
        cubes: dict[int, mnemic.MemCube] = {}
        for at in range(0, len(turns), 50):
            part = [number for number in range(at, at + 50) if number in items]
            told_now = mem.remember_many(
                [items[number] for number in part], reason=f"import for {ANA} and {BO}, {at}"
            )
            cubes |= dict(zip(part, told_now, strict=True))
        mem.flush()
        for number, cube in cubes.items():
            if number % 10 in (0, 7):
                text = f"{cube.content} — or was it otherwise, {cube.user}?"
                mem.update(cube.id, content=text, reason=f"{cube.user} said so")
        mem.archive(ids=[cube.id for number, cube in cubes.items() if number % 17 == 5], reason="old")
        mem.undo(str(mem.operations(limit=1)[0].id))
        mem.flush()


def plain(cube: mnemic.MemCube) -> mnemic.MemCube:
    """Leave out of a cube what differs between two stores told the same at other times."""
    then = cube.occurred_at or cube.created_at
    return replace(cube, id="", operation="", seq=0, created_at=then, recorded_at=then, superseded_at=None)


@pytest.fixture(params=[made_up_turns, real_turns], ids=["made up", "LoCoMo"], scope="module")
def conversation(request: pytest.FixtureRequest) -> list[Turn]:
    turns: Callable[[], list[Turn]] = request.param
    return turns()


@pytest.mark.slow
def test_forgetting_a_user_leaves_no_byte_and_the_rest_as_if_never_told(
    tmp_path: Path, conversation: list[Turn]
) -> None:
    path, without = tmp_path / "m.db", tmp_path / "without.db"
    told(path, conversation)
    told(without, conversation, without=ANA)
    forgotten = personal(stored(path), rows_of(path, ANA))
    before = stored(path)
    doomed = rows_of(path, ANA)
    texts_of_bo = {turn.text for turn in conversation if turn.user == BO}
    assert leftovers(path, [b"a text that nobody has ever written"]) == []
    with mnemic.open(path) as mem:
        kept = list(mem.list(user=BO, limit=10_000, tiers=None))
        histories = [mem.history(cube.id) for cube in kept]
        receipt = mem.forget(user=ANA)
        assert receipt.status == "complete"
        assert receipt.reason is None
        versions = {row["row"] for row in before["versions"] if row["cube"] in doomed}
        assert receipt.cubes == len(doomed)
        assert receipt.versions == len(versions)
        assert receipt.vectors == sum(row["version"] in versions for row in before["vectors"])
        assert receipt.replays == sum(row["cube"] in doomed for row in before["replays"])
        assert receipt.derived == 0
        texts = {row["content"] for row in before["versions"] if row["cube"] in doomed}
        assert receipt.shared_texts == len(texts & texts_of_bo)
        assert receipt.control is True
        assert (receipt.probe.before or 0) > 500
        assert receipt.probe.after == 0
        assert "m.db" in receipt.probe.files
        assert mem.receipt(str(receipt.operation)) == receipt
        # Bo's cubes are what they were, in every field and version.
        assert list(mem.list(user=BO, limit=10_000, tiers=None)) == kept
        assert [mem.history(cube.id) for cube in kept] == histories
        with pytest.raises(NothingMatched):
            mem.forget(user=ANA)
        assert mem.check() == []
        with mnemic.open(without) as other:
            for question in QUESTIONS:
                found, expected = mem.recall(question, limit=20), other.recall(question, limit=20)
                assert [(plain(hit.cube), hit.score) for hit in found] == [
                    (plain(hit.cube), hit.score) for hit in expected
                ]
    assert leftovers(path, forgotten) == []
    content = bytes_of(path)
    for name in (ANA, f"{ANA}-talk-1", f"{ANA}-key-3", f"{ANA}-once-2", f"Speaker {ANA}", f"agent-of-{ANA}"):
        assert name.encode() not in content


def tokens_of(path: Path, user: str) -> list[bytes]:
    """Return the token vectors that are kept of a user's texts."""
    tables, cubes = stored(path), rows_of(path, user)
    versions = {row["row"] for row in tables["versions"] if row["cube"] in cubes}
    vectors = {row["row"] for row in tables["vectors"] if row["version"] in versions}
    return [row["data"] for row in tables["tokens"] if row["row"] in vectors]


def test_token_vectors_of_the_forgotten_leave_no_byte(tmp_path: Path) -> None:
    path, embedder = tmp_path / "m.db", WordEmbedder(128)
    told(path, made_up_turns(60), embedder=embedder)
    doomed, kept = tokens_of(path, ANA), tokens_of(path, BO)
    assert len(doomed) > 30 < len(kept)
    forgotten = personal(stored(path), rows_of(path, ANA))
    assert set(doomed) <= set(forgotten)
    with mnemic.open(path, embedder=embedder) as mem:
        mem.recall("the station")
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.probe.after, receipt.control) == ("complete", 0, True)
        assert mem.check() == []
        assert {hit.cube.user for hit in mem.recall("the station", limit=100)} == {BO}
    assert [row["data"] for row in stored(path)["tokens"]] == kept
    assert leftovers(path, forgotten) == []


def test_a_token_vector_left_behind_is_noticed_and_rewritten_away(tmp_path: Path) -> None:
    path, embedder = tmp_path / "m.db", WordEmbedder(128)
    with mnemic.open(path, embedder=embedder) as mem:
        mem.remember("Zimtschnecken aus Unterammergau", user=ANA)
        mem.remember("something else", user=BO)
        mem.flush()
    (trace,) = tokens_of(path, ANA)
    assert len(trace) == 3 * 16
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA secure_delete=OFF; CREATE TABLE planted (x)")
    connection.execute("INSERT INTO planted VALUES (?)", (bytes(3000) + trace + bytes(6000),))
    connection.execute("DROP TABLE planted")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert path.read_bytes().count(trace) >= 2
    with mnemic.open(path, embedder=embedder) as mem:
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.vacuumed, receipt.probe.after) == ("complete", True, 0)
    assert trace[:16] not in bytes_of(path)


def test_the_search_of_these_tests_sees(tmp_path: Path) -> None:
    """Deleted without care, a text is found again by `leftovers`; this is how the tests above can fail."""
    path = tmp_path / "m.db"
    turns = made_up_turns(60)
    told(path, turns)
    doomed = rows_of(path, ANA)
    forgotten = personal(stored(path), doomed)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA secure_delete=OFF")
    for table, column in (
        ("cubes", "user = ?"),
        ("versions", "cube NOT IN (SELECT row FROM cubes) OR ? IS NULL"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column}", (ANA,))
    connection.execute("DELETE FROM vectors WHERE version NOT IN (SELECT row FROM versions)")
    connection.execute("DELETE FROM replays WHERE cube NOT IN (SELECT row FROM cubes)")
    connection.commit()
    connection.close()
    found = leftovers(path, forgotten)
    assert len(found) > 500
    assert b"3f9c41d2-tal" in found


# What is in a text


ODD_TEXTS = {
    "non-ascii": "Żółć gęślą jaźń — 東京タワーで会った渡辺さん, до встречи в Новосибирске",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍🚀🫱🏼‍🫲🏿🇵🇹🐙🦑🦞🪼 " * 3,
    "control characters": 'tab\there, bell\x07, line\nbreak, "quoted" and \\back\\slashed\\ — ünï',
    "one character over and over, and a word": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa Zweifelsfall",
    "right to left": "שלום עולם, זהו טקסט סודי מאוד بالعربية أيضا نص سري جدا",
    "astral": "𝔖𝔢𝔠𝔯𝔢𝔱 𝔱𝔢𝔵𝔱 𐍈𐌰𐌿𐍄𐍃 𠜎𠜱𠝹𠱓",
    "json": '{"password": "hunter2-unguessable", "pins": [4711, 1984]}',
    "a page and a half": "Kleinschmidt wohnt in Unterammergau Nummer 17. " * 130,
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_odd_texts_leave_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("what stays: a harbour, a kitchen", user=BO)
        cube = mem.remember(ODD_TEXTS[name], user=ANA, metadata={"copy": ODD_TEXTS[name][:200]})
        mem.flush()
        forgotten = personal(stored(path), rows_of(path, ANA))
        receipt = mem.forget(ids=[cube.id])
        assert (receipt.status, receipt.control, receipt.probe.after) == ("complete", True, 0)
        assert (receipt.probe.before or 0) > 0
        assert mem.check() == []
    assert leftovers(path, forgotten) == []


@pytest.mark.slow
def test_a_text_of_a_megabyte_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    text = " ".join(f"Eintrag {i:06d} über Müller{i * 7919 % 100003}" for i in range(32_000))
    assert len(text.encode()) > 1_000_000
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("what stays", user=BO)
        cube = mem.remember(text, user=ANA)
        mem.update(cube.id, metadata={"note": "seen"})
        mem.flush()
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.cubes, receipt.versions, receipt.control) == ("complete", 1, 2, True)
        assert mem.check() == []
    assert leftovers(path, [text.encode()]) == []


def test_texts_too_short_to_probe_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("ok", user=BO)
        for text in ("ok", "nope", "哈哈", "12:30 Uhr", "absolutely not"):
            mem.remember(text, user="ana")
        mem.flush()
        receipt = mem.forget(user="ana")
        assert (receipt.status, receipt.cubes, receipt.shared_texts) == ("complete", 5, 1)
        assert receipt.too_short == 3
        assert receipt.control is True
        assert [cube.content for cube in mem.list()] == ["ok"]
        assert mem.recall("ok")[0].cube.user == BO
    assert b"absolutely not" not in bytes_of(path)
    assert b"12:30 Uhr" not in bytes_of(path)


# What rests on it


def test_what_was_derived_goes_too_through_any_depth_and_state(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        said = mem.remember("Ana: I moved to Unterammergau in May.", user=ANA)
        other = mem.remember("Bo: I like Porto.", user=BO)

        def derive(text: str, *sources: mnemic.MemCube, **more: Any) -> mnemic.MemCube:
            links = [("derived_from", source.id) for source in sources]
            return mem.remember(text, links=links, kind="belief", user=BO, **more)

        first = derive("Ana lives in Unterammergau.", said)
        second = derive("Somebody lives in Upper Bavaria.", first, other)
        third = derive("Upper Bavaria is worth a visit.", second)
        stale = derive("Ana packed her boxes in Unterammergau.", said)
        withdrawn = derive("Ana dislikes moving to Unterammergau.", said)
        dropped = derive("Ana once said Unterammergau.", said)
        archived = derive("Unterammergau is small.", third)
        supports = mem.remember("Bo knows the Ammer valley.", user=BO, links=[("supports", said.id)])
        mem.update(said.id, content="Ana: I moved to Unterammergau in June.")
        assert mem.get(stale.id).state == "stale"
        mem.undo(withdrawn.operation, cascade=True)
        mem.undo(str(mem.operations(limit=1)[0].id), cascade=True)
        mem.undo(str(mem.operations(cube=withdrawn.id, limit=10)[-1].id), cascade=True)
        assert mem.get(withdrawn.id).state == "expired"
        mem.archive(ids=[archived.id])
        mem.flush()
        receipt = mem.forget(ids=[said.id])
        gone = (said, first, second, third, stale, withdrawn, dropped, archived)
        assert (receipt.cubes, receipt.derived) == (len(gone), len(gone) - 1)
        for cube in gone:
            with pytest.raises(CubeNotFound):
                mem.get(cube.id)
            with pytest.raises(CubeNotFound):
                mem.history(cube.id)
        # Other relations hold no words of what they lead to.
        assert mem.get(supports.id).links == ()
        assert {cube.id for cube in mem.list(tiers=None)} == {other.id, supports.id}
        assert mem.check() == []
    assert b"nterammergau" not in bytes_of(path)


def test_a_text_told_again_in_another_space_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    text = "The spare key hangs behind the Zimtschnecken shelf."
    with mnemic.open(path, embedder="hash", space="one") as one, mnemic.open(path, space="two") as two:
        one.remember(text, user=ANA, key="k", idempotency_key="i")
        kept = two.remember(text, user=ANA, key="k", idempotency_key="i")
        one.remember("something else", user=BO)
        one.flush()
        receipt = one.forget(user=ANA)
        assert (receipt.status, receipt.cubes, receipt.shared_texts) == ("complete", 1, 0)
        assert one.recall("Zimtschnecken").hits[0].cube.user == BO
        assert two.get(kept.id) == kept
        found = two.recall("Zimtschnecken", explain=True)
        assert found[0].cube == kept
        assert {part.channel: part.score for part in found[0].channels}["dense"] is not None
        assert two.remember(text, user=ANA, idempotency_key="i") == kept
        assert one.check() == []


def test_keys_are_free_again(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        old = mem.remember("I live in Lisbon.", user=ANA, key="home", idempotency_key="m1")
        mem.forget(ids=[old.id])
        new = mem.remember("I live in Porto.", user=ANA, key="home", idempotency_key="m1", if_version=0)
        assert new.id != old.id
        assert new.version == 1
        assert mem.check() == []


def test_forgetting_everything_takes_the_space_and_its_name(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    name = "tenant Unterammergau-4711"
    with mnemic.open(path, embedder="hash", space=name, actor="Zoë Überall") as mem:
        with mnemic.open(path, space="other") as other:
            other.remember("stays where it is")
        mem.remember_many([{"content": turn.text, "user": turn.user} for turn in made_up_turns(40)])
        mem.flush()
        forgotten = personal(stored(path), rows_of(path, ANA) | rows_of(path, BO))
        head = mem.audit_head()
        receipt = mem.forget(everything=True)
        assert (receipt.status, receipt.cubes, receipt.probe.after) == ("complete", 40, 0)
        assert mem.spaces() == ("other",)
        assert mem.stats().cubes == 0
        assert mem.audit_head().operations == head.operations + 1
        assert mem.recall("anything").hits == ()
        assert mem.check() == []
        assert mem.remember("a new beginning").seq == 1
    assert leftovers(path, [*forgotten, "Zoë Überall".encode()]) == []
    with mnemic.open(path, space="other") as other:
        assert [cube.content for cube in other.list()] == ["stays where it is"]


def test_operations_that_touched_the_erased_lose_who_and_why_and_the_chain_holds(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash", actor="clerk Xanthippe") as mem:
        both = mem.remember_many(
            [{"content": "Ana's words", "user": ANA}, {"content": "Bo's words", "user": BO}],
            reason="Xanthippe asked",
        )
        updated = mem.update(both[0].id, content="Ana's other words", reason="Xanthippe insisted")
        alone = mem.remember("Bo's alone", user=BO, reason="unrelated")
        receipt = mem.forget(user=ANA)
        operations = {op.id: op for op in mem.operations()}
        assert len(operations) == 4
        shared, update = operations[both[0].operation], operations[updated.operation]
        assert (shared.actor, shared.reason, shared.erased) == (None, None, 1)
        assert [change.cube for change in shared.changes] == [both[1].id]
        assert (update.actor, update.reason, update.erased, update.changes) == (None, None, 1, ())
        assert operations[alone.operation].actor == "clerk Xanthippe"
        tombstone = operations[receipt.operation]
        assert (tombstone.verb, tombstone.actor, tombstone.reason, tombstone.erased) == (
            "forget",
            None,
            None,
            1,
        )
        assert mem.check() == []
        with pytest.raises(ErasureIsFinal):
            mem.undo(str(receipt.operation))
        with pytest.raises(ErasureIsFinal):
            mem.undo(updated.operation)
        with pytest.raises(OperationNotFound):
            mem.receipt(alone.operation)
    assert b"insisted" not in bytes_of(path)
    assert b"Xanthippe asked" not in bytes_of(path)


def test_a_dry_run_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("Ana's words", user=ANA, idempotency_key="i")
        mem.flush()
        before, head = stored(path), mem.audit_head()
        receipt = mem.forget(user=ANA, dry_run=True)
        assert (receipt.status, receipt.operation, receipt.cubes, receipt.versions) == ("dry_run", None, 1, 1)
        assert (receipt.vectors, receipt.replays, receipt.control) == (1, 1, True)
        assert stored(path) == before
        assert mem.audit_head() == head


def test_erasing_from_memory_works_alike() -> None:
    with mnemic.open(":memory:", embedder="hash") as mem:
        cubes = mem.remember_many([item(turn, i) for i, turn in enumerate(made_up_turns(60))])
        mem.flush()
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.cubes, receipt.probe.after) == ("complete", 30, 0)
        assert receipt.probe.files == (":memory:",)
        assert len(mem.list(limit=100)) == len(cubes) - 30
        assert mem.check() == []
        serialized = mem._store._main.serialize()  # type: ignore[attr-defined]
        assert ANA.encode() not in serialized


def test_pending_vectors_of_the_erased_are_never_made(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember_many([{"content": f"number {i}", "user": (ANA, BO)[i % 2]} for i in range(20)])
        assert mem.forget(user=ANA).vectors == 0
        mem.flush()
        assert (mem.stats().vectors, mem.stats().pending_vectors) == (10, 0)


def test_forgotten_is_out_of_every_answer_of_the_handle_that_forgot(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        cube = mem.remember("the Zimtschnecken recipe", user=ANA)
        then = cube.recorded_at
        mem.recall("Zimtschnecken")
        mem.update(cube.id, content="the Zimtschnecken recipe, improved")
        mem.forget(user=ANA)
        assert mem.recall("Zimtschnecken").hits == ()
        assert mem.recall("Zimtschnecken", known_at=then).hits == ()
        assert mem.list().cubes == ()
        assert mem.operations(cube=cube.id) == []


# Leftovers


@pytest.fixture
def erasable(tmp_path: Path) -> Iterator[tuple[Path, bytes]]:
    """A store with a text to erase, copied by hand to where no row accounts for it."""
    path = tmp_path / "m.db"
    told(path, made_up_turns(60))
    with mnemic.open(path) as mem:
        text = next(cube.content for cube in mem.list(user=ANA) if len(cube.content.encode()) > 60).encode()
    yield path, text
    assert text not in bytes_of(path)
    assert text[10:40] not in bytes_of(path)


def test_a_copy_in_a_free_page_is_noticed_and_rewritten_away(erasable: tuple[Path, bytes]) -> None:
    path, text = erasable
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA secure_delete=OFF; CREATE TABLE planted (x)")
    connection.execute("INSERT INTO planted VALUES (?)", (text * (9000 // len(text)),))
    connection.execute("DROP TABLE planted")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert text in path.read_bytes()
    with mnemic.open(path) as mem:
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.vacuumed, receipt.probe.after) == ("complete", True, 0)
        assert mem.check() == []


def test_a_fragment_in_the_gap_of_a_page_is_noticed_and_rewritten_away(erasable: tuple[Path, bytes]) -> None:
    path, text = erasable
    content = bytearray(path.read_bytes())
    # Between a page's cell pointers and its cells lies room that SQLite never reads.
    for page in range(4096, len(content), 4096):
        kind, cells, start = (
            content[page],
            *(int.from_bytes(content[page + at : page + at + 2], "big") for at in (3, 5)),
        )
        pointers_end = page + (8 if kind in (10, 13) else 12) + 2 * cells
        if kind in (2, 5, 10, 13) and page + start - pointers_end > 200:
            content[pointers_end + 20 : pointers_end + 51] = text[10:41]
            break
    else:
        pytest.fail("no page with a gap")
    path.write_bytes(content)
    with mnemic.open(path) as mem:
        assert mem.check() == []
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.vacuumed, receipt.probe.after) == ("complete", True, 0)


@pytest.mark.parametrize(
    ("table", "column"),
    [("vectors", "digest"), ("replays", "digest"), ("versions", "salt"), ("operations", "salt")],
)
def test_a_digest_or_salt_left_behind_is_noticed_and_rewritten_away(
    tmp_path: Path, table: str, column: str
) -> None:
    """With one of these a guess at the erased text could be confirmed: what they are made with stays in the file."""
    path = tmp_path / "m.db"
    told(path, made_up_turns(60))
    tables = stored(path)
    cubes = rows_of(path, ANA)
    versions = {row["row"]: row for row in tables["versions"] if row["cube"] in cubes}
    chosen: dict[str, Callable[[dict[str, Any]], bool]] = {
        "vectors": lambda row: row["version"] in versions,
        "replays": lambda row: row["cube"] in cubes,
        "versions": lambda row: row["row"] in versions,
        "operations": lambda row: row["row"] == next(iter(versions.values()))["operation"],
    }
    trace = next(row[column] for row in tables[table] if chosen[table](row))
    assert len(trace) == 16
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA secure_delete=OFF; CREATE TABLE planted (x)")
    connection.execute("INSERT INTO planted VALUES (?)", (bytes(3000) + trace + bytes(6000),))
    connection.execute("DROP TABLE planted")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert path.read_bytes().count(trace) >= 2
    with mnemic.open(path) as mem:
        receipt = mem.forget(user=ANA)
        assert (receipt.status, receipt.vacuumed, receipt.probe.after) == ("complete", True, 0)
    assert trace not in bytes_of(path)


def test_without_leftovers_the_file_is_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path, made_up_turns(60))
    with mnemic.open(path) as mem:
        connection = mem._store._main  # type: ignore[attr-defined]
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        receipt = mem.forget(ids=[mem.list(user=ANA, limit=1)[0].id])
        assert receipt.vacuumed is ("VACUUM" in statements) is False


def test_a_receipt_survives_json(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember("Ana's words", user=ANA)
        receipt = mem.forget(user=ANA)
    assert mnemic.ErasureReceipt.from_dict(receipt.to_dict()) == receipt
