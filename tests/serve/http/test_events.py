"""What happens in a space is told as it happens: ids and states, to whoever may know, until they may no longer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from calls import Served, served

import mnemic
from mnemic.serve.http import _events

PATH = "/v1/spaces/{space}/events"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(_events, "_LOOK_S", 0.05)
    monkeypatch.setattr(_events, "_HEARTBEAT_S", 0.2)
    with served(tmp_path) as place:
        yield place


class Stream:
    """A stream of events, as a browser takes it in."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()

    def next(self) -> tuple[str, Any, str | None]:
        """Return the next event: its name, its data, its id."""
        name, data, id_ = "", "", None
        for line in self._lines:
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data = line[6:]
            elif line.startswith("id: "):
                id_ = line[4:]
            elif not line and name:
                return name, json.loads(data), id_
        raise EOFError

    def until_it_ends(self) -> None:
        for _ in self._lines:
            continue


@contextmanager
def listening(client: httpx.Client, space: str = "default", **headers: str) -> Iterator[Stream]:
    with client.stream("GET", PATH.format(space=space), headers=headers, timeout=10) as answer:
        assert answer.status_code == 200, answer.read()
        yield Stream(answer)


def keep(place: Served, content: str = "x y", space: str = "default") -> dict[str, Any]:
    with place.as_(place.key) as client:
        cube: dict[str, Any] = client.post(f"/v1/spaces/{space}/memories", json={"content": content}).json()[
            "data"
        ]
        return cube


def test_an_operation_is_told_by_its_id_and_verb(place: Served) -> None:
    keep(place, "before")
    with listening(place.http) as stream:
        assert stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.answer.headers["cache-control"] == "no-store"
        assert stream.next() == ("jobs", [], None)
        done = keep(place)["operation"]
        assert stream.next() == ("operation", {"id": done, "verb": "remember"}, done)


def test_whoever_lost_the_connection_goes_on_from_there(place: Served) -> None:
    first, second, third = (keep(place)["operation"] for _ in range(3))
    with listening(place.http, **{"Last-Event-ID": first}) as stream:
        assert [stream.next()[2] for _ in range(2)] == [second, third]


def test_whoever_was_away_for_long_is_told_of_the_gap(place: Served) -> None:
    keep(place)
    with listening(place.http, **{"Last-Event-ID": "01890a5d-ac96-774b-bcce-b302099a8057"}) as stream:
        assert stream.next()[:2] == ("gap", {})
        assert stream.next()[0] == "operation"


def test_an_id_that_is_none_begins_with_now(place: Served) -> None:
    keep(place)
    with listening(place.http, **{"Last-Event-ID": "'; DROP TABLE"}) as stream:
        assert stream.next() == ("jobs", [], None)


def test_jobs_are_told_when_they_change(place: Served) -> None:
    keep(place)
    with listening(place.http) as stream:
        assert stream.next() == ("jobs", [], None)
        with mnemic.open(place.path) as mem, mem._store.write() as writer:
            row = writer.add_job("form", b"payload", space=writer.ensure_space("default"))
        assert stream.next() == (
            "jobs",
            [{"id": row, "kind": "form", "state": "waiting", "attempts": 0}],
            None,
        )
        with mnemic.open(place.path) as mem, mem._store.write() as writer:
            writer.lease_next_job(["form"], 60.0)
        assert stream.next()[1][0]["state"] == "running"
        with mnemic.open(place.path) as mem, mem._store.write() as writer:
            writer.drop_job(row)
        assert stream.next() == ("jobs", [], None)


def test_another_space_is_not_heard(place: Served) -> None:
    with listening(place.http, "one") as stream:
        stream.next()
        keep(place, space="two")
        done = keep(place, space="one")["operation"]
        assert stream.next()[2] == done


def test_a_stream_ends_with_its_key(place: Served) -> None:
    made = place.http.post("/v1/keys", json={"name": "x"}).json()["data"]
    with place.as_(made["secret"]) as client, listening(client) as stream:
        stream.next()
        place.http.delete(f"/v1/keys/{made['key']['id']}")
        began = time.monotonic()
        stream.until_it_ends()
    assert time.monotonic() - began < 5


def test_a_stream_shows_a_sign_of_life(place: Served) -> None:
    with listening(place.http) as stream:
        assert ": heartbeat" in [next(stream._lines) for _ in range(8)]


def test_there_are_only_so_many_streams(place: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_events, "MOST_STREAMS", 2)
    with place.as_(place.key) as one, place.as_(place.key) as two, listening(one) as a, listening(two) as b:
        a.next()
        b.next()
        answer = place.http.get(PATH.format(space="default"))
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "10"
    until = time.monotonic() + 5
    while "\nmnemic_event_streams 0.0\n" not in place.http.get("/metrics").text:
        assert time.monotonic() < until
        time.sleep(0.05)
    with listening(place.http) as stream:
        stream.next()


def test_a_server_that_stops_ends_its_streams(tmp_path: Path) -> None:
    with served(tmp_path, shutdown_s=20.0) as place:
        manager = listening(place.as_(place.key))
        stream = manager.__enter__()
        stream.next()
        began = time.monotonic()
    assert time.monotonic() - began < 5
    stream.until_it_ends()
    manager.__exit__(None, None, None)


def test_events_take_a_key(place: Served) -> None:
    with place.as_(None) as nobody:
        assert nobody.get(PATH.format(space="default")).status_code == 401
    assert place.http.get(PATH.format(space="default"), params={"x": "1"}).status_code == 422
