# ruff: noqa: E501 - a pattern is read as one line
"""Where somebody works, and as what; what they study, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ..._frames import Frame
from .. import _checks as english
from .. import _words as words
from ._idiom import AN, BE, idiom

_PLAY: Final = "|".join(sorted(re.escape(word) for word in words.INSTRUMENTS | words.DOINGS))
_NOT_FROM_PLAY: Final = rf"(?!\s+(?:my|our|the|his|her|it|them)\b|\s+from\s+(?:\w+\s+)?(?:{_PLAY})\b)"
"""Does not match where a thing, or a pastime, is retired and nobody from work."""


def work() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _jobs()
    yield from _studies()


def _jobs() -> Iterable[Frame]:
    yield idiom(
        "on staff",
        "works_at",
        r"(?:on (?:staff|the payroll|the books)|employed|under contract|part of the (?:\w+ )?team|on the (?:\w+ )?team|with the team)\s+(?:at|by|of|with)\s+(?:the\s+)?",
        "noun",
        aux=BE,
        check=english.is_employer,
    )
    yield idiom(
        "clock in",
        "works_at",
        r"(?:clock in|draw my (?:salary|paycheck)|get my paycheck|earn my (?:living|money|keep|crust|salary)|make my (?:living|money)|report to work|spend my (?:working days|workdays|9 to 5)|punch in|have a job|hold a job|do shifts|pull shifts)\s+(?:at|from|with|for)\s+(?:the\s+)?",
        "noun",
        first="clock draw get earn make report spend punch have hold do pull",
        check=english.is_employer,
    )
    yield idiom(
        "make a living as",
        "occupation",
        r"(?:make|earn|earned|made)\s+(?:my|a)\s+(?:living|crust|keep|money|bread)\s+as\s+(?:an?\s+)?",
        "noun",
        first="make earn",
        check=english.is_trade,
    )
    yield idiom(
        "trained as",
        "occupation",
        r"(?:trained|qualified|retrained|practise|practice|moonlight|freelance|serve)\s+as\s+(?:an?\s+)?",
        "noun",
        first="practise practice moonlight freelance serve",
        check=english.is_trade,
    )
    yield idiom(
        "retired some time",
        "out_of_work",
        rf"(?P<o>retired)(?=\s*(?:[.!;]|,(?! (?:they|he|she|it)\b)|$)|\s+(?:recently|yesterday|in (?:(?:early|late) )?(?:{english.MONTH}|spring|summer|autumn|fall|winter|\d{{4}})\b|last (?:week|month|year|spring|summer|autumn|fall|winter|\w+day)\b|this (?:week|month|year|spring|summer|autumn)\b|(?:a|two|three|four|five|six|ten|\d+) (?:weeks?|months?|years?) ago\b))",
        "given",
        first="retired",
        aux=" have",
        deny=False,
        event=True,
    )
    yield idiom(
        "out of work",
        "out_of_work",
        rf"(?:(?:currently|now|still|recently|newly|happily|semi-)\s*)*(?P<o>retired{_NOT_FROM_PLAY}|unemployed|between jobs|out of work|jobless|out of a job|on disability|self-unemployed)\b",
        "given",
        aux=BE,
    )


def _studies() -> Iterable[Frame]:
    yield idiom(
        "student of",
        "studies",
        rf"{AN}(?:(?:first|second|third|final|fourth)[- ]year\s+)?(?P<o>(?!a\b|an\b|phd|grad|graduate|college|university|high|exchange|mature|good|full|part|current|new|big|foreign|international|straight|honor)[a-z]+(?: [a-z]+)?)\s+(?:student|major|undergrad)\b",
        "given",
        aux="be been",
        certainty=1.1,
    )
    yield idiom(
        "student at",
        "studies_at",
        rf"{AN}(?:[\w-]+\s+){{0,4}}?(?:student|freshman|sophomore|junior|senior|undergrad|undergraduate|semester|year)\s+(?:at|of(?=\s+(?:the\s+)?(?-i:[A-Z]{{2,}}\b|University\b|(?:[A-Z]\w+\s)+University\b)))\s+(?:the\s+)?",
        "noun",
        aux="be been was",
        check=lambda o: english.is_proper(o) and english.is_school(o),
    )
    yield idiom(
        "study there",
        "studies_at",
        r"(?:in my (?:first|second|third|fourth|final|last) (?:year|semester)|doing (?:my|a|an) [\w' ]{2,30}?|enrolled)\s+at\s+(?:the\s+)?",
        "noun",
        aux="be been",
        check=lambda o: english.is_proper(o) and english.is_school(o),
    )
    yield idiom(
        "degree in progress",
        "studies",
        r"(?:in my (?:first|second|third|fourth|final|last) (?:year|semester) of|enrolled in)\s+(?:a\s+)?(?!\w+ (?:\w+ )?(?:school|college|university|class|course|program)\b)",
        "noun",
        aux="be",
        check=lambda o: (
            english.is_study(o) and not re.search(r"class|course|program|school|college|university", o)
        ),
    )
