"""Every Python block and every ``$ mnemic`` command of the documentation runs and prints what it shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from doc_pages import PAGES, blocks, name_of
from doc_runner import assert_shown, run_page, run_python

import mnemic.index._models

# Those of docs/adapters run where the frameworks are installed: see tests/adapters.
RUNNABLE = [
    page
    for page in PAGES
    if page.parent.name != "adapters"
    and any(block.language in ("python", "console") for block in blocks(page))
]


@pytest.fixture(params=["hash", pytest.param("minilm", marks=[pytest.mark.model, pytest.mark.slow])])
def embedder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The default embedder of this run: the tiny one, and the one readers have."""
    monkeypatch.setattr(mnemic.index._models, "DEFAULT_EMBEDDER", request.param)
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with nothing of the surroundings that would change the outcome."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "not-a-key")
    for name in [name for name in os.environ if name.startswith("MNEMIC_")]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_page_runs_and_prints_what_it_shows(page: Path, embedder: str, folder: Path) -> None:
    run_page(page, embedder, folder)


def test_a_block_that_fails_is_reported_with_its_page_and_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n```python\nx = 1\n1 / 0\n```\n")
    [block] = blocks(page)
    with pytest.raises(ZeroDivisionError) as caught:
        run_python(page, block, {})
    last = caught.traceback[-1]
    assert (str(last.path), last.lineno + 1) == (str(page), 5)


@pytest.mark.parametrize(
    ("shown", "printed", "alike"),
    [
        ("Porto  0.71", "Porto 0.68\n", True),
        ("first\n…\nlast", "first\nsecond\nthird\nlast", True),
        ("Porto", "Lisbon", False),
        ("recorded 2026-05-20T10:00:00+01:00", "recorded 2026-11-21 04:36", True),
    ],
)
def test_shown_output_is_compared_loosely(shown: str, printed: str, alike: bool) -> None:
    if alike:
        assert_shown(shown, printed, "here")
    else:
        with pytest.raises(AssertionError, match="but it prints"):
            assert_shown(shown, printed, "here")
