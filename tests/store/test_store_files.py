"""Files that are no store, not whole, not ours to write: an error of ours each time, and nothing touched."""

from __future__ import annotations

import os
import random
import shutil
import socket
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from store_processes import FILES, Child, Letters, Say, child

import mnemic
from mnemic.errors import (
    EmbedderMismatch,
    MnemicError,
    NotAMnemicStore,
    ReadOnlyStore,
    StoreCorrupted,
    StoreError,
    StorePathError,
    StoreTooNew,
    StoreUnwritable,
)


def made(path: Path, count: int = 40) -> list[mnemic.MemCube]:
    """Make a store with some of everything."""
    with mnemic.open(path, embedder="hash", actor="maker") as mem:
        cubes = mem.remember_many(
            [
                {"content": f"memory {i}: a lantern, a kitchen, a mountain {i * 7919}", "user": ("ana", "bo")[i % 2],
                 "metadata": {"turn": i}, "tags": ["home"], "key": f"k{i}", "idempotency_key": f"i{i}"}
                for i in range(count)
            ],
            reason="to have something",
        )  # fmt: skip
        mem.flush()
        mem.remember("derived", links=[("derived_from", cubes[0].id)])
        mem.update(cubes[1].id, content="memory 1, changed")
        return list(mem.list(limit=1000))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


# Whose file is it?


def test_a_newer_stores_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    made(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match="999.*pip install --upgrade"):
            mnemic.open(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_refused_untouched(tmp_path: Path, mode: str, read_only: bool) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("INSERT INTO theirs VALUES ('mine')")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAMnemicStore, match="another program"):
        mnemic.open(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary, today I moved to Porto.\n",
        b"PK\x03\x04" + bytes(range(256)) * 40,
        random.Random(1).randbytes(100_000),
        b"SQLite format 3\x00",
        b"ab",
    ],
    ids=["text", "zip", "random", "magic only", "two bytes"],
)
def test_a_file_that_is_no_database_is_refused_untouched(
    tmp_path: Path, content: bytes, read_only: bool
) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(content)
    with pytest.raises((NotAMnemicStore, StoreCorrupted), match=str(path)):
        mnemic.open(path, read_only=read_only)
    assert snapshot(tmp_path) == {"m.db": content}


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    path.touch()
    with pytest.raises(NotAMnemicStore, match="creates nothing"):
        mnemic.open(path, read_only=True)
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("kept")
    with mnemic.open(path) as mem:
        assert mem.stats().cubes == 1


def test_an_empty_database_of_sqlites_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with sqlite3.connect(path) as connection:
        connection.execute("VACUUM")
    connection.close()
    with mnemic.open(path, embedder="hash") as mem:
        assert mem.remember("kept").seq == 1


# Where is it?


def test_paths_that_cannot_hold_a_store_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StorePathError, match=r"folder.*memory\.db"):
        mnemic.open(tmp_path)
    with pytest.raises(StorePathError, match="does not exist.*create it"):
        mnemic.open(tmp_path / "no" / "such" / "m.db")
    with pytest.raises(StorePathError, match="read_only=True creates nothing"):
        mnemic.open(tmp_path / "absent.db", read_only=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorePathError):
        mnemic.open(tmp_path / "file" / "m.db")
    assert os.listdir(tmp_path) == ["file"]


def test_devices_pipes_and_sockets_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        for path in (Path("/dev/null"), Path("/dev/zero"), tmp_path / "pipe", tmp_path / "socket"):
            with pytest.raises(StorePathError, match="device"):
                mnemic.open(path)


def test_a_store_is_opened_through_a_symbolic_link(tmp_path: Path) -> None:
    path, link = tmp_path / "m.db", tmp_path / "link.db"
    link.symlink_to(path)
    with mnemic.open(link, embedder="hash") as mem:
        mem.remember("kept")
        with mnemic.open(path) as direct:
            assert direct.stats().cubes == 1
    assert sorted(os.listdir(tmp_path)) == ["link.db", "m.db"]


def test_odd_file_names_are_just_names(tmp_path: Path) -> None:
    for name in ("a b.db", "what?.db", "100%.db", "a#b&mode=ro.db", "ключ.db", "'quoted'.db", "file:x.db"):
        with mnemic.open(tmp_path / name, embedder="hash") as mem:
            mem.remember("kept")
        assert (tmp_path / name).is_file()
        with mnemic.open(tmp_path / name, read_only=True) as mem:
            assert mem.stats().cubes == 1


