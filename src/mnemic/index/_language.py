"""Which language a text is written in, as far as word analysis needs to know."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from ._stopwords import FUNCTION_WORDS

SAMPLE_CHARS: Final = 4096
"""A text's beginning tells its language; a bound keeps detection constant in time for long texts."""

_LATIN: Final = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_SCRIPTS: Final = {
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ru": "\u0400-\u052f",
    "hy": "\u0530-\u058f",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u139f",
    "km": "\u1780-\u17ff",
    "ja": "\u3041-\u30ff\u31f0-\u31ff",
    "zh": "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af",
    "ko": "\u1100-\u11ff\uac00-\ud7a3",
}
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_PERSIAN: Final = frozenset("پچژگکی")

_DENSE: Final = {"zh": 3, "ja": 2, "ko": 2}
"""How many letters of an alphabet one character of these scripts weighs when a text mixes scripts."""

_WHOLE_WORD: Final = 60
"""The weight of a function word that one language alone has; shared words divide it."""

_LETTER_EVIDENCE: Final = {
    "ñ": ("es",),
    "¿": ("es",),
    "¡": ("es",),
    "ã": ("pt",),
    "õ": ("pt",),
    "ß": ("de",),
    "œ": ("fr",),
    "å": ("sv", "da", "no"),
    "ø": ("da", "no"),
    "ő": ("hu",),
    "ű": ("hu",),
    "ğ": ("tr",),
    "ı": ("tr",),
    "ł": ("pl",),
    "ę": ("pl",),
    "ż": ("pl",),
    "ě": ("cs",),
    "ř": ("cs",),
    "ů": ("cs",),
    "ă": ("ro",),
    "ț": ("ro",),
}
"""Letters that speak for a language, at half a word's weight: a name may carry them into any text."""


@cache
def _beyond_latin() -> re.Pattern[str]:
    """Return what finds a character of another script; English questions need none of these wide ranges compiled."""
    return re.compile("[\u0370-\u1dff\u1f00-\u1fff\u3005-\ud7a3\U00020000-\U000323af]")


@cache
def _script_run() -> re.Pattern[str]:
    """Return what finds the runs of one script; the match's `lastgroup` names it."""
    ranges_of = {"latin": _LATIN, **_SCRIPTS}
    return re.compile("|".join(f"(?P<{name}>[{ranges}]+)" for name, ranges in ranges_of.items()))


def detect_language(text: str) -> str:
    """
    Return the ISO 639-1 code of the language of *text*, ``""`` where nothing tells or two tie.

    A script that one language stands for decides at once (all Cyrillic counts as ``"ru"``, its only
    Cyrillic stemmer in use); among Latin-script languages function words decide, each weighing less the
    more languages share it. Only the first 4,096 characters are read. A wrong answer costs little: a
    question is matched under every language its space holds.
    """
    sample = text[:SAMPLE_CHARS]
    if not sample.isascii():
        sample = unicodedata.normalize("NFKC", sample)
        if _beyond_latin().search(sample):
            by_script = _language_of_script(sample)
            if by_script != "latin":
                return by_script
    return _language_of_latin(sample)


def _language_of_script(sample: str) -> str:
    """Return the language of the script that most of *sample* is in, or ``"latin"``."""
    weights: dict[str, int] = {}
    for run in _script_run().finditer(sample):
        name = run.lastgroup or ""
        weights[name] = weights.get(name, 0) + (run.end() - run.start()) * _DENSE.get(name, 1)
    if "ja" in weights and "zh" in weights:
        # Japanese always mixes kana into its kanji; a stray kana in a Chinese text does not make it so.
        kana, han = weights["ja"], weights["zh"]
        winner, loser = ("ja", "zh") if kana * 10 >= han else ("zh", "ja")
        weights[winner] = kana + han
        del weights[loser]
    best = max(weights, key=weights.__getitem__, default="latin")
    return "fa" if best == "ar" and not _PERSIAN.isdisjoint(sample) else best


def _language_of_latin(sample: str) -> str:
    speakers = _speakers()
    weights: dict[str, int] = {}
    for word in _evidence(_LETTERS.findall(sample)):
        languages = speakers.get(word, ())
        for language in languages:
            weights[language] = weights.get(language, 0) + _WHOLE_WORD // len(languages)
    if not sample.isascii():
        lowered = sample.casefold() if "ß" not in sample else sample.lower()
        for letter, languages in _LETTER_EVIDENCE.items():
            if letter in lowered:
                for language in languages:
                    weights[language] = weights.get(language, 0) + _WHOLE_WORD // 2 // len(languages)
    if not weights:
        return ""
    best = max(weights, key=weights.__getitem__)
    top = weights.pop(best)
    return best if top > max(weights.values(), default=0) else ""


def _evidence(runs: list[str]) -> list[str]:
    """
    Return the words of *runs* that may tell the language, in lower case.

    Capitalised words inside a sentence are mostly names ("Los Angeles", "Vincent van Gogh"), and names
    speak no language, so they count only where there is nothing else: in titles and all-capital texts.
    """
    plain = [word for word in runs if word.islower()]
    if not plain:
        return [word.casefold() for word in runs]
    if not runs[0].islower() and runs[1].islower():
        plain.append(runs[0].lower())
    if "I" in runs[1:]:
        plain.append("I")  # English alone writes it so
    return plain


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Return for each Latin-script function word the languages that use it."""
    languages_of: dict[str, tuple[str, ...]] = {}
    for language in sorted(FUNCTION_WORDS.keys() - _SCRIPTS.keys() - {"fa"}):
        listed = FUNCTION_WORDS[language]
        # People leave accents out; of shorter words that leaves another word.
        bare = {_unaccented(word) for word in listed if len(word) > 2 and not word.isascii()}
        for word in listed | bare:
            languages_of[word] = (*languages_of.get(word, ()), language)
    languages_of["I"] = ("en",)
    return languages_of


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
