"""Text that others wrote, made safe to show on a terminal."""

from __future__ import annotations

import json
import re

_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, clipboards
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # device strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours and cursor movements
    r"|\x1b[ -/]*[0-~]?"  # everything else that begins with an escape
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Besides the controls: what turns the reading direction around and so shows another text than the one stored.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """Return *text* without escape sequences, control characters and reversals of direction."""
    text = _BREAKS.sub("\n", _SEQUENCES.sub("", text)).expandtabs(4)
    return _INVISIBLE.sub("", text)


def one_line(text: str, most: int = 200) -> str:
    """Return *text* made plain, on one line, cut after *most* characters."""
    line = " ".join(plain(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def to_json(value: object, *, indent: int | None = 2, ascii_only: bool = False) -> str:
    """Return *value* as JSON in which what a terminal could act on is escaped."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
