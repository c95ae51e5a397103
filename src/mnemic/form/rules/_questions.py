# ruff: noqa: E501 - a pattern is read as one line
"""Questions that a short answer completes to a statement: "Where do you live?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ._frames import Check
from ._objects import Cut
from .english import _checks as english
from .english import _words as words

_I: Final = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question.

    Attributes:
        asks: What it says; its group ``k`` is the key.

        given: What of the answer is the object; `None`: as much as *cut* takes.

        bare: Whether it says "any" and not whose: then nobody else must be spoken of.

        beside: What "at" behind the object names: where the work or the study is done.
    """

    asks: re.Pattern[str]
    predicate: str
    cut: Cut
    check: Check
    given: re.Pattern[str] | None = None
    bare: bool = False
    beside: str = ""


_AGE: Final = r"(?P<o>\d{1,3})(?=\W*$|\s*(?:years?|yrs?|yo|y/o)\b|\s*[,.!(]|\s+(?:and|but|lol|haha|btw|in|on|this|next|already|now|so)\b)"
_MODEL: Final = re.compile(
    r"\d|\b(?:iphone|samsung|galaxy|pixel|oneplus|xiaomi|huawei|nokia|motorola|sony|macbook|imac|ipad|mac|thinkpad|lenovo|dell|hp|asus|acer|chromebook|surface|kindle|kobo|chrome|firefox|safari|edge|brave|opera|"
    r"vscode|vs code|vim|emacs|windows|linux|ubuntu|android|ios|toyota|honda|ford|fiat|vw|volkswagen|golf|polo|bmw|audi|mercedes|tesla|renault|peugeot|citroen|kia|hyundai|mazda|nissan|skoda|seat|opel|vauxhall|volvo|"
    r"subaru|suzuki|mini|jeep|chevy|chevrolet|dacia|yamaha|fender|gibson|canon|nikon|fuji\w*|leica|garmin|fitbit)\b",
    _I,
)
_ALLERGENS: Final = re.compile(
    r"(?:.*\b)?(?:\w*nuts?|almonds?|cashews?|pistachios?|pecans?|shellfish|shrimps?|prawns?|crab|lobster|fish|seafood|eggs?|soya?|sesame|mustard|celery|kiwis?|strawberr\w+|mango(?:es)?|latex|penicillin|amoxicillin|"
    r"ibuprofen|aspirin|sulfa|codeine|nickel|pollen|dust|mold|mould|cats?|dogs?|bees?|wasps?|ragweed|lupins?)",
    _I,
)


def _known_allergen(said: str) -> bool:
    return _ALLERGENS.fullmatch(said) is not None


def _is_doing(said: str) -> bool:
    return english.ends_in(said, words.INSTRUMENTS | words.DOINGS) or bool(
        re.fullmatch(r"(?:\w+ )?[a-z]{3,}ing", said, _I) and said.lower() not in words.NO_ACTIVITY
    )


def _is_medicine(said: str) -> bool:
    return english.names_something(said) and len(said.split()) < 4 and not re.match(r"\d|an?\b|it\b", said)


def _is_model(said: str) -> bool:
    return bool(_MODEL.search(said)) and len(said.split()) < 6 and english.names_something(said)


def _is_born(said: str) -> bool:
    return bool(re.fullmatch(english.DATE, said, _I))


def _any(_: str) -> bool:
    return True


_NOW: Final = r"(?: currently| now| actually)?"
_WHAT: Final = r"wh?at(?:['’]?s| is| are)"
_TOWN: Final = r"(?:city|town|country|state|area|region|village|neighbou?rhood|part of (?:the )?[\w ]{2,14}?)"
_THING: Final = r"(?:phone|smartphone|iphone|laptop|computer|tablet|browser|operating system|os|editor|ide|camera|smart ?watch|e-?reader|printer|console)"
_VEHICLE: Final = r"(?:car|bike|motorbike|motorcycle|van|truck|vehicle)"
_LIKED: Final = r"(?:music|songs?|bands?|artists?|food|foods|cuisines?|dish(?:es)?|genres?|books?|movies?|films?|shows?|series|games?|sports?|podcasts?|art|flowers?|desserts?|drinks?|teas?|animals?)"
_KIND: Final = r"(?:(?:kinds?|types?|sorts?|styles?) of )?"

_Row = tuple[str, str, Cut, Check]

