"""Asking a server that is busy, lost, slow, hostile or another program altogether."""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import socket
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from odd_servers import Asked, hangs_up, odd_server, refuses, says, through

import mnemic
import mnemic.client._connection
from mnemic import errors
from mnemic.errors import (
    ArgumentError,
    Forbidden,
    ForkedHandle,
    MissingExtra,
    MnemicError,
    ModelUnavailable,
    PayloadTooLarge,
    ReadOnlyStore,
    ServerError,
    ServerMismatch,
    ServerUnavailable,
    StoreBusy,
    StoreClosed,
    StoreFull,
    StorePathError,
    StoreUnwritable,
    TooManyRequests,
    Unauthorized,
    UndoRefused,
)
from mnemic.serve.http import Settings, running
from mnemic.testing import HashEmbedder, ManualClock
from mnemic.transfer import new_file
from mnemic.wire import codes

if TYPE_CHECKING:
    from odd_servers import Serve

OP = "01890a5d-ac96-774b-bcce-b302099a8057"
SPACES = {"data": ["default"]}


def opened(url: str, **more: Any) -> mnemic.Memory:
    """Open the memory at *url*, with little patience."""
    return mnemic.open(url, **{"busy_timeout_s": 3.0, **more})


# Writes whose answer is lost


@pytest.mark.parametrize("trouble", [hangs_up, says(502, "<html>", "text/html"), says(504, "", "text/html")])
def test_a_write_whose_answer_is_lost_is_done_once(serve: Serve, trouble: Any) -> None:
    server = serve()
    with (
        odd_server(
            through(server.url, then=trouble), through(server.url, then=trouble), through(server.url)
        ) as odd,
        opened(odd.url) as mem,
    ):
        cube = mem.remember("Ana has a cat", user="ana")
        assert len(odd.asked) == 3
        assert len({asked.headers["idempotency-key"] for asked in odd.asked}) == 1
        assert [item.id for item in mem.list()] == [cube.id]
        assert len(mem.operations()) == 1


@pytest.mark.parametrize(
    "verb",
    [
        "remember_many",
        "update",
        "assert_fact",
        "correct",
        "retract",
        "archive",
        "pin",
        "forget",
        "undo",
        "feedback",
    ],
)
def test_every_sort_of_write_is_repeated_without_being_done_twice(serve: Serve, verb: str) -> None:
    server = serve()
    with opened(server.url) as direct:
        first = direct.remember("Ana has a cat", user="ana")
        fact = direct.assert_fact("Ana", "lives_in", "Porto", user="ana")
    calls: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "remember_many": (([{"content": "one"}, {"content": "two"}],), {}),
        "update": ((first.id,), {"content": "Ana has a dog"}),
        "assert_fact": (("Bo", "lives_in", "Oslo"), {}),
        "correct": ((fact.id,), {"object": "Oslo"}),
        "retract": ((fact.id,), {}),
        "archive": ((), {"ids": [first.id]}),
        "pin": (([first.id],), {}),
        "forget": ((), {"ids": [first.id]}),
        "undo": ((first.operation,), {}),
        "feedback": ((), {}),
    }
    pass_on = through(server.url)
    with (
        odd_server(
            *([pass_on] if verb == "feedback" else []), through(server.url, then=hangs_up), pass_on
        ) as odd,
        opened(odd.url) as mem,
    ):
        args, kwargs = calls[verb]
        if verb == "feedback":
            found = mem.recall("cat")
            args, kwargs = (found.id,), {"useful": [found[0].cube.id]}
        with opened(server.url) as direct:
            before = direct.audit_head().operations
            done = getattr(mem, verb)(*args, **kwargs)
            assert direct.audit_head().operations == before + 1
        assert done
        keys = [asked.headers.get("idempotency-key") for asked in odd.asked]
        assert keys[-1] == keys[-2] is not None


def test_a_key_of_ones_own_means_the_same_as_in_a_file(serve: Serve) -> None:
    with opened(serve().url) as mem:
        first = mem.remember("Ana has a cat", user="ana", idempotency_key="turn-1")
        assert mem.remember("Ana has a cat", user="ana", idempotency_key="turn-1") == first
        with pytest.raises(errors.IdempotencyConflict):
            mem.remember("Ana has a dog", user="ana", idempotency_key="turn-1")


