"""Reading the documentation: its pages, their code blocks, headings and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)\s*$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(?P<text>.+?)\s*$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block: its language, its text and the number of its first line."""

    language: str
    text: str
    line: int


def name_of(page: Path) -> str:
    """Return a page's path as the tests name it."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of *page* in order."""
    found: list[Block] = []
    opened: tuple[str, str, int] | None = None
    lines: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if opened is None and fence:
            opened = fence["language"], fence["indent"], number + 1
            lines = []
        elif opened is not None and fence and not fence["language"]:
            found.append(Block(opened[0], "".join(f"{text}\n" for text in lines), opened[2]))
            opened = None
        elif opened is not None:
            lines.append(line.removeprefix(opened[1]))
    if opened is not None:
        raise AssertionError(f"{name_of(page)}:{opened[2]}: a code block is not closed")
    return found


def _without_code(page: Path) -> str:
    text = re.sub(
        r"^ *```.*?^ *```\s*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    return re.sub(r"`[^`\n]*`", lambda found: "`" + "x" * (len(found[0]) - 2) + "`", text)


def links(page: Path) -> Iterator[str]:
    """Yield the targets of *page*'s links that lead to other files or places of this repository."""
    for found in _LINK.finditer(_without_code(page)):
        if not re.match(r"[a-z]+:", found["target"]):
            yield found["target"]


def anchors(page: Path) -> set[str]:
    """Return the anchors a forge makes of *page*'s headings."""
    text = re.sub(
        r"^ *```.*?^ *```\s*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    return {_slug(found["text"]) for found in _HEADING.finditer(text)}


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
