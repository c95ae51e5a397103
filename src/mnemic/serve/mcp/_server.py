"""The server: what it offers, and how a call becomes an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler
from mcp.shared.exceptions import MCPError

from ..._version import __version__
from ...errors import ArgumentError, MnemicError, NotFound, RetryableError
from ._desk import Desk, Scope
from ._graph import KnowledgeGraph
from ._news import News
from ._prompts import INSTRUCTIONS, READ_ONLY_INSTRUCTIONS, prompts, rendered
from ._reference import URI as GRAPH_URI
from ._reference import reference_tools
from ._resources import MEMORY_URI, PROFILE_URI, RECENT_URI, Resources
from ._tool import Answer, Caller, Tool
from ._tools import memory_tools

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext

    from ...engine import Memory

    _Context = ServerRequestContext[Any, Any]

_LOG = logging.getLogger("mnemic.mcp")
_BEAT_S: Final = 1.0
_MOST_CLIENT_CHARS: Final = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    What a server offers.

    Attributes:
        scope: Whose memories.

        read_only: Leave out every tool that writes.

        delete_all: Offer `delete_all_memories`.

        undo: Offer `undo`.

        memory_tools: Offer the memory tools.

        reference_tools: Offer the nine tools of the MCP reference memory server.
    """

    scope: Scope = field(default_factory=Scope)
    read_only: bool = False
    delete_all: bool = False
    undo: bool = False
    memory_tools: bool = True
    reference_tools: bool = False


def build_server(memory: Memory, offer: Offer) -> Server[Any]:
    """Return an MCP server over *memory*, for any transport."""
    host = _Host(memory, offer)
    return Server(
        "mnemic",
        title="Mnemic memory",
        description="The user's memory across conversations",
        version=__version__,
        instructions=READ_ONLY_INSTRUCTIONS if offer.read_only else INSTRUCTIONS,
        get_tool_input_schema=host.schema,
        on_list_tools=host.list_tools,
        on_call_tool=host.call_tool,
        on_list_resources=host.list_resources,
        on_list_resource_templates=host.list_templates,
        on_read_resource=host.read_resource,
        on_subscribe_resource=host.news.subscribe,
        on_unsubscribe_resource=host.news.unsubscribe,
        on_subscriptions_listen=ListenHandler(host.news.bus),
        on_list_prompts=host.list_prompts,
        on_get_prompt=host.get_prompt,
        on_completion=host.complete,
    )