def test_each_write_has_a_key_of_its_own_and_reads_have_none() -> None:
    with odd_server(says(200, SPACES)) as odd, opened(odd.url) as mem:
        mem.spaces()
        for _ in range(2):
            with contextlib.suppress(ServerMismatch):
                mem.remember("x")
        keys = [asked.headers.get("idempotency-key") for asked in odd.asked]
        assert keys[0] is None
        assert len(set(keys)) == 3


def test_a_read_is_asked_again_when_the_connection_is_lost() -> None:
    with odd_server(hangs_up, hangs_up, says(200, SPACES)) as odd, opened(odd.url) as mem:
        assert mem.spaces() == ("default",)
        assert len(odd.asked) == 3


# Patience


def test_a_busy_server_is_asked_again_when_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    busy = refuses(503, "store_busy", "busy", Retry_After="2")
    with odd_server(busy, says(200, SPACES)) as odd, opened(odd.url, busy_timeout_s=5) as mem:
        assert mem.spaces() == ("default",)
        assert len(waits) == 1
        assert 2.0 <= waits[0] <= 2.5


def test_no_longer_is_waited_than_the_caller_allows() -> None:
    busy = refuses(503, "store_busy", "another program writes", Retry_After="60")
    with odd_server(busy) as odd, opened(odd.url, busy_timeout_s=30) as mem:
        began = time.monotonic()
        with pytest.raises(StoreBusy, match="another program writes"):
            mem.remember("x")
        assert time.monotonic() - began < 10
        assert len(odd.asked) == 1


def test_without_patience_nothing_is_asked_twice() -> None:
    with odd_server(hangs_up) as odd, opened(odd.url, busy_timeout_s=0) as mem:
        with pytest.raises(ServerUnavailable):
            mem.spaces()
        assert len(odd.asked) == 1


def test_a_server_that_wants_a_pause_gets_it() -> None:
    slow_down = refuses(429, "too_many_requests", details={"retry_after_s": 0.05}, Retry_After="0.05")
    with odd_server(slow_down, slow_down, says(200, SPACES)) as odd, opened(odd.url) as mem:
        assert mem.spaces() == ("default",)
    with (
        odd_server(refuses(429, "too_many_requests", details={"retry_after_s": 9.0}, Retry_After="9")) as odd,
        opened(odd.url) as mem,
    ):
        with pytest.raises(TooManyRequests) as caught:
            mem.spaces()
        assert caught.value.retry_after_s == 9.0


def test_what_passes_only_in_minutes_is_told_at_once() -> None:
    with (
        odd_server(refuses(503, "model_unavailable", "down", Retry_After="0")) as odd,
        opened(odd.url) as mem,
    ):
        with pytest.raises(ModelUnavailable, match="down"):
            mem.reflect("why?")
        assert len(odd.asked) == 1


def test_a_server_that_is_not_there_is_told_with_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with opened(f"http://127.0.0.1:{port}", busy_timeout_s=0.2) as mem:
        with pytest.raises(ServerUnavailable, match=rf"127.0.0.1:{port}.*try again") as caught:
            mem.remember("x")
        assert "not known" not in str(caught.value)
        assert isinstance(caught.value, errors.RetryableError)


def test_a_server_that_comes_back_is_found(tmp_path: Path) -> None:
    settings = Settings(location=str(tmp_path / "a.db"), embedder="hash", port=0)
    with running(settings) as server:
        url, key = server.url, server.key
    again = replace(settings, port=int(url.rpartition(":")[2]))
    with opened(url, api_key=key, busy_timeout_s=20) as mem, ExitStack() as stack:
        starting = threading.Timer(0.5, lambda: stack.enter_context(running(again)))
        starting.start()
        assert mem.spaces() == ()
        starting.join()


def test_a_slow_answer_is_given_up() -> None:
    def dribble(handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000")
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b" ")
                time.sleep(0.05)

    with odd_server(dribble) as odd, opened(odd.url, timeout_s=0.3, busy_timeout_s=0) as mem:
        began = time.monotonic()
        with pytest.raises(ServerUnavailable, match="not complete"):
            mem.spaces()
        assert time.monotonic() - began < 3