_OF_YOU: Final[tuple[_Row, ...]] = (
    (rf"where(?:abouts)? do you{_NOW} live|(?:what|which) {_TOWN} (?:do you live in|are you (?:living |based |located )?in|are you (?:based|located))|where(?:abouts)? are you{_NOW} (?:based|located|living|situated)|{_WHAT} your (?:location|current location)|what city are you in", "lives_in", "place", english.is_place),
    (rf"where(?:abouts)? are you (?:originally )?from|where do you come from|where did you grow up|{_WHAT} your home ?town", "comes_from", "place", english.is_place),
    (r"where were you born", "born_in", "place", english.is_place),
    (rf"{_WHAT} your (?:first |full |own )?name\b|who am i (?:talking|speaking|chatting) (?:to|with)|what (?:should|can|do|may|shall) i call you|\byour (?:full |first )?name\?", "name", "name", english.is_name),
    (rf"where do you{_NOW} work|where are you{_NOW} working|who do you work for|(?:what|which) company do you work (?:for|at)|who is your employer", "works_at", "noun", english.is_employer),
    (rf"what do you do(?: for (?:a living|work)| now(?:adays)?| these days| professionally)?\s*\?|{_WHAT} your (?:current )?(?:job|occupation|profession|job title|line of work)\b|what kind of (?:work|job) do you (?:do|have)", "occupation", "noun", english.is_trade),
    (rf"(?:what|which subject) do you study|{_WHAT} your (?:major|degree|field of study|course)\b|what are you studying|what are you majoring in", "studies", "noun", english.is_study),
    (r"where do you study|where are you studying|(?:what|which) (?:school|university|college|uni) (?:do you go to|do you attend|are you at)", "studies_at", "noun", english.is_proper),
    (r"what are you allergic to|are you allergic to any|(?:do|have) you (?:have |got )?any (?:known |other )?(?:food |drug |medication )?allerg(?:y|ies)(?! or\b)", "allergic_to", "noun", english.is_allergen),
    (r"(?:which|what) (?:other )?languages? (?:do|can) you speak|do you speak any(?: other)? languages?", "speaks", "noun", english.is_tongue),
    (r"what (?:kind of )?(?:other )?pets? do you have|(?:do|have) you (?:have |got |own )?(?:any )?(?:other )?pets\b", "pet", "noun", english.is_animal),
    (r"(?:do|have) you (?:have |got )?(?:any )?(?:other )?(?:medical|health|chronic) (?:conditions?|issues|problems)", "health", "noun", english.is_illness),
    (r"(?:are you (?:currently )?(?:on|taking)|do you(?: currently)? take) any(?: other| regular)? (?:medications?|medicines?|meds)\b|(?:what|which) (?:medications?|medicines?|meds) (?:do you take|are you (?:on|taking))", "uses", "noun", _is_medicine),
    (rf"(?:what|which) {_KIND}{_THING}(?: model)? (?:do you (?:use|have|own)|are you using)", "uses", "noun", _is_model),
    (rf"(?:what|which) {_KIND}{_VEHICLE} do you (?:drive|have|own|ride)", "owns", "noun", _is_model),
    (r"(?:what|which) (?:sports?|instruments?|activities) do you (?:do|play)|do you (?:play|do|practi[cs]e) any (?:sports?|instruments?)|do you play an instrument|do you (?:exercise|work out)\b", "activity", "noun", _is_doing),
    (rf"(?:what|which) {_KIND}{_LIKED}(?: genres?)? do you (?:usually |normally |mostly )?(?:like|enjoy|love|prefer|listen to|read|watch|play)\b|do you have (?:any |a )?favou?rite {_LIKED}|what do you (?:like|love|enjoy)(?: to do| doing)\b|{_WHAT} your (?:hobbies|interests)|do you have any hobbies", "likes", "noun", english.is_taste),
)  # fmt: skip
_ANY: Final[tuple[_Row, ...]] = (
    (r"any (?:known |other )?(?:food |drug |medication )?allergies", "allergic_to", "noun", _known_allergen),
    (r"any (?:other )?(?:medical|health|chronic) (?:conditions?|issues|problems)", "health", "noun", english.is_illness),
    (r"any (?:other )?(?:pets|animals)\b", "pet", "noun", english.is_animal),
    (r"\bor (?:dietary|food) (?:restrictions|requirements|needs|preferences)", "allergic_to", "noun", _known_allergen),
)  # fmt: skip
_GIVEN: Final[tuple[tuple[str, str, str, bool], ...]] = (
    (rf"how old are you|{_WHAT} your age\b", "age", _AGE, False),
    (r"when(?:['’]?s| is) your birthday|when were you born", "birthday", rf"(?P<o>{english.DATE})", False),
    (rf"are you (?:married|single|divorced|in a relationship|seeing anyone|dating anyone)|{_WHAT} your (?:relationship|marital) status", "relationship_status", rf"(?P<o>{english.STATUS})(?!\s+to (?:my|the)\b)(?![\w'-])", False),
    (r"(?:do|have) you (?:have |got )?(?:any )?(?:kids|children)|how many (?:kids|children) do you have", "children", rf"(?P<o>(?:{english.COUNT}\s+)(?:[a-z]+\s+)?{english.CHILDREN}(?:\s+and\s+{english.COUNT}\s+(?:[a-z]+\s+)?{english.CHILDREN})?|twins|triplets)(?![\w'-])", False),
    (r"do you (?:follow|have|keep|eat) (?:a|any)(?: particular| special| specific)? diet|any (?:\w+ or )?dietary (?:restrictions|requirements|needs|preferences)|are you (?:a )?(?:vegetarian|vegan)", "diet", rf"(?P<o>{english.DIET})(?![\w-])", True),
    (rf"{_WHAT} your nationality|what nationality are you", "nationality", r"(?P<o>[a-z]+)(?=\W|$)", False),
)  # fmt: skip
_FAVORITE: Final = re.compile(
    rf"{_WHAT} your (?:all[- ]time |absolute )?fav(?:ou?rite|e)? (?P<k>[a-z]+(?: [a-z]+)?)(?: of all time)?\s*\?",
    _I,
)
_BESIDE: Final = {"occupation": "works_at", "studies": "studies_at"}


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions, those that name "you" before the others."""
    return (
        *(
            Question(re.compile(asks, _I), predicate, cut, check, beside=_BESIDE.get(predicate, ""))
            for asks, predicate, cut, check in _OF_YOU
        ),
        *(
            Question(
                re.compile(asks, _I),
                predicate,
                "given",
                english.is_nation if predicate == "nationality" else _any,
                given=re.compile(given, _I),
                bare=bare,
            )
            for asks, predicate, given, bare in _GIVEN
        ),
        Question(_FAVORITE, "favorite", "noun", english.is_taste),
        *(
            Question(re.compile(asks, _I), predicate, cut, check, bare=True)
            for asks, predicate, cut, check in _ANY
        ),
    )
