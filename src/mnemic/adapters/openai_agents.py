"""
Sessions of the OpenAI Agents SDK on a memory, and a tool with which an agent searches it.

``Runner.run(agent, "…", session=MnemicSession("conversation-1", "memory.db", user="ana"))``
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

from .. import admit
from ..engine import Memory
from ..errors import ArgumentError, CubeNotFound, VersionConflict
from ._extra import require

require("openai-agents", "0.24.0", extra="openai-agents")

from agents import FunctionTool, RunContextWrapper, function_tool  # noqa: E402 - not before it is known to fit
from agents.memory import SessionSettings  # noqa: E402
from agents.memory.session_settings import (  # noqa: E402
    coerce_session_settings,
    resolve_session_limit,
)

from ._never import NEVER  # noqa: E402
from ._opened import opened  # noqa: E402
from ._owner import outside, owned_by  # noqa: E402
from ._pages import every  # noqa: E402
from ._removal import Removal, checked_removal, take_out  # noqa: E402
from ._storable import storable  # noqa: E402

if TYPE_CHECKING:
    from agents import TResponseInputItem

    from ..cube import MemCube
    from ._opened import Location

__all__ = ["MnemicSession", "recall_tool"]

T = TypeVar("T")
Scope: TypeAlias = str | Callable[[RunContextWrapper[Any]], str | None] | None
"""A name, or a function that reads it from the run: ``lambda ctx: ctx.context.user``."""

_TAG: Final = "openai-agents-item"
_FIELD: Final = "openai_agents"
_LONGEST: Final = 4 << 20
"""Characters a memory's content can have, whatever they are."""
_SAID: Final = {"input_text": "text", "output_text": "text", "text": "text", "refusal": "refusal"}
"""The parts of a message that are words, and the field each has them in."""


class MnemicSession:
    """
    A conversation of the OpenAI Agents SDK, kept in a memory: give it to ``Runner.run(session=…)``.

    Every item comes back exactly as it was. What the user and the assistant said is an episode as well, so that
    recall finds it and consolidation learns from it; anything else (tool calls, their outputs, reasoning, images) is
    kept where no recall finds it.

    Safe to use from several threads, and by several processes on one file.

    Args:
        session_id: Names the conversation.

        memory: An open memory, which stays its owner's to close; or a path or a server's address, opened here.

        user: Whose conversation it is. The same *session_id* of another user is another conversation.

        speaker: Who says what the user says, as facts shall name them; by default *user*.

        agent: Which agent answers.

        session_settings: The SDK's settings: how many items `get_items` returns unless told.

        on_delete: ``"erase"`` erases popped and cleared items from the store for good, with what was derived from
            them; ``"archive"`` keeps them in the archive.

        options: For `mnemic.open`, where the memory is opened here.
    """

    session_settings: SessionSettings | None = None

    def __init__(
        self,
        session_id: str,
        memory: Location,
        *,
        user: str | None = None,
        speaker: str | None = None,
        agent: str | None = None,
        session_settings: SessionSettings | dict[str, Any] | None = None,
        on_delete: Removal = "erase",
        **options: Any,
    ) -> None:
        if admit.name(session_id, "session_id") is None:
            raise ArgumentError("session_id=None: a session needs the name of its conversation")
        self.session_id = session_id
        self.session_settings = (
            SessionSettings() if session_settings is None else coerce_session_settings(session_settings)
        )
        self._user = admit.name(user, "user")
        self._speaker = admit.name(speaker, "speaker") or self._user
        self._agent = admit.name(agent, "agent")
        self._removal = checked_removal(on_delete)
        self._opened = opened(memory, **options)

    @property
    def memory(self) -> Memory:
        """The memory the conversation is kept in."""
        return self._opened.memory

    async def get_items(self, limit: int | None = None) -> list[TResponseInputItem]:
        """
        Return the conversation's items, oldest first.

        Args:
            limit: How many of the latest; by default what `session_settings` say, and if they don't, all. As in the
                SDK's own sessions 0 is none, and less than 0 is all.
        """
        latest = resolve_session_limit(limit, self.session_settings)
        if latest == 0:
            return []
        cubes = await asyncio.to_thread(self._latest, latest if latest is not None and latest > 0 else None)
        return [_item(cube) for cube in cubes]

    async def add_items(self, items: list[TResponseInputItem]) -> None:
        """
        Append *items*: all of them, or none.

        Raises:
            ArgumentError: one of them is not plain JSON.
        """
        if not isinstance(items, list | tuple):
            raise ArgumentError(f"add_items() takes a list of items, got {items!r:.80}; nothing was added")
        drafts = [self._draft(number, item) for number, item in enumerate(items)]
        if drafts:
            await _settled(lambda: self.memory.remember_many(drafts))

    async def pop_item(self) -> TResponseInputItem | None:
        """Remove the latest item for good and return it; `None` if there is none."""
        return await _settled(self._pop)

    async def clear_session(self) -> None:
        """Remove all items for good. Other memories of the user stay."""
        await _settled(self._clear)

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._opened.close()

    def _scope(self) -> dict[str, Any]:
        return {"session": self.session_id, "tags": (_TAG,), **owned_by(self._user)}

    def _latest(self, count: int | None) -> list[MemCube]:
        """Return the cubes of the *count* latest items, or of all, oldest first."""
        if count is None:
            return list(every(self.memory, **self._scope()))
        return list(self.memory.list(**self._scope(), tiers=None, newest_first=True, limit=count))[::-1]

    def _draft(self, number: int, item: Any) -> dict[str, Any]:
        """Return an item as the arguments of `remember`."""
        try:
            exact = json.dumps(item)
        except (TypeError, ValueError, RecursionError) as error:
            raise ArgumentError(f"item {number} is not plain JSON: {error}; nothing was added") from None
        draft: dict[str, Any] = {
            "user": self._user,
            "agent": self._agent,
            "session": self.session_id,
            "tags": (_TAG,),
            "source": "openai-agents",
            "metadata": {_FIELD: {"item": exact}},
        }
        role, text = _said(item)
        if not text.strip() or len(text) > _LONGEST:
            # A record rather than something that was said: it is true at no time, so that no recall finds it.
            return draft | {"content": _label(item), "kind": "resource", "valid_to": NEVER}
        speaker = self._speaker if role == "user" else self._agent
        return draft | {"content": storable(text, blank=""), "role": role, "speaker": speaker}

    def _pop(self) -> TResponseInputItem | None:
        while True:
            latest = self._latest(1)
            if not latest:
                return None
            try:
                take_out(self.memory, latest, self._removal, _TAG)
            except (CubeNotFound, VersionConflict):
                continue  # another one took it
            return _item(latest[0])

    def _clear(self) -> None:
        while True:
            cubes = self._latest(None)
            if not cubes:
                return
            try:
                take_out(self.memory, cubes, self._removal, _TAG)
            except (CubeNotFound, VersionConflict):
                continue