# What is no server of ours


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (200, "<html>Hello</html>", "text/html"),
        (200, "", "application/json"),
        (200, "[" * 100_000, "application/json"),
        (200, '{"answer": 5}', "application/json"),
        (200, "[]", "application/json"),
        (200, b"\xff\xfe\0", "application/json"),
        (204, "", "application/json"),
        (301, "", "text/html"),
        (403, "<html>Forbidden</html>", "text/html"),
        (404, '{"detail": "Not Found"}', "application/json"),
        (418, '{"error": "teapot"}', "application/json"),
        (500, '{"error": {"code": 5}}', "application/json"),
    ],
)
def test_what_is_no_mnemic_server_is_told_so(status: int, content: Any, kind: str) -> None:
    with (
        odd_server(says(status, content, kind, location="http://elsewhere/")) as odd,
        opened(odd.url) as mem,
        pytest.raises(ServerMismatch, match=odd.url),
    ):
        mem.spaces()


def test_a_redirect_is_not_followed_with_the_key() -> None:
    with (
        odd_server(says(200, SPACES)) as target,
        odd_server(says(307, "", location=target.url + "/v1/spaces")) as odd,
        opened(odd.url, api_key="mnk_1_secret") as mem,
    ):
        with pytest.raises(ServerMismatch, match="leads on to"):
            mem.spaces()
        assert target.asked == []


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("spaces", None),
        ("spaces", [1]),
        ("stats", {}),
        ("stats", {"location": "x", "surprise": 1}),
        ("list", {"cubes": [{"id": 5}], "cursor": None}),
        ("list", []),
        ("recall", {"hits": 5}),
        ("recall", {"id": "x", "query": "y", "asked_at": "yesterday", "hits": []}),
        ("jobs", "x"),
        ("retry_jobs", True),
        ("flush", {}),
        ("audit_head", {"operations": 1}),
        ("policy", {"half_lives": 5}),
        ("reflect", {"question": "x"}),
    ],
)
def test_an_answer_of_another_shape_is_told_with_the_versions(verb: str, data: Any) -> None:
    with (
        odd_server(says(200, {"data": data}, Mnemic_Version="99.0")) as odd,
        opened(odd.url) as mem,
        pytest.raises(ServerMismatch, match=rf"{verb}.*the server runs Mnemic 99.0 and this is"),
    ):
        getattr(mem, verb)(*(["why?"] if verb in ("recall", "reflect") else []))


def test_a_route_that_is_not_there_says_which_versions_differ() -> None:
    with (
        odd_server(refuses(404, "not_found", "no such address", Mnemic_Version="99.0")) as odd,
        opened(odd.url) as mem,
        pytest.raises(ServerMismatch, match="no such route.*Mnemic 99.0"),
    ):
        mem.spaces()


def test_a_huge_answer_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnemic.client._connection, "_LARGEST_REPLY_BYTES", 1 << 20)
    with (
        odd_server(says(200, b'{"data": "' + b"x" * (2 << 20) + b'"}')) as odd,
        opened(odd.url) as mem,
        pytest.raises(ServerMismatch, match="more than 1 MiB"),
    ):
        mem.spaces()


def test_a_damaged_encoding_is_told() -> None:
    with (
        odd_server(says(200, b"no gzip", Content_Encoding="gzip")) as odd,
        opened(odd.url) as mem,
        pytest.raises(ServerMismatch, match="damaged"),
    ):
        mem.spaces()


# Errors come back as themselves


@pytest.mark.parametrize("code", sorted(codes()))
def test_an_error_comes_back_as_its_class(code: str) -> None:
    with (
        odd_server(refuses(codes()[code], code, "what happened")) as odd,
        opened(odd.url, busy_timeout_s=0) as mem,
    ):
        with pytest.raises(MnemicError) as caught:
            mem.spaces()
        name = "".join(part.capitalize() for part in code.split("_"))
        if hasattr(errors, name) and code not in ("store_closed", "not_found", "bad_request"):
            assert type(caught.value).__name__ == name
            assert str(caught.value) == "what happened"


def test_an_error_of_a_newer_server_is_of_its_family() -> None:
    with (
        odd_server(refuses(409, "some_new_conflict", "two of them")) as odd,
        opened(odd.url) as mem,
        pytest.raises(errors.Conflict, match="two of them"),
    ):
        mem.remember("x")


