"""Facts from turns by rules: a gate, frames of each language, and what turns back."""

from ._extract import LANGUAGES, MACHINES, extract
from ._gate import wishes_forgotten

__all__ = ["LANGUAGES", "MACHINES", "extract", "wishes_forgotten"]
