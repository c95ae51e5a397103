"""
A folder of Markdown that a person reads and edits: written from memories, and read back.

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
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..cube import MemCube
from ..errors import ArgumentError, StoreFull, StorePathError, StoreUnwritable
from ._markdown_matter import FENCE, Matter, Value, as_json, read_matter, write_matter
from ._markdown_names import Names, mark_of, safe_name
from ._markdown_note import PROPERTIES, Note, from_properties, linked, note_from, shown_text, told_of

_TRANSCRIPT: Final = "session"
_FOLDERS: Final = {
    "episode": "notes", "fact": "facts", "preference": "preferences", "summary": "summaries", "belief": "beliefs",
    "procedure": "procedures", "resource": "resources",
}  # fmt: skip
_KINDS: Final = {folder: kind for kind, folder in _FOLDERS.items()}
_SESSIONS: Final = "sessions"
_NOBODY: Final = "everyone"
"""The folder of what is no particular user's."""

_TURN: Final = "### "
_HEADER: Final = re.compile(r"<!-- mnemic (\{.*\}) -->\s*")
_ESCAPED: Final = re.compile(r"^(\\*### )", re.MULTILINE)
_UNESCAPED: Final = re.compile(r"^\\(\\*### )", re.MULTILINE)
_ENDING: Final = ".md"
MARKER: Final = ".mnemic.json"
"""The hidden file by which such a folder is known."""

_VERSION: Final = 1
_MARK: Final = json.dumps({"format": "mnemic-markdown", "version": _VERSION}).encode() + b"\n"
_MOST_FILE_BYTES: Final = 256 << 20


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
    return MarkdownWritten(
        len(pages), len(where), len(targets) - dropped, dropped, size, sha256.hexdigest()
    )


def is_markdown(folder: Path) -> bool:
    """Whether *folder* was written by `write_markdown`, as the hidden file in it says."""
    try:
        mark = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(mark, dict) or mark.get("format") != "mnemic-markdown":
        return False
    if mark.get("version") != _VERSION:
        raise ArgumentError(
            f"{folder.name}/{MARKER} says version {mark.get('version')!r:.20}, and this Mnemic knows {_VERSION}; "
            "update it with: pip install --upgrade mnemic"
        )
    return True


def read_markdown(folder: str | Path) -> list[Note]:
    """
    Return what the files of a folder say, in the order in which it was first recorded; what is new comes last.

    Hidden files and links of the file system are left alone. What has no ``user`` is the user's whose the rest of its
    top folder is.

    Raises:
        StorePathError: there is no such folder.

        ArgumentError: a file cannot be read, or two have the same id; the message names them.
    """
    root = Path(folder)
    if not root.is_dir():
        raise StorePathError(f"there is no folder {str(folder)!r} to read Markdown from")
    notes: list[Note] = []
    for _, paths in groupby(sorted(_files(root, "")), key=lambda path: path.partition("/")[0]):
        pages = [_read_page(root, path) for path in paths]
        owners = {page.properties.get("user") for page in pages if "id" in page.properties or page.is_transcript}
        owner = owners.pop() if len(owners) == 1 else None
        for page in pages:
            notes.extend(page.notes(owner if isinstance(owner, str) else None))
    _refuse_twins(notes)
    return sorted(notes, key=lambda note: (note.id is None, note.id or ""))


