from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

import mnemic
from mnemic.cli import _health_here, _health_store
from mnemic.embed import MiniLM, _minilm


def _problems(data: dict[str, Any]) -> list[str]:
    return [problem["what"] for problem in data["problems"]]


def test_a_healthy_store_is_called_well(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MiniLM, "embed", lambda self, texts: None)
    result = run("doctor")
    assert (result.code, result.data["well"]) == (0, True)
    assert result.data["installation"]["Mnemic"] == mnemic.__version__
    assert result.data["store"]["In this space"] == "4 memories, 4 versions"
    assert result.data["store"]["Check"].startswith("sound")
    shown = run("doctor", "--table").out
    assert "Nothing is wrong." in shown


@pytest.mark.model
def test_the_default_embedder_is_tried(run: Run) -> None:
    assert "works" in run("doctor").data["installation"]["Embedder"]


def test_altered_weights_are_a_problem(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_minilm, "_WEIGHTS", tmp_path)
    result = run("doctor")
    assert result.code == 6
    assert result.data["installation"]["Embedder"] == "minilm: does not work"
    assert "reinstall" in result.data["problems"][0]["way_out"]


def test_no_memory_no_key_and_no_value_is_in_the_report(
    run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MNEMIC_API_KEY", "mnk_1_HIDDEN")
    monkeypatch.setenv("MNEMIC_ACTOR", "HIDDEN")
    monkeypatch.setenv("HOME", str(ana.parent))
    with closing(sqlite3.connect(ana)) as connection, connection:
        connection.execute(
            "UPDATE versions SET content = content || ' HIDDEN', tier = 'HIDDEN' WHERE row = 2"
        )
    for result in (run("doctor", "--quick"), run("doctor", "--table", "--quick"), _checked(run)):
        assert "MNEMIC_ACTOR" in result.out
        for secret in ("HIDDEN", "Pastel", "Porto", str(ana.parent)):
            assert secret not in result.out + result.err


def _checked(run: Run) -> Any:
    result = run("doctor")
    assert "does not agree" in result.data["store"]["Check"]
    return result


def test_what_can_be_made_anew_says_how(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MiniLM, "embed", lambda self, texts: None)
    with closing(sqlite3.connect(ana)) as connection, connection:
        connection.execute("DELETE FROM vectors WHERE version = 2")
    result = run("doctor", "--table")
    assert result.code == 5
    assert "1 problem:" in result.out
    assert "run: mnemic check --repair" in result.out


def test_a_store_that_is_named_and_not_there_is_a_problem(run: Run) -> None:
    assert run("doctor", "--quick").code == 0
    result = run("doctor", "--quick", "--db", "nowhere.db")
    assert result.code == 5
    assert _problems(result.data) == ["there is no store 'nowhere.db'"]


def test_a_file_of_another_program_is_a_problem(run: Run) -> None:
    Path("junk.db").write_bytes(os.urandom(5000))
    result = run("doctor", "--quick", "--db", "junk.db")
    assert result.code == 5
    assert "junk.db" in _problems(result.data)[0]


def test_a_broken_configuration_is_a_problem(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text('password = "HIDDEN"')
    monkeypatch.setenv("MNEMIC_CONFIG", "mine.toml")
    result = run("doctor", "--quick")
    assert result.code == 2
    assert "no secret belongs there" in _problems(result.data)[0]
    assert "HIDDEN" not in result.out


def test_dead_jobs_and_open_erasures_are_problems(run: Run, ana: Path) -> None:
    with closing(sqlite3.connect(ana)) as connection, connection:
        for kind in ("form", "scrub"):
            connection.execute(
                "INSERT INTO jobs (space, kind, payload, state, attempts, due_us, created_us, touched_us) "
                "VALUES (1, ?, x'', 'dead', 9, 0, 0, 0)",
                (kind,),
            )
    result = run("doctor", "--quick")
    assert result.code == 5
    ways = " ".join(problem["way_out"] for problem in result.data["problems"])
    assert "mnemic scrub" in ways
    assert "mnemic jobs retry --all" in ways


def test_little_room_is_a_problem(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 1000))
    assert "the disk has room for 1.0 kB" in _problems(run("doctor", "--quick").data)[0]


def test_a_log_that_never_ends_is_a_problem(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_health_store, "_LOG_BYTES", 0)
    log = ana.with_name("memory.db-wal")
    with mnemic.open(ana) as mem:
        mem.remember_many([{"content": f"note {number} " * 40} for number in range(400)])
        assert log.stat().st_size > ana.stat().st_size
        assert "the write-ahead log has grown" in _problems(run("doctor", "--quick").data)[0]


def test_a_disk_of_another_machine_is_a_problem(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = Path("mounts")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nhost:/x {ana.parent.resolve()} nfs4 rw 0 0\n")
    monkeypatch.setattr(_health_store, "_MOUNTS", mounts)
    result = run("doctor", "--quick")
    assert result.data["store"]["File system"] == "nfs4"
    assert "another machine" in _problems(result.data)[0]
    monkeypatch.setattr(_health_store, "_MOUNTS", Path("nowhere"))
    assert "File system" not in run("doctor", "--quick").data["store"]


def test_programs_that_have_the_store_open_are_named(run: Run, ana: Path) -> None:
    assert run("doctor", "--quick").data["store"]["Open in"] == "no other program"
    code = "import sys, time; f = open('memory.db'); print('there', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert f"({other.pid})" in run("doctor", "--quick").data["store"]["Open in"]
        other.communicate("")


def test_a_server_that_does_not_answer_is_a_problem(run: Run) -> None:
    result = run("doctor", "--quick", "--db", "http://127.0.0.1:9", "--api-key", "mnk_1_HIDDEN")
    assert result.code == 4
    assert result.data["server"] == {"Address": "http://127.0.0.1:9", "Key": "set, and not shown"}
    assert "HIDDEN" not in result.out + result.err


def test_packages_that_are_missing_or_too_old_are_problems(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["numpy>=99.1", "nothing-such>=1.0", "rich", "httpx<9,>=99; extra == 'client'", "absent>=1; extra == 'mcp'",
              "pytest>=1; extra == 'dev'", "mnemic[client]; extra == 'serve'"]  # fmt: skip
    monkeypatch.setattr(metadata, "requires", lambda name: wanted)
    result = run("doctor", "--quick")
    assert result.code == 6
    assert result.data["packages"]["mcp"] == "not installed: pip install 'mnemic[mcp]'"
    assert "dev" not in result.data["packages"]
    told = _problems(result.data)
    assert [line.split(" ")[0] for line in told] == ["numpy", "nothing-such", "httpx"]
    assert "mnemic[client]" in result.data["problems"][2]["way_out"]
    assert _health_here._numbers("2.10.0rc1") > _health_here._numbers("2.9")
