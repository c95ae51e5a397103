"""A process that is killed, at any moment, leaves every operation whole or not there at all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_processes import (
    Child,
    Letters,
    Say,
    bytes_of,
    facts,
    new_text,
    open_any,
    stream,
    token,
    tokens_in,
)

import mnemic
from mnemic.errors import CubeNotFound

KILLS = 220


class Ledger:
    """What must be in the store, by what was acknowledged."""

    def __init__(self) -> None:
        self.cubes: dict[str, tuple[Any, ...]] = {}
        self.texts: dict[str, set[str]] = {}
        self.sources: dict[str, set[str]] = {}
        self.erased: set[str] = set()
        self.last_operation: str | None = None
        self.unacknowledged = 0

    def keep(self, cube: tuple[Any, ...]) -> None:
        id_, _, content, *_, sources = cube
        self.cubes[id_] = cube
        self.texts.setdefault(id_, set()).add(content)
        self.sources.setdefault(id_, set()).update(sources)

    def forget(self, ids: list[str]) -> None:
        waiting = list(ids)
        while waiting:
            gone = waiting.pop()
            if self.cubes.pop(gone, None) is None:
                continue
            self.erased |= {token(text) for text in self.texts.pop(gone)}
            waiting += [id_ for id_ in self.cubes if gone in self.sources[id_]]

    def settle(self, heard: list[tuple[Any, ...]], mem: mnemic.Memory) -> set[str]:
        """Take in what a killed stream said, look for the one operation it may not have come to say."""
        before = set(self.cubes)
        acknowledged = [message for message in heard if message[0] == "done"]
        for _, verb, what, _ in acknowledged:
            self._apply(verb, what)
        found = self._new_operations(mem)
        said = [operation for *_, operation in acknowledged if operation is not None]
        assert [operation.id for operation in found[: len(said)]] == said, "an acknowledged operation is lost"
        extra = found[len(said) :]
        if extra:
            assert len(extra) == 1
            self.unacknowledged += 1
            self._settle_extra(extra[0], heard[-1])
        self.last_operation = found[-1].id if found else self.last_operation
        touched = {cube[0] for _, verb, what, _ in acknowledged for cube in what if len(cube) == 7}
        return (set(self.cubes) - before) | touched

    def _apply(self, verb: str, what: list[Any]) -> None:
        if verb == "forget":
            self.forget(what)
        elif verb not in ("flush", "reembed"):
            for cube in what:
                self.keep(cube)

    def _new_operations(self, mem: mnemic.Memory) -> list[mnemic.Operation]:
        found: list[mnemic.Operation] = []
        for operation in mem.operations(limit=2000):
            if operation.id == self.last_operation:
                break
            found.append(operation)
        return found[::-1]

    def _settle_extra(self, operation: mnemic.Operation, tried: tuple[Any, ...]) -> None:
        """An operation that was in flight: all of it must be there."""
        kind, verb, what = tried
        assert (kind, operation.verb) == ("try", verb)
        if verb == "forget":
            self.forget(what)
            return
        changed = [change.after for change in operation.changes]
        in_place = {cube.id: cube for cube in changed}
        if verb in ("remember", "undo", "archive", "feedback"):
            assert sorted(cube.content for cube in changed) == sorted(what)
        else:
            # An update may mark what rests on it as stale in the same operation.
            assert what[0] in {cube.content for cube in changed}
        for cube in in_place.values():
            self.keep(facts(cube))


def still_there(mem: mnemic.Memory, ledger: Ledger, ids: set[str]) -> None:
    for id_ in ids & ledger.cubes.keys():
        assert facts(mem.history(id_)[-1])[:-1] == ledger.cubes[id_][:-1]


@pytest.mark.slow
def test_hundreds_of_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, ledger, random_ = tmp_path / "m.db", Ledger(), random.Random(20260520)
    verbs: dict[str, int] = {}
    for round_ in range(KILLS):
        if round_ % 60 == 0 and round_:
            # Begin again with a small file, or every check would take longer than the one before.
            path, ledger = tmp_path / f"m{round_}.db", Ledger()
        one = Child(stream, str(path), round_)
        if random_.random() < 0.9:
            one.hear()
        heard = one.hear_all(until=time.monotonic() + random_.uniform(0.0, 0.06))
        heard = [message for message in heard if message != ("open",)]
        assert not any(message[0] in ("end", "error", "crash") for message in heard), heard[-1]
        with open_any(path) as mem:
            touched = ledger.settle(heard, mem)
            last = round_ % 20 == 19
            still_there(mem, ledger, set(ledger.cubes) if last else touched)
            assert mem.check() == []
            stats = mem.stats()
            assert stats.erasures_pending == 0, "the scrub was not finished by the next opener"
            assert stats.cubes == len(ledger.cubes)
            if last:
                for gone in sorted(ledger.erased)[:5]:
                    assert all(gone not in hit.cube.content for hit in mem.recall(gone))
        assert not tokens_in(path) & ledger.erased, "an erased text is still in the files"
        for message in heard:
            verbs[message[1]] = verbs.get(message[1], 0) + 1
    assert verbs.keys() >= {"remember", "update", "undo", "archive", "forget", "flush", "reembed"}


# A kill before every single statement


def trap(say: Say, path: str, action: Callable[[mnemic.Memory], None], at: int) -> None:
    """Run *action* and be killed just before its *at*-th statement on the writing connection."""
    mem = open_any(path)
    count = 0

    def tick(statement: str) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    connection: sqlite3.Connection = mem._store._main  # type: ignore[attr-defined]
    connection.set_trace_callback(tick)
    action(mem)
    say("count", count)


def remember_three(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"tokffffffffff0{i} one of three", "user": "bo"} for i in range(3)])


def update_first(mem: mnemic.Memory) -> None:
    mem.update(mem.list(limit=1)[0].id, content="tokffffffffff10 changed")


def undo_last(mem: mnemic.Memory) -> None:
    last = mem.operations(limit=1)[0].id
    assert last is not None
    mem.undo(last)


def cite_first(mem: mnemic.Memory) -> None:
    mem.recall("harbour").cite(["m1"])


def forget_ana(mem: mnemic.Memory) -> None:
    mem.forget(user="ana")


def to_letters(mem: mnemic.Memory) -> None:
    mem.reembed(Letters())


def prepared(path: Path) -> set[str]:
    """Make a small store; return the tokens of what `forget_ana` erases."""
    random_ = random.Random(1)
    with mnemic.open(path, embedder="hash") as mem:
        ana = [mem.remember(new_text(random_), user="ana") for _ in range(4)]
        bo = [mem.remember(new_text(random_), user="bo") for _ in range(3)]
        derived = mem.remember(new_text(random_), user="bo", links=[("derived_from", ana[0].id)])
        mem.update(ana[0].id, content=new_text(random_))
        mem.flush()
        mem.archive(ids=[bo[0].id, ana[1].id])
        return {token(v.content) for cube in (*ana, derived) for v in mem.history(cube.id)}


def state(path: Path) -> tuple[Any, ...]:
    """Everything a store says, without what differs from run to run."""
    with open_any(path) as mem:
        assert mem.check() == []
        stats = mem.stats()
        assert stats.erasures_pending == 0
        operations = [
            (op.verb, op.lessons, sorted(facts(c.after)[1:5] for c in op.changes)) for op in mem.operations()
        ]
        return operations, stats.cubes, stats.versions, stats.links, stats.model


@pytest.mark.slow
@pytest.mark.parametrize(
    "action", [remember_three, update_first, undo_last, cite_first, forget_ana, to_letters]
)
def test_a_kill_before_any_statement_leaves_all_or_nothing(
    tmp_path: Path, action: Callable[[mnemic.Memory], None]
) -> None:
    base = tmp_path / "base.db"
    doomed = prepared(base)
    whole = tmp_path / "whole.db"
    shutil.copy(base, whole)
    before = state(base)
    ((_, statements),) = Child(trap, str(whole), action, 0).finish()
    after = state(whole)
    assert statements > 10
    assert after != before
    seen = set()
    for at in range(1, statements + 1):
        path = tmp_path / f"{at}.db"
        shutil.copy(base, path)
        assert Child(trap, str(path), action, at).hear_all() == []
        found = state(path)
        assert found in (before, after), f"half done at statement {at} of {statements}"
        seen.add(found == after)
        if action is forget_ana and found == after:
            assert not tokens_in(path) & doomed
        for file in tmp_path.glob(f"{at}.db*"):
            file.unlink()
    # An erasure scrubs after its transaction; a citation strengthens what was cited, on which no lesson depends.
    assert seen == ({False, True} if action in (forget_ana, cite_first) else {False})


# Kills inside what takes long


def larger(path: Path, count: int, words: int = 60) -> None:
    random_ = random.Random(7)
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember_many(
            [{"content": new_text(random_, words), "user": ("ana", "bo")[i % 2]} for i in range(count)]
        )
        mem.flush()


def plant(path: Path, text: bytes) -> None:
    """Write *text* into a free page of the file, where no row accounts for it."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA secure_delete=OFF; CREATE TABLE planted (x); "
        f"INSERT INTO planted VALUES (x'{(text * (12000 // len(text))).hex()}'); DROP TABLE planted; "
        "PRAGMA wal_checkpoint(TRUNCATE)"
    )
    connection.close()
    assert text in path.read_bytes()


