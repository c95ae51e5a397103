"""
Traces for OpenTelemetry: one span a request, with its method, route, status and verb; no id, no name, no text.

Off unless the environment names where they go (``OTEL_EXPORTER_OTLP_ENDPOINT``), by the extra ``otel``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..._version import __version__
from ...errors import MissingExtra

if TYPE_CHECKING:
    from starlette.types import Scope

_WHERE: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class Told(Protocol):
    """What is known of a request once it was answered."""

    @property
    def method(self) -> str: ...
    @property
    def route(self) -> str: ...
    @property
    def status(self) -> int: ...


class Tracing:
    """
    Makes spans, and sends them in the background.

    Args:
        exporter: Where they go, in place of what the environment names.
    """

    def __init__(self, exporter: Any = None) -> None:
        self._provider: Any = None
        if exporter is None and not any(os.environ.get(name) for name in _WHERE):
            return
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError as error:
            raise MissingExtra(
                f"{' or '.join(_WHERE)} is set, and traces need an extra: pip install 'mnemic[otel]'"
            ) from error
        resource = Resource.create({"service.name": "mnemic", "service.version": __version__})
        self._provider = TracerProvider(resource=resource)
        self._provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))

    @contextmanager
    def request(self, scope: Scope, told: Told) -> Iterator[None]:
        """Make a span of what happens inside; *told* is looked at when it ends."""
        if self._provider is None:
            yield
            return
        from opentelemetry.trace import SpanKind, Status, StatusCode

        span = self._provider.get_tracer("mnemic").start_span(
            told.method, context=_before(scope), kind=SpanKind.SERVER
        )
        try:
            yield
        finally:
            # Set by hand, since what the library records by itself quotes addresses and errors.
            span.update_name(f"{told.method} {told.route}")
            span.set_attribute("http.request.method", told.method)
            span.set_attribute("http.route", told.route)
            span.set_attribute("http.response.status_code", told.status)
            if told.status >= 500:
                span.set_status(Status(StatusCode.ERROR))
            span.end()

    def close(self) -> None:
        """Send what is left."""
        if self._provider is not None:
            self._provider.shutdown()


def _before(scope: Scope) -> Any:
    """Return the caller's own trace, if it named one. What else it sent along (``tracestate``) is its own text."""
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    parent = next((value for name, value in scope["headers"] if name == b"traceparent"), b"")
    return TraceContextTextMapPropagator().extract({"traceparent": parent.decode("latin-1")})
