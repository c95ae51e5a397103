from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

import mnemic.llm
from mnemic.errors import RetryableError
from mnemic.llm import Reply
from mnemic.testing import ScriptedModel

CHAT = [
    {"id": "a", "text": "I moved to Porto.", "speaker": "Ana", "session": "one"},
    {"id": "b", "text": "My dog eats salmon.", "speaker": "Ana", "session": "two"},
]
QUESTIONS = [
    {"question": "Where did Ana move?", "gold": ["a"], "type": "place", "answer": "Porto"},
    {"question": "Who sold the boat?"},
]
OWN = ("bench", "own", "chat.jsonl", "questions.jsonl", "--embedder", "hash", "--bootstrap", "20")


@pytest.fixture(autouse=True)
def _files() -> None:
    for name, lines in (("chat.jsonl", CHAT), ("questions.jsonl", QUESTIONS)):
        Path(name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def seen(run: Run, monkeypatch: pytest.MonkeyPatch, *arguments: str, width: int = 110) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    result = run(*OWN, *arguments, "--table")
    assert result.code == 0, result.err
    return result.out


def test_in_a_pipe_the_answer_is_what_results_json_holds(run: Run) -> None:
    result = run(*OWN, "--out", "out")
    assert result.code == 0, result.err
    data = result.data
    assert (data.pop("folder"), data.pop("report")) == ("out", "out/report.html")
    assert data == json.loads(Path("out/results.json").read_text())
    assert "Written to out/report.html" in result.err


def test_the_command_line_that_measures_the_same_is_kept(run: Run) -> None:
    arguments = ("--out", "out", "--questions", "1", "--system", "bm25", "--system", "mnemic")
    assert run(*OWN, *arguments).data["command"] == [
        "mnemic", "bench", "own", "chat.jsonl", "questions.jsonl", "--questions", "1", "--limit", "20",
        "--bootstrap", "20", "--embedder", "hash", "--system", "bm25", "--system", "mnemic",
    ]  # fmt: skip


def test_people_see_systems_then_types_then_the_rest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = seen(run, monkeypatch, "--out", "out")
    order = [
        out.index(part) for part in ("system ", "mnemic ", "bm25", "full", "type (mnemic)", "place", "Data")
    ]
    assert order == sorted(order)
    for told in (
        "R@5",
        "R@20",
        "nDCG@10",
        "all@10",
        "1.000 ±.00",
        "2 turns",
        "1 conversation",
        "Mnemic less last-k",
    ):
        assert told in out
    assert "Confidence          not measured: no system said how sure it was" in out


def test_a_narrow_terminal_keeps_the_most_telling_measures(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = seen(run, monkeypatch, "--out", "out", width=60)
    assert "nDCG@10" in out
    assert "R@20" not in out
    assert "…" not in out.split("Data")[0]


def test_a_low_limit_leaves_columns_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = seen(run, monkeypatch, "--out", "out", "--limit", "5")
    assert "R@5" in out
    assert "nDCG" not in out
    assert "Mnemic less" not in out


def test_full_alone_has_no_measures_to_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = seen(run, monkeypatch, "--out", "out", "--system", "full")
    assert "type (full)" in out
    assert "R@" not in out


def test_without_out_the_folder_carries_name_and_time(run: Run) -> None:
    folder = Path(run(*OWN).data["folder"])
    assert re.fullmatch(r"bench-own-\d{8}T\d{6}Z", folder.name)
    assert (folder / "report.html").exists()


def test_without_a_report_there_is_none(run: Run) -> None:
    result = run(*OWN, "--out", "out", "--no-report")
    assert result.data["report"] is None
    assert sorted(path.name for path in Path("out").iterdir()) == ["questions.jsonl", "results.json"]
    assert "Written to out\n" in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bench", "lokomo", "x.json"), "Error: there is no benchmark 'lokomo'; did you mean locomo?"),
        (("bench", "locomo", "x.json"), "Error: 'x.json' cannot be read"),
        ((*OWN, "--system", "bm52"), "Error: there is no system 'bm52'; did you mean bm25?"),
        ((*OWN, "--out", "."), "holds"),
        ((*OWN, "--llm-model", "x"), "Error: --llm-url is missing"),
        ((*OWN, "--llm-url", "http://x"), "Error: --llm-model is missing"),
        ((*OWN, "--questions", "0"), "Error: Invalid value for '--questions'"),
        (("bench", "own"), "Error: Missing argument 'FILE"),
    ],
)
def test_a_call_that_cannot_work_says_why_and_leaves_nothing(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    before = set(Path().iterdir())
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert set(Path().iterdir()) == before


def test_a_bad_line_leaves_no_folder(run: Run) -> None:
    Path("chat.jsonl").write_text('{"id": "a", "text": "x\\u0000"}\n')
    result = run(*OWN, "--out", "out")
    assert result.code == 2
    assert "conversation 'own', session None" in result.err
    assert not Path("out").exists()


def test_questions_left_out_are_told(run: Run) -> None:
    turns = [{"dia_id": "D1:1", "speaker": "Ana", "text": "I like figs."}]
    asked = [
        {"question": "Who likes figs?", "answer": "Ana", "category": 4, "evidence": [name]}
        for name in ("D1:1", "")
    ]
    said = {"session_1": turns, "session_1_date_time": "1:56 pm on 8 May, 2023"}
    Path("locomo10.json").write_text(json.dumps([{"sample_id": "c", "conversation": said, "qa": asked}]))
    result = run(
        "bench", "locomo", "locomo10.json", "--embedder", "hash", "--out", "out", "--bootstrap", "20"
    )
    assert "1 question left out: the evidence names no turn of the conversation" in result.err
    assert result.data["data"]["skipped"]


@contextmanager
def _chat(model: ScriptedModel) -> Iterator[ScriptedModel]:
    yield model


def _scripted(monkeypatch: pytest.MonkeyPatch, *replies: Any) -> ScriptedModel:
    model = ScriptedModel(["ready", *replies], name="tiny")
    monkeypatch.setattr(mnemic.llm, "OpenAIChat", lambda *_, **__: _chat(model))
    return model


LLM = ("--llm-url", "http://localhost:1/v1", "--llm-model", "tiny", "--system", "bm25", "--out", "out")


def test_with_a_model_answers_are_judged(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    model = _scripted(monkeypatch, "Porto", '{"correct": true}', "Not in memory.", '{"correct": false}')
    out = seen(run, monkeypatch, *LLM)
    assert "accuracy" in out
    assert "0.500 ±" in out
    assert len(model.prompts) == 5
    settings = json.loads(Path("out/results.json").read_text())["settings"]
    assert settings["llm"] == {"url": "http://localhost:1/v1", "reader": "tiny", "judge": "tiny"}


def test_what_a_model_did_not_do_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _scripted(monkeypatch, "Porto", "?", "?", "?", RetryableError("the line is dead"))
    result = run(*OWN, *LLM)
    assert result.code == 0
    assert "Warning: bm25: 1 verdict of the judge could not be understood" in result.err
    assert "Warning: bm25: 1 question went unanswered; the last failure: the line is dead" in result.err


def test_a_model_that_does_not_answer_stops_the_run_before_it_starts(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ScriptedModel([RetryableError("no one there")])
    monkeypatch.setattr(mnemic.llm, "OpenAIChat", lambda *_, **__: _chat(model))
    result = run(*OWN, *LLM)
    assert result.code == 4
    assert "Error: no one there" in result.err
    assert not Path("out").exists()


def test_without_httpx_the_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    result = run(*OWN, *LLM)
    assert result.code == 6
    assert "pip install 'mnemic[openai]'" in result.err


def test_the_key_is_read_from_the_variable_and_shown_nowhere(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_KEY", "sk-very-secret")
    model = _scripted(monkeypatch, "Porto", '{"correct": true}', "?", '{"correct": true}')
    given: dict[str, Any] = {}

    def make(*arguments: str, **named: str) -> Any:
        given.update(named)
        return _chat(model)

    monkeypatch.setattr(mnemic.llm, "OpenAIChat", make)
    result = run(*OWN, *LLM, "--llm-key-env", "MY_KEY")
    assert given == {"base_url": "http://localhost:1/v1", "key_env": "MY_KEY"}
    left = "".join(path.read_text(encoding="utf-8") for path in Path("out").iterdir())
    assert "very-secret" not in left + result.out + result.err


def test_a_confidence_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = mnemic.Memory.recall
    monkeypatch.setattr(mnemic.Memory, "recall", lambda *a, **b: _sure(real(*a, **b)))
    out = seen(run, monkeypatch, "--out", "out", "--system", "mnemic")
    assert re.search(
        r"Confidence of mnemic +ROC area 0\.500 on unanswerable questions, ECE 0\.\d{3}, Brier", out
    )


def _sure(found: mnemic.Recall) -> mnemic.Recall:
    object.__setattr__(found, "confidence", 0.75)
    return found


def test_progress_is_shown_where_somebody_watches(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def bar(label: str) -> Iterator[Any]:
        told.append(f"{label} …")
        yield lambda done, total: told.append(f"{done}/{total}")
        told.append("end")

    monkeypatch.setattr("mnemic.cli._bench.bar", bar)
    run(*OWN, "--out", "out", "--system", "bm25")
    assert told[:2] == ["Taking turns in …", "0/2"]
    assert told[told.index("end") - 1 : told.index("end") + 3] == ["2/2", "end", "Asking …", "0/2"]
    assert told[-2:] == ["2/2", "end"]


def test_completions_count_their_tokens(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _scripted(
        monkeypatch,
        Reply("Porto", 70, 1),
        Reply('{"correct": true}', 9, 5),
        "x",
        '{"correct": true}',
    )
    told = run(*OWN, *LLM).data["systems"]["bm25"]["answers"]
    assert told["reader_tokens"] == {"in": 70, "out": 1}
    assert told["judge_tokens"] == {"in": 9, "out": 5}
