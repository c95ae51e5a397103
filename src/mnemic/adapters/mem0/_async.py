"""mem0's `AsyncMemory`: the same verbs, awaited. Each runs the one of `Memory` in a worker thread."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Generator, Mapping
from types import TracebackType
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar

from .._opened import Location
from ._memory import Memory

P = ParamSpec("P")
R = TypeVar("R")


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
            # Loaded here, so that those who never go async do not pay for it.
            import anyio.to_thread

            return await anyio.to_thread.run_sync(
                functools.partial(self._verb, instance._sync, *args, **kwargs)
            )

        return call


class AsyncMemory:
    """mem0's ``AsyncMemory``, kept in a Mnemic memory. Its arguments are those of `Memory`."""

    def __init__(
        self,
        config: object = None,
        *,
        memory: Location | None = None,
        consolidate: bool = False,
        **options: Any,
    ) -> None:
        self._sync = Memory(config, memory=memory, consolidate=consolidate, **options)
        self.config = self._sync.config

    @classmethod
    def from_config(cls, config_dict: Mapping[str, Any], **options: Any) -> Self:
        """Return a memory from mem0's configuration. It may be awaited, as in mem0 1.x, or not, as in 2.x."""
        return cls(config_dict, **options)

    def __await__(self) -> Generator[Any, None, Self]:
        async def itself() -> Self:
            return self

        return itself().__await__()

    add = _Awaitable(Memory.add)
    get = _Awaitable(Memory.get)
    get_all = _Awaitable(Memory.get_all)
    search = _Awaitable(Memory.search)
    update = _Awaitable(Memory.update)
    delete = _Awaitable(Memory.delete)
    delete_all = _Awaitable(Memory.delete_all)
    history = _Awaitable(Memory.history)
    reset = _Awaitable(Memory.reset)
    chat = _Awaitable(Memory.chat)

    def close(self) -> None:
        """Close the memory, unless it was open when it was handed in. As in mem0, this is not awaited."""
        self._sync.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
