"""The service that stands for a model: what it answers, and what it counts."""

from __future__ import annotations

import base64
import json
import struct
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from comparison._endpoint import Endpoint, vector
from comparison._replies import paraphrase, reply, statement


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint(reply)
    yield made
    made.close()


def asked(endpoint: Endpoint, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        endpoint.url + path, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def test_a_chat_is_answered_and_counted(endpoint: Endpoint) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": statement("markera7")}]}
    [choice] = asked(endpoint, "/chat/completions", body)["choices"]
    assert choice["message"]["content"] == paraphrase("markera7")
    counted = endpoint.take()
    assert (counted.chat, counted.characters, counted.embeddings) == (1, len(statement("markera7")), 0)
    assert endpoint.take().chat == 0


def test_a_schema_is_filled_in_with_the_fact(endpoint: Endpoint) -> None:
    schema = {
        "type": "object",
        "properties": {
            "facts": {"type": "array", "items": {"$ref": "#/$defs/Fact"}},
            "contradicted": {"type": "array", "items": {"type": "integer"}},
            "sure": {"anyOf": [{"type": "null"}, {"type": "boolean"}]},
        },
        "$defs": {"Fact": {"type": "object", "properties": {"text": {"type": "string"}, "rank": {"type": "integer"}}}},
    }  # fmt: skip
    body = {
        "model": "m", "messages": [{"role": "user", "content": statement("markera7")}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "f", "schema": schema}},
    }  # fmt: skip
    [choice] = asked(endpoint, "/chat/completions", body)["choices"]
    assert json.loads(choice["message"]["content"]) == {
        "facts": [{"text": paraphrase("markera7"), "rank": 0}], "contradicted": [], "sure": False,
    }  # fmt: skip


def test_a_tool_that_must_be_called_is_called(endpoint: Endpoint) -> None:
    tool = {"name": "keep", "parameters": {"type": "object", "properties": {"fact": {"type": "string"}}}}
    body = {
        "model": "m", "messages": [{"role": "user", "content": statement("markera7")}],
        "tools": [{"type": "function", "function": tool}], "tool_choice": "required",
    }  # fmt: skip
    [choice] = asked(endpoint, "/chat/completions", body)["choices"]
    [call] = choice["message"]["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"fact": paraphrase("markera7")}


def test_vectors_come_as_they_were_asked_for(endpoint: Endpoint) -> None:
    body = {"model": "m", "input": ["a blue boat"], "dimensions": 8}
    [plain] = asked(endpoint, "/embeddings", body)["data"]
    [packed] = asked(endpoint, "/embeddings", body | {"encoding_format": "base64"})["data"]
    assert plain["embedding"] == pytest.approx(vector("a blue boat", 8))
    assert struct.unpack("<8f", base64.b64decode(packed["embedding"])) == pytest.approx(plain["embedding"])
    assert endpoint.take().texts == 2


def test_the_statement_told_last_is_what_it_speaks_of() -> None:
    prompt = f"{statement('markera9')} {statement('markera10')} {statement('markera2')}"
    assert reply(prompt, {}) == paraphrase("markera10")


def test_an_unknown_path_is_refused_and_noted(endpoint: Endpoint) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(endpoint, "/rerank", {"query": "x"})
    assert endpoint.take().others == ["/v1/rerank"]
