"""Metrics, traces and the access log say what happened, and nothing of what was said."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from calls import Served, process_of, served
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from prometheus_client.parser import text_string_to_metric_families

import mnemic
from mnemic.errors import MissingExtra
from mnemic.serve.http import _app
from mnemic.serve.http._tracing import Tracing

SECRET = "zebrafinch"


class Kept(SpanExporter):
    """Keeps spans."""

    def __init__(self) -> None:
        self.spans: list[ReadableSpan] = []

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self.spans += spans
        return SpanExportResult.SUCCESS


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("observed")) as place:
        yield place


def figures(text: str) -> dict[str, float]:
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def call_a_lot(client: httpx.Client) -> None:
    client.post("/v1/spaces/default/memories", json={"content": SECRET, "user": SECRET})
    client.get(f"/v1/spaces/{SECRET}/facts", params={"user": SECRET})
    client.get(f"/{SECRET}", params={"q": SECRET})
    client.request("TRACE", f"/v1/spaces?{SECRET}")
    client.get("/v1/spaces", headers={"Authorization": f"Bearer mnk_{SECRET}_x", "User-Agent": SECRET})
    client.get("/v1/spaces", headers={"Host": f"{SECRET}.example"})


def test_requests_are_counted_by_route_and_status_without_a_word_of_theirs(place: Served) -> None:
    call_a_lot(place.http)
    text = place.http.get("/metrics").text
    assert SECRET not in text.lower()
    found = figures(text)
    for method, route, status in (
        ("POST", "/v1/spaces/{space}/memories", 201),
        ("GET", "/v1/spaces/{space}/facts", 200),
        ("GET", "-", 404),
        ("GET", "/v1/spaces", 401),
        ("GET", "-", 403),
    ):
        labels = [("method", method), ("route", route), ("status", str(status))]
        assert found[f"mnemic_http_requests_total{labels}"] >= 1, text
    assert found["mnemic_operations[]"] >= 1
    assert found["mnemic_store_bytes[]"] > 4096
    assert found["mnemic_jobs_waiting[]"] >= 0
    assert found["mnemic_http_requests_in_flight[]"] == 1


def test_metrics_are_for_this_machine_or_an_administrator(place: Served) -> None:
    with place.as_(None) as nobody:
        assert nobody.get("/metrics").status_code == 200
        assert nobody.get("/metrics", headers={"Authorization": "Bearer mnk_x_y"}).status_code == 401
    for given, status in (
        ({"right": "write"}, 403),
        ({"right": "admin", "space": "acme"}, 403),
        ({"right": "admin"}, 200),
    ):
        made = place.http.post("/v1/keys", json={"name": "x", **given}).json()["data"]
        with place.as_(made["secret"]) as client:
            assert client.get("/metrics").status_code == status


def test_with_a_token_metrics_take_the_token(tmp_path: Path) -> None:
    with served(tmp_path, metrics_token="scrape-me") as place, place.as_(None) as nobody:
        assert nobody.get("/metrics").status_code == 401
        assert nobody.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert nobody.get("/metrics", headers={"Authorization": "Bearer scrape-me"}).status_code == 200
        assert place.http.get("/metrics").status_code == 200
        assert "scrape-me" not in repr(place.server)


@pytest.mark.slow
def test_workers_count_together(tmp_path: Path) -> None:
    with process_of(tmp_path / "m.db", "--workers", "2", TMPDIR=str(tmp_path)) as server:
        for _ in range(30):
            with server.client() as client:
                assert client.get("/v1/spaces").is_success
        label = f"mnemic_http_requests_total{[('method', 'GET'), ('route', '/v1/spaces'), ('status', '200')]}"
        # The other worker may still be counting what it has just answered.
        deadline = time.monotonic() + 10
        counted = 0.0
        with server.client() as client:
            while counted < 30 and time.monotonic() < deadline:
                counted = figures(client.get("/metrics").text)[label]
    assert counted == 30


def test_the_access_log_has_no_word_of_a_request(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    # A line is written once its answer has left: all are there when the server has stopped, and not before.
    with caplog.at_level(logging.INFO, logger="mnemic.access"), served(tmp_path) as place:
        call_a_lot(place.http)
        place.http.get("/v1/spaces", headers={"X-Request-ID": "mine-1"})
    lines = [record.getMessage() for record in caplog.records if record.name == "mnemic.access"]
    assert len(lines) == 7
    assert SECRET not in "\n".join(lines).lower()
    assert place.key.split("_", 2)[2] not in "\n".join(lines)
    kept = next(line for line in lines if line.startswith("POST"))
    assert kept.startswith("POST /v1/spaces/{space}/memories 201 ")
    assert f"ms key:{place.key.split('_')[1]} " in kept
    assert lines[-1].endswith(" mine-1")
    assert any(line.startswith("OTHER /v1/spaces 405 ") for line in lines)


def test_what_nobody_expected_is_counted_and_written_down_without_its_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_memory: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(mnemic.Memory, "stats", fail)
    with caplog.at_level(logging.INFO), served(tmp_path) as place:
        answer = place.http.get("/v1/spaces/default/stats")
        found = figures(place.http.get("/metrics").text)
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal_error"
    assert answer.headers["x-request-id"] == answer.json()["error"]["request_id"]
    labels = [("method", "GET"), ("route", "/v1/spaces/{space}/stats"), ("status", "500")]
    assert found[f"mnemic_http_requests_total{labels}"] == 1
    assert SECRET not in caplog.text + answer.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in answer.text


def test_a_span_says_what_was_asked_for_and_not_what_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept()
    monkeypatch.setattr(_app, "Tracing", lambda: Tracing(kept))
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    with served(tmp_path) as place:
        call_a_lot(place.http)
        place.http.get("/v1/spaces", headers={"traceparent": parent, "tracestate": f"a={SECRET}"})
    told = "\n".join(span.to_json() for span in kept.spans)
    assert SECRET not in told.lower()
    names = [span.name for span in kept.spans]
    assert "POST /v1/spaces/{space}/memories" in names
    last = kept.spans[-1]
    assert last.attributes is not None
    assert dict(last.attributes) == {
        "http.request.method": "GET",
        "http.route": "/v1/spaces",
        "http.response.status_code": 200,
    }
    assert last.context is not None
    assert f"{last.context.trace_id:032x}" == parent.split("-")[1]


def test_traces_are_off_unless_they_have_somewhere_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    tracing = Tracing()
    assert tracing._provider is None
    tracing.close()


def test_traces_without_the_extra_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(MissingExtra, match=r"mnemic\[otel\]"):
        Tracing()


def test_a_server_loads_no_tracing_that_it_does_not_need() -> None:
    code = (
        "import sys; from mnemic.serve.http import Settings, running\n"
        "with running(Settings(location=':memory:', embedder='hash', port=0)): pass\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry.sdk')])"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=clean)
    assert done.stdout.strip().endswith("[]")
