"""What a report on health is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..errors import MnemicError
from ._exits import RETRY, SETUP, STORE, code_of

_WAYS_OUT = {
    RETRY: "try again",
    SETUP: "install it anew: pip install --force-reinstall mnemic",
    STORE: "run: mnemic check",
}


class Problem(NamedTuple):
    """
    Something that is wrong.

    Attributes:
        way_out: What to do about it.

        code: The exit code of the family of errors it belongs to.
    """

    what: str
    way_out: str
    code: int


@dataclass(kw_only=True)
class Section:
    """A part of the report: what was found, by name, and what is wrong with it."""

    title: str
    facts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def failed(self, error: MnemicError) -> None:
        """Add an error as a problem: its message holds the way out."""
        what, _, way_out = str(error).rpartition("; ")
        code = code_of(error)
        known = (what, way_out) if what else (way_out, _WAYS_OUT.get(code, "mend what it names"))
        self.problems.append(Problem(*known, code))


def without_home(text: str) -> str:
    """Return *text* without the name of the person, as far as that stands in the path of their folder."""
    home = str(Path.home())
    return text if home == "/" else text.replace(home, "~")
