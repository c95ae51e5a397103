"""Text of another program as Mnemic can keep it."""

from __future__ import annotations

from ..cube import text_problem


def storable(text: str, *, blank: str) -> str:
    """
    Return *text* as a memory's content: unchanged, where it can be one.

    A lone surrogate or a NUL becomes U+FFFD, which is what decoders put in the place of what is no text.

    Args:
        blank: What stands for text that is empty or nothing but white space.
    """
    if text_problem(text) is not None:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    return text if text.strip() else blank
