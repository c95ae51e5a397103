"""
The commands of a memory tool of files (`memory_20250818`), on a memory: what a model writes are texts under /memories.

The words of every answer are those of Anthropic's own implementation on a folder
(``BetaLocalFilesystemMemoryTool``), which models were trained with. Nothing here needs a framework.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from ..errors import ArgumentError, Conflict, NotFound, VersionConflict
from ._files_path import ROOT, folders_of, settled
from ._files_shelf import File, Shelf, Write
from ._files_text import MAX_LINES, inserted, listed, numbered, replaced
from ._opened import Location
from ._removal import Removal, checked_removal

T = TypeVar("T")

REFUSED: Final = (ArgumentError, NotFound, Conflict)
"""What a command raises that the model got wrong, and should be told. Anything else is the application's to mend."""

_FIELDS: Final[dict[str, dict[str, type]]] = {
    "view": {"path": str},
    "create": {"path": str, "file_text": str},
    "str_replace": {"path": str, "old_str": str, "new_str": str},
    "insert": {"path": str, "insert_line": int, "insert_text": str},
    "delete": {"path": str},
    "rename": {"old_path": str, "new_path": str},
}
_TRIES: Final = 1000
"""How often a command starts again since another writer was quicker. Each time one of them got further."""


class MemoryFiles:
    """
    A memory tool's files: each is a memory of kind ``resource`` under its path as key, with all its versions.

    Safe to use from several threads, and by several processes on one file: what was written in between is never
    overwritten unseen.

    Args:
        memory: An open memory, which stays its owner's to close; or a path or a server's address, opened here.

        user: Whose files these are. Another user sees nothing of them.

        on_delete: ``"erase"`` erases a deleted file from the store for good, all versions; ``"archive"`` keeps them
            in the archive.

        options: For `mnemic.open`, where the memory is opened here.
    """

    def __init__(
        self, memory: Location, *, user: str | None = None, on_delete: Removal = "erase", **options: Any
    ) -> None:
        erases = checked_removal(on_delete) == "erase"
        self._shelf = Shelf(memory, user=user, erases=erases, **options)

    def execute(self, command: object) -> str:
        """
        Carry out one command as the model wrote it, ``{"command": "view", "path": "/memories"}``.

        Raises:
            ArgumentError, NotFound, Conflict: it cannot be carried out, and changed nothing; the message is what the
                model should read.
        """
        if not isinstance(command, Mapping):
            raise ArgumentError(
                f'a command is a dict such as {{"command": "view", "path": "/memories"}}, got {command!r:.80}'
            )
        name = command.get("command")
        if not isinstance(name, str) or name not in _FIELDS:
            raise ArgumentError(f"Unknown command: {name}")
        given = {field: _given(name, field, kind, command) for field, kind in _FIELDS[name].items()}
        if name == "view":
            given["view_range"] = command.get("view_range")
        verb: Callable[..., str] = getattr(self, name)
        return verb(**given)

    def view(self, path: str, view_range: object = None) -> str:
        """
        Return a file with its lines numbered, or what lies in a folder, two levels deep.

        Args:
            view_range: The first and the last line to show, from 1; -1 is the end.
        """
        lines = _range(view_range)
        place = settled(path)
        found = self._shelf.find(place)
        if found is None:
            raise NotFound(f"The path {path} does not exist. Please provide a valid path.")
        if found.is_folder:
            return listed(path, {file.path.removeprefix(place): file.size for file in self._below(place)})
        if found.text.count("\n") >= MAX_LINES:
            raise ArgumentError(f"File {path} exceeds maximum line limit of 999,999 lines.")
        return f"Here's the content of {path} with line numbers:\n" + numbered(found.text, lines)

    def create(self, path: str, file_text: str) -> str:
        """Make a file, and the folders it lies in; one that is there is left as it is."""
        place = settled(path)

        def write() -> str:
            parents = self._missing_folders(path, place)
            slot = self._shelf.slot(place)
            if slot.is_taken or place == ROOT:
                raise Conflict(f"File {path} already exists")
            self._shelf.write([*parents, Write(place, file_text, slot.version)])
            return f"File created successfully at: {path}"

        return _until_alone(write)

    def str_replace(self, path: str, old_str: str, new_str: str) -> str:
        """Replace a text that a file holds exactly once."""

        def text_of(file: File) -> tuple[str, str]:
            return replaced(path, file.text, old_str, new_str)

        return self._edit(path, text_of)

    def insert(self, path: str, insert_line: int, insert_text: str) -> str:
        """Put lines after the line of that number; 0 is the beginning."""

        def text_of(file: File) -> tuple[str, str]:
            return inserted(path, file.text, insert_line, insert_text), f"The file {path} has been edited."

        return self._edit(path, text_of)

    def delete(self, path: str) -> str:
        """Remove a file, or a folder with all that lies in it."""
        place = settled(path)
        if place == ROOT:
            raise ArgumentError("Cannot delete the /memories directory itself")

        def remove() -> str:
            found = self._shelf.find(place)
            if found is None:
                raise NotFound(f"The path {path} does not exist")
            self._shelf.remove([found, *(self._below(place) if found.is_folder else ())])
            return f"Successfully deleted {path}"

        return _until_alone(remove)

    def rename(self, old_path: str, new_path: str) -> str:
        """Give a file or a folder another path, in one transaction. Its versions so far are not taken along."""
        old, new = settled(old_path), settled(new_path)
        if old == ROOT:
            raise ArgumentError("Cannot rename the /memories directory itself")

        def move() -> list[File]:
            if self._shelf.find(new) is not None:
                raise Conflict(f"The destination {new_path} already exists")
            found = self._shelf.find(old)
            if found is None:
                raise NotFound(f"The path {old_path} does not exist")
            if new.startswith(f"{old}/"):
                raise ArgumentError(f"Cannot move {old_path} into itself: {new_path}")
            moved = [found, *(self._below(old) if found.is_folder else ())]
            there = self._missing_folders(new_path, new)
            there += [self._moved(file, new + file.path.removeprefix(old)) for file in moved]
            gone = [Write(file.path, None, file.version) for file in moved if file.id is not None]
            self._shelf.write([*there, *gone])
            return moved

        self._shelf.drop(_until_alone(move))
        return f"Successfully renamed {old_path} to {new_path}"

    def clear(self) -> str:
        """Remove every file and folder."""

        def remove() -> str:
            self._shelf.remove(self._shelf.files())
            return "All memory cleared"

        return _until_alone(remove)

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._shelf.close()

    def _edit(self, path: str, text_of: Callable[[File], tuple[str, str]]) -> str:
        """Put the text that *text_of* makes of a file in its place; it is asked anew if the file changed meanwhile."""
        place = settled(path)

        def write() -> str:
            file = self._shelf.find(place)
            if file is None:
                raise NotFound(f"The path {path} does not exist. Please provide a valid path.")
            if file.is_folder:
                raise ArgumentError(f"The path {path} is not a file.")
            text, answer = text_of(file)
            self._shelf.write([Write(place, text, file.version)])
            return answer

        return _until_alone(write)

    def _below(self, folder: str) -> list[File]:
        return [file for file in self._shelf.files() if file.path.startswith(f"{folder}/")]

    def _moved(self, file: File, path: str) -> Write:
        slot = self._shelf.slot(path)
        if slot.is_taken:
            raise Conflict(f"The destination {path} already exists")
        return Write(path, file.text, slot.version, is_folder=file.is_folder)

    def _missing_folders(self, path: str, place: str) -> list[Write]:
        """Return what makes the folders *place* lies in, as far as they are not there."""
        writes = []
        for folder in folders_of(place):
            slot = self._shelf.slot(folder)
            if not slot.is_taken:
                writes.append(Write(folder, "", slot.version, is_folder=True))
            elif slot.file is None or not slot.file.is_folder:
                raise ArgumentError(f"Cannot write {path}: {folder} is a file, not a directory.")
        return writes


def _given(command: str, field: str, kind: type, fields: Mapping[str, Any]) -> Any:
    value = fields.get(field)
    if isinstance(value, kind) and not isinstance(value, bool):
        return value
    what = "text" if kind is str else "a whole number"
    raise ArgumentError(f"The command `{command}` needs `{field}`, {what}; got {value!r:.60}")


def _range(value: object) -> tuple[int, int] | None:
    """Return the lines to show; as in the reference, a list that isn't a pair is no range."""
    if value is None or (isinstance(value, list | tuple) and len(value) != 2):
        return None
    if isinstance(value, list | tuple) and all(type(line) is int for line in value):
        return value[0], value[1]
    raise ArgumentError(f"Invalid `view_range` parameter: {value!r:.60}. It should be [first, last] line.")


def _until_alone(work: Callable[[], T]) -> T:
    """Do *work*, which reads, decides and writes; again from the start whenever another writer was in between."""
    for _ in range(_TRIES - 1):
        try:
            return work()
        except VersionConflict:
            continue
    return work()
