"""Turning interaction into memory: text and vectors in, candidates out; nothing is stored here."""

from ._begun import begun
from ._by_model import Formed, estimate_extraction, extract_by_model
from ._candidate import Act, Candidate, Context, Known, Tense, supported
from ._heard import Line
from ._own_words import is_withheld, own_words
from ._people import entities, same_person, subject_of
from ._procedure import Procedure, procedures
from ._segment import Segment, segments
from ._summary import Citation, Summary, summarise
from ._turn import Turn
from .reader import Reader, shared_reader
from .rules import LANGUAGES, extract, wishes_forgotten

__all__ = [
    "LANGUAGES",
    "Act",
    "Candidate",
    "Citation",
    "Context",
    "Formed",
    "Known",
    "Line",
    "Procedure",
    "Reader",
    "Segment",
    "Summary",
    "Tense",
    "Turn",
    "begun",
    "entities",
    "estimate_extraction",
    "extract",
    "extract_by_model",
    "is_withheld",
    "own_words",
    "procedures",
    "same_person",
    "segments",
    "shared_reader",
    "subject_of",
    "summarise",
    "supported",
    "wishes_forgotten",
]
