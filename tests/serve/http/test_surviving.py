"""What the server survives: being killed, a busy store, a store that goes away, a full disk. Nothing told is lost."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from calls import Process, Served, process_of, served
from starlette.testclient import TestClient

import mnemic
from mnemic.serve.http import Settings, make_app

MEMORIES = "/v1/spaces/default/memories"


class Writer(threading.Thread):
    """Somebody who writes as fast as they are answered, and keeps what was acknowledged."""

    def __init__(self, server: Process, name: str) -> None:
        super().__init__(daemon=True)
        self.sent = name
        self.acknowledged: dict[str, str] = {}
        self.archived: set[str] = set()
        self.erased: set[str] = set()
        self.doubtful: str | None = None
        self._server = server

    def run(self) -> None:
        number = 0
        with self._server.client() as client:
            while True:
                text = f"{self.sent} says {number}"
                self.doubtful = text
                try:
                    self._turn(client, text, number)
                except httpx.TransportError:
                    return
                number += 1

    def _turn(self, client: httpx.Client, text: str, number: int) -> None:
        answer = client.post(
            MEMORIES, json={"content": text, "user": self.sent}, headers={"Idempotency-Key": text}
        )
        assert answer.status_code == 201, answer.text
        id_ = answer.json()["data"]["id"]
        self.acknowledged[text] = id_
        if number % 5 == 1:
            assert client.post(f"{MEMORIES}/archive", json={"ids": [id_]}).is_success
            self.archived.add(id_)
        if number % 7 == 2:
            assert client.post(f"{MEMORIES}/forget", json={"ids": [id_], "timeout_s": 0}).is_success
            self.erased.add(id_)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path, workers: int) -> None:
    path = tmp_path / "memory.db"
    key = ""
    everything: dict[str, str] = {}
    doubtful: set[str | None] = set()
    archived: set[str] = set()
    erased: set[str] = set()
    for round_ in range(3):
        with process_of(path, "--workers", str(workers), "--rate", "0", key=key) as server:
            key = server.key
            writers = [Writer(server, f"writer {round_}-{number}") for number in range(6)]
            for writer in writers:
                writer.start()
            time.sleep(random.Random(round_).uniform(1.0, 2.0))
            server.kill()
            for writer in writers:
                writer.join(30)
                everything |= writer.acknowledged
                archived |= writer.archived
                erased |= writer.erased
                doubtful.add(writer.doubtful)
    assert len(everything) > 100
    with mnemic.open(path) as mem:
        held = {cube.id: cube for cube in mem.list(tiers=None, limit=100_000)}
        for text, id_ in everything.items():
            if id_ in erased:
                assert id_ not in held, text
            elif id_ in held:
                assert held[id_].content == text
                assert id_ not in archived or held[id_].tier == "archive"
            else:
                # Only what was being erased, unanswered, when the server was killed.
                assert text in doubtful
        # Whole or not at all: what nobody was told of is whole as well.
        assert {cube.content for cube in held.values()} <= everything.keys() | doubtful
        assert mem.check() == []


@pytest.mark.slow
def test_a_request_whose_answer_was_lost_is_not_done_twice(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with process_of(path, "--rate", "0") as server:
        key = server.key
        writers = [Writer(server, f"writer {number}") for number in range(8)]
        for writer in writers:
            writer.start()
        time.sleep(1.5)
        server.kill()
        for writer in writers:
            writer.join(30)
    with process_of(path, key=key) as server, server.client() as client:
        for writer in writers:
            assert writer.doubtful is not None
            body = {"content": writer.doubtful, "user": writer.sent}
            answer = client.post(MEMORIES, json=body, headers={"Idempotency-Key": writer.doubtful})
            assert answer.status_code in (201, 410)
    with mnemic.open(path) as mem:
        contents = [cube.content for cube in mem.list(tiers=None, limit=100_000)]
    assert len(contents) == len(set(contents))


# A store that somebody else holds


@pytest.fixture
def hurried(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, busy_timeout_s=0.2) as place:
        yield place


def test_a_busy_store_is_said_to_be_busy_and_nothing_is_done(hurried: Served) -> None:
    hurried.http.post(MEMORIES, json={"content": "before"})
    with sqlite3.connect(hurried.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = hurried.http.post(MEMORIES, json={"content": "during"}, headers={"Idempotency-Key": "k"})
        assert answer.status_code == 503
        error = answer.json()["error"]
        assert (error["code"], error["retryable"]) == ("store_busy", True)
        assert int(answer.headers["retry-after"]) >= 1
        assert str(hurried.path.parent) not in answer.text
        # Whoever only reads is answered meanwhile.
        assert len(hurried.http.post(f"{MEMORIES}/list", json={}).json()["data"]["cubes"]) == 1
        assert hurried.http.get("/readyz").is_success
        other.execute("ROLLBACK")
    again = hurried.http.post(MEMORIES, json={"content": "during"}, headers={"Idempotency-Key": "k"})
    assert again.status_code == 201
    assert "idempotent-replay" not in again.headers


def test_a_store_that_goes_away_is_an_error_that_says_so(tmp_path: Path) -> None:
    with served(tmp_path) as place:
        place.http.post(MEMORIES, json={"content": "before"})
        with place.path.open("r+b") as file:
            # The file is there, and is no longer what it was.
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            file.write(os.urandom(size))
        for suffix in ("-wal", "-shm"):
            Path(f"{place.path}{suffix}").unlink(missing_ok=True)
        seen = set()
        for method, where, body in (
            ("POST", MEMORIES, {"content": "after"}),
            ("POST", f"{MEMORIES}/list", {}),
            ("GET", "/readyz", None),
            ("GET", "/v1/spaces", None),
            ("GET", "/metrics", None),
        ):
            with place.as_(place.key) as client:
                answer = client.request(method, where, json=body)
            seen.add(answer.status_code)
            assert str(tmp_path) not in answer.text
            if not answer.is_success:
                assert answer.json()["error"]["request_id"]
        assert seen <= {200, 201, 401, 500, 503}
        assert place.http.get("/healthz").is_success


def test_a_store_that_was_closed_is_a_server_that_is_stopping(tmp_path: Path) -> None:
    memory = mnemic.open(tmp_path / "memory.db", embedder="hash")
    secret = memory.make_key("x", right="admin").secret
    app = make_app(Settings(location=str(tmp_path / "memory.db"), embedder="hash"), memory)
    with TestClient(
        app, base_url="http://localhost", headers={"Authorization": f"Bearer {secret}"}
    ) as client:
        assert client.get("/v1/spaces").is_success
        memory.close()
        answer = client.get("/v1/spaces")
        assert answer.status_code == 503
        assert "retry-after" in answer.headers


# No space left


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6144k", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_said_to_be_full_and_the_server_goes_on(small_disk: Path) -> None:
    with served(small_disk) as place:
        first = place.http.post(MEMORIES, json={"content": "before"}).json()["data"]
        made = place.http.post("/v1/keys", json={"name": "x", "right": "write"}).json()["data"]["secret"]
        ballast = small_disk / "ballast"
        with ballast.open("wb") as file:
            free = os.statvfs(small_disk)
            for size in (1 << 16, 1 << 12):
                while (free := os.statvfs(small_disk)).f_bavail * free.f_bsize >= size:
                    file.write(bytes(size))
                    file.flush()
        # A key that was never used notes its first use; that it cannot is no reason to turn it away.
        with place.as_(made) as client:
            body = {"content": "harbour " * 60_000}
            answer = client.post(MEMORIES, json=body, headers={"Idempotency-Key": "k"})
            assert answer.status_code == 507
            assert answer.json()["error"]["code"] == "store_full"
            assert str(small_disk) not in answer.text
            assert client.get(f"{MEMORIES}/{first['id']}").is_success
            ballast.unlink()
            again = client.post(MEMORIES, json=body, headers={"Idempotency-Key": "k"})
            assert again.status_code == 201
            assert "idempotent-replay" not in again.headers
    with mnemic.open(place.path) as mem:
        assert mem.check() == []


# Bodies that are none


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 422),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"\xff\xfe{}", "application/json", 400),
        (b'{"content": "x"} {}', "application/json", 400),
        (b'{"content": NaN}', "application/json", 400),
        (b'{"content": "a", "content": "b"}', "application/json", 201),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a":' * 50_000, "application/json", 400),
        (b'{"content": "\\ud800"}', "application/json", 422),
        (b'{"content": "\\u0000"}', "application/json", 422),
        (b'{"content": 1e999}', "application/json", 422),
        (b'{"content": ' + b"1" * 10_000 + b"}", "application/json", 400),
        (
            b'{"content": "x", "metadata": ' + b'{"a":' * 400 + b"1" + b"}" * 400 + b"}",
            "application/json",
            422,
        ),
        (b"content=x", "application/x-www-form-urlencoded", 415),
        (b'{"content": "x"}', "text/plain", 415),
        (b"<a/>", "application/xml", 415),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_cannot_be_read_is_refused_with_the_reason(
    hurried: Served, body: bytes, kind: str, status: int
) -> None:
    answer = hurried.http.post(MEMORIES, content=body, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text[:300]
    if status >= 400:
        assert answer.json()["error"].keys() == {"code", "message", "retryable", "details", "request_id"}
        assert hurried.http.post(f"{MEMORIES}/list", json={}).json()["data"]["cubes"] == []
