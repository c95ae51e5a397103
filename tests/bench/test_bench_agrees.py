"""The figures are those of the outside scorer, where it lies beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mnemic.bench import Settings, chosen, load, run, summarise

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "eval" / "retrieval.py"
LOCOMO = SHARED / "data" / "locomo-dev.json.gz"


@pytest.mark.slow
def test_the_figures_agree_with_the_outside_scorer(tmp_path: Path) -> None:
    for path in (SCORER, LOCOMO):
        if not path.exists():
            pytest.skip(f"{path.relative_to(SHARED.parent)} is not beside the repository")
    out = tmp_path / "out.json"
    arguments = [str(LOCOMO), "--questions", "40", "--embedder", "hash", "--json", str(out)]
    subprocess.run([sys.executable, str(SCORER), *arguments], check=True, capture_output=True)
    theirs: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    outcome = run(
        load("locomo", [LOCOMO]), Settings(systems=chosen(["mnemic"]), questions=40, embedder="hash")
    )
    ours = summarise(outcome)["systems"]["mnemic"]
    assert means(ours["measures"], theirs["all"]) == theirs["all"]
    for type_, part in theirs["by_type"].items():
        assert ours["by_type"][type_]["questions"] == part.pop("n")
        assert means(ours["by_type"][type_]["measures"], part) == part
    assert set(ours["by_type"]) == set(theirs["by_type"])
    assert (len(outcome.data.unanswerable), outcome.turns) == (theirs["unanswerable"], theirs["turns"])
    apart = (ours["confidence"] or {}).get("unanswerable")
    assert (apart and round(apart["roc_area"], 3)) == theirs["confidence_auc"]


def means(ours: dict[str, Any], theirs: dict[str, float]) -> dict[str, Any]:
    return {name: pytest.approx(ours[name]["mean"], abs=5.1e-5) for name in theirs}
