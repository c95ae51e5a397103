"""What is refused before anybody looks at it: foreign names and pages, too much, too slow, too often."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from calls import Served, connected, everything, served, spoken

from mnemic.errors import TooManyRequests
from mnemic.serve.http._rates import Rates

MEMORIES = "/v1/spaces/default/memories"
LIMIT = 200_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(
        tmp_path_factory.mktemp("guard"),
        max_body_bytes=LIMIT,
        body_timeout_s=1.0,
        header_timeout_s=1.0,
        allowed_hosts=("memory.example",),
        allowed_origins=("https://app.example",),
    ) as place:
        yield place


def error_of(answer: httpx.Response) -> dict[str, Any]:
    error: dict[str, Any] = answer.json()["error"]
    assert error.keys() == {"code", "message", "retryable", "details", "request_id"}
    assert error["request_id"] == answer.headers["x-request-id"]
    return error


# Names


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST:99", "[::1]:7077", "memory.example", "memory.example:80"]
)
def test_the_servers_own_names_are_let_in(place: Served, host: str) -> None:
    assert place.http.get("/v1/spaces", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:7077", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "0.0.0.0",
     "memory.example.evil", "a@127.0.0.1@evil.example", "[", "", "[::1", "127.0.0.1:abc"],
)  # fmt: skip
def test_a_foreign_name_is_not_let_in(place: Served, host: str) -> None:
    answer = place.http.get("/v1/spaces", headers={"Host": host})
    if host == "127.0.0.1:abc":
        # The port says nothing about whose name it is.
        assert answer.status_code == 200
        return
    assert answer.status_code == 403
    assert error_of(answer)["code"] == "forbidden"


def test_a_number_is_a_safe_name_where_others_may_reach_the_server(tmp_path: Path) -> None:
    with served(tmp_path, host="0.0.0.0") as place:
        assert place.http.get("/v1/spaces", headers={"Host": "10.1.2.3:7077"}).status_code == 200
        assert place.http.get("/v1/spaces", headers={"Host": "evil.example"}).status_code == 403


def test_a_request_without_a_name_is_refused(place: Served) -> None:
    said = f"GET /v1/spaces HTTP/1.0\r\nAuthorization: Bearer {place.key}\r\n\r\n".encode()
    assert b" 400 " in spoken(place.server.url, said).split(b"\r\n")[0]


# Pages


@pytest.mark.parametrize("origin", ["https://app.example", "HTTPS://APP.EXAMPLE"])
def test_a_page_that_was_named_may_call(place: Served, origin: str) -> None:
    assert place.http.get("/v1/spaces", headers={"Origin": origin}).status_code == 200


def test_the_servers_own_page_may_call(place: Served) -> None:
    assert place.http.get("/v1/spaces", headers={"Origin": place.server.url}).status_code == 200
    behind_tls = {"Origin": "https://memory.example", "Host": "memory.example"}
    assert place.http.get("/v1/spaces", headers=behind_tls).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://app.example.evil", "http://127.0.0.1:1", "file://", "x", "http://[",
     "http://app.example"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_a_page_of_another_site_may_not_call(place: Served, origin: str, method: str) -> None:
    answer = place.http.request(method, "/v1/spaces", headers={"Origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


# Too much


def test_as_much_as_is_allowed_is_taken(place: Served) -> None:
    body = json.dumps({"content": "x"}).encode()
    body += b" " * (LIMIT - len(body))
    assert (
        place.http.post(MEMORIES, content=body, headers={"Content-Type": "application/json"}).status_code
        == 201
    )


def test_more_than_is_allowed_is_refused_by_what_its_head_says(place: Served) -> None:
    answer = place.http.post(MEMORIES, content=b"x" * (LIMIT + 1))
    assert answer.status_code == 413
    assert error_of(answer)["code"] == "payload_too_large"


def test_more_than_is_allowed_is_refused_as_it_comes(place: Served) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(LIMIT // 1000 + 5):
            yield b"x" * 1000

    answer = place.http.post(MEMORIES, content=parts(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


def test_a_lie_about_the_size_is_no_way_around(place: Served) -> None:
    head = f"POST {MEMORIES} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {place.key}\r\n"
    for length in (
        b"Content-Length: 99999999999999999999\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 1e3\r\n",
    ):
        heard = spoken(place.server.url, head.encode() + length + b"\r\n{}")
        assert heard.split(b" ")[1] in (b"400", b"413")


def test_a_head_without_end_is_refused(place: Served) -> None:
    heard = spoken(place.server.url, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000)
    assert b"the head of the request has more than 64 KiB" in heard


@pytest.mark.parametrize("part", [b"GET / HTTP/1.1\r\nX: y", b"\r\n", b"GE"])
def test_a_head_that_comes_in_drops_is_not_waited_for(place: Served, part: bytes) -> None:
    assert spoken(place.server.url, part) == b""


def test_what_is_no_http_is_refused(place: Served) -> None:
    for said in (b"\x16\x03\x01 hello\r\n\r\n", b"BREW /v1/spaces HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        head, _, body = spoken(place.server.url, said).partition(b"\r\n\r\n")
        assert b" 400 " in head.split(b"\r\n")[0]
        assert json.loads(body)["error"]["code"] == "bad_request"


def test_a_request_in_two_minds_about_its_length_is_refused(place: Served) -> None:
    head = f"POST {MEMORIES} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {place.key}\r\n"
    heard = spoken(place.server.url, head.encode() + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x")
    assert heard.split(b" ")[1] == b"400"


# Too slow


def test_a_body_that_dribbles_is_given_up(place: Served) -> None:
    head = f"POST {MEMORIES} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
    head += f"Authorization: Bearer {place.key}\r\n\r\n"
    with connected(place.server.url) as connection:
        connection.sendall(head.encode())
        began = time.monotonic()
        for _ in range(5):
            connection.sendall(b"{")
            time.sleep(0.1)
        heard = everything(connection)
        took = time.monotonic() - began
    assert heard.split(b" ")[1] == b"408"
    assert b"request_timeout" in heard
    assert took < 5


def test_a_head_that_dribbles_is_hung_up_on(place: Served) -> None:
    with connected(place.server.url) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        began = time.monotonic()
        assert everything(connection) == b""
    assert time.monotonic() - began < 5


def test_whoever_connects_and_says_nothing_is_hung_up_on(place: Served) -> None:
    with connected(place.server.url) as connection:
        assert everything(connection) == b""


def test_the_head_of_a_second_request_may_not_dribble_either(place: Served) -> None:
    with connected(place.server.url) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200" in connection.recv(65536)
        connection.sendall(b"GET /healthz HTTP/1.1\r\n")
        began = time.monotonic()
        # The body of the first answer may come apart from its head; a second answer does not come.
        assert b"HTTP/1.1" not in everything(connection)
    assert time.monotonic() - began < 5


def test_a_connection_that_is_not_used_is_closed(tmp_path: Path) -> None:
    with served(tmp_path, keep_alive_s=1.0) as place, connected(place.server.url) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert everything(connection).startswith(b"HTTP/1.1 200")


def test_requests_one_behind_the_other_are_answered_in_turn(place: Served) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with connected(place.server.url) as connection:
        # The last one's head is not whole, and is not waited for.
        connection.sendall(one * 3 + one[:20])
        assert everything(connection).count(b"HTTP/1.1 200") == 3


def test_a_client_that_waits_for_leave_is_refused_before_it_sends(place: Served) -> None:
    head = f"POST {MEMORIES} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: {LIMIT + 1}\r\n\r\n"
    heard = spoken(place.server.url, head.encode())
    assert heard.startswith(b"HTTP/1.1 413")


def test_a_client_that_goes_on_sending_is_still_told_why_not(place: Served) -> None:
    head = f"POST {MEMORIES} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LIMIT * 20}\r\n\r\n"
    with connected(place.server.url) as connection:
        connection.sendall(head.encode())
        with suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(20):
                connection.sendall(b"x" * LIMIT)
        assert everything(connection).startswith(b"HTTP/1.1 413")


def test_slow_clients_do_not_hold_up_the_others(place: Served) -> None:
    slow = [connected(place.server.url) for _ in range(60)]
    opened = [manager.__enter__() for manager in slow]
    try:
        for connection in opened:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Le")
        began = time.monotonic()
        assert place.http.get("/v1/spaces").status_code == 200
        assert time.monotonic() - began < 3
    finally:
        for manager in slow:
            manager.__exit__(None, None, None)


def test_there_are_only_so_many_connections(tmp_path: Path) -> None:
    with served(tmp_path, max_connections=5) as place:
        place.http.get("/healthz")
        managers = [connected(place.server.url) for _ in range(8)]
        opened = [manager.__enter__() for manager in managers]
        time.sleep(0.2)
        refused = 0
        for connection in opened:
            connection.settimeout(0.2)
            try:
                refused += connection.recv(1) == b""
            except TimeoutError:
                continue
        for manager in managers:
            manager.__exit__(None, None, None)
        assert refused == 4
        time.sleep(0.2)
        assert place.http.get("/healthz").status_code == 200


def test_an_answer_that_nobody_reads_is_given_up(tmp_path: Path) -> None:
    with served(tmp_path, write_timeout_s=0.5) as place:
        for number in range(40):
            items = [{"content": f"{number} {part} " + "words " * 50_000} for part in range(2)]
            place.http.post(f"{MEMORIES}/batch", json={"items": items})
        asked = json.dumps({"limit": 80}).encode()
        head = (
            f"POST {MEMORIES}/list HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {place.key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(asked)}\r\n\r\n"
        )
        with connected(place.server.url) as connection:
            connection.sendall(head.encode() + asked)
            time.sleep(4.0)
            heard = everything(connection)
        # Part of the answer, then nothing; and the server is well.
        assert heard.startswith(b"HTTP/1.1 200")
        assert len(heard) < 80 * 300_000
        assert place.http.get("/healthz").status_code == 200


def test_an_answer_that_is_read_slowly_is_given_whole(tmp_path: Path) -> None:
    with served(tmp_path, write_timeout_s=1.0) as place:
        items = [{"content": f"{part} " + "words " * 100_000} for part in range(12)]
        place.http.post(f"{MEMORIES}/batch", json={"items": items})
        with place.http.stream("POST", f"{MEMORIES}/list", json={"limit": 12}) as answer:
            size = 0
            for part in answer.iter_raw(1 << 20):
                size += len(part)
                time.sleep(0.3)
        assert size == int(answer.headers["content-length"]) > 12 * 600_000


# Too often


def test_a_key_may_ask_only_so_often(tmp_path: Path) -> None:
    with served(tmp_path, rate_per_s=1.0, burst=3) as place:
        answers = [place.http.get("/v1/spaces") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        error = error_of(answers[-1])
        assert (error["code"], error["retryable"]) == ("too_many_requests", True)
        assert int(answers[-1].headers["retry-after"]) >= 1
        with place.as_(None) as nobody:
            assert nobody.get("/v1/spaces").status_code == 401
        time.sleep(1.1)
        assert place.http.get("/v1/spaces").status_code == 200


def test_an_address_may_ask_only_so_often(tmp_path: Path) -> None:
    with served(tmp_path, rate_per_s=1.0, burst=3) as place, place.as_("mnk_0_wrong") as client:
        codes = [client.get("/v1/spaces").status_code for _ in range(16)]
        assert codes[:12] == [401] * 12
        assert 429 in codes[12:]
        # Whether it is alive is always told.
        assert client.get("/healthz").status_code == 200


def test_a_wrong_secret_does_not_use_up_what_the_key_may_ask(tmp_path: Path) -> None:
    with served(tmp_path, rate_per_s=1.0, burst=5) as place, place.as_(place.key[:-3] + "xyz") as thief:
        for _ in range(10):
            assert thief.get("/v1/spaces").status_code == 401
        assert place.http.get("/v1/spaces").status_code == 200


def test_a_bucket_fills_at_its_rate_and_no_further() -> None:
    now = [0.0]
    rates = Rates(2.0, 4, clock=lambda: now[0], kept=2)

    def taken(who: str) -> int:
        count = 0
        try:
            while True:
                rates.take(who, "this key")
                count += 1
        except TooManyRequests as error:
            assert 0 < error.retry_after_s <= 0.5
            return count

    assert taken("a") == 4
    now[0] = 1.0
    assert taken("a") == 2
    now[0] = 100.0
    assert taken("a") == 4
    assert taken("b") == 4
    assert taken("c") == 4
    # Only two are remembered; whoever was quiet for longest begins anew.
    assert taken("a") == 4


def test_no_limit_is_no_limit() -> None:
    rates = Rates(None, 1)
    for _ in range(1000):
        rates.take("a", "this key")


# Who calls


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Basic YTpi",
        "Bearer",
        "Bearer x",
        "Bearer mnk_",
        "Bearer mnk_a_b",
        "mnk_a_b",
        "Bearer mnk_a_b c",
    ],
)
def test_without_a_key_that_counts_there_is_nothing(place: Served, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    with place.as_(None) as nobody:
        answer = nobody.get("/v1/spaces", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert error_of(answer)["code"] == "unauthorized"


def test_a_key_in_another_case_of_bearer_counts(place: Served) -> None:
    with place.as_(None) as nobody:
        assert nobody.get("/v1/spaces", headers={"Authorization": f"bearer {place.key}"}).status_code == 200


def test_a_key_in_the_address_does_not_count(place: Served) -> None:
    with place.as_(None) as nobody:
        assert nobody.get("/v1/spaces", params={"api_key": place.key}).status_code == 401


def test_a_key_counts_until_it_is_revoked_and_not_a_request_longer(place: Served) -> None:
    made = place.http.post("/v1/keys", json={"name": "x"}).json()["data"]
    with place.as_(made["secret"]) as client:
        assert client.get("/v1/spaces/default/stats").status_code == 200
        place.http.delete(f"/v1/keys/{made['key']['id']}")
        answer = client.get("/v1/spaces/default/stats")
    assert answer.status_code == 401
    assert made["secret"].split("_", 2)[2] not in answer.text
