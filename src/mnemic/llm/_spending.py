"""What calls of a language model have cost, and how much they may cost."""

from __future__ import annotations

import threading

from ..errors import ArgumentError, ModelBudgetExceeded
from ._protocol import LanguageModel, Prompt, Reply
from ._tokens import CountTokens, prompt_tokens, rough_tokens


class Spending:
    """
    Makes calls and counts them; a call that could pass a cap is not made. Threads may share it.

    Args:
        max_calls: The most calls.

        max_tokens: The most tokens of prompts and replies together. Before a call its prompt is estimated and
            its reply reckoned at full length, so the cap holds as far as *count* doesn't fall short.

        count: Counts tokens before a call, and after it where the model doesn't say how many there were.

    Attributes:
        calls: Those made, failed ones too.

        prompt_tokens, completion_tokens: Those of the calls that were answered. What a call cost that failed
            nobody says.

    Raises:
        ArgumentError: a cap is negative.
    """

    def __init__(
        self,
        *,
        max_calls: int | None = None,
        max_tokens: int | None = None,
        count: CountTokens = rough_tokens,
    ) -> None:
        for option, value in (("max_calls", max_calls), ("max_tokens", max_tokens)):
            if value is not None and value < 0:
                raise ArgumentError(f"{option}={value!r} cannot be used; use 0 or more, or None")
        self.max_calls = max_calls
        self.max_tokens = max_tokens
        self.calls = 0
        self.prompt_tokens = 0
        self.completion_tokens = 0
        self._count = count
        self._held = 0
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Spending(calls={self.calls}, tokens={self.tokens})"

    @property
    def tokens(self) -> int:
        """The tokens of prompts and replies."""
        return self.prompt_tokens + self.completion_tokens

    def complete(self, model: LanguageModel, prompt: Prompt, *, max_tokens: int) -> Reply:
        """
        Return what *model* says to *prompt*, counted.

        Raises:
            ModelBudgetExceeded: the call could pass a cap; it was not made.
        """
        asked = prompt_tokens(prompt, self._count)
        self._hold(asked + max_tokens)
        reply = None
        try:
            reply = model.complete(prompt, max_tokens=max_tokens)
            return reply
        finally:
            with self._lock:
                self._held -= asked + max_tokens
                if reply is not None:
                    self.prompt_tokens += reply.prompt_tokens or asked
                    self.completion_tokens += reply.completion_tokens or self._count(reply.text)

    def _hold(self, tokens: int) -> None:
        """Count a call and set *tokens* aside for it, so that no other thread spends them."""
        with self._lock:
            if self.max_calls is not None and self.calls >= self.max_calls:
                raise ModelBudgetExceeded(
                    f"{self.calls} of max_calls={self.max_calls} calls of the language model are made; "
                    f"raise max_calls, or go on later"
                )
            left = None if self.max_tokens is None else self.max_tokens - self.tokens - self._held
            if left is not None and tokens > left:
                raise ModelBudgetExceeded(
                    f"the next call of the language model may take {tokens} tokens, and {max(left, 0)} of "
                    f"max_tokens={self.max_tokens} are left; raise max_tokens, or go on later"
                )
            self.calls += 1
            self._held += tokens
