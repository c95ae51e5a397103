"""
Microsoft Agent Framework on Mnemic: a context provider that remembers and recalls, and a history provider.

The first is memory across sessions, by what is asked; the second is a session's messages, exactly as they were.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from ..errors import ArgumentError
from ._extra import require
from ._opened import Location, opened
from ._pages import every
from ._storable import storable

# ruff: noqa: E402 - the framework is imported after it is known to fit
require("agent-framework-core", "1.23.0", extra="agent-framework")

import anyio.to_thread
from agent_framework import ContextProvider, HistoryProvider, Message

if TYPE_CHECKING:
    from agent_framework import AgentSession, SessionContext, SupportsAgentRun

    from ..cube import MemCube
    from ..engine import Memory

__all__ = ["MnemicContextProvider", "MnemicHistoryProvider"]

_SAID: Final = ("user", "assistant")
"""The roles whose texts are what people and agents said to each other."""


class _Scope(NamedTuple):
    """Whose the memories are, as the arguments of a verb."""

    user: str
    agent: str | None
    session: str | None


class _Desk:
    """What both providers have: a memory, and for whom."""

    def __init__(
        self, memory: Location, user: str | None, agent: str | None, options: dict[str, Any]
    ) -> None:
        for name, value in (("user", user), ("agent", agent)):
            if value is not None and (not isinstance(value, str) or not value.strip()):
                raise ArgumentError(f"{name}={value!r:.60} must be a name, or left out")
        self._opened = opened(memory, **options)
        self._user = user
        self._agent = agent

    @property
    def memory(self) -> Memory:
        return self._opened.memory

    def scope(self, source_id: str, state: Mapping[str, Any] | None, session: str | None) -> _Scope:
        """Return whose memories a run is about: the session's own user before the provider's."""
        user = (state or {}).get("user", self._user)
        if not isinstance(user, str) or not user.strip():
            raise ArgumentError(
                f"user={user!r:.60} names nobody, and a memory without a user is everyone's; pass user= to the "
                f'provider, or set session.state["{source_id}"] = {{"user": "…"}}'
            )
        return _Scope(user, self._agent, session)

    async def close(self) -> None:
        await anyio.to_thread.run_sync(self._opened.close)


class MnemicContextProvider(ContextProvider):
    """
    Long-term memory for an agent: before a run what is known about the question, after it the exchange is kept.

    ``Agent(client, context_providers=[MnemicContextProvider("memory.db", user="ana")])``. What is recalled comes as
    one quoted, dated message of data, never as an instruction. Safe to use by several agents, threads and processes.
    """

    def __init__(
        self,
        memory: Location,
        *,
        user: str | None = None,
        agent: str | None = None,
        source_id: str = "mnemic",
        limit: int = 10,
        max_tokens: int | None = 2000,
        same_session: bool = False,
        remembers: bool = True,
        **options: Any,
    ) -> None:
        """
        Work on *memory*.

        Args:
            memory: An open memory, a path, or the URL of a server.

            user: Whose memories. For an agent that serves several people, leave it out and give each session
                its own: ``session.state["mnemic"] = {"user": "ana"}``.

            agent: Kept with each episode; only memories of that agent are then recalled.

            source_id: The provider's name among others; also where its state lies in the session's.

            limit, max_tokens: How many memories are shown at most, and in how many tokens.

            same_session: Recall what was said in this session only.

            remembers: Keep the exchange. Without, it is only recalled from, e.g. beside a `MnemicHistoryProvider`.

            options: For `mnemic.open`, where it is opened here: ``space=``, ``embedder=`` …

        Raises:
            ArgumentError: an argument cannot be used.
        """
        super().__init__(source_id)
        self._desk = _Desk(memory, user, agent, options)
        self._limit = limit
        self._max_tokens = max_tokens
        self._same_session = same_session
        self._remembers = remembers

    async def before_run(
        self,
        *,
        agent: SupportsAgentRun,
        session: AgentSession,
        context: SessionContext,
        state: dict[str, Any],
    ) -> None:
        """
        Add what is remembered about the input messages, as a message of its own.

        Raises:
            ArgumentError: neither the provider nor the session's state says whose memory it is.
        """
        scope = self._desk.scope(self.source_id, state, context.session_id)
        question = "\n".join(message.text for message in context.input_messages if message.role == "user")
        if not question.strip():
            return
        text, sessions = await anyio.to_thread.run_sync(partial(self._recall, question, scope))
        if text:
            context.extend_messages(self, [Message("user", [text])], origin_session_ids=sessions)

    async def after_run(
        self,
        *,
        agent: SupportsAgentRun,
        session: AgentSession,
        context: SessionContext,
        state: dict[str, Any],
    ) -> None:
        """
        Keep what was said in the run: its input and its answer, as episodes of the session.

        Raises:
            ArgumentError: as for `before_run`, or a text cannot be stored.
        """
        if not self._remembers:
            return
        scope = self._desk.scope(self.source_id, state, context.session_id)
        messages = [*context.input_messages, *(context.response.messages if context.response else ())]
        drafts = [
            _draft(message, message.text, scope, self.source_id)
            for message in messages
            if message.role in _SAID and message.text.strip()
        ]
        await _remember(self._desk, drafts)

    async def close(self) -> None:
        """Close the memory if it was opened here."""
        await self._desk.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    def _recall(self, question: str, scope: _Scope) -> tuple[str, list[str]]:
        """Return what is remembered, as text, and the other sessions it comes from."""
        found = self._desk.memory.recall(
            question,
            user=scope.user,
            agent=scope.agent,
            session=scope.session if self._same_session else None,
            limit=self._limit,
            max_tokens=self._max_tokens,
        )
        others = {hit.cube.session for hit in found} - {None, scope.session}
        return found.context() if len(found) else "", sorted(name for name in others if name)


class MnemicHistoryProvider(HistoryProvider):
    """
    A session's messages in a memory, in order and exactly as they were: tool calls, files and properties too.

    What people and agents said in them is found by recall as well, and facts are formed from it.
    """

    def __init__(
        self,
        memory: Location,
        *,
        user: str | None = None,
        agent: str | None = None,
        source_id: str = "mnemic_history",
        load_messages: bool = True,
        store_inputs: bool = True,
        store_context_messages: bool = False,
        store_context_from: set[str] | None = None,
        store_outputs: bool = True,
        skip_excluded: bool = False,
        **options: Any,
    ) -> None:
        """
        Work on *memory*.

        Args:
            memory, user, agent, options: As for `MnemicContextProvider`.

            source_id, load_messages, store_inputs, store_context_messages, store_context_from, store_outputs: As
                for every `HistoryProvider`.

            skip_excluded: Leave out messages that a compaction marked as excluded.

        Raises:
            ArgumentError: an argument cannot be used.
        """
        super().__init__(
            source_id,
            load_messages=load_messages,
            store_inputs=store_inputs,
            store_context_messages=store_context_messages,
            store_context_from=store_context_from,
            store_outputs=store_outputs,
        )
        self.skip_excluded = skip_excluded
        self._desk = _Desk(memory, user, agent, options)

    async def get_messages(
        self, session_id: str | None, *, state: dict[str, Any] | None = None, **kwargs: Any
    ) -> list[Message]:
        """
        Return the session's messages, oldest first.

        Raises:
            ArgumentError: there is no session, or nobody says whose memory it is.
        """
        cubes = await anyio.to_thread.run_sync(partial(self._stored, self._scope(session_id, state)))
        messages = [Message.from_dict(json.loads(cube.metadata["message"])) for cube in cubes]
        return [
            message
            for message in messages
            if not (self.skip_excluded and message.additional_properties.get("_excluded"))
        ]

    async def save_messages(
        self,
        session_id: str | None,
        messages: Sequence[Message],
        *,
        state: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """
        Append messages to the session. One that has an id, and was kept before, is not kept again.

        Raises:
            ArgumentError: as for `get_messages`.

            TypeError: a message holds something that is not plain JSON; nothing was written.
        """
        scope = self._scope(session_id, state)
        await _remember(self._desk, [self._draft(message, scope) for message in messages])

    async def clear(self, session_id: str | None, *, state: dict[str, Any] | None = None) -> None:
        """Erase the session's messages for good, with what was derived from them."""
        await anyio.to_thread.run_sync(partial(self._erase, self._scope(session_id, state)))

    async def close(self) -> None:
        """Close the memory if it was opened here."""
        await self._desk.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    @property
    def _tag(self) -> str:
        return f"agent-framework:{self.source_id}"

    def _scope(self, session_id: str | None, state: Mapping[str, Any] | None) -> _Scope:
        if not isinstance(session_id, str) or not session_id.strip():
            raise ArgumentError(
                f"session_id={session_id!r:.60} names no session; run the agent with session=agent.create_session()"
            )
        return self._desk.scope(self.source_id, state, session_id)

    def _stored(self, scope: _Scope) -> list[MemCube]:
        return list(every(self._desk.memory, **scope._asdict(), tags=[self._tag]))

    def _draft(self, message: Message, scope: _Scope) -> dict[str, Any]:
        is_said = message.role in _SAID and bool(message.text.strip())
        return {
            **_draft(message, message.text, scope, self.source_id),
            # What holds no text is kept to be read back, not to be learned from.
            "kind": "episode" if is_said else "resource",
            "tags": [self._tag],
            # As JSON in ASCII, which also holds what no text in a store can: a NUL in a tool's result.
            "metadata": {"message": json.dumps(message.to_dict())},
        }

    def _erase(self, scope: _Scope) -> None:
        ids = [cube.id for cube in self._stored(scope)]
        if ids:
            self._desk.memory.forget(ids=ids, wait=False)


def _draft(message: Message, text: str, scope: _Scope, source_id: str) -> dict[str, Any]:
    """Return a message as the arguments of `remember`; each provider keeps its own."""
    content = storable(text, blank=_shown(message))
    draft = {
        **scope._asdict(),
        "content": content,
        "role": message.role,
        "speaker": message.author_name or None,
    }
    if message.message_id is None:
        return draft
    # Some services give the messages of one answer the same id.
    said = blake2b(repr((message.role, message.to_dict())).encode(), digest_size=8).hexdigest()
    return {
        **draft,
        "idempotency_key": f"agent-framework:{source_id}/{scope.session}/{message.message_id}/{said}",
    }


def _shown(message: Message) -> str:
    """Return what stands for a message without text: ``(function_call)``."""
    return f"({', '.join(content.type for content in message.contents) or 'empty'})"


async def _remember(desk: _Desk, drafts: list[dict[str, Any]]) -> None:
    if drafts:
        await anyio.to_thread.run_sync(partial(desk.memory.remember_many, drafts, reason="agent-framework"))
