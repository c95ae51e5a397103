"""The same sentences said differently each time they are learned from: other values, other words beside them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from _examples import Example, written
from lines import Line, example, filled, lines, paths, slots

_BESIDE: Final = Path(__file__).parent / "data" / "lines" / "_beside.txt"

_TAIL, _LEAD, _SENTENCE = 0.25, 0.15, 0.12
"""How often something is said behind a sentence, before it, and beside it as a sentence of its own."""

_WORD: Final = re.compile(r"[A-Za-z][\w']*")
_ENDS: Final = re.compile(r"(?<=[\w%)])([.!]*)$")


class Varied:
    """
    Examples that differ from one epoch to the next.

    A line with open slots is filled anew, from longer lists than those of `data/*.jsonl`; about half of all sentences
    have words beside them that state nothing.

    Args:
        learned: The examples to learn from; those that are lines with open slots are drawn anew.
    """

    def __init__(self, learned: Sequence[Example]) -> None:
        self._values = slots("_slots.txt", "_slots_more.txt")
        self._beside = _beside()
        families = {each.family for each in learned}
        open_lines = [
            (path.stem, line)
            for path in paths()
            for line in lines(path)
            if "{" in line.text and line.family in families
        ]
        usual = slots()
        texts = {
            (source, example(text, line.predicate, line.family, line.negative)["text"])
            for source, line in open_lines
            for text in filled(line.text, usual)
        }
        self._open: Sequence[tuple[str, Line]] = open_lines
        self._closed = [each for each in learned if (each.source, each.text) not in texts]
        self._small = {
            word
            for each in learned
            for word in _WORD.findall(each.text)[1:]
            if word.islower()
        }  # fmt: skip

    def draw(self, by: random.Random) -> list[Example]:
        """Return the examples of one epoch."""
        drawn = [
            written(example(text, line.predicate, line.family, line.negative), source)
            for source, line in self._open
            for text in filled(line.text, self._values, by)
        ]
        return [self._accompanied(each, by) for each in (*self._closed, *drawn)]

    def _accompanied(self, each: Example, by: random.Random) -> Example:
        text = each.text
        if by.random() < _TAIL and (ends := _ENDS.search(text)) is not None:
            tail = by.choice(self._beside["tails"])
            mark = ends[1] if tail[-1].isalnum() else ""
            text = text[: ends.start()] + tail + mark
        if by.random() < _LEAD:
            text = self._led(text, by.choice(self._beside["leads"]))
        if by.random() < _SENTENCE and text[-1] in ".!?":
            other = by.choice(self._beside["sentences"])
            text = f"{text} {other}" if by.random() < 0.5 or other[-1].isalnum() else f"{other} {text}"
        return each if text == each.text else replace(each, text=text, plain=False)

    def _led(self, text: str, lead: str) -> str:
        first = _WORD.match(text)
        if lead.rstrip()[-1] not in ".!?:" and first is not None and first[0].lower() in self._small:
            text = text[0].lower() + text[1:]
        return lead + text


def _beside() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in _BESIDE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            section = line[3:].strip()
        elif line.strip():
            found.setdefault(section, []).append(line)
    return found
