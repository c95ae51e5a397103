"""The proof of a forgetting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ._reading import read_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """
    What a byte-level search of the store's files saw.

    The search looks for windows of what was erased: its texts, their JSON-escaped forms, its rare words,
    names and keys, its term lists and its vectors.

    Attributes:
        windows: How many windows were looked for.

        before: How many of them were found just before the deletion: the positive control, which shows
            that the search can see. `None` when nothing was searched.

        after: How many are still found that no surviving memory accounts for; 0 is the proof.

        files: The names of the files searched.
    """

    windows: int
    before: int | None = None
    after: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt:
    """
    What `forget` did.

    Attributes:
        status: ``"complete"``: no byte is left in the store's files; ``"pending"``: the rows are gone and
            nothing can be recalled, but the files could not be scrubbed yet, for `reason`; the next
            opener, or ``mem.scrub()``, completes it. ``"dry_run"``: nothing was done.

        operation: The id of the tombstone operation, which names no person.

        cubes: How many memories were erased, `derived` of them because they rested on the others.

        versions, links, vectors, replays: How many rows of each went with them.

        shared_texts: How many erased texts a surviving memory of the space also holds, legitimately; those
            stay.

        too_short: How many erased texts are too short for the probe (under 8 bytes) to tell from chance.

        control: Whether the positive control saw every probed memory before the deletion.

        vacuumed: Whether the file had to be rewritten.

        outside: What no store can reach.
    """

    status: Literal["complete", "pending", "dry_run"]
    operation: str | None
    cubes: int
    derived: int
    versions: int
    links: int
    vectors: int
    replays: int
    shared_texts: int
    too_short: int
    control: bool
    vacuumed: bool = False
    reason: str | None = None
    probe: Probe = field(default_factory=lambda: Probe(windows=0))
    outside: tuple[str, ...] = (
        "backups and copies of the file",
        "replicas",
        "file-system snapshots and the disk's own layers",
    )

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as plain JSON."""
        data = asdict(self)
        data["outside"] = list(self.outside)
        data["probe"]["files"] = list(self.probe.files)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ErasureReceipt:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        if "probe" in given:
            probe = read_fields(Probe, given["probe"])
            given["probe"] = Probe(**{**probe, "files": tuple(probe.get("files", ()))})
        if "outside" in given:
            given["outside"] = tuple(given["outside"])
        return cls(**given)
