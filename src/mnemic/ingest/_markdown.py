"""Notes in Markdown: one chunk per section, or per few paragraphs where a section is long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from ..errors import NaiveTimeError, TimeError
from ._chunk import CHUNK_CHARS, cut
from ._record import Draft, Keys, Record, episode
from ._text import numbered_lines
from ._zone import read_iso

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_PROPERTY = re.compile(r"([A-Za-z_][\w-]*)\s*:\s*(.*)$")
Lines = list[tuple[int, str]]
"""Lines with their numbers."""

DATE_NAMES = ("date", "created", "created_at")


class _Block(NamedTuple):
    line: int
    text: str
    level: int = 0
    """A heading's depth; 0 for text."""

    whole: bool = False
    """Code: never cut."""


@dataclass
class _Section:
    """The heading path so far and the blocks that wait to become a chunk."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    waiting: list[_Block] = field(default_factory=list)

    def enter(self, block: _Block, title: str) -> None:
        self.headings = [(level, name) for level, name in self.headings if level < block.level]
        self.headings.append((block.level, title))
        self.waiting.append(block)

    def path(self) -> list[str]:
        return [name for _, name in self.headings]

    def holds_text(self) -> bool:
        return any(not block.level for block in self.waiting)

    def size_chars(self) -> int:
        return sum(len(block.text) + 2 for block in self.waiting)


class Chunk(NamedTuple):
    """A piece of a document, with the headings above it."""

    line: int
    text: str
    headings: list[str]


def read_markdown(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield a document's chunks with the path of headings above them."""
    lines = list(numbered_lines(path))
    matter, body = front_matter(lines)
    properties = properties_of(matter)
    keys = Keys()
    common: Record = {"user": draft.user, "session": draft.session, "tags": tags_of(properties)}
    about: Record = {name: properties[name] for name in ("title", *DATE_NAMES) if properties.get(name)}
    for name in properties.keys() - {"title", "tags", *DATE_NAMES}:
        draft.notes.add("property of a note", "only title, tags and dates are kept", f"{draft.name}: {name}")
    for line, name in dated(matter):
        common.setdefault("occurred_at", moment_of(properties[name], name, zone, f"{draft.name}:{line}"))
    for chunk in chunks_of(blocks_of(body)):
        fields: Record = {
            "metadata": {**about, "headings": chunk.headings} if chunk.headings else about,
            "idempotency_key": keys.key("markdown", draft.session, *chunk.headings, chunk.text),
        }
        yield episode(f"{draft.name}:{chunk.line}", chunk.text, {**common, **fields})


def front_matter(lines: Lines) -> tuple[Lines, Lines]:
    """Return the lines between the fences at the top of a note, and those below."""
    if not lines or lines[0][1].rstrip() != "---":
        return [], lines
    for index, (_, line) in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return lines[1:index], lines[index + 1 :]
    return [], lines


def dated(matter: Lines) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of each property that tells when a note was written."""
    for number, line in matter:
        match = _PROPERTY.match(line)
        if match and match[1] in DATE_NAMES and match[2].strip():
            yield number, match[1]


def properties_of(matter: Lines) -> dict[str, str]:
    """Read the flat part of YAML: ``name: value``, and lists as one comma-separated value."""
    properties: dict[str, str] = {}
    name = ""
    for _, line in matter:
        item = line.strip()
        if match := _PROPERTY.match(line):
            name = match[1]
            properties[name] = match[2].strip().strip("\"'")
        elif name and item.startswith("- "):
            properties[name] = ",".join(filter(None, (properties[name], item[2:].strip("\"' "))))
    return properties


def tags_of(properties: dict[str, str]) -> tuple[str, ...]:
    """Return the tags among a note's properties."""
    listed = properties.get("tags", "").strip("[]").split(",")
    return tuple(tag for item in listed if (tag := item.strip().strip("\"'#")))


def moment_of(told: str, name: str, zone: tzinfo | None, place: str) -> object:
    """Return the time that the property *name* tells, or None where it tells none."""
    try:
        return read_iso(told, name, zone, place)
    except NaiveTimeError:
        raise
    except TimeError:
        return None  # "Spring 2026" names no moment; it stays in the metadata


def blocks_of(lines: Lines) -> Iterator[_Block]:
    """Split a document at blank lines and headings, keeping fenced code in one piece."""
    gathered: Lines = []
    fence = ""
    for number, line in lines:
        if fence:
            gathered.append((number, line))
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                yield _joined(gathered, whole=True)
                gathered, fence = [], ""
            continue
        opening = _FENCE.match(line)
        heading = _HEADING.match(line)
        underline = _UNDERLINE.match(line)
        if len(gathered) == 1 and underline:
            yield _Block(gathered[0][0], gathered[0][1], level=1 if "=" in line else 2)
            gathered = []
            continue
        if gathered and (opening or heading or not line.strip()):
            yield _joined(gathered)
            gathered = []
        if opening:
            fence = opening[1]
        if heading:
            yield _Block(number, line.strip(), level=len(heading[1]))
        elif line.strip():
            gathered.append((number, line))
    if gathered:
        yield _joined(gathered, whole=bool(fence))


def _joined(lines: Lines, *, whole: bool = False) -> _Block:
    return _Block(lines[0][0], "\n".join(line for _, line in lines), whole=whole)


def chunks_of(blocks: Iterator[_Block]) -> Iterator[Chunk]:
    """Yield the sections of a document, or parts of them where they are long."""
    section = _Section()
    for block in blocks:
        if block.level:
            if section.holds_text():
                yield from _flush(section)
            section.enter(block, _title(block.text))
        else:
            if section.holds_text() and section.size_chars() + len(block.text) > CHUNK_CHARS:
                yield from _flush(section)
            section.waiting.append(block)
    yield from _flush(section)


def _title(heading: str) -> str:
    match = _HEADING.match(heading)
    if match is None:  # underlined
        return heading.strip()
    title = heading[match.end() :].strip()
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else title


def _flush(section: _Section) -> Iterator[Chunk]:
    """Empty what waits: one chunk, or several where a single paragraph is too long."""
    blocks, section.waiting = section.waiting, []
    if not blocks:
        return
    text = "\n\n".join(block.text for block in blocks)
    if len(text) <= CHUNK_CHARS or any(block.whole for block in blocks):
        yield Chunk(blocks[0].line, text, section.path())
        return
    for piece in cut(text):
        yield Chunk(blocks[0].line, piece, section.path())