# Truncated and damaged


def examine(path: Path) -> list[str]:
    """Open, read and check a file; return what was found wrong, or raise one of our errors."""
    with mnemic.open(path, read_only=True, embedder=None) as mem:
        wrong = [f"{finding.part}: {finding.detail}" for finding in mem.check()]
        mem.list(limit=1000)
        mem.recall("lantern kitchen", limit=3)
        mem.operations(limit=1000)
        mem.stats()
        return wrong


def told(path: Path) -> tuple[object, ...]:
    """Return everything that was recorded: what no change may go unnoticed in."""
    with mnemic.open(path, read_only=True) as mem:
        cubes = mem.list(limit=1000, tiers=None)
        # Links may go with what they lead to, so no commitment covers them.
        histories = [[replace(version, links=()) for version in mem.history(cube.id)] for cube in cubes]
        return histories, [
            (op.id, op.verb, op.actor, op.reason, op.recorded_at) for op in mem.operations(limit=1000)
        ]


@pytest.mark.slow
def test_a_file_cut_anywhere_is_noticed(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    made(whole)
    content = whole.read_bytes()
    truth = told(whole)
    random_ = random.Random(2)
    pages = range(4096, len(content), 4096)
    sizes = {2, 15, 16, 17, 99, 100, 101, 511, 512, 1023, 4095, len(content) - 1, *pages}
    sizes |= {random_.randrange(2, len(content)) for _ in range(60)}
    path = tmp_path / "cut.db"
    for size in sorted(sizes):
        path.write_bytes(content[:size])
        try:
            wrong = examine(path)
        except MnemicError as error:
            assert isinstance(error, StoreCorrupted | NotAMnemicStore), f"cut to {size}: {error!r}"
        else:
            assert wrong or told(path) == truth, f"cut to {size}: nothing was noticed"
        with pytest.raises((StoreCorrupted, NotAMnemicStore)):
            mnemic.open(path)
        for file in tmp_path.glob("cut.db*"):
            file.unlink()


def test_a_file_that_was_truncated_says_by_how_much(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    made(path)
    size = path.stat().st_size
    # SQLite notices this itself only when it comes to the missing page.
    os.truncate(path, size - 4096)
    with pytest.raises(StoreCorrupted):
        mnemic.open(path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_flipped_bytes_are_noticed_or_do_no_harm(tmp_path: Path, seed: int) -> None:
    whole = tmp_path / "whole.db"
    made(whole)
    content = bytearray(whole.read_bytes())
    truth = told(whole)
    random_ = random.Random(seed)
    path = tmp_path / "flipped.db"
    outcomes = {"refused": 0, "found": 0, "harmless": 0}
    for round_ in range(120):
        flipped = bytearray(content)
        for _ in range(random_.choice((1, 1, 1, 4))):
            flipped[random_.randrange(len(flipped))] ^= random_.randrange(1, 256)
        path.write_bytes(flipped)
        try:
            wrong = examine(path)
        except MnemicError as error:
            # A model's name is neither checked nor trusted: it has to be the embedder's.
            assert isinstance(error, StoreError | EmbedderMismatch), f"round {round_}: {error!r}"
            outcomes["refused"] += 1
        else:
            outcomes["found" if wrong else "harmless"] += 1
            if not wrong:
                assert told(path) == truth, f"round {round_}: altered content was accepted"
        for file in tmp_path.glob("flipped.db*"):
            file.unlink()
    assert outcomes["refused"] > 3
    assert outcomes["found"] > 3


@pytest.mark.slow
def test_a_letter_changed_in_any_text_is_noticed(tmp_path: Path) -> None:
    """Flips that leave the file's structure sound, in the places where words are."""
    whole = tmp_path / "whole.db"
    cubes = made(whole)
    content = whole.read_bytes()
    random_ = random.Random(4)
    path = tmp_path / "changed.db"
    words = [cube.content.encode()[:20] for cube in random_.sample(cubes, 12)]
    words += [
        b"maker",
        b"to have something",
        b'{"turn":17}',
        b'{"turn":2}',
        b'["home"]',
        b"remember",
        b"short_term",
    ]
    for word in words:
        place = content.index(word) + len(word) // 2
        # Another byte of the same sort, so that it stays text, and JSON.
        other = b"9" if content[place : place + 1].isdigit() else b"z"
        path.write_bytes(content[:place] + other + content[place + 1 :])
        try:
            wrong = examine(path)
        except StoreError:
            wrong = ["refused"]
        assert wrong, f"{word!r} was changed and nothing was noticed"


@pytest.mark.slow
def test_flipped_bytes_in_the_log_are_never_taken_for_content(tmp_path: Path) -> None:
    """A damaged log loses its end, as after a power cut, and never shows something that was not written."""
    path, copy = tmp_path / "m.db", tmp_path / "copy.db"
    random_ = random.Random(5)
    with mnemic.open(path, embedder="hash") as mem:
        mem._store.scrub(1.0)
        contents = {mem.remember(f"memory {i}", user="ana").content for i in range(30)}
        files = {suffix: Path(f"{path}{suffix}") for suffix in ("", "-wal")}
        for suffix, file in files.items():
            shutil.copy(file, f"{copy}{suffix}") if suffix == "" else None
        # Copied by another process: closing a descriptor here would drop the handle's locks.
        subprocess.run(["cp", f"{path}-wal", f"{tmp_path}/log"], check=True)
    database, log = copy.read_bytes(), (tmp_path / "log").read_bytes()
    kept = set()
    for _ in range(40):
        flipped = bytearray(log)
        flipped[random_.randrange(len(log))] ^= random_.randrange(1, 256)
        copy.write_bytes(database)
        Path(f"{copy}-wal").write_bytes(flipped)
        with mnemic.open(copy) as mem:
            assert mem.check() == []
            found = {cube.content for cube in mem.list(limit=100)}
            assert found <= contents
            kept.add(len(found))
        for suffix in FILES:
            Path(f"{copy}{suffix}").unlink(missing_ok=True)
    assert len(kept) > 5


# Not ours to write


@contextmanager
def mounted(source: str, target: Path, *options: str) -> Iterator[None]:
    """Mount something for the time of a test, or skip it where that is impossible."""
    target.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", *options, source, str(target)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(target)], check=True)


@contextmanager
def read_only_folder(folder: Path) -> Iterator[Path]:
    """Show *folder* read-only, for root too."""
    place = folder.parent / "read-only"
    with mounted(str(folder), place, "--bind"):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        yield place


def test_a_store_cannot_be_made_in_a_folder_that_is_read_only(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with (
        read_only_folder(tmp_path / "folder") as place,
        pytest.raises(StoreUnwritable, match="cannot be written"),
    ):
        mnemic.open(place / "m.db", embedder="hash")


def test_a_store_in_a_read_only_folder_is_read_and_says_that_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    cubes = made(tmp_path / "folder" / "m.db")
    before = snapshot(tmp_path / "folder")
    with read_only_folder(tmp_path / "folder") as place:
        with mnemic.open(place / "m.db", read_only=True) as mem:
            assert list(mem.list(limit=1000)) == cubes
            assert mem.recall("derived")[0].cube.content == "derived"
            assert mem.check() == []
            with pytest.raises(ReadOnlyStore):
                mem.remember("more")
        with pytest.raises(StoreUnwritable, match="read_only=True"), mnemic.open(place / "m.db") as mem:
            mem.remember("more")
    assert snapshot(tmp_path / "folder") == before


def test_a_store_with_a_log_in_a_read_only_folder_is_read_with_what_is_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "m.db"
    made(path)
    one = Child(leave_a_log, str(path))
    assert one.hear() == ("written",)
    one.kill()
    one.join()
    assert Path(f"{path}-wal").stat().st_size
    with read_only_folder(tmp_path / "folder") as place:
        try:
            with mnemic.open(place / "m.db", read_only=True) as mem:
                assert "only in the log" in [cube.content for cube in mem.list(limit=1000)]
        except StoreError as error:
            # Without the log's index SQLite cannot read the log where it can write nothing: said, not guessed.
            assert isinstance(error, StoreUnwritable | StorePathError)


def leave_a_log(say: Say, path: str) -> None:
    mem = mnemic.open(path)
    mem.remember("only in the log")
    say("written")
    mem.list(limit=1)
    while True:
        os.read(0, 1)


def test_an_immutable_file_says_that_it_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    cubes = made(path)
    done = subprocess.run(["chattr", "+i", str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"chattr is not possible here: {done.stderr.strip()}")
    try:
        with pytest.raises(StoreUnwritable, match="read_only=True"), mnemic.open(path) as mem:
            mem.remember("more")
        with mnemic.open(path, read_only=True) as mem:
            assert list(mem.list(limit=1000)) == cubes
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


def as_nobody(say: Say, paths: list[str]) -> None:
    """Try to write each path without root's rights."""
    with mnemic.open(":memory:", embedder="hash") as mem:
        mem.remember("What is needed to write is loaded while it can still be read.")
    os.setgid(65534)
    os.setuid(65534)
    for path in paths:
        try:
            mnemic.open(path, embedder="hash").remember("more")
            say("written")
        except MnemicError as error:
            say(type(error).__name__)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become nobody")
def test_permissions_bind_whoever_is_not_root(tmp_path: Path) -> None:
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(parent.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir(mode=0o755)
    theirs.mkdir()
    theirs.chmod(0o777)
    made(mine / "m.db")
    made(theirs / "unreadable.db")
    made(theirs / "unwritable.db")
    (theirs / "unreadable.db").chmod(0o600)
    (theirs / "unwritable.db").chmod(0o644)
    names = [
        mine / "m.db",
        mine / "new.db",
        theirs / "unreadable.db",
        theirs / "unwritable.db",
        theirs / "new.db",
    ]
    said = [word for (word,) in Child(as_nobody, [str(name) for name in names]).finish()]
    unwritable = ("StoreUnwritable", "StorePathError")
    assert said[0] in unwritable
    assert said[1] == "StoreUnwritable"
    assert said[2] in unwritable
    assert said[3] == "StoreUnwritable"
    assert said[4] == "written"


# read_only=True


def test_a_read_only_handle_refuses_every_write_and_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    cubes = made(path)
    before = path.read_bytes()
    with mnemic.open(path, read_only=True) as mem:
        writes: list[Callable[[], object]] = [
            lambda: mem.remember("more"),
            lambda: mem.remember_many([{"content": "more"}]),
            lambda: mem.update(cubes[0].id, content="more"),
            lambda: mem.undo(cubes[0].operation),
            lambda: mem.archive(ids=[cubes[0].id]),
            lambda: mem.forget(ids=[cubes[0].id]),
            lambda: mem.forget(ids=[cubes[0].id], dry_run=True),
            lambda: mem.reembed(Letters()),
            lambda: mem.check(repair=True),
        ]
        for write in writes:
            with pytest.raises(ReadOnlyStore, match="read_only=True"):
                write()
        assert mem.check() == []
        assert mem.scrub() == []
    assert path.read_bytes() == before


def test_pending_vectors_are_made_in_memory_by_a_read_only_handle(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember_many([{"content": f"memory {i} of a lantern"} for i in range(20)])
    before = path.read_bytes()
    with mnemic.open(path, read_only=True) as mem:
        for _ in range(2):
            found = mem.recall("memory 7 of a lantern", explain=True, pending_budget_ms=5000)
            assert found.degraded == ()
            assert found[0].cube.content == "memory 7 of a lantern"
            seen = {part.channel: part.score for part in found[0].channels}
            assert seen["lexical"] is not None
            assert seen["dense"] == pytest.approx(1, abs=1e-3)
        assert mem.stats().pending_vectors == 20
        assert mem.recall("lantern", pending_budget_ms=0).degraded == ()
    with mnemic.open(path, read_only=True) as mem:
        assert mem.recall("lantern", pending_budget_ms=0).degraded == ("vectors_pending",)
    assert path.read_bytes() == before


def write_on(say: Say, path: str) -> None:
    with mnemic.open(path) as mem:
        i = 0
        while True:
            i += 1
            cube = mem.remember(f"written beside, {i}", user="cleo")
            if i % 7 == 0:
                mem.forget(ids=[cube.id])
            say(i)


def test_a_read_only_handle_works_beside_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    made(path)
    seen = []
    with child(write_on, str(path)) as writer:
        writer.hear()
        with mnemic.open(path, read_only=True) as mem:
            for _ in range(30):
                seen.append(mem.stats().operations)
                mem.recall("written beside")
                writer.hear()
            assert mem.check() == []
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_a_store_that_never_had_a_model_is_read_by_words(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    made(path)
    with sqlite3.connect(path) as connection:
        for table in ("models", "vectors", "pending"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    with mnemic.open(path, read_only=True) as mem:
        assert mem.recall("derived")[0].cube.content == "derived"
        mem.flush()
