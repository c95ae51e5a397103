"""Anthropic's memory tool: word for word what its own implementation on a folder answers, and run by its own runner."""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anthropic
import httpx2 as httpx
import pytest
from anthropic.lib.tools import ToolError
from anthropic.lib.tools._beta_builtin_memory_tool import BetaLocalFilesystemMemoryTool
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mnemic
from mnemic.adapters.anthropic import AsyncMemoryTool, MemoryTool
from mnemic.errors import ArgumentError, StoreClosed

# Against the reference

NAMES = st.sampled_from(["a", "b", "notes.txt", ".hidden", "ü x"])
PATHS = st.builds(
    lambda parts, joint, end: "/memories" + "".join(f"{joint}{part}" for part in parts) + end,
    st.lists(NAMES, max_size=3),
    st.sampled_from(["/", "/", "/", "//", "/./"]),
    st.sampled_from(["", "", "", "/"]),
)
TEXTS = st.text(alphabet="ab\n\n\r\t é日\0", max_size=12)
PARTS = st.text(alphabet="ab\n\r é", max_size=2)
RANGES = st.none() | st.lists(st.integers(-3, 8), min_size=1, max_size=3)
COMMANDS = st.one_of(
    st.fixed_dictionaries({"command": st.just("view"), "path": PATHS, "view_range": RANGES}),
    st.fixed_dictionaries({"command": st.just("create"), "path": PATHS, "file_text": TEXTS}),
    st.fixed_dictionaries(
        {"command": st.just("str_replace"), "path": PATHS, "old_str": PARTS, "new_str": PARTS}
    ),
    st.fixed_dictionaries(
        {"command": st.just("insert"), "path": PATHS, "insert_line": st.integers(-1, 6), "insert_text": TEXTS}
    ),
    st.fixed_dictionaries({"command": st.just("delete"), "path": PATHS}),
    st.fixed_dictionaries({"command": st.just("rename"), "old_path": PATHS, "new_path": PATHS}),
)
USERS = itertools.count()


class Reference:
    """Anthropic's own implementation on a new folder, which failed commands leave as it was."""

    def __init__(self, folder: str) -> None:
        self._tool = BetaLocalFilesystemMemoryTool(folder)
        self._root = self._tool.memory_root

    def answer(self, command: dict[str, Any]) -> tuple[str, str | None]:
        """Return how it ended (``"done"``, ``"refused"``, ``"broke"``), and the words."""
        before = set(self._root.rglob("*"))
        try:
            return "done", str(self._tool.call(command))
        except ToolError as error:
            told = "refused", str(error)
        except (OSError, ValueError):
            told = "broke", None
        for made in sorted(set(self._root.rglob("*")) - before, reverse=True):
            made.rmdir()  # a refused rename makes the folders it would have needed
        return told


def _answer(tool: MemoryTool, command: dict[str, Any]) -> tuple[str, str]:
    try:
        return "done", tool.execute(command)
    except ToolError as error:
        return "refused", str(error)


def _without_folder_sizes(answer: str) -> str:
    """A folder's size is what its file system takes for it there, and what lies in it here."""
    lines = answer.split("\n")
    if not lines[0].startswith("Here're the files"):
        return answer
    return "\n".join(
        f"?\t{line.partition(chr(9))[2]}" if number == 1 or line.endswith("/") else line
        for number, line in enumerate(lines)
    )


def _same(commands: list[dict[str, Any]], mem: mnemic.Memory) -> None:
    tool = MemoryTool(mem, user=f"user {next(USERS)}")
    with tempfile.TemporaryDirectory() as folder:
        reference = Reference(folder)
        for command in [*commands, {"command": "view", "path": "/memories"}]:
            (expected, words), (ended, answer) = reference.answer(command), _answer(tool, command)
            if expected == "broke":
                assert ended == "refused", command
            else:
                assert (ended, _without_folder_sizes(answer)) == (
                    expected,
                    _without_folder_sizes(words or ""),
                ), command


@pytest.fixture(scope="module")
def shared() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder="hash") as memory:
        yield memory


@given(commands=st.lists(COMMANDS, min_size=1, max_size=14))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_commands_is_answered_as_the_reference_answers(
    commands: list[dict[str, Any]], shared: mnemic.Memory
) -> None:
    _same(commands, shared)


