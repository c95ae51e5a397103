"""Completion as the shells ask for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mnemic

_MNEMIC = "import sys; from mnemic.cli import main; sys.exit(main())"


def _offered(line: str, **variables: str) -> list[str]:
    """Return what bash is offered behind *line*."""
    words = line.split()
    environment = {
        **os.environ, **variables, "_MNEMIC_COMPLETE": "complete_bash", "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) if line.endswith(" ") else len(words) - 1),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", _MNEMIC], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.fixture
def spaces(ana: Path) -> Path:
    """The store of Ana and Bo with two more spaces."""
    for space in ("acme", "apex"):
        with mnemic.open(ana, space=space, embedder="hash") as mem:
            mem.remember("hello", user=f"{space}-user")
    return ana


def test_commands_and_kinds_are_offered() -> None:
    assert _offered("mnemic rec") == ["recall", "receipt"]
    assert _offered("mnemic list --kind pr") == ["preference", "procedure"]
    assert _offered("mnemic init --embedder m") == ["minilm", "model2vec:"]


def test_what_the_store_holds_is_offered(spaces: Path, tmp_path: Path) -> None:
    assert _offered("mnemic list --space a") == ["acme", "apex"]
    assert _offered("mnemic list --space ") == ["acme", "apex", "default"]
    assert _offered("mnemic list --user ") == ["ana", "bo"]
    assert _offered("mnemic list --space acme --user ") == ["acme-user"]
    assert _offered("mnemic facts --predicate li") == ["lives_in", "likes"]
    (tmp_path / "sub").mkdir()
    assert _offered(f"mnemic list --db {spaces} --space ap") == ["apex"]
    assert _offered("mnemic list --space ap", MNEMIC_DB=str(spaces)) == ["apex"]


def test_the_configured_store_is_asked(spaces: Path, tmp_path: Path) -> None:
    config = tmp_path / "mine.toml"
    config.write_text(f'db = "{spaces.rename(tmp_path / "other.db")}"\n')
    assert _offered("mnemic list --space a", MNEMIC_CONFIG=str(config)) == ["acme", "apex"]


@pytest.mark.parametrize("db", ["nowhere.db", "http://127.0.0.1:9", "junk.db"])
def test_where_there_is_no_answer_nothing_is_offered(db: str) -> None:
    Path("junk.db").write_bytes(b"no store" * 100)
    assert _offered(f"mnemic list --db {db} --space ") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    environment = {**os.environ, "_MNEMIC_COMPLETE": f"source_{shell}"}
    done = subprocess.run(
        [sys.executable, "-c", _MNEMIC], env=environment, capture_output=True, text=True, check=False
    )
    assert f"complete_{shell}" in done.stdout
