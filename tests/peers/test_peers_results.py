"""Reading the data, keeping results, and what is printed of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from harness import Kept, Outcome, Report, SideBySide, fingerprint, read_conversations
from peers_data import small_data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of conversations."""
    path = tmp_path / "small.json"
    path.write_text(json.dumps(small_data()))
    return path


def test_conversations_read_the_same_zipped(file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "small.json.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert read_conversations(packed) == read_conversations(file)


def test_questions_about_the_same_sessions_share_a_space(file: Path) -> None:
    data = read_conversations(file)
    assert [[question["id"] for question in space["questions"]] for space in data.spaces] == [
        ["q1", "q2"],
        ["q3"],
    ]
    assert [asked.type for asked in data.questions.values()] == ["one", "two", "one"]
    assert data.turns() == 5


def test_texts_carry_the_speaker_and_gold_stays_behind(file: Path) -> None:
    data = read_conversations(file)
    assert data.texts()[:2] == ["Ana: I adopted a grey cat.", "Ben: Lovely! What is its name?"]
    assert data.texts()[-1] == "I bought a green boat."
    assert "gold" not in json.dumps(list(data.spaces))


def test_a_sample_is_the_same_every_time(file: Path) -> None:
    first = read_conversations(file, questions=2)
    assert list(first.questions) == list(read_conversations(file, questions=2).questions)
    assert len(first.questions) == 2
    assert first.digest != read_conversations(file).digest


def test_data_without_evidence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text(json.dumps({"sessions": {}, "questions": []}))
    with pytest.raises(ValueError, match="no question with gold"):
        read_conversations(path)


def test_a_result_is_kept_under_what_decided_it(tmp_path: Path) -> None:
    source = tmp_path / "driver.py"
    source.write_text("one")
    name = fingerprint({"data": "d", "vectors": "v"}, [source])
    kept = Kept(tmp_path / "kept")
    assert kept.get("chroma", name) is None
    kept.put("chroma", name, {"version": "1"})
    assert kept.get("chroma", name) == {"version": "1", "fingerprint": name}
    assert fingerprint({"data": "d", "vectors": "other"}, [source]) != name
    source.write_text("two")
    assert fingerprint({"data": "d", "vectors": "v"}, [source]) != name


def test_a_damaged_result_is_measured_anew(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.put("chroma", "abc", {"version": "1"})
    kept.path("chroma", "abc").write_text("{")
    assert kept.get("chroma", "abc") is None
    kept.put("chroma", "abc", {"version": "1"})
    kept.path("chroma", "abc").rename(kept.path("chroma", "other"))
    assert kept.get("chroma", "other") is None


def test_tables_name_what_did_not_run(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = read_conversations(file)
    found = {"q1": ["a2:2"], "q2": ["a1:1"], "q3": ["b1:1"]}
    run = {
        "version": "1.0", "found": found, "turns": 5, "add_s": 0.5, "search_ms": [1.0, 2.0, 3.0], "disk_mb": 1.5,
        "peak_mb": 80.0, "load": 0.5,
    }  # fmt: skip
    slower = {**run, "search_ms": [9.0, 9.0, 9.0]}
    outcomes = [
        Outcome("mnemic", "as it is", run, slower),
        Outcome("chroma", "vectors", {**run, "found": {**found, "q1": []}}, kept="2026-01-01"),
        Outcome("txtai", "hybrid", error="no torch"),
    ]
    report = Report()
    together = SideBySide(data, outcomes)
    together.tell(report)
    together.keep(report)
    printed = capsys.readouterr().out
    assert "| txtai  | did not run" in printed
    assert "- **txtai**: hybrid Did not run: no torch." in printed
    assert "- **chroma**: vectors Measured 2026-01-01 at a load of 0.5." in printed
    assert "| mnemic, embedding | 1.0" in printed
    chroma = report.raw["systems"]["chroma"]
    assert chroma["all"]["less_mnemic"]["R@10"]["mean"] == pytest.approx(-1 / 3, abs=1e-4)
    assert chroma["by_type"]["two"]["measures"]["R@10"]["mean"] == 0.5
    assert report.raw["systems"]["mnemic"]["speed_end_to_end"]["search_p50_ms"] == 9.0
