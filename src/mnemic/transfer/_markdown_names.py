"""Names of files and folders that are safe everywhere: no way out of the folder, no two that one system takes for one."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import Final

_MOST_CHARS: Final = 60
_MOST_BYTES: Final = 150
"""Of the 255 that file systems allow, so that a date, a mark and an ending fit as well."""

_MARK_CHARS: Final = 8
_UNSAFE: Final = re.compile(r"""[<>:"/\\|?*#^\[\]%`]""")
"""What Windows forbids, and what would end or redirect a link in Markdown."""

_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_name(text: str, otherwise: str) -> str:
    """
    Return *text* as the name of a file: its first words, of any script, without what a file system or a link forbids.

    Args:
        otherwise: The name where nothing is left of it.
    """
    told = unicodedata.normalize("NFC", text)
    # Letters that turn the direction of writing around, or show nothing, would make a name look like another.
    told = "".join(" " if one.isspace() else one for one in told if one.isspace() or one.isprintable())
    words = " ".join(_UNSAFE.sub(" ", told).split())
    if len(words) > _MOST_CHARS:
        words = words[:_MOST_CHARS].rpartition(" ")[0] or words[:_MOST_CHARS]
    while len(words.encode()) > _MOST_BYTES:
        words = words[:-1]
    name = words.strip(" .") or otherwise
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def mark_of(*parts: str | None) -> str:
    """Return sixteen hex digits that stand for *parts*."""
    told = "\0".join("" if part is None else f"={part}" for part in parts)
    return blake2b(told.encode(), digest_size=8).hexdigest()


class Names:
    """Gives out names, none twice within a folder, not even for a system to which ``Ana`` and ``ana`` are one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: str, wanted: str, mark: str, ending: str = "") -> str:
        """
        Return the path of a new file or folder.

        Args:
            folder: The path it is in, ``""`` for the top.

            mark: What is added to *wanted* where that is taken.
        """
        for name in (wanted, f"{wanted} {mark[:_MARK_CHARS]}"):
            path = f"{folder}/{name}{ending}" if folder else f"{name}{ending}"
            if self._claim(path):
                return path
        number = 2
        while not self._claim(path := f"{folder}/{wanted} {mark[:_MARK_CHARS]} {number}{ending}".lstrip("/")):
            number += 1
        return path

    def _claim(self, path: str) -> bool:
        seen = unicodedata.normalize("NFKC", path).casefold()
        if seen in self._taken:
            return False
        self._taken.add(seen)
        return True
