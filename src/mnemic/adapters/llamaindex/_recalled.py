"""What is recalled for a conversation, as text of a bounded length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from .._owner import owned_by
from .._storable import storable
from ._messages import words_of

if TYPE_CHECKING:
    from ...recall import Recall
    from ._messages import Tokenizer

_LOOSE = 2
"""How many of Mnemic's tokens may come to one of the caller's, at first."""


def scope_of(user: str | None, session: str | None) -> dict[str, Any]:
    """Return where to look: through all conversations of a user; without one, through this conversation alone."""
    return owned_by(user) | ({"session": session} if user is None and session is not None else {})


def question_in(messages: Sequence[ChatMessage]) -> str:
    """Return what the user said last; ``""`` where they said nothing."""
    said = (words_of(message) for message in reversed(messages) if message.role == MessageRole.USER)
    return storable(next((words for words in said if words.strip()), ""), blank="")


def fitted(found: Recall, most: int, tokenizer: Tokenizer) -> str:
    """
    Return what was found as text for a prompt, of at most *most* tokens; ``""`` where nothing fits, or nothing was found.

    Args:
        tokenizer: What they are counted with. Mnemic counts otherwise, so its own bound is drawn tighter until both hold.
    """
    budget = _LOOSE * most if found.hits else 0
    while budget > 0:
        text = found.context(max_tokens=budget)
        tokens = len(tokenizer(text))
        if tokens <= most:
            return text
        budget = min(budget - 1, budget * most // tokens)
    return ""
