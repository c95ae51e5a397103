"""What a run leaves behind: the figures, the questions, and a page that loads nothing."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bench_data import CHAT, QUESTIONS, Sure, as_system, fruit, own

import mnemic
from mnemic.bench import (
    MEASURES,
    SYSTEMS,
    Answerer,
    Dataset,
    Folder,
    Settings,
    chosen,
    render,
    run,
)
from mnemic.bench._svg import Axis, Bar, Curve, bars, curves, differences
from mnemic.errors import ArgumentError
from mnemic.llm import Reply
from mnemic.testing import ScriptedModel

HASH: dict[str, Any] = {"embedder": "hash", "rounds": 20}
VOID = {"meta"}


class Page(HTMLParser):
    """Checks that what is opened is closed, and gathers what is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def left(folder: Path, data: Dataset, *systems: Any, **arguments: Any) -> dict[str, Any]:
    """Return what a run on *data* leaves in *folder*."""
    answerer = arguments.pop("answerer", None)
    outcome = run(data, Settings(systems=systems or tuple(SYSTEMS.values()), **HASH), answerer=answerer)
    return Folder(folder).write(outcome, **arguments)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    left(folder / "out", fruit(folder), command=["mnemic", "bench", "locomo", "fruit.json"])
    return folder / "out"


def test_the_figures_say_how_they_came_about(folder: Path) -> None:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert results["format"] == 1
    assert results["versions"]["mnemic"] == mnemic.__version__
    assert results["command"] == ["mnemic", "bench", "locomo", "fruit.json"]
    [file] = results["data"]["files"]
    assert re.fullmatch("[0-9a-f]{64}", file["sha256"])
    assert results["settings"]["embedder"] == "hash"
    assert results["settings"]["tokenizer"]
    assert results["settings"]["llm"] is None
    assert list(results["systems"]) == list(SYSTEMS)


def test_every_question_of_every_system_is_a_line(folder: Path) -> None:
    lines = [
        json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) == 5 * 14
    answerable = next(line for line in lines if line["gold"])
    assert set(answerable["scores"]) == set(MEASURES)
    assert set(answerable["gold"]) <= set(answerable["ranked"])
    assert answerable["returned"] == len(answerable["ranked"]) == 6
    assert {line["ranked"] is None for line in lines if line["system"] == "full"} == {True}
    none = next(line for line in lines if not line["gold"])
    assert none["scores"] is none["confidence"] is none["answer"] is None


