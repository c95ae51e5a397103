"""From the name of a language model to the model."""

from __future__ import annotations

from typing import Any

import pytest

from mnemic.errors import ArgumentError
from mnemic.llm import CallableModel, LanguageModel, Message, OpenAIChat, Prompt, Reply, SmolLM, resolve
from mnemic.testing import ScriptedModel


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("openai:gpt-4o-mini", "openai:gpt-4o-mini"),
        ("openai:@cf/meta/llama-3", "openai:@cf/meta/llama-3"),
        ("openai:llama3:8b@http://localhost:11434/v1/", "http://localhost:11434/v1#llama3:8b"),
        ("http://127.0.0.1:8080/v1#my/model", "http://127.0.0.1:8080/v1#my/model"),
        ("https://api.openai.com/v1#gpt-4o-mini", "openai:gpt-4o-mini"),
    ],
)
def test_a_service_is_found_by_name_and_its_name_leads_back(spec: str, name: str) -> None:
    model = resolve(spec)
    assert isinstance(model, OpenAIChat)
    assert model.name == name
    again = resolve(model.name)
    assert again is not None
    assert again.name == name


def test_without_a_name_there_is_no_model() -> None:
    assert resolve() is None
    assert resolve(None) is None


def test_the_local_model_is_named_without_being_loaded() -> None:
    model = resolve("smollm")
    assert isinstance(model, SmolLM)
    assert (model.name, repr(model)) == ("smollm", "SmolLM()")


def test_an_object_that_completes_is_taken_as_it_is() -> None:
    model = ScriptedModel([])
    assert isinstance(model, LanguageModel)
    assert resolve(model) is model


def test_a_function_is_wrapped_and_told_the_schema_in_words() -> None:
    asked: list[str] = []

    def mine(prompt: str) -> str:
        asked.append(prompt)
        return "Porto"

    model = resolve(mine)
    assert isinstance(model, CallableModel)
    assert model.name.startswith("callable:test_a_function_is_wrapped")
    assert model.name.endswith("mine")
    assert repr(model) == f"CallableModel({model.name!r})"
    messages = (Message("user", "Where?"), Message("assistant", "Here."), Message("user", "No."))
    assert model.complete(Prompt(messages, {"type": "object"}), max_tokens=5) == Reply("Porto")
    assert asked[0].startswith("Reply with one JSON object")
    assert asked[0].endswith("Where?\n\nYou said:\nHere.\n\nNo.")


def test_a_function_that_returns_no_text_is_an_error() -> None:
    broken: Any = lambda _prompt: None  # noqa: E731
    model = CallableModel(broken, name="broken")
    with pytest.raises(ArgumentError, match=r"model 'callable:broken' returned NoneType"):
        model.complete(Prompt((Message("user", "?"),)), max_tokens=5)
    not_callable: Any = 3
    with pytest.raises(ArgumentError, match="3 is not a function"):
        CallableModel(not_callable)


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("opnai:gpt-4o", "did you mean openai:MODEL"),
        ("gpt-4o-mini", "is unknown; Language models: openai:MODEL"),
        ("openai", "did you mean openai:MODEL"),
        ("openai:", "did you mean openai:MODEL"),
        ("", "is unknown"),
        (
            "http://127.0.0.1:8080/v1",
            "names no model; put its name behind a #: http://127.0.0.1:8080/v1#MODEL",
        ),
        ("http://", "is no address of a service"),
        ("http://me:secret@host/v1#m", "holds a user name or password"),
        ("sk-proj-abcdefghijklmnopsecret", "llm='[key]' is unknown"),
        ("callable:mine", "is a function of yours"),
        (3, "is no language model"),
        (SmolLM, "is no language model"),
        (b"openai:x", "is no language model"),
    ],
)
def test_what_is_no_model_is_told_with_the_way_out(spec: Any, told: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        resolve(spec)
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)
