"""AutoGen's memory protocol on Mnemic: what an agent is told to remember, and all else known of its user."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

from ..errors import ArgumentError
from ._extra import require
from ._opened import Location, opened
from ._pages import every

# ruff: noqa: E402 - the framework is imported after it is known to fit
require("autogen-core", "0.7.5", extra="autogen")

import anyio.to_thread
from autogen_core import CancellationToken, Component
from autogen_core.memory import Memory as AutoGenMemory
from autogen_core.memory import MemoryContent, MemoryMimeType, MemoryQueryResult, UpdateContextResult
from autogen_core.model_context import ChatCompletionContext
from autogen_core.models import LLMMessage, UserMessage
from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from ..cube import MemCube
    from ..recall import Recall

__all__ = ["MnemicMemory", "MnemicMemoryConfig"]

_TAG: Final = "autogen"
_DICT: Final = "autogen:dict"
"""The tag of JSON that came as a dict, and goes out as one."""
_MIME: Final = "autogen:"
_PLAIN: Final = MemoryMimeType.TEXT.value
_OURS: Final = "mnemic"
"""The key under which a result's metadata has what Mnemic knows of it."""


class MnemicMemoryConfig(BaseModel):
    """What `MnemicMemory` is made from: everything but a key, which a server's client takes from ``MNEMIC_API_KEY``."""

    memory: str
    user: str | None = None
    agent: str | None = None
    session: str | None = None
    limit: int = 10
    # What is None is left out when a component is dumped, so that None has to be what a missing one means.
    max_tokens: int | None = None
    source: str = _OURS
    options: dict[str, Any] = Field(default_factory=dict)


class MnemicMemory(AutoGenMemory, Component[MnemicMemoryConfig]):
    """
    An AutoGen `Memory` in a file or on a server: ``AssistantAgent(…, memory=[MnemicMemory("memory.db", user="ana")])``.

    Text, Markdown and JSON are kept; bytes and images are refused. Safe to use from several threads and processes.
    """

    component_type = "memory"
    component_provider_override = "mnemic.adapters.autogen.MnemicMemory"
    component_config_schema = MnemicMemoryConfig

    def __init__(
        self,
        memory: Location,
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        limit: int = 10,
        max_tokens: int | None = 2000,
        source: str = _OURS,
        **options: Any,
    ) -> None:
        """
        Work on *memory*.

        Args:
            memory: An open memory, a path, or the URL of a server.

            user, agent, session: Kept with what is added, and what is asked for. Left out, anyone's is found.

            limit, max_tokens: How many memories a query returns, and how many tokens `update_context` may add.

            source: Who the message of `update_context` says it is from.

            options: For `mnemic.open`, where it is opened here: ``space=``, ``embedder=``, ``api_key=`` …

        Raises:
            ArgumentError: an argument cannot be used.
        """
        self._opened = opened(memory, **options)
        self._scope = {"user": user, "agent": agent, "session": session}
        self._limit = limit
        self._max_tokens = max_tokens
        self._source = source
        self._options = {name: value for name, value in options.items() if name != "api_key"}

    async def add(self, content: MemoryContent, cancellation_token: CancellationToken | None = None) -> None:
        """
        Keep *content*, durably, before returning.

        Raises:
            ArgumentError: it is bytes or an image, or is otherwise nothing that can be stored.
        """
        draft = {**_draft(content), **self._scope}
        await anyio.to_thread.run_sync(partial(self._opened.memory.remember, **draft))

    async def query(
        self,
        query: str | MemoryContent,
        cancellation_token: CancellationToken | None = None,
        **kwargs: Any,
    ) -> MemoryQueryResult:
        """
        Return the memories that answer *query*, best first; none for an empty one.

        Args:
            kwargs: Further arguments of `mnemic.Memory.recall`: ``limit=``, ``kinds=``, ``since=``, ``where=`` …
        """
        found = await self._recall(_text_of(query), kwargs)
        return MemoryQueryResult(results=_results(found))

    async def update_context(self, model_context: ChatCompletionContext) -> UpdateContextResult:
        """
        Add what is remembered about the last thing the user said, as one quoted, dated message of data.

        It is a user's message, not a system's: a memory holds what people wrote, and is no instruction.
        """
        found = await self._recall(
            _question(await model_context.get_messages(), self._source), {"max_tokens": self._max_tokens}
        )
        if found is not None and len(found):
            await model_context.add_message(UserMessage(content=found.context(), source=self._source))
        return UpdateContextResult(memories=MemoryQueryResult(results=_results(found)))

    async def clear(self) -> None:
        """Erase for good what was added with exactly this user, agent and session, and what came of it."""
        await anyio.to_thread.run_sync(self._clear)

    async def close(self) -> None:
        """Close the memory if it was opened here."""
        await anyio.to_thread.run_sync(self._opened.close)

    @classmethod
    def _from_config(cls, config: MnemicMemoryConfig) -> Self:
        given = config.model_dump()
        return cls(given.pop("memory"), **given.pop("options"), **given)

    def _to_config(self) -> MnemicMemoryConfig:
        memory = self._opened.memory
        location = memory.stats().location
        if location == ":memory:":
            raise ArgumentError(
                "a memory in ':memory:' ends with its handle, so that no configuration can lead to it; open a file"
            )
        odd = sorted(name for name, value in self._options.items() if not _is_json(value))
        if odd:
            raise ArgumentError(
                f"{', '.join(odd)}= cannot be written into a configuration; open the memory with names and numbers only"
            )
        return MnemicMemoryConfig(
            memory=location,
            limit=self._limit,
            max_tokens=self._max_tokens,
            source=self._source,
            options={"space": memory.space, **self._options},
            **self._scope,
        )

    async def _recall(self, question: str, more: Mapping[str, Any]) -> Recall | None:
        if not question.strip():
            return None
        arguments = {"limit": self._limit, **self._scope, **more}
        return await anyio.to_thread.run_sync(partial(self._opened.memory.recall, question, **arguments))

    def _clear(self) -> None:
        memory = self._opened.memory
        # What this memory could have added: where it has no user, what has none either.
        where = {name: {"exists": False} if value is None else value for name, value in self._scope.items()}
        ids = [cube.id for cube in every(memory, where=where, tags=[_TAG])]
        if ids:
            memory.forget(ids=ids, wait=False)


