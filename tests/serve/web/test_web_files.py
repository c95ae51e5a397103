"""The files of the page are served as they were built, with what a browser may do with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mnemic.serve.web import NOT_BUILT, mount, read_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page of four files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Mnemic</title>")
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "index-abc.js").write_text("export {};" * 50)
    (tmp_path / "assets" / "serif.woff2").write_bytes(b"wOF2")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> TestClient:
    app = Starlette()
    mount(app, read_files(folder))
    return TestClient(app)


def test_page_stands_at_the_root(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "Mnemic" in reply.text


@pytest.mark.parametrize("path", ["/", "/icon.svg", "/assets/index-abc.js", "/assets/serif.woff2"])
def test_every_file_forbids_what_the_page_does_not_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert not any("unsafe" in sources or "http" in sources or "*" in sources for sources in policy.values())
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_what_has_its_hash_in_its_name_is_kept_and_the_rest_is_asked_for_again(client: TestClient) -> None:
    assert "immutable" in client.get("/assets/index-abc.js").headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"


def test_file_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/").headers["etag"]
    reply = client.get("/", headers={"If-None-Match": etag})
    assert (reply.status_code, reply.content) == (304, b"")
    assert client.get("/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_text_is_packed_for_those_who_can_unpack_it(client: TestClient) -> None:
    packed = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert "content-encoding" not in client.get("/assets/serif.woff2").headers


def test_page_that_was_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    app = Starlette()
    mount(app, read_files(tmp_path))
    reply = TestClient(app).get("/")
    assert (reply.status_code, reply.text) == (503, NOT_BUILT)
    assert "make web" in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_nothing_else_is_served_from_the_folder(client: TestClient) -> None:
    assert client.get("/assets/../../secret").status_code == 404
    assert client.get("/index.html").status_code == 404
    assert client.get("/assets/").status_code == 404
