#!/usr/bin/env python3
"""
Checks the sentences that the reader learns from, and counts them.

    python bench/lifecycle/reader/validate.py [FOLDER]

FOLDER holds .jsonl files; default: data/ beside this file. Prints examples and families by predicate; each fault goes to
stderr with its file and line, and the status is 1 where there is one.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mnemic.cube import PREDICATES

DATA = Path(__file__).parent / "data"
ACTS: Final = ("holds", "ended", "corrects", "denies")
NEGATIVES: Final = (
    "question",
    "hypothetical",
    "quotation",
    "third_person",
    "past",
    "planned",
    "document",
    "joke",
    "generic",
    "near_miss",
    "other",
)
_REQUIRED: Final = {"text", "family", "language", "facts", "negative"}
_FIELDS: Final = _REQUIRED | {"known", "before"}
_FACT: Final = {"predicate", "object", "key", "act"}
_MARKS: Final = ("{", "}", "[", "]", "|", "<<", ">>", " ## ", " @ ")
"""What marks up the lines that the examples are made from; none may be left."""


def faults(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one example, in words; nothing where it is right."""
    if not _REQUIRED <= set(row) <= _FIELDS:
        yield f"fields are {sorted(row)}; needed are {sorted(_REQUIRED)}, allowed also known, before"
        return
    text = row["text"]
    if not text.strip() or text != text.strip():
        yield f"text {text!r} is empty or has blanks around it"
    yield from (f"text {text!r} still holds the mark {mark!r}" for mark in _MARKS if mark in text)
    if row["negative"] is not None and row["negative"] not in NEGATIVES:
        yield f"negative {row['negative']!r} is none of {', '.join(NEGATIVES)}"
    if row["negative"] is not None and row["facts"]:
        yield f"{text!r} is a negative and states facts; make it one of the two"
    for fact in row["facts"]:
        yield from _faults_of(fact, row)
    for known in row.get("known", ()):
        if (
            set(known) != {"predicate", "object"}
            or known["predicate"] not in PREDICATES
            or not known["object"]
        ):
            yield f"known {known!r} is no predicate with an object"


def _faults_of(fact: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    if set(fact) - {"implied"} != _FACT:
        yield f"fact has {sorted(fact)}; needed are {sorted(_FACT)}"
        return
    if fact["predicate"] not in PREDICATES:
        yield f"there is no predicate {fact['predicate']!r}"
    if fact["act"] not in ACTS:
        yield f"act {fact['act']!r} is none of {', '.join(ACTS)}"
    if fact["object"] is not None and (not fact["object"] or fact["object"] not in row["text"]):
        yield f"object {fact['object']!r} is no part of {row['text']!r}"
    if fact["object"] is None and not (row.get("known") or row.get("before")):
        yield f"{row['text']!r}: an object that is not in the text must be in known or before"


def read(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each example with where it stands, as `file:line`."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.name}:{number}", json.loads(line)


def table(folder: Path) -> list[str]:
    """Return lines that count examples and families, by predicate, and of negatives by class."""
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    negatives: dict[str, list[str]] = defaultdict(list)
    total, near, plain = 0, 0, 0
    for place, row in read(folder):
        total += 1
        near += bool(not row["facts"] and row.get("known"))
        plain += not row["facts"]
        for fact in row["facts"]:
            held[fact["predicate"], "holds" if fact["act"] == "holds" else "changes"].append(row["family"])
        if row["negative"] is not None:
            negatives[place.split(".")[0]].append(row["family"])
    lines = [f"{'':20} {'holds':>13} {'changes':>13} {'negatives':>13}   (examples/families)"]
    topics = sorted({*PREDICATES, *negatives} & {*(name for name, _ in held), *negatives})
    for name in topics:
        cells = (held[name, "holds"], held[name, "changes"], negatives[name])
        lines.append(f"{name:20} " + " ".join(f"{f'{len(c)}/{len(set(c))}':>13}" for c in cells))
    return [*lines, f"{total} examples; {plain} state nothing, {near} of these beside a known fact"]


def main(arguments: list[str]) -> int:
    """Check a folder, print its counts, and return 1 where something is wrong, else 0."""
    folder = Path(arguments[0]) if arguments else DATA
    wrong = [f"{place}: {fault}" for place, row in read(folder) for fault in faults(row)]
    print("\n".join(table(folder)))
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
