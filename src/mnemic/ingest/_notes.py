"""What a reader found in a file and could not carry over, gathered while it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Unmapped:
    """
    A sort of thing in a file that Mnemic has no place for.

    Attributes:
        what: What it is, as the format calls it.

        count: How often it came.

        why: Why it was left out, or what became of it.

        example: Where the first one stands, e.g. ``"store.jsonl:12"``.
    """

    what: str
    count: int
    why: str
    example: str


_MOST: Final = 500
"""So many sorts are told apart; a file may be made to have no end of them."""

_MORE: Final = ("anything else", "there are too many sorts to list")


class Notes:
    """Counts what was left out, by what it is and why. A value is never kept, only where it stands."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, what: str, why: str, place: str, count: int = 1) -> None:
        """Note that *count* of *what* at *place* was left out because of *why*."""
        sort = (what, why) if (what, why) in self._found or len(self._found) < _MOST else _MORE
        before, example = self._found.get(sort, (0, place))
        self._found[sort] = before + count, example

    def listed(self) -> tuple[Unmapped, ...]:
        """Return what was noted so far, in the order it was met."""
        return tuple(
            Unmapped(what, count, why, example) for (what, why), (count, example) in self._found.items()
        )
