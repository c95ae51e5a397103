"""English: its frames, and how they are read."""

from ._table import by_first, frames

__all__ = ["by_first", "frames"]
