"""Making keys, and taking them away, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

import mnemic
from mnemic.engine import Door
from mnemic.errors import Unauthorized


def test_a_key_is_made_and_its_secret_shown_once(run: Run, ana: Path) -> None:
    made = run("keys", "make", "phone", "--right", "write", "--user", "ana", "--space", "default")
    assert made.code == 0
    assert "shown this once" in made.err
    with mnemic.open(ana) as mem:
        key = Door(mem).key(made.data["secret"])
    assert (key.name, key.right, key.user, key.space) == ("phone", "write", "ana", "default")
    listed = run("keys")
    assert made.data["secret"].split("_", 2)[2] not in listed.out + listed.err
    assert [item["id"] for item in listed.data] == [key.id]


def test_a_key_is_shown_to_people_with_everything_it_may(run: Run, ana: Path) -> None:
    shown = run("keys", "make", "phone", "--days", "30", "--table").out
    rows = dict(line.split(None, 1) for line in shown.splitlines())
    assert rows["key"].startswith("mnk_")
    assert (rows["right"].strip(), rows["space"].strip(), rows["user"].strip()) == ("read", "all", "all")
    assert rows["ends"].startswith("20")


def test_keys_are_listed_with_what_they_may_and_how_they_stand(run: Run, ana: Path) -> None:
    assert run("keys", "--table").out == "No keys.\n"
    ids = [
        run("keys", "make", name, *more).data["key"]["id"]
        for name, *more in (
            ["one"],
            ["two", "--space", "acme", "--user", "bo"],
            ["three", "--days", "0.001"],
            ["four"],
        )
    ]
    run("keys", "revoke", ids[3])
    with mnemic.open(ana) as mem, mem._store.write() as writer:
        row = writer.api_key(ids[2])
        assert row is not None
        writer.set_api_key(row._replace(expires_us=1))
    shown = run("keys", "--table").out
    states = {line.split()[0]: line for line in shown.splitlines()[2:]}
    assert "active" in states[ids[0]]
    assert "read in acme for bo" in states[ids[1]]
    assert "expired" in states[ids[2]]
    assert "revoked" in states[ids[3]]


def test_a_rotated_key_has_another_secret(run: Run, ana: Path) -> None:
    made = run("keys", "make", "phone").data
    again = run("keys", "rotate", made["key"]["id"]).data
    assert again["key"]["id"] == made["key"]["id"]
    with mnemic.open(ana) as mem:
        assert Door(mem).key(again["secret"]).name == "phone"
        with pytest.raises(Unauthorized):
            Door(mem).key(made["secret"])


def test_a_revoked_key_is_said_to_be_revoked(run: Run, ana: Path) -> None:
    made = run("keys", "make", "phone").data
    shown = run("keys", "revoke", made["key"]["id"], "--table")
    assert shown.out == f"Key {made['key']['id']} (phone) counts no longer.\n"
    assert run("keys", "rotate", made["key"]["id"]).code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("make",), 2, "mnemic keys make phone"),
        (("rotate",), 2, "mnemic keys rotate ID"),
        (("revoke", "5f2c0a91be37"), 1, "there is no key"),
        (("make", "x", "--right", "root"), 2, "root"),
        (("make", "x", "--days", "0"), 2, "--days"),
        (("make", " "), 2, "empty"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, ana: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = run("keys", *arguments)
    assert done.code == code
    assert told in done.err
    with mnemic.open(ana) as mem:
        assert mem.keys() == []


def test_a_store_is_made_for_its_first_key_alone(run: Run, tmp_path: Path) -> None:
    assert run("keys").code == 5
    assert run("keys", "rotate", "x").code == 5
    made = run("keys", "make", "phone")
    assert made.code == 0
    assert "New store" in made.err
    assert (tmp_path / "memory.db").exists()