def forget_and_say(say: Say, path: str) -> None:
    with mnemic.open(path) as mem:
        connection: sqlite3.Connection = mem._store._main  # type: ignore[attr-defined]
        connection.set_trace_callback(lambda statement: say("sql", statement[:12]))
        say("done", mem.forget(user="ana").status)


def hear_commit(one: Child) -> float:
    """Listen until the rows are about to be gone; return the time."""
    while one.hear() != ("sql", "COMMIT"):
        pass
    return time.monotonic()


@pytest.mark.slow
def test_a_scrub_that_was_killed_is_finished_by_the_next_opener(tmp_path: Path) -> None:
    base, random_ = tmp_path / "base.db", random.Random(3)
    larger(base, 300)
    with mnemic.open(base) as mem:
        doomed = {token(cube.content) for cube in mem.list(user="ana", limit=1000)}
        planted = mem.list(user="ana", limit=1)[0].content.encode()
    plant(base, planted)
    timed = tmp_path / "timed.db"
    shutil.copy(base, timed)
    one = Child(forget_and_say, str(timed))
    began = hear_commit(one)
    assert ("done", "complete") in one.finish()
    takes_s = time.monotonic() - began
    half_done = 0
    for round_ in range(60):
        if round_ >= 14 and half_done >= 4:
            break
        path = tmp_path / f"{round_}.db"
        shutil.copy(base, path)
        one = Child(forget_and_say, str(path))
        one.hear_all(until=hear_commit(one) + random_.uniform(0.0, takes_s))
        with sqlite3.connect(path) as connection:
            rows_gone = not connection.execute("SELECT count(*) FROM cubes WHERE user = 'ana'").fetchone()[0]
            half_done += rows_gone and connection.execute("SELECT count(*) FROM jobs").fetchone()[0]
        connection.close()
        with mnemic.open(path) as mem:
            assert mem.check() == []
            assert mem.stats().erasures_pending == 0
            assert mem.stats().cubes == (150 if rows_gone else 300)
            if rows_gone:
                receipt = mem.receipt(str(mem.operations(limit=1)[0].id))
                assert (receipt.status, receipt.probe.after) == ("complete", 0)
        if rows_gone:
            assert not tokens_in(path) & doomed
            assert planted not in bytes_of(path)
        for file in tmp_path.glob(f"{round_}.db*"):
            file.unlink()
    assert half_done >= 4, "the kills did not hit the scrub"