def test_what_an_error_carries_comes_along_and_damage_does_no_harm() -> None:
    with (
        odd_server(refuses(409, "undo_refused", details={"dependents": [OP]})) as odd,
        opened(odd.url) as mem,
    ):
        with pytest.raises(UndoRefused) as caught:
            mem.undo(OP)
        assert caught.value.dependents == (OP,)
    for details in (5, {"dependents": 5}, {"other": 1}, None):
        with (
            odd_server(refuses(409, "undo_refused", "no", details=details)) as odd,
            opened(odd.url) as mem,
            pytest.raises(UndoRefused, match="no"),
        ):
            mem.undo(OP)


def test_a_server_that_failed_is_told_with_the_request() -> None:
    with odd_server(refuses(500, "internal_error", "something failed")) as odd, opened(odd.url) as mem:
        with pytest.raises(ServerError, match="something failed") as caught:
            mem.spaces()
        assert "r1" in caught.value.__notes__[0]


def test_a_server_that_stops_is_no_closed_handle() -> None:
    with (
        odd_server(refuses(503, "store_closed", "closed", Retry_After="9")) as odd,
        opened(odd.url) as mem,
        pytest.raises(ServerUnavailable, match="is stopping"),
    ):
        mem.spaces()


def test_keys_that_do_not_do_are_told() -> None:
    for status, code, kind in (
        (401, "unauthorized", Unauthorized),
        (403, "forbidden", Forbidden),
        (413, "payload_too_large", PayloadTooLarge),
    ):
        with odd_server(refuses(status, code)) as odd, opened(odd.url) as mem:
            with pytest.raises(kind):
                mem.spaces()
            assert len(odd.asked) == 1


# The key


def test_the_key_is_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "mnk_1_verysecret"
    shown = []
    with odd_server(says(200, SPACES), says(500, f"<p>{secret}</p>", "text/html"), hangs_up) as odd:
        mem = opened(odd.url, api_key=secret, busy_timeout_s=0)
        mem.spaces()
        assert odd.asked[0].headers["authorization"] == f"Bearer {secret}"
        for _ in range(2):
            with pytest.raises(MnemicError) as caught:
                mem.spaces()
            shown += [str(caught.value), repr(caught.value)]
        shown += [repr(mem), str(vars(mem)), repr(vars(vars(mem)["_connection"]))]
        mem.close()
    assert not [text for text in shown if secret in text]
    monkeypatch.setenv("MNEMIC_API_KEY", "mnk_2_fromhere")
    with odd_server(says(200, SPACES)) as odd, opened(odd.url) as mem:
        mem.spaces()
        assert odd.asked[0].headers["authorization"] == "Bearer mnk_2_fromhere"


def test_a_key_does_not_cross_the_open_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MNEMIC_ALLOW_HTTP", raising=False)
    monkeypatch.delenv("MNEMIC_API_KEY", raising=False)
    for url in (
        "http://memory.example",
        "http://10.0.0.5:7077",
        "HTTP://memory.example/here",
        "http://[fe80::1]",
    ):
        with pytest.raises(ArgumentError, match="not encrypted.*https.*allow_http=True") as caught:
            mnemic.open(url, api_key="mnk_1_secret")
        assert "mnk_1" not in str(caught.value)
        mnemic.open(url, api_key="mnk_1_secret", allow_http=True).close()
        mnemic.open(url).close()
    for url in ("http://localhost:1", "http://127.9.9.9", "http://[::1]:7077", "https://memory.example"):
        mnemic.open(url, api_key="mnk_1_secret").close()
    monkeypatch.setenv("MNEMIC_ALLOW_HTTP", "1")
    mnemic.open("http://memory.example", api_key="mnk_1_secret").close()


@pytest.mark.parametrize("key", ["two words\nx", "ключ", "a\0b"])
def test_a_key_that_no_header_can_carry_is_refused(key: str) -> None:
    with odd_server(says(200, SPACES)) as odd, pytest.raises(ArgumentError, match="cannot be sent") as caught:
        mnemic.open(odd.url, api_key=key).spaces()
    assert key not in str(caught.value)


def test_a_proxy_of_the_surroundings_gets_nothing_meant_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with odd_server(says(200, SPACES)) as proxy, odd_server(says(200, SPACES)) as odd:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with opened(odd.url, api_key="mnk_1_x") as mem:
            mem.spaces()
        assert proxy.asked == []


