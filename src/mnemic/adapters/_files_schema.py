"""What a model without a memory tool of its own is told of the commands."""

from __future__ import annotations

from typing import Any, Final

ABOUT: Final = (
    "Files that outlast the conversation, under /memories. View /memories before you begin. Keep there what you will "
    "want to know later."
)
_PATH: Final = {"type": "string", "description": "A path that begins with /memories"}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "command": {
            "type": "string",
            "enum": ["view", "create", "str_replace", "insert", "delete", "rename"],
        },
        "path": {**_PATH, "description": "A path that begins with /memories; for all but rename"},
        "view_range": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "view: the first and the last line, from 1; -1 is the end",
        },
        "file_text": {"type": "string", "description": "create: what the new file holds"},
        "old_str": {"type": "string", "description": "str_replace: a text that the file holds exactly once"},
        "new_str": {"type": "string", "description": "str_replace: what comes in its place"},
        "insert_line": {
            "type": "integer",
            "description": "insert: the line to insert after; 0 is the beginning",
        },
        "insert_text": {"type": "string", "description": "insert: the lines"},
        "old_path": _PATH,
        "new_path": _PATH,
    },
    "required": ["command"],
}
