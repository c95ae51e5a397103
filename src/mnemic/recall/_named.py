"""Who and what a question names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from .._patterns import compiled

Place = tuple[int, int]
"""A stretch of a text: where it begins, and where it ends, exclusive."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS_TOO: Final = _words("""
    will may mark rose grace hope faith joy june april august summer autumn jack bill bob drew art chase
    hunter dean rich frank miles pat sue dawn ivy lily violet daisy olive ruby pearl crystal amber ginger
    rusty sandy skip grant guy gene harmony melody destiny star sky angel baby king prince duke earl chip
    chuck don rob nick pierce lance ray rod wade cliff glen heath reed page penny robin jay drake buck bud
    buddy ace max van an so sol luz paz mar rosa flor clara alba pilar mercedes dolores pierre fleur aimee
    claire marine
""")
"""Names that are words too, in lower case: only their capital makes them names."""

_AUXILIARIES: Final = frozenset({"will", "may"})
_ROLES: Final = frozenset({"user", "assistant", "system", "human", "ai", "bot", "me", "i", "you"})
_NICKNAME: Final = r"(?<!\w)[^\W\d_]{3,}(?!\w)"
_POSSESSIVES: Final = ("'s", "’s")


class _Callsigns(NamedTuple):
    """What finds speakers in a text: a pattern of their whole and first names, and whom each form means."""

    pattern: re.Pattern[str]
    forms: dict[str, str]


def fold(text: str) -> str:
    """Return *text* in lower case and without accents, character for character."""
    if text.isascii():
        return text.lower()
    folded = []
    for char in text:
        low = unicodedata.normalize("NFD", char)[0].lower()
        folded.append(low if len(low) == 1 else char)
    return "".join(folded)


@lru_cache(maxsize=64)
def _callsigns(names: tuple[str, ...]) -> _Callsigns:
    forms: dict[str, str] = {}
    shared: set[str] = set()
    whole = {fold(name).strip(): name for name in names}
    for full, name in whole.items():
        first = full.split()[0] if full else ""
        for form in (full, first):
            if form in _ROLES or (len(form) < 2 and not _is_unspaced(form)):
                continue
            if forms.setdefault(form, name) != name:
                shared.add(form)
    forms = {
        form: whole.get(form, name) for form, name in forms.items() if form not in shared or form in whole
    }
    longest_first = sorted(forms, key=len, reverse=True)
    spellings = [
        re.escape(form) if _is_unspaced(form) else rf"(?<!\w){re.escape(form)}(?!\w)"
        for form in longest_first
    ]
    return _Callsigns(re.compile("|".join(spellings) or r"(?!)"), forms)


def _is_unspaced(form: str) -> bool:
    """Return whether *form* holds a Chinese, Japanese or Korean character; a pattern of so many takes long to compile."""
    return not form.isascii() and any(
        "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
        for char in form
    )


def find_names(text: str, names: Collection[str]) -> list[tuple[str, Place]]:
    """Return which of *names* the text mentions, each time with its place, possessive endings included."""
    signs = _callsigns(tuple(dict.fromkeys(names))) if names else None
    if signs is None or not signs.forms:
        return []
    folded = fold(text)
    found: dict[int, tuple[str, Place]] = {}
    used = bytearray(len(text))
    for hit in signs.pattern.finditer(folded):
        if hit[0] not in _WORDS_TOO or _is_name(text, hit.start(), hit[0]):
            found[hit.start()] = signs.forms[hit[0]], (hit.start(), _ending(folded, hit.end()))
            _use(used, *hit.span())
    for hit in compiled(_NICKNAME).finditer(folded):
        start = hit.start()
        if used[start] or not text[start].isupper():
            continue
        meant = _meant_by(hit[0], signs.forms)
        if meant is not None and not (begins_sentence(text, start) and hit[0] in _WORDS_TOO | SMALL_WORDS):
            found[start] = meant, (start, _ending(folded, hit.end()))
    return [found[at] for at in sorted(found)]


def _meant_by(word: str, forms: dict[str, str]) -> str | None:
    """Return the one speaker whom *word* shortens ("Mel"), or writes with one s too many ("Johns's")."""
    meant = {
        name
        for form, name in forms.items()
        if form.startswith(word) or (len(form) > 2 and form + "s" == word)
    }
    return meant.pop() if len(meant) == 1 else None


def _is_name(text: str, at: int, word: str) -> bool:
    return text[at].isupper() and not (word in _AUXILIARIES and begins_sentence(text, at))


def _ending(folded: str, end: int) -> int:
    return end + 2 if folded.startswith(_POSSESSIVES, end) else end


_QUOTED: Final = (
    r"(?<!\w)['‘]([^'‘’\n]{2,80}(?:['’](?=\w)[^'‘’\n]{1,80}){0,3})['’](?!\w)"
    r"|[\"“„«] ?([^\"“”„»\n]{2,100}?) ?[\"”“»]|[「『《]([^」』》\n]{1,60})[」』》]"
)
_UPPER: Final = r"[^\W\d_a-zß-öø-ÿ]"
_WORD: Final = rf"(?:{_UPPER}[\w&+]*|[a-z]{_UPPER}[\w&+]*)(?:-[A-Z0-9]\w*)*(?:[.'’]\w+)*"
_PROPER: Final = (
    rf"(?<![\w'’@])(?:(?:Dr|Mrs?|Ms|Prof|St)\. )?(?:(?:[A-Z]\. ?){{1,4}}(?=[A-Z][a-z]))?{_WORD}"
    rf"(?: (?:(?:of|de|del|von|van|du|des|da|do|y|&|la|le|the|di) )*(?:{_WORD}|\d[\w-]*[A-Z]\w*))*"
)
SMALL_WORDS: Final = _words("""
    i i'm i've i'd i'll what which who whom whose when where why how do does did is are was were am has
    have had can could will would should may might must shall in on at for from with by to of the a an my
    our your his her their its and but or so if any some tell please also according as after before during
    since until between both hi hey hello ok okay yes no not this that these those there it he she we you
    they monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december remind give list describe explain show recommend suggest
    name approximately considering based thanks thank regarding speaking tuesdays thursdays mondays
    wednesdays fridays saturdays sundays que qué quién quien cuándo cuando dónde donde cómo como cuánto
    cuántos cuántas cuál por para el la los las un una en de del mi tu su yo le les des est-ce qu'est-ce
    quand où comment pourquoi combien quel quelle quels quelles qui je j'ai mon ma mes o os um uma quem
    onde quanto quantos qual quais eu meu minha na foi
