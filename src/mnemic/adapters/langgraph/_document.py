"""A document of a store, as the memory that keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, Final, NamedTuple

from langgraph.store.base import Item, SearchItem, get_text_at_path, tokenize_path

from ...cube import RECALLABLE, FrozenDict, MemCube, freeze, text_problem
from ...errors import ArgumentError, MetadataError

# Written with `as`, since `_store` asks for them here.
from ...ingest._langgraph_layout import INDEXED as INDEXED
from ...ingest._langgraph_layout import ROOT as ROOT
from ...ingest._langgraph_layout import cube_key as cube_key
from ...ingest._langgraph_layout import lines_of, tags_of
from ...ingest._langgraph_layout import prefix_tag as prefix_tag
from ...times import utc_from_us
from .._storable import storable

Namespace = tuple[str, ...]
Field = tuple[str, list[str]]
"""A path of an index, as it was given and in its parts."""

_SOURCE: Final = "langgraph"
_LONGEST_MINUTES: Final = 10**9
_LONGEST_TEXT: Final = 1 << 20


class Written(NamedTuple):
    """
    A document to be written.

    Attributes:
        value: As metadata holds it; `None` where it cannot.

        exact: The value as JSON, where metadata cannot hold it.

        text: What it is found by; empty where it is not to be found by meaning.
    """

    namespace: Namespace
    key: str
    value: dict[str, Any] | None
    exact: str | None
    text: str
    ttl_minutes: float | None


def written(
    namespace: Namespace,
    key: str,
    value: Mapping[str, Any],
    fields: Sequence[Field],
    ttl_minutes: float | None,
) -> Written:
    """
    Return a document, checked.

    Args:
        fields: What of the value it is found by; empty for nothing.

    Raises:
        ArgumentError: *value* or *ttl_minutes* cannot be kept.
    """
    held, exact = _held(value, f"document {key!r:.80} in {namespace!r:.120}: its")
    known = held if exact is None else json.loads(exact)
    text = _text(known or {}, fields)
    return Written(namespace, key, held, exact, text, _checked_minutes(ttl_minutes))


def _checked_minutes(ttl: object) -> float | None:
    if ttl is None:
        return None
    if isinstance(ttl, bool) or not isinstance(ttl, int | float) or not 0 <= ttl <= _LONGEST_MINUTES:
        raise ArgumentError(
            f"ttl={ttl!r:.60} must be a number of minutes, 0 to {_LONGEST_MINUTES}; None keeps the document"
        )
    return float(ttl)


def _held(value: object, told: str) -> tuple[dict[str, Any] | None, str | None]:
    """Return *value* as metadata holds it, or, where that cannot, as JSON."""
    if not isinstance(value, Mapping):
        raise MetadataError(f"{told} value must be a dict of plain JSON, got {type(value).__name__}")
    try:
        return freeze({"value": value}, f"{told} metadata")["value"], None
    except MetadataError:
        exact = _as_json(value)
        if exact is None:
            raise
        return None, exact


def _as_json(value: object) -> str | None:
    """Return *value* as JSON in ASCII, which holds every text and number; `None` where it is no JSON."""
    try:
        if not _has_text_keys(value):
            return None
        exact = json.dumps(value, allow_nan=False)
        json.loads(exact)
    except (TypeError, ValueError, RecursionError):
        return None
    return exact


def _has_text_keys(value: object) -> bool:
    """Whether all keys are texts: ``json`` would silently write 1 as "1"."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _has_text_keys(item) for key, item in value.items())
    return not isinstance(value, list | tuple) or all(map(_has_text_keys, value))


# What it is found by


def fields_of(paths: object) -> tuple[Field, ...]:
    """
    Return *paths* ready to be followed.

    Raises:
        ArgumentError: they are no paths.
    """
    if not isinstance(paths, list | tuple) or not all(isinstance(path, str) and path for path in paths):
        raise ArgumentError(
            f'an index is a list of paths such as ["text", "messages[*].content"], got {paths!r:.80}; '
            "False to leave the document out of it"
        )
    return tuple((path, tokenize_path(path)) for path in paths)


