"""The documentation as a site: it builds without a warning, hangs together, and asks nothing of the network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from doc_pages import ROOT

CONFIG = ROOT / "mkdocs.yml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make site`` builds it, from a copy."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(CONFIG, folder)
    built = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, f"{built.stdout}{built.stderr}"
    return folder / "site"


class _Page(HTMLParser):
    """What a built page holds: anchors, links, and what a browser loads along with it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value is not None}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        self.loads += [found[name] for name in ("src", "srcset", "poster") if name in found]
        if tag == "link" and found.get("rel") != "canonical" and "href" in found:
            self.loads.append(found["href"])


class _Goal(NamedTuple):
    path: Path
    anchor: str


def _goals(site: Path, page: Path, targets: list[str]) -> Iterator[tuple[str, _Goal]]:
    """Yield where the targets of *page* lead inside the site, each with itself."""
    for target in targets:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        base = site if parts.path.startswith("/") else page.parent
        goal = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else page.resolve()
        yield target, _Goal(goal / "index.html" if goal.is_dir() else goal, unquote(parts.fragment))


def test_the_navigation_names_every_page_once() -> None:
    navigation = CONFIG.read_text(encoding="utf-8").partition("\nnav:\n")[2]
    named = re.findall(r": ([\w/-]+\.md)$", navigation, re.MULTILINE)
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert sorted(named) == sorted(pages)


def test_links_and_anchors_of_the_site_lead_somewhere(site: Path) -> None:
    pages = {path.resolve(): _Page(path) for path in site.rglob("*.html") if path.name != "404.html"}
    assert len(pages) > 30
    lost = []
    for path, page in pages.items():
        for target, goal in _goals(site, path, page.links + page.loads):
            there = goal.path.exists() and (
                not goal.anchor or goal.path not in pages or goal.anchor in pages[goal.path].anchors
            )
            if not there:
                lost.append(f"{path.relative_to(site.resolve())}: {target}")
    assert not lost


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        foreign = [target for target in _Page(path).loads if urlsplit(target).netloc]
        assert not foreign, path
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text, path
        assert "@import" not in text, path


@pytest.mark.browser
@pytest.mark.slow
def test_a_browser_asks_nothing_of_others_and_finds_by_word(site: Path) -> None:
    from playwright.sync_api import sync_playwright

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    asked: list[str] = []
    failed: list[str] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: failed.append(str(error)))
            for path in (
                "index.html",
                "reference/api.html",
                "how-to/consolidate.html",
                "design/lifecycle.html",
            ):
                page.goto(f"{address}/{path}", wait_until="networkidle")
            page.keyboard.press("/")
            page.keyboard.type("erasure")
            page.get_by_text("results").first.wait_for()
            assert page.get_by_role("link", name="Erasure").count() > 0
            browser.close()
    finally:
        server.shutdown()
        server.server_close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert failed == []
