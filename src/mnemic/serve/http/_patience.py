"""How long a connection may take to say what it wants: clients that dribble their headers must not hold it for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from ._settings import Settings


class PatientProtocol(H11Protocol):
    """
    Speaks HTTP/1.1 like its base, and hangs up on who takes too long to send a request's head, or to connect at all.

    The base waits for ever for the first request, and for the rest of a head whose first byte is there.
    """

    header_timeout_s = 10.0
    max_connections = 1000

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._patience: asyncio.TimerHandle | None = None

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
        # Until the first byte of the next request the base's own patience counts.
        if self.conn.their_state is not h11.IDLE or not self.conn.trailing_data[0]:
            self._stop_waiting()

    def shutdown(self) -> None:
        # Answers without end, which their connection would wait for, look at this.
        self.app_state["stopping"].set()
        super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
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


def patient(settings: Settings) -> type[PatientProtocol]:
    """Return the protocol with the patience that *settings* asks for, for ``uvicorn.Config(http=…)``."""
    return type(
        "PatientProtocol",
        (PatientProtocol,),
        {"header_timeout_s": settings.header_timeout_s, "max_connections": settings.max_connections},
    )
