"""Both envelopes, and that an error tells what it can and nothing else."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.exceptions import HTTPException

import mnemic
from mnemic import errors
from mnemic.serve.http import Settings, running
from mnemic.serve.http._envelope import data_bytes, error_response, plain

if TYPE_CHECKING:
    from http_api import Api

    from mnemic.serve.http import Running

PLACE = Path("/srv/somewhere/memory.db")


def _told(error: Exception) -> dict[str, Any]:
    found = json.loads(bytes(error_response(error, "r1", PLACE).body))["error"]
    assert found["request_id"] == "r1"
    assert isinstance(found, dict)
    return found


def test_what_a_verb_gives_becomes_plain_json() -> None:
    head = mnemic.AuditHead(3, "ab")
    assert plain([head, None, (1, "x")]) == [{"operations": 3, "hash": "ab"}, None, [1, "x"]]
    assert data_bytes("ü") == '{"data":"ü"}'.encode()
    # As of features: JSON has no other word for it.
    assert data_bytes(float("nan")) == b'{"data":null}'


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("store '/srv/somewhere/memory.db' was held for 5 s", "store 'memory.db' was held for 5 s"),
        ("no room in /srv/somewhere", "no room in its folder"),
        ("the weights /opt/models/x/weights.bin are missing", "the weights weights.bin are missing"),
        ("https://example.com/a/b did not answer", "https://example.com/a/b did not answer"),
    ],
)
def test_no_error_about_the_machine_tells_where_anything_lies(message: str, told: str) -> None:
    for kind in (errors.StoreBusy, errors.StoreCorrupted, errors.ModelError):
        assert _told(kind(message))["message"] == told


def test_a_path_that_the_caller_sent_is_no_secret_to_them_but_the_stores_own_is() -> None:
    assert "/home/ana/x" in _told(errors.ArgumentError("source='/home/ana/x' is too long"))["message"]
    told = _told(errors.EmbedderMismatch("store '/srv/somewhere/memory.db' holds 384-dimensional vectors"))
    assert told["message"] == "store 'memory.db' holds 384-dimensional vectors"


def test_an_error_nobody_expected_tells_nothing() -> None:
    response = error_response(RuntimeError("a secret"), "r1", PLACE)
    assert response.status_code == 500
    assert "secret" not in bytes(response.body).decode()
    assert _told(RuntimeError("a secret"))["code"] == "internal_error"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (HTTPException(404), 404, "not_found"),
        (HTTPException(405, headers={"Allow": "GET"}), 405, "method_not_allowed"),
        (HTTPException(415), 415, "unsupported_media_type"),
        (HTTPException(418, "a teapot"), 418, "bad_request"),
        (HTTPException(408, "too slow"), 408, "request_timeout"),
    ],
)
def test_what_the_framework_comes_to_is_told_in_the_same_way(
    error: HTTPException, status: int, code: str
) -> None:
    response = error_response(error, "r1", PLACE)
    assert (response.status_code, _told(error)["code"]) == (status, code)
    for name, value in (error.headers or {}).items():
        assert response.headers[name] == value


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (errors.StoreBusy("x"), "1"),
        (errors.ModelUnavailable("x"), "1"),
        (errors.TooManyRequests("x", 2.2), "3"),
        (errors.TooManyRequests("x", 0.01), "1"),
    ],
)
def test_an_error_that_passes_says_when_to_come_back(error: errors.RetryableError, seconds: str) -> None:
    assert error_response(error).headers["retry-after"] == seconds
    assert _told(error)["retryable"] is True


def test_half_a_surrogate_pair_in_a_message_is_no_failure() -> None:
    assert _told(errors.ArgumentError("user='\ud800'"))["message"] == "user='\ud800'"


def test_every_answer_has_an_id_which_may_be_the_callers(api: Api) -> None:
    for path in ("/healthz", "/nothing", "/v1/spaces"):
        response = api.http.get(path, headers={"X-Request-ID": "mine-1.2_3"})
        assert response.headers["x-request-id"] == "mine-1.2_3"
        assert response.headers["mnemic-version"] == mnemic.__version__
    for bad in ("a b", "x" * 200, "a;b", ""):
        own = api.http.get("/healthz", headers={"X-Request-ID": bad}).headers["x-request-id"]
        assert own != bad
        assert len(own) == 32


def test_an_address_where_nothing_is_and_a_method_it_does_not_take_come_in_the_envelope(api: Api) -> None:
    nothing = api.http.get("/v1/nothing")
    assert (nothing.status_code, nothing.json()["error"]["code"]) == (404, "not_found")
    wrong = api.http.put("/v1/spaces")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (405, "method_not_allowed")
    assert "GET" in wrong.headers["allow"]


def test_a_failure_is_logged_by_its_place_and_without_its_message(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("Ana's secret")

    monkeypatch.setattr(mnemic.Memory, "policy", fail)
    with caplog.at_level(logging.ERROR, "mnemic.serve"):
        response = api.get("policy")
    assert response.status_code == 500
    assert "secret" not in response.text
    [line] = [record.getMessage() for record in caplog.records if record.name == "mnemic.serve"]
    assert response.headers["x-request-id"] in line
    assert "RuntimeError" in line
    assert "test_http_envelope.py" in line
    assert "secret" not in caplog.text


def test_an_answer_that_breaks_off_is_seen_to_have(
    api: Api, server: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_copy: Any) -> Any:
        yield b"some bytes"
        raise RuntimeError("Ana's secret")

    monkeypatch.setattr("mnemic.serve.http._upkeep._chunks", broken)
    with pytest.raises(httpx.RemoteProtocolError):
        api.http.get("/v1/backup")
    assert "secret" not in caplog.text


def test_a_store_that_is_damaged_is_an_error_and_the_server_lives(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise errors.StoreCorrupted(f"store '{tmp_path}/memory.db' is damaged")

    monkeypatch.setattr(mnemic.Memory, "audit_head", fail)
    with caplog.at_level(logging.ERROR, "mnemic.serve"):
        response = api.http.get("/v1/audit")
    # Whoever runs the server has to know which store it is.
    assert (
        f"{response.headers['x-request-id']} failed with StoreCorrupted: store '{tmp_path}/memory.db'"
        in caplog.text
    )
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (500, "store_corrupted")
    assert error["message"] == "store 'memory.db' is damaged"
    assert api.http.get("/readyz").status_code == 500
    assert api.http.get("/healthz").is_success


def test_a_busy_store_says_when_to_come_back(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    settings = Settings(location=str(path), embedder="hash", port=0, busy_timeout_s=0.1)
    with running(settings) as server, mnemic.open(path) as other:
        headers = {"Authorization": f"Bearer {server.key}"}
        with other._store.write(), httpx.Client(base_url=server.url, headers=headers) as http:
            response = http.post("/v1/spaces/s/memories", json={"content": "Ana has a cat"})
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    error = response.json()["error"]
    assert (error["code"], error["retryable"]) == ("store_busy", True)
    assert str(tmp_path) not in response.text


def test_a_page_of_an_origin_that_is_let_in_may_read_the_answers(tmp_path: Path) -> None:
    origin = "https://app.example.com"
    settings = Settings(location=str(tmp_path / "a.db"), embedder="hash", port=0, allowed_origins=(origin,))
    with running(settings) as server, httpx.Client(base_url=server.url, headers={"Origin": origin}) as http:
        asked = http.options("/v1/spaces", headers={"Access-Control-Request-Method": "GET"})
        assert asked.is_success
        assert asked.headers["access-control-allow-origin"] == origin
        answer = http.get("/v1/spaces", headers={"Authorization": f"Bearer {server.key}"})
        assert answer.headers["access-control-allow-origin"] == origin
        assert http.get("/healthz", headers={"Origin": "https://evil.example"}).status_code == 403


def test_numbers_of_any_length_are_answered() -> None:
    for number in (2**63, -(10**40), 7):
        assert json.loads(data_bytes({"n": number})) == {"data": {"n": number}}
    assert data_bytes({"ö": [1.5, None]}) == '{"data":{"ö":[1.5,null]}}'.encode()