# Opening and closing


@pytest.mark.parametrize(
    "arguments",
    [
        {"embedder": "hash"},
        {"llm": "smollm"},
        {"redact": str},
        {"actor": "bo"},
        {"cache_bytes": 5},
        {"clock": ManualClock()},
        {"pipeline": object()},
    ],
    ids=lambda arguments: next(iter(arguments)),
)
def test_what_only_a_file_takes_is_refused(arguments: dict[str, Any]) -> None:
    (name,) = arguments
    with pytest.raises(ArgumentError, match=f"{name}= cannot be used here.*server"):
        mnemic.open("http://127.0.0.1:1", **arguments)


@pytest.mark.parametrize("arguments", [{"api_key": "x"}, {"timeout_s": 5}, {"allow_http": True}], ids=str)
def test_what_only_a_server_takes_is_refused(arguments: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="is a file"):
        mnemic.open(tmp_path / "a.db", **arguments)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "arguments"),
    [
        ("http://", {}),
        ("https://user:password@host", {}),
        ("http://host?key=1", {}),
        ("http://host:99999999", {}),
        ("http://127.0.0.1:1", {"space": ""}),
        ("http://127.0.0.1:1", {"space": None}),
        ("http://127.0.0.1:1", {"timeout_s": 0}),
        ("http://127.0.0.1:1", {"timeout_s": -1}),
        ("http://127.0.0.1:1", {"busy_timeout_s": "x"}),
        ("http://127.0.0.1:1", {"api_key": 5}),
    ],
)
def test_addresses_and_arguments_that_cannot_be_used_are_refused(url: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError) as caught:
        mnemic.open(url, **arguments)
    assert "password@" not in str(caught.value)


def test_nothing_is_asked_before_the_first_verb() -> None:
    with odd_server(says(200, SPACES)) as odd:
        mem = opened(odd.url, space="s")
        assert isinstance(mem, mnemic.Memory)
        assert mem.space == "s"
        assert repr(mem) == f"mnemic.Memory({odd.url!r}, space='s')"
        mem.close()
        mem.close()
        assert odd.asked == []
        with pytest.raises(StoreClosed, match="closed"):
            mem.spaces()


def test_a_prefix_of_the_address_is_kept() -> None:
    with odd_server(says(200, SPACES)) as odd, opened(odd.url + "/memory/") as mem:
        mem.spaces()
        assert odd.asked[0].path == "/memory/v1/spaces"


def test_a_handle_of_another_space_shares_the_connection(serve: Serve) -> None:
    mem = opened(serve().url)
    other = mem.in_space("other/one")
    other.remember("Bo has a dog")
    assert mem.spaces() == ("other/one",)
    assert len(mem.list()) == 0
    other.close()
    with pytest.raises(StoreClosed):
        other.list()
    assert len(mem.in_space("other/one").list()) == 1
    third = mem.in_space("third")
    mem.close()
    with pytest.raises(StoreClosed):
        third.list()
    with pytest.raises(ArgumentError):
        mem.in_space("")


def test_a_handle_does_not_cross_a_fork(serve: Serve) -> None:
    mem = opened(serve().url)
    mem.remember("x")
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            mem.list()
            told = "no error"
        except ForkedHandle as error:
            told = str(error)
        mem.close()
        os.write(writing, told.encode())
        os._exit(0)
    os.waitpid(pid, 0)
    told = os.read(reading, 1000).decode()
    os.close(reading)
    os.close(writing)
    assert "before a fork" in told
    assert len(mem.list()) == 1
    mem.close()


def test_a_handle_is_not_pickled() -> None:
    mem = opened("http://127.0.0.1:1")
    with pytest.raises(TypeError, match="open it there"):
        pickle.dumps(mem)
    mem.close()


