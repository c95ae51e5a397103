"""The checks on mnemic itself, which needs no environment of its own, and the table of what they find."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from comparison._checks import Trial
from comparison._peers import NAMES, REQUIREMENTS, Installed

from comparison import _network, _table


@pytest.mark.slow
@pytest.mark.model
def test_mnemic_under_the_checks(tmp_path: Path) -> None:
    found = Trial(Installed("mnemic", sys.executable, 0.0, 0, 0.0), tmp_path, None).run()
    assert found["keyless"]["outcome"] == "works"
    assert found["cost"]["add"]["chat"] == found["cost"]["search"]["embeddings"] == 0
    assert found["evidence"]["search_verbatim"]
    assert (found["erasure"]["before"], found["erasure"]["after"], found["erasure"]["others"]) == (3, 0, 3)
    assert (found["writers"]["told"], found["writers"]["lost"], found["writers"]["errors"]) == (24, 0, {})
    assert found["killed"]["lost"] == 0
    assert found["killed"]["acknowledged"] >= 8


def test_every_other_system_names_its_packages() -> None:
    assert {path.stem for path in REQUIREMENTS.glob("*.txt")} == set(NAMES) - {"mnemic"}
    assert all("==" in path.read_text() for path in REQUIREMENTS.glob("*.txt"))


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_hosts_that_are_looked_up_are_written_down(tmp_path: Path) -> None:
    library, log = _network.build(tmp_path), tmp_path / "hosts.txt"
    look = "import socket, contextlib as c\nfor name in ('localhost', 'nobody.invalid'):\n  "
    look += "with c.suppress(OSError): socket.getaddrinfo(name, 80)"
    subprocess.run([sys.executable, "-c", look], env=_network.environment(library, log), check=True)
    assert _network.hosts(log) == ("nobody.invalid",)


def test_no_log_is_no_host(tmp_path: Path) -> None:
    assert _network.hosts(tmp_path / "none.txt") == ()
    assert _network.environment(None, tmp_path / "none.txt") == {}


def test_a_check_that_failed_stands_in_its_cell() -> None:
    failed = {"error": "needs a server | and more"}
    checks = ("keyless", "cost", "evidence", "erasure", "writers", "killed")
    figures: dict[str, Any] = {"install_s": 3.0, "packages": 34, "mib": 123.4} | dict.fromkeys(checks, failed)
    table = _table.markdown({"one": figures, "two": {"error": "pip failed"}})
    lines = table.splitlines()
    assert lines[0] == "|  | one | two |"
    assert "| packages installed, MiB | 34, 123 | not installed |" in lines
    assert "| killed while writing | needs a server \\| and more | not installed |" in lines


def test_an_error_is_cut_to_what_tells_it() -> None:
    found = {
        "told": 12,
        "of": 24,
        "lost": 0,
        "errors": {"open: x: RuntimeError: Storage folder /a/b/qdrant is used": 12},
    }
    assert _table._written(found) == "12 of 24 written; RuntimeError: Storage folder qdrant is used"
    assert _table._started({"outcome": "x: ValueError: no key"}) == "no: ValueError: no key"
    assert (
        _table._erased(
            {"told": 3, "after": 3, "before": 3, "where": ["d/base/1/2", "d/base/1/3", "d/pg_wal/1"]}
        )
        == "3 of 3, in its pages and its log (before: 3)"
    )