@pytest.mark.slow
@given(commands=st.lists(COMMANDS, min_size=10, max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_long_sequences_too(commands: list[dict[str, Any]], shared: mnemic.Memory) -> None:
    _same(commands, shared)


@given(text=TEXTS, edits=st.lists(st.tuples(PARTS, PARTS), max_size=5), lines=st.lists(RANGES, max_size=4))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_edits_of_one_file_are_answered_as_the_reference_answers(
    text: str, edits: list[tuple[str, str]], lines: list[Any], shared: mnemic.Memory
) -> None:
    path = "/memories/notes/a.txt"
    commands: list[dict[str, Any]] = [{"command": "create", "path": path, "file_text": text}]
    commands += [
        {"command": "str_replace", "path": path, "old_str": old, "new_str": new} for old, new in edits
    ]
    commands += [{"command": "view", "path": path, "view_range": pair} for pair in [None, *lines]]
    _same(commands, shared)


@pytest.mark.parametrize("size", [0, 1, 1023, 1024, 1025, 1536, 10_240, 1_048_575, 1_048_576, 1_600_000])
def test_sizes_are_written_as_the_reference_writes_them(size: int, shared: mnemic.Memory) -> None:
    _same([{"command": "create", "path": "/memories/a", "file_text": "x" * size}], shared)


def test_only_these_are_refused_that_the_reference_takes(mem: mnemic.Memory, tmp_path: Path) -> None:
    reference, tool = Reference(str(tmp_path)), MemoryTool(mem)
    for path in ("/memories/a/../b", "/memoriesx", "/memories/%2e%2e", "/memories/a\nb"):
        command = {"command": "create", "path": path, "file_text": "x"}
        assert (reference.answer(command)[0], _answer(tool, command)[0]) == ("done", "refused")


@pytest.mark.parametrize(
    "path", ["/memories/../x", "/memories/a/../../x", "/etc/passwd", "memories", "", "/x/memories"]
)
def test_what_the_reference_refuses_is_refused_in_the_same_words(path: str, tmp_path: Path) -> None:
    command = {"command": "create", "path": path, "file_text": "x"}
    with mnemic.open(":memory:", embedder="hash") as memory:
        assert _answer(MemoryTool(memory), command) == Reference(str(tmp_path)).answer(command)


def test_clearing_is_answered_as_the_reference_answers(mem: mnemic.Memory, tmp_path: Path) -> None:
    reference, tool = BetaLocalFilesystemMemoryTool(str(tmp_path)), MemoryTool(mem)
    create = {"command": "create", "path": "/memories/a/b", "file_text": "x"}
    assert tool.call(create) == reference.call(create)
    assert tool.clear_all_memory() == reference.clear_all_memory() == tool.clear_all_memory()
    assert len(tool.execute({"command": "view", "path": "/memories"}).splitlines()) == 2
    shutil.rmtree(tmp_path / "memories")


# In the SDK


def _reply(*blocks: dict[str, Any]) -> dict[str, Any]:
    stop = "tool_use" if any(block["type"] == "tool_use" for block in blocks) else "end_turn"
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "scripted", "content": list(blocks),
        "stop_reason": stop, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1},
    }  # fmt: skip


def _use(number: int, **command: Any) -> dict[str, Any]:
    return {"type": "tool_use", "id": f"toolu_{number}", "name": "memory", "input": command}


SCRIPT = [
    _reply(_use(1, command="view", path="/memories")),
    _reply(
        _use(2, command="create", path="/memories/ana.md", file_text="Ana likes tea.\n"),
        _use(3, command="view", path="/memories/bo.md"),
    ),
    _reply(
        _use(4, command="insert", path="/memories/ana.md", insert_line=1, insert_text="She lives in Porto.")
    ),
    _reply(_use(5, command="forget", path="/memories/ana.md")),
    _reply({"type": "text", "text": "I'll remember that."}),
]


