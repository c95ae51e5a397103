# ruff: noqa: E501 - lists of words are read as one line
"""
What the tables of Spanish, French, German and Portuguese are made of.

Direct statements, as whole patterns; what ends or replaces a known fact, as patterns around the place where it is named;
what corrects or takes back something said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from .._candidate import Act, Tense
from ._frames import Check
from .english._rivals import is_of_a_kind

PlainCut = Literal["place", "name", "noun", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFrame:
    """
    One way of saying a fact; its object begins where `pattern` ends, or is its group ``o``.

    Attributes:
        event: Whether it tells of a change, whose date is a beginning.

        pattern: Its group ``x``, where there is one, is what the object took the place of.

        stop: Finds where an object ends, where it ends sooner than others of its language.

        several: Whether its objects may be listed: "inglés, francés y alemán".
    """

    predicate: str
    pattern: re.Pattern[str]
    cut: PlainCut = "noun"
    tense: Tense = "present"
    act: Act = "tell"
    negated: bool = False
    event: bool = False
    check: Check | None = None
    stop: re.Pattern[str] | None = None
    several: bool = False


KNOWN: Final = "\x00"
"""Stands, in patterns of what is over, for the known object and its determiner."""


@dataclass(frozen=True, slots=True)
class Bare:
    """What ends the value of predicates without naming it ("I was fired"); `unless` that is what it leads to."""

    predicates: frozenset[str]
    pattern: re.Pattern[str]
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainOver:
    """
    What says of a known fact that it is over, or gave way to something else: looked for where the fact is named.

    Attributes:
        own: Finds the determiner, and what melted into it ("del", "dans ma"), of what can be the speaker's.

        others: Finds, right before a name, what makes it another's: "su", "sein".

        after: Finds what may follow a known object, so that it is whole: not "of my brother".

        left: What ends a known object by leaving it, with `KNOWN` for it: no thing or animal, which is left somewhere.

        ends: What ends any known object.

        ends_of: The same by predicate.

        swaps: What ends a known object for the sake of another: its group ``new``, or where it ends.

        shifts: The same by verbs of passing, which of a place tell of a journey.

        bare: What ends a value without naming it.

        slots: By predicate, the nouns that name whatever its value is: "my job".

        possessive: Finds the determiners that only the speaker's own can have.

        now: Finds words that make a statement news.

        i_do: How a verb that names what one does ("fumar") ends there, and how where one says "I do" ("fumo").

        i_do_no_more: What ends what is named so.
    """

    own: str
    others: re.Pattern[str]
    after: str
    left: tuple[str, ...]
    ends: tuple[str, ...]
    ends_of: Mapping[str, tuple[str, ...]]
    swaps: tuple[str, ...]
    shifts: tuple[str, ...]
    bare: tuple[Bare, ...]
    slots: Mapping[str, str]
    possessive: str
    now: re.Pattern[str]
    i_do: tuple[str, str]
    i_do_no_more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainBack:
    """
    What corrects or takes back something said before.

    Attributes:
        sorry: Finds, at a sentence's beginning, what announces a correction.

        wrong: Finds words that say outright that something said was wrong.

        news: Finds words with which it is a change, and no correction, unless it is said outright.

        cue: Finds words without one of which nothing is taken back.

        meant: What holds the right object, its group ``x``, and perhaps the wrong one, its group ``y``.

        forget: Finds what asks to forget what was said; what is meant follows.

        untrue: What says so of a known object, with `KNOWN` for it.

        vague: Finds objects that name nothing: "something else".
    """

    sorry: re.Pattern[str]
    wrong: re.Pattern[str]
    news: re.Pattern[str]
    cue: re.Pattern[str]
    meant: tuple[re.Pattern[str], ...]
    forget: re.Pattern[str]
    untrue: tuple[str, ...]
    vague: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLanguage:
    """
    What it takes to read direct statements of a language.

    Attributes:
        cue: Finds words with which a person speaks of himself, so that very short texts can be told apart.

        openers: What may stand before a statement.

        refused: Finds what makes a sentence no statement: conditions, reports, dreams.

        asks: Finds where, in a sentence that ends as a question, the question begins.

        bygone: Finds what places a change before what holds now: "as a child", "ten years ago".

        brief: Finds, in a clause, what makes it a visit, a pause or a plan: "until Friday", "next year".

        doubt: Finds, before a change in its clause, what takes it away: denials, "almost", "if".

        stop: Finds where an object ends.
    """

    cue: re.Pattern[str]
    openers: re.Pattern[str]
    refused: re.Pattern[str]
    asks: re.Pattern[str]
    bygone: re.Pattern[str]
    brief: re.Pattern[str]
    doubt: re.Pattern[str]
    stop: re.Pattern[str]
    articles: re.Pattern[str]
    frames: tuple[PlainFrame, ...]
    over: PlainOver
    back: PlainBack


def folded(said: str) -> str:
    """Return *said* in small letters without accents, as many type it."""
    apart = unicodedata.normalize("NFKD", said.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_STRICT: Final = frozenset(
    ["é", "às", "sí", "sé", "té", "él", "tú", "mí", "marié", "mariée", "mariées", "hält", "fällt"]
)
"""Words that would be others without their accents."""

_LETTERS: Final = re.compile(r"\\.|(?P<set>\[(?:\\.|[^\]\\])+\])|(?P<word>[^\W\d_]+)", re.DOTALL)
_SPELT: Final = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"}


@cache
def loosened(said: str) -> str:
    """Return a pattern that finds its words without accents, too: "informatico", "muenchen"."""
    return _LETTERS.sub(_loosened, said)


def _loosened(hit: re.Match[str]) -> str:
    word = hit["word"]
    if hit["set"]:
        loose = {folded(letter) for letter in hit[0] if letter.islower() and not letter.isascii()}
        begun = 2 if hit[0].startswith("[^") else 1
        more = "".join(sorted(each for each in loose if each.isascii() and len(each) == 1))
        return hit[0][:begun] + more + hit[0][begun:]
    if not word or word.isascii() or word.lower() in _STRICT:
        return hit[0]
    return "".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    if letter in _SPELT:
        return _SPELT[letter]
    plain = folded(letter)
    return letter if plain == letter or not letter.islower() else f"[{letter}{plain}]"


def pattern(said: str) -> re.Pattern[str]:
    """Return *said*, compiled; neither case matters nor whether accents were typed."""
    return re.compile(loosened(said), re.IGNORECASE)


def patterns(*said: str) -> tuple[re.Pattern[str], ...]:
    """Return each of *said*, compiled."""
    return tuple(pattern(each) for each in said)


def one_of(words: str) -> Check:
    """Return whether a phrase is, or ends or begins in, one of *words*, and is not denied."""
    listed = frozenset(spelling for word in words.split() for spelling in (folded(word), typed(word)))

    def check(phrase: str) -> bool:
        said = re.findall(r"[\w-]+", folded(phrase))
        return bool(said) and said[0] not in _DENYING and not listed.isdisjoint(said[:3])

    return check


def typed(word: str) -> str:
    """Return a German word as it is typed where there are no umlauts."""
    return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


_DENYING: Final = frozenset(
    [
        "no",
        "ni",
        "casi",
        "nunca",
        "pas",
        "plus",
        "jamais",
        "presque",
        "ni",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "nie",
        "fast",
        "nao",
        "nem",
        "quase",
        "que",
    ]
)
"""Words with which no object begins: it is denied, or nearly so."""


def either(*checks: Check) -> Check:
    """Return whether one of *checks* holds."""
    return lambda phrase: any(check(phrase) for check in checks)


def none_of(*checks: Check) -> Check:
    """Return whether none of *checks* holds."""
    return lambda phrase: not any(check(phrase) for check in checks)


def standing(
    *, polite: str, always: str, verbs: str, style: str, denied: str, shunned: str, texts: str
) -> str:
    """
    Return a pattern of what is asked of the assistant once and for all, its group ``o``.

    Args:
        verbs, style: How to answer, and the words for the manner that tell it from a task.

        denied, shunned: The same of what it shall not do.

        texts: What tells of a text to be worked on.
    """
    lead = rf"(?:(?:{polite}),?\s+)?(?:(?:{always}),?\s+)?"
    whole = rf"(?:{verbs})\b[^.,;:!?()\n]{{0,50}}?\b(?:{style})|(?:{denied})\b[^.,;:!?()\n]{{0,50}}?\b(?:{shunned})"
    return rf"(?![^.!?\n]{{0,120}}\b(?:{texts})\b)(?P<o>{lead}(?:{whole})\b[^.,;:!?()\n]{{0,60}}?)(?=\s*(?:[.,;!)\n]|$)|\s+(?:{polite})\b)"


FIELDS: Final = (
    "derecho medicina historia filosofía biología química física matemáticas ingeniería informática arquitectura economía psicología enfermería periodismo filología magisterio farmacia veterinaria ade sociología turismo arte traducción "
    "droit médecine histoire philosophie biologie chimie physique maths mathématiques informatique économie psychologie lettres sociologie pharmacie langues commerce gestion géographie architecture journalisme linguistique "
    "direito história filosofia biologia química física matemática engenharia arquitetura economia psicologia enfermagem jornalismo letras pedagogia farmácia odontologia administração contabilidade design turismo sociologia nutrição música"
)
"""What is studied at universities: who "studied" something else has read it."""

NO_APP: Final = r"(?!(?:Twitter|X|Instagram|Facebook|TikTok|LinkedIn|WhatsApp|Telegram|Signal|Spotify|Netflix|Windows|Linux|Mac|Android|Chrome|Firefox|Discord|Reddit)\b)"
"""Stands before a name that is an employer's where one leaves it for another: no network or program."""

