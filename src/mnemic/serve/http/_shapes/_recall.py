"""Requests that ask something, and say what the answers were worth."""

from __future__ import annotations

from typing import Any

from ._fields import REQUIRED, Arguments, Scope, Unarchived, flag, ids, mapping, of, reason, text, time, whole

_DEPTH = {"type": "string", "enum": ["normal", "deep"]}


class _Asked(Unarchived):
    query: Any = text("The question, or words.", REQUIRED, "Where does Ana live?")
    valid_at: Any = time("Only what is true then, and what had happened by then.")
    known_at: Any = time("Answer from what was recorded by then.")
    limit: Any = whole("The most memories to return.", 10)
    max_tokens: Any = whole("The most they may take when rendered for a prompt.", None, examples=(800,))
    asked_at: Any = time("When it is asked; by default now.")
    depth: Any = of(_DEPTH, "deep asks a second round of questions.", "normal")
    pending_budget_ms: Any = whole("How long to wait for vectors that are still to be made.", 1000, least=0)


class Ask(_Asked):
    """Ask for the memories that answer a question, best first."""

    explain: bool = flag("Give every hit all channels' scores and ranks.")
    reinforce: bool = flag("Note that these memories were recalled.")


class ExplainMissing(_Asked):
    """Ask at which step a memory fell out of a recall with the same arguments."""


class AskContext(Ask):
    """Ask for the memories that answer a question, as text for a prompt."""


class Feedback(Arguments):
    """Say which hits of a recall were useful."""

    recall_id: Any = of(
        {"type": "string"}, "The id of the recall.", REQUIRED, "01980000-0000-7000-8000-000000000003"
    )
    useful: Any = ids("Hits that were of use.", ())
    useless: Any = ids("Hits that were of none.", ())
    reason: Any = reason()
    hits: Any = mapping(
        "The features of the recall's hits by id, best first; with them any recall can be judged."
    )
    cited: Any = ids("Hits that an answer cites, instead of useful.", ())


class ResetFeedback(Arguments):
    """Take back what the space has learned."""

    reason: Any = reason()


class Reflect(Scope):
    """Ask what is known about a question, put in order."""

    question: Any = text("The question.", REQUIRED, "What does Ana do on Sundays?")
    limit: Any = whole("How many memories to look at.", 20)
    max_tokens: Any = whole("The most that the dossier's text may take.", 2000)
    asked_at: Any = time("When it is asked; by default now.")
    depth: Any = of(_DEPTH, "As for recall.", "normal")
    store_belief: bool = flag("Store the answer as a belief.")