class Server:
    """The Messages API as a script: gives the next reply, and keeps what it was sent."""

    def __init__(self) -> None:
        self._replies = iter(SCRIPT)
        self.requests: list[dict[str, Any]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(json.loads(request.content))
        return httpx.Response(200, json=next(self._replies))

    async def answer(self, request: httpx.Request) -> httpx.Response:
        return self(request)

    def results(self) -> list[tuple[str, bool]]:
        """Return each tool result that was sent, and whether it was an error."""
        blocks = {
            block["tool_use_id"]: (str(block["content"]), bool(block.get("is_error")))
            for request in self.requests
            for message in request["messages"]
            for block in message["content"]
            if isinstance(block, dict) and block["type"] == "tool_result"
        }
        return list(blocks.values())


ASKED: dict[str, Any] = {
    "model": "claude-sonnet-5-5",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "I'm Ana, I like tea and live in Porto."}],
}
RESULTS = [
    (
        "Here're the files and directories up to 2 levels deep in /memories, excluding hidden items:\n0B\t/memories",
        False,
    ),
    ("File created successfully at: /memories/ana.md", False),
    ("The path /memories/bo.md does not exist. Please provide a valid path.", True),
    ("The file /memories/ana.md has been edited.", False),
    ("Unknown command: forget", True),
]


def test_the_sdks_runner_runs_it(mem: mnemic.Memory) -> None:
    server = Server()
    client = anthropic.Anthropic(
        api_key="none", http_client=anthropic.DefaultHttpxClient(transport=httpx.MockTransport(server))
    )
    tool = MemoryTool(mem, user="ana", cache_control={"type": "ephemeral"})
    last = client.beta.messages.tool_runner(tools=[tool], **ASKED).until_done()
    assert last.content[0].text == "I'll remember that."
    assert server.requests[0]["tools"] == [
        {"type": "memory_20250818", "name": "memory", "cache_control": {"type": "ephemeral"}}
    ]
    assert server.results() == RESULTS
    assert mem.lookup("/memories/ana.md", user="ana").content == "Ana likes tea.\nShe lives in Porto.\n"
    client.close()


@pytest.mark.anyio
async def test_the_sdks_async_runner_runs_the_async_one(mem: mnemic.Memory) -> None:
    server = Server()
    client = anthropic.AsyncAnthropic(
        api_key="none",
        http_client=anthropic.DefaultAsyncHttpxClient(transport=httpx.MockTransport(server.answer)),
    )
    tool = AsyncMemoryTool(mem, user="ana")
    last = await client.beta.messages.tool_runner(tools=[tool], **ASKED).until_done()
    assert last.content[0].text == "I'll remember that."
    assert server.requests[0]["tools"] == [{"type": "memory_20250818", "name": "memory"}]
    assert server.results() == RESULTS
    assert await tool.clear_all_memory() == "All memory cleared"
    await client.close()


def test_the_sdks_command_objects_are_taken(mem: mnemic.Memory) -> None:
    from anthropic.types.beta import BetaMemoryTool20250818CreateCommand, BetaMemoryTool20250818ViewCommand

    tool = MemoryTool(mem)
    create = BetaMemoryTool20250818CreateCommand(command="create", path="/memories/a", file_text="x")
    assert tool.create(create) == "File created successfully at: /memories/a"
    view = BetaMemoryTool20250818ViewCommand(command="view", path="/memories/a", view_range=[1, 1])
    assert (
        tool.view(view)
        == tool.execute(view)
        == "Here's the content of /memories/a with line numbers:\n     1\tx"
    )


def test_it_closes_only_what_it_opened(mem: mnemic.Memory, tmp_path: Path) -> None:
    MemoryTool(mem).close()
    assert mem.stats().cubes == 0
    own = MemoryTool(tmp_path / "own.db", embedder="hash")
    own.execute({"command": "create", "path": "/memories/a", "file_text": "x"})
    own.close()
    with pytest.raises(StoreClosed):
        own.execute({"command": "view", "path": "/memories"})
    with pytest.raises(ArgumentError, match="embedder"):
        MemoryTool(mem, embedder="hash")


@pytest.mark.anyio
async def test_the_async_one_closes_what_it_opened(tmp_path: Path) -> None:
    own = AsyncMemoryTool(tmp_path / "own.db", embedder="hash")
    await own.close()
    with pytest.raises(StoreClosed):
        await own.execute({"command": "view", "path": "/memories"})
