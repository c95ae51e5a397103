"""Export and import through a server: the same files, results and errors as with a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

import mnemic
from mnemic.errors import (
    ArgumentError,
    Forbidden,
    ImportConflict,
    MemcubeError,
    NothingMatched,
    PassphraseError,
    PayloadTooLarge,
    ReadOnlyStore,
    StorePathError,
)
from mnemic.serve.http import Running, Settings, running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(
        Settings(location=str(tmp_path / "there.db"), embedder="hash", port=0, max_import_bytes=100_000)
    ) as started:
        yield started


@pytest.fixture
def remote(server: Running) -> Iterator[mnemic.Memory]:
    with mnemic.open(server.url, api_key=server.key) as memory:
        yield memory


def test_a_file_goes_out_and_into_another_space_through_a_server(
    remote: mnemic.Memory, tmp_path: Path
) -> None:
    cube = remote.remember("Ana keeps bees", user="ana")
    remote.update(cube.id, content="Ana keeps many bees")
    done = remote.export(tmp_path / "a.memcube")
    assert (done.cubes, done.versions, done.path) == (1, 2, str(tmp_path / "a.memcube"))
    assert done.size_bytes == (tmp_path / "a.memcube").stat().st_size
    with mnemic.open(tmp_path / "here.db", embedder="hash") as here:
        assert here.import_(tmp_path / "a.memcube").new == 1
        assert here.get(cube.id).content == "Ana keeps many bees"
        here.remember("Bo keeps hens", user="bo")
        here.export(tmp_path / "b.memcube")
    came = remote.import_(tmp_path / "b.memcube")
    assert (came.new, came.known, came.format) == (1, 1, "memcube")
    assert remote.import_(tmp_path / "b.memcube").new == 0
    with pytest.raises(ImportConflict):
        remote.in_space("other").import_(tmp_path / "b.memcube")
    assert remote.in_space("other").import_(tmp_path / "b.memcube", on_conflict="copy").copied == 2


def test_a_passphrase_travels_with_the_file(remote: mnemic.Memory, tmp_path: Path) -> None:
    remote.remember("Ana keeps bees")
    assert remote.export(tmp_path / "a.memcube", passphrase="hä = % 蜂").encrypted
    with pytest.raises(PassphraseError):
        remote.import_(tmp_path / "a.memcube", dry_run=True)
    with pytest.raises(PassphraseError):
        remote.import_(tmp_path / "a.memcube", passphrase="another")
    assert remote.import_(tmp_path / "a.memcube", passphrase="hä = % 蜂", dry_run=True).known == 1


def test_another_programs_file_is_taken_in(remote: mnemic.Memory, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"content": "Ana keeps bees"}\n')
    assert remote.import_(tmp_path / "a.jsonl", format="jsonl", user="ana").new == 1
    kept = remote.list(user="ana")[0]
    assert (kept.content, str(kept.source)[:7]) == ("Ana keeps bees", "a.jsonl")
    assert remote.import_(tmp_path / "a.jsonl", user="ana").known == 1


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "..", "a\0b", "\x1b[2J", "x" * 500, ""])
def test_the_name_of_a_file_leads_nowhere(server: Running, tmp_path: Path, name: str) -> None:
    with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.key}"}) as client:
        answer = client.post(
            "/v1/spaces/default/import?format=jsonl",
            content=b'{"content": "Ana keeps bees"}\n',
            headers={"Mnemic-Filename": quote(name, safe="")},
        )
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["new"] == 1
    assert not list(tmp_path.rglob("*evil*"))


def test_what_cannot_be_leaves_nothing(remote: mnemic.Memory, server: Running, tmp_path: Path) -> None:
    with pytest.raises(NothingMatched):
        remote.export(tmp_path / "a.memcube")
    assert list(tmp_path.glob("*.memcube*")) == []
    remote.remember("Ana keeps bees")
    remote.export(tmp_path / "a.memcube")
    with pytest.raises(StorePathError):
        remote.export(tmp_path / "a.memcube")
    (tmp_path / "large").write_bytes(b"x" * 100_001)
    with pytest.raises(PayloadTooLarge):
        remote.import_(tmp_path / "large")
    (tmp_path / "cut.memcube").write_bytes((tmp_path / "a.memcube").read_bytes()[:-30])
    with pytest.raises(MemcubeError):
        remote.import_(tmp_path / "cut.memcube", format="memcube")
    with pytest.raises(ArgumentError):
        remote.import_(tmp_path)
    with (
        mnemic.open(server.url, api_key=server.key, read_only=True) as closed,
        pytest.raises(ReadOnlyStore),
    ):
        closed.import_(tmp_path / "a.memcube")
    key = remote.make_key("writer", right="write", space="default")
    with mnemic.open(server.url, api_key=key.secret) as writer, pytest.raises(Forbidden):
        writer.export(tmp_path / "c.memcube")
