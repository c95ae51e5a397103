"""Somebody who calls a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Api:
    """Calls a server with a key, in one space."""

    http: httpx.Client
    space: str

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request; `{space}` in *path* is the space."""
        return self.http.request(method, path.replace("{space}", self.space), **more)

    def post(self, path: str, **body: Any) -> httpx.Response:
        """Post arguments to an address of the space."""
        return self.send("POST", f"/v1/spaces/{{space}}/{path}", json=body)

    def get(self, path: str, **query: Any) -> httpx.Response:
        """Get from an address of the space."""
        return self.send("GET", f"/v1/spaces/{{space}}/{path}", params=query)

    def data(self, response: httpx.Response) -> Any:
        """Return what a request that went well gave."""
        assert response.is_success, response.text
        return response.json()["data"]

    def keep(self, content: str = "Ana has a cat", **more: Any) -> dict[str, Any]:
        """Keep a memory."""
        cube = self.data(self.post("memories", content=content, **more))
        assert isinstance(cube, dict)
        return cube
