"""The client of OpenAI-compatible services, against a real server on this machine."""

from __future__ import annotations

import base64
import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from mnemic.embed import Embedder, OpenAIEmbedder
from mnemic.errors import ArgumentError, EmbedderUnavailable, MissingExtra

KEY = "sk-very-secret"
Reply = tuple[int, dict[str, str], bytes]


class Service:
    """A server that answers with the queued replies, then properly."""

    def __init__(self) -> None:
        self.replies: list[Reply | Callable[[dict[str, Any]], Reply]] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def answer(self, body: dict[str, Any]) -> Reply:
        self.requests.append(body)
        reply = self.replies.pop(0) if self.replies else proper
        return reply(body) if callable(reply) else reply

    def _handler(service) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - self is the handler's
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/embeddings"
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                service.keys.append(self.headers["authorization"])
                status, headers, content = service.answer(body)
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


def vector(text: str) -> list[float]:
    return [float(len(text)), 1.0, 0.0]


def reply(data: Any, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, data if isinstance(data, bytes) else json.dumps(data).encode()


def proper(body: dict[str, Any]) -> Reply:
    """Answer as the real service does, but in reverse order."""
    items: list[dict[str, Any]] = []
    for index, text in enumerate(body["input"]):
        numbers: Any = vector(text)
        if body["encoding_format"] == "base64":
            numbers = base64.b64encode(np.array(numbers, dtype="<f4").tobytes()).decode()
        items.insert(0, {"index": index, "embedding": numbers})
    return reply({"data": items})


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield service
    service.server.shutdown()
    thread.join()
    service.server.server_close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between attempts, noted instead of waited."""
    noted: list[float] = []
    monkeypatch.setattr("mnemic.remote._service.time.sleep", noted.append)
    return noted


@pytest.fixture
def make(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., OpenAIEmbedder]]:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    made: list[OpenAIEmbedder] = []

    def make(**options: Any) -> OpenAIEmbedder:
        made.append(OpenAIEmbedder("m", **{"base_url": service.url, "api_key": KEY, **options}))
        return made[-1]

    yield make
    for embedder in made:
        embedder.close()


Make = Callable[..., OpenAIEmbedder]


@pytest.mark.parametrize("encoding", ["float", "base64"])
def test_vectors_come_in_the_order_of_the_texts_in_either_encoding(make: Make, encoding: str) -> None:
    vectors = make(encoding=encoding).embed(["a", "bbb", "cc"])
    assert vectors.dtype == np.float32
    assert np.allclose(vectors[:, 0] / vectors[:, 1], [1, 3, 2])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_texts_go_in_batches(make: Make, service: Service) -> None:
    assert make(batch_size=4).embed([f"text {n}" for n in range(10)]).shape == (10, 3)
    assert [len(request["input"]) for request in service.requests] == [4, 4, 2]
    assert service.keys == [f"Bearer {KEY}"] * 3


def test_blank_texts_are_not_sent(make: Make, service: Service) -> None:
    vectors = make().embed(["", "word", " \n"])
    assert [request["input"] for request in service.requests] == [["word"]]
    assert vectors[0].tolist() == vectors[2].tolist() == [1, 0, 0]
    assert make().embed([" "]).tolist() == [[1, 0, 0]]


def test_dims_are_asked_for_once(make: Make, service: Service) -> None:
    embedder = make()
    assert service.requests == []
    assert (embedder.dims, embedder.dims) == (3, 3)
    assert len(service.requests) == 1
    assert embedder.embed([]).shape == (0, 3)


def test_chosen_dims_are_sent_and_belong_to_the_identity(make: Make, service: Service) -> None:
    embedder = make(dims=3)
    embedder.embed(["a"])
    assert service.requests[0]["dimensions"] == embedder.dims == 3
    assert embedder.name == f"openai:m#3@{service.url}"
    assert embedder.model == f"openai/{service.url.split('/')[2]}/m/3"


def test_a_service_that_ignores_dims_is_an_error(make: Make) -> None:
    with pytest.raises(ArgumentError, match="3-dimensional vectors, expected 256"):
        make(dims=256).embed(["a"])


@pytest.mark.parametrize("status", [429, 500, 503, 408])
def test_a_passing_failure_is_tried_again(
    make: Make, service: Service, waits: list[float], status: int
) -> None:
    service.replies = [reply({"error": "later"}, status)] * 2
    assert make().embed(["a"]).shape == (1, 3)
    assert len(service.requests) == 3
    assert 0.5 <= waits[0] <= 0.625
    assert 1.0 <= waits[1] <= 1.25


def test_the_wait_a_service_asks_for_is_kept(make: Make, service: Service, waits: list[float]) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    service.replies = [
        reply(b"", 429, retry_after="7"),
        reply(b"", 503, retry_after=date),
        reply(b"", 503, retry_after="soon"),
    ]
    make().embed(["a"])
    assert 7 <= waits[0] <= 8.75
    assert 18 <= waits[1] <= 25
    assert 2 <= waits[2] <= 2.5


def test_a_wait_that_is_too_long_is_left_to_the_caller(
    make: Make, service: Service, waits: list[float]
) -> None:
    service.replies = [reply(b"quota", 429, retry_after="3600")]
    with pytest.raises(EmbedderUnavailable, match=r"wait 3600 s \(status 429: quota\)"):
        make().embed(["a"])
    assert waits == []


def test_used_up_attempts_end_in_a_retryable_error(make: Make, service: Service, waits: list[float]) -> None:
    service.replies = [reply(b"", 500)] * 3
    with pytest.raises(EmbedderUnavailable, match=r"in 3 attempts; the last: status 500: \(nothing\)"):
        make(max_retries=2).embed(["a"])
    assert len(waits) == 2


def test_a_slow_answer_times_out(make: Make, service: Service) -> None:
    def slow(body: dict[str, Any]) -> Reply:
        time.sleep(0.3)
        return proper(body)

    service.replies = [slow]
    with pytest.raises(EmbedderUnavailable, match="ReadTimeout"):
        make(timeout_s=0.05, max_retries=0).embed(["a"])


def test_no_service_at_all_is_a_retryable_error(make: Make) -> None:
    with pytest.raises(EmbedderUnavailable, match="ConnectError"):
        make(base_url="http://127.0.0.1:1/v1", max_retries=0).embed(["a"])


@pytest.mark.parametrize(
    ("status", "way_out"),
    [
        (401, "OPENAI_API_KEY"),
        (403, "OPENAI_API_KEY"),
        (404, "base_url"),
        (307, "base_url"),
        (400, "window_chars"),
    ],
)
def test_a_refusal_is_not_tried_again_and_says_what_to_change(
    make: Make, service: Service, status: int, way_out: str
) -> None:
    service.replies = [reply({"error": f"no, not with {KEY}"}, status)]
    with pytest.raises(ArgumentError, match=way_out) as caught:
        make().embed(["a"])
    assert len(service.requests) == 1
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"<html>login</html>", "no JSON"),
        ([], "not OpenAI's"),
        ({}, "not OpenAI's"),
        ({"data": [{"index": 0}]}, "not OpenAI's"),
        ({"data": []}, "0 vectors for 1 texts"),
        ({"data": [{"index": 0, "embedding": [1.0]}, {"index": 0, "embedding": [1.0]}]}, "repeated index"),
        ({"data": [{"index": 0, "embedding": "&&&"}]}, "not OpenAI's"),
        ({"data": [{"index": 0, "embedding": []}]}, "without components"),
        ({"data": [{"index": 0, "embedding": ["x"]}]}, "not OpenAI's"),
        (b'{"data": [{"index": 0, "embedding": [NaN, 1.0]}]}', "NaN"),
    ],
)
def test_a_malformed_answer_is_an_error(make: Make, service: Service, answer: Any, cause: str) -> None:
    service.replies = [reply(answer)]
    with pytest.raises(EmbedderUnavailable, match=cause):
        make().embed(["a"])


def test_a_vector_of_zeros_becomes_a_unit_vector(make: Make, service: Service) -> None:
    service.replies = [reply({"data": [{"index": 0, "embedding": [0.0, 0.0]}]})]
    assert make().embed(["a"]).tolist() == [[1, 0]]


def test_a_model_that_changes_its_size_is_an_error(make: Make, service: Service) -> None:
    embedder = make()
    embedder.embed(["a"])
    service.replies = [reply({"data": [{"index": 0, "embedding": [1.0]}]})]
    with pytest.raises(ArgumentError, match="1-dimensional vectors, expected 3"):
        embedder.embed(["b"])


def test_long_texts_go_in_pieces(make: Make, service: Service) -> None:
    assert make(window_chars=50).embed(["word " * 40, "short"]).shape == (2, 3)
    assert all(len(text) <= 50 for request in service.requests for text in request["input"])


def test_the_key_shows_nowhere(make: Make, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    embedder = make(max_retries=0)
    service.replies = [reply(KEY.encode(), 500)]
    with pytest.raises(EmbedderUnavailable) as caught:
        embedder.embed(["a"])
    shown = [
        repr(embedder),
        str(vars(embedder)),
        str(vars(embedder._service)),
        str(caught.value),
        embedder.name,
        embedder.model,
        caplog.text,
    ]
    assert not any(KEY in text for text in shown)


def test_the_key_comes_from_the_environment(
    make: Make, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = make(api_key=None)
    embedder.embed(["a"])
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    embedder.embed(["a"])
    assert service.keys == [None, f"Bearer {KEY}"]


def test_openai_itself_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ArgumentError, match="OPENAI_API_KEY"):
        OpenAIEmbedder("text-embedding-3-small").embed(["a"])


def test_a_closed_embedder_opens_again_and_another_process_gets_its_own_connections(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = make()
    embedder.embed(["a"])
    embedder.close()
    embedder.close()
    embedder.embed(["a"])
    first = embedder._service._client
    monkeypatch.setattr("mnemic.remote._service.os.getpid", lambda: 1)
    embedder.embed(["a"])
    assert first is not None
    assert embedder._service._client is not first
    first[1].close()


def test_identity_names_host_and_model() -> None:
    embedder = OpenAIEmbedder("some-model")
    assert isinstance(OpenAIEmbedder("some-model", dims=2), Embedder)
    assert embedder.name == "openai:some-model"
    assert embedder.model == "openai/api.openai.com/some-model"
    assert embedder.split("short") == [(0, 5)]


@pytest.mark.parametrize(
    "options",
    [
        {"model": ""},
        {"model": "a b"},
        {"base_url": "api.openai.com"},
        {"base_url": "ftp://host/v1"},
        {"base_url": "http://[broken"},
        {"base_url": "http://host:port/v1"},
        {"base_url": "https://user:pass@host/v1"},
        {"base_url": "https://host/v1?key=1"},
        {"batch_size": 0},
        {"max_retries": -1},
        {"timeout_s": 0},
        {"window_chars": 1},
        {"dims": 0},
    ],
)
def test_arguments_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError) as caught:
        OpenAIEmbedder(**{"model": "m", **options})
    assert "pass@" not in str(caught.value)


def test_a_missing_httpx_is_answered_with_the_command_to_install_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'mnemic\[openai\]'"):
        make().embed(["a"])
