"""
BERT's uncased WordPiece tokenizer, with the offsets that cutting a text at word boundaries needs.

The ids equal those of Hugging Face ``tokenizers`` with two intended differences. A word of more than
100 characters, which BERT replaces by ``[UNK]`` as a whole, is read as several words of up to 100, so
that its content is not lost. And ``[SEP]`` written in a text is text: nobody's words can end the input.

Source: Devlin et al. 2019, and ``google-research/bert``'s ``tokenization.py``.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from ._pieces import split_units

_MAX_WORD_CHARS = 100
_CACHED_RUNS = 50_000
_CACHED_RUN_CHARS = 40

# Of the characters with the White_Space property, those that are not control characters: BERT drops
# \x0b, \x0c, \x1c to \x1f and \x85, joining what they stand between.
_RUN = re.compile("[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ASCII_WORD = re.compile(r"[0-9a-z]+|[!-/:-@\[-`{-~]")

_ASCII_MARKS = frozenset(string.punctuation)

_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


Ids: TypeAlias = tuple[int, ...]

Word: TypeAlias = tuple[int, Ids]
"""A word or punctuation mark: the character it starts at, and its word pieces. Plain, as there are many."""


class WordPiece:
    """
    Turns text into the ids of word pieces. Safe to use from several threads.

    Args:
        vocabulary: Each piece's id; pieces that continue a word start with ``##``.

        window: Ids a text may have, with ``[CLS]`` and ``[SEP]``.

        overlap: Ids that neighbouring pieces of a split text share, roughly.
    """

    def __init__(self, vocabulary: Mapping[str, int], *, window: int = 256, overlap: int = 32) -> None:
        self._heads = {piece: number for piece, number in vocabulary.items() if not piece.startswith("##")}
        self._tails = {piece[2:]: number for piece, number in vocabulary.items() if piece.startswith("##")}
        self._head_reach = _reach(self._heads)
        self._tail_reach = _reach(self._tails)
        self._unknown = (vocabulary["[UNK]"],)
        self._first, self._last = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._capacity = window - 2
        self._overlap = overlap
        self._runs: dict[str, list[Word]] = {}
        self._marks: dict[str, Ids] = {
            piece: (number,) for piece, number in self._heads.items() if len(piece) == 1
        }

    def encode(self, text: str) -> list[int]:
        """Return the ids of *text* between ``[CLS]`` and ``[SEP]``, however many there are."""
        ids = [self._first]
        for run in _RUN.findall(text):
            for _, pieces in self._run_words(run):
                ids.extend(pieces)
        ids.append(self._last)
        return ids

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of *text* in order."""
        for run in _RUN.finditer(text):
            offset = run.start()
            for start, ids in self._run_words(run.group()):
                yield offset + start, ids

    def forget(self) -> None:
        """Drop the words seen so far."""
        # Replaced, not emptied: another thread may be reading it.
        self._runs = {}

    def spell(self, text: str) -> Iterator[tuple[str, int]]:
        """
        Yield each word of *text* as it is written there, with how many pieces it has; 0 if it cannot be spelled.

        Unlike the other methods this one remembers no word.
        """
        for run in _RUN.findall(text):
            end = len(run)
            for start, ids in reversed(self._read(run)):
                yield run[start:end], 0 if ids == self._unknown else len(ids)
                end = start
            if end:
                yield run[:end], 0

    def split(self, text: str) -> list[tuple[int, int]]:
        """Return the overlapping pieces of *text*, cut between words, that fit the window."""
        if len(text) <= self._capacity and text.isascii():  # no character makes two ids
            return [(0, len(text))]
        starts, sizes = [], []
        for start, ids in self.words(text):
            starts.append(start)
            sizes.append(len(ids))
        return split_units(len(text), starts, sizes, self._capacity, self._overlap)

    def _run_words(self, run: str) -> list[Word]:
        """Return the words of *run*, which has no whitespace, from the cache where it can."""
        known = self._runs.get(run)
        if known is None:
            known = self._read(run)
            if len(run) <= _CACHED_RUN_CHARS:
                if len(self._runs) >= _CACHED_RUNS:
                    self._runs.clear()
                self._runs[run] = known
        return known

    def _read(self, run: str) -> list[Word]:
        return self._read_ascii(run) if run.isascii() and run.isprintable() else self._read_any(run)

    def _read_ascii(self, run: str) -> list[Word]:
        words: list[Word] = []
        for match in _ASCII_WORD.finditer(run.lower()):
            start, word = match.start(), match.group()
            if len(word) == 1:
                words.append((start, self._marks.get(word, self._unknown)))
                continue
            for at in range(0, len(word), _MAX_WORD_CHARS):
                words.append((start + at, self._pieces(word[at : at + _MAX_WORD_CHARS])))
        return words

    def _read_any(self, run: str) -> list[Word]:
        words: list[Word] = []
        marks, unknown = self._marks, self._unknown
        letters, start = "", 0
        for offset, char in enumerate(run):
            plain, alone = _plain(char)
            if letters and (alone or len(letters) + len(plain) > _MAX_WORD_CHARS):
                words.append((start, self._pieces(letters)))
                letters = ""
            if alone:
                for mark in plain:
                    words.append((offset, marks.get(mark, unknown)))
            elif plain:
                start = start if letters else offset
                letters += plain
        if letters:
            words.append((start, self._pieces(letters)))
        return words

    def _pieces(self, word: str) -> Ids:
        """Cut *word* greedily into the longest pieces of the vocabulary; one gap makes all of it unknown."""
        whole = self._heads.get(word)
        if whole is not None:
            return (whole,)
        ids = []
        known, reach = self._heads, self._head_reach
        start = 0
        while start < len(word):
            longest = reach.get(word[start : start + 3], 2)
            for end in range(min(start + longest, len(word)), start, -1):
                number = known.get(word[start:end])
                if number is not None:
                    break
            else:
                return self._unknown
            ids.append(number)
            start = end
            known, reach = self._tails, self._tail_reach
        return tuple(ids)


def _reach(pieces: Mapping[str, int]) -> dict[str, int]:
    """Return the length of the longest piece by its first three characters, to try no longer ones."""
    reach: dict[str, int] = {}
    for piece in pieces:
        if len(piece) > 2:
            reach[piece[:3]] = max(len(piece), reach.get(piece[:3], 0))
    return reach


@lru_cache(maxsize=20_000)
def _plain(char: str) -> tuple[str, bool]:
    """
    Return what BERT makes of *char*, and whether that stands alone, being punctuation or an ideograph.

    Accents go, case goes, control characters and what is not text go: ``("", False)``.
    """
    if char in "\0\ufffd" or _is_control(char):
        return "", False
    bare = "".join(part for part in unicodedata.normalize("NFD", char) if unicodedata.category(part) != "Mn")
    plain = "".join(part.lower() for part in bare)
    return plain, _is_ideograph(char) or any(map(_is_punctuation, plain))


def _is_control(char: str) -> bool:
    # Not the unassigned ones (Cn): a letter or emoji newer than this Python's Unicode is still text.
    return unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")


def _is_punctuation(char: str) -> bool:
    return char in _ASCII_MARKS or unicodedata.category(char)[0] == "P"


def _is_ideograph(char: str) -> bool:
    point = ord(char)
    return point > 0x33FF and any(low <= point <= high for low, high in _CJK)
