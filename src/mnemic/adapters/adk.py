"""
Google ADK's memory service on Mnemic: sessions become episodes, and ``load_memory`` finds them again.

An app is a space and a user is a user, so nothing crosses either.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

from ..errors import ArgumentError, CubeNotFound
from ._extra import require
from ._opened import Location, opened
from ._pages import every
from ._storable import storable

# ruff: noqa: E402 - the framework is imported after it is known to fit
require("google-adk", "2.13.0", extra="adk")

import anyio.to_thread
from google.adk.memory.base_memory_service import BaseMemoryService, SearchMemoryResponse
from google.adk.memory.memory_entry import MemoryEntry
from google.genai import types

if TYPE_CHECKING:
    from google.adk.events.event import Event
    from google.adk.sessions.session import Session

    from ..cube import MemCube
    from ..engine import Memory

__all__ = ["MnemicMemoryService"]

_EVENT: Final = "adk:event/"
_DELETED: Final = "adk:deleted/"
_ENTRY: Final = "adk:memory/"
_GONE: Final = "adk:deleted"
"""The tag of what notes that an event was deleted, so that its session cannot bring it back."""


class MnemicMemoryService(BaseMemoryService):
    """
    A `BaseMemoryService` on a memory: ``Runner(…, memory_service=MnemicMemoryService("memory.db"))``.

    Each app works in the space of its name, each user under theirs. A session's events become episodes, each once,
    however often the session is added. Safe to use from several threads and processes.
    """

    def __init__(self, memory: Location, *, limit: int = 10, **options: Any) -> None:
        """
        Work on *memory*.

        Args:
            memory: An open memory, a path, or the URL of a server.

            limit: How many memories a search returns at most.

            options: For `mnemic.open`, where it is opened here: ``embedder=``, ``api_key=`` …

        Raises:
            ArgumentError: there is ``space=`` (an app is a space), or options for a memory that is open already.
        """
        if "space" in options:
            raise ArgumentError("space= cannot be used here: each app works in the space of its own name")
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            raise ArgumentError(f"limit={limit!r:.60} must be a whole number of at least 1")
        self._limit = limit
        self._opened = opened(memory, **options)
        self._apps: dict[str, Memory] = {}
        self._lock = threading.Lock()

    async def add_session_to_memory(self, session: Session) -> None:
        """
        Keep the text of a session's events. What was kept before is not kept again.

        Raises:
            ArgumentError: the session has no app's or user's name, or a text cannot be stored.

            IdempotencyConflict: an event that was kept before has another text now; nothing was written.
        """
        work = partial(self._keep_events, session.app_name, session.user_id, session.events, session.id, None)
        await anyio.to_thread.run_sync(work)

    async def add_events_to_memory(
        self,
        *,
        app_name: str,
        user_id: str,
        events: Sequence[Event],
        session_id: str | None = None,
        custom_metadata: Mapping[str, object] | None = None,
    ) -> None:
        """
        Keep the text of some events, e.g. of the last turn. What was kept before is not kept again.

        Args:
            custom_metadata: Kept with each of them, as metadata.

        Raises:
            The errors of `add_session_to_memory`.

            MetadataError: *custom_metadata* is not plain JSON.
        """
        work = partial(self._keep_events, app_name, user_id, events, session_id, custom_metadata)
        await anyio.to_thread.run_sync(work)

    async def add_memory(
        self,
        *,
        app_name: str,
        user_id: str,
        memories: Sequence[MemoryEntry],
        custom_metadata: Mapping[str, object] | None = None,
    ) -> None:
        """
        Keep memories that are told outright. One whose id is known is changed, and keeps its history.

        Args:
            custom_metadata: Laid under each memory's own.

        Raises:
            ArgumentError: a memory holds no text, or something else that cannot be stored.
        """
        await anyio.to_thread.run_sync(
            partial(self._keep_entries, app_name, user_id, memories, custom_metadata)
        )

    async def search_memory(self, *, app_name: str, user_id: str, query: str) -> SearchMemoryResponse:
        """Return the user's memories in this app that answer *query*, best first; none for an empty query."""
        return await anyio.to_thread.run_sync(partial(self._search, app_name, user_id, query))

    async def delete_memory(self, *, app_name: str, user_id: str, memory_id: str | None = None) -> None:
        """
        Erase a memory for good, with what was derived from it. An event that is erased is not kept again.

        Args:
            memory_id: `MemoryEntry.id`. Where the user has none of that id, nothing happens.
        """
        if memory_id:
            await anyio.to_thread.run_sync(partial(self._delete, app_name, user_id, memory_id))

    async def close(self) -> None:
        """Close the memory if it was opened here."""
        await anyio.to_thread.run_sync(self._opened.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    def _app(self, app_name: str, user_id: str) -> Memory:
        """Return the app's space; refuse names that would mean everyone's."""
        for name, value in (("app_name", app_name), ("user_id", user_id)):
            if not isinstance(value, str) or not value.strip():
                raise ArgumentError(f"{name}={value!r:.60} names nobody; memories are kept and found by it")
        with self._lock:
            if app_name not in self._apps:
                self._apps[app_name] = self._opened.memory.in_space(app_name)
            return self._apps[app_name]

    def _keep_events(
        self,
        app_name: str,
        user_id: str,
        events: Sequence[Event],
        session_id: str | None,
        custom_metadata: Mapping[str, object] | None,
    ) -> None:
        memory = self._app(app_name, user_id)
        deleted = {cube.source for cube in every(memory, user=user_id, session=session_id, tags=[_GONE])}
        drafts = [
            _draft_of_event(event, text, user_id, session_id, custom_metadata)
            for event in events
            if (text := _text_of_event(event)) and _DELETED + event.id not in deleted
        ]
        memory.remember_many(drafts, reason="adk")

    def _keep_entries(
        self,
        app_name: str,
        user_id: str,
        entries: Sequence[MemoryEntry],
        custom_metadata: Mapping[str, object] | None,
    ) -> None:
        memory = self._app(app_name, user_id)
        new = []
        for place, entry in enumerate(entries):
            draft = _draft_of_entry(entry, place, custom_metadata)
            known = _owned(memory, user_id, entry.id)
            if known is None:
                named = {"key": _ENTRY + entry.id} if entry.id else {}
                new.append({**draft, **named, "user": user_id})
            else:
                memory.update(known.id, **draft, reason="adk")
        memory.remember_many(new, reason="adk")

    def _search(self, app_name: str, user_id: str, query: str) -> SearchMemoryResponse:
        memory = self._app(app_name, user_id)
        if isinstance(query, str) and not query.strip():
            return SearchMemoryResponse()
        found = memory.recall(query, user=user_id, limit=self._limit)
        return SearchMemoryResponse(
            memories=[_entry_of(hit.cube) for hit in found if _GONE not in hit.cube.tags]
        )

    def _delete(self, app_name: str, user_id: str, memory_id: str) -> None:
        memory = self._app(app_name, user_id)
        cube = _owned(memory, user_id, memory_id)
        if cube is None:
            return
        event = (cube.source or "").removeprefix(_EVENT)
        if event != cube.source and event:
            # First of all, so that a session that is added meanwhile does not bring it back.
            memory.remember(
                f"adk event {event} was deleted", user=user_id, session=cube.session, kind="resource",
                tags=[_GONE], source=_DELETED + event, key=_DELETED + event, reason="adk",
            )  # fmt: skip
        memory.forget(ids=[cube.id], wait=False)


def _owned(memory: Memory, user_id: str, memory_id: str | None) -> MemCube | None:
    """Return the user's cube that an entry's id names: the cube's own, or one that was given with the entry."""
    if not memory_id:
        return None
    try:
        cube = memory.get(memory_id)
    except CubeNotFound:
        try:
            cube = memory.lookup(_ENTRY + memory_id, user=user_id)
        except CubeNotFound:
            return None
    return cube if cube.user == user_id else None


def _text_of_event(event: Event) -> str:
    """Return what an event says; nothing of a piece of a stream, whose whole follows."""
    return "" if event.partial else _text_of(event.content)


def _text_of(content: types.Content | None) -> str:
    """Return the text of a content, without thoughts; nothing where there is none."""
    parts = (content.parts if content else None) or []
    text = "\n".join(part.text for part in parts if part.text and not part.thought)
    return storable(text, blank="")


def _role_of(content: types.Content | None, author: str | None) -> str | None:
    """Return the role as Mnemic calls it; of an event without one, by its author."""
    role = (content.role if content else None) or (
        ("user" if author == "user" else "model") if author else None
    )
    return "assistant" if role == "model" else role


def _draft_of_event(
    event: Event,
    text: str,
    user_id: str,
    session_id: str | None,
    custom_metadata: Mapping[str, object] | None,
) -> dict[str, Any]:
    return {
        "content": text,
        "user": user_id,
        "session": session_id,
        "speaker": event.author or None,
        "role": _role_of(event.content, event.author),
        "occurred_at": datetime.fromtimestamp(event.timestamp, UTC),
        "metadata": custom_metadata,
        "source": _EVENT + event.id,
        "idempotency_key": f"{_EVENT}{session_id or '-'}/{event.id}",
    }


def _draft_of_entry(
    entry: MemoryEntry, place: int, custom_metadata: Mapping[str, object] | None
) -> dict[str, Any]:
    text = _text_of(entry.content)
    if not text:
        raise ArgumentError(
            f"memory {place} holds no text; put what is to be remembered into a text part of its content"
        )
    return {
        "content": text,
        "speaker": entry.author,
        "role": _role_of(entry.content, entry.author),
        "occurred_at": _moment(entry.timestamp),
        "metadata": {**(custom_metadata or {}), **entry.custom_metadata},
    }


def _moment(timestamp: str | None) -> str | datetime | None:
    """Return an entry's time; one without an offset is this machine's, as ADK itself writes them."""
    if timestamp is None:
        return None
    try:
        moment = datetime.fromisoformat(timestamp)
    except ValueError:
        return timestamp  # what else is a time, and the error for what is none, is the verb's to say
    return moment.astimezone() if moment.tzinfo is None else moment


def _entry_of(cube: MemCube) -> MemoryEntry:
    role = "model" if cube.role == "assistant" else cube.role
    moment = cube.occurred_at or cube.valid_from or cube.created_at
    return MemoryEntry(
        id=cube.id,
        content=types.Content(role=role, parts=[types.Part(text=cube.content)]),
        author=cube.speaker,
        timestamp=moment.isoformat(),
        custom_metadata=cube.metadata.thaw(),
    )
