# ruff: noqa: E501 - a pattern is read as one line
"""Words beside which a change is not believed so easily: plans, conditions, other times, somebody else's words."""

from __future__ import annotations

import re
from typing import Final

from ..rules.english import _words as words
from ..rules.english._checks import is_group
from ..rules.english._over import is_of_allergy
from ..rules.english._over_words import LASTS
from ..rules.english._refusals import is_no_object

_I: Final = re.IGNORECASE

_UNREAL: Final = re.compile(
    r"\b(?:if|unless|whether|wish|wished|imagine|suppose|supposing|had i|were i|as if|as though|pretend\w*|hypothetically|in (?:the|a|my|this|last night's) (?:movie|film|novel|book|story|game|dream|show|series|play|episode|song|lyrics)|dreamt|dreamed|"
    r"would|could|might|(?<!in )(?<!last )(?<!since )(?<!early )(?<!late )may|should|maybe|perhaps|almost|nearly|close to|thinking (?:of|about)|consider\w*|plan(?:s|ning|ned)? (?:to|on|is)|going to|gonna|about to|will|won't|shall|wants? to|wanna|like to|love to|hop(?:e|ing) to|tempted|"
    r"some ?day|one day|soon|eventually|next (?:week|month|year|spring|summer|autumn|fall|winter|\w+day)|until|till|interview\w*|applied|applying|offered|turned down|fell through|after all|looking for|trying to|haha\w*|lol)\b|\w(?:'ll|'d)\b",
    _I,
)
_ELSEWHERE: Final = re.compile(
    r"\bwhen (?:i|we) (?:was|were)\b|\bas a (?:kid|child|teen\w*|boy|girl|student)\b|\bback (?:in (?:the|my|college|school|\d)|then)|\byears ago\b|\bgrowing up\b|\bin (?:high|primary|middle|elementary|grade) school\b|\bin college\b|\bin my (?:teens|twenties|thirties|youth)\b|\bonce\b|\blong ago\b"
    r"|\bfor (?:a|an|the|one|two|three|four|some|\d+) (?:\w+ )?(?:weekend|day|night|hour|trip|visit|holiday|break|walk|minutes?|while|bit|moment|week|month|summer|winter|days|weeks|months)\b"
    r"|\b(?:today|tonight|this (?:week|weekend|evening|afternoon|morning)|early|late|temporarily|again|still|back (?:home|on|at|in|with|to))\b",
    _I,
)
_OTHERS: Final = re.compile(
    r"\b(?:my|our|his|her|their|the) (?:\w+ )?(?:sister|brother|mum|mom|mother|dad|father|parents|wife|husband|boyfriend|girlfriend|partner|cousin|aunt|uncle|niece|nephew|son|daughter|kids?|boss|manager|colleagues?|coworkers?|friends?|neighbou?rs?|flatmate|roommate|housemate|ex|gran\w*|team ?mates?|landlord|doctor)\b"
    r"|\b(?:he|she|they|everyone|nobody|somebody|someone|people) (?:\w+ )?(?:said|says|asked|asks|told|thinks?|goes|wrote|claims?)\b|[\"“”]",
    _I,
)

