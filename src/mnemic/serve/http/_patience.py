"""How long a connection may take to say what it wants, and to take the answer in: none is held for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ...errors import BadRequest
from ._envelope import error_response

if TYPE_CHECKING:
    from ._settings import Settings

_HEAD_BYTES: Final = 64 << 10
"""The most a head may hold: the parser itself takes any."""


class PatientProtocol(HttpToolsProtocol):
    """
    Speaks HTTP/1.1 like its base, and hangs up on who takes too long to send a request's head, or reads no answer.

    The base waits for ever for the first request, for the rest of a head whose first byte is there, and for a client
    to take in what was written.
    """

    header_timeout_s = 10.0
    write_timeout_s = 30.0
    max_connections = 1000

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._patience: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._is_asked = False
        """Whether a head is there, whole, whose request is not answered yet or has its body under way."""
        self._is_begun = False
        """Whether a head has begun to come and is not whole yet."""
        self._head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.max_connections:
            transport.close()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_asked or self.transport.is_closing():
            return
        # Empty lines before a request are no part of a head, and still end the base's own waiting.
        if self._patience is None:
            self._wait()
        self._head_bytes += len(data)
        if self._head_bytes > _HEAD_BYTES:
            self.send_400_response(f"the head of the request has more than {_HEAD_BYTES >> 10} KiB")

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, in the envelope of every error, and hang up."""
        error = BadRequest(f"{msg.rstrip('.')}; nothing was done")
        body = error_response(error).body
        head = (
            f"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
        )
        self.transport.write(f"{head}connection: close\r\n\r\n".encode("ascii") + body)
        self.transport.close()

    def on_message_begin(self) -> None:
        self._is_begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._is_asked, self._is_begun, self._head_bytes = True, False, 0
        # From here on others look for how long the request takes.
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        self._is_asked = bool(self.pipeline)
        super().on_response_complete()
        # The beginning of the next head may have come with the request before.
        if self._is_begun and not self._is_asked and self._patience is None:
            self._wait()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        if self.transport.get_write_buffer_size():
            # Closing waits for what was written to be read.
            self.transport.abort()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch(-1)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_watching()

    def shutdown(self) -> None:
        # Answers without end, which their connection would wait for, look at this.
        self.app_state["stopping"].set()
        super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._patience = self.loop.call_later(self.header_timeout_s, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _hang_up(self) -> None:
        self._patience = None
        if not self._is_asked and not self.transport.is_closing():
            self.transport.close()

    def _watch(self, before: int) -> None:
        """Give up unless something was read of an answer since *before* bytes of it were left."""
        left = self.transport.get_write_buffer_size()
        if left == before:
            self._unread = None
            self.transport.abort()
            return
        self._unread = self.loop.call_later(self.write_timeout_s, self._watch, left)

    def _stop_watching(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None


def patient(settings: Settings) -> type[PatientProtocol]:
    """Return the protocol with the patience that *settings* asks for, for ``uvicorn.Config(http=…)``."""
    return type(
        "PatientProtocol",
        (PatientProtocol,),
        {
            name: getattr(settings, name)
            for name in ("header_timeout_s", "write_timeout_s", "max_connections")
        },
    )
