"""The scenario cases, and how what a memory says is held against them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

import Stemmer

from mnemic.cube import value_key

SCENARIOS = Path(__file__).parent / "scenarios"

_STEMMER = Stemmer.Stemmer("english")

Split = Literal["development", "heldout", "both"]


class Said(NamedTuple):
    """One turn of a case."""

    speaker: str
    role: str
    at: datetime
    text: str


class AsOf(NamedTuple):
    """What held at a time; no object: nothing did."""

    at: datetime
    object: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A short conversation with what should be known after it; the fields are those of the scenarios' README."""

    id: str
    family: str
    sort: str
    negative: str | None
    language: str
    turns: tuple[Said, ...]
    subject: str
    predicate: str
    key: str | None
    before: str | None
    after: str | None
    retired: tuple[str, ...]
    kept: tuple[str, ...]
    also: tuple[str, ...]
    as_of: tuple[AsOf, ...]
    question: str

    @property
    def asked_at(self) -> datetime:
        """A minute after its last turn."""
        return max(turn.at for turn in self.turns) + timedelta(minutes=1)

    @property
    def is_near_miss(self) -> bool:
        """Whether nothing may be retired, though the words come near it."""
        return not self.retired and self.before is not None and self.kept[:1] == (self.before,)

    @property
    def objects(self) -> tuple[str, ...]:
        """Every object that the case speaks of."""
        named = (self.before, self.after, *self.retired, *self.kept, *self.also)
        return tuple(dict.fromkeys(name for name in named if name is not None))


class Line(NamedTuple):
    """A sentence with the facts it states: predicate, key, object, polarity and time."""

    text: str
    speaker: str
    language: str
    facts: tuple[dict[str, Any], ...]


def cases(split: Split) -> list[Case]:
    """Return the cases of a split, in the order of the file."""
    return [_case(row) for part in _parts(split) for row in _rows(f"{part}.jsonl")]


def direct(split: Split) -> list[Line]:
    """Return the direct statements of a split."""
    return [
        Line(row["text"], row["speaker"], row["language"], tuple(row["facts"]))
        for part in _parts(split)
        for row in _rows(f"direct_{part}.jsonl")
    ]


def meets(said: str, wanted: str) -> bool:
    """Return whether *said* is the object *wanted* or names it more closely: `dog called Biscuit` meets `dog`."""
    return f" {_stemmed(wanted)} " in f" {_stemmed(said)} "


def one_of(objects: Iterable[str], wanted: str) -> bool:
    """Return whether one of *objects* meets *wanted*."""
    return any(meets(object_, wanted) for object_ in objects)


def none_of(objects: Sequence[str], unwanted: Iterable[str]) -> bool:
    """Return whether none of *objects* meets any of *unwanted*."""
    return not any(one_of(objects, name) for name in unwanted)


def _stemmed(text: str) -> str:
    """Return *text* as it is compared: `running` is what `run every morning` says."""
    return " ".join(_STEMMER.stemWords(value_key(text).split()))


def _parts(split: Split) -> tuple[str, ...]:
    return ("development", "heldout") if split == "both" else (split,)


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (SCENARIOS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _case(row: dict[str, Any]) -> Case:
    slot = row["slot"]
    return Case(
        id=row["id"],
        family=row["family"],
        sort=row["sort"],
        negative=row["negative"],
        language=row["language"],
        turns=tuple(
            Said(turn["speaker"], turn["role"], datetime.fromisoformat(turn["at"]), turn["text"])
            for turn in row["turns"]
        ),
        subject=slot["subject"],
        predicate=slot["predicate"],
        key=slot["key"],
        before=row["before"],
        after=row["after"],
        retired=tuple(row["retired"]),
        kept=tuple(row["kept"]),
        also=tuple(row["also"]),
        as_of=tuple(AsOf(datetime.fromisoformat(part["at"]), part["object"]) for part in row["as_of"]),
        question=row["question"],
    )