_DENIED: Final = re.compile(
    r"\b(?:not|never|(?:nobody|no one) \w+ (?:me|us) (?:out|off|go|away)|far from|by no means)\b|n't\b", _I
)
_TAKES_BACK: Final = re.compile(
    r"\b(?:forget|ignore|disregard|scratch|strike|delete|remove|erase|drop|unremember|take (?:that|it|this|back)|not true|wasn't true|isn't true|made (?:that|it|this)? ?up|invented|lied|lying|fib\w*|wrong|mistake|never|not|isn't|wasn't|mis\w+)\b",
    _I,
)
_PUTS_RIGHT: Final = re.compile(
    r"\b(?:not?|nope|never|none|nobody|nothing|neither|nor|meant|mean|sorry|oops|whoops|actually|rather|really|correct\w*|wrong\w*|mis\w+|typo|auto-?correct\w*|spell\w*|change|update|fix|forget|ignore|scratch|strike|cross|"
    r"delete|remove|erase|drop|take|lied|lying|jok\w+|kidding|pulling|winding|teasing|made?|make|invented|fact|instead|apparently|turns out|confus\w*|mix\w*|muddl\w*|other way|true|truth|only|just|should|said|told|call\w*)\b|n't\b|\*",
    _I,
)
_NO_MORE: Final = re.compile(r"\b(?:any ?more|any longer|no longer|not? more)\b", _I)
_GOES_ON: Final = re.compile(rf"{LASTS}|\bby (?:mistake|accident)\b|\bas a joke\b", _I)
_PLAINLY: Final = re.compile(r"\b(?:(?:put|had) (?:\w+ ){1,4}(?:down|to sleep)|let (?:me|us) go|laid (?:me|us) off|made (?:me|us) redundant|passed away|died|retired(?! from)|retirement|(?:is|are|got|was) (?:\w+ )?(?:sold|scrapped)|belly up|found (?:\w+ ){1,3}dead|divorced|resigned|uninstalled|outgr[eo]w\w*|recovered|over (?:the|my)|stole|stolen|called it quits)\b", _I)  # fmt: skip
_WHEN: Final = re.compile(r"\bthis (?:morning|week|weekend|afternoon|evening)\b|\bearly (?=retire)", _I)
_TOLERATES: Final = re.compile(r"\bcan (?:\w+ )?(?:eat|have|drink|be around|tolerate|touch)\b|n't (?:bother|affect|react)|\bno longer (?:bother|react)", _I)  # fmt: skip
_HIS: Final = re.compile(rf"'s? (?:\w+ )?(?:{words.KIN}|{words.PARTNER}|friends?|boss|colleagues?|ex)\b", _I)
"""Behind a name: somebody else of that person's."""
_BESIDE: Final = re.compile(
    r"\s(?:bed|basket|towel|keys?|course|class|lesson|committee|board|trip|tour|evening|night|party|bag|case|food|toy|leash|battery|charger|cover|seat|engine|wheel|door|"
    r"password|update|app|subscription plan|plugin|account manager|teacher|coach|teammates?|colleagues?|office|building|canteen|badge|towels|shirt|shoes|gear|ticket|tickets|branch|party|exam|test|season|jokes?)\b",
    _I,
)
"""Words that make another thing of the name before them: "the car keys"."""


_NO_VALUES: Final = {
    "health": re.compile(r"(?:aries|taurus|gemini|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces)\Z", _I),
    "children": re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:,? (?:and )?[A-ZÀ-Þ][a-zà-ÿ]+)*\Z"),
    "occupation": re.compile(r"(?:.* )?(?:company|firm|agency|startup|start-up|corporation|team|department)\Z", _I),
    "speaks": re.compile(r"(?:duolingo|babbel|anki|memrise|busuu|pimsleur|italki|rosetta stone)\Z", _I),
}  # fmt: skip
"""What is no value of a predicate, whatever the network thinks: a star sign is no illness, a firm no trade, a name no number of children."""


_FOR_NOW: Final = re.compile(
    r"\b(?:i|we)(?:'?m|'re| am| are) (?:currently |back )?in [\w' ]{2,40}? (?:now|right now|today|atm|rn|at the moment|this \w+)\b",
    _I,
)
"""Where somebody is just now, and may not live."""


def is_no_value(predicate: str, said: str, around: str) -> bool:
    """Return whether words cannot be the object of a predicate in the sentence around them."""
    if predicate == "lives_in" and _FOR_NOW.search(around):
        return True
    return predicate in _NO_VALUES and _NO_VALUES[predicate].match(said) is not None


def names_part(said: str, object_: str) -> bool:
    """Return whether *said* speaks of something that only bears the name of an object: "I lost the car keys"."""
    at = said.casefold().find(object_.casefold())
    end = at + len(object_)
    return at >= 0 and any(each.match(said, end) for each in (_BESIDE, _HIS))


def only_avoids(predicate: str, said: str) -> bool:
    """Return whether *said* tells no more of an allergy than what is not eaten for it."""
    return predicate == "allergic_to" and not (is_of_allergy(said) or _TOLERATES.search(said))


def is_plainly_over(said: str) -> bool:
    """Return whether the words of an end that rules read leave no doubt, whatever the network thinks of them."""
    return _PLAINLY.search(said) is not None and not doubts(_WHEN.sub("", said))


def takes_back(said: str) -> bool:
    """Return whether *said* has words by which something told is taken back."""
    return _TAKES_BACK.search(said) is not None


def puts_right(said: str) -> bool:
    """Return whether *said* has words by which something told is put right."""
    return _PUTS_RIGHT.search(said) is not None


