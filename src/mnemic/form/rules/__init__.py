"""Facts from turns by rules: a gate, frames of each language, and what turns back."""

from ._extract import LANGUAGES, MACHINES, extract, languages_of, maker
from ._gate import documents, wishes_forgotten

__all__ = [
    "LANGUAGES",
    "MACHINES",
    "documents",
    "extract",
    "languages_of",
    "maker",
    "wishes_forgotten",
]
