"""
From text to the terms that word search counts, and to the stored term list.

A *word* is what a person would search for (`_words.py`); a *term* is a word stemmed in the language of its
text and stripped of accents (`_stems.py`); a *term list* is the packed hashes and counts of a text's terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from hashlib import blake2b
from itertools import starmap
from struct import Struct
from typing import Final, NamedTuple

from ._language import detect_language
from ._stems import fold, spellings, term_of
from ._stopwords import FUNCTION_WORDS
from ._words import MAX_WORD_CHARS, words

TERMS_VERSION: Final[int] = 1
"""The version of this analysis. A store records it: terms of another version need reindexing."""

_RECORD: Final = Struct("<QI")
_CACHED_WORDS: Final = 200_000


class Analysis(NamedTuple):
    """What word search stores of one text."""

    language: str
    """The ISO 639-1 code the text was stemmed under, or ``""``: undetermined, stemmed as English."""

    blob: bytes
    """
    The term list: little-endian records of u64 term hash and u32 count, sorted by hash.

    numpy reads it with ``dtype([("term", "<u8"), ("count", "<u4")])``.
    """

    length: int
    """The number of term occurrences, that is the sum of the counts."""


class QueryTerm(NamedTuple):
    """One word of a question, and every term it may have been stored as."""

    word: str
    hashes: tuple[int, ...]


def analyze(text: str) -> Analysis:
    """
    Return the language and the term list of *text*.

    Function words are kept, and no word is dropped. Equal texts give equal bytes in every process; lone
    surrogates count as punctuation.
    """
    language = detect_language(text)
    counts = Counter(_hashes(words(text), language))
    blob = b"".join(starmap(_RECORD.pack, sorted(counts.items())))
    return Analysis(language, blob, counts.total())


def decode(blob: bytes) -> dict[int, int]:
    """
    Return the counts in a term list by term hash.

    Raises:
        struct.error: *blob* is not a whole number of records.
    """
    return dict(_RECORD.iter_unpack(blob))


def query_terms(text: str, languages: Collection[str], *, whole: bool = False) -> tuple[QueryTerm, ...]:
    """
    Return what to look up for the question *text* in a space whose texts are in *languages*.

    Each distinct word comes once, in order, with its hashes under every language (``""`` and languages
    without a stemmer count as English), the plain and the unaccented spelling among them. Words that stem
    alike in all of them become one. Function words of the question's own language are left out, unless
    it has no others or the space no text in that language: what looks like one may then be a name.

    Args:
        whole: Leave no word out.
    """
    spoken = sorted({language or "en" for language in languages}) or ["en"]
    language = "en" if whole else detect_language(text) or "en"
    asked = list(dict.fromkeys(words(text)))
    if language in spoken and not whole:
        asked = [word for word in asked if word not in _ignored(language)] or asked
    merged: dict[tuple[str, ...], tuple[str, dict[int, None]]] = {}
    for word in asked:
        stems = tuple(term_of(word, language) for language in spoken)
        _, hashes = merged.setdefault(stems, (word, {}))
        for term in (*stems, *spellings(word, spoken)):
            hashes[_hash(term)] = None
    return tuple(QueryTerm(word, tuple(hashes)) for word, hashes in merged.values())


@cache
def _ignored(language: str) -> frozenset[str]:
    """Return the function words of *language*, with and without their accents."""
    listed = FUNCTION_WORDS.get(language, frozenset())
    return listed | {fold(word) for word in listed}


def clear_caches() -> None:
    """Drop the words of users' texts that this process holds to be faster; erasure calls it."""
    global _caches
    _caches = _Caches()


class _Caches:
    """
    The hashes of words already seen, by language.

    Replaced whole rather than emptied, so that a thread still at work on an old one cannot put words
    into the new one.
    """

    def __init__(self) -> None:
        self.hashes: dict[str, dict[str, int]] = {}
        self.room = _CACHED_WORDS


_caches = _Caches()


def _hashes(found: Iterable[str], language: str) -> list[int]:
    """Return the term hash of each word of *found*, stemmed under *language*."""
    caches = _caches
    known = caches.hashes.setdefault(language, {})
    hashes: list[int] = []
    for word in found:
        hashed = known.get(word)
        if hashed is None:
            hashed = _hash(term_of(word, language))
            if len(word) <= MAX_WORD_CHARS:
                if caches.room <= 0:
                    clear_caches()
                    caches = _caches
                    known = caches.hashes.setdefault(language, {})
                known[word] = hashed
                caches.room -= 1
        hashes.append(hashed)
    return hashes


def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")