def refuses(said: str, *, denied: bool = True) -> bool:
    """
    Return whether *said* asks, or denies something, so that nothing it names is over.

    Args:
        denied: Whether a denial counts: to put something right is to deny.
    """
    if said.rstrip("\"')*_ ").endswith("?"):
        return True
    if denied and _GOES_ON.search(said) is not None:
        return True
    return denied and _DENIED.search(said) is not None and _NO_MORE.search(said) is None


_CUT_OFF: Final = re.compile(
    r"\A(?:and|or|but|is|are|was|were|has|than|because|which|so)\s|(?:\A|\s)(?:and|or|but|nor|the|an?|my|our|than|as|because|that|which|using)\Z",
    _I,
)
"""Where an object begins or ends in the air."""
_EXAMPLES: Final = re.compile(r"\s+(?:like|such as)\s", _I)
_NAME_BEFORE: Final = re.compile(
    r"(?<=\S\s)(?!I\s|(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s)[A-Z\d][\w-]*\s\Z"
)
"""A word of the name whose end alone was read: "Page" of "Page Turners"."""
_DONE_TO: Final = re.compile(
    r"\s+(?:out|up|down|off|away|back|over|my|our|an?|the|some|it|this|that|them|him|her|his|their|all|me|us|you)\b",
    _I,
)
_HAS_OBJECT: Final = re.compile(
    r"\s+(?!(?:in|on|at|with|for|every|each|and|or|but|most|once|twice|a|three|daily|weekly|because|to|when|\w+ly)\b)[a-z]",
    _I,
)
_SAYS_I: Final = re.compile(r"\b(?:i|we)\s(?:\w+ly\s|also\s|often\s|always\s)?\Z", _I)
_NOT_SO: Final = re.compile(r"\s+(?:isn't|is not|aren't|are not|wasn't)\b", _I)
_POINTS: Final = re.compile(r"\w+ (?:it|that|this|them|one|there|here)\b", _I)
_MOOD: Final = re.compile(r"\b(?:in the mood for|craving|could go for|hungry for)\s(?:an?\s|some\s)?\Z", _I)
_WOULD_BE: Final = re.compile(
    r"\b(?:aspiring|amateur|wannabe|would-be|budding|armchair|(?:with|by|for|see|seeing) (?:an?|the|my|our))\s(?:[\w-]+\s)?\Z",
    _I,
)
_ADDRESS: Final = re.compile(r"(?:,|\b(?:thanks|thank you|hi|hey|hello|dear|bye|sure|okay|ok))\s*\Z", _I)
_OWN_NAME: Final = re.compile(
    r"\b(?:names?|named|call\w*|known|go by|goes by|i'm|i am|im|it's|this is|that's|me|here|no|nope|not|actually|sorry)\b",
    _I,
)
_NAMED_ALONE: Final = frozenset({"member_of", "works_at", "studies_at", "owns", "uses", "likes"})


def is_cut_off(predicate: str, text: str, place: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """
    Return whether the words of an object, or those beside it, show that it is but a part of what was said, or nobody's fact.

    Args:
        place: Where it stands in *text*.

        sentence: Where its sentence stands.
    """
    said, before, behind = text[slice(*place)], text[sentence[0] : place[0]], text[place[1] : sentence[1]]
    if _CUT_OFF.search(said) or (is_no_object(predicate, said) and predicate != "goal"):
        return True
    if said[:1].isupper() and predicate in _NAMED_ALONE and _NAME_BEFORE.search(before):
        return True
    if predicate == "activity" and " " not in said:
        if said.endswith("ing"):
            return _DONE_TO.match(behind) is not None
        return _SAYS_I.search(before) is not None and _HAS_OBJECT.match(behind) is not None
    if predicate == "member_of" and said.islower() and " " not in said:
        return not is_group(said)
    if predicate == "likes":
        return _EXAMPLES.match(behind) is not None or _MOOD.search(before) is not None
    if predicate == "goal":
        return _NOT_SO.match(behind) is not None or _POINTS.match(said) is not None
    if predicate == "occupation":
        return _WOULD_BE.search(before) is not None
    # "Sure thing, Maria.": whoever is spoken to has that name.
    return predicate == "name" and bool(_ADDRESS.search(before)) and not _OWN_NAME.search(before + behind)


def doubts(said: str) -> bool:
    """Return whether *said* has words of what is not so, of another time, or of other people."""
    return any(pattern.search(said) for pattern in (_UNREAL, _ELSEWHERE, _OTHERS))
