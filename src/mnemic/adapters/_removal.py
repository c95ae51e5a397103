"""What becomes of what a framework deletes."""

from __future__ import annotations

from typing import Literal, get_args

from ..errors import ArgumentError

Removal = Literal["erase", "archive"]


def checked_removal(on_delete: object) -> Removal:
    """Return *on_delete* if it is one of the two."""
    for removal in get_args(Removal):
        if on_delete == removal:
            return removal
    raise ArgumentError(f'on_delete={on_delete!r:.60} does not exist; it is "erase" or "archive"')
