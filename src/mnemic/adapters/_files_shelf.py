"""Where a memory tool's files lie: cubes under their paths as keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from .. import admit
from ..cube import MemCube, text_problem
from ..errors import ContentError, CubeNotFound
from ._files_path import ROOT
from ._never import NEVER
from ._opened import Location, opened
from ._owner import owned_by
from ._pages import every

_TAG: Final = "memory-file"
_GONE: Final = "memory-file-removed"
"""The tag of what is left under a path that has no file any more, until it is erased or archived."""
_FIELD: Final = "memory_file"
_MOST: Final = 1000
"""What was left behind is cleared away as many at a time."""


class File(NamedTuple):
    """A file, or a folder, as it was when it was read. One without an id is a folder only by what lies in it."""

    path: str
    text: str
    is_folder: bool
    version: int
    id: str | None

    @property
    def size(self) -> int | None:
        """How many bytes the text has as UTF-8; `None` for a folder."""
        return None if self.is_folder else len(self.text.encode())


class Slot(NamedTuple):
    """What is under a path: the version the next write goes by, and whether something is there, perhaps a file."""

    version: int
    file: File | None
    is_taken: bool


class Write(NamedTuple):
    """What shall be under a path; a text of `None` leaves nothing there. Only if *version* is the present one."""

    path: str
    text: str | None
    version: int
    is_folder: bool = False


class Shelf:
    """The files of one user (`None`: of nobody) in a memory."""

    def __init__(self, memory: Location, *, user: str | None, erases: bool, **options: Any) -> None:
        self._user = admit.name(user, "user")
        self._opened = opened(memory, **options)
        self._memory = self._opened.memory
        self._erases = erases

    def slot(self, path: str) -> Slot:
        """Return what is under *path* now."""
        try:
            cube = self._memory.lookup(path, user=self._user)
        except CubeNotFound:
            return Slot(0, None, False)
        if _TAG in cube.tags:
            return Slot(cube.version, _file(cube), True)
        # What was removed is only marked so until it is erased; any other memory of that key is somebody else's.
        return Slot(cube.version, None, _FIELD not in cube.metadata)

    def find(self, path: str) -> File | None:
        """Return the file or folder of that path. What a file lies in is a folder, written down or not."""
        file = self.slot(path).file
        if file is not None:
            return file
        if path == ROOT or any(other.path.startswith(f"{path}/") for other in self.files()):
            return File(path, "", True, 0, None)
        return None

    def files(self) -> list[File]:
        """Return all files and folders."""
        return [_file(cube) for cube in every(self._memory, tags=(_TAG,), **owned_by(self._user))]

    def write(self, writes: Sequence[Write]) -> list[MemCube]:
        """
        Carry out *writes* in one transaction.

        Raises:
            VersionConflict: one of them goes by a version that is not the present one; none was carried out.

            ContentError: a text cannot be kept.
        """
        return self._memory.remember_many([self._draft(write) for write in writes])

    def remove(self, files: Iterable[File]) -> None:
        """
        Leave nothing under the paths of *files*.

        Raises:
            VersionConflict: they shall be kept, and one of them changed since it was read; nothing was removed.
        """
        there = [file for file in files if file.id is not None]
        if not self._erases:
            self.write([Write(file.path, None, file.version) for file in there])
        self.drop(there)

    def drop(self, files: Iterable[File]) -> None:
        """
        Erase *files*, or archive what is left of those that shall be kept; and what a killed process left behind.

        Others may do the same at the same time.
        """
        left = self._memory.list(tags=(_GONE,), limit=_MOST, **owned_by(self._user))
        ids = list(dict.fromkeys([*(file.id for file in files if file.id), *(cube.id for cube in left)]))
        while ids:
            try:
                if self._erases:
                    self._memory.forget(ids=ids, wait=False)
                else:
                    self._memory.archive(ids=ids)
            except CubeNotFound:
                ids = [id_ for id_ in ids if self._is_there(id_)]
            else:
                return

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._opened.close()

    def _is_there(self, id_: str) -> bool:
        try:
            self._memory.get(id_)
        except CubeNotFound:
            return False
        return True

    def _draft(self, write: Write) -> dict[str, Any]:
        draft: dict[str, Any] = {
            "content": write.text,
            "kind": "resource",
            "user": self._user,
            "key": write.path,
            "if_version": write.version,
            "source": "memory-tool",
            "tags": (_TAG if write.text is not None else _GONE,),
            "metadata": {_FIELD: {"folder": write.is_folder}},
        }
        if write.text is None or write.is_folder:
            return draft | {"content": write.path, "valid_to": NEVER}
        _check(write.path, write.text)
        if "\0" in write.text or not write.text.strip():
            # Nothing to recall, or no text a cube can have as its content: it is kept beside it.
            exact = json.dumps(write.text)
            draft |= {"content": write.path, "valid_to": NEVER}
            draft["metadata"] = {_FIELD: {"folder": False, "exact": exact}}
        return draft


def _check(path: str, text: str) -> None:
    problem = text_problem(text.replace("\0", ""))
    if problem:
        raise ContentError(f"The text for {path} {problem}")


def _file(cube: MemCube) -> File:
    about = cube.metadata.get(_FIELD, {})
    is_folder = bool(about.get("folder"))
    text = "" if is_folder else json.loads(about["exact"]) if "exact" in about else cube.content
    return File(cube.key or "", text, is_folder, cube.version, cube.id)