class _Host:
    """What the server does with each request."""

    def __init__(self, memory: Memory, offer: Offer) -> None:
        self._offer = offer
        self._desk = Desk(memory, offer.scope)
        graph = KnowledgeGraph(self._desk) if offer.reference_tools else None
        tools = memory_tools(delete_all=offer.delete_all, undo=offer.undo) if offer.memory_tools else []
        tools += reference_tools(graph) if graph else []
        self._tools = {tool.name: tool for tool in tools if tool.effect == "reads" or not offer.read_only}
        self._resources = Resources(self._desk, graph)
        self.news = News(InMemorySubscriptionBus())

    def schema(self, name: str) -> dict[str, Any] | None:
        """Return what the tool of that name takes."""
        tool = self._tools.get(name)
        return None if tool is None else tool.takes_schema

    # Tools

    async def list_tools(self, _: _Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(tool) for tool in self._tools.values()])

    async def call_tool(self, context: _Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = self._tools.get(asked.name)
        if tool is None:
            there = ", ".join(self._tools)
            return _failed(f"no tool {asked.name!r:.60}; there are: {there}{self._why_not(asked.name)}")
        arguments, caller = asked.arguments or {}, _caller(context)

        def attempt() -> types.CallToolResult:
            try:
                return _succeeded(tool.run(self._desk, tool.read(arguments), caller))
            except MnemicError as error:
                return _failed(_told(error))
            except Exception:
                # A bug of ours: the log has it, the client a sentence without anything of the store.
                _LOG.exception("tool %s failed", tool.name)
                return _failed(f"{tool.name} failed within the server; its log (stderr) says why")

        result = await _beating(context, tool.doing, attempt)
        if tool.updates and not result.is_error:
            await self.news.publish((RECENT_URI, PROFILE_URI, GRAPH_URI))
        return result

    def _why_not(self, name: str) -> str:
        """Say which option of the server would offer the tool of that name."""
        if name == "delete_all_memories" and not self._offer.delete_all:
            return "; start the server with --allow-delete-all to offer it"
        if name == "undo" and not self._offer.undo:
            return "; start the server with --allow-undo to offer it"
        return "; the server was started read-only" if self._offer.read_only else ""

    # Resources

    async def list_resources(
        self, _: _Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=self._resources.listed())

    async def list_templates(
        self, _: _Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=self._resources.templates())

    async def read_resource(
        self, context: _Context, asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(asked.uri)
        content = await _answered(lambda: self._resources.read(uri))
        shown = types.TextResourceContents(uri=uri, text=content.text, mime_type=content.mime_type)
        return types.ReadResourceResult(contents=[shown])

    # Prompts

    async def list_prompts(
        self, _: _Context, __: types.PaginatedRequestParams | None
    ) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=prompts(read_only=self._offer.read_only))

    async def get_prompt(self, _: _Context, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        return await _answered(lambda: rendered(self._desk, asked.name, asked.arguments or {}))

    async def complete(self, _: _Context, asked: types.CompleteRequestParams) -> types.CompleteResult:
        values: list[str] = []
        if isinstance(asked.ref, types.ResourceTemplateReference) and asked.ref.uri.startswith(MEMORY_URI):
            values = await _answered(lambda: self._resources.ids(asked.argument.value))
        return types.CompleteResult(completion=types.Completion(values=values, has_more=False))


def _listed(tool: Tool) -> types.Tool:
    reads = tool.effect == "reads"
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes_schema,
        output_schema=tool.gives,
        annotations=types.ToolAnnotations(
            read_only_hint=reads,
            destructive_hint=tool.effect == "erases",
            idempotent_hint=tool.idempotent,
            open_world_hint=False,
        ),
    )


def _caller(context: _Context) -> Caller:
    params = context.session.client_params
    name = params.client_info.name.strip()[:_MOST_CLIENT_CHARS] if params else ""
    return Caller("".join(char for char in name if char.isprintable()) or None)


def _succeeded(answer: Answer) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=answer.text)], structured_content=answer.data)


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=message)], is_error=True)


def _told(error: MnemicError) -> str:
    notes = getattr(error, "__notes__", ())
    again = ["Nothing was changed; try again."] if isinstance(error, RetryableError) else []
    return "\n".join([str(error), *notes, *again])


async def _beating(context: _Context, doing: str, work: Callable[[], T]) -> T:
    """
    Return what *work*, run in a thread, returns; meanwhile tell a client that asked for it that it goes on.

    A call that was cancelled still waits for its thread: a write is whole or not at all, and known to be.
    """

    async def beat() -> None:
        seconds = 0.0
        while True:
            await anyio.sleep(_BEAT_S)
            seconds += _BEAT_S
            await context.session.report_progress(seconds, None, f"{doing} …")

    async with anyio.create_task_group() as group:
        group.start_soon(beat)
        done = await anyio.to_thread.run_sync(work)
        group.cancel_scope.cancel()
    return done


async def _answered(work: Callable[[], T]) -> T:
    """
    Return what *work*, run in a thread, returns.

    Raises:
        MCPError: it failed, for a reason of ours.
    """

    def attempt() -> T | MnemicError:
        try:
            return work()
        except MnemicError as error:
            return error

    done = await anyio.to_thread.run_sync(attempt)
    if isinstance(done, MnemicError):
        usage = isinstance(done, ArgumentError | NotFound)
        raise MCPError(code=types.INVALID_PARAMS if usage else types.INTERNAL_ERROR, message=_told(done))
    return done
