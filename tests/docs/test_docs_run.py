"""Every Python block and every ``$ mnemic`` command of the documentation runs and prints what it shows."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import warnings
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path
from types import CodeType

import pytest
from doc_pages import PAGES, Block, blocks, name_of

import mnemic.index._models

RUNNABLE = [page for page in PAGES if any(block.language in ("python", "console") for block in blocks(page))]
_MNEMIC = """
import sys
import mnemic.index._models
from mnemic.cli import main
mnemic.index._models.DEFAULT_EMBEDDER = {embedder!r}
sys.exit(main())
"""

_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
_NORMAL = (
    (re.compile(_ID), "ID"),
    (re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?"), "TIME"),
    (re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"), "DAY"),
    (re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])"), "N"),
    (re.compile(r"[─━═┄┈╌-]{3,}"), "---"),
    (re.compile(r"\s+"), " "),
)


def normal(text: str) -> str:
    """Return *text* with what differs from run to run, and white space, made alike."""
    for pattern, standing in _NORMAL:
        text = pattern.sub(standing, text)
    return text.strip()


def assert_shown(shown: str, printed: str, where: str) -> None:
    """Compare what a page shows with what was printed; a line ``…`` stands for any lines."""
    pattern = ".*".join(re.escape(normal(part)) for part in re.split(r"^ *…\s*$", shown, flags=re.MULTILINE))
    pattern = pattern.replace("…", ".*?")
    assert re.fullmatch(pattern, normal(printed), re.DOTALL), (
        f"{where}: the page shows\n{shown}\nbut it prints\n{printed}"
    )


@pytest.fixture(params=["hash", pytest.param("minilm", marks=[pytest.mark.model, pytest.mark.slow])])
def embedder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The default embedder of this run: the tiny one, and the one readers have."""
    monkeypatch.setattr(mnemic.index._models, "DEFAULT_EMBEDDER", request.param)
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with nothing of the surroundings that would change the outcome."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "not-a-key")
    for name in [name for name in os.environ if name.startswith("MNEMIC_")]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_page_runs_and_prints_what_it_shows(page: Path, embedder: str, folder: Path) -> None:
    namespace: dict[str, object] = {"__name__": "__page__"}
    found = blocks(page)
    for block, after in zip(found, [*found[1:], Block("", "", 0)], strict=True):
        where = f"{name_of(page)}:{block.line}"
        if block.language == "python":
            printed = _run_python(page, block, namespace)
            if after.language == "output":
                assert_shown(after.text, printed, where)
        elif block.language == "console":
            for command, shown in _commands(block.text):
                printed = _run_command(command, embedder, folder)
                if shown.strip():
                    assert_shown(shown, printed, f"{where}: $ {command}")


def _run_python(page: Path, block: Block, namespace: dict[str, object]) -> str:
    code: CodeType = compile("\n" * (block.line - 1) + block.text, str(page), "exec", dont_inherit=True)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        # A page need not close what its next block goes on with.
        warnings.simplefilter("ignore", ResourceWarning)
        exec(code, namespace)
    return printed.getvalue()


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ``$ mnemic`` commands of a console block, each with the output shown below it."""
    for part in re.split(r"^\$ ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        if re.search(r"(^|\| *|\w+=\S+ +)mnemic\b", command):
            yield command.split("  #")[0], shown


def _run_command(command: str, embedder: str, folder: Path) -> str:
    """Run *command* as a person would, on a terminal of 100 columns, with ``mnemic`` being this checkout's."""
    bin_folder = folder / ".bin"
    bin_folder.mkdir(exist_ok=True)
    script = bin_folder / "mnemic"
    script.write_text(f"#!{sys.executable}{_MNEMIC.format(embedder=embedder)}")
    script.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "HOME": str(folder), "NO_COLOR": "1",
        "TERM": "dumb", "COLUMNS": "100",
    }  # fmt: skip
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    with subprocess.Popen(
        ["timeout", "120", "bash", "-c", command],  # one that goes on until it is stopped is an error here
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        printed = b"".join(_read(ours))
    os.close(ours)
    text = printed.decode().replace("\r\n", "\n")
    assert process.returncode == 0, f"$ {command} ended with {process.returncode}:\n{text}"
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def _read(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(descriptor, 65536)
        except OSError:  # how Linux says that the other end of a terminal was closed
            return
        if not data:
            return
        yield data


def test_a_block_that_fails_is_reported_with_its_page_and_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n```python\nx = 1\n1 / 0\n```\n")
    [block] = blocks(page)
    with pytest.raises(ZeroDivisionError) as caught:
        _run_python(page, block, {})
    last = caught.traceback[-1]
    assert (str(last.path), last.lineno + 1) == (str(page), 5)


@pytest.mark.parametrize(
    ("shown", "printed", "alike"),
    [
        ("Porto  0.71", "Porto 0.68\n", True),
        ("first\n…\nlast", "first\nsecond\nthird\nlast", True),
        ("Porto", "Lisbon", False),
        ("recorded 2026-05-20T10:00:00+01:00", "recorded 2026-11-21 04:36", True),
    ],
)
def test_shown_output_is_compared_loosely(shown: str, printed: str, alike: bool) -> None:
    if alike:
        assert_shown(shown, printed, "here")
    else:
        with pytest.raises(AssertionError, match="but it prints"):
            assert_shown(shown, printed, "here")
