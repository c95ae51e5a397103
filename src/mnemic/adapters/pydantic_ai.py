"""
A memory for agents of Pydantic AI: as tools, as a capability that recalls and keeps by itself, and as files.

``Agent("…", capabilities=[MnemicMemory(mem, user="ana")], toolsets=[MnemicToolset(mem, user="ana")])``
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from .. import admit
from ..errors import ArgumentError, NotFound
from ._extra import require

require("pydantic-ai-slim", "2.62.0", extra="pydantic-ai")

from anyio.to_thread import run_sync  # noqa: E402 - not before the framework, which brings it, is known to fit
from pydantic_ai import FunctionToolset, RunContext, Tool  # noqa: E402
from pydantic_ai.capabilities import AbstractCapability  # noqa: E402
from pydantic_ai.messages import (  # noqa: E402
    ModelRequest,
    ModelResponse,
    TextContent,
    TextPart,
    UserPromptPart,
)

from ._files import REFUSED, MemoryFiles  # noqa: E402
from ._files_schema import ABOUT, SCHEMA  # noqa: E402
from ._opened import opened  # noqa: E402
from ._owner import outside  # noqa: E402
from ._storable import storable  # noqa: E402

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelMessage
    from pydantic_ai.models import ModelRequestContext
    from pydantic_ai.run import AgentRunResult

    from ..engine import Memory
    from ..recall import Recall
    from ._opened import Location
    from ._removal import Removal

__all__ = ["MnemicMemory", "MnemicToolset", "memory_tool"]

Deps = TypeVar("Deps")
Scope: TypeAlias = str | Callable[[RunContext[Any]], str | None] | None
"""A name, or a function that reads it from the run: ``lambda ctx: ctx.deps.user``."""

_NOTHING: Final = "Nothing about this is remembered."


class MnemicToolset(FunctionToolset[Deps]):
    """
    Three tools with which an agent uses a memory: ``remember``, ``recall`` and ``forget``.

    Whose memories they reach is settled here; the model has no say in it.

    Args:
        memory: An open memory, which stays its owner's to close; or a path or a server's address, opened here.

        user, agent: Whose memories are kept and found: names, or functions of the run's context.

        limit, max_tokens: The most memories ``recall`` finds, and the most tokens they may take.

        id: Pydantic AI's name for the toolset, which durable execution asks for.

        options: For `mnemic.open`, where the memory is opened here.
    """

    def __init__(
        self,
        memory: Location,
        *,
        user: Scope = None,
        agent: Scope = None,
        limit: int = 8,
        max_tokens: int | None = 1000,
        id: str | None = None,  # noqa: A002 - the name Pydantic AI gives it
        **options: Any,
    ) -> None:
        super().__init__(id=id)
        self._user, self._agent = _checked_scope(user, "user"), _checked_scope(agent, "agent")
        self._limit, self._max_tokens = _checked_bounds(limit, max_tokens)
        self._opened = opened(memory, **options)
        self._memory = self._opened.memory
        for tool in (self._remember, self._recall, self._forget):
            self.add_function(tool, name=tool.__name__.strip("_"), takes_ctx=True)

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._opened.close()

    async def _remember(self, ctx: RunContext[Any], text: str) -> str:
        """
        Keep something for later conversations.

        Args:
            text: A full sentence that says whom or what it is about: "Ana is allergic to nuts."
        """
        try:
            cube = await _in_thread(self._memory.remember, text, source="pydantic-ai", **self._scope(ctx))
        except ArgumentError as error:
            return f"Nothing was kept: {error}"
        return f"Kept as {cube.id}."

    async def _recall(self, ctx: RunContext[Any], question: str) -> str:
        """
        Search what is remembered from earlier conversations.

        Args:
            question: What you want to know, best as a whole question: "Where does Ana live?"
        """
        try:
            found = await _in_thread(
                self._memory.recall,
                question,
                limit=self._limit,
                max_tokens=self._max_tokens,
                **self._scope(ctx),
            )
        except ArgumentError as error:
            return f"Nothing was searched: {error}"
        return _with_ids(found)

    async def _forget(self, ctx: RunContext[Any], ids: list[str]) -> str:
        """
        Erase memories for good. Only when asked to.

        Args:
            ids: The ids that recall gave, not the marks.
        """
        try:
            done = await _in_thread(self._memory.forget, ids=ids, **self._scope(ctx))
        except ArgumentError as error:
            return f"Nothing was erased: {error}"
        except NotFound:
            return "Nothing was erased: not all of these are ids of memories; recall gives them."
        return f"Erased {done.cubes}."

    def _scope(self, ctx: RunContext[Any]) -> dict[str, str | None]:
        return {"user": _of(ctx, self._user), "agent": _of(ctx, self._agent)}


class MnemicMemory(AbstractCapability[Deps]):
    """
    What lets an agent remember by itself: ``Agent(capabilities=[MnemicMemory(mem, user="ana")])``.

    Before a run what is known about the prompt is recalled, and stands before the prompt in each request of the run,
    quoted as data; it does not become part of the message history. After a run that succeeded what the user and the
    agent said is kept, in one transaction.

    Args:
        memory: An open memory, which stays its owner's to close; or a path or a server's address, opened here.

        user, agent, session: Whose turns these are, who answers, and in which conversation: names, or functions of the
            run's context. The session is by default the run's ``conversation_id``.

        speaker: Who says what the user says, as facts shall name them; by default *user*.

        recalls, keeps: What it does.

        limit, max_tokens: The most memories it recalls, and the most tokens they may take.

        options: For `mnemic.open`, where the memory is opened here.
    """

    def __init__(
        self,
        memory: Location,
        *,
        user: Scope = None,
        agent: Scope = None,
        session: Scope = None,
        speaker: Scope = None,
        recalls: bool = True,
        keeps: bool = True,
        limit: int = 8,
        max_tokens: int | None = 1000,
        **options: Any,
    ) -> None:
        given = {"user": user, "agent": agent, "session": session, "speaker": speaker}
        self._names = {name: _checked_scope(scope, name) for name, scope in given.items()}
        self._recalls, self._keeps = recalls, keeps
        self._limit, self._max_tokens = _checked_bounds(limit, max_tokens)
        self._opened = opened(memory, **options)
        self._context: str | None = None

    @classmethod
    def get_serialization_name(cls) -> str | None:
        """Return `None`: an open memory cannot be written into an agent's spec."""
        return None

    @property
    def memory(self) -> Memory:
        """The memory it works on."""
        return self._opened.memory

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._opened.close()

    async def for_run(self, ctx: RunContext[Any]) -> MnemicMemory[Deps]:
        """Return one for this run: each keeps what it recalled."""
        own = copy.copy(self)
        own._context = None
        return own

    async def before_model_request(
        self, ctx: RunContext[Any], request_context: ModelRequestContext
    ) -> ModelRequestContext:
        """Put what is known before the prompt, for this request only."""
        found = _last_prompt(request_context.messages)
        if not self._recalls or found is None:
            return request_context
        at, prompt = found
        if self._context is None:
            self._context = await self._recalled(ctx, _words(prompt), request_context.messages)
        if not self._context:
            return request_context
        messages = list(request_context.messages)
        known = UserPromptPart(self._context, timestamp=prompt.timestamp)
        parts = [
            part for each in messages[at].parts for part in ((known, each) if each is prompt else (each,))
        ]
        messages[at] = replace(messages[at], parts=parts)
        return replace(request_context, messages=messages)

    async def after_run(self, ctx: RunContext[Any], *, result: AgentRunResult[Any]) -> AgentRunResult[Any]:
        """Keep what was said."""
        drafts = list(self._drafts(ctx, result.new_messages())) if self._keeps else []
        if drafts:
            await _in_thread(self.memory.remember_many, drafts)
        return result

    async def _recalled(self, ctx: RunContext[Any], question: str, messages: Sequence[ModelMessage]) -> str:
        """Return what is known about *question* as a block for the prompt; nothing where there is none."""
        if not question.strip():
            return ""
        scope = {name: _of(ctx, self._names[name]) for name in ("user", "agent")}
        # The conversation so far is in the request already, where its history was given.
        goes_on = any(isinstance(message, ModelResponse) for message in messages)
        found = await _in_thread(
            self.memory.recall,
            storable(question, blank=""),
            limit=self._limit,
            max_tokens=self._max_tokens,
            **scope,
            **outside(self._session(ctx) if goes_on else None),
        )
        return found.context()

    def _session(self, ctx: RunContext[Any]) -> str | None:
        return _of(ctx, self._names["session"]) or ctx.conversation_id

    def _drafts(self, ctx: RunContext[Any], messages: Sequence[ModelMessage]) -> Iterator[dict[str, Any]]:
        """Yield the arguments of `remember` for each turn, the same again for the same run."""
        user, agent = _of(ctx, self._names["user"]), _of(ctx, self._names["agent"])
        speakers = {"user": _of(ctx, self._names["speaker"]) or user, "assistant": agent}
        for number, (role, text, at) in enumerate(_turns(messages)):
            yield {
                "content": storable(text, blank=""),
                "user": user,
                "agent": agent,
                "session": self._session(ctx),
                "role": role,
                "speaker": speakers[role],
                "occurred_at": at,
                "source": "pydantic-ai",
                "idempotency_key": f"pydantic-ai:{ctx.run_id}:{number}",
            }


