"""Learning from feedback, and unlearning it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..cube import Operation
from ..errors import CubeNotFound, NothingMatched
from ..store import Store, Verdict
from ._outcome import outcome


def teach(
    store: Store, space_name: str, judged: Sequence[Verdict], *, named: Collection[str], reason: str | None
) -> Operation:
    """
    Keep a lesson: which hits of a recall were useful, and which not.

    Args:
        named: The cubes the caller spoke of; the others may have been erased meanwhile.

    Raises:
        CubeNotFound: one of *named* was erased meanwhile; nothing was learned.
    """
    with store.write() as writer:
        space = writer.space(space_name)
        there = writer.current(space, [item.cube for item in judged]) if space else {}
        gone = [id_ for id_ in named if id_ not in there]
        if space is None or gone:
            raise CubeNotFound(f"no cube {gone[0]!r} in space {space_name!r}: erased since that recall")
        kept = [item for item in judged if item.cube in there]
        operation = writer.begin(space, "feedback", reason=reason)
        writer.teach(space, kept)
        return outcome(writer, space, "feedback", operation, (), reason=reason, lessons=len(kept))


def reset_feedback(store: Store, space_name: str, *, reason: str | None) -> Operation:
    """
    Take back everything the space has learned.

    Raises:
        NothingMatched: it has learned nothing.
    """
    with store.write() as writer:
        space = writer.space(space_name)
        if space is None or not writer.lessons(space):
            raise NothingMatched(f"space {space_name!r} has learned nothing; there is nothing to reset")
        operation = writer.begin(space, "reset_feedback", reason=reason)
        count = writer.drop_lessons(space)
        return outcome(writer, space, "reset_feedback", operation, (), reason=reason, lessons=count)
