"""Requests with an idempotency key are carried out once, whatever happens in between."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import mnemic
from mnemic.engine import Door
from mnemic.errors import IdempotencyConflict, ReplyErased
from mnemic.store import RequestDone
from mnemic.testing import ManualClock

WHO = "key:5f2c0a91be37"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def kept(path: Path, clock: ManualClock) -> Iterator[mnemic.Memory]:
    with mnemic.open(path, embedder="hash", clock=clock) as memory:
        yield memory


def rows(path: Path) -> list[sqlite3.Row]:
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM requests ORDER BY row").fetchall()


def test_what_a_request_did_is_told_again(kept: mnemic.Memory) -> None:
    door = Door(kept)
    cube = door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: kept.remember("Hello.", user="ana"))
    done = door.done(door.request(WHO, "k", b"w"))
    assert done is not None
    assert done.cubes == (cube,)
    assert done.operation == kept.operations()[0]
    assert kept.operations()[0].actor == WHO


def test_a_second_sending_writes_nothing(kept: mnemic.Memory) -> None:
    door = Door(kept)
    for _ in range(2):
        request = door.request(WHO, "k", b"w")
        try:
            door.carry_out(request, WHO, lambda: kept.remember("Hello."))
        except RequestDone:
            continue
    assert len(kept.list()) == 1


def test_of_two_sendings_at_once_one_is_carried_out(path: Path, kept: mnemic.Memory) -> None:
    kept.close()
    outcomes: list[str] = []
    barrier = threading.Barrier(4)

    def send() -> None:
        with mnemic.open(path, embedder="hash") as mem:
            door = Door(mem)
            request = door.request(WHO, "k", b"w")
            barrier.wait()
            try:
                door.carry_out(request, WHO, lambda: mem.remember("Hello."))
                outcomes.append("done")
            except RequestDone:
                outcomes.append("again")

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["again", "again", "again", "done"]
    with mnemic.open(path) as mem:
        assert len(mem.list()) == 1


def test_other_words_with_the_same_key_are_a_conflict(kept: mnemic.Memory) -> None:
    door = Door(kept)
    door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: kept.remember("Hello."))
    with pytest.raises(IdempotencyConflict, match="another request"):
        door.done(door.request(WHO, "k", b"other"))


def test_the_keys_of_two_callers_are_two(kept: mnemic.Memory) -> None:
    door = Door(kept)
    door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: kept.remember("Hello."))
    assert door.done(door.request("key:other", "k", b"w")) is None


def test_what_failed_may_be_tried_again(kept: mnemic.Memory) -> None:
    door = Door(kept)
    with pytest.raises(mnemic.errors.ContentError):
        door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: kept.remember(""))
    assert door.done(door.request(WHO, "k", b"w")) is None


def test_a_dry_run_is_not_noted(path: Path, kept: mnemic.Memory) -> None:
    cube = kept.remember("Hello.")
    door = Door(kept)
    door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: kept.archive(ids=[cube.id], dry_run=True))
    assert rows(path) == []


def test_a_day_later_nothing_is_known_of_a_request(
    path: Path, kept: mnemic.Memory, clock: ManualClock
) -> None:
    door = Door(kept)
    door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: kept.remember("Hello."))
    clock.advance(24 * 3600 + 1)
    assert door.done(door.request(WHO, "k", b"w")) is None
    door.carry_out(door.request(WHO, "other", b"w"), WHO, lambda: kept.remember("Hello again."))
    assert len(rows(path)) == 1


def test_neither_words_nor_keys_are_kept(path: Path, kept: mnemic.Memory) -> None:
    door = Door(kept)
    key, words = "ana-quintela-sends-this", b"the words of the request, long enough to find"
    door.carry_out(
        door.request(WHO, key, words), WHO, lambda: kept.remember("Found in the file, as a control.")
    )
    held = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Found in the file" in held
    assert key.encode() not in held
    assert words not in held


def test_an_erasure_leaves_nothing_a_guess_could_be_held_against(path: Path, kept: mnemic.Memory) -> None:
    door = Door(kept)
    request = door.request(WHO, "k", b"w")
    cube = door.carry_out(request, WHO, lambda: kept.remember("Hello.", user="ana"))
    door.note(request, cubes=[cube.id])
    door.carry_out(door.request(WHO, "bo", b"w"), WHO, lambda: kept.remember("Hi.", user="bo"))
    assert rows(path)[0]["digest"] is not None
    kept.forget(ids=[cube.id])
    erased, other = rows(path)
    assert (erased["digest"], erased["cubes"]) == (None, None)
    assert other["digest"] is not None
    with pytest.raises(ReplyErased):
        door.done(door.request(WHO, "k", b"w"))
    assert kept.check() == []


def test_several_cubes_are_told_again_in_their_order(kept: mnemic.Memory) -> None:
    door = Door(kept)
    known = kept.remember("One.", idempotency_key="one")
    request = door.request(WHO, "k", b"w")
    items = [{"content": "Two."}, {"content": "One.", "idempotency_key": "one"}, {"content": "Three."}]
    cubes = door.carry_out(request, WHO, lambda: kept.remember_many(items))
    door.note(request, cubes=[cube.id for cube in cubes])
    done = door.done(door.request(WHO, "k", b"w"))
    assert done is not None
    assert list(done.cubes) == cubes
    assert done.cubes[1] == known


def test_what_was_answered_with_and_erased_since_is_not_told_again(path: Path, kept: mnemic.Memory) -> None:
    door = Door(kept)
    known = kept.remember("One.", idempotency_key="one")
    request = door.request(WHO, "k", b"w")
    items = [{"content": "Two."}, {"content": "One.", "idempotency_key": "one"}]
    cubes = door.carry_out(request, WHO, lambda: kept.remember_many(items))
    door.note(request, cubes=[cube.id for cube in cubes])
    kept.forget(ids=[known.id])
    with pytest.raises(ReplyErased):
        door.done(door.request(WHO, "k", b"w"))


def test_a_number_is_told_again(kept: mnemic.Memory) -> None:
    door = Door(kept)
    door.note(door.request(WHO, "k", b"w"), number=3)
    door.note(door.request(WHO, "k", b"w"), number=5)
    done = door.done(door.request(WHO, "k", b"w"))
    assert done is not None
    assert (done.number, done.operation) == (3, None)


def test_an_erasure_of_the_whole_space_is_told_again(clock: ManualClock, path: Path) -> None:
    with mnemic.open(path, space="acme", embedder="hash", clock=clock) as acme:
        acme.remember("Theirs.")
        door = Door(acme)
        receipt = door.carry_out(door.request(WHO, "k", b"w"), WHO, lambda: acme.forget(everything=True))
        done = door.done(door.request(WHO, "k", b"w"))
        assert done is not None
        assert done.operation_id == receipt.operation
        assert door.receipt(str(done.operation_id)) == receipt


def test_a_request_whose_operation_is_gone_is_found_and_mended(path: Path, kept: mnemic.Memory) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO requests VALUES (1, x'01', x'02', x'03', 99, NULL, NULL, 0)")
    assert [(finding.part, finding.repairable) for finding in kept.check()] == [("requests", True)]
    assert kept.check(repair=True) == []


def test_whose_memories_these_are(kept: mnemic.Memory) -> None:
    ana, nobody = kept.remember("A.", user="ana"), kept.remember("B.")
    missing = "01890a5d-ac96-774b-bcce-b302099a8057"
    found = Door(kept).owners("default", [ana.id, nobody.id, missing, "no id"])
    assert found == {ana.id: "ana", nobody.id: None}
    assert Door(kept).owners("nowhere", [ana.id]) == {}
