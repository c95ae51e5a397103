"""How long a connection may take to say what it wants, and to take the answer in: none is held for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from ._settings import Settings


class PatientProtocol(H11Protocol):
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

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.max_connections:
            transport.close()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            # A request is there, whole or with its body under way, for which others look.
            self._stop_waiting()
        elif self._patience is None:
            self._wait()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # The beginning of the next head may have come already.
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0] and self._patience is None:
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
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
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
