"""What the tests of the command line share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

SNAPSHOTS = Path(__file__).parent / "snapshots"
MAY = "2026-05-20T10:00:00+01:00"
JUNE = "2026-06-15T09:30:00+01:00"


@dataclass(frozen=True)
class Result:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer, which must be one JSON document."""
        return json.loads(self.out)


class Run(Protocol):
    """Runs ``mnemic`` with *arguments*."""

    def __call__(self, *arguments: str, stdin: str | bytes = b"", terminal: bool = False) -> Result: ...
