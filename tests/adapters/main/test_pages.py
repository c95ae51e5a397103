"""Every page of docs/adapters runs against the real frameworks and prints what it shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from doc_pages import ROOT, name_of
from doc_runner import run_page

import mnemic.index._models

ELSEWHERE = {"crewai.md"}
"""They install in another environment, and run there."""
PAGES = sorted(page for page in (ROOT / "docs" / "adapters").glob("*.md") if page.name not in ELSEWHERE)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_runs_and_prints_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("MNEMIC_", "OPENAI_", "ANTHROPIC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MEM0_DIR", str(tmp_path))
    monkeypatch.setattr(mnemic.index._models, "DEFAULT_EMBEDDER", "hash")
    run_page(page, "hash", tmp_path)
