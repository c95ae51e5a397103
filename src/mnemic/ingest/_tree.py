"""The files of a folder or a zip, by their paths in it, read where they are."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from ..errors import ArgumentError
from ._export import open_zip, read_member, refuse_bomb
from ._notes import Notes
from ._text import decode, unreadable

MAX_FILES = 1_000_000
MAX_TOTAL_BYTES = 16 << 30
"""What all files of a zip may unpack to together. Only one is in memory at a time."""

MAX_FILE_BYTES = 2 << 30

_DRIVE = re.compile(r"[A-Za-z]:")
_SYMLINK = 0o120000
_TYPE = 0o170000


class Tree(Protocol):
    """
    Files by name.

    Attributes:
        name: What errors call the whole.
    """

    name: str

    def names(self) -> list[str]:
        """Return the paths of its files, with slashes, sorted."""
        ...

    def text(self, name: str) -> str:
        """
        Return what a file holds.

        Raises:
            ArgumentError: it cannot be read, is no text, or is too large.
        """
        ...


@contextmanager
def open_tree(path: Path, notes: Notes) -> Iterator[Tree]:
    """
    Open a folder, a zip, or a file as a folder that holds nothing else.

    Args:
        notes: Where links in a folder are told of, which are not followed.

    Raises:
        ArgumentError: the zip is damaged, or holds a file that would lie outside of it, a link, or a name twice.
    """
    if path.is_dir():
        yield _Folder(path, notes)
    elif zipfile.is_zipfile(path):
        with open_zip(path) as archive:
            yield _Zip(path.name, archive)
    elif path.suffix.lower() == ".zip":
        raise ArgumentError(f"{path.name} is no zip, though it is called one; download it again")
    else:
        yield _Folder(path.parent, notes, only=path.name)


class _Folder:
    def __init__(self, path: Path, notes: Notes, only: str | None = None) -> None:
        self.name = path.resolve().name
        self._path = path
        self._notes = notes
        self._names = None if only is None else [only]

    def names(self) -> list[str]:
        # Walked once: links are told of once, and a folder that grows meanwhile is read as it was.
        if self._names is None:
            self._names = self._walked()
        return self._names

    def _walked(self) -> list[str]:
        found: list[str] = []
        for folder, folders, files in os.walk(self._path, onerror=_raise, followlinks=False):
            here = Path(folder)
            for entry in [*folders, *files]:
                if (here / entry).is_symlink():
                    place = (here / entry).relative_to(self._path).as_posix()
                    self._notes.add("symbolic link", "links are not followed", f"{self.name}/{place}")
            # What begins with a dot belongs to programs: .git, .obsidian, .DS_Store.
            folders[:] = sorted(name for name in folders if name[0] != "." and not (here / name).is_symlink())
            found += [
                (here / name).relative_to(self._path).as_posix()
                for name in files
                if name[0] != "." and (here / name).is_file() and not (here / name).is_symlink()
            ]
            if len(found) > MAX_FILES:
                raise ArgumentError(f"{self._path} holds more than {MAX_FILES} files; give a smaller folder")
        return sorted(found)

    def text(self, name: str) -> str:
        path = self._path / name
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ArgumentError(f"{self.name}/{name} is larger than {MAX_FILE_BYTES >> 30} GiB")
            return decode(path.read_bytes(), f"{self.name}/{name}")
        except OSError as error:
            raise unreadable(path, error) from error


def _raise(error: OSError) -> None:
    raise unreadable(Path(error.filename), error) from error


class _Zip:
    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._archive = archive
        self._members = _checked(name, archive)

    def names(self) -> list[str]:
        return sorted(self._members)

    def text(self, name: str) -> str:
        label = f"{self.name}/{name}"
        return decode(read_member(self._archive, self._members[name], label), label)


def _checked(zip_name: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    listed = [info for info in archive.infolist() if not info.is_dir()]
    if len(listed) > MAX_FILES or sum(info.file_size for info in listed) > MAX_TOTAL_BYTES:
        raise ArgumentError(
            f"{zip_name} would unpack to more than {MAX_TOTAL_BYTES >> 30} GiB or {MAX_FILES} files, which looks like "
            "a zip bomb; if you trust it, unpack it yourself and give the folder"
        )
    for info in listed:
        label = f"{zip_name}/{info.filename}"
        _refuse_place(info, label)
        refuse_bomb(info, label)
        if info.filename in members:
            raise ArgumentError(f"{label} stands twice in the zip; it is damaged, or made to deceive")
        members[info.filename] = info
    return members


def _refuse_place(info: zipfile.ZipInfo, label: str) -> None:
    """Refuse what no honest program writes, though nothing is unpacked to anywhere."""
    name = info.orig_filename
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ".." in parts or _DRIVE.match(name) or "\0" in name:
        raise ArgumentError(f"{label!r} would lie outside of the zip; it is made to deceive and is not read")
    if (info.external_attr >> 16) & _TYPE == _SYMLINK:
        raise ArgumentError(f"{label} is a symbolic link; links in a zip are not followed, so it is not read")


class Beneath(NamedTuple):
    """A tree's files beneath its one folder, where it has but one: many zips hold a folder that holds the rest."""

    tree: Tree
    prefix: str

    def names(self) -> list[str]:
        """Return the paths of the files, from the folder on."""
        return [name.removeprefix(self.prefix) for name in self.tree.names() if name.startswith(self.prefix)]

    def text(self, name: str) -> str:
        """Return what a file holds."""
        return self.tree.text(self.prefix + name)

    def place(self, name: str) -> str:
        """Return what errors call a file."""
        return f"{self.tree.name}/{self.prefix}{name}"


def beneath(tree: Tree, marker: str) -> Beneath | None:
    """Return the files beside the first one called *marker*; `None` where there is none."""
    found = sorted((name for name in tree.names() if PurePosixPath(name).name == marker), key=_depth)
    return Beneath(tree, found[0].removesuffix(marker)) if found else None


def _depth(name: str) -> int:
    return name.count("/")
