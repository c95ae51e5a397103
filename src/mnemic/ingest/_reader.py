"""Reading a file or folder of any of the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Final

from ..errors import ArgumentError
from ._basic_memory import read_basic_memory
from ._chat import read_chat
from ._chatdate import DATE_ORDERS, DateOrder
from ._chatgpt import read_chatgpt
from ._claude import read_claude
from ._detect import detected
from ._graphiti import read_graphiti
from ._jsonl import read_jsonl
from ._langgraph import read_langgraph
from ._letta import read_letta
from ._markdown import read_markdown
from ._mcp_memory import read_mcp_memory
from ._mem0 import read_mem0
from ._notes import Notes
from ._reading import Reading
from ._record import Draft, Record
from ._slack import read_slack
from ._zone import parse_zone

_READERS: Final[dict[str, Callable[[Path, Draft, tzinfo | None], Iterator[Record]]]] = {
    "jsonl": read_jsonl,
    "markdown": read_markdown,
    "chatgpt": read_chatgpt,
    "claude": read_claude,
    "slack": read_slack,
    "mem0": read_mem0,
    "langgraph": read_langgraph,
    "graphiti": read_graphiti,
    "letta": read_letta,
    "mcp-memory": read_mcp_memory,
    "basic-memory": read_basic_memory,
}

FORMATS: tuple[str, ...] = ("jsonl", "chat", *(name for name in _READERS if name != "jsonl"))
"""The names `read` takes as *format*."""

SENDER: Final = "sender"
"""As *tz*: times are shown in the zone of whoever wrote."""

_FOLDERS: Final = ("slack", "mem0", "basic-memory")
_ZONED: Final = ("slack",)
"""The formats that tell everybody's zone."""


def read(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 - the name the command line uses
    tz: str | None = None,
    user: str | None = None,
    date_order: DateOrder = "auto",
) -> Reading:
    """
    Return the memories in a file or folder as keyword dicts for `Memory.remember_many`, in the file's order.

    Reading the same file again gives the same idempotency keys, so it adds nothing. Records are read as they are
    asked for; an error further down the file appears when it is reached. What could not become a record is told by
    the reading's ``unmapped``, as far as it has come.

    Args:
        format: One of `FORMATS`, or ``"auto"`` to find out.

        tz: The zone of times that carry none: an IANA name or an offset such as ``"+01:00"``. Times that
            carry one keep it, except in exports that write UTC throughout: those are shown in this zone. For Slack
            also ``"sender"``: each time in the zone of whoever wrote.

        user: Whom the memories belong to, where the file does not say.

        date_order: In chat logs, which number of ``05/06/2026`` is the day. ``"auto"`` infers it.

    Raises:
        NaiveTimeError: A time without an offset, and no *tz*.

        ArgumentError: The file cannot be read, or has not the format it is said to have.
    """
    source = Path(path)
    by_sender = tz == SENDER
    zone = None if by_sender else parse_zone(tz)
    if date_order not in DATE_ORDERS:
        raise ArgumentError(f"date_order={date_order!r} is unknown; pass one of {', '.join(DATE_ORDERS)}")
    if format not in (*FORMATS, "auto"):
        raise ArgumentError(f"format={format!r} is unknown; pass one of auto, {', '.join(FORMATS)}")
    _refuse_missing(source)
    name = detect(source) if format == "auto" else format
    if source.is_dir() and name not in _FOLDERS:
        raise _folder(source)
    if by_sender and name not in _ZONED:
        raise ArgumentError(
            f"tz={tz!r} works only for: {', '.join(_ZONED)}; {name} does not tell anybody's zone"
        )
    notes = Notes()
    named = source.resolve() if source.name in ("", "..") else source
    draft = Draft(named.name, named.stem, user, notes, by_sender)
    if name == "chat":
        return Reading(name, read_chat(source, draft, zone, date_order), notes)
    return Reading(name, _READERS[name](source, draft, zone), notes)


def detect(path: Path) -> str:
    """
    Return which of `FORMATS` a file or folder has, from its name and its beginning.

    Raises:
        ArgumentError: It cannot be read, is no text, or is in none of the formats.
    """
    source = Path(path)
    _refuse_missing(source)
    found = detected(source)
    if found is None and source.is_dir():
        raise _folder(source)
    if found is None:
        raise ArgumentError(
            f"{source.name} is in no format Mnemic knows by its looks; "
            f"say which it is with --format: {', '.join(FORMATS)}"
        )
    return found


def _refuse_missing(path: Path) -> None:
    if not path.exists():
        raise ArgumentError(f"{path} does not exist; give the path of a file to read")


def _folder(path: Path) -> ArgumentError:
    return ArgumentError(
        f"{path} is a folder; give a file in it, or the export's zip. Folders are read of: {', '.join(_FOLDERS)}"
    )
