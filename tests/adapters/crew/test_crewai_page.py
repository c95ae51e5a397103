"""CrewAI's page runs against the real CrewAI and prints what it shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from doc_pages import ROOT
from doc_runner import run_page

import mnemic.index._models


def test_page_runs_and_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("MNEMIC_", "OPENAI_", "ANTHROPIC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(mnemic.index._models, "DEFAULT_EMBEDDER", "hash")
    run_page(ROOT / "docs" / "adapters" / "crewai.md", "hash", tmp_path)
