"""The values everything else speaks in. No I/O."""

from ._frozen import JSON, FrozenDict, FrozenList, freeze, text_problem
from ._ids import is_id, new_id
from ._memcube import (
    FORMS,
    KINDS,
    RECALLABLE,
    STATES,
    SUMMARY_SOURCE,
    TIERS,
    Form,
    Kind,
    MemCube,
    State,
    Tier,
)
from ._operation import Change, Operation, Verb
from ._parts import RELATIONS, Evidence, Fact, Link, Relation
from ._predicates import PREDICATES, FactKind, Predicate, value_key
from ._receipt import ErasureReceipt, Probe
from ._slot import Slot, slot_of, slot_prefix

__all__ = [
    "FORMS",
    "JSON",
    "KINDS",
    "PREDICATES",
    "RECALLABLE",
    "RELATIONS",
    "STATES",
    "SUMMARY_SOURCE",
    "TIERS",
    "Change",
    "ErasureReceipt",
    "Evidence",
    "Fact",
    "FactKind",
    "Form",
    "FrozenDict",
    "FrozenList",
    "Kind",
    "Link",
    "MemCube",
    "Operation",
    "Predicate",
    "Probe",
    "Relation",
    "Slot",
    "State",
    "Tier",
    "Verb",
    "freeze",
    "is_id",
    "new_id",
    "slot_of",
    "slot_prefix",
    "text_problem",
    "value_key",
]
