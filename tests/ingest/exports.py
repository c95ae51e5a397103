"""Files of other programs, read or made for a test."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mnemic.ingest import Unmapped, read

IMPORTS = Path(__file__).parents[1] / "fixtures" / "imports"

Row = dict[str, Any]


def rows(path: Path, **options: Any) -> list[Row]:
    """Return all records of a file."""
    return list(read(path, **options))


def both(path: Path, **options: Any) -> tuple[list[Row], tuple[Unmapped, ...]]:
    """Return all records of a file, and what was left out."""
    reading = read(path, **options)
    return list(reading), reading.unmapped


def left_out(path: Path, **options: Any) -> dict[str, int]:
    """Return what was left out of a file, and how often."""
    return {item.what: item.count for item in both(path, **options)[1]}


def written(path: Path, data: object) -> Path:
    """Write *data* as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def zipped(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def zip_of(folder: Path, target: Path, prefix: str = "") -> Path:
    """Write a zip of all files of a folder."""
    files = {
        prefix + file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()
    }
    return zipped(target, {name: file.read_bytes() for name, file in files.items()})