MAKES: Final = (
    "seat renault peugeot citroën citroen fiat opel volkswagen vw ford toyota honda nissan hyundai kia mazda skoda dacia audi bmw mercedes tesla volvo mini suzuki mitsubishi chevrolet jeep lexus porsche "
    "yamaha kawasaki vespa ducati ktm iphone ipad macbook imac kindle thinkpad playstation ps4 ps5 xbox gopro samsung xiaomi huawei"
)
"""Makes of cars, motorcycles and devices."""


def tool(phrase: str) -> bool:
    """Return whether a phrase is a well-known program or device, and no town that somebody passed through."""
    return is_of_a_kind(phrase)


def capital(phrase: str) -> bool:
    """Return whether a phrase is a proper name: "Linux", "iPhone", "3M"."""
    first = phrase.partition(" ")[0]
    return first[:1].isdigit() or any(letter.isupper() for letter in first)


def firm(phrase: str) -> bool:
    """Return whether a phrase is a proper name and no more: not "Netflix the new show"."""
    words = phrase.split()
    return capital(phrase) and all(word in _BETWEEN or not word[:1].islower() for word in words)


_BETWEEN: Final = frozenset(
    {"de", "del", "la", "y", "e", "&", "of", "do", "da", "du", "des", "von", "und", "et"}
)


def small(phrase: str) -> bool:
    """Return whether a phrase is a short common one."""
    return phrase[:1].islower() and len(phrase.split()) < 5


def short(phrase: str) -> bool:
    """Return whether a phrase is short, and more than a pronoun."""
    words = phrase.lower().split()
    return (
        0 < len(words) < 7
        and len(phrase) > 2
        and phrase.lower() not in _POINTING
        and words[0] not in _DENYING
    )


_POINTING = frozenset(
    [
        "eso",
        "esto",
        "ello",
        "todo",
        "nada",
        "algo",
        "ça",
        "cela",
        "tout",
        "rien",
        "das",
        "dies",
        "es",
        "alles",
        "nichts",
        "etwas",
        "isso",
        "isto",
        "aquilo",
        "tudo",
        "nada",
        "algo",
        "mucho",
        "muito",
        "beaucoup",
        "bien",
        "gut",
        "sehr",
        "aquí",
        "ici",
        "hier",
        "aqui",
        "allí",
        "là",
        "dort",
        "mich",
        "dich",
        "te",
        "vous",
    ]
)
