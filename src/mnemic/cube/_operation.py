"""What a write did, as one unit that can be shown and undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from ..times import parse_time, render_time
from ._memcube import MemCube
from ._reading import read_fields, unless_none

Verb = Literal[
    "remember",
    "update",
    "assert_fact",
    "correct",
    "retract",
    "archive",
    "pin",
    "unpin",
    "undo",
    "forget",
    "feedback",
    "reset_feedback",
    "consolidate",
    "import",
    "fuse",
    "make_key",
    "rotate_key",
    "revoke_key",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What one operation did to one cube.

    Attributes:
        before: The version that was current before, or `None` when the cube is new.

        after: The version the operation appended.
    """

    cube: str
    before: MemCube | None
    after: MemCube

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the header fields that differ, without those that differ in every version."""
        if self.before is None:
            return ()
        ignored = {"version", "recorded_at", "superseded_at", "operation"}
        return tuple(
            item.name
            for item in fields(MemCube)
            if item.name not in ignored and getattr(self.before, item.name) != getattr(self.after, item.name)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain JSON."""
        return {
            "cube": self.cube,
            "fields": list(self.fields),
            "before": self.before.to_dict() if self.before else None,
            "after": self.after.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Change:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data, beside=("fields",))
        given["before"] = unless_none(MemCube.from_dict, given["before"])
        return cls(**{**given, "after": MemCube.from_dict(given["after"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """
    One atomic change by one actor.

    Attributes:
        id: UUIDv7; `None` for a dry run, which wrote nothing.

        actor: Who did it, as given to ``mnemic.open(actor=…)``; `None`: not said, or scrubbed by an erasure.

        undoes: The id of the operation, or run, this one takes back.

        run: The id of the consolidation it was part of.

        erased: How many cubes' worth of its changes were erased since, or, of a forget, erased by it.

        lessons: How many verdicts of hits, useful or useless, it taught or took back.
    """

    id: str | None
    space: str
    verb: Verb
    recorded_at: datetime
    actor: str | None = None
    reason: str | None = None
    undoes: str | None = None
    run: str | None = None
    changes: tuple[Change, ...] = ()
    erased: int = 0
    lessons: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the operation as plain JSON."""
        return {
            "id": self.id,
            "space": self.space,
            "verb": self.verb,
            "recorded_at": render_time(self.recorded_at),
            "actor": self.actor,
            "reason": self.reason,
            "undoes": self.undoes,
            "run": self.run,
            "changes": [change.to_dict() for change in self.changes],
            "erased": self.erased,
            "lessons": self.lessons,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Operation:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        changes = tuple(Change.from_dict(change) for change in given.get("changes", ()))
        return cls(**{**given, "recorded_at": parse_time(given["recorded_at"]), "changes": changes})
