from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Run

import mnemic
from mnemic import errors
from mnemic.cli._exits import EXITS, code_of


def _families() -> list[type[errors.MnemicError]]:
    found = [errors.MnemicError]
    for family in found:
        found += [sub for sub in family.__subclasses__() if sub.__module__ == errors.__name__]
    return found


@pytest.mark.parametrize("family", _families())
def test_every_error_has_an_exit_code_that_the_help_explains(family: type[errors.MnemicError]) -> None:
    error = family("told")
    code = code_of(error)
    assert code in {item.code for item in EXITS} - {0, 130}
    expected = {
        errors.NotFound: 1, errors.Conflict: 3, errors.RetryableError: 4, errors.StoreError: 5,
        errors.SetupError: 6,
    }  # fmt: skip
    assert code == next((code for base, code in expected.items() if isinstance(error, base)), 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["recal"], "recal"),
        (["recall"], "question"),
        (["recall", "x", "--limt", "3"], "--limt"),
        (["recall", "x", "--limit", "many"], "valid integer"),
        (["remember", "a", "b"], "b"),
    ],
)
def test_a_call_that_cannot_be_read_says_what_to_try(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("Error: ")
    assert said in result.err.lower()
    assert "\nTry: mnemic " in result.err
    assert result.err.rstrip().endswith("--help")


def test_not_found_is_1(run: Run, ana: Path) -> None:
    assert run("show", "99").code == 1


def test_a_usage_error_is_2_and_changes_nothing(run: Run, ana: Path) -> None:
    assert run("remember", "x", "--kind", "factoid").code == 2
    assert run("stats").data["cubes"] == 4


def test_a_conflict_is_3(run: Run, ana: Path) -> None:
    run("remember", "one", "--idempotency-key", "k")
    assert run("remember", "one", "--idempotency-key", "k").code == 0
    assert run("remember", "two", "--idempotency-key", "k").code == 3


def test_a_busy_store_is_4(run: Run, ana: Path) -> None:
    with closing(sqlite3.connect(ana, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = run("remember", "x", "--wait", "0")
        assert result.code == 4
        assert "Try again" in result.err
    assert run("remember", "x", "--wait", "0").code == 0


@pytest.mark.parametrize("content", [b"not a database, but long enough to be one" * 100, b""])
def test_a_file_of_another_program_is_5(run: Run, content: bytes) -> None:
    Path("other.db").write_bytes(content)
    result = run("list", "--db", "other.db")
    assert result.code == 5
    assert Path("other.db").read_bytes() == content


def test_a_folder_as_a_store_is_5(run: Run) -> None:
    Path("folder").mkdir()
    result = run("list", "--db", "folder")
    assert result.code == 5
    assert "name a file in it" in result.err


def test_a_missing_extra_is_6(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise errors.MissingExtra(
            "the embedder needs model2vec; install it with: pip install 'mnemic[model2vec]'"
        )

    monkeypatch.setattr(mnemic.Memory, "flush", missing)
    result = run("flush")
    assert result.code == 6
    assert "pip install" in result.err


def test_ctrl_c_is_130(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mnemic.Memory, "recall", interrupted)
    assert run("recall", "x").code == 130


def test_an_error_of_no_family_of_ours_is_not_hidden(
    run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(mnemic.Memory, "recall", broken)
    with pytest.raises(ZeroDivisionError):
        run("recall", "x")


def test_warnings_of_the_engine_are_one_line_on_stderr(
    run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import warnings

    original = mnemic.Memory.stats

    def warned(self: mnemic.Memory) -> mnemic.Stats:
        warnings.warn("something is less than it could be", RuntimeWarning, stacklevel=2)
        return original(self)

    monkeypatch.setattr(mnemic.Memory, "stats", warned)
    assert run("stats").err == "Warning: something is less than it could be\n"
