"""Running the command line inside the test process, and comparing what it prints with snapshots."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import JUNE, MAY, SNAPSHOTS, Result, Run

import mnemic
from mnemic.cli import main


class _Stdin(io.TextIOWrapper):
    def __init__(self, data: bytes, terminal: bool) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("MNEMIC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    for name in ("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    # Processes the tests start run elsewhere and need the package from where this one has it.
    monkeypatch.setenv("PYTHONPATH", str(Path(mnemic.__file__).resolve().parents[1]))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str, stdin: str | bytes = b"", terminal: bool = False) -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", _Stdin(data, terminal))
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture
def ana(tmp_path: Path) -> Path:
    """A store memory.db in the current folder, with three memories of Ana's and one of Bo's."""
    path = tmp_path / "memory.db"
    with mnemic.open(path, embedder="hash", actor="setup") as mem:
        mem.remember_many(
            [
                {"content": "I moved to Porto in May.", "user": "ana", "speaker": "Ana", "occurred_at": MAY,
                 "session": "s1", "tags": ("home",), "metadata": {"turn": "D1:3"}},
                {"content": "My dog Pastel eats salmon.", "user": "ana", "speaker": "Ana", "session": "s2",
                 "occurred_at": JUNE},
                {"content": "I am allergic to hazelnuts.", "user": "ana", "speaker": "Ana", "session": "s2",
                 "occurred_at": JUNE},
                {"content": "The spare key is in locker 27.", "user": "bo", "speaker": "Bo", "session": "b1",
                 "occurred_at": JUNE},
            ]
        )  # fmt: skip
        mem.flush()
    return path


_VARYING = (
    (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "01890a5d-ac96-774b-bcce-b302099a8057"),
    (r'(recorded_at|created_at|superseded_at|asked_at)": "[^"]+"', r'\1": "TIME"'),
    (r"(recorded at|created at|superseded at)( +)\S+", r"\1\2TIME"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "YYYY-MM-DD hh:mm"),
    (r"\b[0-9a-f]{64}\b", "HASH"),
    (r"-?\d\.\d+", "0.00"),
    (r'("size_bytes"|"cache_bytes"|"windows"|"before"|"after"): \d+', r"\1: 0"),
    (r"[\d,]+ pieces looked for: [\d,]+ found", "N pieces looked for: N found"),
    (r"(Size +)[\d.]+ [kM]B", r"\1N kB"),
    (r" +$", ""),
)  # fmt: skip


@pytest.fixture
def same(tmp_path: Path) -> Callable[[str, str], None]:
    """Compare a text with the snapshot of a name; with UPDATE_SNAPSHOTS set, write it instead."""

    def check(name: str, text: str) -> None:
        text = text.replace(str(tmp_path.resolve()), "FOLDER")
        for pattern, fixed in _VARYING:
            text = re.sub(pattern, fixed, text, flags=re.MULTILINE)
        path = SNAPSHOTS / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return check
