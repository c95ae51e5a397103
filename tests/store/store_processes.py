"""Real child processes for the store's tests: warm, so that each costs milliseconds, and killable at any time."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import mnemic
from mnemic.cube import MemCube
from mnemic.errors import EmbedderMismatch, MnemicError

Say = Callable[..., None]
"""Tells the parent something; it has arrived once the call returns, even if the process is killed then."""

FILES = ("", "-wal", "-shm", "-journal")
TOKEN = re.compile(rb"tok[0-9a-f]{12}")


class Letters:
    """A second embedder: how often each letter occurs."""

    name = "letters"
    dims = 26

    def __init__(self, model: str = "letters/1", *, pause_s: float = 0.0) -> None:
        self.model = model
        self._pause_s = pause_s

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        return [(0, len(text))]

    def embed(self, texts: Sequence[str], purpose: str = "document") -> NDArray[np.float32]:
        time.sleep(self._pause_s)
        counts = np.array([[text.count(chr(97 + i)) for i in range(26)] for text in texts], np.float32)
        counts[:, 0] += 1.0
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), np.float32)


def _context() -> ForkServerContext:
    # One thread per process: a fork must not find a lock held by a thread that does not come along.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    context = multiprocessing.get_context("forkserver")
    # What opens and what writes: packages alone load nothing.
    warm = ["mnemic.engine._open", "mnemic.store.sqlite._writer"]
    context.set_forkserver_preload(["__main__", "store_processes", *warm])
    return context


_CONTEXT = _context()


def _begin(task: Callable[..., None], sender: Connection, args: tuple[Any, ...]) -> None:
    def say(*message: Any) -> None:
        sender.send(message)

    try:
        task(say, *args)
        say("end")
    except MnemicError as error:
        say("error", type(error).__name__, str(error))
    except Exception:
        say("crash", traceback.format_exc())
    # Leave as a crash would: no finalizer tidies up.
    os._exit(0)


class Child:
    """A process that runs ``task(say, *args)`` and is listened to."""

    def __init__(self, task: Callable[..., None], *args: Any) -> None:
        self._receiver, sender = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=_begin, args=(task, sender, args), daemon=True)
        self._process.start()
        sender.close()

    def hear(self, timeout_s: float = 30.0) -> tuple[Any, ...] | None:
        """Return what it says next; `None` when it is gone."""
        try:
            if not self._receiver.poll(timeout_s):
                raise TimeoutError(f"nothing from the child within {timeout_s} s")
            message: tuple[Any, ...] = self._receiver.recv()
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            return None
        return message

    def hear_all(self, until: float | None = None) -> list[tuple[Any, ...]]:
        """Return all it says; from the monotonic time *until* on, kill it and return what arrived."""
        heard: list[tuple[Any, ...]] = []
        while True:
            if until is not None and not self._receiver.poll(max(0.0, until - time.monotonic())):
                self.kill()
                until = None
            message = self.hear()
            if message is None:
                self.join()
                return heard
            heard.append(message)

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def join(self) -> None:
        """Wait for its end."""
        self._process.join(30)
        if self._process.is_alive():
            raise TimeoutError("the child does not end")
        self._receiver.close()
        self._process.close()

    def finish(self) -> list[tuple[Any, ...]]:
        """Return all it says, and make sure that it ended well."""
        heard = self.hear_all()
        if not heard or heard[-1] != ("end",):
            raise AssertionError(f"the child did not end well: {heard[-1:]}")
        return heard[:-1]


@contextmanager
def child(task: Callable[..., None], *args: Any) -> Iterator[Child]:
    """Run a child, and kill it if it is still there at the end."""
    started = Child(task, *args)
    try:
        yield started
    finally:
        if not started._receiver.closed:
            started.kill()
            started.join()


# What is compared


def facts(cube: MemCube) -> tuple[Any, ...]:
    """Return what the parent must find again of a version."""
    sources = tuple(sorted(link.target for link in cube.links if link.relation == "derived_from"))
    return (cube.id, cube.version, cube.content, cube.tier, cube.state, cube.seq, sources)


def new_text(random_: random.Random, words: int = 12) -> str:
    """Return a text with a token that no other text has."""
    token = f"tok{random_.getrandbits(48):012x}"
    return f"{token} " + " ".join(random_.choice(_WORDS) for _ in range(words))


_WORDS = (
    "harbour", "lantern", "Porto", "kitchen", "window", "bicycle", "Saturday", "morning", "rehearsal", "orchestra",
    "violin", "teacher", "grandmother", "recipe", "cinnamon", "mountain", "railway", "station", "umbrella", "garden",
    "tomato", "neighbour", "library",
)  # fmt: skip


def bytes_of(path: Path) -> bytes:
    """Return all bytes of all files of a store. Only while this process has no handle on it."""
    return b"\0".join(
        file.read_bytes() for file in (Path(f"{path}{suffix}") for suffix in FILES) if file.exists()
    )


def tokens_in(path: Path) -> set[str]:
    """Return the tokens of texts that are found anywhere in the files of a store."""
    return {match.decode() for match in TOKEN.findall(bytes_of(path))}


def token(text: str) -> str:
    """Return the token of a text."""
    return text.partition(" ")[0]


def open_any(path: str | Path) -> mnemic.Memory:
    """Open a store whichever of the two embedders it was last left with."""
    try:
        return mnemic.open(path, embedder="hash")
    except EmbedderMismatch:
        return mnemic.open(path, embedder=Letters())


# The stream of random operations


def stream(say: Say, path: str, seed: int) -> None:
    """
    Do random things until killed.

    Says ``("try", verb, what)`` before each and ``("done", verb, what, operation)`` after it returned, *what*
    being what must be found.
    """
    random_ = random.Random(seed)
    with open_any(path) as mem:
        say("open")
        while True:
            verb = random_.choices(list(VERBS), [weight for weight, _ in VERBS.values()])[0]
            VERBS[verb][1](say, mem, random_)


def _remember(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    text = new_text(random_)
    old = _some(mem, random_, 1) if random_.random() < 0.3 else []
    say("try", "remember", [text])
    cube = mem.remember(
        text, user=random_.choice(("ana", "bo")), links=[("derived_from", other.id) for other in old]
    )
    say("done", "remember", [facts(cube)], cube.operation)


def _remember_many(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    texts = [new_text(random_) for _ in range(random_.randint(2, 12))]
    say("try", "remember", texts)
    cubes = mem.remember_many([{"content": text, "user": "ana"} for text in texts])
    say("done", "remember", [facts(cube) for cube in cubes], cubes[0].operation)


def _update(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    for old in _some(mem, random_, 1):
        text = new_text(random_)
        say("try", "update", [text])
        cube = mem.update(old.id, content=text)
        # What rests on it became stale in the same operation.
        (last,) = mem.operations(limit=1)
        say("done", "update", [facts(change.after) for change in last.changes], cube.operation)


def _undo(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    found = [operation for operation in mem.operations(limit=8) if operation.changes]
    if not found:
        return
    operation = random_.choice(found)
    assert operation.id is not None
    try:
        plan = mem.undo(operation.id, cascade=True, dry_run=True)
    except MnemicError:
        return
    say("try", "undo", [change.after.content for change in plan.changes])
    done = mem.undo(operation.id, cascade=True)
    say("done", "undo", [facts(change.after) for change in done.changes], done.id)


def _archive(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    chosen = [cube for cube in _some(mem, random_, 4) if cube.tier != "archive"]
    if chosen:
        say("try", "archive", [cube.content for cube in chosen])
        done = mem.archive(ids=[cube.id for cube in chosen])
        say("done", "archive", [facts(change.after) for change in done.changes], done.id)


def _feedback(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    found = mem.recall(random_.choice(_WORDS), pending_budget_ms=5)
    if found:
        say("try", "feedback", [])
        done = found.cite(["m1"])
        say("done", "feedback", [], done.id)


def _forget(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    chosen = _some(mem, random_, random_.randint(1, 12))
    if chosen:
        say("try", "forget", [cube.id for cube in chosen])
        receipt = mem.forget(ids=[cube.id for cube in chosen])
        say("done", "forget", [cube.id for cube in chosen], receipt.operation)


def _flush(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    say("try", "flush", [])
    mem.flush()
    say("done", "flush", [], None)


def _recall(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    mem.recall(random_.choice(_WORDS), pending_budget_ms=5)


def _reembed(say: Say, mem: mnemic.Memory, random_: random.Random) -> None:
    model = mem.stats().model
    say("try", "reembed", [])
    mem.reembed("hash" if model and model.startswith("letters") else Letters())
    say("done", "reembed", [mem.stats().model], None)


def _some(mem: mnemic.Memory, random_: random.Random, count: int) -> list[MemCube]:
    cubes = list(mem.list(limit=10_000))
    return random_.sample(cubes, min(count, len(cubes)))


VERBS: dict[str, tuple[int, Callable[[Say, mnemic.Memory, random.Random], None]]] = {
    "remember": (6, _remember),
    "remember_many": (6, _remember_many),
    "update": (5, _update),
    "undo": (2, _undo),
    "archive": (2, _archive),
    "forget": (5, _forget),
    "feedback": (4, _feedback),
    "flush": (3, _flush),
    "recall": (2, _recall),
    "reembed": (1, _reembed),
}
"""What a stream does, how often."""
