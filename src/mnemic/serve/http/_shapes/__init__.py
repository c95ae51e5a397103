"""The shapes of requests and replies, for reading them and for the OpenAPI document."""

from . import _facts as facts
from . import _keys as keys
from . import _memories as memories
from . import _recall as recall
from . import _results as results
from . import _sessions as sessions
from . import _upkeep as upkeep
from ._examples import example_of
from ._fields import Arguments

__all__ = [
    "Arguments",
    "example_of",
    "facts",
    "keys",
    "memories",
    "recall",
    "results",
    "sessions",
    "upkeep",
]
