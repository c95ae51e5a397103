"""Labelled sentences and direct statements as cases: what is said, what it states, of which class it is."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mnemic.form import Turn

_BEFORE = 2
_SAID_AT = datetime(2024, 6, 15, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that a case states; `words` are those of its object, `span` where it stands, if that is labelled."""

    predicate: str
    polarity: str
    time: str
    words: tuple[str, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """
    One labelled sentence of a turn.

    Attributes:
        sort: Its class: ``"fact"``, or what makes it none.

        span: Where the sentence stands in the turn's text.
    """

    turn: Turn
    before: tuple[Turn, ...]
    span: tuple[int, int]
    sort: str
    facts: tuple[Stated, ...]
    enriched: bool = False
    unsure: bool = False
    group: str = ""
    key: str = field(default="", compare=False)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* as objects are compared by them."""
    return tuple("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def labelled(file: Path, folder: Path, chosen: str | None = None) -> list[Case]:
    """Return the cases of a file of labels, or those *chosen* in one way; *folder* holds the data files that it labels."""
    sessions = _sessions(folder)
    return [_case(line, sessions) for line in _lines(file) if chosen in {None, line.get("chosen")}]


def direct(file: Path, split: str | None = None) -> list[Case]:
    """Return the cases of a file of direct statements, or those of one side: ``"check"``, or ``"write"`` for the rest."""
    cases = []
    for at, line in enumerate(_lines(file)):
        if split is not None and line.get("split", "write") != split:
            continue
        facts = tuple(
            Stated(
                fact["predicate"],
                fact["polarity"],
                {"present": "current"}.get(fact["time"], fact["time"]),
                words_of(fact["object"]),
            )
            for fact in line["facts"]
        )
        turn = Turn(line["text"], line["speaker"], "user", _SAID_AT)
        span = (0, len(line["text"]))
        cases.append(
            Case(turn, (), span, "fact" if facts else "none", facts, group=line["language"], key=str(at))
        )
    return cases


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _sessions(folder: Path) -> dict[str, tuple[datetime, list[dict[str, Any]]]]:
    found: dict[str, tuple[datetime, list[dict[str, Any]]]] = {}
    for name in ("locomo-dev.json.gz", "longmemeval48-dev.json.gz"):
        with gzip.open(folder / name) as opened:
            for id_, session in json.load(opened)["sessions"].items():
                found[id_] = datetime.fromisoformat(session["date"]), session["turns"]
    return found


def _case(line: Mapping[str, Any], sessions: Mapping[str, tuple[datetime, list[dict[str, Any]]]]) -> Case:
    at, turns = sessions[line["session"]]
    place = next(n for n, turn in enumerate(turns) if turn["id"] == line["turn"])
    text = turns[place]["text"]
    made = [
        Turn(t["text"], t["speaker"], t["role"], at, line["session"])
        for t in turns[max(0, place - _BEFORE) : place + 1]
    ]
    facts = tuple(
        Stated(
            fact["predicate"],
            fact["polarity"],
            fact["time"],
            words_of(text[slice(*fact["object"])]),
            tuple(fact["object"]),
        )
        for fact in line["facts"]
    )
    return Case(
        turn=made[-1], before=tuple(made[:-1]), span=tuple(line["sentence"]), sort=line["class"], facts=facts,
        enriched=line.get("enriched", False), unsure=line.get("unsure", False), group=line["set"], key=line["turn"],
    )  # fmt: skip
