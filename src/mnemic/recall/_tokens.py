"""Counting tokens: what a text takes of a prompt."""

from __future__ import annotations

import threading
import unicodedata
from typing import Protocol

from .._patterns import compiled
from ..errors import ArgumentError


class TokenCounter(Protocol):
    """Counts the tokens of a text. Any function will do; its ``__name__`` is what a `Recall` reports."""

    __name__: str

    def __call__(self, text: str, /) -> int: ...


_UNITS = r"[^\s!-/:-@\[-`{-~]+|[!-/:-@\[-`{-~]"
"""Runs without whitespace or ASCII punctuation, and single marks of that."""

_GAPS = r"\n|[^\S\n]{2,16}"
_CAPITALS = r"[A-Z]{2,}"
_ACCENTED = "[\u00c0-\u024f\u1e00-\u1fff]"

_PIECES = (
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"  # CJK: a token a character
    r"|[^\W\d_]{1,6}|\d{1,3}|[^\w\s]|_|\s{2,}"
)


def wordpiece_tokens(text: str) -> int:
    """
    Return how many tokens a language model makes of *text*, going by MiniLM's WordPiece vocabulary.

    The vocabulary ships with Mnemic and is read at the first call. WordPiece knows no capitals, no line ends
    and no characters it was not taught; language models spend tokens on all of them. So a word counts its
    pieces, and at least one more than it has accented letters. Besides,

    - each character of a word that WordPiece cannot spell counts its UTF-8 bytes, or one less in East Asian
      and Thai script and among symbols, which language models know better;
    - each character that WordPiece drops counts its bytes, too, a vowel sign one;
    - a run of capitals counts a third of its length more;
    - each line end counts, and each wider gap.

    That is some 10 % more than OpenAI's ``o200k_base`` counts in English conversations, and more in other
    languages: a bound from above that nearly every text keeps. Pass your model's own counter to be exact:
    ``Pipeline(tokens=…)``.

    Raises:
        ModelError: the vocabulary is missing or altered.
    """
    spelling = _spelling()
    known = spelling.known
    total = sum(
        1 if unit in known else spelling.count(unit) for unit in compiled(_UNITS).findall(text.lower())
    )
    capitals = sum((len(run) + 1) // 3 for run in compiled(_CAPITALS).findall(text))
    return total + capitals + len(compiled(_GAPS).findall(text))


def approximate_tokens(text: str) -> int:
    """
    Return about how many tokens a language model's tokenizer makes of *text*, without any vocabulary.

    Words count a token for every six letters begun, numbers one for every three digits, punctuation and
    CJK characters one each. Errs upwards for English, and downwards for most other languages.
    """
    return len(compiled(_PIECES).findall(text))


def counter_named(name: str) -> TokenCounter:
    """
    Return the counter that a `Recall` reports as *name*.

    One that isn't among ours cannot be had by its name: what is returned bears the name, and raises when it is asked
    to count.
    """
    for counter in (wordpiece_tokens, approximate_tokens):
        if name == counter.__name__:
            return counter

    def absent(_text: str, /) -> int:
        raise ArgumentError(
            f"this recall counts tokens with {name!r:.60}, which is where it was made and not here; "
            "leave max_tokens out, or put your counter in: dataclasses.replace(found, tokens=…)"
        )

    absent.__name__ = name
    return absent


class _Spelling:
    """How many pieces words have. Remembers no word it is shown: what is erased must not live on here."""

    def __init__(self) -> None:
        # Loaded by those who count; most recalls have no budget.
        from ..embed import WordPiece, load_vocabulary

        vocabulary = load_vocabulary()
        self.known = frozenset(piece for piece in vocabulary if not piece.startswith("##"))
        self._wordpiece = WordPiece(vocabulary)

    def count(self, unit: str) -> int:
        """Return the tokens of *unit*, a run without whitespace."""
        return sum(_weigh(word, pieces) for word, pieces in self._wordpiece.spell(unit))


def _weigh(word: str, pieces: int) -> int:
    """Return what *word* counts, of which WordPiece makes so many *pieces*; none if it cannot spell it."""
    if word.isascii():
        return pieces or len(word)
    if not pieces:
        return sum(map(_size, word))
    return max(pieces, 1 + len(compiled(_ACCENTED).findall(word))) + sum(map(_size_if_dropped, word))


def _size(char: str) -> int:
    return len(char.encode("utf-8", "surrogatepass")) - _is_familiar(char)


def _is_familiar(char: str) -> bool:
    """Return whether *char* is Thai, Lao, East Asian or a symbol: of these models know whole characters."""
    return (
        "\u2000" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\U0001f000" <= char <= "\U0001ffff"
        or "\u0e00" <= char <= "\u0eff"
    )


def _size_if_dropped(char: str) -> int:
    category = unicodedata.category(char)
    if category == "Mn" and char > "\u036f":
        return 1
    return _size(char) if category == "Mn" or category[0] == "C" else 0


_lock = threading.Lock()
_loaded: _Spelling | None = None


def _spelling() -> _Spelling:
    """Return the vocabulary, read once in each process."""
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _Spelling()
    return _loaded
