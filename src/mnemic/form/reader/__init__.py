"""Facts from turns by a small network over the words' vectors: what rules have no frame for."""

from ._reader import Levels, Reader, shared_reader
from ._reading import WordReader

__all__ = ["Levels", "Reader", "WordReader", "shared_reader"]
