"""Quoting what came from outside, so that it can't pose as anything else."""

from __future__ import annotations

import json
import re

from .._patterns import compiled

_NAME_CHARS = 60

_UNSAFE = (
    "[<>\uff1c\uff1e\ufe64\ufe65]"  # what could open or close a tag, in full width, too
    # What can't be seen: control characters and line ends JSON lets pass, marks that turn the direction of
    # writing, blank letters, and the letters of U+E0000, in which instructions can be smuggled past a reader.
    "|[\x7f-\x9f\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
    # Joiners and variants shape Persian words and emoji one or two at a time; more of them are a message.
    "|[\u00ad\u034f\u061c\u200c-\u200f\ufe00-\ufe0f]{3,}"
    # What could pose as a citation, or as the marker of a role in a prompt.
    r"|[\[\uff3b](?=\W{0,3}[mM\uff4d\uff2d]\W{0,3}\d)|\[(?=/?(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_[A-Z]+)\])"
)


def quoted(text: str) -> str:
    """
    Return *text* as a JSON string on one line.

    No tag opens or closes in it, nothing hides in it, and no mark in it is a citation. JSON reads it back.
    """
    return compiled(_UNSAFE).sub(_escaped, json.dumps(text, ensure_ascii=False))


def plain(name: str) -> str:
    """Return a name with nothing that could end its line or pose as part of the frame; long ones are cut."""
    short = name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1].rstrip() + "…"
    return quoted(short)[1:-1].replace("[", r"\u005b").replace(" · ", r" \u00b7 ")


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
