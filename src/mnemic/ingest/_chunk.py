"""Cutting long text into pieces without cutting a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

CHUNK_CHARS = 1200

_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s+|[。！？]")
_SPACE = re.compile(r"\s+")
# Between two characters of a script that writes no spaces, any place is a word boundary as good as another.
_CJK = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


def cut(text: str, limit_chars: int = CHUNK_CHARS) -> Iterator[str]:
    """
    Yield pieces of at most *limit_chars*: cut after a sentence, else at a space.

    A single word longer than the limit (a URL) stays whole and makes a longer piece.
    """
    rest = text.strip()
    while len(rest) > limit_chars:
        at = _cut_place(rest, limit_chars)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _cut_place(text: str, limit_chars: int) -> int:
    window = text[: limit_chars + 1]
    for pattern, least in ((_SENTENCE_END, limit_chars // 2), (_SPACE, 1), (_CJK, 1)):
        places = [match.end() for match in pattern.finditer(window) if least <= match.end()]
        # A separator may stand just outside: "word " fits when "word" does.
        fitting = [place for place in places if len(window[:place].rstrip()) <= limit_chars]
        if fitting:
            return fitting[-1]
    beyond = _SPACE.search(text, limit_chars)
    return beyond.end() if beyond else len(text)
