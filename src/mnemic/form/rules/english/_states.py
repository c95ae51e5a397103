# ruff: noqa: E501 - a pattern is read as one line
"""Frames of what somebody is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .._frames import Frame
from ._checks import (
    END,
    ILL,
    NUMBER,
    STATUS,
    is_group,
    is_name,
    is_named_school,
    is_nation,
    is_place,
    is_proper,
    is_trade,
    names_something,
)
from ._pattern import BE, frame

_AM_OR_WAS: Final = "be been was"
_VISIT: Final = r"(?![^.;!?]*?\bfor (?:a|an|the|my|our|his|her) (?!(?:last|past|next|first|second|rest|year|term|semester|time being|\w+ years|(?:\w+ )?(?:masters?|master's|phd|degree|ba|bsc|ma|msc|doctorate|bachelor\S*|studies|internship|placement|traineeship|fellowship|job|undergrad\w*|course|program\w*))\b))"
"""Does not match where one is somewhere for an event: "for a wedding"."""
_INDOORS: Final = r"(?:the|a|my|our)\s+(?:\w+\s+)?(?:pantry|bank|library|museum|kitchen|hospice|hospital|station|garden|school|zoo|shelter|cent(?:er|re)|church|gym)(?=\s*(?:[.,;!?]|$)|\s(?:at|on|with|now|today|right|till|until|for|and|all)\b)"
"""Buildings that one is in and no part of: "in the pantry at midnight"."""


def states() -> Iterable[Frame]:
    """Yield the frames behind a form of "be" that begin with no verb."""
    yield from _ages()
    yield from _origins()
    yield from _relationships()
    yield from _occupations()
    yield from _groups()
    yield from _employers_and_schools()
    yield from _conditions()
    yield from _names()


def _ages() -> Iterable[Frame]:
    old = rf"(?P<o>{NUMBER})(?:\s?-?(?:years?|yrs?)(?:\s|-)?(?:old|young|of age)?|\s?yo|\s?y/o)?(?=$|[.,;:!?)(…\n]|\s-|—|\s(?:and|but|btw|so|now|today|yesterday|this|lol|haha|already|with|not|years|yrs|who|male|female|m|f|if|because|though|living|working|on|last)\b)(?!\s*%|\s?(?:and|on|this|last|with) (?:a half|the (?:list|waiting)))"
    yield frame("am of age", "age", "", old, "given", aux={"be"})
    yield frame(
        "turned",
        "age",
        "turned|hit|reached",
        rf"\s+(?P<o>{NUMBER})(?=$|[.,;:!?)(…\n](?!\d)|\s-|—|\s(?!(?:more )?(?!(?:years|yrs|days ago|weeks ago|last|this|today|yesterday)\b)\w+s\b|people|km|percent|k\b))",
        "given",
        aux={"", "have"},
        deny=False,
        event=False,
    )


def _origins() -> Iterable[Frame]:
    yield frame(
        "am from",
        "comes_from",
        "",
        r"(?:originally\s+|actually\s+|born\s+|coming\s+)?from\s+(?:an?\s+[\w' -]{0,20}?\b(?:town|village|city|suburb|farm|island|place) (?:in|near|outside(?: of)?)\s+)?",
        "place",
        check=is_place,
        aux="be",
    )
    yield frame(
        "nationality",
        "nationality",
        "",
        r"(?:an?\s+|half[- ]|proudly\s+|originally\s+)*(?P<o>(?:(?:South|North|New|Puerto|Sri|Costa|Sierra) )?[A-Z][a-z]+)(?=$|[.,;:!?)(…\n]| -|—|\s(?:and|but|by (?:birth|descent|passport|marriage|blood|nationality|choice|origin|ancestry|heritage|adoption|naturali[sz]ation|citizenship|law)|so|born|citizen|national|btw|myself|on my|now|too|like|with|from|though|as|who|living|through|in|at heart)\b)",
        "given",
        check=is_nation,
        aux="be",
    )


def _relationships() -> Iterable[Frame]:
    yield frame(
        "status",
        "relationship_status",
        "",
        rf"(?!\w+ to (?:my|the|his|her|this) (?:job|work|career|sofa|couch|bed|phone|idea|game|sea|laptop|office))(?:(?:happily|recently|newly|finally|still|now|officially|freshly|legally|back to being|again|just)\s+)*(?P<o>{STATUS}){END}",
        "given",
        aux=_AM_OR_WAS,
    )
    yield frame(
        "got married",
        "relationship_status",
        "got|gotten|getting",
        r"\s+(?:re)?(?P<o>married|engaged|divorced|separated)(?!\s+to my (?:sofa|bed|couch|job|work|phone))(?![\w'])",
        "given",
        aux={"", "have"},
        deny=False,
        event=True,
    )


def _occupations() -> Iterable[Frame]:
    yield frame(
        "occupation",
        "occupation",
        "",
        r"(?:(?:a|an|the|now|currently)\s+)+(?:(?:former|ex)[- ](?P<past>))?(?!(?:\w+ )?(?:keeper|guardian|servant|minder|slave) of (?:a|an|my|our|two|three)\b|[\w-]+(?: [\w-]+)? of (?:the )?(?-i:[A-Z]{2,}\b|(?:[A-Z]\w+ ){0,3}University\b))",
        "noun",
        check=is_trade,
        aux="be been was willbe",
    )


def _groups() -> Iterable[Frame]:
    yield frame(
        "in a group",
        "member_of",
        "",
        rf"(?:still\s+)?(?!in\s+{_INDOORS})(?:in|part of|a (?:proud |paid-up |founding |long-?time |new |regular )?(?:part|member|volunteer|board member) (?:of|in|at|for)|on|with)\s+(?=(?:a|an|the|my|our|two|[A-Z])\b)",
        "noun",
        check=is_group,
        aux=BE,
    )
    yield frame(
        "member of",
        "member_of",
        "",
        r"a (?:proud |paid-up |founding |long-?time |new |regular |card-carrying )?member of\s+",
        "noun",
        check=names_something,
        aux=BE,
    )


def _employers_and_schools() -> Iterable[Frame]:
    yield frame(
        "am at",
        "works_at",
        "",
        rf"(?:still\s+)?(?:with|at)\s+(?P<o>)(?=[A-Z])(?![^.,;!?]*\b(?:office|today|tomorrow|tonight|right now|airport|station|hotel|conference|this (?:morning|afternoon|evening|week)|party|wedding|doctor|store|mall|until|till|(?:first|second|third|fourth|final) (?:term|year|semester))\b){_VISIT}",
        "name",
        check=lambda o: is_proper(o) and not is_named_school(o),
        aux="be been",
        certainty=0.7,
    )
    yield frame(
        "am at school",
        "studies_at",
        "",
        rf"(?:still\s+)?at\s+(?=[A-Z]){_VISIT}",
        "noun",
        check=is_named_school,
        aux="be",
        certainty=0.9,
    )


def _conditions() -> Iterable[Frame]:
    yield frame(
        "has a condition",
        "health",
        "",
        rf"(?:(?:a|an|mildly|severely|quite|slightly|legally|partially|clinically|\w+ly)\s+)*(?P<o>(?:type [12] )?{ILL})(?![\w-])",
        "given",
        aux=_AM_OR_WAS,
    )


def _names() -> Iterable[Frame]:
    yield frame("am called", "name", "called|named", r"\s+", "name", check=is_name, aux="be")
    yield frame("go by", "name", "go", r"\s+by\s+(?:the name (?:of\s+)?)?", "name", check=is_name)
