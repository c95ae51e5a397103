"""Serving a memory to other programs: REST, MCP and the web page, each thin over the engine."""

__all__: list[str] = []