def _text(value: dict[str, Any], fields: Sequence[Field]) -> str:
    texts: list[str] = []
    for path, parts in fields:
        texts += lines_of(value) if path == "$" else get_text_at_path(value, parts)
    return storable("\n".join(text for text in texts if text.strip()), blank="")[:_LONGEST_TEXT]


# From a document to a memory and back


def namespace_of(tag: str) -> Namespace | None:
    """Return the namespace whose `namespace_tag` this is; `None` for any other tag."""
    if not tag.startswith(ROOT) or not tag.endswith("."):
        return None
    return tuple(tag[len(ROOT) : -1].split(".")) if len(tag) > len(ROOT) + 1 else ()


def draft(document: Written, *, kind: str, user: str | None, now_us: int) -> dict[str, Any]:
    """Return the arguments of the `remember` that writes *document*."""
    namespace, key = document.namespace, document.key
    metadata: dict[str, Any] = {"namespace": list(namespace), "written_us": now_us}
    if text_problem(key) is None:
        metadata["key"] = key
    else:
        metadata["key_json"] = json.dumps(key)
    if document.exact is None:
        metadata["value"] = document.value
    else:
        metadata["value_json"] = document.exact
    if document.ttl_minutes is not None:
        metadata |= {"ttl_minutes": document.ttl_minutes, "expires_us": expiry(now_us, document.ttl_minutes)}
    return {
        "content": document.text or storable(f"{key} ({' / '.join(namespace)})", blank=""),
        "key": cube_key(namespace, key),
        "kind": kind,
        "user": user,
        "source": _SOURCE,
        "tags": tags_of(namespace, indexed=bool(document.text)),
        "metadata": metadata,
    }


def archived(cube: MemCube) -> dict[str, Any]:
    """Return the arguments of the `remember` that makes a document none, and keeps all it holds."""
    return {
        "content": cube.content,
        "key": cube.key,
        "if_version": cube.version,
        "kind": cube.kind,
        "user": cube.user,
        "source": cube.source,
        "metadata": cube.metadata,
    }


def expiry(now_us: int, ttl_minutes: float) -> int:
    """Return when a document that is used now ends, in microseconds since the epoch."""
    return now_us + round(ttl_minutes * 60_000_000)


def is_document(cube: MemCube) -> bool:
    """Whether *cube* is a document of a store; one that was deleted into the archive, or whose put was undone, is none."""
    return ROOT in cube.tags and cube.state in RECALLABLE


def value_of(cube: MemCube) -> dict[str, Any]:
    """Return the value of a document, to be looked at."""
    exact = cube.metadata.get("value_json")
    value: dict[str, Any] = cube.metadata["value"] if exact is None else json.loads(exact)
    return value


def item_of(cube: MemCube) -> Item:
    """Return a document as LangGraph knows it."""
    return Item(value=_copy(cube), **_header(cube))


def search_item_of(cube: MemCube, score: float | None) -> SearchItem:
    """Return a document that a search found."""
    return SearchItem(value=_copy(cube), score=score, **_header(cube))


def _copy(cube: MemCube) -> dict[str, Any]:
    value = value_of(cube)
    return value.thaw() if isinstance(value, FrozenDict) else value


def _header(cube: MemCube) -> dict[str, Any]:
    metadata = cube.metadata
    key = metadata["key"] if "key" in metadata else json.loads(metadata["key_json"])
    created_us = metadata.get("created_us")  # of one that was imported: when LangGraph had it first
    created_at = cube.created_at.astimezone(UTC) if created_us is None else utc_from_us(created_us)
    return {
        "namespace": tuple(metadata["namespace"]),
        "key": key,
        "created_at": created_at,
        # Not when the version was recorded: one that fading or a time to live made changed nothing in the document.
        "updated_at": max(created_at, utc_from_us(metadata["written_us"])),
    }
