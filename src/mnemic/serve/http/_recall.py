"""Asking, and saying what the answers were worth, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...wire import API, Route
from ._shapes import recall as takes
from ._shapes import results as gives
from ._verbs import Served

if TYPE_CHECKING:
    from ...engine import Memory
    from ...recall import Recall

CONTEXT: Final = Route("context", "POST", f"{API}/spaces/{{space}}/context", "read", scoped=True)
"""Recall for programs that cannot render its result themselves: the one route that is no verb."""


def _context(memory: Memory, arguments: dict[str, Any]) -> Recall:
    return memory.recall(**arguments)


def _rendered(found: Recall) -> dict[str, Any]:
    text = found.context()
    return {
        "id": found.id,
        "text": text,
        "tokens": found.tokens(text) if text else 0,
        "citations": {mark: cube.to_dict() for mark, cube in found.citations.items()},
        "confidence": found.confidence,
        "answerable": found.answerable,
        "degraded": list(found.degraded),
    }


def _feedback(memory: Memory, arguments: dict[str, Any]) -> object:
    """Judge a recall: one that this handle remembers, or, where its features came along, any."""
    # Loaded here: it belongs to those who hold a recall that was made elsewhere.
    from ...engine import teach

    given = dict(arguments)
    hits = given.pop("hits", None)
    if hits is None and "cited" not in given:
        return memory.feedback(**given)
    given.pop("recall_id")
    return teach(memory, hits or {}, **given)


VERBS: Final = (
    Served(verb="recall", takes=takes.Ask, gives=gives.Recall, tag="recall"),
    Served(
        verb="context",
        takes=takes.AskContext,
        gives=gives.Context,
        tag="recall",
        route=CONTEXT,
        do=_context,
        show=_rendered,
    ),
    Served(verb="explain_missing", takes=takes.ExplainMissing, gives=gives.Missing, tag="recall"),
    Served(verb="reflect", takes=takes.Reflect, gives=gives.Reflection, tag="recall", is_slow=True),
    Served(verb="feedback", takes=takes.Feedback, gives=gives.Operation, tag="recall", do=_feedback),
    Served(verb="reset_feedback", takes=takes.ResetFeedback, gives=gives.Operation, tag="recall"),
)
