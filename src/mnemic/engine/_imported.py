"""What an import came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..cube import read_fields
from ..ingest import Unmapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """
    What reading another program's file brought into a space, or, in a dry run, what it would bring.

    Attributes:
        format: The format that was read.

        new: How many memories came that were not there.

        known: How many were there already, from an earlier import of the same.

        updated: How many were there in an older form, and have a new version now.

        copied: How many came under new ids, beside others that are here; of memcube files only.

        skipped: How many were left as they are here, since they were changed here; `unmapped` says so too.

        unmapped: What the file holds that could not be carried over, or not as it was: what it is, how often it
            comes, why, and where the first one stands.

        operations: How many operations it took.

        run: ``mem.undo(run)`` takes them back together; `None` where nothing was written.

        dry_run: Whether nothing was written because nothing was to be.
    """

    format: str
    new: int = 0
    known: int = 0
    updated: int = 0
    copied: int = 0
    skipped: int = 0
    unmapped: tuple[Unmapped, ...] = ()
    operations: int = 0
    run: str | None = None
    dry_run: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self) | {"unmapped": [asdict(item) for item in self.unmapped]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Imported:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        unmapped = tuple(Unmapped(**read_fields(Unmapped, item)) for item in given.get("unmapped", ()))
        return cls(**{**given, "unmapped": unmapped})
