"""Any function from a prompt to a reply as a language model."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import ArgumentError
from ._protocol import Prompt, Reply

_SPEAKERS = {"system": "", "user": "", "assistant": "You said:\n"}


class CallableModel:
    """
    Wraps *fn*, which takes a prompt as text and returns the reply as text.

    The messages of a prompt are joined with blank lines, the schema is told in words. *fn* is not told how
    long the reply may be.

    Args:
        fn: It may be called from several threads.

        name: What reports and derived memories call the model; by default the function's name.

    Raises:
        ArgumentError: *fn* is not callable.
    """

    def __init__(self, fn: Callable[[str], str], *, name: str | None = None) -> None:
        if not callable(fn):
            raise ArgumentError(f"{fn!r} is not a function from a prompt to a reply")
        self._fn = fn
        self.name = f"callable:{name or getattr(fn, '__qualname__', type(fn).__name__)}"

    def __repr__(self) -> str:
        return f"CallableModel({self.name!r})"

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """
        Return what the function says to *prompt*; see `LanguageModel`.

        Raises:
            ArgumentError: it returned something else than text.
        """
        messages = prompt.told_in_words().messages
        text = self._fn("\n\n".join(f"{_SPEAKERS[role]}{content}" for role, content in messages))
        if not isinstance(text, str):
            raise ArgumentError(
                f"model {self.name!r} returned {type(text).__name__}; return the reply as text"
            )
        return Reply(text)
