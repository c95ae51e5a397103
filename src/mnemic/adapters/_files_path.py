"""Paths of a memory tool: they name texts in a store, and can lead nowhere else."""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import unquote

from ..cube import text_problem
from ..errors import ArgumentError

ROOT: Final = "/memories"
_DECODINGS: Final = 8


def settled(path: str) -> str:
    """
    Return *path* in its one way of writing: no trailing slash, no ``//``, no ``/./``.

    Raises:
        ArgumentError: it does not begin with /memories; or it, or what other programs might read it as, has a ``..``;
            or it has a control character, which could pose as another line of a listing.
    """
    if path != ROOT and not path.startswith(f"{ROOT}/"):
        raise ArgumentError(f"Path must start with /memories, got: {path}")
    problem = text_problem(path)
    if problem is None and any(unicodedata.category(char) == "Cc" for char in path):
        problem = "holds a control character; remove it"
    if problem:
        raise ArgumentError(f"Path {path!r} {problem}")
    if _climbs(path):
        raise ArgumentError(f"Path {path} would escape /memories directory")
    return "/" + "/".join(part for part in path.split("/") if part not in ("", "."))


def _climbs(path: str) -> bool:
    """
    Whether *path* has a ``..`` in it, however it is written.

    Nothing here would follow it. But a path may be carried on, to a folder or into an address.
    """
    for _ in range(_DECODINGS):
        path = unicodedata.normalize("NFKC", path).replace("\\", "/")
        if ".." in path.split("/") or "\0" in path:
            return True
        plainer = unquote(path)
        if plainer == path:
            return False
        path = plainer
    return True


def folders_of(path: str) -> list[str]:
    """Return the folders *path* lies in, outermost first, without /memories itself."""
    parts = path.split("/")[2:]
    return ["/".join((ROOT, *parts[:i])) for i in range(1, len(parts))]
