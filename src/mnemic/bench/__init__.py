"""
How good a memory is: evaluation on LoCoMo, LongMemEval or one's own conversations, beside plain controls.

>>> from mnemic import bench
>>> data = bench.load("own", ["chat.jsonl", "questions.jsonl"])  # doctest: +SKIP
>>> outcome = bench.run(data, bench.Settings())  # doctest: +SKIP
>>> bench.summarise(outcome)["systems"]["mnemic"]["measures"]["R@10"]  # doctest: +SKIP
"""

from ._answers import Answer, Answerer
from ._dataset import Conversation, Dataset, Question, Session, Source, Turn
from ._files import BENCHMARKS, load
from ._folder import Folder
from ._measures import MEASURES, measure
from ._report import render
from ._run import Asked, Outcome, Progress, Settings, run
from ._summary import summarise
from ._systems import SYSTEMS, Ask, Found, Place, System, chosen

__all__ = [
    "BENCHMARKS",
    "MEASURES",
    "SYSTEMS",
    "Answer",
    "Answerer",
    "Ask",
    "Asked",
    "Conversation",
    "Dataset",
    "Folder",
    "Found",
    "Outcome",
    "Place",
    "Progress",
    "Question",
    "Session",
    "Settings",
    "Source",
    "System",
    "Turn",
    "chosen",
    "load",
    "measure",
    "render",
    "run",
    "summarise",
]
