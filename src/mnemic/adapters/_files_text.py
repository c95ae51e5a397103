"""The texts a memory tool answers with, as the reference implementation words them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..errors import ArgumentError, NotFound

MAX_LINES: Final = 999_999
_WIDTH: Final = len(str(MAX_LINES))
_DEPTH: Final = 2
_AROUND: Final = 2
"""Lines shown before and after a change."""
_UNITS: Final = ("B", "K", "M", "G")


def numbered(text: str, lines: tuple[int, int] | None = None) -> str:
    """
    Return *text* with each line's number before it.

    Args:
        lines: The first and the last to show, from 1; -1 is the end.
    """
    rows = text.split("\n")
    first, last = (1, -1) if lines is None else (max(1, lines[0]), lines[1])
    shown = rows[first - 1 : len(rows) if last == -1 else last]
    return "\n".join(f"{number:>{_WIDTH}}\t{row}" for number, row in enumerate(shown, first))


def replaced(path: str, text: str, old: str, new: str) -> tuple[str, str]:
    """
    Return *text* with its only *old* replaced, and what to answer.

    Raises:
        NotFound: *old* does not occur.

        ArgumentError: it occurs several times.
    """
    count = text.count(old)
    if count == 0:
        raise NotFound(f"No replacement was performed, old_str `{old}` did not appear verbatim in {path}.")
    if count > 1:
        lines = ", ".join(map(str, _lines_with(text, old)))
        raise ArgumentError(
            f"No replacement was performed. Multiple occurrences of old_str `{old}` in lines: {lines}. "
            "Please ensure it is unique"
        )
    changed = text[: text.find(old)].count("\n") + 1
    edited = text.replace(old, new)
    snippet = numbered(edited, (changed - _AROUND, changed + _AROUND))
    return edited, (
        "The memory file has been edited. Here is the snippet showing the change (with line numbers):\n"
        + snippet
    )


def _lines_with(text: str, part: str) -> Iterator[int]:
    """Yield the line of each place where *part* begins, overlapping ones too."""
    line, at, before = 1, text.find(part), 0
    while at >= 0:
        line += text.count("\n", before, at)
        yield line
        before, at = at, text.find(part, at + 1)


def inserted(path: str, text: str, line: int, new: str) -> str:
    """
    Return *text* with *new* after its line of number *line*, ending with a line end.

    Raises:
        ArgumentError: there is no such line.
    """
    rows = text.split("\n")
    if rows[-1] == "":
        rows.pop()
    if not 0 <= line <= len(rows):
        raise ArgumentError(
            f"Invalid `insert_line` parameter: {line}. It should be within the range [0, {len(rows)}]."
        )
    edited = "\n".join([*rows[:line], new.rstrip("\n"), *rows[line:]])
    return edited if edited.endswith("\n") else f"{edited}\n"


def listed(path: str, sizes: Mapping[str, int | None]) -> str:
    """
    Return what lies in a folder, two levels deep, sorted, each with its size.

    Args:
        path: The folder, as the model wrote it.

        sizes: The bytes of every file below it, by path from there (``"/notes/a.txt"``); `None` for a folder.
    """
    tree = _Folder()
    for place, size in sizes.items():
        tree.add(place.lstrip("/").split("/"), size)
    rows = [(tree.size(), ""), *((size, f"/{place}") for size, place in tree.rows(1))]
    header = f"Here're the files and directories up to 2 levels deep in {path}, excluding hidden items:"
    return "\n".join([header, *(f"{_size(size)}\t{path}{place}" for size, place in rows)])


class _Folder:
    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._folders: dict[str, _Folder] = {}

    def add(self, parts: list[str], size: int | None) -> None:
        name, *rest = parts
        if rest or size is None:
            folder = self._folders.setdefault(name, _Folder())
            if rest:
                folder.add(rest, size)
        else:
            self._files[name] = size

    def size(self) -> int:
        return sum(self._files.values()) + sum(folder.size() for folder in self._folders.values())

    def rows(self, depth: int) -> Iterator[tuple[int, str]]:
        for name in sorted({*self._files, *self._folders}):
            if name.startswith("."):
                continue
            if name in self._files:
                yield self._files[name], name
            folder = self._folders.get(name)
            if folder is not None:
                yield folder.size(), f"{name}/"
                if depth < _DEPTH:
                    yield from ((size, f"{name}/{place}") for size, place in folder.rows(depth + 1))


def _size(count: int) -> str:
    """Return a number of bytes as people read it: ``5B``, ``1.5K``, ``2M``."""
    unit = min(max(count.bit_length() - 1, 0) // 10, len(_UNITS) - 1)
    value = count / 1024**unit
    return f"{int(value)}{_UNITS[unit]}" if value == int(value) else f"{value:.1f}{_UNITS[unit]}"
