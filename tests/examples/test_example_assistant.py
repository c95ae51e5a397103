"""The program of the tutorial, as a process that is spoken to through a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import mnemic

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "examples" / "assistant.py"
PAGE = ROOT / "docs" / "tutorial" / "an-assistant-that-remembers.md"


class Service:
    """A chat service on loopback that says *reply*, or fails, and keeps what it was asked."""

    def __init__(self, reply: str | None) -> None:
        self.asked: list[dict[str, Any]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                message = {"role": "assistant", "content": reply}
                body = json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]}).encode()
                self.send_response(400 if reply is None else 200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.name = f"http://127.0.0.1:{self._server.server_port}/v1#small"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    made = Service(getattr(request, "param", "Praline is not for you [m1], Ana. [m9]"))
    yield made
    made.close()


def chat(folder: Path, *lines: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Say *lines* to the program, run in *folder*; return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MNEMIC_", "OPENAI_"))}
    return subprocess.run(
        [sys.executable, str(PROGRAM), *options], input="\n".join([*lines, ""]), cwd=folder, env=kept,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_page_ends_with_the_program() -> None:
    assert f"\n```python\n{PROGRAM.read_text()}```\n" in PAGE.read_text()


@pytest.mark.slow
@pytest.mark.model
def test_without_a_model_it_says_what_it_remembers(tmp_path: Path) -> None:
    done = chat(
        tmp_path, "I live in Porto, near the river.", "I'm allergic to hazelnuts.", "What am I allergic to?",
        "/profile", "/facts", "/correct 2 Braga", "/facts", "/forget", "/profile",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.split("Ana> ")
    assert said[1] == "I'll remember that.\n"
    assert said[3].startswith('I remember: "I\'m allergic to hazelnuts." [m1]')
    assert '"Ana lives in Porto."' in said[4]
    assert said[5] == "1. Ana is allergic to hazelnuts.\n2. Ana lives in Porto.\n"
    assert said[6] == "Ana lives in Braga.\n"
    assert "Porto" not in said[7]
    assert said[8].endswith("erased (complete); pieces still in the file: 0.\n")
    assert said[9] == "Nothing yet.\n"


@pytest.mark.slow
@pytest.mark.model
def test_it_remembers_across_runs(tmp_path: Path) -> None:
    chat(tmp_path, "The spare key is under the fern.", options=("--db", "other.db"))
    done = chat(tmp_path, "Where is the spare key?", "/why", options=("--db", "other.db"))
    assert 'I remember: "The spare key is under the fern." [m1]' in done.stdout
    assert '[m1] Ana: "The spare key is under the fern."' in done.stdout


@pytest.mark.slow
@pytest.mark.model
def test_a_model_is_shown_what_is_remembered_and_its_citations_teach(
    tmp_path: Path, service: Service
) -> None:
    options = ("--model", service.name)
    done = chat(tmp_path, "I'm allergic to hazelnuts.", "May I have praline?", options=options)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Praline is not for you [m1], Ana. [m9]" in done.stdout
    prompt = service.asked[1]["messages"][-1]["content"]
    assert '"I\'m allergic to hazelnuts."' in prompt
    assert prompt.endswith("May I have praline?")
    with mnemic.open(tmp_path / "assistant.db") as mem:
        answers = mem.list(user="Ana", where={"role": "assistant"}).cubes
        assert [cube.content for cube in answers] == ["Praline is not for you, Ana."] * 2
        assert "feedback" in {operation.verb for operation in mem.operations()}


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("service", [None], indirect=True)
def test_what_was_said_is_kept_though_the_model_fails(tmp_path: Path, service: Service) -> None:
    done = chat(tmp_path, "I live in Porto.", "/facts", options=("--model", service.name))
    assert done.stderr.startswith("Error: ")
    with mnemic.open(tmp_path / "assistant.db") as mem:
        assert [cube.content for cube in mem.list(user="Ana", kinds=["episode"])] == ["I live in Porto."]


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/help", "/correct NUMBER RIGHT"),
        ("/correct 1", "/correct NUMBER RIGHT"),
        ("/correct 7 Braga", "There is no fact 7; /facts lists them."),
        ("/facts", "None."),
        ("/why", "Nothing was found."),
        ("/forget", "There is nothing to forget."),
    ],
)
def test_commands_that_find_nothing_say_so(tmp_path: Path, line: str, told: str) -> None:
    done = chat(tmp_path, line)
    assert told in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("options", "told"),
    [(("--model", "nobody"), "llm='nobody' is unknown"), (("--db", "no/where.db"), "does not exist")],
)
def test_what_cannot_be_opened_ends_it_with_an_error(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = chat(tmp_path, "Hello.", options=options)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