def recall_tool(
    memory: Memory,
    *,
    user: Scope = None,
    agent: Scope = None,
    besides: Scope = None,
    limit: int = 8,
    max_tokens: int | None = 1000,
    name: str = "recall",
    description: str = "Search what is remembered from earlier conversations. Ask in a full sentence.",
) -> FunctionTool:
    """
    Return a tool with which an agent searches what is known beyond its session: ``Agent(tools=[recall_tool(mem)])``.

    What it finds is rendered by `Recall.context`: quoted as data, with marks and dates.

    Args:
        memory: An open memory, which stays its owner's to close; of a session, `MnemicSession.memory`.

        user, agent: Whose memories are searched: names, or functions of the run's context
            (``lambda ctx: ctx.context.user``). The model has no say in it.

        besides: The session that is left out, since its items are before the agent already.

        limit, max_tokens: The most memories it finds, and the most tokens they may take.

        name, description: What the model is told of it.
    """
    if not isinstance(memory, Memory):
        raise ArgumentError(
            f"recall_tool() takes an open memory, got {memory!r:.80}; "
            "open it with mnemic.open(…), and close it at the end"
        )
    scopes = {"user": user, "agent": agent, "besides": besides}
    for given, scope in scopes.items():
        if not callable(scope):
            admit.name(scope, given)
    admit.count(limit, "limit")
    if max_tokens is not None:
        admit.count(max_tokens, "max_tokens")

    def search(query: str, user: str | None, agent: str | None, besides: str | None) -> str:
        try:
            found = memory.recall(
                query, user=user, agent=agent, limit=limit, max_tokens=max_tokens, **outside(besides)
            )
        except ArgumentError as error:
            return f"Nothing was searched: {error}"
        return found.context() or "Nothing about this is remembered."

    async def recall(ctx: RunContextWrapper[Any], query: str) -> str:
        told = {given: scope(ctx) if callable(scope) else scope for given, scope in scopes.items()}
        return await asyncio.to_thread(search, query, **told)

    return function_tool(
        recall, name_override=name, description_override=description, failure_error_function=None
    )


async def _settled(work: Callable[[], T]) -> T:
    """Do *work* in a thread. Whoever is cancelled meanwhile waits until it is known how it ended."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = cancelled or error
    if cancelled is not None:
        task.exception()
        raise cancelled
    return task.result()


def _said(item: Any) -> tuple[str, str]:
    """Return the role and the words of a message by the user or the assistant; no words for anything else."""
    if not isinstance(item, Mapping) or item.get("type", "message") != "message":
        return "", ""
    role, content = item.get("role"), item.get("content")
    if role not in ("user", "assistant"):
        return "", ""
    if isinstance(content, str):
        return role, content
    parts = content if isinstance(content, list | tuple) else ()
    words = [part.get(_SAID.get(str(part.get("type")), "")) for part in parts if isinstance(part, Mapping)]
    return role, "\n".join(text for text in words if isinstance(text, str))


def _label(item: Any) -> str:
    """Return what a person who lists the memories reads in the place of an item that is no words."""
    if not isinstance(item, Mapping):
        return "item"
    told = [item.get("type") or "message", item.get("role"), item.get("name")]
    return storable(" ".join(part for part in told if isinstance(part, str))[:200], blank="item")


def _item(cube: MemCube) -> TResponseInputItem:
    if _FIELD in cube.metadata:
        return cast("TResponseInputItem", json.loads(cube.metadata[_FIELD]["item"]))
    # Somebody gave the memory other metadata: its words are what is left of the item.
    return cast("TResponseInputItem", {"role": cube.role or "user", "content": cube.content})
