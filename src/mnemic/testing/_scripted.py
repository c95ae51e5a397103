"""A language model that says what it was told to say."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from ..bench import Completion, Message


class ScriptedModel:
    """
    A chat model that replays *replies* in order and records what it was asked.

    Args:
        replies: Texts, or completions with their tokens. An exception is raised instead of said.

        name: What reports call it.

    Attributes:
        requests: The messages of every request so far.
    """

    def __init__(self, replies: Iterable[str | Completion | Exception], *, name: str = "scripted") -> None:
        self.name = name
        self.requests: list[list[Message]] = []
        self._left = deque(replies)

    def complete(self, messages: Sequence[Message]) -> Completion:
        """
        Return the next reply.

        Raises:
            AssertionError: every reply was used.
        """
        self.requests.append(list(messages))
        if not self._left:
            raise AssertionError(
                f"request {len(self.requests)} came after the last reply; give ScriptedModel more replies"
            )
        reply = self._left.popleft()
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, Completion) else Completion(reply)
