"""Running a page of the documentation: its Python blocks and ``$ mnemic`` commands, against what they show."""

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

from doc_pages import Block, blocks, name_of

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


def run_page(page: Path, embedder: str, folder: Path) -> None:
    """
    Run every block of *page* in order, and compare what it prints with what the page shows.

    Args:
        embedder: The default one of what is run.

        folder: Where commands run; empty, and the present folder of this process.
    """
    namespace: dict[str, object] = {"__name__": "__page__"}
    found = blocks(page)
    for block, after in zip(found, [*found[1:], Block("", "", 0)], strict=True):
        where = f"{name_of(page)}:{block.line}"
        if block.language == "python":
            printed = run_python(page, block, namespace)
            if after.language == "output":
                assert_shown(after.text, printed, where)
        elif block.language == "console":
            for command, shown in _commands(block.text):
                printed = _run_command(command, embedder, folder)
                if shown.strip():
                    assert_shown(shown, printed, f"{where}: $ {command}")


def run_python(page: Path, block: Block, namespace: dict[str, object]) -> str:
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
