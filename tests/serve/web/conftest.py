"""A real Chromium, a real server, and a page that is watched while it is used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from web_browser import CHROMIUM, SWITCHES, OpenPage, Site, Watched
from web_story import Story, tell

from mnemic.serve.http import Settings, running
from mnemic.serve.web import read_files


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser. It ends with the module: as long as it runs, its event loop holds this thread, where others want theirs."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there: make browser")
    if not read_files():
        pytest.skip("the page is not built: make web")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Story]:
    """The story's store, to be copied."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    return path, tell(path)


@pytest.fixture
def story(told: tuple[Path, Story]) -> Story:
    return told[1]


@pytest.fixture
def site(told: tuple[Path, Story], tmp_path: Path) -> Iterator[Site]:
    """A server of a copy of the story's store."""
    path = tmp_path / "memory.db"
    shutil.copy(told[0], path)
    with running(Settings(location=str(path), port=0)) as at:
        yield Site(at.url, at.link or "", path)


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """A server of a store that holds nothing."""
    path = tmp_path / "memory.db"
    with running(Settings(location=str(path), embedder="hash", port=0)) as at:
        yield Site(at.url, at.link or "", path)


@pytest.fixture
def open_page(chromium: Any, site: Site) -> Iterator[OpenPage]:
    """Open pages of the site, signed in; at the end nothing may have gone wrong on them."""
    with ExitStack() as stack:

        def open_(where: str = "#/", *, at: Site = site, **context: Any) -> Watched:
            watched = Watched(
                chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}), at
            )
            stack.callback(watched.close)
            watched.sign_in()
            watched.go(where)
            return watched

        yield open_