def test_a_memory_opened_to_read_refuses_to_write(serve: Serve) -> None:
    url = serve().url
    with opened(url) as mem:
        cube = mem.remember("Ana has a cat", user="ana")
    with opened(url, read_only=True) as mem:
        assert len(mem.recall("cat", reinforce=True)) == 1
        assert mem.get(cube.id) == cube
        assert mem.check() == []
        assert mem.forget(ids=[cube.id], dry_run=True).status == "dry_run"
        assert mem.reflect("cat").citations
        before = mem.audit_head()
        for call in (
            lambda: mem.remember("x"),
            lambda: mem.forget(ids=[cube.id]),
            lambda: mem.check(repair=True),
            lambda: mem.consolidate(),
            lambda: mem.pin([cube.id]),
            lambda: mem.recall("cat").cite(["m1"]),
            lambda: mem.in_space("default").remember("x"),
        ):
            with pytest.raises(ReadOnlyStore, match="read_only=True"):
                call()
        assert mem.audit_head() == before


def test_httpx_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'mnemic\[client\]'"):
        mnemic.open("http://127.0.0.1:1")


def test_many_threads_share_a_handle(serve: Serve) -> None:
    with opened(serve(rate_per_s=None).url) as mem:
        made: list[str] = []

        def work(number: int) -> None:
            made.extend(mem.remember(f"text {number}.{i}").id for i in range(10))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(made)) == 80
        assert len(mem.list(limit=1000)) == 80


# Backups


def test_a_backup_is_a_whole_copy(serve: Serve, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with opened(serve().url) as mem:
        cube = mem.remember("Ana has a cat")
        mem.backup(tmp_path / "copy.db", progress=lambda left, total: told.append((left, total)))
        with mnemic.open(tmp_path / "copy.db", embedder="hash") as copy:
            assert copy.get(cube.id) == cube
            assert copy.check() == []
        assert told
        assert told[-1][0] == 0
        with pytest.raises(StorePathError, match="exists"):
            mem.backup(tmp_path / "copy.db")
        with pytest.raises(StorePathError, match="folder"):
            mem.backup(tmp_path / "no" / "copy.db")
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.db"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (says(200, "<html>", "text/html"), ServerMismatch),
        (says(200, b"", "application/octet-stream"), ServerMismatch),
        (refuses(403, "forbidden"), Forbidden),
        (says(200, b"SQLite format 3\0half", Content_Length="5000"), ServerUnavailable),
        (hangs_up, ServerUnavailable),
    ],
)
def test_a_backup_that_fails_leaves_no_file(answer: Any, kind: type[MnemicError], tmp_path: Path) -> None:
    def short(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.close_connection = True
        answer(handler, asked)

    with odd_server(short) as odd, opened(odd.url) as mem, pytest.raises(kind):
        mem.backup(tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_named_on_a_file_system_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    with new_file(tmp_path / "copy.db") as file:
        file.write(b"all of it")
    assert (tmp_path / "copy.db").read_bytes() == b"all of it"
    with pytest.raises(StorePathError, match="exists"), new_file(tmp_path / "other.db"):
        (tmp_path / "other.db").write_bytes(b"somebody else's")
    assert (tmp_path / "other.db").read_bytes() == b"somebody else's"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_backup_never_takes_the_place_of_another_file(tmp_path: Path) -> None:
    with pytest.raises(StorePathError, match="exists"), new_file(tmp_path / "copy.db") as file:
        file.write(b"all of it")
        (tmp_path / "copy.db").write_bytes(b"somebody else's")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"somebody else's"]


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, StoreFull), (errno.EIO, StoreUnwritable)])
def test_a_backup_that_cannot_be_written_says_why(
    number: int, kind: type[MnemicError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError(number, "so it is")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(kind, match=r"copy.db.*so it is"), new_file(tmp_path / "copy.db") as file:
        file.write(b"all of it")
    assert list(tmp_path.iterdir()) == []


# Progress, and what stays here


def test_progress_is_told_at_the_beginning_and_the_end(serve: Serve) -> None:
    told: list[tuple[int, int]] = []
    with opened(serve().url) as mem:
        mem.remember("Ana has a cat")
        mem.flush(progress=lambda done, total: told.append((done, total)))
        mem.consolidate(progress=lambda done, total: told.append((done, total)))
        mem.reembed("hash", progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)] * 3


def test_what_cannot_reach_a_server_is_refused() -> None:
    with opened("http://127.0.0.1:1") as mem:
        with pytest.raises(ArgumentError, match="max_s"):
            mem.consolidate(stop=lambda: False)
        with pytest.raises(ArgumentError, match="stays in this process"):
            mem.reembed(HashEmbedder())