def memory_tool(
    memory: Location, *, user: Scope = None, on_delete: Removal = "erase", **options: Any
) -> Tool[Any]:
    """
    Return the tool ``memory``, with which a model keeps files under /memories: ``Agent(tools=[memory_tool(mem)])``.

    Any model can use it. With ``capabilities=[NativeTool(MemoryTool())]`` Claude uses it as the native tool that it was
    trained with, which needs a tool of this name.

    Args:
        memory: An open memory, which stays its owner's to close; or a path or a server's address, opened here and
            open as long as the process.

        user: Whose files these are: a name, or a function of the run's context.

        on_delete: ``"erase"`` erases a deleted file for good; ``"archive"`` keeps it in the archive.

        options: For `mnemic.open`, where the memory is opened here.
    """
    whose = _checked_scope(user, "user")
    handle = opened(memory, **options).memory
    MemoryFiles(handle, on_delete=on_delete)  # a wrong argument is told here, not to the model

    async def run(ctx: RunContext[Any], **command: Any) -> str:
        files = MemoryFiles(handle, user=_of(ctx, whose), on_delete=on_delete)
        try:
            return await _in_thread(files.execute, command)
        except REFUSED as error:
            # Part of the conversation, as with Anthropic's own tool: a retry would count against the run.
            return str(error)

    return Tool.from_schema(run, "memory", ABOUT, SCHEMA, takes_ctx=True)


