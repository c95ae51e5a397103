"""Extraction by a language model: one call a segment, and nothing taken over that its words do not support."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from ..cube import Predicate
from ..errors import TimeError
from ..llm import Cost, Excerpt, LanguageModel, Redact, Spending, Task, ask, estimate
from ..times import parse_time
from ._candidate import Candidate, supported
from ._turn import Turn

_MOST_FACTS: Final = 40


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
    sentence: str
    sure: float
    act: Literal["tell", "correct", "retract"]


@dataclass(frozen=True)
class Extracted:
    """What the model makes of a segment."""

    facts: tuple[StatedFact, ...]


@dataclass(frozen=True, slots=True)
class Formed:
    """
    What a segment yields.

    Attributes:
        candidates: For each turn of the segment, by its place.

        refused: What the model said and its words do not support, with why; nothing of it is kept.
    """

    candidates: Mapping[int, tuple[Candidate, ...]]
    refused: tuple[str, ...]


_INSTRUCTIONS = """\
You read a part of a conversation and report what its speakers say of themselves, for a memory.

Report a fact only where a person states it of himself or herself, directly and literally, in these very words. \
Questions, wishes, plans that are not made yet, conditions, quotations, jokes, stories, other people's affairs, and \
whatever an assistant or a tool says, are no facts. If nothing is stated, report none: that is the usual case.

For each fact give: turn, the id of the turn that states it; quote, the sentence that states it, copied exactly; \
predicate, one of the list below; object, the value, in words of the quote; key, where the predicate needs one \
(favorite: "colour"; relative and partner: "sister"), else null; denied, true if the person says it is not so; over, \
true if it held before and no longer does; since and until, dates as YYYY-MM-DD as far as they are said, reckoned from \
the time of the turn, else null; sentence, the fact in one short sentence that names the person, in the language of \
the conversation; sure, from 0 to 1, how sure the person is; act, "tell", or "correct" where it puts right what the \
person said wrongly before, or "retract" where the person takes it back.

Predicates: """


def extraction_task(predicates: Sequence[Predicate]) -> Task[Extracted]:
    """Return the task of extracting facts under these predicates."""
    listed = "; ".join(f"{predicate.name} ({_meaning(predicate)})" for predicate in predicates)
    return Task(
        name="extract", version=1, instructions=_INSTRUCTIONS + listed + ".", reply=Extracted, max_tokens=2048
    )


def _meaning(predicate: Predicate) -> str:
    return predicate.says.format(subject="X", object="…", key="…")


def extract_by_model(
    model: LanguageModel,
    turns: Sequence[Turn],
    predicates: Sequence[Predicate],
    subject: Callable[[Turn], str | None],
    *,
    spending: Spending,
    redact: Redact | None,
) -> Formed:
    """
    Return what a model finds in one segment, checked against the turns' own words.

    Args:
        subject: Whom a turn's "I" is; `None` where it is nobody's own words.

        redact: What each text goes through before it leaves.

    Raises:
        ModelUnavailable, ModelReplyError, ModelBudgetExceeded: nothing is known of the segment.
    """
    reply = ask(model, extraction_task(predicates), _excerpts(turns), spending=spending, redact=redact)
    known = {predicate.name for predicate in predicates}
    found: dict[int, list[Candidate]] = {}
    refused = []
    for fact in reply.facts[:_MOST_FACTS]:
        problem = _problem(fact, turns, known, subject)
        if problem is None:
            at = int(fact.turn)
            found.setdefault(at, []).append(_candidate(fact, turns[at], subject(turns[at]) or ""))
        else:
            refused.append(problem)
    candidates = {at: tuple(listed) for at, listed in found.items()}
    return Formed(candidates, tuple(refused))


def estimate_extraction(
    segments: Sequence[Sequence[Turn]], predicates: Sequence[Predicate], *, redact: Redact | None
) -> Cost:
    """Return what it would cost to ask about these segments."""
    return estimate(extraction_task(predicates), [_excerpts(turns) for turns in segments], redact=redact)


def _excerpts(turns: Sequence[Turn]) -> list[Excerpt]:
    found = []
    for at, turn in enumerate(turns):
        about = {"speaker": turn.speaker or turn.role or "unknown"}
        if turn.role:
            about["role"] = turn.role
        if turn.occurred_at:
            about["time"] = turn.occurred_at.isoformat(timespec="minutes")
        found.append(Excerpt(turn.text, str(at), about))
    return found


def _problem(
    fact: StatedFact, turns: Sequence[Turn], known: set[str], subject: Callable[[Turn], str | None]
) -> str | None:
    """Say why a reported fact cannot be taken over; what the message holds is ours, not the text's."""
    if not fact.turn.isdecimal() or int(fact.turn) >= len(turns):
        return "it cites a turn that is not there"
    turn = turns[int(fact.turn)]
    if fact.predicate not in known:
        return "its predicate is not declared"
    if subject(turn) is None:
        return f"turn {fact.turn} is nobody's own words"
    start = turn.text.find(fact.quote)
    if not fact.quote.strip() or start < 0:
        return f"its quotation is not in turn {fact.turn}"
    if not supported(fact.object, turn.text, (start, start + len(fact.quote))):
        return f"its object is not in the quotation of turn {fact.turn}"
    if not fact.sentence.strip():
        return "it has no sentence"
    try:
        since, until = _day(fact.since, turn), _day(fact.until, turn)
    except TimeError:
        return "its dates are not YYYY-MM-DD"
    return "it ends before it begins" if since and until and until <= since else None


def _day(written: str | None, turn: Turn) -> datetime | None:
    """Return the beginning of a day of the speaker's, e.g. ``2025-06-01``; of a month, where only that is said."""
    if not written or turn.occurred_at is None:
        return None
    midnight = turn.occurred_at.replace(hour=0, minute=0, second=0, microsecond=0)
    year, month, day = ([*written.split("-"), "1", "1"])[:3]
    try:
        return parse_time(midnight.replace(year=int(year), month=int(month), day=int(day)), "date")
    except ValueError as error:
        raise TimeError(f"date={written!r:.40} is no day: {error}") from None


def _candidate(fact: StatedFact, turn: Turn, subject: str) -> Candidate:
    start = turn.text.find(fact.quote)
    place = turn.text.casefold().find(fact.object.casefold(), start)
    span = (start, start + len(fact.quote))
    until = _day(fact.until, turn)
    return Candidate(
        subject=subject,
        predicate=fact.predicate,
        object=fact.object,
        key=fact.key or None,
        polarity="negated" if fact.denied else "affirmed",
        certainty=min(1.0, max(0.0, fact.sure)),
        tense="past" if fact.over else "present",
        stated_from=_day(fact.since, turn),
        stated_to=until or (turn.occurred_at if fact.over else None),
        act=fact.act,
        span=span,
        object_span=(place, place + len(fact.object)) if place >= 0 else span,
        language="",
        sentence=fact.sentence,
        reason="model",
    )
