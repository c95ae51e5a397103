"""Erasure over HTTP leaves nothing anywhere: not in the files, the log, traces, events, metrics or replies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from calls import Process, process_of

import mnemic

USER = "quintela-ana-93f1"
SESSION = "talk-of-the-lighthouse-keeper"
TEXT = "The lighthouse keeper Anselmo Quintela hid the violoncello under the staircase."
FACT = "violoncello from Cremona"
NOTE = "pseudonymous-metadata-value"
QUESTION = "Where did Anselmo hide the violoncello?"
IDEMPOTENCY = "ana-quintela-request-0001"
WORDS = [
    USER,
    SESSION,
    TEXT,
    FACT,
    NOTE,
    QUESTION,
    IDEMPOTENCY,
    "violoncello",
    "Anselmo",
    "quintela",
    "staircase",
]


def traces_of(word: bytes, data: bytes) -> list[int]:
    """Return where *word* stands in *data*, as it is or as UTF-16."""
    found = []
    for spelling in (word, word.decode().encode("utf-16-le")):
        at = data.find(spelling)
        while at >= 0:
            found.append(at)
            at = data.find(spelling, at + 1)
    return found


def left_in(data: bytes) -> list[str]:
    """Return the words that stand in *data*."""
    return [
        word
        for word in WORDS
        if traces_of(word.encode(), data) or traces_of(json.dumps(word)[1:-1].encode(), data)
    ]


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """Take in traces as an OpenTelemetry collector does, byte by byte."""
    taken: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(
                repr(self.headers.items()).encode() + self.rfile.read(int(self.headers["Content-Length"]))
            )
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", taken
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Listening(threading.Thread):
    """Takes the events of a space in, byte by byte."""

    def __init__(self, server: Process) -> None:
        super().__init__(daemon=True)
        self.heard = b""
        self._server = server

    def run(self) -> None:
        with self._server.client() as client, client.stream("GET", "/v1/spaces/default/events") as answer:
            try:
                for part in answer.iter_raw():
                    self.heard += part
            except httpx.TransportError:
                return


def live(client: httpx.Client) -> dict[str, Any]:
    """Say, ask and change a lot about one person, some of it with idempotency keys."""
    base = "/v1/spaces/default"
    once = {"Idempotency-Key": IDEMPOTENCY}

    def post(path: str, body: dict[str, Any], **headers: str) -> Any:
        answer = client.post(base + path, json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()["data"]

    body = {
        "content": TEXT,
        "user": USER,
        "session": SESSION,
        "metadata": {"note": NOTE},
        "speaker": "Anselmo",
    }
    cube = post("/memories", body, **once)
    post(
        "/memories/batch",
        {"items": [{"content": f"{TEXT} Again.", "user": USER}]},
        **{"Idempotency-Key": IDEMPOTENCY + "b"},
    )
    fact = {"subject": "Anselmo", "predicate": "owns", "object": FACT, "user": USER, "evidence": [cube["id"]]}
    post("/facts", fact, **{"Idempotency-Key": IDEMPOTENCY + "f"})
    client.patch(
        f"{base}/memories/{cube['id']}", json={"tags": [NOTE]}, headers={"Idempotency-Key": IDEMPOTENCY + "u"}
    )
    found = post("/recall", {"query": QUESTION, "user": USER, "reinforce": True})
    post(
        "/feedback",
        {"recall_id": found["id"], "useful": [cube["id"]], "reason": QUESTION},
        **{"Idempotency-Key": "fb"},
    )
    post("/reflect", {"question": QUESTION, "user": USER})
    post("/consolidate", {})
    client.get(f"{base}/users/{USER}/profile")
    client.get(f"{base}/facts", params={"user": USER, "subject": "Anselmo"})
    client.get(f"{base}/timeline", params={"subject": "Anselmo", "user": USER})
    # What goes wrong quotes most easily.
    client.post(f"{base}/memories", json={"content": TEXT, "user": USER, "colour": QUESTION})
    client.post(f"{base}/memories", content=b"{" + TEXT.encode())
    client.get(f"/{TEXT}?q={QUESTION}")
    client.get(f"{base}/memories/{TEXT}")
    client.post("/session", json={"token": TEXT})
    client.get(
        f"{base}/stats",
        headers={
            "Authorization": f"Bearer mnk_{USER}_{TEXT}",
            "traceparent": TEXT,
            "tracestate": f"a={NOTE}",
        },
    )
    post("/memories", {"content": "The weather is fine.", "user": "bo"})
    made = client.post("/v1/keys", json={"name": f"telephone of {USER}", "user": USER}).json()["data"]
    return {"cube": cube, "secret": made["secret"]}


@pytest.mark.slow
def test_erasure_over_http_leaves_nothing_anywhere(tmp_path: Path) -> None:
    path, scratch = tmp_path / "store" / "memory.db", tmp_path / "scratch"
    path.parent.mkdir()
    scratch.mkdir()
    with (
        collector() as (address, traces),
        process_of(
            path,
            "--log",
            OTEL_EXPORTER_OTLP_ENDPOINT=address,
            OTEL_BSP_SCHEDULE_DELAY="200",
            TMPDIR=str(scratch),
        ) as server,
        server.client() as client,
    ):
        events = Listening(server)
        events.start()
        time.sleep(0.5)
        lived = live(client)
        before = b"".join(file.read_bytes() for file in path.parent.glob("memory.db*"))
        # The control: the search sees what is there. Question and idempotency keys were never there.
        assert {TEXT, USER, SESSION, FACT, NOTE} <= set(left_in(before))
        assert IDEMPOTENCY + "b" not in before.decode("latin-1")

        done = client.post(
            "/v1/spaces/default/memories/forget",
            json={"user": USER},
            headers={"Idempotency-Key": IDEMPOTENCY + "e"},
        )
        assert done.json()["data"]["status"] == "complete", done.text

        answers = [
            client.post(
                "/v1/spaces/default/memories",
                json={
                    "content": TEXT,
                    "user": USER,
                    "session": SESSION,
                    "metadata": {"note": NOTE},
                    "speaker": "Anselmo",
                },
                headers={"Idempotency-Key": IDEMPOTENCY},
            ),
            client.get(f"/v1/spaces/default/memories/{lived['cube']['id']}"),
            client.get("/v1/spaces/default/operations", params={"limit": 1000}),
            client.get("/v1/spaces/default/jobs"),
            client.get("/v1/keys"),
            client.get("/metrics"),
            client.post("/v1/spaces/default/recall", json={"query": "lamp"}),
            client.post("/v1/spaces/default/memories/list", json={}),
        ]
        assert [answer.status_code for answer in answers] == [410, 404, 200, 200, 200, 200, 200, 200]
        for answer in answers:
            assert left_in(answer.content) == []
        metrics = answers[5].text
        assert 'route="/v1/spaces/{space}/memories/forget"' in metrics
        time.sleep(2.5)
        # A long reply to a backup, taken after the erasure, holds nothing either.
        assert left_in(client.get("/v1/backup").content) == []

        heard, told, traced = events.heard, server.log.read_bytes(), b"".join(traces)
        # Controls: each of them is there, and says what it should.
        assert str(done.json()["data"]["operation"]).encode() in heard
        assert b'"verb":"forget"' in heard
        assert b"POST /v1/spaces/{space}/recall 200" in told
        assert b"/v1/spaces/{space}/memories/forget" in traced
        for where, data in {"events": heard, "log": told, "traces": traced}.items():
            assert left_in(data) == [], where
        for file in (
            *path.parent.glob("memory.db*"),
            *(file for file in scratch.rglob("*") if file.is_file()),
        ):
            assert left_in(file.read_bytes()) == [], file
        with httpx.Client(
            base_url=server.url, headers={"Authorization": f"Bearer {lived['secret']}"}
        ) as hers:
            assert hers.get("/v1/spaces/default/facts").status_code == 401
    assert left_in(path.read_bytes()) == []
    with mnemic.open(path) as mem:
        assert [cube.content for cube in mem.list()] == ["The weather is fine."]
        assert mem.check() == []


def test_the_search_sees_what_is_there() -> None:
    assert left_in(b"\x00" + TEXT.encode() + b"\xff") == [TEXT, "violoncello", "Anselmo", "staircase"]
    assert left_in(USER.encode("utf-16-le")) == [USER, "quintela"]
    assert left_in(b"nothing of the kind") == []
