"""The client of OpenAI-compatible chat services, against a real server on this machine."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from chat_service import Answer, ChatService, answer, running, says

from mnemic.errors import ArgumentError, MissingExtra, ModelUnavailable
from mnemic.llm import LanguageModel, Message, OpenAIChat, Prompt, Reply

KEY = "sk-very-secret"
ASKED = Prompt((Message("user", "Where is Ana?"),))
SCHEMA = {"type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"]}
TYPED = Prompt((Message("system", "Find the town."), Message("user", "In Porto.")), SCHEMA, "town")

Make = Callable[..., OpenAIChat]


@pytest.fixture
def service() -> Iterator[ChatService]:
    with running() as service:
        yield service


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between attempts, noted instead of waited."""
    noted: list[float] = []
    monkeypatch.setattr("mnemic.remote._service.time.sleep", noted.append)
    return noted


@pytest.fixture
def make(service: ChatService, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    made: list[OpenAIChat] = []

    def make(**options: Any) -> OpenAIChat:
        made.append(OpenAIChat("tiny", **{"base_url": service.url, "api_key": KEY, **options}))
        return made[-1]

    yield make
    for chat in made:
        chat.close()


# What is sent, and what comes back


def test_a_prompt_is_posted_with_the_key_and_the_reply_is_counted(make: Make, service: ChatService) -> None:
    service.answers = [says("Porto", "length", prompt_tokens=12, completion_tokens=3)]
    assert make().complete(ASKED, max_tokens=5) == Reply("Porto", 12, 3, "length")
    [body] = service.requests
    assert body == {
        "model": "tiny",
        "messages": [{"role": "user", "content": "Where is Ana?"}],
        "max_tokens": 5,
        "temperature": 0,
    }
    assert service.keys == [f"Bearer {KEY}"]


def test_a_schema_is_sent_to_be_kept_strictly(make: Make, service: ChatService) -> None:
    make().complete(TYPED, max_tokens=5)
    assert service.requests[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "town", "schema": SCHEMA, "strict": True},
    }


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        ([{"type": "text", "text": "Por"}, {"type": "image"}, {"type": "text", "text": "to"}], "Porto"),
    ],
)
def test_content_may_be_missing_or_in_parts(
    make: Make, service: ChatService, content: Any, text: str
) -> None:
    service.answers = [says(content, None)]
    assert make().complete(ASKED, max_tokens=5) == Reply(text)


def test_nothing_connects_before_the_first_call(make: Make, service: ChatService) -> None:
    chat = make()
    assert isinstance(chat, LanguageModel)
    assert chat.name == f"{service.url}#tiny"
    assert (service.requests, chat._service._client) == ([], None)


def test_openai_itself_is_named_shortly_and_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    chat = OpenAIChat("gpt-4o-mini")
    assert chat.name == "openai:gpt-4o-mini"
    with pytest.raises(ArgumentError, match="needs a key; set OPENAI_API_KEY or pass api_key="):
        chat.complete(ASKED, max_tokens=5)


