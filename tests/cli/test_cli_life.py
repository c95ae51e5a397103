from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

import mnemic


@pytest.fixture
def busy(ana: Path) -> Path:
    """Ana's store with a job that waits and one that is dead."""
    with mnemic.open(ana) as mem, mem._store.write() as writer:
        space = writer.space("default")
        writer.add_job("form", space=space, delay_s=3600.0)
        writer.add_job("link", space=space)
        dead = writer.lease_next_job(["link"], 60.0)
        assert dead is not None
        writer.fail_job(dead, "ModelUnavailable in _form.py:7", None)
        writer.add_job("tidy")
    return ana


def test_a_store_without_jobs_says_so(run: Run, ana: Path) -> None:
    assert run("jobs", "--table").out == "No jobs.\n"
    assert run("jobs").data == []


def test_jobs_are_listed_with_what_went_wrong(run: Run, busy: Path) -> None:
    shown = run("jobs", "--table")
    assert shown.code == 0
    rows = [line.split() for line in shown.out.splitlines()]
    assert rows[0] == ["id", "kind", "space", "state", "attempts", "due", "error"]
    assert [row[1:4] for row in rows[2:]] == [
        ["form", "default", "waiting"], ["link", "default", "dead"], ["tidy", "the", "store"],
    ]  # fmt: skip
    assert "ModelUnavailable in _form.py:7" in shown.out
    assert "mnemic jobs retry --all" in shown.err
    data = run("jobs").data
    assert [(job["id"], job["state"], job["space"]) for job in data] == [
        (1, "waiting", "default"), (2, "dead", "default"), (3, "waiting", None),
    ]  # fmt: skip


def test_dead_jobs_are_retried_by_id_or_all(run: Run, busy: Path) -> None:
    assert run("jobs", "retry", "1", "2").data == {"action": "retry", "jobs": 1}
    assert run("jobs", "retry", "--all", "--table").out == "0 jobs will be tried again.\n"
    assert {job["state"] for job in run("jobs").data} == {"waiting"}


def test_jobs_are_dropped(run: Run, busy: Path) -> None:
    assert run("jobs", "drop", "2", "--table").out == "1 job dropped.\n"
    assert [job["id"] for job in run("jobs").data] == [1, 3]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("retry",), 2, "or all dead ones: mnemic jobs retry --all"),
        (("drop",), 2, "name the jobs: mnemic jobs drop ID"),
        (("drop", "--all"), 2, "--all goes with retry alone"),
        (("retry", "2", "--all"), 2, "--all goes with retry alone"),
        (("drop", "3"), 1, "no job 3"),
        (("retry", "99"), 1, "no job 99"),
        (("burn",), 2, "burn"),
        (("drop", "x"), 2, "valid integer"),
    ],
)
def test_what_cannot_be_done_to_jobs_is_told(
    run: Run, busy: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = run("jobs", *arguments)
    assert result.code == code
    assert said in " ".join(result.err.split())
    assert len(run("jobs").data) == 3
