"""The built page: its files, read once, each with what a browser is told of it."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parent / "static"
INDEX: Final = "index.html"

_TYPES: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_PACKED: Final = (".html", ".css", ".js", ".svg", ".txt")


@dataclass(frozen=True, slots=True)
class File:
    """
    A file of the page.

    Attributes:
        packed: The same by gzip, where that is worth its while.

        etag: Differs with the content.

        is_lasting: Whether its name has its hash, so that it never changes.
    """

    body: bytes
    packed: bytes | None
    media_type: str
    etag: str
    is_lasting: bool


def read_files(folder: Path = STATIC) -> dict[str, File]:
    """Return the files below *folder* by their path there; none, where the page was not built."""
    if not (folder / INDEX).is_file():
        return {}
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): _read(path, folder) for path in paths}


def _read(path: Path, folder: Path) -> File:
    body = path.read_bytes()
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return File(
        body=body,
        packed=gzip.compress(body, mtime=0) if path.suffix in _PACKED else None,
        media_type=f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
        etag=f'"{hashlib.sha256(body).hexdigest()[:24]}"',
        is_lasting=path.parent == folder / "assets",
    )
