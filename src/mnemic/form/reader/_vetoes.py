# ruff: noqa: E501 - a pattern is read as one line
"""Words beside which a change is not believed so easily: plans, conditions, other times, somebody else's words."""

from __future__ import annotations

import re
from typing import Final

from ..rules.english import _words as words
from ..rules.english._over import is_of_allergy
from ..rules.english._over_words import LASTS

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


def doubts(said: str) -> bool:
    """Return whether *said* has words of what is not so, of another time, or of other people."""
    return any(pattern.search(said) for pattern in (_UNREAL, _ELSEWHERE, _OTHERS))
