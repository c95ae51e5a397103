"""The predicates a space knows: those every space knows, and those its users declared."""

from __future__ import annotations

import json

from ..cube import PREDICATES, Predicate
from ..errors import ArgumentError
from ..store import Reader, Space, Store


def predicates(reader: Reader, space: Space | None) -> dict[str, Predicate]:
    """Return the predicates of a space by name."""
    declared = reader.setting(_setting(space)) if space else None
    own = [Predicate.from_dict(data) for data in json.loads(declared)] if declared else []
    return {**PREDICATES, **{predicate.name: predicate for predicate in own}}


def predicate_of(reader: Reader, space: Space | None, name: str) -> Predicate:
    """
    Return a predicate by its name.

    Raises:
        ArgumentError: there is none.
    """
    known = predicates(reader, space)
    if name not in known:
        raise ArgumentError(
            f"predicate {name!r:.80} is not declared; known are {', '.join(sorted(known))}. "
            "Declare your own with mem.declare(mnemic.Predicate(name=…, cardinality=…))"
        )
    return known[name]


def declare(store: Store, space_name: str, predicate: Predicate) -> None:
    """
    Make a predicate known to a space, for good.

    Raises:
        ArgumentError: there is one of that name that means something else.
    """
    if not isinstance(predicate, Predicate):
        raise ArgumentError(f"declare() takes a mnemic.Predicate, got {type(predicate).__name__}")
    with store.write() as writer:
        space = writer.ensure_space(space_name)
        known = predicates(writer, space)
        if known.get(predicate.name, predicate) != predicate:
            raise ArgumentError(
                f"predicate {predicate.name!r} is declared already, and with another meaning; facts are kept by it. "
                "Declare a predicate of another name"
            )
        own = [other for name, other in known.items() if name not in PREDICATES]
        if predicate.name not in known:
            written = json.dumps([other.to_dict() for other in (*own, predicate)])
            writer.set_setting(_setting(space), written)


def _setting(space: Space) -> str:
    return f"predicates:{space.row}"
