"""
What a memory is tested with: a conformance suite, a model in plain Python, and doubles that hold still.

>>> import mnemic
>>> from mnemic.testing import check_store
>>> check_store(lambda: mnemic.open(":memory:", embedder="hash"))  # doctest: +SKIP

Nothing here needs a test framework.
"""

from ..embed import HashEmbedder
from ._clock import ManualClock
from ._recorded import RecordedModel
from ._reference import ReferenceMemory
from ._scripted import ScriptedModel
from ._suite import CHECKS, Bench, Check, check_store
from ._where import in_scope, matches

__all__ = [
    "CHECKS",
    "Bench",
    "Check",
    "HashEmbedder",
    "ManualClock",
    "RecordedModel",
    "ReferenceMemory",
    "ScriptedModel",
    "check_store",
    "in_scope",
    "matches",
]
