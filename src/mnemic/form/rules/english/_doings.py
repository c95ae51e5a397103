# ruff: noqa: E501 - a pattern is read as one line
"""Frames of doings, aims and tools."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .._frames import Frame
from . import _words as words
from ._checks import ends_in, is_aim, is_change, is_deed, is_game, is_habit, is_pursuit, is_wide_aim
from ._pattern import frame

PRACTISED: Final = r"(?:journal|meditate|exercise|practi[sc]e|stretch|draw|paint|read|cook|walk|run|swim|bike|write(?! (?:an?|my (?:\w+ )?(?:book|novel|memoir|thesis))\b))\b"
"""What one does again and again who is trying to do it."""


def doings() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _games()
    yield from _sports()
    yield from _habits()
    yield from _pursuits()
    yield from _efforts()
    yield from _new_habits()
    yield from _wishes()
    yield from _dreams()


def _games() -> Iterable[Frame]:
    yield frame(
        "play",
        "activity",
        "play",
        r"\s+(?:(?:the|some|a bit of|a little|competitive|professional|semi-pro|a lot of|in a|lead|rhythm)\s+)*",
        "noun",
        check=is_game,
        aux={"", "used", "can"},
    )
    yield frame(
        "playing",
        "activity",
        "playing|learning|practicing|practising|learning to play|taking up",
        r"\s+(?:(?:the|some|a lot of|how to play|to play|a bit of)\s+)*",
        "noun",
        check=is_game,
        aux="be been was",
    )
    yield frame(
        "played",
        "activity",
        "played",
        r"\s+(?:the\s+)?",
        "noun",
        check=is_game,
        aux="",
        tense="past",
        deny=False,
    )


def _sports() -> Iterable[Frame]:
    yield frame(
        "do a sport",
        "activity",
        "do|practice|practise|teach|train|study",
        r"\s+(?!the\s+\w+ing\b)(?:(?:some|a lot of|a bit of|in|(?<=train )for)\s+)*",
        "noun",
        check=lambda o: (
            ends_in(o, words.DOINGS)
            or is_game(o)
            or bool(re.match(r"(?:a lot of )?(?!everything|anything|nothing|something|thing)[a-z]+ing$", o))
        ),
        aux={"", "used"},
    )
    yield frame(
        "doing a sport",
        "activity",
        "doing|practicing|practising|taking up|training|training in",
        r"\s+(?:(?:some|a lot of|a bit of|more|my)\s+)*",
        "noun",
        check=lambda o: (
            ends_in(o, words.DOINGS)
            or bool(re.match(r"(?!everything|anything|nothing|something|thing)\w+ing$", o))
        ),
        aux="be been was",
    )
    yield frame(
        "go doing",
        "activity",
        "go",
        r"\s+(?:out\s+)?(?P<o>(?:running|jogging|swimming|hiking|biking|cycling|climbing|bouldering|surfing|skiing|snowboarding|sailing|kayaking|fishing|hunting|dancing|skating|bowling|camping|birdwatching|horseback riding|riding|rowing|paddling|foraging|trail running|mountain biking|rock climbing|diving|scuba diving|walking|sledding|clubbing|line dancing)(?: [^.,;!?\n]{0,50})?)",
        "deed",
        aux={"", "used"},
    )


def _habits() -> Iterable[Frame]:
    often = r"(?=[^.,;!?]*\b(?:every|each|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:once|twice|\w+ times|two days) a (?:day|week|month)|daily|weekly|on weekends|regularly|most (?:days|mornings|evenings))\b|\s+(?:quite )?a lot(?=\s*(?:[.,;!]|$)|\s(?:at|on|with|and)\b))"
    yield frame(
        "do regularly",
        "activity",
        "run|swim|cycle|jog|meditate|bike|journal|hike|climb|row|dance|paint|write|draw|knit|cook|bake|train|walk|box|lift|read|garden|sing|surf|ski|sew|attend|teach|do|practice|take|go|ride|play|meet|volunteer|work out|exercise",
        rf"(?P<o>){often}",
        "deed",
        aux={"", "used"},
        check=lambda o: len(o.split()) < 16 and not re.search(r"\b(?:it|this|that|them|you)\b", o.lower()),
    )
    yield frame(
        "lessons",
        "activity",
        "take|taking|attend|attending|teach|teaching|have|do|doing",
        r"(?P<o>)\s+(?!me\b)(?:[\w'-]+\s+){0,4}?(?:lessons|classes|sessions|courses|practice|rehearsals?|games on|training on)\b",
        "deed",
        aux={"", "be", "been", "used"},
        check=lambda o: not re.search(r"\b(?:it|this|that|these|those|any|no|online course)\b", o.lower()),
    )
    yield frame(
        "usually do",
        "activity",
        "",
        r"(?P<o>)(?=\w)(?!(?:have|am|feel|think|like|love|prefer|want|need|get|use|end|just|find|enjoy|try|stick|forget|tend|be|do not|don't|buy|see|know|start|wait)\b)",
        "deed",
        aux={""},
        check=lambda o: (
            2 < len(o.split()) < 14 and not re.search(r"\b(?:it|this|that|them|you|him|her)\b", o.lower())
        ),
        certainty=0.8,
    )


def _pursuits() -> Iterable[Frame]:
    yield frame(
        "have been doing",
        "activity",
        "",
        r"(?:busy\s+|really into\s+|having\s+(?:\w+\s+){0,3}?fun\s+|making time for\s+)?(?P<o>)(?=[a-z]+ing\b)",
        "deed",
        aux={"been"},
        check=is_pursuit,
        deny=False,
    )
    yield frame(
        "trying to do",
        "activity",
        "trying",
        rf"\s+to\s+(?P<o>)(?={PRACTISED}|[^.,;!?]*\b(?:more (?:often|regularly)|regularly|per (?:day|week)|every (?:day|week|morning|night)|daily)\b)",
        "deed",
        aux="been",
        check=lambda o: not re.search(r"\b(?:it|this|that|them)\b", o.lower()),
        deny=False,
    )
    yield frame(
        "do anything regularly",
        "activity",
        "",
        r"(?P<o>)(?=[a-z]+\b)",
        "deed",
        aux={"", "used"},
        check=is_habit,
        certainty=0.9,
    )


def _efforts() -> Iterable[Frame]:
    yield frame(
        "have been trying to",
        "goal",
        "trying|meaning|wanting|hoping|dying|planning|aiming|working hard|looking",
        r"\s+to\s+",
        "deed",
        check=is_wide_aim,
        aux="been",
        deny=False,
    )


def _new_habits() -> Iterable[Frame]:
    yield frame(
        "started doing",
        "activity",
        "started|began|took up|taken up|got into|got back into|gotten into|picked up|tried out|been getting into",
        r"\s+(?:doing\s+|with\s+|going to\s+|to do\s+)?(?P<o>)(?=[a-z]+ing\b|yoga|karate|pottery|pilates|crossfit|judo|kick|drums)",
        "deed",
        aux=" have",
        check=lambda o: is_deed(o) or (len(o.split()) == 1 and o.lower() not in words.NO_ACTIVITY),
        deny=False,
        event=True,
    )
    yield frame(
        "into doing",
        "activity",
        "took up|taken up|got into|got back into|started|started with|started playing",
        r"\s+(?:(?:doing|playing|learning|the|with|to play|to learn)\s+)*",
        "noun",
        check=lambda o: ends_in(o, words.DOINGS) or is_game(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield frame("a habit", "activity", "smoke|vape|moonlight", r"(?P<o>)", "deed", aux={"", "used"})


def _wishes() -> Iterable[Frame]:
    yield frame(
        "want to",
        "goal",
        "want|hope|plan|intend|aspire|aim|wanna",
        r"(?:(?<=wanna)\s+|\s+(?:one day\s+|eventually\s+|someday\s+|to\s+(?:one day\s+|someday\s+|eventually\s+)?))",
        "deed",
        check=is_change,
        aux={""},
    )
    yield frame(
        "wanting to",
        "goal",
        "hoping|planning|aiming|aspiring|looking|working|determined|saving up|training|trying|going to try|wanting|dying",
        r"\s+(?:on|to|one day to)\s+",
        "deed",
        check=lambda o: is_aim(o) or is_aim(re.sub(r"^(\w+?)ing\b", r"\1", o)),
        aux="be",
        deny=False,
    )
    yield frame(
        "would like to",
        "goal",
        "like|love",
        r"\s+to\s+(?:one day\s+|someday\s+|eventually\s+)?",
        "deed",
        check=lambda o: (
            is_aim(o)
            and bool(
                re.match(
                    r"(?:become|be a|learn|open|start a|own|write a|publish|master|retire|move|run a)\b",
                    o.lower(),
                )
            )
        ),
        aux={"would"},
        deny=False,
        certainty=0.9,
    )


def _dreams() -> Iterable[Frame]:
    yield frame(
        "always wanted to",
        "goal",
        "wanted|dreamed|dreamt|hoped|planned|decided|committed",
        r"\s+(?:to|of)\s+",
        "deed",
        check=lambda o: is_wide_aim(o) or is_aim(re.sub(r"^(\w+?)ing\b", r"\1", o)),
        aux={"have", ""},
        deny=False,
    )
    yield frame(
        "dream of",
        "goal",
        "dream|dreaming",
        r"\s+(?:of|about)\s+",
        "deed",
        check=lambda o: len(o.split()) > 1 and o.split()[0].endswith("ing"),
        aux={"", "be", "been"},
        deny=False,
    )
