# ruff: noqa: E501 - a pattern is read as one line
"""Short answers: what "Porto." states after "Where do you live?"."""

from __future__ import annotations

import re
from typing import Final

from .._candidate import Context
from .._sentences import Span, plain
from .._turn import Turn
from ._frames import Check, Found, Frame
from ._objects import Cut, cut_objects
from .english import _checks as english

_MOST_CHARS: Final = 60
_OPENER: Final = re.compile(
    r"(?:(?:oh|well|sure|yeah|yes|hm+|um+|uh|it's|its|that's|i'm|it is|that would be|just|still|currently|definitely|probably|at|in|for|from|as|to|on|called|with|since you ask)[,.]?\s+)*"
    r"(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_QUESTIONS: Final[tuple[tuple[str, str, Cut, Check], ...]] = (
    (r"where do you (?:currently |now )?live|which (?:city|town|country) do you live in|what city (?:are|do) you (?:live )?in|where are you based", "lives_in", "place", english.is_place),
    (r"where are you from|where do you come from|where did you grow up", "comes_from", "place", english.is_place),
    (r"where were you born", "born_in", "place", english.is_place),
    (r"what(?:'s| is) your (?:first |full )?name|who am i (?:talking|speaking) (?:to|with)|what (?:should|can|do) i call you", "name", "name", english.is_name),
    (r"how old are you|what(?:'s| is) your age", "age", "given", lambda said: said.isdigit() and 3 <= int(said) <= 120),
    (r"where do you work|who do you work for|what company do you work for|who is your employer", "works_at", "noun", english.is_proper),
    (r"what do you do(?: for (?:a living|work))?\s*\?|what(?:'s| is) your (?:job|occupation|profession)", "occupation", "noun", english.is_trade),
    (r"what do you study|what(?:'s| is) your major|what are you studying", "studies", "noun", english.is_study),
    (r"where do you study|what (?:school|university|college) do you (?:go to|attend)", "studies_at", "noun", english.is_proper),
    (r"when(?:'s| is) your birthday", "birthday", "given", lambda said: bool(re.fullmatch(english.DATE, said, re.IGNORECASE))),
    (r"what are you allergic to", "allergic_to", "noun", english.is_allergen),
    (r"(?:which|what) languages? do you speak", "speaks", "noun", english.is_tongue),
    (r"what pets? do you have", "pet", "noun", english.is_animal),
)  # fmt: skip
_GIVEN: Final = re.compile(rf"\d{{1,3}}(?=\W*$| years)|{english.DATE}", re.IGNORECASE)


def answers(turn: Turn, text: str, span: Span, context: Context) -> list[Found]:
    """Return what the first sentence of *turn* answers to the question that stands at the end of the turn before."""
    asked = context.before[-1] if context.before else None
    if asked is None or asked.speaker == turn.speaker or span[1] - span[0] > _MOST_CHARS:
        return []
    question = plain(asked.text).rstrip()[-200:]
    if not question.endswith("?"):
        return []
    question = re.split(r"(?<=[.!?])\s+", question)[-1]
    for said, predicate, cut, check in _QUESTIONS:
        if re.search(said, question, re.IGNORECASE):
            frame = Frame(reason="answer", predicate=predicate, pattern=_OPENER, cut=cut, check=check)
            return [
                Found(frame=frame, object_span=each, clause=span) for each in _answered(text, span, frame)
            ]
    return []


def _answered(text: str, span: Span, frame: Frame) -> list[Span]:
    opener = _OPENER.match(text, *span)
    start = opener.end() if opener else span[0]
    if frame.cut == "given":
        given = _GIVEN.match(text, start, span[1])
        spans = [given.span()] if given is not None else []
    else:
        spans = cut_objects(text, start, span[1], frame.cut)
    return [each for each in spans if frame.check is None or frame.check(text[slice(*each)])]
