"""Extraction by a language model: one call a segment, and nothing taken over that its words do not support."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ..cube import Predicate
from ..llm import Cost, Excerpt, LanguageModel, Redact, Spending, ask, estimate
from ._candidate import Candidate
from ._heard import SHOWN_CHARS, Heard, Line, Unsupported
from ._own_words import is_withheld
from ._procedure import Procedure
from ._reported import extraction_task
from ._turn import Turn

_MOST: Final = 40
"""So much of each kind is taken from a reply at most."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Formed:
    """
    What a segment yields.

    Attributes:
        candidates: For each turn of the segment, by its place.

        lines: What it comes to, in few words.

        refused: Why what the model said was not taken over, once for each; it quotes nothing.
    """

    candidates: Mapping[int, tuple[Candidate | Procedure, ...]]
    lines: tuple[Line, ...]
    refused: tuple[str, ...]


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

    A turn that asks not to be remembered is not shown; nor is what of a turn lies beyond `SHOWN_CHARS`.

    Args:
        subject: Whom a turn's "I" is; `None` where it is nobody's own words.

        redact: What each text goes through before it leaves.

    Raises:
        ModelUnavailable, ModelReplyError, ModelBudgetExceeded: nothing is known of the segment.
    """
    shown = _excerpts(turns)
    if not shown:
        return Formed({}, (), ())
    reply = ask(model, extraction_task(predicates), shown, spending=spending, redact=redact)
    known = {predicate.name: predicate for predicate in predicates}
    heard = Heard(turns, subject, known, frozenset(int(excerpt.id) for excerpt in shown))
    refused: list[str] = []
    found: dict[int, list[Candidate | Procedure]] = {}
    for at, each in _held(reply.facts, heard.fact, refused):
        found.setdefault(at, []).append(each)
    for at, told in _held(reply.procedures, heard.procedure, refused):
        found.setdefault(at, []).append(told)
    lines = _held(reply.summary, heard.line, refused)
    candidates = {at: tuple(listed) for at, listed in found.items()}
    return Formed(candidates, tuple(dict.fromkeys(lines)), (*refused, *heard.strays))


def estimate_extraction(
    segments: Sequence[Sequence[Turn]], predicates: Sequence[Predicate], *, redact: Redact | None
) -> Cost:
    """Return what it would cost to ask about these segments."""
    shown = [excerpts for turns in segments if (excerpts := _excerpts(turns))]
    return estimate(extraction_task(predicates), shown, redact=redact)


def _held(reported: Sequence[R], check: Callable[[R], T], refused: list[str]) -> list[T]:
    """Return what of a reply its words support, and note why the rest is not taken over."""
    held = []
    for each in reported[:_MOST]:
        try:
            held.append(check(each))
        except Unsupported as error:
            refused.append(str(error))
    return held


def _excerpts(turns: Sequence[Turn]) -> list[Excerpt]:
    """Return the turns that a model may see, each with its place as id."""
    found = []
    for at, turn in enumerate(turns):
        if is_withheld(turn):
            continue
        about = {"speaker": turn.speaker or turn.role or "unknown"}
        if turn.role:
            about["role"] = turn.role
        if turn.occurred_at:
            about["time"] = turn.occurred_at.isoformat(timespec="minutes")
        found.append(Excerpt(turn.text[:SHOWN_CHARS], str(at), about))
    return found
