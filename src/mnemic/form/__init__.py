"""Turning interaction into memory: text and vectors in, candidates out; nothing is stored here."""

from ._segment import Segment, segments
from ._summary import Citation, Summary, summarise
from ._turn import Turn

__all__ = ["Citation", "Segment", "Summary", "Turn", "segments", "summarise"]
