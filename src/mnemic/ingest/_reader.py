"""Which format a file has, and reading it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import tzinfo
from itertools import islice
from pathlib import Path

from ..errors import ArgumentError
from ._chat import find_style, read_chat, text_members
from ._chatdate import DATE_ORDERS, DateOrder
from ._chatgpt import read_chatgpt
from ._claude import read_claude
from ._export import conversation_members, sniff
from ._jsonl import read_jsonl
from ._markdown import read_markdown
from ._record import Draft, Record
from ._text import numbered_lines
from ._zone import parse_zone

FORMATS: tuple[str, ...] = ("jsonl", "chat", "markdown", "chatgpt", "claude")
"""The names `read` takes as *format*."""

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "markdown", ".markdown": "markdown"}
_READERS: dict[str, Callable[[Path, Draft, tzinfo | None], Iterator[Record]]] = {
    "jsonl": read_jsonl,
    "markdown": read_markdown,
    "chatgpt": read_chatgpt,
    "claude": read_claude,
}
_SAMPLE_LINES = 200
# Inside a JSON text a quotation mark is escaped, so these can only be keys.
_CHATGPT_KEY = re.compile(r'"mapping"\s*:')
_CLAUDE_KEY = re.compile(r'"chat_messages"\s*:')


def read(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 - the name the command line uses
    tz: str | None = None,
    user: str | None = None,
    date_order: DateOrder = "auto",
) -> Iterator[dict[str, object]]:
    """
    Return the memories in a file as keyword dicts for `Memory.remember_many`, in the file's order.

    Reading the same file again gives the same idempotency keys, so it adds nothing. JSON lines are read as
    they are asked for; an error further down the file appears when it is reached.

    Args:
        format: One of `FORMATS`, or ``"auto"`` to find out.

        tz: The zone of times that carry none: an IANA name or an offset such as ``"+01:00"``. Times that
            carry one keep it, except in exports that write UTC throughout: those are shown in this zone.

        user: Whom the memories belong to, where the file does not say.

        date_order: In chat logs, which number of ``05/06/2026`` is the day. ``"auto"`` infers it.

    Raises:
        NaiveTimeError: A time without an offset, and no *tz*.

        ArgumentError: The file cannot be read, or has not the format it is said to have.
    """
    source = Path(path)
    zone = parse_zone(tz)
    if date_order not in DATE_ORDERS:
        raise ArgumentError(f"date_order={date_order!r} is unknown; pass one of {', '.join(DATE_ORDERS)}")
    if format not in (*FORMATS, "auto"):
        raise ArgumentError(f"format={format!r} is unknown; pass one of auto, {', '.join(FORMATS)}")
    _refuse_missing(source)
    draft = Draft(source.name, source.stem, user)
    name = detect(source) if format == "auto" else format
    if name == "chat":
        return read_chat(source, draft, zone, date_order)
    return _READERS[name](source, draft, zone)


def detect(path: Path) -> str:
    """
    Return which of `FORMATS` a file has, from its name and its beginning.

    Raises:
        ArgumentError: The file cannot be read, is no text, or is in none of the formats.
    """
    source = Path(path)
    _refuse_missing(source)
    suffix = source.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    found = _detect_export(source) if suffix in {".zip", ".json"} else None
    if found is None and suffix != ".zip":
        found = _detect_text(source)
    if found is None:
        raise ArgumentError(
            f"{source.name} is in no format Mnemic knows by its looks; "
            f"say which it is with --format: {', '.join(FORMATS)}"
        )
    return found


def _refuse_missing(path: Path) -> None:
    if path.is_dir():
        raise ArgumentError(f"{path} is a folder; give a file in it, or the export's zip")
    if not path.exists():
        raise ArgumentError(f"{path} does not exist; give the path of a file to read")


def _detect_export(path: Path) -> str | None:
    head = sniff(path)
    for name, key in (("chatgpt", _CHATGPT_KEY), ("claude", _CLAUDE_KEY)):
        if key.search(head):
            return name
    if path.suffix.lower() == ".zip" and not conversation_members(path) and text_members(path):
        return "chat"
    return None


def _detect_text(path: Path) -> str | None:
    lines = list(islice(numbered_lines(path), _SAMPLE_LINES))
    texts = [line for _, line in lines if line.strip()]
    if texts and texts[0].lstrip().startswith("{"):
        return "jsonl" if texts[0].rstrip().endswith("}") else None
    if find_style(lines) not in (None, "plain"):
        return "chat"
    if texts and (texts[0].rstrip() == "---" or re.match(r"#{1,6} ", texts[0])):
        return "markdown"
    # Prose holds a colon now and then; a transcript begins with a name and has one on most lines.
    named = sum(find_style([(1, text)]) == "plain" for text in texts)
    return "chat" if texts and find_style([(1, texts[0])]) and named * 2 >= len(texts) else None
