"""A chat service on this machine, for tests of what talks to one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


class ChatService:
    """A server that gives the queued answers, then says ``"ready"``."""

    def __init__(self) -> None:
        self.answers: list[Answer | Callable[[dict[str, Any]], Answer]] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def _answer(self, body: dict[str, Any]) -> Answer:
        self.requests.append(body)
        answer = self.answers.pop(0) if self.answers else says("ready")
        return answer(body) if callable(answer) else answer

    def _handler(service) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - self is the handler's
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/chat/completions"
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                service.keys.append(self.headers["authorization"])
                status, headers, content = service._answer(body)
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("content-length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:
                    pass  # the client gave up waiting

            def log_message(self, *_: Any) -> None: ...

        return Handler


def answer(data: Any, status: int = 200, **headers: str) -> Answer:
    """Return an answer of a body, as bytes or to be sent as JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, data if isinstance(data, bytes) else json.dumps(data).encode()


def says(content: object, finish: str | None = "stop", **usage: int) -> Answer:
    """Return an answer in which the model says *content*."""
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return answer({"choices": [choice], **({"usage": usage} if usage else {})})


@contextmanager
def running() -> Iterator[ChatService]:
    """Run a service until the block ends."""
    service = ChatService()
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        thread.join()
        service.server.server_close()
