"""
Anthropic's memory tool (``memory_20250818``) on a memory: the files a model keeps for itself, under /memories.

``client.beta.messages.tool_runner(tools=[MemoryTool("memory.db", user="ana")], …)``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._extra import require

require("anthropic", "2.11.0", extra="anthropic")

from anthropic.lib.tools import (  # noqa: E402 - not before it is known to fit
    BetaAbstractMemoryTool,
    BetaAsyncAbstractMemoryTool,
    ToolError,
)
from anyio.to_thread import run_sync  # noqa: E402
from pydantic import BaseModel  # noqa: E402

from ._files import REFUSED, MemoryFiles  # noqa: E402

if TYPE_CHECKING:
    from anthropic.types.beta import BetaCacheControlEphemeralParam

    from ._opened import Location
    from ._removal import Removal

__all__ = ["AsyncMemoryTool", "MemoryTool"]


class MemoryTool(BetaAbstractMemoryTool):
    """
    The memory tool for `anthropic.Anthropic`. Safe to use from several threads.

    Args:
        memory: An open memory, which stays its owner's to close; or a path or a server's address, opened here.

        user: Whose files these are; another user's tool sees none of them.

        on_delete: ``"erase"`` erases a deleted file from the store for good, all versions; ``"archive"`` keeps them
            in the archive.

        cache_control: Where to set a cache breakpoint in the request, as for every tool of the SDK.

        options: For `mnemic.open`, where the memory is opened here.
    """

    def __init__(
        self,
        memory: Location,
        *,
        user: str | None = None,
        on_delete: Removal = "erase",
        cache_control: BetaCacheControlEphemeralParam | None = None,
        **options: Any,
    ) -> None:
        super().__init__(cache_control=cache_control)
        self._files = MemoryFiles(memory, user=user, on_delete=on_delete, **options)

    def execute(self, command: object) -> str:
        """
        Carry out one command, as a dict or as the SDK's object, and return what the model should read.

        Raises:
            ToolError: it cannot be carried out; the SDK's runner tells the model so.
        """
        return _told(self._files, command)

    call = view = create = str_replace = insert = delete = rename = execute

    def clear_all_memory(self) -> str:
        """Remove every file and folder of the user."""
        return self._files.clear()

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._files.close()


class AsyncMemoryTool(BetaAsyncAbstractMemoryTool):
    """The memory tool for `anthropic.AsyncAnthropic`; takes what `MemoryTool` takes and never blocks the loop."""

    def __init__(
        self,
        memory: Location,
        *,
        user: str | None = None,
        on_delete: Removal = "erase",
        cache_control: BetaCacheControlEphemeralParam | None = None,
        **options: Any,
    ) -> None:
        super().__init__(cache_control=cache_control)
        self._files = MemoryFiles(memory, user=user, on_delete=on_delete, **options)

    async def execute(self, command: object) -> str:
        """Carry out one command; see `MemoryTool.execute`."""
        return await run_sync(_told, self._files, command)

    call = view = create = str_replace = insert = delete = rename = execute

    async def clear_all_memory(self) -> str:
        """Remove every file and folder of the user."""
        return await run_sync(self._files.clear)

    async def close(self) -> None:
        """Close the memory if it was opened here."""
        await run_sync(self._files.close)


def _told(files: MemoryFiles, command: object) -> str:
    # A command of the SDK is built unchecked: it may lack fields, or have values of any type.
    fields = dict(command) if isinstance(command, BaseModel) else command
    try:
        return files.execute(fields)
    except REFUSED as error:
        raise ToolError(str(error)) from error
