"""What a language model is asked about a segment, and the form in which it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..cube import Predicate
from ..llm import Task


@dataclass(frozen=True)
class StatedFact:
    """A fact as the model reports it."""

    turn: str
    quote: str
    predicate: str
    object: str
    key: str | None
    denied: bool
    over: bool
    since: str | None
    until: str | None
    sure: float
    act: Literal["tell", "correct", "retract"]


@dataclass(frozen=True)
class StatedProcedure:
    """How a person says that a thing is done, as the model reports it."""

    turn: str
    quote: str
    goal: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class StatedLine:
    """A line of the model's summary, and the turns it rests on."""

    text: str
    turns: tuple[str, ...]


@dataclass(frozen=True)
class Extracted:
    """What the model makes of a segment."""

    facts: tuple[StatedFact, ...]
    procedures: tuple[StatedProcedure, ...] = ()
    summary: tuple[StatedLine, ...] = ()


_INSTRUCTIONS = """\
You read a part of a conversation and report three things for a memory: what its speakers say of themselves, how they \
say that they do things, and what the whole part comes to.

facts: Report a fact only where a person states it of himself or herself, directly and literally, in these very words. \
Questions, wishes, plans that are not made yet, conditions, quotations, jokes, stories, other people's affairs, and \
whatever an assistant or a tool says, are no facts. If nothing is stated, report none: that is the usual case. For \
each fact give: turn, the id of the turn that states it; quote, the sentence that states it, copied exactly; \
predicate, one of the list below; object, the value, in words of the quote; key, where the predicate needs one \
(favorite: "colour"; relative and partner: "sister"), in words of the turn, else null; denied, true if the person says \
it is not so; over, true if it held before and no longer does; since and until, dates as YYYY-MM-DD as far as they are \
said, reckoned from the time of the turn, else null; sure, from 0 to 1, how sure the person is; act, "tell", or \
"correct" where it puts right what the person said wrongly before, or "retract" where the person takes it back.

procedures: Where a person tells, step by step, how he or she does a thing each time, give: turn, its id; quote, the \
sentences that tell it, copied exactly; goal, what for; steps, at least two, in order; goal and steps in words of the \
quote. What happened once is no procedure. Mostly there is none.

summary: What somebody who was not there should know of this part, in at most eight lines, the most important first, \
none for greetings and small talk. For each line give: text, one short sentence in the language of the conversation \
that can be understood alone, with the names of who and what, and dates as YYYY-MM-DD in place of "yesterday" and the \
like; turns, the ids of the turns that say it. Say nothing that they do not say, and keep to their words.

Predicates: """


def extraction_task(predicates: Sequence[Predicate]) -> Task[Extracted]:
    """Return the task of reading a segment, with facts under these predicates."""
    listed = "; ".join(f"{predicate.name} ({_meaning(predicate)})" for predicate in predicates)
    return Task(
        name="extract", version=2, instructions=_INSTRUCTIONS + listed + ".", reply=Extracted, max_tokens=2048
    )


def _meaning(predicate: Predicate) -> str:
    return predicate.says.format(subject="X", object="…", key="…")
