"""Reading a folder of Markdown: what its files say of memories, old ones and new."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import ArgumentError, StorePathError
from ._markdown import ENDING, FOLDERS, MARKER, TRANSCRIPT, TURN, VERSION
from ._markdown_matter import FENCE, Matter, Value, read_matter
from ._markdown_names import mark_of
from ._markdown_note import PROPERTIES, Note, from_properties, linked, note_from, shown_text

_KINDS: Final = {folder: kind for kind, folder in FOLDERS.items()}
_HEADER: Final = re.compile(r"<!-- mnemic (\{.*\}) -->\s*")
_UNESCAPED: Final = re.compile(r"^\\(\\*### )", re.MULTILINE)
_MOST_FILE_BYTES: Final = 256 << 20


def is_markdown(folder: Path) -> bool:
    """Whether *folder* was written by `write_markdown`, as the hidden file in it says."""
    try:
        mark = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(mark, dict) or mark.get("format") != "mnemic-markdown":
        return False
    if mark.get("version") != VERSION:
        raise ArgumentError(
            f"{folder.name}/{MARKER} says version {mark.get('version')!r:.20}, and this Mnemic knows {VERSION}; "
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
    for _, paths in groupby(sorted(_files(root)), key=lambda path: path.partition("/")[0]):
        pages = [_read_page(root, path) for path in paths]
        owners = {
            page.properties.get("user") for page in pages if "id" in page.properties or page.is_transcript
        }
        owner = owners.pop() if len(owners) == 1 else None
        for page in pages:
            notes.extend(page.notes(owner if isinstance(owner, str) else None))
    _refuse_twins(notes)
    return sorted(notes, key=lambda note: (note.id is None, note.id or ""))


class _Read(NamedTuple):
    """A file, taken apart."""

    path: str
    matter: Matter

    @property
    def properties(self) -> dict[str, Value]:
        return self.matter.properties

    @property
    def is_transcript(self) -> bool:
        return self.properties.get("mnemic") == TRANSCRIPT

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


def _files(root: Path) -> Iterator[str]:
    """Yield the paths of the Markdown files, as they are written in every system."""
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(root / below) as entries:
            for entry in entries:
                path = f"{below}/{entry.name}" if below else entry.name
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                if entry.is_dir():
                    folders.append(path)
                elif entry.name.casefold().endswith(ENDING) and entry.is_file():
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
    seen: Counter[str] = Counter()
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
        # Lines move, and another turn may come before it: a new one is known by what it says.
        mark = mark_of(heading, shown_text(body))
        seen[mark] += 1
        yield replace(note, name=f"{path}#{mark}-{seen[mark]}")


def _split(path: str, matter: Matter) -> Iterator[tuple[int, str, str]]:
    """Yield each turn's line, heading and what stands below."""
    heading, start, below = "", 0, list[str]()
    for number, line in enumerate(matter.body.split("\n"), matter.line):
        if line.startswith(TURN):
            if start:
                yield start, heading, "\n".join(below)
            heading, start, below = line.removeprefix(TURN).strip(), number, []
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
    raise ArgumentError(
        f"{place}: the line <!-- mnemic … --> is damaged; undo the change, or remove it for a new turn"
    )


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