# Writing


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
            place = f"{folders[cube.user]}/{_FOLDERS[cube.kind]}"
            yield _Page(names.take(place, name, mark_of(cube.id), _ENDING), [cube], False)
    for (user, session), said in sorted(sessions.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        name, day = safe_name(session, _TRANSCRIPT), _moment(said[0]).date().isoformat()
        wanted = name if name.startswith(day) else f"{day} {name}"
        path = names.take(f"{folders[user]}/{_SESSIONS}", wanted, mark_of(user, session), _ENDING)
        yield _Page(path, said, True)


def _moment(cube: MemCube) -> datetime:
    return cube.occurred_at or cube.created_at


def _links(cube: MemCube, where: Mapping[str, str]) -> dict[str, list[str]]:
    """Return a cube's edges as properties: links to the files, with the ids as what they show."""
    links: dict[str, list[str]] = {}
    for link in cube.links:
        path = where.get(link.target)
        shown = link.target if path is None else f"[[{path.removesuffix(_ENDING)}|{link.target}]]"
        links.setdefault(link.relation, []).append(shown)
    return links


def _single(cube: MemCube, where: Mapping[str, str]) -> str:
    return f"{write_matter({**told_of(cube), **_links(cube, where)})}\n{shown_text(cube.content)}\n"


def _transcript(said: list[MemCube]) -> str:
    user, session = said[0].user, said[0].session
    common = {"mnemic": _TRANSCRIPT} | ({"user": user} if user is not None else {}) | {"session": session}
    parts = [f"{write_matter(common)}\n# {' '.join((session or '').split())}\n"]
    parts += [_turn(cube) for cube in said]
    return "\n".join(parts)


def _turn(cube: MemCube) -> str:
    told = {name: value for name, value in told_of(cube).items() if name not in ("user", "session", "kind")}
    if cube.links:
        told["links"] = [[link.relation, link.target] for link in cube.links]
    header = as_json(told).replace("<", "\\u003c").replace(">", "\\u003e")
    who = " ".join((cube.speaker or cube.role or cube.user or "?").split())
    heading = f"{_TURN}{who} · {_moment(cube).strftime('%Y-%m-%d %H:%M')}"
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


# Reading


class _Read(NamedTuple):
    """A file, taken apart."""

    path: str
    matter: Matter

    @property
    def properties(self) -> dict[str, Value]:
        return self.matter.properties

    @property
    def is_transcript(self) -> bool:
        return self.properties.get("mnemic") == _TRANSCRIPT

    def notes(self, owner: str | None) -> Iterator[Note]:
        """Yield the memories in it; *owner* is whose it is where it doesn't say and is new."""
        told = from_properties(self.path, self.properties)
        if "id" not in told and not self.is_transcript:
            told = {**self._by_folder(), **({"user": owner} if owner else {}), **told}
        if self.is_transcript:
            yield from _turns(self.path, self.matter, told)
        elif shown_text(self.matter.body):
            yield note_from(self.path, told, self.matter.body, linked(self.path, self.properties))
        elif "id" in told:
            raise ArgumentError(
                f"{self.path}: its text is gone; a memory is forgotten with forget(), and a file that is removed "
                "removes nothing. Nothing was changed"
            )

    def _by_folder(self) -> dict[str, str]:
        folder = self.path.split("/")[-2:-1]
        return {"kind": _KINDS[folder[0]]} if folder and folder[0] in _KINDS else {}


def _files(root: Path, below: str) -> Iterator[str]:
    """Yield the paths of the Markdown files, as they are written in every system."""
    with os.scandir(root / below) as entries:
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir():
                yield from _files(root, path)
            elif entry.name.casefold().endswith(_ENDING) and entry.is_file():
                yield path


def _read_page(root: Path, path: str) -> _Read:
    try:
        size = (root / path).stat().st_size
        if size > _MOST_FILE_BYTES:
            raise ArgumentError(f"{path} has {size} bytes, more than the {_MOST_FILE_BYTES} a note may have")
        text = (root / path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArgumentError(f"{path} is no UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise StorePathError(f"{path} cannot be read: {error.strerror or error}") from error
    if text.startswith(f"{FENCE}\r\n"):
        # An editor that writes another system's line ends does so everywhere.
        text = text.replace("\r\n", "\n")
    return _Read(path, read_matter(text, path, PROPERTIES))


def _turns(path: str, matter: Matter, told: Mapping[str, Any]) -> Iterator[Note]:
    """Yield the turns of a transcript."""
    common = {name: told[name] for name in ("user", "session") if name in told}
    zone: tzinfo | None = None
    for line, heading, text in _split(path, matter):
        place = f"{path}:{line}"
        header, _, rest = text.partition("\n")
        match = _HEADER.fullmatch(header)
        turn = _header(match[1], place) if match else _new_turn(heading, zone)
        body = _UNESCAPED.sub(r"\1", rest if match else text)
        if not shown_text(body):
            raise ArgumentError(
                f"{place}: nothing stands below '### {heading:.60}'; remove the heading as well"
            )
        links = [(relation, target) for relation, target in turn.pop("links", [])]
        note = note_from(place, {**turn, **common}, body, links)
        zone = note.draft.occurred_at.tzinfo if note.draft.occurred_at else zone
        yield note


def _split(path: str, matter: Matter) -> Iterator[tuple[int, str, str]]:
    """Yield each turn's line, heading and what stands below."""
    heading, start, below = "", 0, list[str]()
    for number, line in enumerate(matter.body.split("\n"), matter.line):
        if line.startswith(_TURN):
            if start:
                yield start, heading, "\n".join(below)
            heading, start, below = line.removeprefix(_TURN).strip(), number, []
        elif start:
            below.append(line)
        elif line.strip() and not line.startswith("# "):
            raise ArgumentError(
                f"{path}:{number}: {line!r:.60} is said by nobody; put it below a line such as '### Ana'"
            )
    if start:
        yield start, heading, "\n".join(below)


def _header(told: str, place: str) -> dict[str, Any]:
    try:
        header = json.loads(told)
        links = header.get("links", [])
        if all(isinstance(link, list) and len(link) == 2 for link in links):
            return dict(header)
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise ArgumentError(f"{place}: the line <!-- mnemic … --> is damaged; undo the change, or remove it for a new turn")


def _new_turn(heading: str, zone: tzinfo | None) -> dict[str, Any]:
    """
    Return what the heading of a turn that is new says: ``Ana``, or ``Ana · 2026-05-20 10:00``.

    Args:
        zone: That of the turn before, for a time without one.
    """
    who, told, when = heading.rpartition(" · ")
    try:
        moment = datetime.fromisoformat(when.strip()) if told else None
    except ValueError:
        moment = None
    if moment is None:
        return {"speaker": heading or None}
    return {"speaker": who or None, "occurred_at": moment if moment.tzinfo else moment.replace(tzinfo=zone)}


def _refuse_twins(notes: Iterable[Note]) -> None:
    seen: dict[str, str] = {}
    for note in notes:
        if note.id is not None:
            if note.id in seen:
                raise ArgumentError(
                    f"{seen[note.id]} and {note.place} have the same id; remove the id where it is a copy, and it "
                    "becomes a memory of its own. Nothing was changed"
                )
            seen[note.id] = note.place
