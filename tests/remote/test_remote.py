"""Asking a service: its address, its key, and how long to wait for it. What it answers is tested with its clients."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from mnemic.errors import ArgumentError, ModelUnavailable
from mnemic.remote import Key, Service, checked_address
from mnemic.remote._service import _wait_s, retry_after_s


@pytest.mark.parametrize(
    ("base_url", "url", "host"),
    [
        ("https://api.openai.com/v1/", "https://api.openai.com/v1", "api.openai.com"),
        ("http://localhost:11434/v1", "http://localhost:11434/v1", "localhost:11434"),
        ("http://[::1]:8080", "http://[::1]:8080", "::1:8080"),
    ],
)
def test_an_address_has_no_trailing_slash_and_a_host(base_url: str, url: str, host: str) -> None:
    assert checked_address(base_url) == (url, host)


@pytest.mark.parametrize(
    ("base_url", "told"),
    [
        ("", "is no address of a service"),
        ("api.openai.com", "'api.openai.com' is no address of a service"),
        ("ftp://host", "is no address of a service"),
        ("http://[x", "is no address of a service"),
        ("http://host:port", "is no address of a service"),
        ("http://host/v1?key=secret", "base_url='http://host/v1' is no address of a service, or has a query"),
        ("http://host/v1#secret", "base_url='http://host/v1' is no address"),
        ("http://me:secret@host/v1", "holds a user name or password"),
        ("http://secret@host/v1", "holds a user name or password"),
        ("http://me:secret@host:port/v1", "holds a user name or password"),
    ],
)
def test_what_is_no_address_is_refused_without_showing_secrets(base_url: str, told: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        checked_address(base_url)
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_key_that_is_given_goes_before_that_of_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", " from-variable\n")
    assert Key("given", "MY_KEY").value() == "given"
    assert Key(None, "MY_KEY").value() == "from-variable"
    assert Key("", "MY_KEY").value() == "from-variable"
    monkeypatch.setenv("MY_KEY", " ")
    assert Key(None, "MY_KEY").value() is None


def test_a_key_hides_itself() -> None:
    assert Key("secret").hide("my secret, your secret") == "my ***, your ***"
    assert Key(env="NO_SUCH_VARIABLE").hide("nothing to hide") == "nothing to hide"
    assert repr(Key("secret")) == "<api key>"


def test_a_service_connects_to_nobody_until_it_is_asked() -> None:
    service = Service(
        "http://host/v1",
        label="model 'm'",
        key=Key(),
        timeout_s=1,
        max_retries=0,
        unavailable=ModelUnavailable,
    )
    assert service.label == "model 'm' at http://host/v1"
    service.close()


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [
        (None, None), ("", None), ("soon", None), ("7", 7.0), ("-1", 0.0), ("nan", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)  # fmt: skip
def test_the_wait_asked_for_is_read(header: str | None, wait_s: float | None) -> None:
    assert retry_after_s(header) == wait_s


def test_a_date_to_wait_for_is_read() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    assert 18 <= (retry_after_s(date) or 0) <= 20


def test_waits_double_up_to_a_minute_and_are_spread() -> None:
    assert 0.5 <= _wait_s(0, None) <= 0.625
    assert 2 <= _wait_s(2, None) <= 2.5
    assert 60 <= _wait_s(20, None) <= 75
    assert 7 <= _wait_s(20, 7) <= 8.75
    assert len({_wait_s(0, None) for _ in range(5)}) > 1
