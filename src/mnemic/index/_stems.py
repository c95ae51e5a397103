"""
From a word to the term it is stored as: stemmed in the language of its text, then stripped of accents.

Words are stemmed first and lose their accents after, for Snowball's suffixes are accented; `spellings` adds
the forms under which an unaccented spelling may have been stored.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from .._patterns import compiled
from ._words import FIRST_SPACELESS, MAX_WORD_CHARS

if TYPE_CHECKING:
    import Stemmer

_DIGIT: Final = re.compile(r"\d")
_LATIN_STEMMERS: Final = {
    "en": "english",
    "es": "spanish",
    "pt": "portuguese",
    "fr": "french",
    "de": "german",
    "it": "italian",
    "nl": "dutch",
    "sv": "swedish",
    "da": "danish",
    "no": "norwegian",
    "fi": "finnish",
    "ro": "romanian",
    "hu": "hungarian",
    "tr": "turkish",
    "pl": "polish",
    "cs": "czech",
    "ca": "catalan",
    "id": "indonesian",
}
_SCRIPT_STEMMERS: Final = (
    ("\u0250", ""),  # Latin: the text's language decides
    ("\u0370", ""),
    ("\u0400", "greek"),
    ("\u0530", "russian"),
    ("\u0590", "armenian"),
    ("\u0600", ""),
    ("\u0780", "arabic"),
    ("\u0900", ""),
    ("\u0980", "hindi"),
    ("\u0b80", ""),
    ("\u0c00", "tamil"),
)
"""The first character beyond a script, and the stemmer of the words in that script."""

_UNACCENTED_ENDINGS: Final = {
    "pt": (("ao", "ão"), ("cao", "ção"), ("oes", "ões"), ("coes", "ções"), ("ae", "ãe")),
    "es": (
        ("ia", "ía"),
        ("ian", "ían"),
        ("iamos", "íamos"),
        ("abamos", "ábamos"),
        ("io", "ió"),
        ("ra", "rá"),
    ),
    "fr": (("ie", "ié"), ("iee", "iée"), ("ies", "iés"), ("iere", "ière"), ("ieres", "ières")),
    "ca": (("acio", "ació"),),
}
"""Endings that a stemmer takes off only where their accents are written."""

_UNFOLDED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
_ACCENTED: Final = "([a-z\u0180-\u02af\u0370-\u03ff])[\u0300-\u036f]+"

_stemmers = threading.local()
"""One stemmer per thread and language."""


def term_of(word: str, language: str) -> str:
    """Return the term that *word* is stored as in a text in *language*."""
    if word >= FIRST_SPACELESS and not "\u1e00" <= word[0] <= "\u1fff":
        return word  # no stemmer and no accents from here on but in Latin and Greek
    return fold(_stem(word, language))


def _stem(word: str, language: str) -> str:
    if len(word) > MAX_WORD_CHARS or _DIGIT.search(word) or word[-1] in "+#":
        return word
    algorithm = _algorithm(word, language)
    if not algorithm:
        return word
    by_name = _stemmers.__dict__
    stemmer: Stemmer.Stemmer | None = by_name.get(algorithm)
    if stemmer is None:
        from Stemmer import Stemmer as Snowball

        # Its own cache would hold users' words beyond our reach.
        stemmer = by_name[algorithm] = Snowball(algorithm, maxCacheSize=0)
    return stemmer.stemWord(word) or word


def _algorithm(word: str, language: str) -> str:
    """
    Return the Snowball algorithm for *word*, ``""`` where there is none.

    The word's script comes first: a Latin word in a Chinese text is stemmed as English, a Russian word as
    Russian wherever it stands.
    """
    first = word[0]
    if first < "\u0250" or "\u1e00" <= first <= "\u1eff":
        return _LATIN_STEMMERS.get(language, "english")
    for beyond, algorithm in _SCRIPT_STEMMERS:
        if first < beyond:
            return "persian" if algorithm == "arabic" and language == "fa" else algorithm
    return ""


def fold(term: str) -> str:
    """Return *term* without the accents on its Latin and Greek letters."""
    if term.isascii():
        return term
    parted = unicodedata.normalize("NFD", term.translate(_UNFOLDED))
    return unicodedata.normalize("NFC", compiled(_ACCENTED).sub(r"\1", parted))


def spellings(word: str, languages: Iterable[str]) -> list[str]:
    """Return further terms that *word* may be stored as where accents are left out, there or here."""
    plain = fold(word)
    terms = [plain]
    for language in languages:
        if plain != word:
            terms.append(term_of(plain, language))
        else:
            for bare, accented in _UNACCENTED_ENDINGS.get(language, ()):
                if word.endswith(bare):
                    terms.append(term_of(word.removesuffix(bare) + accented, language))
    return terms
