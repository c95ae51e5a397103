"""The values everything else speaks in. No I/O."""

from ._frozen import JSON, FrozenDict, FrozenList, freeze, text_problem
from ._ids import is_id, new_id
from ._memcube import FORMS, KINDS, RECALLABLE, STATES, TIERS, Form, Kind, MemCube, State, Tier
from ._operation import Change, Operation, Verb
from ._parts import RELATIONS, Evidence, Fact, Link, Relation
from ._receipt import ErasureReceipt, Probe

__all__ = [
    "FORMS",
    "JSON",
    "KINDS",
    "RECALLABLE",
    "RELATIONS",
    "STATES",
    "TIERS",
    "Change",
    "ErasureReceipt",
    "Evidence",
    "Fact",
    "Form",
    "FrozenDict",
    "FrozenList",
    "Kind",
    "Link",
    "MemCube",
    "Operation",
    "Probe",
    "Relation",
    "State",
    "Tier",
    "Verb",
    "freeze",
    "is_id",
    "new_id",
    "text_problem",
]
