"""What the parts of a running server share: it stands in ``app.state.mnemic``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from anyio import CapacityLimiter

from ...engine import Door
from ...errors import ServerUnavailable
from ._rates import Rates

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from ._handles import Handles
    from ._metrics import Metrics
    from ._settings import Settings
    from ._tracing import Tracing


class State:
    """
    What the parts of a running server share.

    Attributes:
        door: Where keys are shown, and requests known again.

        by_key: How often each key asks.

        quick, slow: How many threads work at once on the usual verbs, and on those that may take minutes.

        metrics: What is counted.

        tracing: Where traces go.

        streams: How many streams of events are open.

        stopping: Set when the server begins to shut down; an answer without end ends then.
    """

    def __init__(self, settings: Settings, handles: Handles, metrics: Metrics, tracing: Tracing) -> None:
        self.settings = settings
        self.handles = handles
        self.door = Door(handles.store_wide)
        self.by_key = Rates(settings.rate_per_s, settings.burst)
        self.quick = CapacityLimiter(settings.threads)
        self.slow = CapacityLimiter(settings.slow_threads)
        self.metrics = metrics
        self.tracing = tracing
        self.streams = 0
        self.stopping = asyncio.Event()

    def go_on(self, _done: int = 0, _total: int = 0) -> None:
        """
        Be called by what takes long, and end it where the server is to stop.

        Raises:
            ServerUnavailable: it is.
        """
        if self.stopping.is_set():
            raise ServerUnavailable(
                "the server is stopping; what was done so far is kept, and the rest can be asked again"
            )


def state_of(request: HTTPConnection) -> State:
    """Return what the server that got *request* shares."""
    return cast("State", request.app.state.mnemic)
