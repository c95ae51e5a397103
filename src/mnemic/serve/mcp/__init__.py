"""Serving a memory over the Model Context Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._lazy import lazily
from ...errors import MissingExtra

if TYPE_CHECKING:
    from ._desk import Scope
    from ._run import Address, serve_http, serve_stdio
    from ._server import Offer, build_server

__all__ = ["Address", "Offer", "Scope", "build_server", "serve_http", "serve_stdio"]

_load, __dir__ = lazily(
    __name__,
    {
        "_desk": ("Scope",),
        "_run": ("Address", "serve_http", "serve_stdio"),
        "_server": ("Offer", "build_server"),
    },
)


_EXTRA = ("mcp", "mcp_types", "pydantic")


def __getattr__(name: str) -> Any:
    try:
        return _load(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise MissingExtra("serving MCP needs the MCP SDK; run: pip install 'mnemic[mcp]'") from error
