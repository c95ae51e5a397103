"""The part of a long text that answers a question."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

import numpy as np

from .._patterns import compiled
from ..index import analyze, query_terms

Span = tuple[int, int]
Fits = Callable[[Span], bool]

_SENTENCE = r"[^\n]*?(?:[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]+[」』”）]*|(?=\n)|$)"
_TERM = np.dtype([("term", "<u8"), ("count", "<u4")])


def best_passage(text: str, question: str, fits: Fits) -> Span | None:
    """
    Return where the passage of *text* lies that shares most with *question* and still fits.

    It is made of whole sentences; where not even one fits, of its first words.

    Args:
        fits: Says whether the characters from one place up to another, given as a pair, fit.

    Returns `None` when nothing fits.
    """
    sentences = _sentences(text)
    if not sentences:
        return None
    worth = _worth([text[start:end] for start, end in sentences], question)
    first = last = max(range(len(sentences)), key=lambda at: (worth[at], -at))
    if not fits(sentences[first]):
        return _words(text, sentences[first], fits)
    while True:
        following = worth[last + 1] if last + 1 < len(sentences) else -1.0
        before = worth[first - 1] if first else -1.0
        grown = [(first, last + 1), (first - 1, last)]
        for low, high in grown if following >= before else grown[::-1]:
            if low >= 0 and high < len(sentences) and fits((sentences[low][0], sentences[high][1])):
                first, last = low, high
                break
        else:
            return sentences[first][0], sentences[last][1]


def _sentences(text: str) -> list[Span]:
    """Return where the sentences and lines of *text* lie, without the space around them."""
    found = []
    for match in compiled(_SENTENCE, re.MULTILINE).finditer(text):
        bare = match[0].strip()
        if bare:
            start = match.end() - len(match[0].lstrip())
            found.append((start, start + len(bare)))
    return found


def _worth(sentences: list[str], question: str) -> list[float]:
    """Return how much of the question's words each sentence has; a word counts the more the rarer it is."""
    analyses = [analyze(sentence) for sentence in sentences]
    terms = [frozenset(np.frombuffer(analysis.blob, _TERM)["term"].tolist()) for analysis in analyses]
    worth = [0.0] * len(sentences)
    for word in query_terms(question, {analysis.language for analysis in analyses}):
        having = [at for at, known in enumerate(terms) if not known.isdisjoint(word.hashes)]
        for at in having:
            worth[at] += math.log(1 + len(sentences) / len(having))
    return worth


def _words(text: str, sentence: Span, fits: Fits) -> Span | None:
    """Return as many words of *sentence*, from its start, as fit."""
    start, low, high = sentence[0], sentence[0], sentence[1]
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits((start, middle)) else (low, middle - 1)
    end = _word_end(text, start, low)
    end = start + len(text[start:end].rstrip())
    return (start, end) if end > start and fits((start, end)) else None


def _word_end(text: str, start: int, end: int) -> int:
    """Return the last good place to cut *text* up to *end*: after a word, or else between two letters."""
    space = max(text.rfind(char, start, end + 1) for char in " \t\u3000")
    if space > start + (end - start) // 2:
        return space
    while end > start and end < len(text) and _joined(text[end - 1], text[end]):
        end -= 1
    return end


def _joined(left: str, right: str) -> bool:
    return "\u200d" in (left, right) or unicodedata.category(right)[0] == "M"
