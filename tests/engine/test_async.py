"""The async face: the same verbs, arguments and documentation, and a cancelled write is whole or not there."""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

import mnemic
from mnemic.embed import HashEmbedder
from mnemic.errors import StoreClosed, UnknownArgument

if TYPE_CHECKING:
    from conftest import OpenMemory

VERBS = sorted(name for name in dir(mnemic.Memory) if not name.startswith("_") and name != "space")
BACKENDS = [
    name for name, module in (("asyncio", "asyncio"), ("trio", "trio")) if importlib.util.find_spec(module)
]


def public(owner: type) -> list[str]:
    """Return the public names of a class."""
    return sorted(name for name in dir(owner) if not name.startswith("_"))


def test_both_faces_have_the_same_names() -> None:
    assert public(mnemic.AsyncMemory) == public(mnemic.Memory)
    assert len(VERBS) > 20


@pytest.mark.parametrize("name", VERBS)
def test_both_faces_have_the_same_arguments_and_documentation(name: str, mem: mnemic.Memory) -> None:
    awaited, plain = getattr(mnemic.AsyncMemory(mem), name), getattr(mem, name)
    assert inspect.iscoroutinefunction(awaited)
    arguments = list(inspect.signature(awaited).parameters.values())
    assert [item for item in arguments if item.name != "self"] == list(
        inspect.signature(plain).parameters.values()
    )
    assert inspect.getdoc(awaited) == inspect.getdoc(plain)
    assert inspect.getdoc(getattr(mnemic.AsyncMemory, name)) == inspect.getdoc(plain)
    assert awaited.__name__ == name


def test_opening_takes_the_same_arguments() -> None:
    assert inspect.signature(mnemic.aopen).parameters == inspect.signature(mnemic.open).parameters
    assert inspect.iscoroutinefunction(mnemic.aopen)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_sort_of_verb_can_be_awaited(backend: str, tmp_path: Path) -> None:
    async def use() -> None:
        async with await mnemic.aopen(tmp_path / "a.db", embedder="hash", space="s") as memory:
            assert memory.space == "s"
            assert "AsyncMemory" in repr(memory)
            cube = await memory.remember("Ana has a cat", user="ana")
            assert (await memory.recall("cat", user="ana"))[0].cube == cube
            assert [item async for item in _each(await memory.list())] == [cube]
            await memory.update(cube.id, content="Ana has a dog")
            assert len(await memory.history(cube.id)) == 2
            await memory.undo((await memory.operations())[0].id or "")
            await memory.flush()
            assert (await memory.forget(ids=[cube.id])).status == "complete"
            assert await memory.check() == []
            with pytest.raises(UnknownArgument, match="did you mean 'user'"):
                await memory.recall("cat", usr="ana")  # type: ignore[call-arg]
        with pytest.raises(StoreClosed):
            await memory.stats()

    anyio.run(use, backend=backend)


async def _each(page: mnemic.Page) -> Any:
    for cube in page:
        yield cube


class Held(HashEmbedder):
    """An embedder that waits for a sign."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = threading.Event(), threading.Event()

    def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
        """Wait."""
        self.reached.set()
        assert self.go_on.wait(20)
        return super().embed(texts, purpose)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_cancelled_caller_waits_until_its_work_is_whole(backend: str, open_memory: OpenMemory) -> None:
    embedder = Held()
    memory = open_memory(embedder=embedder)
    memory.remember_many([{"content": f"text {i}"} for i in range(10)])

    async def use() -> None:
        face = mnemic.AsyncMemory(memory)
        async with anyio.create_task_group() as group:
            group.start_soon(face.flush)
            await anyio.to_thread.run_sync(embedder.reached.wait, 20)
            group.cancel_scope.cancel()
            threading.Timer(0.05, embedder.go_on.set).start()

    anyio.run(use, backend=backend)
    assert memory.stats().pending_vectors == 0
    assert memory.check() == []


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("delay_s", [0.0, 0.001, 0.003, 0.01])
def test_a_cancelled_write_is_there_whole_or_not_at_all(
    backend: str, delay_s: float, open_memory: OpenMemory
) -> None:
    memory = open_memory()
    items = [{"content": f"text {i}", "metadata": {"i": i}} for i in range(200)]

    async def use() -> bool:
        face = mnemic.AsyncMemory(memory)
        with anyio.move_on_after(delay_s):
            await face.remember_many(items)
            return True
        return False

    done = anyio.run(use, backend=backend)
    held = memory.stats().cubes
    assert held in ((200,) if done else (0, 200))
    assert memory.audit_head().operations == held // 200
    assert memory.check() == []


def test_many_tasks_write_and_read_at_once(open_memory: OpenMemory) -> None:
    memory = open_memory()

    async def use() -> Sequence[mnemic.MemCube]:
        face = mnemic.AsyncMemory(memory)

        async def one(i: int) -> mnemic.MemCube:
            cube = await face.remember(f"number {i}", user=f"u{i % 3}")
            found = await face.recall(f"number {i}", user=f"u{i % 3}", limit=50)
            assert cube.id in {hit.cube.id for hit in found}
            return cube

        return await asyncio.gather(*(one(i) for i in range(40)))

    made = asyncio.run(use())
    assert sorted(cube.seq for cube in made) == list(range(1, 41))
    assert len({cube.recorded_at for cube in made}) == 40
    assert memory.check() == []


def test_the_async_face_is_typed() -> None:
    def wants(_call: Callable[..., Coroutine[Any, Any, mnemic.MemCube]]) -> None: ...

    async def only_checked_by_types(memory: mnemic.AsyncMemory) -> Awaitable[mnemic.Recall]:
        wants(memory.remember)
        return memory.recall("x", user="ana")

    assert inspect.iscoroutinefunction(only_checked_by_types)
