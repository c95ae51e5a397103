"""Staying inside a token budget."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class TokenCounter(Protocol):
    """Counts the tokens of a text. Any function will do; its ``__name__`` is what a `Recall` reports."""

    __name__: str

    def __call__(self, text: str, /) -> int: ...


_PIECES = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"  # CJK: a token a character
    r"|[^\W\d_]{1,6}|\d{1,3}|[^\w\s]|_|\s{2,}",
)


def approximate_tokens(text: str) -> int:
    """
    Return about how many tokens a language model's tokenizer makes of *text*.

    Words count a token for every six letters begun, numbers one for every three digits, punctuation and
    CJK characters one each. Errs upwards for English. Pass your model's own counter to be exact.
    """
    return len(_PIECES.findall(text))


def pack(items: Iterable[T], cost: Callable[[T], int], budget: int | None) -> list[T]:
    """Return the *items*, best first, that fit together; one that is too long gives way to those after it."""
    if budget is None:
        return list(items)
    chosen, left = [], budget
    for item in items:
        tokens = cost(item)
        if tokens <= left:
            chosen.append(item)
            left -= tokens
    return chosen
