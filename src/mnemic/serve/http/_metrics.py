"""
What the server counts, in the form that Prometheus reads. Labels are routes, methods and states: no id, no name, no text.

With several workers each counts for itself, in files of a folder that they share: see `share_between_workers`.
"""

from __future__ import annotations

import atexit
import hmac
import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import anyio.to_thread
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MutexValue, ValueClass
from starlette.responses import Response

from ...errors import Forbidden
from ._caller import bearer, caller
from ._state import state_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from ...engine import Door

PATH: Final = "/metrics"
_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
_IS_SHARED: Final = ValueClass is not MutexValue
"""Whether this process counts into files; the library settles it, by the environment, when it is loaded."""

_LOOPBACK: Final = ("127.0.0.1", "::1")


def share_between_workers() -> None:
    """Have the workers that are started from here count together, in a folder that goes with this process."""
    if _FOLDER not in os.environ:
        folder = os.environ[_FOLDER] = tempfile.mkdtemp(prefix="mnemic-metrics-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)


class Metrics:
    """What one worker counts."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "mnemic_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "mnemic_http_request_seconds",
            "How long requests took, to the last byte of the answer.",
            ("method", "route"),
            registry=self._registry,
            buckets=_BUCKETS_S,
        )
        self._running = Gauge(
            "mnemic_http_requests_in_flight",
            "Requests that are being answered.",
            registry=self._registry,
            multiprocess_mode="livesum",
        )
        self._streams = Gauge(
            "mnemic_event_streams",
            "Open streams of events.",
            registry=self._registry,
            multiprocess_mode="livesum",
        )

    def begun(self) -> None:
        """Count a request that came."""
        self._running.inc()

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._running.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def streams(self, change: int) -> None:
        """Count a stream of events that began (1), or ended (-1)."""
        self._streams.inc(change)

    def text(self, door: Door) -> bytes:
        """Return everything that was counted, and how much waits in the store."""
        registry = self._registry
        if _IS_SHARED:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry) + generate_latest(_OfStore(door))


class _OfStore:
    """How the store stands, read when somebody asks, and kept nowhere."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def collect(self) -> Iterator[Metric]:
        """Yield each figure."""
        load = self._door.load()
        for name, about, value in (
            ("mnemic_jobs_waiting", "Background jobs that wait or run.", load.waiting),
            ("mnemic_jobs_dead", "Background jobs that were tried too often.", load.dead),
            ("mnemic_operations", "Operations the store has recorded.", load.operations),
            ("mnemic_store_bytes", "Size of the store's files.", load.size_bytes),
        ):
            yield GaugeMetricFamily(name, about, value)


async def metrics(request: Request) -> Response:
    """
    Answer with everything that was counted.

    Raises:
        Unauthorized, Forbidden: neither from this machine nor with the right token, nor with a key of an administrator.
    """
    state = state_of(request)
    await _check(request, state.settings.metrics_token)
    text = await anyio.to_thread.run_sync(state.metrics.text, state.door)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


async def _check(request: Request, token: str | None) -> None:
    given = bearer(request)
    if token is not None and given is not None and hmac.compare_digest(given.encode(), token.encode()):
        return
    if token is None and given is None and request.client is not None and request.client.host in _LOOPBACK:
        return
    found = await anyio.to_thread.run_sync(caller, request)
    if not found.may("admin") or found.space is not None or found.user is not None:
        raise Forbidden("the metrics of the server take a key with the right 'admin' that is bound to nobody")
