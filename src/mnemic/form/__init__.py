"""Turning interaction into memory: text and vectors in, candidates out; nothing is stored here."""

from ._by_model import Formed, estimate_extraction, extract_by_model
from ._candidate import Act, Candidate, Context, Known, Tense, supported
from ._own_words import own_words
from ._people import entities, same_person, subject_of
from ._segment import Segment, segments
from ._summary import Citation, Summary, summarise
from ._turn import Turn
from .rules import LANGUAGES, extract, wishes_forgotten

__all__ = [
    "LANGUAGES",
    "Act",
    "Candidate",
    "Citation",
    "Context",
    "Formed",
    "Known",
    "Segment",
    "Summary",
    "Tense",
    "Turn",
    "entities",
    "estimate_extraction",
    "extract",
    "extract_by_model",
    "own_words",
    "same_person",
    "segments",
    "subject_of",
    "summarise",
    "supported",
    "wishes_forgotten",
]
