"""What an export came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..cube import read_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """
    What an export wrote.

    Attributes:
        path: The file, or the folder.

        format: ``"memcube"`` or ``"markdown"``.

        cubes, versions, links, operations, vectors: How many of each it holds.

        dropped_links: How many links lead from what was exported to what was not; they stay behind.

        size_bytes, sha256: Of the file; of a folder, of all its files together.

        digest: What tells these memories from others: the same whether the file is encrypted or not.

        encrypted: Whether it takes a passphrase to read it.
    """

    path: str
    format: str
    cubes: int
    versions: int
    links: int
    operations: int
    vectors: int
    dropped_links: int
    size_bytes: int
    sha256: str
    digest: str
    encrypted: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Exported:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        return cls(**read_fields(cls, data))
