"""Turns the hand-written lines in data/lines/*.txt into the JSON lines the reader is trained on.

    python bench/lifecycle/reader/lines.py

A line is one way of saying something. `{city}` is filled from lines/_slots.txt (twice by default, so
one line gives two examples of one family); `{city2}` is another value of the same list. `[Lisbon]`
marks the object of a fact of the file's predicate that holds; `[-Lisbon]` has ended, `[~Lisbon]`
corrects, `[!Lisbon]` is denied, `[?dog]` is only implied ("my dog is ill"); `[works_at:Hilti]` names
another predicate and `[Tom|husband]` a key. `<<before>>` opens with the sentence before;
`@ works_at=Hilti` lists what is known; `## -works_at` adds a fact whose object is not in the text. A
line that starts with `&` belongs to the family of the line above. Under `== near…` a line starts with
the letter of its negative class. `== changes2:lives_in` is a section of another predicate than the
file's name says.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "data"
FILLS = 2
ACTS = {"-": "ended", "~": "corrects", "!": "denies", "?": "holds", "": "holds"}
CLASSES = {
    "q": "question",
    "h": "hypothetical",
    "u": "quotation",
    "t": "third_person",
    "p": "past",
    "f": "planned",
    "d": "document",
    "j": "joke",
    "g": "generic",
    "n": "near_miss",
    "o": "other",
}
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_MARK = re.compile(r"\[([-~!?]?)(?:([a-z_]+):)?([^\]|]+)(?:\|([^\]]+))?\]")
_BEFORE = re.compile(r"^<<(.*?)>>\s*")
# A profile holds "red bike", not "a red bike"; "the" stays, it is often part of a name.
_ARTICLE = re.compile(r"^(?:a|an)\s+(?=\w)", re.IGNORECASE)


class Line(NamedTuple):
    """One way of saying something, with its slots open.

    `family` is the same for lines that are held back together; `negative` says why nothing is stated.
    """

    text: str
    predicate: str
    family: str
    negative: str | None


def slots(*names: str) -> dict[str, list[str]]:
    """Return the lists that fill a slot, by the slot's name, from files of `lines/`."""
    lists: dict[str, list[str]] = {}
    for file in names or ("_slots.txt",):
        for line in (HERE / "lines" / file).read_text(encoding="utf-8").splitlines():
            name, _, values = line.partition(":")
            own = [value.strip() for value in values.split(";") if value.strip()]
            if own:
                lists.setdefault(name.strip(), []).extend(own)
    return lists


def filled(line: str, lists: Mapping[str, Sequence[str]], draw: random.Random | None = None) -> list[str]:
    """Return `line` with its slots filled, `FILLS` times; once where it has no slot.

    Unless a draw is given it is seeded by the line itself, so an edit elsewhere changes nothing here.
    """
    names = sorted(set(_SLOT.findall(line)))
    if not names:
        return [line]
    draw = draw or random.Random(line)
    kinds = {kind: draw.sample(lists[kind], len(lists[kind])) for kind, _ in names}
    out = []
    for turn in range(FILLS):
        text = line
        for kind in kinds:
            numbers = [number for known, number in names if known == kind]
            for place, number in enumerate(numbers):
                values = kinds[kind]
                value = values[(turn * len(numbers) + place) % len(values)]
                text = text.replace("{" + kind + number + "}", value)
        out.append(text)
    return out


def _value(marked: str) -> str:
    return _ARTICLE.sub("", marked.strip())


def _fact(predicate: str, act: str, value: str | None, key: str | None) -> dict[str, object]:
    made: dict[str, object] = {"predicate": predicate, "object": value, "key": key, "act": ACTS[act]}
    return made | {"implied": True} if act == "?" else made


def example(line: str, predicate: str, family: str, negative: str | None) -> dict[str, object]:
    """Return the training example that one filled line describes."""
    body, _, bare = line.partition(" ## ")
    body, _, known = body.partition(" @ ")
    before = _BEFORE.match(body)
    text = _BEFORE.sub("", body)
    facts = [_fact(m[2] or predicate, m[1], _value(m[3]), m[4]) for m in _MARK.finditer(text)]
    for mark in bare.split():
        act = mark[0] if mark[0] in ACTS else ""
        facts.append(_fact(mark[len(act) :] or predicate, act, None, None))
    made: dict[str, object] = {
        "text": _MARK.sub(lambda m: m[3].strip(), text).strip(),
        "family": family,
        "language": "en",
        "facts": facts,
        "negative": negative,
    }
    if known:
        pairs = [pair.split("=", 1) for pair in known.split(";")]
        made["known"] = [{"predicate": p.strip(), "object": _value(o)} for p, o in pairs]
    if before:
        made["before"] = before[1].strip()
    return made


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines of one file."""
    predicate, section, number = path.stem, "", 0
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("# "):
            continue
        if line.startswith("== "):
            section, number = line[3:], 0
            section, _, named = section.partition(":")
            predicate = named or path.stem
            continue
        negative = None
        if line.startswith("&"):
            line = line[1:].strip()
        else:
            number += 1
        if section.startswith("near"):
            negative, line = CLASSES[line[0]], line[2:].strip()
        # The near misses of a topic file must not share families with the predicate's own file.
        topic = f"{path.stem}-" if section == "near" and path.stem != predicate else ""
        yield Line(line, predicate, f"{topic}{predicate}-{section}-{number:03d}", negative)


def paths() -> list[Path]:
    """Return the files of lines."""
    return sorted((HERE / "lines").glob("[a-z]*.txt"))


def main() -> None:
    """Write one .jsonl beside each file of lines."""
    lists = slots()
    for path in paths():
        made = [
            example(text, each.predicate, each.family, each.negative)
            for each in lines(path)
            for text in filled(each.text, lists)
        ]
        # One text may stand in several examples, with other facts known or another text before.
        rows = {json.dumps(row | {"family": ""}): row for row in made}
        body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows.values())
        (HERE / f"{path.stem}.jsonl").write_text(body, encoding="utf-8")
        print(f"{path.stem}: {len(rows)}")


if __name__ == "__main__":
    main()
