"""Servers that answer as they should not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import httpx

from mnemic.serve.http import Running


class Asked(NamedTuple):
    """A request as it came; the names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


Answer = Callable[[BaseHTTPRequestHandler, Asked], None]
Serve = Callable[..., Running]
"""Starts a server as it should be."""


class Odd:
    """A server that does with each request what it is told to, in turn; the last of it again and again."""

    def __init__(self, url: str, answers: list[Answer]) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self._answers = answers
        self._lock = threading.Lock()

    def next(self, asked: Asked) -> Answer:
        """Return what to do with a request."""
        with self._lock:
            self.asked.append(asked)
            return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@contextmanager
def odd_server(*answers: Answer) -> Iterator[Odd]:
    """Run a server."""
    box: list[Odd] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, body)
            box[0].next(asked)(self, asked)

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def do_PATCH(self) -> None:
            self._serve()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    box.append(Odd(f"http://127.0.0.1:{server.server_address[1]}", list(answers)))
    try:
        yield box[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(
    status: int, content: bytes | str | dict[str, Any], kind: str = "application/json", **headers: str
) -> Answer:
    """Answer with *content*; underscores in the names of headers stand for hyphens."""
    body = json.dumps(content).encode() if isinstance(content, dict) else content
    body = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
        handler.send_response(status)
        sent = {
            "content-type": kind,
            "content-length": str(len(body)),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        for name, value in sent.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def refuses(status: int, code: str, message: str = "no", **more: Any) -> Answer:
    """Answer with an error."""
    details = more.pop("details", {})
    error = {"code": code, "message": message, "retryable": False, "details": details, "request_id": "r1"}
    return says(status, {"error": error}, **more)


def hangs_up(handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
    """Close the connection without an answer."""
    handler.close_connection = True
    handler.connection.close()


def through(url: str, *, then: Answer | None = None) -> Answer:
    """Pass a request on to the server at *url*, and its answer back; or, with *then*, do that instead."""

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        headers = {name: value for name, value in asked.headers.items() if name != "host"}
        with httpx.Client(trust_env=False, timeout=30) as http:
            reply = http.request(asked.method, url + asked.path, headers=headers, content=asked.body)
        if then is not None:
            then(handler, asked)
            return
        kept = {
            name.replace("-", "_"): value
            for name, value in reply.headers.items()
            if name in ("retry-after", "mnemic-version", "x-request-id")
        }
        says(reply.status_code, reply.content, reply.headers["content-type"], **kept)(handler, asked)

    return answer
