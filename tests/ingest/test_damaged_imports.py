"""Files that are cut off or changed at random: an error of ours, or records that can be kept, and nothing else."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from exports import IMPORTS, zip_of

from mnemic.admit import Draft
from mnemic.errors import MnemicError
from mnemic.ingest import read

FILES = (
    "mcp_memory.jsonl", "letta.af", "letta_old.af", "graphiti.json", "graphiti.cypher", "langgraph.db",
    "langgraph.sql", "langgraph_inserts.sql", "slack.zip", "basic-memory.zip",
)  # fmt: skip
JUNK = (
    b"{",
    b"}",
    b"[",
    b'"',
    b"\0",
    b"\xff",
    b"9" * 5000,
    b"1e999",
    b"\\ud800",
    b"'",
    b";",
    b"\t",
    b"\n",
    b"\\",
    b"(",
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        if chance.random() < 0.5:
            changed[at : at + chance.randint(0, 3)] = chance.choice(JUNK)
        else:
            del changed[at : at + chance.randint(1, 30)]
    return bytes(changed)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_ends_in_an_error_of_ours_or_in_records(tmp_path: Path, name: str) -> None:
    source = IMPORTS / name
    if name.endswith(".zip"):
        source = zip_of(IMPORTS / source.stem, tmp_path / "whole.zip")
    whole, path, chance = source.read_bytes(), tmp_path / name, random.Random(name)
    for _ in range(80):
        path.write_bytes(damaged(whole, chance))
        try:
            for record in read(path, user="ana"):
                record.pop("refers", None)
                Draft.read(record)
        except MnemicError as error:
            assert str(error)


@pytest.mark.parametrize("name", ["slack", "basic-memory"])
def test_a_damaged_file_in_a_folder_does_too(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    folder = tmp_path / name
    shutil.copytree(IMPORTS / name, folder)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole = file.read_bytes()
        for _ in range(30):
            file.write_bytes(damaged(whole, chance) if whole else b"\xff")
            try:
                for record in read(folder, format=name):
                    record.pop("refers", None)
                    Draft.read(record)
            except MnemicError as error:
                assert str(error)
        file.write_bytes(whole)
