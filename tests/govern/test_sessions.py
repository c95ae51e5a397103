"""Links and sessions of the web page: good once, for a while, and for whom they were made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

import mnemic
from mnemic.engine import Door
from mnemic.errors import Unauthorized
from mnemic.govern import IDLE_S, LINK_S, SESSION_S, csrf_of
from mnemic.testing import ManualClock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def kept(path: Path, clock: ManualClock) -> Iterator[mnemic.Memory]:
    with mnemic.open(path, embedder="hash", clock=clock) as memory:
        yield memory


def test_a_link_is_good_for_one_sign_in(kept: mnemic.Memory) -> None:
    door = Door(kept)
    link = door.link()
    session = door.sign_in(link)
    assert door.session(session).key is None
    with pytest.raises(Unauthorized, match="used already"):
        door.sign_in(link)


def test_of_many_who_use_a_link_at_once_one_gets_in(path: Path) -> None:
    with mnemic.open(path, embedder="hash") as mem:
        link = Door(mem).link()

    def enter(_number: int) -> bool:
        with mnemic.open(path, embedder="hash") as mem:
            try:
                Door(mem).sign_in(link)
            except Unauthorized:
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(enter, range(8))) == 1


def test_a_session_is_no_link_and_a_link_no_session(kept: mnemic.Memory) -> None:
    door = Door(kept)
    link = door.link()
    with pytest.raises(Unauthorized):
        door.session(link)
    session = door.sign_in(link)
    with pytest.raises(Unauthorized):
        door.sign_in(session)


def test_a_link_is_good_for_ten_minutes(kept: mnemic.Memory, clock: ManualClock) -> None:
    link = Door(kept).link()
    clock.advance(LINK_S)
    with pytest.raises(Unauthorized, match="too old"):
        Door(kept).sign_in(link)


def test_a_session_ends_when_nothing_happens(kept: mnemic.Memory, clock: ManualClock) -> None:
    door = Door(kept)
    session = door.sign_in(door.link())
    for _ in range(3):
        clock.advance(IDLE_S - 1)
        door.session(session)
    clock.advance(IDLE_S)
    with pytest.raises(Unauthorized, match="over"):
        door.session(session)


def test_a_session_in_use_ends_in_the_end(kept: mnemic.Memory, clock: ManualClock) -> None:
    door = Door(kept)
    session = door.sign_in(door.link())
    for _ in range(SESSION_S // 1800 - 1):
        clock.advance(1800)
        door.session(session)
    clock.advance(1800)
    with pytest.raises(Unauthorized, match="over"):
        door.session(session)


def test_signing_out_ends_a_session_at_once(kept: mnemic.Memory) -> None:
    door = Door(kept)
    session = door.sign_in(door.link())
    door.sign_out(session)
    door.sign_out(session)
    with pytest.raises(Unauthorized):
        door.session(session)


def test_a_session_has_the_rights_of_its_key_and_ends_with_it(kept: mnemic.Memory) -> None:
    door = Door(kept)
    key = kept.make_key("guest", user="ana").key
    session = door.sign_in(door.link(key.id))
    held = door.session(session).key
    assert held is not None
    assert (held.id, held.user, held.right) == (key.id, "ana", "read")
    kept.rotate_key(key.id)
    with pytest.raises(Unauthorized):
        door.session(session)
    session = door.sign_in(door.link(key.id))
    kept.revoke_key(key.id)
    with pytest.raises(Unauthorized):
        door.session(session)


def test_a_session_ends_with_the_user_of_its_key(kept: mnemic.Memory) -> None:
    door = Door(kept)
    kept.remember("I live in Porto.", user="ana")
    session = door.sign_in(door.link(kept.make_key("guest", user="ana").key.id))
    kept.forget(user="ana")
    with pytest.raises(Unauthorized):
        door.session(session)


def test_a_session_whose_key_has_expired_is_over(kept: mnemic.Memory, clock: ManualClock) -> None:
    door = Door(kept)
    key = kept.make_key("guest", expires_at=clock() + timedelta(minutes=5)).key
    session = door.sign_in(door.link(key.id))
    clock.advance(300)
    with pytest.raises(Unauthorized, match="expired"):
        door.session(session)


def test_there_is_no_link_for_a_key_that_is_not_there(kept: mnemic.Memory) -> None:
    with pytest.raises(Unauthorized):
        Door(kept).link("5f2c0a91be37")


def test_tokens_are_kept_as_hashes(path: Path, kept: mnemic.Memory) -> None:
    door = Door(kept)
    link, waiting = door.link(), door.link()
    session = door.sign_in(link)
    kept.close()
    held = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for token in (link, waiting, session, csrf_of(session)):
        assert token.encode() not in held


def test_links_and_sessions_that_ended_are_swept_away(
    path: Path, kept: mnemic.Memory, clock: ManualClock
) -> None:
    door = Door(kept)
    for _ in range(5):
        door.link()
    clock.advance(LINK_S + 1)
    door.link()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)


def test_a_session_of_a_key_that_vanished_is_found_and_mended(path: Path, kept: mnemic.Memory) -> None:
    door = Door(kept)
    session = door.sign_in(door.link(kept.make_key("guest").key.id))
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM api_keys")
    with pytest.raises(Unauthorized, match="gone"):
        door.session(session)
    assert [(finding.part, finding.repairable) for finding in kept.check()] == [("sessions", True)]
    assert kept.check(repair=True) == []


def test_what_a_page_must_know_to_write_differs_by_session(kept: mnemic.Memory) -> None:
    door = Door(kept)
    one, other = door.sign_in(door.link()), door.sign_in(door.link())
    assert csrf_of(one) != csrf_of(other)
    assert one not in csrf_of(one)


def test_a_session_is_good_while_the_store_cannot_note_that(
    path: Path, kept: mnemic.Memory, clock: ManualClock
) -> None:
    door = Door(kept)
    session = door.sign_in(door.link())
    clock.advance(300)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert door.session(session).key is None