async def _in_thread(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return await run_sync(partial(work, *args, **kwargs))


def _checked_bounds(limit: int, max_tokens: int | None) -> tuple[int, int | None]:
    return admit.count(limit, "limit"), max_tokens if max_tokens is None else admit.count(
        max_tokens, "max_tokens"
    )


def _checked_scope(scope: Scope, name: str) -> Scope:
    return scope if callable(scope) else admit.name(scope, name)


def _of(ctx: RunContext[Any], scope: Scope) -> str | None:
    return scope(ctx) if callable(scope) else scope


def _with_ids(found: Recall) -> str:
    """Return what was found as data, and the ids to forget it by."""
    text = found.context()
    if not text:
        return _NOTHING
    ids = [f"{mark} {cube.id}" for mark, cube in found.citations.items()]
    return "\n".join([text, "Ids:", *ids])


def _last_prompt(messages: Sequence[ModelMessage]) -> tuple[int, UserPromptPart] | None:
    """Return the last thing the user said, and the place of its message."""
    for at in reversed(range(len(messages))):
        message = messages[at]
        if isinstance(message, ModelRequest):
            for part in reversed(message.parts):
                if isinstance(part, UserPromptPart):
                    return at, part
    return None


def _turns(messages: Sequence[ModelMessage]) -> Iterator[tuple[str, str, Any]]:
    """Yield who spoke, the words, and when, of every message that has words."""
    for message in messages:
        if isinstance(message, ModelResponse):
            said = [("assistant", "\n".join(_texts(message)), message.timestamp)]
        else:
            prompts = [part for part in message.parts if isinstance(part, UserPromptPart)]
            said = [("user", _words(part), part.timestamp) for part in prompts]
        yield from (turn for turn in said if turn[1].strip())


def _texts(message: ModelResponse) -> list[str]:
    return [part.content for part in message.parts if isinstance(part, TextPart)]


def _words(prompt: UserPromptPart) -> str:
    if isinstance(prompt.content, str):
        return prompt.content
    texts = [part.content if isinstance(part, TextContent) else part for part in prompt.content]
    return "\n".join(text for text in texts if isinstance(text, str))
