"""The doubles of language models: one that follows a script, one that repeats what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from mnemic.errors import ArgumentError, ModelUnavailable
from mnemic.llm import LanguageModel, Message, Prompt, Reply
from mnemic.testing import RecordedModel, ScriptedModel

ASKED = Prompt((Message("user", "Where is Ana?"),))
OTHER = Prompt((Message("user", "Where is Bo?"),))


@dataclass(frozen=True)
class Town:
    town: str


def test_a_scripted_model_says_its_lines_in_order_and_notes_what_it_was_asked() -> None:
    model = ScriptedModel(["Porto", Reply("Faro", 3, 1), {"town": "Évora"}, Town("Braga"), ["a"]])
    assert isinstance(model, LanguageModel)
    said = [model.complete(ASKED, max_tokens=9) for _ in range(5)]
    assert said[:2] == [Reply("Porto"), Reply("Faro", 3, 1)]
    assert [reply.text for reply in said[2:]] == ['{"town": "Évora"}', '{"town": "Braga"}', '["a"]']
    assert model.prompts == [ASKED] * 5


def test_a_scripted_model_raises_the_exceptions_of_its_script() -> None:
    model = ScriptedModel([ModelUnavailable("timed out"), "Porto"])
    with pytest.raises(ModelUnavailable, match="timed out"):
        model.complete(ASKED, max_tokens=9)
    assert model.complete(ASKED, max_tokens=9).text == "Porto"


def test_a_scripted_model_says_when_it_has_nothing_left_to_say() -> None:
    model = ScriptedModel([], name="short")
    assert model.name == "short"
    with pytest.raises(AssertionError, match="call 1 came after the last reply"):
        model.complete(ASKED, max_tokens=9)


def test_a_scripted_model_may_go_by_the_prompt() -> None:
    model = ScriptedModel(lambda prompt: {"asked": prompt.messages[0].content})
    assert model.complete(ASKED, max_tokens=9).text == '{"asked": "Where is Ana?"}'


def test_what_was_recorded_is_said_again_without_the_model(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    model = ScriptedModel([Reply("in\u2028Porto", 5, 2, "length"), "Faro"], name="tiny")
    recorder = RecordedModel(path, model)
    assert recorder.name == "tiny"
    said = [recorder.complete(prompt, max_tokens=9) for prompt in (ASKED, OTHER, ASKED)]
    assert len(model.prompts) == 2
    assert "Ana" not in path.read_text(encoding="utf-8")
    replayed = RecordedModel(path)
    assert replayed.name == "recorded"
    assert [replayed.complete(prompt, max_tokens=9) for prompt in (ASKED, OTHER, ASKED)] == said
    again = RecordedModel(path, ScriptedModel([]))
    assert again.complete(ASKED, max_tokens=9) == said[0]


def test_what_was_not_recorded_is_an_error_that_says_how_to_record_it(tmp_path: Path) -> None:
    model = RecordedModel(tmp_path / "none.jsonl")
    with pytest.raises(
        AssertionError, match=rf"no reply to prompt {ASKED.digest[:12]}.*'Where is Ana\?'; record"
    ):
        model.complete(ASKED, max_tokens=9)
    with pytest.raises(AssertionError, match="ends ''"):
        model.complete(Prompt(()), max_tokens=9)


@pytest.mark.parametrize("line", ["no json", "[]", '{"text": "x"}', '{"prompt": "x", "txt": "y"}'])
def test_a_line_that_is_no_recorded_reply_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"replies\.jsonl:2 is no recorded reply"):
        RecordedModel(path)