def test_the_key_comes_from_the_variable_named(
    make: Make, service: ChatService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_KEY", f"{KEY}\n")
    with make(api_key=None, key_env="MY_KEY") as chat:
        chat.complete(ASKED, max_tokens=5)
    monkeypatch.delenv("MY_KEY")
    chat.complete(ASKED, max_tokens=5)
    assert service.keys == [f"Bearer {KEY}", None]


# Services that want to be asked otherwise


def test_a_service_without_schemas_is_told_them_in_words_from_then_on(
    make: Make, service: ChatService
) -> None:
    service.answers = [answer({"error": "unknown field response_format"}, 400)]
    chat = make()
    with pytest.warns(RuntimeWarning, match="takes no JSON schema"):
        chat.complete(TYPED, max_tokens=5)
    chat.complete(TYPED, max_tokens=5)
    refused, second, third = service.requests
    assert "response_format" in refused
    for body in (second, third):
        assert "response_format" not in body
        assert body["messages"][0]["content"].startswith("Find the town.\n\nReply with one JSON object")
        assert '"town"' in body["messages"][0]["content"]


def test_a_refusal_that_gives_no_reason_is_first_taken_for_one_of_the_schema(
    make: Make, service: ChatService
) -> None:
    service.answers = [answer(b"bad request", 400)]
    with pytest.warns(RuntimeWarning, match="takes no JSON schema"):
        assert make().complete(TYPED, max_tokens=5).text == "ready"


def test_a_schema_is_still_sent_after_a_refusal_that_had_another_reason(
    make: Make, service: ChatService
) -> None:
    service.answers = [answer(b"too long", 400)] * 2
    chat = make()
    with pytest.raises(ArgumentError, match="so long a prompt fits the model"):
        chat.complete(TYPED, max_tokens=5)
    chat.complete(TYPED, max_tokens=5)
    assert ["response_format" in body for body in service.requests] == [True, False, True]


def test_a_service_with_another_limit_and_no_temperature_is_asked_its_way(
    make: Make, service: ChatService
) -> None:
    service.answers = [
        answer(b"use 'max_completion_tokens' instead of 'max_tokens'", 400),
        answer(b"'temperature' is not supported", 400),
    ]
    chat = make()
    chat.complete(ASKED, max_tokens=5)
    chat.complete(ASKED, max_tokens=5)
    assert len(service.requests) == 4
    for body in service.requests[2:]:
        assert body["max_completion_tokens"] == 5
        assert not {"max_tokens", "temperature"} & set(body)


def test_a_service_that_refuses_every_way_is_not_asked_for_ever(make: Make, service: ChatService) -> None:
    service.answers = [answer(b"max_completion_tokens temperature schema", 422)] * 9
    with pytest.raises(ArgumentError, match="status 422"):
        make().complete(TYPED, max_tokens=5)
    assert len(service.requests) == 4


# Trouble


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 503])
def test_a_passing_failure_is_tried_again_after_growing_waits(
    make: Make, service: ChatService, waits: list[float], status: int
) -> None:
    service.answers = [answer(b"later", status)] * 2
    assert make().complete(ASKED, max_tokens=5).text == "ready"
    assert len(service.requests) == 3
    assert 0.5 <= waits[0] <= 0.625
    assert 1.0 <= waits[1] <= 1.25


def test_the_wait_a_service_asks_for_is_kept(make: Make, service: ChatService, waits: list[float]) -> None:
    service.answers = [answer(b"", 429, retry_after="7")]
    make().complete(ASKED, max_tokens=5)
    assert 7 <= waits[0] <= 8.75


def test_a_wait_that_is_too_long_is_left_to_the_caller(
    make: Make, service: ChatService, waits: list[float]
) -> None:
    service.answers = [answer(b"quota", 429, retry_after="3600")]
    with pytest.raises(ModelUnavailable, match=r"asks to wait 3600 s \(status 429: quota\)"):
        make().complete(ASKED, max_tokens=5)
    assert waits == []


def test_used_up_attempts_are_told_without_the_key(
    make: Make, service: ChatService, waits: list[float]
) -> None:
    service.answers = [answer(f"key {KEY} is busy".encode(), 503)] * 9
    with pytest.raises(ModelUnavailable) as caught:
        make(max_retries=2).complete(ASKED, max_tokens=5)
    assert "in 3 attempts; the last: status 503: key *** is busy" in str(caught.value)
    assert len(waits) == 2


def test_a_slow_answer_times_out(make: Make, service: ChatService) -> None:
    def slow(_body: dict[str, Any]) -> Answer:
        time.sleep(0.3)
        return says("too late")

    service.answers = [slow]
    with pytest.raises(ModelUnavailable, match="ReadTimeout"):
        make(timeout_s=0.05, max_retries=0).complete(ASKED, max_tokens=5)


