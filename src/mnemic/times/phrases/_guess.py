"""Which grammar to read a text with when nobody says its language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_WORD: Final = re.compile(r"\w+")
_SAMPLE_CHARS: Final = 400
_ENOUGH: Final = 3
"""How many telling words settle it; with fewer, several languages are tried."""

_TOLD: Final = {
    "en": "the is was were what when where who did does do i you my of to have has it that for with how last ago and in on",
    "es": "el los las y mi una un por fue en cuando donde como que hace ayer hoy semana pasado pasada del al estuve hice",
    "fr": "le la les et mon ma une un pour est dans quand ou comment que il y a je j hier semaine dernier derniere du des",
    "de": "der die das und ich mein meine ein eine mit war ist wann wo wie was vor gestern heute letzte letzten letztes "
    "woche monat jahr im am den dem zum zur habe",
    "pt": "o os as e meu minha uma um para foi em no na quando onde como que ha ontem hoje passado passada do da dos "
    "semana estive fiz ano",
}
_TELLING: Final = {language: frozenset(said.split()) for language, said in _TOLD.items()}


@cache
def _scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds kana, and what finds Chinese characters; wide ranges take long to compile."""
    return re.compile("[\u3041-\u30ff]"), re.compile("[\u3400-\u9fff]")


def guess_languages(plain: str) -> list[str]:
    """
    Return the languages that *plain* may be in, the likeliest first; English where nothing tells.

    Args:
        plain: A text in lower case and without accents.
    """
    sample = plain[:_SAMPLE_CHARS]
    if not sample.isascii():
        kana, han = _scripts()
        if kana.search(sample):
            return ["ja"]
        if han.search(sample):
            return ["zh", "ja"]
    words = _WORD.findall(sample)
    counts = {language: sum(word in telling for word in words) for language, telling in _TELLING.items()}
    ranked = sorted(counts, key=counts.__getitem__, reverse=True)
    if counts[ranked[0]] >= _ENOUGH:
        return ranked[:1]
    # Short English is common, and "in 1984" is German too.
    return [each for each in ranked if counts[each]] if counts["en"] == counts[ranked[0]] > 0 else ranked
