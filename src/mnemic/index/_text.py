"""What of a memory is searched."""

from __future__ import annotations


def searchable(content: str, speaker: str | None) -> str:
    """
    Return *content* as words and vectors are made from it: with its speaker's name before it.

    Questions name people who speak of themselves as "I". On LoCoMo's development half the name lifts
    recall@10 of BM25 from .598 to .635, of the sentence vectors from .302 to .507, of both from .653 to .687.
    """
    return f"{speaker}: {content}" if speaker else content
