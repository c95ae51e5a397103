"""A language model that says what it was told to say."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from ..llm import Prompt, Reply

Line = str | Reply | Mapping[str, Any] | Exception | Any
"""What to say: text, a reply with its tokens, an object to say as JSON, or an exception to raise."""


class ScriptedModel:
    """
    A language model that says *replies* in order and records what it was asked.

    >>> from mnemic.errors import ModelUnavailable
    >>> model = ScriptedModel(["Sure, here you are!", {"correct": True}, ModelUnavailable("too slow")])

    Args:
        replies: Text; a `Reply` with its tokens; a mapping or a dataclass, said as JSON; an exception, which
            is raised instead. Or a function from the prompt to one of these.

        name: What reports call it.

    Attributes:
        prompts: What it was asked, the first call first.
    """

    def __init__(self, replies: Iterable[Line] | Callable[[Prompt], Line], *, name: str = "scripted") -> None:
        self.name = name
        self.prompts: list[Prompt] = []
        self._left = None if callable(replies) else deque(replies)
        self._say = replies if callable(replies) else self._next

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """
        Return the next reply.

        Raises:
            AssertionError: every reply was used.
        """
        self.prompts.append(prompt)
        line = self._say(prompt)
        if isinstance(line, Exception):
            raise line
        if isinstance(line, Reply):
            return line
        if is_dataclass(line) and not isinstance(line, type):
            line = asdict(line)
        return Reply(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False))

    def _next(self, _prompt: Prompt) -> Line:
        if not self._left:
            raise AssertionError(
                f"call {len(self.prompts)} came after the last reply; give ScriptedModel more replies"
            )
        return self._left.popleft()
