"""What the reader learns from: sentences of our own, with what each states and what it does to known facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from mnemic.cube import PREDICATES, value_key

HERE = Path(__file__).parent
SCENARIOS = HERE.parent / "scenarios"

Act = Literal["holds", "ended", "corrects", "denies"]
Fate = Literal["stays", "over", "wrong"]

_ACTS: Final[dict[tuple[str, str], Act]] = {
    ("affirmed", "present"): "holds",
    ("affirmed", "past"): "ended",
    ("negated", "present"): "denies",
    ("negated", "past"): "denies",
}
"""What a direct statement does, by polarity and time; what is to come states nothing yet."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that a text states; `object` as it stands there, `None` where it does not."""

    predicate: str
    object: str | None
    key: str | None
    act: Act


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that is known before a text, and what the text makes of it; `None`: that is not labelled."""

    predicate: str
    object: str
    key: str | None = None
    fate: Fate | None = "stays"


@dataclass(frozen=True, slots=True)
class Example:
    """
    A text to learn from.

    Attributes:
        only: The predicates that are labelled; `None`: all.

        plain: Whether it states nothing at all and can stand beside any other text.
    """

    text: str
    family: str
    before: str = ""
    facts: tuple[Stated, ...] = ()
    known: tuple[Known, ...] = ()
    only: frozenset[str] | None = None
    plain: bool = False
    source: str = "written"

    @property
    def fold(self) -> int:
        """A number below 20 that all examples of a family share."""
        return hashlib.sha256(self.family.encode()).digest()[0] % 20


def examples() -> list[Example]:
    """Return all examples there are, English ones, in a fixed order; no line that is kept for checks is among them."""
    found = [*_written(), *_direct(), *_cases("development.jsonl"), *_cases("development_more.jsonl")]
    return [replace(each, text=each.text.strip()) for each in found if each.text.strip()]


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            if row.get("split") != "check" and row.get("language", "en") == "en":
                yield row


def _written() -> Iterator[Example]:
    for file in sorted((HERE / "data").glob("*.jsonl")):
        for row in _lines(file):
            yield written(row, file.stem)


def written(row: Mapping[str, Any], source: str) -> Example:
    """Return the example of a line of `data/*.jsonl`."""
    facts = tuple(
        Stated(fact["predicate"], fact.get("object"), fact.get("key"), fact["act"]) for fact in row["facts"]
    )
    keys = {fact.predicate: fact.key for fact in facts}
    known = tuple(
        Known(k["predicate"], k["object"], k.get("key") or keys.get(k["predicate"]))
        for k in row.get("known") or ()
        if k.get("object")
    )
    return Example(
        text=row["text"].strip(),
        family=row["family"],
        before=row.get("before") or "",
        facts=facts,
        known=judged(known, facts),
        plain=not facts and not known and row.get("negative") not in {"joke", "question"},
        source=source,
    )


def _direct() -> Iterator[Example]:
    for name in ("direct_development.jsonl", "direct_more.jsonl"):
        for row in _lines(SCENARIOS / name):
            facts = tuple(
                Stated(fact["predicate"], fact["object"], fact["key"], act)
                for fact in row["facts"]
                if (act := _ACTS.get((fact["polarity"], fact["time"]))) is not None
            )
            yield Example(row["text"], row["family"], facts=facts, plain=not row["facts"], source="direct")


def _cases(name: str) -> Iterator[Example]:
    """Yield the own turns of each case: what was said first, and the news with what is known by then."""
    for row in _lines(SCENARIOS / name):
        slot = row["slot"]
        own = [turn for turn in row["turns"] if turn["role"] == "user" and turn["speaker"] == slot["subject"]]
        if row["sort"] == "late_import" or not own:
            continue
        only = frozenset([slot["predicate"]])
        for at, turn in enumerate(own):
            first = at == 0 and row["before"] is not None
            last = turn is row["turns"][-1] and not first
            held = row["before"] if first else row["after"] if last and not row["negative"] else None
            facts = _stated(turn["text"], held, slot, row["sort"], last=last)
            known = () if first or row["before"] is None else (_fate(row, last=last),)
            if not facts and not known:
                continue
            place = row["turns"].index(turn)
            earlier = row["turns"][place - 1] if place else None
            near = earlier is not None and earlier["at"][:10] == turn["at"][:10]
            yield Example(
                turn["text"],
                row["family"] + ("/first" if first else ""),
                before=earlier["text"] if near and earlier else "",
                facts=facts,
                known=known,
                only=only,
                source=name.removesuffix(".jsonl"),
            )


def _stated(
    text: str, held: str | None, slot: Mapping[str, Any], sort: str, *, last: bool
) -> tuple[Stated, ...]:
    if held is None or held.casefold() not in text.casefold():
        return ()
    act: Act = "corrects" if last and sort == "correction" else "holds"
    at = text.casefold().find(held.casefold())
    return (Stated(slot["predicate"], text[at : at + len(held)], slot["key"], act),)


def _fate(row: Mapping[str, Any], *, last: bool) -> Known:
    slot = row["slot"]
    fate: Fate | None = "stays"
    if row["retired"] and row["before"] in row["retired"]:
        fate = ("over" if row["sort"] == "change" else "wrong") if last else None
    return Known(slot["predicate"], row["before"], slot["key"], fate)


def judged(known: Sequence[Known], facts: Sequence[Stated]) -> tuple[Known, ...]:
    """Return known facts with what the stated ones make of them."""
    return tuple(replace(each, fate=_fate_of(each, known, facts)) for each in known)


def _fate_of(each: Known, known: Sequence[Known], facts: Sequence[Stated]) -> Fate:
    rivals = [other for other in known if other.predicate == each.predicate]
    declared = PREDICATES[each.predicate]
    for fact in facts:
        if fact.predicate != each.predicate:
            continue
        same = fact.object is not None and _alike(fact.object, each.object)
        one_slot = (
            declared.cardinality != "multi" and declared.keyed == "key" and _keys_meet(fact.key, each.key)
        )
        alone = len(rivals) == 1
        if fact.act == "ended" and (same or (fact.object is None and alone)):
            return "over"
        if fact.act == "denies" and (same or (fact.object is None and alone)):
            return "over" if declared.keyed == "object" else "wrong"
        if fact.act == "corrects" and not same and (one_slot or alone):
            return "wrong"
        if fact.act == "holds" and not same and one_slot and declared.temporal:
            return "over"
    return "stays"


def _keys_meet(one: str | None, other: str | None) -> bool:
    return one is None or other is None or value_key(one) == value_key(other)


def _alike(one: str, other: str) -> bool:
    a, b = set(value_key(one).split()), set(value_key(other).split())
    return bool(a) and bool(b) and (a <= b or b <= a)
