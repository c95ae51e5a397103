"""The values everything else speaks in. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._frozen import JSON, FrozenDict, FrozenList, freeze, text_problem
    from ._ids import id_of, is_id, new_id
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
    from ._reading import read_fields, unless_none
    from ._receipt import ErasureReceipt, Probe
    from ._slot import Slot, fact_slot, slot_of, slot_prefix

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
    "fact_slot",
    "freeze",
    "id_of",
    "is_id",
    "new_id",
    "read_fields",
    "slot_of",
    "slot_prefix",
    "text_problem",
    "unless_none",
    "value_key",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_frozen": ("JSON", "FrozenDict", "FrozenList", "freeze", "text_problem"),
        "_ids": ("id_of", "is_id", "new_id"),
        "_memcube": (
            "FORMS",
            "KINDS",
            "RECALLABLE",
            "STATES",
            "SUMMARY_SOURCE",
            "TIERS",
            "Form",
            "Kind",
            "MemCube",
            "State",
            "Tier",
        ),
        "_operation": ("Change", "Operation", "Verb"),
        "_parts": ("RELATIONS", "Evidence", "Fact", "Link", "Relation"),
        "_predicates": ("PREDICATES", "FactKind", "Predicate", "value_key"),
        "_reading": ("read_fields", "unless_none"),
        "_receipt": ("ErasureReceipt", "Probe"),
        "_slot": ("Slot", "fact_slot", "slot_of", "slot_prefix"),
    },
)
