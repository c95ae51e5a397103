"""
mem0's own quick start runs on the drop-in with nothing but the import replaced.

It is the one in the README of the mem0ai that is installed here; 1.x's differs from it in the arguments of `search`.
"""

from __future__ import annotations

import asyncio
import re
import sys
import types
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest

import mnemic.index._models

FIRST_FORM = """
from mem0 import Memory

m = Memory()
said = [
    {"role": "user", "content": "Which film shall we see tonight?"},
    {"role": "assistant", "content": "How about a thriller?"},
    {"role": "user", "content": "I don't like thrillers, I love science fiction."},
]
added = m.add(said, user_id="alice", metadata={"category": "films"})
more = m.add(said, user_id="alice", agent_id="films", run_id="s1", metadata={"category": "films"})
listed = m.get_all(user_id="alice")
one = m.get("892db2ae-06d9-49e5-8b3e-585ef9b85b8e")
found = m.search(query="Which films do I love?", user_id="alice")
memory_id = listed["results"][0]["id"]
m.update(memory_id=memory_id, data="I love films from India.")
history = m.history(memory_id=memory_id)
m.delete(memory_id=memory_id)
m.delete_all(user_id="alice")
m.reset()
"""
# Every verb with the arguments of mem0 1.x.

AWAITED = """
import asyncio
from mem0 import AsyncMemory

async def main():
    memory = await AsyncMemory.from_config({"vector_store": {"config": {"collection_name": "trips"}}})
    await memory.add(messages=[{"role": "user", "content": "I am travelling to Porto."}], user_id="alice")
    return await asyncio.gather(
        memory.search(query="Where am I travelling?", user_id="alice"), memory.get_all(user_id="alice")
    )
"""
# The asynchronous one, made as in mem0 1.x, where that is awaited.


class Client:
    """An OpenAI client that answers, and keeps what it was shown."""

    shown: list[list[dict[str, str]]] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self) -> None:
        create = types.SimpleNamespace(create=self._create)
        self.chat = types.SimpleNamespace(completions=create)

    def _create(self, *, model: str, messages: list[dict[str, str]]) -> Any:
        self.shown.append([dict(message) for message in messages])
        message = types.SimpleNamespace(content="Noted!")
        return types.SimpleNamespace(choices=[types.SimpleNamespace(message=message)])


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, a scripted model, and a person at the keyboard."""
    said = iter(["I love hiking in the Alps.", "Where do I love hiking?", "exit"])
    monkeypatch.setattr("builtins.input", lambda _prompt="": next(said))
    monkeypatch.setitem(sys.modules, "openai", types.SimpleNamespace(OpenAI=Client))
    monkeypatch.setenv("MEM0_DIR", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.delenv("MNEMIC_DB", raising=False)
    monkeypatch.setattr(mnemic.index._models, "DEFAULT_EMBEDDER", "hash")
    Client.shown.clear()


def run(code: str) -> dict[str, Any]:
    """Run code with only the import replaced."""
    replaced, count = re.subn(
        r"^from mem0 import", "from mnemic.adapters.mem0 import", code, flags=re.MULTILINE
    )
    assert count == 1
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(replaced, "quickstart.py", "exec"), names)
    return names


def readme() -> str:
    """Return the quick start of the README that is installed."""
    pytest.importorskip("mem0")
    blocks = re.findall(r"```python\n(.*?)```", str(metadata("mem0ai").get_payload()), re.DOTALL)  # type: ignore[attr-defined]
    return next(str(block) for block in blocks if "from mem0 import Memory" in block)


@pytest.mark.parametrize("release", [1, 2])
def test_the_readme_s_chat_remembers(release: int, capsys: pytest.CaptureFixture[str]) -> None:
    code = readme()
    if release == 1:
        code = code.replace('filters={"user_id": user_id}, top_k=3', "user_id=user_id, limit=3")
        assert code != readme()
    run(code)["memory"].close()
    assert capsys.readouterr().out.count("AI: Noted!") == 2
    assert "- I love hiking in the Alps." in Client.shown[1][0]["content"]


def test_every_verb_takes_the_arguments_of_the_first_form() -> None:
    names = run(FIRST_FORM)
    assert len(names["listed"]["results"]) == 6
    assert names["one"] is None
    assert "I don't like thrillers, I love science fiction." in [
        row["memory"] for row in names["found"]["results"]
    ]
    assert [row["event"] for row in names["history"]] == ["ADD", "UPDATE"]
    names["m"].close()


def test_the_asynchronous_one_may_be_awaited() -> None:
    found, listed = asyncio.run(run(AWAITED)["main"]())
    assert [row["memory"] for row in found["results"]] == ["I am travelling to Porto."]
    assert len(listed["results"]) == 1