""")
"""Words that begin sentences with a capital and name nothing."""


def find_entities(text: str, taken: Sequence[Place], language: str) -> tuple[str, ...]:
    """Return the quoted titles and the proper names of *text* outside the places *taken*."""
    found: dict[int, str] = {}
    used = bytearray(len(text))
    for place in taken:
        _use(used, *place)
    for hit in compiled(_QUOTED).finditer(text):
        found[hit.start()] = next(group for group in hit.groups() if group).strip(" ,.")
        _use(used, *hit.span())
    if language != "de":
        for hit in compiled(_PROPER).finditer(text):
            start, name = _trimmed(hit[0], hit.start())
            if (
                len(name) > 1
                and 1 not in used[start : start + len(name)]
                and _names_something(text, start, name)
            ):
                found[start] = name
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _trimmed(words: str, start: int) -> tuple[int, str]:
    """Return a capitalised run without what begins a sentence, and without the possessive at its end."""
    while words:
        first, _, rest = words.partition(" ")
        if first.lower().replace("’", "'") not in SMALL_WORDS:
            break
        start, words = start + len(first) + 1, rest
    return start, re.sub(r"['’]s?$", "", words)


def _names_something(text: str, at: int, name: str) -> bool:
    """Return whether a capital is more than the beginning of a sentence."""
    return not begins_sentence(text, at) or " " in name or not name.istitle()


def begins_sentence(text: str, at: int) -> bool:
    """Return whether a sentence begins at the place *at*."""
    before = text[max(0, at - 8) : at].rstrip(" \n\"'“‘¿¡(*")
    return before[-1] in ".?!:\n" if before else at < 8


def _use(used: bytearray, start: int, end: int) -> None:
    used[start:end] = b"\1" * (end - start)
