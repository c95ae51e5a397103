"""How a document of a LangGraph store lies in a memory: the same for those that are imported and those that are put."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Final

ROOT: Final = "langgraph:"
"""What every tag of a namespace begins with, and the tag of every document."""

INDEXED: Final = "langgraph.indexed"
"""The tag of documents that are found by meaning. No namespace's: those have the colon."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_KEY: Final = 2000


def cube_key(namespace: Sequence[str], key: str) -> str:
    """Return the key of the memory that keeps a document: the same in every process, and of no other document."""
    told = json.dumps([*namespace, key])
    if len(told) <= _LONGEST_KEY:
        return f"{ROOT}{told}"
    return f"{ROOT}{blake2b(told.encode(), digest_size=32).hexdigest()}"


def prefix_tag(prefix: Sequence[str]) -> str:
    """Return the tag of all documents in *prefix* and below it."""
    return ROOT + ".".join(prefix)


def namespace_tag(namespace: Sequence[str]) -> str:
    """Return the tag of the documents right in *namespace*: no label is empty, so it is no prefix's."""
    return f"{prefix_tag(namespace)}."


def tags_of(namespace: Sequence[str], *, indexed: bool) -> list[str]:
    """Return the tags of a document."""
    prefixes = [namespace[:depth] for depth in range(len(namespace) + 1)]
    tags = [*map(prefix_tag, prefixes), namespace_tag(namespace)]
    return [*tags, INDEXED] if indexed else tags


def lines_of(value: Mapping[str, Any]) -> list[str]:
    """Return all that a document holds, a line each, with its name where there are several."""
    leaves = list(_leaves(value))
    return [leaves[0][1]] if len(leaves) == 1 else [f"{name}: {text}" for name, text in leaves]


def _leaves(value: object) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        name, item = waiting.pop()
        if isinstance(item, Mapping):
            waiting += reversed(list(item.items()))
        elif isinstance(item, list | tuple):
            waiting += [(name, each) for each in reversed(item)]
        elif item is not None and item != "":
            yield name, str(item)


def storable(text: str) -> str:
    """Return *text* without what no memory holds: NUL, halves of characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


def epoch_us(moment: datetime) -> int:
    """Return *moment* in microseconds since the epoch."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
