"""
The file with a person's own defaults: ``config.toml``.

Options on the command line outrank environment variables, and those outrank the file. There is one file, of the
person who runs the command, and none in the working folder: a folder that came from elsewhere could name a store or a
model there, and have memories sent to it. For the same reason, and since files are copied about, it holds no secrets.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from .._address import is_address
from .._hint import did_you_mean
from ..errors import ArgumentError

VARIABLES: Final = {
    "db": "MNEMIC_DB",
    "space": "MNEMIC_SPACE",
    "actor": "MNEMIC_ACTOR",
    "embedder": "MNEMIC_EMBEDDER",
    "llm": "MNEMIC_LLM",
}
"""What the file may hold, each with the variable that outranks it."""

_SECRETS: Final = ("key", "token", "secret", "password")
_WITHOUT: Final = ("demo", "reembed")
"""Commands that take none of these unsaid: a story of its own, and a change of every vector."""


def config_file() -> Path:
    """Return where the file is, or would be."""
    named = os.environ.get("MNEMIC_CONFIG")
    if named:
        return Path(named).expanduser()
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "mnemic" / "config.toml"


def read_defaults() -> dict[str, str]:
    """
    Return what the file holds; nothing where there is none.

    Raises:
        ArgumentError: it cannot be read, is no TOML, or holds what it may not.
    """
    path = config_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ArgumentError(f"the configuration {str(path)!r} cannot be read ({error}); {_WAY_OUT}") from None
    # Loaded for those who have a file.
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ArgumentError(f"the configuration {str(path)!r} is not TOML: {error}; {_WAY_OUT}") from None
    return {name: _checked(name, value, path) for name, value in found.items()}


_WAY_OUT: Final = "mend it, or name another file in MNEMIC_CONFIG"


def _checked(name: str, value: Any, path: Path) -> str:
    where = f"the configuration {str(path)!r}"
    if name not in VARIABLES:
        if any(word in name.lower() for word in _SECRETS):
            raise ArgumentError(
                f"{where} holds {name!r:.60}: no secret belongs there; take it out, and keep a server's key in the "
                "variable MNEMIC_API_KEY"
            )
        hint = did_you_mean(name, VARIABLES)
        raise ArgumentError(
            f"{where} holds {name!r:.60}, which it may not; {hint}there are: {', '.join(VARIABLES)}"
        )
    if not isinstance(value, str) or not value:
        raise ArgumentError(f'{where} gives {name} as {value!r:.60}; it is text, e.g. {name} = "…"')
    if name != "db" or is_address(value):
        return value
    location = Path(value).expanduser()
    if not location.is_absolute():
        raise ArgumentError(
            f"{where} gives db as {value!r:.60}, which would be another file in every folder; write the whole path, "
            f"e.g. {str(Path.home() / 'memory.db')!r}"
        )
    return str(location)


def by_command(commands: list[str]) -> dict[str, dict[str, str]]:
    """Return the file's defaults as the parser takes them: for each command by its options' names."""
    defaults = read_defaults()
    return {command: defaults for command in commands if command not in _WITHOUT} if defaults else {}