def test_the_page_is_whole_and_loads_nothing(folder: Path) -> None:
    text = (folder / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed"}
    assert not {name for name, _ in page.attributes} & {"src", "href", "srcset", "onload", "style"}
    assert not re.search(r"https?:|//|url\(|@import|@font-face", text)
    assert "prefers-color-scheme:dark" in text
    assert 'name="viewport"' in text


def test_the_page_tells_every_system_and_measure(folder: Path) -> None:
    page = Page((folder / "report.html").read_text(encoding="utf-8"))
    for told in (
        *SYSTEMS,
        *MEASURES,
        "Mnemic less each control",
        "Recall time",
        "Tokens a question",
        "even",
        "odd",
    ):
        assert told in page.text
    assert "No system said how sure it was" in page.text
    assert "No language model was named" in page.text


def test_what_the_data_says_is_escaped(tmp_path: Path) -> None:
    nasty = '<script>alert("x")</script>'
    asked = [{**QUESTIONS[0], "type": nasty}]
    results = left(tmp_path / "out", own(tmp_path, questions=asked), command=[nasty])
    page = Page(render({**results, "data": {**results["data"], "name": nasty}}))
    assert "script" not in page.tags
    assert page.text.count(nasty) >= 3


def test_a_confidence_is_drawn(tmp_path: Path) -> None:
    results = left(
        tmp_path / "out", fruit(tmp_path), as_system(Sure(degraded=("vectors_pending",))), *chosen(["full"])
    )
    page = Page(render(results))
    for told in (
        "Reliability",
        "Told apart: unanswerable",
        "Told apart: wrong conversation",
        "Brier",
        "1.000",
    ):
        assert told in page.text
    assert "14 recalls said vectors_pending" in page.text


def test_a_confidence_without_a_wrong_conversation_is_drawn_in_part(tmp_path: Path) -> None:
    page = Page(render(left(tmp_path / "out", own(tmp_path), as_system(Sure()))))
    assert "Told apart: unanswerable" in page.text
    assert "Told apart: wrong conversation" not in page.text


def test_answers_are_told_with_what_they_cost(tmp_path: Path) -> None:
    reader = ScriptedModel([Reply("Porto", 1234, 2), "?"])
    judge = ScriptedModel(['{"correct": true}', '{"correct": false}'])
    results = left(
        tmp_path / "out", own(tmp_path), *chosen(["bm25"]),
        answerer=Answerer(reader, judge), llm={"url": "http://localhost/v1"},
    )  # fmt: skip
    assert results["settings"]["llm"] == {
        "url": "http://localhost/v1",
        "reader": "scripted",
        "judge": "scripted",
    }
    page = Page(render(results))
    assert "1,234 + 2" in page.text
    assert "Accuracy by type" in page.text
    lines = (tmp_path / "out" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["answer"] == {"status": "correct", "text": "Porto", "why": ""}


def test_systems_that_rank_nothing_make_a_page_too(tmp_path: Path) -> None:
    page = Page(render(left(tmp_path / "out", own(tmp_path), *chosen(["full"]))))
    assert "Mnemic was not measured beside a control" in page.text
    assert "Recall time" not in page.text


def test_a_low_limit_leaves_out_what_it_does_not_measure(tmp_path: Path) -> None:
    outcome = run(own(tmp_path), Settings(systems=chosen(["mnemic", "bm25"]), limit=5, **HASH))
    page = Page(render(Folder(tmp_path / "out").write(outcome, report=False)))
    assert "R@5" in page.text
    assert "R@20" not in page.text
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["questions.jsonl", "results.json"]


def test_questions_left_out_are_told(tmp_path: Path) -> None:
    results = left(tmp_path / "out", own(tmp_path), *chosen(["bm25"]))
    told = {**results, "data": {**results["data"], "skipped": {"no evidence": 3}}}
    assert "3 questions left out" in Page(render(told)).text


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ArgumentError, match=r"holds 'notes\.txt' already"):
        Folder(tmp_path)
    with pytest.raises(ArgumentError, match="cannot be made a folder"):
        Folder(tmp_path / "notes.txt")


def test_a_folder_in_which_nothing_was_written_goes_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Folder(tmp_path / "out"):
        raise KeyboardInterrupt
    assert not (tmp_path / "out").exists()
    with pytest.raises(KeyboardInterrupt), Folder(tmp_path / "out") as folder:
        (folder.path / "x").touch()
        raise KeyboardInterrupt
    assert (tmp_path / "out").exists()
    with Folder(tmp_path / "kept"):
        pass
    assert (tmp_path / "kept").exists()


def test_a_library_that_is_not_installed_has_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnemic.bench._folder._LIBRARIES", ("numpy", "no-such-library"))
    results = left(tmp_path / "out", own(tmp_path), *chosen(["bm25"]))
    assert results["versions"]["no-such-library"] is None
    assert "no-such-library" not in Page(render(results)).text


def test_turns_of_ones_own_appear_nowhere_but_their_ids(tmp_path: Path) -> None:
    left(tmp_path / "out", own(tmp_path), *chosen(["mnemic", "full"]))
    for path in (tmp_path / "out").iterdir():
        assert CHAT[1]["text"] not in path.read_text(encoding="utf-8")


# Plots


def test_a_bar_is_as_long_as_its_value() -> None:
    plot = bars(
        [Bar("a", 0, 0.5, 0.4, 0.6, "0.5", "told"), Bar("b", 1, 1.0, 1.0, 1.0, "1", "")], most=1.0, about="x"
    )
    assert [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', plot)] == [110.0, 220.0]
    assert "<title>told</title>" in plot


def test_bars_without_anything_to_show_stand_at_zero() -> None:
    plot = bars([Bar("a", 0, 0.0, 0.0, 0.0, "0", "")], most=0.0, about="x")
    assert 'width="1.0"' in plot
    assert '<path class="w"' not in plot


def test_differences_lie_on_their_side_of_zero() -> None:
    plot = differences([Bar("a", 0, 0.2, 0.1, 0.3, "", ""), Bar("b", 1, -0.1, -0.4, 0.1, "", "")], about="x")
    right, wrong = (float(at) for at in re.findall(r'<circle[^>]* cx="([\d.]+)"', plot))
    zero = 62 + 110
    assert wrong < zero < right
    assert differences([], about="x").count("<circle") == 0


def test_a_curve_stays_inside_its_axes() -> None:
    axis = Axis("ms", 1, 100, [(1, "1"), (10, "10"), (100, "100")], log=True)
    assert [axis.place(value) for value in (0.1, 1, 10, 100, 1000)] == [0, 0, 0.5, 1, 1]
    plot = curves(
        [Curve("a", 0, [(1, 0), (100, 1)], ["low", "high"])], axis, Axis("y", 0, 1, [(0, "0")]), about="x"
    )
    assert 'points="40.0,228.0 328.0,8.0"' in plot
    assert plot.count("<circle") == 2
    assert "dashed" not in plot