def test_an_answer_that_drips_times_out_as_a_whole() -> None:
    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
            while not done.wait(0.02):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        chat = OpenAIChat("tiny", base_url=url, timeout_s=0.2, max_retries=0)
        with chat, pytest.raises(ModelUnavailable, match=r"not complete after 0\.2 s"):
            chat.complete(ASKED, max_tokens=5)
        done.set()
        thread.join()


def test_an_answer_without_end_is_not_kept(
    make: Make, service: ChatService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnemic.remote._service._LARGEST_ANSWER_BYTES", 1 << 20)
    service.answers = [answer(b" " * (2 << 20))]
    with pytest.raises(ModelUnavailable, match="more than 1 MiB"):
        make().complete(ASKED, max_tokens=5)


def test_a_service_that_is_not_there_is_told() -> None:
    with (
        OpenAIChat("tiny", base_url="http://127.0.0.1:9/v1", max_retries=0) as chat,
        pytest.raises(ModelUnavailable, match="ConnectError"),
    ):
        chat.complete(ASKED, max_tokens=5)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html>login</html>", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"{}", "something else than a chat completion"),
        (b"[]", "something else than a chat completion"),
        ({"choices": []}, "something else than a chat completion"),
        (says(3)[2], "content is int"),
        (says([{"type": "text"}])[2], "something else than a chat completion"),
    ],
)
def test_an_answer_that_is_no_chat_completion_is_told(
    make: Make, service: ChatService, data: Any, told: str
) -> None:
    service.answers = [answer(data)]
    with pytest.raises(ModelUnavailable, match=told):
        make().complete(ASKED, max_tokens=5)


@pytest.mark.parametrize(
    ("status", "way_out"),
    [(401, "set OPENAI_API_KEY or api_key="), (403, "OPENAI_API_KEY"), (404, "base_url"), (307, "base_url")],
)
def test_a_refusal_is_told_at_once_with_the_way_out(
    make: Make, service: ChatService, status: int, way_out: str
) -> None:
    service.answers = [answer(f"not with {KEY}".encode(), status)]
    with pytest.raises(ArgumentError, match=way_out) as caught:
        make().complete(ASKED, max_tokens=5)
    assert "not with ***" in str(caught.value)
    assert len(service.requests) == 1


# The key


def test_the_key_shows_nowhere(
    make: Make, service: ChatService, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    chat = make(max_retries=1)
    service.answers = [answer(KEY.encode(), 500)] * 2
    with pytest.raises(ModelUnavailable) as caught:
        chat.complete(ASKED, max_tokens=5)
    shown = [
        repr(chat), chat.name, str(vars(chat)), str(vars(chat._service)), caplog.text,
        "".join(traceback.format_exception(caught.value)),
    ]  # fmt: skip
    assert caplog.text
    assert not any(KEY in text for text in shown)


def test_a_key_that_no_header_can_carry_is_refused_unseen(make: Make) -> None:
    with pytest.raises(ArgumentError, match="characters that cannot be sent") as caught:
        make(api_key="sk-véry\nsecret").complete(ASKED, max_tokens=5)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {"model": ""},
        {"model": "a b"},
        {"model": "a#b"},
        {"base_url": "ftp://host"},
        {"base_url": "http://[x"},
        {"base_url": "http://host/v1?key=secret"},
        {"base_url": "http://me:secret@host/v1"},
        {"base_url": "http://me:secret@host:port/v1"},
        {"key_env": "sk-very-secret"},
        {"timeout_s": 0},
        {"timeout_s": float("nan")},
        {"max_retries": -1},
    ],
)
def test_arguments_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError) as caught:
        OpenAIChat(**{"model": "tiny", **options})
    assert "secret" not in str(caught.value)


def test_without_httpx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'mnemic\[openai\]'"):
        OpenAIChat("tiny")
