"""What the reader's network is given: words in the order text, words before, known facts, with marks of their looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from ...cube import PREDICATES
from ...embed import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXT_WORDS: Final = 96
BEFORE_WORDS: Final = 24
FACT_WORDS: Final = 16

MARKS: Final = 12
TEXT, BEFORE, KNOWN = 0, 1, 2


class Fact(NamedTuple):
    """A known fact: its predicate, and the words of its phrase, such as "lives in Porto"."""

    predicate: str
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """
    A sequence of n words.

    Attributes:
        pieces: The ids of each part's words.

        marks: Looks of each word, shape ``(n, MARKS)``.

        segment: `TEXT`, `BEFORE` or `KNOWN`, shape ``(n,)``.

        predicate: The number of a known fact's predicate at its words, else -1, shape ``(n,)``.

        parts: Where each known fact stands.

        size: How many words of the text are read.
    """

    pieces: Sequence[Sequence[Sequence[int]]]
    marks: NDArray[np.float32]
    segment: NDArray[np.int64]
    predicate: NDArray[np.int64]
    parts: Sequence[tuple[int, int]]
    size: int


PREDICATE_NUMBERS: Final = {name: at for at, name in enumerate(PREDICATES)}


def phrase(predicate: str, object_: str, key: str | None) -> str:
    """Return a known fact in words without its subject: "lives in Porto"."""
    return PREDICATES[predicate].says.format(subject="", object=object_, key=key or "one").strip()


class _Part(NamedTuple):
    words: Words
    start: int
    end: int
    kind: int
    number: int = -1


def sequence(text: Words, before: Words | None, known: Sequence[Fact]) -> Laid:
    """Lay the words of a text, of what was said before, and of known facts side by side."""
    import numpy as np

    parts = [_Part(text, 0, min(len(text.spans), TEXT_WORDS), TEXT)]
    if before is not None and len(before.spans):
        parts.append(_Part(before, max(0, len(before.spans) - BEFORE_WORDS), len(before.spans), BEFORE))
    for fact in known:
        end = min(len(fact.words.spans), FACT_WORDS)
        parts.append(_Part(fact.words, 0, end, KNOWN, PREDICATE_NUMBERS[fact.predicate]))
    said = {tuple(ids) for ids in text.pieces[: parts[0].end]}
    held = {tuple(ids) for fact in known for ids in fact.words.pieces}
    places, at = [], 0
    for part in parts:
        start, at = at, at + part.end - part.start
        if part.kind == KNOWN:
            places.append((start, at))
    sizes = [part.end - part.start for part in parts]
    return Laid(
        pieces=[part.words.pieces[part.start : part.end] for part in parts],
        marks=np.concatenate([_looks(part, held if part.kind == TEXT else said) for part in parts]),
        segment=np.repeat(np.array([part.kind for part in parts], np.int64), sizes),
        predicate=np.repeat(np.array([part.number for part in parts], np.int64), sizes),
        parts=places,
        size=parts[0].end,
    )


def _looks(part: _Part, others: set[tuple[int, ...]]) -> NDArray[np.float32]:
    import numpy as np

    words = part.words
    found = np.zeros((part.end - part.start, MARKS), np.float32)
    quoted, opens = False, True
    for at, (begin, stop) in enumerate(words.spans[part.start : part.end]):
        word = words.text[begin:stop]
        pieces = words.pieces[part.start + at]
        mark = not any(char.isalnum() for char in word)
        row = found[at]
        row[0] = word[:1].isupper() and not opens
        row[1] = word[:1].isupper() and opens
        row[2] = len(word) > 1 and word.isupper()
        row[3] = any(char.isdigit() for char in word)
        row[4] = mark
        row[5] = len(pieces) > 1
        row[6] = tuple(pieces) in others and not mark and len(word) > 2
        row[7] = opens
        if word in '"“”„«»':
            quoted = not quoted
        row[8] = quoted
        row[9] = word == "?"
        row[10] = word == "!"
        row[11] = begin > 0 and words.text[begin - 1].isspace()
        opens = word in ".!?…" or (opens and mark)
    return found