def _draft(content: MemoryContent) -> dict[str, Any]:
    """Return a memory content as the arguments of `remember`."""
    value, mime = content.content, _mime_of(content)
    if not isinstance(value, str | dict):
        raise ArgumentError(
            f"a memory content of {mime!r:.60} holds {type(value).__name__}, and Mnemic remembers text; add a text "
            'that says what it is, with the place of the file in metadata={"path": …}'
        )
    if isinstance(value, dict) and mime != MemoryMimeType.JSON.value:
        raise ArgumentError(f"a dict is application/json, got mime_type={mime!r:.60}")
    given = {name: one for name, one in (content.metadata or {}).items() if name != _OURS}
    return {
        "content": _as_json(value) if isinstance(value, dict) else value,
        # A document of JSON is kept to be found, not to be learned from.
        "kind": "resource" if mime == MemoryMimeType.JSON.value else "episode",
        "tags": [
            _TAG,
            *([_MIME + mime] if mime != _PLAIN else []),
            *([_DICT] if isinstance(value, dict) else []),
        ],
        "metadata": given,
    }


def _as_json(value: dict[str, Any]) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"a memory content is no plain JSON: {error}") from None


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _mime_of(content: MemoryContent) -> str:
    return content.mime_type.value if isinstance(content.mime_type, MemoryMimeType) else content.mime_type


def _text_of(query: str | MemoryContent) -> str:
    """Return what is asked."""
    value = query if isinstance(query, str) else query.content
    if not isinstance(value, str):
        raise ArgumentError(f"a query is text, got {type(value).__name__}; ask in words")
    return value


def _question(messages: list[LLMMessage], source: str) -> str:
    """Return the text of the last thing a user said; what was added here is nobody's question."""
    for message in reversed(messages):
        if isinstance(message, UserMessage) and message.source != source:
            content = message.content
            return (
                content
                if isinstance(content, str)
                else "\n".join(part for part in content if isinstance(part, str))
            )
    return ""


def _results(found: Recall | None) -> list[MemoryContent]:
    return [] if found is None else [_content_of(hit.cube, hit.score) for hit in found]


def _content_of(cube: MemCube, score: float) -> MemoryContent:
    """Return a cube as AutoGen has it; beside the metadata that was given stands what Mnemic knows of it."""
    mime = next(
        (tag.removeprefix(_MIME) for tag in cube.tags if tag.startswith(_MIME) and tag != _DICT), _PLAIN
    )
    known = {name: value for name, value in cube.to_dict().items() if name in _TOLD and value is not None}
    return MemoryContent(
        content=json.loads(cube.content) if _DICT in cube.tags else cube.content,
        mime_type=_KNOWN.get(mime, mime),
        metadata={**cube.metadata.thaw(), _OURS: {**known, "score": score}},
    )


_TOLD: Final = frozenset(
    {"id", "kind", "speaker", "session", "occurred_at", "valid_from", "valid_to", "created_at"}
)
_KNOWN: Final[dict[str, MemoryMimeType]] = {kind.value: kind for kind in MemoryMimeType}
