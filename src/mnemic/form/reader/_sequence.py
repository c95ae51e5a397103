"""What the reader's network is given: words in the order text, words before, known facts, with marks of their looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from ...cube import PREDICATES
from ...embed import WordStates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXT_WORDS: Final = 96
BEFORE_WORDS: Final = 24
FACT_WORDS: Final = 16
GAP: Final = 2
"""So many empty places stand between two parts: as far as the convolution reaches."""

MARKS: Final = 12
TEXT, BEFORE, KNOWN = 0, 1, 2


class Fact(NamedTuple):
    """A known fact: its predicate, and the words of its phrase, such as "lives in Porto"."""

    predicate: str
    words: WordStates


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """
    A sequence of n places.

    Attributes:
        states: Shape ``(n, dims)``.

        marks: Looks of each word, shape ``(n, MARKS)``.

        segment: `TEXT`, `BEFORE` or `KNOWN`, shape ``(n,)``.

        predicate: The number of a known fact's predicate at its words, else -1, shape ``(n,)``.

        mask: Which places hold a word, shape ``(n,)``.

        parts: Where each known fact stands.

        size: How many words of the text are read.
    """

    states: NDArray[np.float32]
    marks: NDArray[np.float32]
    segment: NDArray[np.int64]
    predicate: NDArray[np.int64]
    mask: NDArray[np.bool_]
    parts: Sequence[tuple[int, int]]
    size: int


PREDICATE_NUMBERS: Final = {name: at for at, name in enumerate(PREDICATES)}


def phrase(predicate: str, object_: str, key: str | None) -> str:
    """Return a known fact in words without its subject: "lives in Porto"."""
    return PREDICATES[predicate].says.format(subject="", object=object_, key=key or "one").strip()


def sequence(text: WordStates, before: WordStates | None, known: Sequence[Fact]) -> Laid:
    """Lay the words of a text, of what was said before, and of known facts side by side."""
    import numpy as np

    size = min(len(text.spans), TEXT_WORDS)
    parts: list[tuple[WordStates, int, int, int, int]] = [(text, 0, size, TEXT, -1)]
    if before is not None and len(before.spans):
        parts.append((before, max(0, len(before.spans) - BEFORE_WORDS), len(before.spans), BEFORE, -1))
    for fact in known:
        end = min(len(fact.words.spans), FACT_WORDS)
        parts.append((fact.words, 0, end, KNOWN, PREDICATE_NUMBERS[fact.predicate]))
    length = sum(end - start for _, start, end, _, _ in parts) + GAP * (len(parts) - 1)
    states = np.zeros((length, text.states.shape[1]), np.float32)
    marks = np.zeros((length, MARKS), np.float32)
    segment = np.zeros(length, np.int64)
    predicate = np.full(length, -1, np.int64)
    mask = np.zeros(length, bool)
    said = {tuple(ids) for ids in text.pieces[:size]}
    held = {tuple(ids) for fact in known for ids in fact.words.pieces}
    at, places = 0, []
    for words, start, end, kind, number in parts:
        stop = at + end - start
        states[at:stop] = words.states[start:end]
        marks[at:stop] = _looks(words, start, end, held if kind == TEXT else said)
        segment[at:stop] = kind
        predicate[at:stop] = number
        mask[at:stop] = True
        if kind == KNOWN:
            places.append((at, stop))
        at = stop + GAP
    return Laid(states, marks, segment, predicate, mask, places, size)


def _looks(words: WordStates, start: int, end: int, others: set[tuple[int, ...]]) -> NDArray[np.float32]:
    import numpy as np

    found = np.zeros((end - start, MARKS), np.float32)
    quoted, opens = False, True
    for at, (begin, stop) in enumerate(words.spans[start:end]):
        word = words.text[begin:stop]
        mark = not any(char.isalnum() for char in word)
        row = found[at]
        row[0] = word[:1].isupper() and not opens
        row[1] = word[:1].isupper() and opens
        row[2] = len(word) > 1 and word.isupper()
        row[3] = any(char.isdigit() for char in word)
        row[4] = mark
        row[5] = len(words.pieces[start + at]) > 1
        row[6] = tuple(words.pieces[start + at]) in others and not mark and len(word) > 2
        row[7] = opens
        if word in '"“”„«»':
            quoted = not quoted
        row[8] = quoted
        row[9] = word == "?"
        row[10] = word == "!"
        row[11] = begin > 0 and words.text[begin - 1].isspace()
        opens = word in ".!?…" or (opens and mark)
    return found
