"""Telling clients that what they read has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import anyio
import mcp_types as types
from mcp.server.subscriptions import InMemorySubscriptionBus, ResourceUpdated

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext
    from mcp.server.session import ServerSession


class News:
    """
    Who wants to hear of which resource, in both ways there are.

    Since 2026-07-28 clients listen on a stream of their own, which *bus* feeds. Older ones subscribe to a resource on
    their connection, which is known by the parameters it was opened with.
    """

    def __init__(self, bus: InMemorySubscriptionBus) -> None:
        self.bus = bus
        self._subscribed: dict[str, dict[int, ServerSession]] = {}

    async def subscribe(
        self, context: ServerRequestContext[Any, Any], asked: types.SubscribeRequestParams
    ) -> types.EmptyResult:
        """Tell this client of changes from now on."""
        session = context.session
        self._subscribed.setdefault(str(asked.uri), {})[id(session.client_params)] = session
        return types.EmptyResult()

    async def unsubscribe(
        self, context: ServerRequestContext[Any, Any], asked: types.UnsubscribeRequestParams
    ) -> types.EmptyResult:
        """Tell this client no more."""
        self._subscribed.get(str(asked.uri), {}).pop(id(context.session.client_params), None)
        return types.EmptyResult()

    async def publish(self, uris: Iterable[str]) -> None:
        """Tell everybody who wants to hear of *uris* that they have changed."""
        for uri in uris:
            await self.bus.publish(ResourceUpdated(uri=uri))
            there = self._subscribed.get(uri, {})
            for key, session in list(there.items()):
                try:
                    await session.send_resource_updated(uri)
                except (anyio.BrokenResourceError, anyio.ClosedResourceError):
                    there.pop(key, None)  # gone without a word
