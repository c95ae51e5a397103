"""
Writing a folder of Markdown that a person reads and edits.

What was said in a session is one file, a transcript; every other memory is a file of its own. Properties stand on top,
as Obsidian and others show them.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from ..cube import MemCube
from ..errors import StoreFull, StorePathError, StoreUnwritable
from ._markdown_matter import as_json, write_matter
from ._markdown_names import Names, mark_of, safe_name
from ._markdown_note import shown_text, told_of

TRANSCRIPT: Final = "session"
FOLDERS: Final = {
    "episode": "notes", "fact": "facts", "preference": "preferences", "summary": "summaries", "belief": "beliefs",
    "procedure": "procedures", "resource": "resources",
}  # fmt: skip
_SESSIONS: Final = "sessions"
_NOBODY: Final = "everyone"
"""The folder of what is no particular user's."""

TURN: Final = "### "
_ESCAPED: Final = re.compile(r"^(\\*### )", re.MULTILINE)
ENDING: Final = ".md"
MARKER: Final = ".mnemic.json"
"""The hidden file by which such a folder is known."""

VERSION: Final = 1
_MARK: Final = json.dumps({"format": "mnemic-markdown", "version": VERSION}).encode() + b"\n"


class MarkdownWritten(NamedTuple):
    """
    What was written.

    Attributes:
        links, dropped_links: How many edges lead to a memory that is in the folder, and how many to one that is not.

        size_bytes, sha256: Of all files together, in the order of their names.
    """

    files: int
    cubes: int
    links: int
    dropped_links: int
    size_bytes: int
    sha256: str


class _Page(NamedTuple):
    """A file to be, and what stands in it."""

    path: str
    cubes: list[MemCube]
    is_transcript: bool

    def text(self, where: Mapping[str, str]) -> str:
        return _transcript(self.cubes) if self.is_transcript else _single(self.cubes[0], where)


def write_markdown(cubes: Iterable[MemCube], folder: str | Path) -> MarkdownWritten:
    """
    Write memories into a new folder: equal memories make equal files, whatever their order.

    Nobody but its owner may read it. What of a memory's past is not its present version is not written.

    Args:
        folder: Made if it isn't there; else it must be empty but for hidden files, such as ``.obsidian`` and ``.git``.

    Raises:
        StorePathError: there are files in it, or its own folder isn't there.

        StoreUnwritable, StoreFull: it can't be written. What was written by then stays.
    """
    root = Path(folder)
    pages = sorted(_pages(sorted(cubes, key=lambda cube: cube.id)))
    where = {cube.id: page.path for page in pages for cube in page.cubes}
    size, sha256 = 0, hashlib.sha256()
    try:
        _make(root)
        _write(root, MARKER, _MARK)
        for page in pages:
            data = page.text(where).encode()
            _write(root, page.path, data)
            size += len(data)
            sha256.update(f"{page.path}\0{len(data)}\0".encode() + data)
    except OSError as error:
        if isinstance(error, StorePathError):
            raise
        kind = StoreFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreUnwritable
        raise kind(f"the folder {str(folder)!r} cannot be written: {error.strerror or error}") from error
    targets = [link.target for page in pages for cube in page.cubes for link in cube.links]
    dropped = sum(target not in where for target in targets)
    return MarkdownWritten(len(pages), len(where), len(targets) - dropped, dropped, size, sha256.hexdigest())


def _pages(cubes: list[MemCube]) -> Iterator[_Page]:
    """Yield the files, each with the memories it holds, by path."""
    names = Names()
    folders = {
        user: names.take("", safe_name(user or _NOBODY, "user"), mark_of(user))
        for user in sorted({cube.user for cube in cubes}, key=lambda user: (user is not None, user or ""))
    }
    sessions: dict[tuple[str | None, str], list[MemCube]] = {}
    for cube in cubes:
        if cube.kind == "episode" and cube.session is not None:
            sessions.setdefault((cube.user, cube.session), []).append(cube)
        else:
            # The end of an id is what chance made of it, so that a name stays its own whatever comes beside it.
            name = f"{safe_name(cube.content[:200], cube.kind)} {cube.id[-8:]}"
            place = f"{folders[cube.user]}/{FOLDERS[cube.kind]}"
            yield _Page(names.take(place, name, mark_of(cube.id), ENDING), [cube], False)
    for (user, session), said in sorted(sessions.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        name, day = safe_name(session, TRANSCRIPT), _moment(said[0]).date().isoformat()
        wanted = name if name.startswith(day) else f"{day} {name}"
        path = names.take(f"{folders[user]}/{_SESSIONS}", wanted, mark_of(user, session), ENDING)
        yield _Page(path, said, True)


def _moment(cube: MemCube) -> datetime:
    return cube.occurred_at or cube.created_at


def _links(cube: MemCube, where: Mapping[str, str]) -> dict[str, list[str]]:
    """Return a cube's edges as properties: links to the files, with the ids as what they show."""
    links: dict[str, list[str]] = {}
    for link in cube.links:
        path = where.get(link.target)
        shown = link.target if path is None else f"[[{path.removesuffix(ENDING)}|{link.target}]]"
        links.setdefault(link.relation, []).append(shown)
    return links


def _single(cube: MemCube, where: Mapping[str, str]) -> str:
    return f"{write_matter({**told_of(cube), **_links(cube, where)})}\n{shown_text(cube.content)}\n"


def _transcript(said: list[MemCube]) -> str:
    user, session = said[0].user, said[0].session
    common = {"mnemic": TRANSCRIPT} | ({"user": user} if user is not None else {}) | {"session": session}
    parts = [f"{write_matter(common)}\n# {' '.join((session or '').split())}\n"]
    parts += [_turn(cube) for cube in said]
    return "\n".join(parts)


def _turn(cube: MemCube) -> str:
    told = {name: value for name, value in told_of(cube).items() if name not in ("user", "session", "kind")}
    if cube.links:
        told["links"] = [[link.relation, link.target] for link in cube.links]
    header = as_json(told).replace("<", "\\u003c").replace(">", "\\u003e")
    who = " ".join((cube.speaker or cube.role or cube.user or "?").split())
    heading = f"{TURN}{who} · {_moment(cube).strftime('%Y-%m-%d %H:%M')}"
    text = _ESCAPED.sub(r"\\\1", shown_text(cube.content))
    return f"{heading}\n<!-- mnemic {header} -->\n\n{text}\n"


def _write(root: Path, path: str, data: bytes) -> None:
    target = root / path
    for folder in reversed(target.relative_to(root).parents[:-1]):
        (root / folder).mkdir(mode=0o700, exist_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(data)


def _make(root: Path) -> None:
    if not root.parent.is_dir():
        raise StorePathError(f"there is no folder {str(root.parent)!r} for the export; make it first")
    if root.exists() and (not root.is_dir() or any(not name.startswith(".") for name in os.listdir(root))):
        raise StorePathError(
            f"export target {str(root)!r} exists and is not empty; name a new folder, or remove what is in it: "
            "what was edited there and not imported would be lost"
        )
    root.mkdir(mode=0o700, exist_ok=True)