def reembed_and_say(say: Say, path: str) -> None:
    with open_any(path) as mem:
        say("open")
        mem.reembed(Letters(pause_s=0.02), progress=lambda done, total: say("progress", done, total))


@pytest.mark.slow
def test_a_killed_reembed_goes_on_and_ends_with_only_the_new_vectors(tmp_path: Path) -> None:
    path, random_ = tmp_path / "m.db", random.Random(5)
    larger(path, 1500, words=6)
    kills, heard = 0, list[tuple[object, ...]]()
    farthest = 0
    while heard[-1:] != [("end",)]:
        one = Child(reembed_and_say, str(path))
        one.hear()
        heard = one.hear_all(until=time.monotonic() + random_.uniform(0.0, 0.12))
        kills += heard[-1:] != [("end",)]
        with sqlite3.connect(path) as connection:
            made = connection.execute("SELECT count(*) FROM vectors WHERE length(data) = 52").fetchone()[0]
        connection.close()
        assert made >= farthest, "a killed reembed began again"
        farthest = made
        with open_any(path) as mem:
            assert mem.check() == []
            assert mem.recall("harbour lantern", limit=3, pending_budget_ms=0).degraded == ()
    assert kills >= 3
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT model, role FROM models").fetchall() == [("letters/1", "active")]
        assert connection.execute(
            "SELECT count(*), min(length(data)), max(length(data)) FROM vectors"
        ).fetchall() == [(1500, 52, 52)]
    connection.close()


