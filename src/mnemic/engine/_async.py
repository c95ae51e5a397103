"""The same verbs, awaitable. Each runs the one in `Memory` in a worker thread."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar

from ._memory import Memory
from ._open import open as open_memory

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


async def _in_thread(work: Callable[[], T]) -> T:
    # Loaded here, so that those who never go async do not pay for it.
    import anyio.to_thread

    return await anyio.to_thread.run_sync(work)


class _Awaitable(Generic[P, R]):
    """A verb of `Memory` as a verb of `AsyncMemory`, with the same arguments and documentation."""

    def __init__(self, verb: Callable[Concatenate[Memory, P], R]) -> None:
        self._verb = verb
        self.__doc__ = verb.__doc__

    def __get__(self, instance: AsyncMemory, owner: type[AsyncMemory]) -> Callable[P, Coroutine[Any, Any, R]]:
        if instance is None:
            return self

        @functools.wraps(self._verb)
        async def call(*args: P.args, **kwargs: P.kwargs) -> R:
            # A cancelled caller still waits for the thread: a write is whole or not at all, and known to be.
            # The verb of the memory at hand, which may be another's than an embedded one.
            verb = getattr(instance._memory, self._verb.__name__)
            return await _in_thread(functools.partial(verb, *args, **kwargs))

        return call


class AsyncMemory:
    """A `Memory` whose verbs are awaited; opened by `mnemic.aopen`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def __repr__(self) -> str:
        return repr(self._memory).replace("mnemic.Memory", "mnemic.AsyncMemory")

    @property
    def space(self) -> str:
        """The name of the space this handle works in."""
        return self._memory.space

    remember = _Awaitable(Memory.remember)
    remember_many = _Awaitable(Memory.remember_many)
    update = _Awaitable(Memory.update)
    recall = _Awaitable(Memory.recall)
    explain_missing = _Awaitable(Memory.explain_missing)
    assert_fact = _Awaitable(Memory.assert_fact)
    correct = _Awaitable(Memory.correct)
    retract = _Awaitable(Memory.retract)
    facts = _Awaitable(Memory.facts)
    timeline = _Awaitable(Memory.timeline)
    profile = _Awaitable(Memory.profile)
    declare = _Awaitable(Memory.declare)
    predicates = _Awaitable(Memory.predicates)
    consolidate = _Awaitable(Memory.consolidate)
    allow_model = _Awaitable(Memory.allow_model)
    reflect = _Awaitable(Memory.reflect)
    feedback = _Awaitable(Memory.feedback)
    reset_feedback = _Awaitable(Memory.reset_feedback)
    overview = _Awaitable(Memory.overview)
    curve = _Awaitable(Memory.curve)
    links = _Awaitable(Memory.links)
    graph = _Awaitable(Memory.graph)
    log = _Awaitable(Memory.log)
    get = _Awaitable(Memory.get)
    list = _Awaitable(Memory.list)
    lookup = _Awaitable(Memory.lookup)
    history = _Awaitable(Memory.history)
    operations = _Awaitable(Memory.operations)
    undo = _Awaitable(Memory.undo)
    archive = _Awaitable(Memory.archive)
    pin = _Awaitable(Memory.pin)
    unpin = _Awaitable(Memory.unpin)
    policy = _Awaitable(Memory.policy)
    set_policy = _Awaitable(Memory.set_policy)
    forget = _Awaitable(Memory.forget)
    receipt = _Awaitable(Memory.receipt)
    scrub = _Awaitable(Memory.scrub)
    jobs = _Awaitable(Memory.jobs)
    retry_jobs = _Awaitable(Memory.retry_jobs)
    drop_jobs = _Awaitable(Memory.drop_jobs)
    flush = _Awaitable(Memory.flush)
    reembed = _Awaitable(Memory.reembed)
    spaces = _Awaitable(Memory.spaces)
    stats = _Awaitable(Memory.stats)
    audit_head = _Awaitable(Memory.audit_head)
    make_key = _Awaitable(Memory.make_key)
    keys = _Awaitable(Memory.keys)
    rotate_key = _Awaitable(Memory.rotate_key)
    revoke_key = _Awaitable(Memory.revoke_key)
    check = _Awaitable(Memory.check)
    backup = _Awaitable(Memory.backup)
    export = _Awaitable(Memory.export)
    fuse = _Awaitable(Memory.fuse)
    import_ = _Awaitable(Memory.import_)
    close = _Awaitable(Memory.close)

    async def in_space(self, name: str) -> AsyncMemory:
        return AsyncMemory(self._memory.in_space(name))

    in_space.__doc__ = Memory.in_space.__doc__

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import anyio

        with anyio.CancelScope(shield=True):
            await self.close()


def awaitable(opener: Callable[P, Memory]) -> Callable[P, Coroutine[Any, Any, AsyncMemory]]:
    """Return *opener*, which opens a memory, as what opens one for async code."""

    @functools.wraps(opener)
    async def call(*args: P.args, **kwargs: P.kwargs) -> AsyncMemory:
        return AsyncMemory(await _in_thread(functools.partial(opener, *args, **kwargs)))

    return call


aopen = awaitable(open_memory)
"""Open a memory from async code: ``amem = await mnemic.aopen("memory.db")``. Takes what `open` takes."""
