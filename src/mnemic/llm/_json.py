"""Finding the JSON in what a model said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

_MOST_TRIES = 64
"""How many opening braces are tried: a reply that is nothing but braces must not take for ever."""

_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def json_objects(text: str) -> Iterator[dict[str, Any]]:
    """
    Yield the JSON objects in *text*, in order, those inside others left out.

    They may stand alone, in a code block, or in the middle of prose; what a model thinks aloud before its
    reply is not looked at.
    """
    start = _THOUGHT.match(text)
    at = start.end() if start else 0
    for _ in range(_MOST_TRIES):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            found, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            yield found