def back_up(say: Say, path: str, target: str) -> None:
    with mnemic.open(path) as mem:
        say("open")
        mem.backup(target, progress=lambda left, total: say("left", left))


@pytest.mark.slow
def test_a_killed_backup_leaves_nothing_or_a_whole_copy_under_its_name(tmp_path: Path) -> None:
    path, random_ = tmp_path / "m.db", random.Random(6)
    larger(path, 600, words=250)
    with mnemic.open(path) as mem:
        steps: list[int] = []
        mem.backup(tmp_path / "whole.db", progress=lambda left, total: steps.append(left))
    assert len(steps) > 2
    outcomes = set()
    for round_ in range(2 * len(steps)):
        target = tmp_path / f"copy{round_}.db"
        one = Child(back_up, str(path), str(target))
        # Killed after so many steps of the copy; of the last one, more or less after it has its name.
        for _ in range(1 + round_ // 2):
            one.hear()
        one.hear_all(until=time.monotonic() + random_.uniform(0.0, 0.01))
        outcomes.add(target.exists())
        if target.exists():
            with mnemic.open(target, read_only=True) as copy:
                assert copy.check() == []
                assert copy.stats().cubes == 600
    assert False in outcomes
    with mnemic.open(path) as mem:
        assert mem.check() == []


def create(say: Say, path: str, count: int) -> None:
    say("start")
    with mnemic.open(path, embedder="hash") as mem:
        for i in range(count):
            cube = mem.remember(f"tok{os.getpid():012x} memory {i} of process {os.getpid()}")
            say(cube.id)


def create_and_fall(say: Say, path: str, at: int) -> None:
    """Create a store and be killed just before the *at*-th statement, of whatever connection."""
    connect = sqlite3.connect
    count = 0

    def tick(statement: str) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **kwargs)
        connection.set_trace_callback(tick)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]
    mem = mnemic.open(path, embedder="hash")
    mem.remember("the first")
    say("count", count)


@pytest.mark.slow
def test_a_store_whose_creation_was_killed_before_any_statement_opens(tmp_path: Path) -> None:
    ((_, statements),) = Child(create_and_fall, str(tmp_path / "whole.db"), 0).finish()
    assert statements > 40
    found = set()
    for at in range(1, statements + 1):
        path = tmp_path / f"{at}.db"
        assert Child(create_and_fall, str(path), at).hear_all() == []
        with mnemic.open(path, embedder="hash") as mem:
            assert mem.check() == []
            assert mem.list().cubes == ()
            mem.remember("the first")
            assert mem.check() == []
            found.add(mem.stats().model)
    assert len(found) == 1


@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True])
def test_two_processes_create_the_same_store_at_once(tmp_path: Path, killed: bool) -> None:
    random_ = random.Random(9)
    for round_ in range(8):
        path = tmp_path / f"{round_}.db"
        first, second = Child(create, str(path), 10), Child(create, str(path), 10)
        until = time.monotonic() + random_.uniform(0.0, 0.03) if killed else None
        heard = first.hear_all(until) + second.finish()
        ids = {message[0] for message in heard} - {"start", "end"}
        with mnemic.open(path, embedder="hash") as mem:
            found = list(mem.list(limit=100))
            assert {cube.id for cube in found} >= ids
            assert sorted(cube.seq for cube in found) == list(range(1, len(found) + 1))
            assert mem.check() == []


def test_a_child_that_ends_well_says_so(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    ids = [id_ for (id_,) in Child(create, str(path), 3).finish()][1:]
    with mnemic.open(path, embedder="hash") as mem:
        mem.forget(ids=ids[:1])
        with pytest.raises(CubeNotFound):
            mem.get(ids[0])
