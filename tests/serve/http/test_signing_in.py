"""The web page signs in with a link that is good once, and shows that a write is its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from calls import Served, served

from mnemic.serve.http import Running, Settings, running

MEMORIES = "/v1/spaces/default/memories"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("page")) as place:
        yield place


def token_of(server: Running) -> str:
    assert server.link is not None
    return server.link.partition("#token=")[2]


@pytest.fixture(scope="module")
def page(place: Served) -> Iterator[httpx.Client]:
    """A browser, signed in."""
    with place.as_(None) as page:
        answer = page.post("/session", json={"token": token_of(place.server)})
        assert answer.is_success
        page.headers["X-CSRF-Token"] = answer.json()["data"]["csrf"]
        yield page


def test_the_link_signs_in_once(place: Served, page: httpx.Client) -> None:
    with place.as_(None) as other:
        answer = other.post("/session", json={"token": token_of(place.server)})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(tmp_path: Path) -> None:
    with running(Settings(location=str(tmp_path / "m.db"), embedder="hash", port=0)) as server:
        answer = httpx.post(f"{server.url}/session", json={"token": token_of(server)})
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name == f"mnemic_session_{server.url.rpartition(':')[2]}"
    attributes = {part.strip().lower() for part in rest.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/", "max-age=43200"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)
    assert answer.headers["cache-control"] == "no-store"


def test_whoever_has_the_link_may_do_everything(page: httpx.Client) -> None:
    told = page.get("/session").json()["data"]
    assert told["caller"] == {"key": None, "name": "web page", "space": None, "user": None, "right": "admin"}
    assert told["csrf"] == page.headers["X-CSRF-Token"]
    assert page.get("/v1/keys").is_success


def test_a_write_needs_the_token_of_the_page(page: httpx.Client) -> None:
    assert page.post(MEMORIES, json={"content": "By the page."}).status_code == 201
    for wrong in (b"", b"x", "é".encode(), page.headers["X-CSRF-Token"][:-1].encode() + b"g"):
        answer = page.post(MEMORIES, json={"content": "Not by the page."}, headers=[(b"X-CSRF-Token", wrong)])
        assert answer.status_code == 403
    without = httpx.Client(base_url=page.base_url, cookies=page.cookies)
    with without:
        assert without.get("/v1/spaces").is_success
        assert without.post(MEMORIES, json={"content": "Not by the page."}).status_code == 403
        assert without.delete("/session").status_code == 403
    listed = page.post(f"{MEMORIES}/list", json={}).text
    assert "Not by the page." not in listed


def test_a_page_of_another_site_does_not_write_with_the_cookie(page: httpx.Client) -> None:
    answer = page.post(MEMORIES, json={"content": "x"}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_form_cannot_write(page: httpx.Client) -> None:
    answer = page.post(MEMORIES, data={"content": "x"})
    assert answer.status_code == 415


def test_what_the_page_did_stands_in_the_record(page: httpx.Client) -> None:
    page.post(MEMORIES, json={"content": "Recorded."})
    latest = page.get("/v1/spaces/default/operations", params={"limit": 1}).json()["data"][0]
    assert latest["actor"] == "page"


def test_a_key_counts_before_a_cookie(place: Served, page: httpx.Client) -> None:
    made = place.http.post("/v1/keys", json={"name": "reads"}).json()["data"]["secret"]
    headers = {"Authorization": f"Bearer {made}"}
    assert page.post(MEMORIES, json={"content": "x"}, headers=headers).status_code == 403
    assert page.get("/v1/spaces", headers={"Authorization": "Bearer mnk_x_y"}).status_code == 401


@pytest.mark.parametrize("token", ["", "x", 5, None, "mnk_a_b", "é", "x" * 10_000])
def test_a_link_that_is_none_signs_nobody_in(place: Served, token: object) -> None:
    with place.as_(None) as nobody:
        answer = nobody.post("/session", json={"token": token})
        assert answer.status_code in (401, 422)
        assert nobody.get("/session").status_code == 401


def test_a_cookie_that_is_none_counts_for_nothing(place: Served) -> None:
    port = place.server.url.rpartition(":")[2]
    for value in ("", "x", "%00", "a" * 5000):
        with httpx.Client(
            base_url=place.server.url, headers={"Cookie": f"mnemic_session_{port}={value}"}
        ) as nobody:
            assert nobody.get("/v1/spaces").status_code == 401
            assert nobody.get("/session").status_code == 401


def test_signing_out_ends_the_session_everywhere(tmp_path: Path) -> None:
    with running(Settings(location=str(tmp_path / "m.db"), embedder="hash", port=0)) as server:
        with httpx.Client(base_url=server.url) as page:
            csrf = page.post("/session", json={"token": token_of(server)}).json()["data"]["csrf"]
            kept = dict(page.cookies)
            answer = page.delete("/session", headers={"X-CSRF-Token": csrf})
            assert answer.json() == {"data": None}
            assert "max-age=0" in answer.headers["set-cookie"].lower()
            assert page.delete("/session").status_code == 401
        with httpx.Client(base_url=server.url, cookies=kept) as thief:
            assert thief.get("/v1/spaces").status_code == 401


def test_a_key_has_no_session(place: Served) -> None:
    assert place.http.get("/session").status_code == 401
    assert place.http.delete("/session").status_code == 401


def test_a_session_outlives_the_server(tmp_path: Path) -> None:
    settings = Settings(location=str(tmp_path / "m.db"), embedder="hash", port=0)
    with running(settings) as server, httpx.Client(base_url=server.url) as page:
        page.post("/session", json={"token": token_of(server)})
        value = next(iter(page.cookies.values()))
    with running(settings) as server:
        port = server.url.rpartition(":")[2]
        with httpx.Client(base_url=server.url, cookies={f"mnemic_session_{port}": value}) as page:
            assert page.get("/session").is_success
