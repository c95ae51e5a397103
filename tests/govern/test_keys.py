"""API keys: shown once, kept as a hash, and good for what they were made for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import mnemic
from mnemic.engine import Door
from mnemic.errors import ArgumentError, KeyNotFound, NothingMatched, StoreBusy, Unauthorized
from mnemic.govern import ApiKey, NewKey
from mnemic.testing import ManualClock

SECRET_CHARS = 43


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def kept(path: Path, clock: ManualClock) -> Iterator[mnemic.Memory]:
    with mnemic.open(path, embedder="hash", clock=clock) as memory:
        yield memory


def files(path: Path) -> bytes:
    return b"".join(
        file.read_bytes() for file in sorted(path.parent.iterdir()) if file.name.startswith(path.name)
    )


def test_a_key_opens_the_door_and_says_what_it_may(kept: mnemic.Memory) -> None:
    made = kept.make_key("phone", space="acme", user="ana", right="write")
    found = Door(kept).key(made.secret)
    assert (found.id, found.name, found.space, found.user, found.right) == (
        made.key.id, "phone", "acme", "ana", "write",
    )  # fmt: skip


def test_a_key_may_read_unless_more_is_said(kept: mnemic.Memory) -> None:
    key = kept.make_key("page").key
    assert (key.right, key.space, key.user, key.expires_at) == ("read", None, None, None)


def test_only_a_hash_of_the_secret_is_kept(path: Path, kept: mnemic.Memory) -> None:
    made = kept.make_key("phone")
    secret = made.secret.split("_", 2)[2]
    assert len(secret) == SECRET_CHARS
    # The control: what is kept is found this way.
    assert made.key.id.encode() in files(path)
    assert secret.encode() not in files(path)
    kept.close()
    assert made.secret.encode() not in files(path)


def test_a_secret_stands_in_no_repr_and_no_error(kept: mnemic.Memory) -> None:
    made = kept.make_key("phone")
    secret = made.secret.split("_", 2)[2]
    assert secret not in repr(made)
    kept.revoke_key(made.key.id)
    for wrong in (made.secret, made.secret + "x", f"mnk_nobody_{secret}", secret, "", "mnk_", "mnk__", "é"):
        with pytest.raises(Unauthorized) as failed:
            Door(kept).key(wrong)
        assert secret not in str(failed.value)


def test_a_key_with_another_secret_is_unknown(kept: mnemic.Memory) -> None:
    one, other = kept.make_key("one"), kept.make_key("other")
    mixed = f"mnk_{one.key.id}_{other.secret.split('_', 2)[2]}"
    with pytest.raises(Unauthorized, match="unknown"):
        Door(kept).key(mixed)


def test_a_rotated_key_has_another_secret_and_the_same_id(kept: mnemic.Memory) -> None:
    made = kept.make_key("phone", right="admin")
    again = kept.rotate_key(made.key.id)
    assert again.key.id == made.key.id
    assert Door(kept).key(again.secret).right == "admin"
    with pytest.raises(Unauthorized):
        Door(kept).key(made.secret)


def test_a_revoked_key_counts_no_longer_and_stays_listed(kept: mnemic.Memory) -> None:
    made = kept.make_key("phone")
    gone = kept.revoke_key(made.key.id)
    assert gone.revoked_at is not None
    assert kept.revoke_key(made.key.id) == gone
    assert kept.keys() == [gone]
    with pytest.raises(Unauthorized, match="revoked"):
        Door(kept).key(made.secret)
    with pytest.raises(KeyNotFound, match="revoked"):
        kept.rotate_key(made.key.id)


def test_a_key_ends_when_it_was_to_end(kept: mnemic.Memory, clock: ManualClock) -> None:
    ends = clock() + timedelta(days=1)
    made = kept.make_key("guest", expires_at=ends.isoformat())
    assert made.key.expires_at == ends
    clock.advance(23 * 3600)
    Door(kept).key(made.secret)
    clock.advance(3600)
    with pytest.raises(Unauthorized, match="expired"):
        Door(kept).key(made.secret)


def test_last_use_is_noted_once_a_day(path: Path, kept: mnemic.Memory, clock: ManualClock) -> None:
    made = kept.make_key("phone")
    assert kept.keys()[0].last_used_at is None

    Door(kept).key(made.secret)
    first = kept.keys()[0].last_used_at
    assert first is not None
    assert (first.hour, first.minute) == (0, 0)
    with sqlite3.connect(path) as watching:
        before = watching.execute("PRAGMA data_version").fetchone()
        for _ in range(5):
            Door(kept).key(made.secret)
        assert watching.execute("PRAGMA data_version").fetchone() == before
        clock.advance(24 * 3600)
        Door(kept).key(made.secret)
        assert watching.execute("PRAGMA data_version").fetchone() != before
    assert kept.keys()[0].last_used_at == first + timedelta(days=1)


def test_a_key_counts_while_somebody_else_writes(path: Path, kept: mnemic.Memory) -> None:
    made = kept.make_key("phone")
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert Door(kept).key(made.secret).name == "phone"
        other.execute("ROLLBACK")
    assert kept.keys()[0].last_used_at is None


def test_a_key_counts_in_a_store_that_is_only_read(path: Path, kept: mnemic.Memory) -> None:
    made = kept.make_key("phone")
    kept.close()
    with mnemic.open(path, read_only=True) as reading:
        assert Door(reading).key(made.secret).name == "phone"
        assert Door(reading).first_key() is None


def test_the_first_key_is_made_once(kept: mnemic.Memory) -> None:
    door = Door(kept)
    first = door.first_key()
    assert first is not None
    assert first.key.right == "admin"
    assert door.first_key() is None
    kept.revoke_key(first.key.id)
    assert door.first_key() is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"name": ""}, "empty"),
        ({"name": None}, "needs a name"),
        ({"name": "x", "right": "root"}, "right='root'"),
        ({"name": "x", "space": " "}, "empty"),
        ({"name": "x", "user": 3}, "text"),
        ({"name": "x", "expires_at": "yesterday"}, "expires_at"),
        ({"name": "x", "expires_at": "2001-01-01T00:00:00Z"}, "has passed"),
    ],
)
def test_a_key_that_cannot_be_is_not_made(
    kept: mnemic.Memory, arguments: dict[str, object], told: str
) -> None:
    with pytest.raises(ArgumentError, match=told):
        kept.make_key(**arguments)  # type: ignore[arg-type]
    assert kept.keys() == []


@pytest.mark.parametrize("verb", ["rotate_key", "revoke_key"])
def test_a_key_that_is_not_there_is_not_found(kept: mnemic.Memory, verb: str) -> None:
    with pytest.raises(KeyNotFound):
        getattr(kept, verb)("5f2c0a91be37")
    with pytest.raises(ArgumentError, match="text"):
        getattr(kept, verb)(5)


def test_keys_are_part_of_the_audit_chain_and_of_no_space(kept: mnemic.Memory) -> None:
    made = kept.make_key("Ana's phone", user="ana")
    kept.rotate_key(made.key.id)
    kept.revoke_key(made.key.id)
    assert kept.audit_head().operations == 3
    assert kept.operations() == []
    assert kept.spaces() == ()
    assert kept.check() == []


def test_a_key_that_was_slipped_in_breaks_no_row_but_a_changed_record_breaks_the_chain(
    path: Path, kept: mnemic.Memory
) -> None:
    kept.make_key("phone")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE operations SET reason = 'key of somebody else'")
    assert [finding.part for finding in kept.check()] == ["audit"]


def test_erasing_a_user_takes_their_keys_along(path: Path, kept: mnemic.Memory) -> None:
    kept.remember("I live in Porto.", user="ana-3f9c41d2")
    mine = kept.make_key("telephone of Ana Quintela", user="ana-3f9c41d2")
    here = kept.make_key("tablet", user="ana-3f9c41d2", space="default")
    there = kept.make_key("elsewhere", user="ana-3f9c41d2", space="other")
    other = kept.make_key("bo", user="bo")
    assert b"telephone of Ana Quintela" in files(path)
    receipt = kept.forget(user="ana-3f9c41d2")
    assert receipt.status == "complete"
    left = kept.keys()
    assert [key.id for key in left] == [there.key.id, other.key.id]
    assert b"telephone of Ana Quintela" not in files(path)
    for gone in (mine, here):
        with pytest.raises(Unauthorized, match="unknown"):
            Door(kept).key(gone.secret)
    assert kept.check() == []


def test_erasing_some_of_a_users_memories_leaves_their_keys(kept: mnemic.Memory) -> None:
    cube = kept.remember("I live in Porto.", user="ana", session="s1")
    kept.remember("I have a cat.", user="ana", session="s2")
    key = kept.make_key("phone", user="ana").key
    kept.forget(ids=[cube.id])
    kept.forget(user="ana", session="s2")
    assert kept.keys() == [key]


def test_a_user_of_whom_there_is_a_key_alone_can_be_erased(kept: mnemic.Memory) -> None:
    kept.remember("Somebody else's.", user="bo")
    kept.make_key("phone", user="ana")
    assert kept.forget(user="ana").status == "complete"
    assert kept.keys() == []
    with pytest.raises(NothingMatched):
        kept.forget(user="ana")


def test_a_dry_run_of_an_erasure_leaves_the_keys(kept: mnemic.Memory) -> None:
    kept.remember("I live in Porto.", user="ana")
    key = kept.make_key("phone", user="ana").key
    kept.forget(user="ana", dry_run=True)
    assert kept.keys() == [key]


def test_erasing_a_space_takes_its_keys_along(path: Path, clock: ManualClock) -> None:
    with mnemic.open(path, space="acme-7d21", embedder="hash", clock=clock) as acme:
        acme.remember("Theirs.")
        acme.make_key("theirs", space="acme-7d21")
        other = acme.make_key("other", space="other").key
        assert acme.forget(everything=True).status == "complete"
        assert acme.keys() == [other]
    assert b"acme-7d21" not in files(path)


def test_keys_and_new_keys_come_back_from_json(kept: mnemic.Memory, clock: ManualClock) -> None:
    made = kept.make_key("phone", user="ana", expires_at=clock() + timedelta(days=3))
    kept.revoke_key(kept.make_key("gone").key.id)
    assert NewKey.from_dict(made.to_dict()) == made
    found = kept.keys()
    assert [ApiKey.from_dict(key.to_dict()) for key in found] == found


def test_a_key_is_not_made_while_the_store_is_busy(path: Path) -> None:
    with mnemic.open(path, embedder="hash", busy_timeout_s=0.05) as mem:
        mem.remember("x")
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy):
                mem.make_key("phone")
        assert mem.keys() == []
