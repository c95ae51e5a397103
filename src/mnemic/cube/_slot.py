"""Where a fact stands among the facts of its space, as one text that sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from ._predicates import value_key

if TYPE_CHECKING:
    from ._memcube import MemCube
    from ._parts import Fact

_BETWEEN = "\x1f"


class Slot(NamedTuple):
    """
    Of whom a fact is, and of what, as facts are compared.

    Attributes:
        user: Whose memory it is; two people of one name are told apart by it. Empty: not said.

        subject, key, object: As `value_key` leaves them.
    """

    user: str
    subject: str
    predicate: str
    key: str
    object: str

    @classmethod
    def read(cls, text: str) -> Slot:
        """Read what `slot_of` wrote."""
        user, *rest = text.split(_BETWEEN)
        return cls(unquote(user), *rest)


def slot_of(cube: MemCube) -> str | None:
    """Return where a fact stands; `None` for a cube that holds none. Values are free of the separator."""
    return None if cube.fact is None else fact_slot(cube.user, cube.fact)


def fact_slot(user: str | None, fact: Fact) -> str:
    """Return where a fact of a user's memory stands: see `slot_of`."""
    words = (
        value_key(fact.subject),
        value_key(fact.predicate),
        value_key(fact.key or ""),
        value_key(fact.object),
    )
    return _BETWEEN.join((quote(user or ""), *words))


def slot_prefix(user: str | None, subject: str | None = None, predicate: str | None = None) -> str:
    """Return how the slots of a user begin, of one of their subjects, of one predicate of it."""
    parts = [quote(user or "")]
    if subject is not None:
        parts.append(value_key(subject))
        if predicate is not None:
            parts.append(value_key(predicate))
    return _BETWEEN.join(parts) + _BETWEEN
