"""An argument that was not given."""

from __future__ import annotations

import enum
from typing import Final


class Unset(enum.Enum):
    """The type of `UNSET`."""

    UNSET = "not given"


UNSET: Final = Unset.UNSET
"""Stands for an argument that was not given, which is not the same as `None`."""
