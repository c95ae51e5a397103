"""Who a statement is about, and whom a text names."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from ._sentences import plain, sentences

_NOBODY: Final = frozenset({"user", "human", "me", "i", "you", ""})
_WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'-]*"
_PROPER: Final = re.compile(
    rf"(?<![\w'@]){_WORD}(?:(?: (?:of|de|del|da|do|van|von|du|la|le|the|&|y))*[ -]{_WORD})*"
)
_TITLE: Final = re.compile(r"\"([^\"\n]{2,80})\"|“([^”\n]{2,80})”|«([^»\n]{2,80})»")
_COMMON: Final = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "a",
        "an",
        "the",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "we",
        "you",
        "they",
        "what",
        "which",
        "who",
        "when",
        "where",
        "why",
        "how",
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "am",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "may",
        "might",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "by",
        "to",
        "of",
        "and",
        "but",
        "or",
        "so",
        "if",
        "any",
        "some",
        "no",
        "not",
        "yes",
        "yeah",
        "oh",
        "ok",
        "okay",
        "hi",
        "hey",
        "hello",
        "thanks",
        "thank",
        "please",
        "just",
        "also",
        "then",
        "there",
        "here",
        "now",
        "well",
        "wow",
        "haha",
        "lol",
        "btw",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "mr",
        "mrs",
        "ms",
        "dr",
        "let",
        "let's",
        "been",
        "since",
        "yesterday",
        "today",
        "tomorrow",
        "lately",
        "recently",
        "last",
        "next",
        "every",
        "after",
        "before",
        "during",
        "by",
        "speaking",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "yo",
        "mi",
        "soy",
        "vivo",
        "tengo",
        "je",
        "j'ai",
        "j'habite",
        "mon",
        "ma",
        "mes",
        "nous",
        "il",
        "elle",
        "le",
        "les",
        "un",
        "une",
        "ich",
        "wir",
        "mein",
        "meine",
        "der",
        "die",
        "das",
        "er",
        "sie",
        "es",
        "ein",
        "eine",
        "eu",
        "meu",
        "minha",
        "o",
        "os",
        "as",
        "um",
        "uma",
    ]
)


def subject_of(speaker: str | None, user: str | None, names: Collection[str] = ()) -> str:
    """
    Return whom a first-person statement is about: the speaker, else the user, else ``"user"``.

    Args:
        names: Those known in the conversation; a speaker written in another case, or by a first name that only one
            of them has, is that one.
    """
    said = (speaker or "").strip()
    if said.casefold() in _NOBODY:
        said = (user or "").strip()
    return same_person(said, names) if said else "user"


def names_beside(speaker: str | None, user: str | None, others: Collection[str]) -> list[str]:
    """Return the names that a speaker's may be short for: those of *others*, who spoke before, and the user's."""
    # A user's id that is the speaker's name is no other way to write it.
    own = [user] if user and user.casefold() != (speaker or "").casefold() else []
    return [*others, *own]


def same_person(name: str, names: Collection[str]) -> str:
    """Return the one of *names* that *name* means, or *name* itself where none or several could be meant."""
    wanted = name.casefold()
    whole = [known for known in names if known.casefold() == wanted]
    if whole:
        return whole[0]
    first = {known for known in names if known.casefold().split()[:1] == [wanted]}
    return first.pop() if len(first) == 1 else name


def entities(text: str) -> tuple[str, ...]:
    """
    Return the proper names and quoted titles of *text*, each once, in order.

    German writes all nouns with a capital: there only names of several words, and titles, are told apart.
    """
    said = plain(text)
    starts = {start for start, _ in sentences(said)}
    found: dict[int, str] = {}
    for hit in _TITLE.finditer(text):
        found[hit.start()] = next(group for group in hit.groups() if group).strip(" ,.")
    for hit in _PROPER.finditer(said):
        start, name = _without_openers(hit.start(), text[hit.start() : hit.end()])
        if (
            len(name) > 1
            and (start not in starts or " " in name)
            and not any(at <= start < at + len(title) + 2 for at, title in found.items())
        ):
            found[start] = name
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _without_openers(start: int, name: str) -> tuple[int, str]:
    while name:
        first, _, rest = name.partition(" ")
        if plain(first).lower() not in _COMMON:
            break
        start, name = start + len(first) + 1, rest
    while plain(name.rpartition(" ")[2]).lower() in _COMMON:
        name = name.rpartition(" ")[0]
    return start, re.sub(r"['’]s?$", "", name)
