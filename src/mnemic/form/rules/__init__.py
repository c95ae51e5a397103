"""Facts from turns by rules: a gate, frames of each language, and what turns back."""

from ._extract import LANGUAGES, MACHINES, extract, languages_of, maker
from ._gate import documents, is_joke, wishes_forgotten
from ._sayings import saying

__all__ = [
    "LANGUAGES",
    "MACHINES",
    "documents",
    "extract",
    "is_joke",
    "languages_of",
    "maker",
    "saying",
    "wishes_forgotten",
]
