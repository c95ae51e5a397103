# ruff: noqa: E501 - a pattern is read as one line
"""
Procedures: how somebody says that a thing is done, step by step.

A candidate is a goal with at least two steps in order: a numbered list under a line that names the goal, or sentences
joined by "first … then … finally" that tell a habit or a rule. What happened once ("first we went …, then we ate") is
no procedure, nor is a list of things, nor a question. English only: in other languages nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ._sentences import Span, plain, sentences
from ._turn import Turn
from .rules import documents

_MOST_CHARS: Final = 2000
_MOST_GOAL: Final = 160

_ITEM: Final = re.compile(r"[ \t]*(?:step[ \t]*)?(\d{1,2})[.):][ \t]+(\S[^\n]*)\n?", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"\b(?:how (?:i|we|you|to)|steps?|procedure|process|routine|workflow|checklist|recipe|method|ritual|protocol"
    r"|(?:in order )?to [a-z]{2,}|when(?:ever)?|before|after|(?:every|each) time)\b",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"\?|\b(?:can|could|would|will) you\b|(?:\A|[.!,:]\s*|\bplease )(?:give|write|make|create|generate|suggest|list|tell|show|summari[sz]e|answer|explain)\b"
    r"|\b(?:questions?|options?|things|ideas|tips|suggestions?|topics)\b",
    re.IGNORECASE,
)

_MARK: Final = re.compile(
    r"(?:\A|(?<=[.;:,!])\s+|(?<=\band)\s+|(?<=\bi)\s+|(?<=\bwe)\s+|(?<=\byou)\s+)"
    r"(first(?:ly| of all| off)?|second(?:ly)?|third(?:ly)?|(?:and )?then|next|after that|afterwards"
    r"|once (?:that|this|it)(?:'s| is) done|finally|lastly)\b(?:,|:)?\s+(?=[a-z\"'])",
    re.IGNORECASE,
)
_HABIT: Final = re.compile(
    r"\A(?:so |ok(?:ay)?,? |well,? )?(?:in order )?to [a-z]{2,} |\bhow (?:i|we|to) |\bthe way (?:i|we) "
    r"|\b(?:my|our) (?:\w+ ){0,3}(?:routine|process|procedure|recipe|workflow|ritual|checklist|method|trick|system)\b"
    r"|\b(?:when(?:ever)?|before|after|(?:every|each) time) (?:i|we|you) |\b(?:i|we) (?:always|usually|normally|generally)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(
    r"(?:(?:i|we|you|they|it|he|she)(?:'ll|'ve|'d)?\s+|(?:always|usually|just|also|simply|carefully|have to|need to|should|must)\s+)+",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"[\s,:;.-]*(?:\b(?:i|we|you))?[\s,:;.-]*\Z", re.IGNORECASE)
_JOINT: Final = re.compile(r"(?:[\s,;.!]|\sand\b|\s(?:i|we|you)\b)*\Z", re.IGNORECASE)
_PAST: Final = re.compile(
    r"(?!(?:\w*(?:need|feed|seed|speed|bleed|breed|ceed|shed|shred)|embed|wed)\b)(?:\w{2,}ed|was|were|went|did|had|got|took|made|came|saw|said|told|found|met|ate|drove|ran|left|felt|gave|bought"
    r"|thought|knew|began|sat|stood|woke|flew|spent|slept|brought|realized)\b",
    re.IGNORECASE,
)


class Procedure(NamedTuple):
    """
    How a thing is done, as somebody said it.

    Attributes:
        goal: What for, in the speaker's words.

        steps: In order, in the speaker's words.

        span: Where goal and steps stand in the turn.
    """

    goal: str
    steps: tuple[str, ...]
    span: Span


def procedures(turn: Turn) -> tuple[Procedure, ...]:
    """Return the procedures a turn tells, in order; the turn must hold its speaker's own words."""
    text = plain(turn.text)
    pasted = documents(text)
    found = [*_lists(text), *_told(text)]
    return tuple(
        each
        for each in sorted(found, key=lambda each: each.span)
        if each.span[1] - each.span[0] <= _MOST_CHARS
        and not any(start < each.span[1] and each.span[0] < end for start, end in pasted)
    )


def _lists(text: str) -> Iterator[Procedure]:
    """Yield each numbered list under a line that says what it is for."""
    at = 0
    while (head := text.find(":\n", at)) >= 0:
        at = head + 2
        start = text.rfind("\n", 0, head) + 1
        goal = text[start:head].strip()
        items = _items(text, at)
        if len(items) >= 2 and len(goal) <= _MOST_GOAL and _NAMED.search(goal) and not _ASKED.search(goal):
            at = items[-1].end()
            yield Procedure(goal, tuple(item[2].strip() for item in items), (start, len(text[:at].rstrip())))


def _items(text: str, at: int) -> list[re.Match[str]]:
    """Return the items of a list that begins at *at*, numbered from 1 on without a gap."""
    found: list[re.Match[str]] = []
    while (item := _ITEM.match(text, at)) and int(item[1]) == len(found) + 1:
        found.append(item)
        at = item.end()
    return found


def _told(text: str) -> Iterator[Procedure]:
    """Yield what is told as first this, then that, of every time or of how it is done."""
    spans = sentences(text)
    place = 0
    while place < len(spans):
        start, end = spans[place]
        reach = place + 1
        # The steps may go on in the sentences that follow, each of which begins with a mark.
        while reach < len(spans) and _MARK.match(text[spans[reach][0] : spans[reach][1]]):
            end = spans[reach][1]
            reach += 1
        found = _steps(text[start:end], start)
        if found is not None and "?" not in text[start:end]:
            yield found
            place = reach
        else:
            place += 1


def _steps(said: str, start: int) -> Procedure | None:
    """Return the procedure that *said* tells, which stands at *start* of its turn."""
    marks = list(_MARK.finditer(said))
    if len(marks) < 2 or marks[0].start() == 0:
        return None
    goal = _ENDING.sub("", said[: marks[0].start()])
    ends = [mark.start() for mark in marks[1:]] + [len(said)]
    steps = [_JOINT.sub("", said[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    named = len(goal) <= _MOST_GOAL and _HABIT.search(goal) and not _ASKED.search(goal)
    if not named or not all(steps) or any(map(_happened, steps)):
        return None
    return Procedure(goal, tuple(steps), (start, start + len(said)))


def _happened(step: str) -> bool:
    """Whether a step tells what was done once."""
    subject = _SUBJECT.match(step)
    return _PAST.match(step, subject.end() if subject else 0) is not None
