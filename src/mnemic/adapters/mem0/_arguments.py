"""The arguments of mem0's verbs, in the forms of its releases 1 and 2."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from ...errors import ArgumentError, TimeError
from ...times import parse_time

IDS: Final = {"user_id": "user", "agent_id": "agent", "run_id": "session"}
"""mem0's ids, and what each is called in Mnemic."""

_IDENTITY: Final = (*IDS, "actor_id")
_LOG = logging.getLogger("mnemic.adapters.mem0")


class Unset:
    """What an argument is that was not given, where `None` says something else."""

    def __repr__(self) -> str:
        return "<not given>"


UNSET: Final = Unset()


class Asked(NamedTuple):
    """
    What `search` or `get_all` is about.

    Attributes:
        scope: Ids as arguments of Mnemic's verbs.

        filters: The other filters.

        is_first_form: Whether ids came as arguments of their own, as mem0 1.x takes them.
    """

    scope: dict[str, str]
    filters: dict[str, Any]
    is_first_form: bool


def entity(value: object, name: str) -> str | None:
    """
    Return an id as mem0 takes it: trimmed, numbers as text.

    Raises:
        ArgumentError: it is empty, or has white space inside.
    """
    if value is None:
        return None
    trimmed = str(value).strip()
    if not trimmed:
        raise ArgumentError(
            f"Invalid {name}: cannot be empty or whitespace-only. Provide a valid identifier."
        )
    if any(character.isspace() for character in trimmed):
        raise ArgumentError(
            f"Invalid {name}: cannot contain whitespace. Provide a valid identifier without spaces."
        )
    return trimmed


def entities(**given: object) -> dict[str, str]:
    """Return the ids that were given, under Mnemic's names."""
    read = {IDS[name]: entity(value, name) for name, value in given.items()}
    return {name: value for name, value in read.items() if value is not None}


def asked(filters: Mapping[str, Any] | None, **ids: object) -> Asked:
    """
    Return what is asked for, from filters, from ids given as arguments, or from both.

    Raises:
        ArgumentError: there is no id at all, or an id is given twice and differs.
    """
    if filters is not None and not isinstance(filters, Mapping):
        raise ArgumentError(f"filters={filters!r:.60} must be a dict such as {{'user_id': 'u1'}}")
    told = dict(filters or {})
    given = {name: entity(value, name) for name, value in ids.items() if value is not None}
    for name, value in given.items():
        if told.setdefault(name, value) != value:
            raise ArgumentError(f"{name}={value!r} and filters[{name!r}]={told[name]!r:.60} differ; give one")
    if not any(name in told for name in IDS):
        raise ArgumentError(
            "filters must contain at least one of: user_id, agent_id, run_id. Example: filters={'user_id': 'u1'}"
        )
    scope = {}
    for name, ours in IDS.items():
        value = told.get(name)
        if value is None:
            told.pop(name, None)
        elif value != "*" and not isinstance(value, Mapping | list | tuple):
            scope[ours] = entity(told.pop(name), name) or ""
    return Asked(scope, told, bool(given))


def amount(top_k: object, limit: object, default: int) -> int:
    """
    Return how many results are wanted; ``limit`` is what mem0 1.x calls ``top_k``.

    Raises:
        ArgumentError: it is no whole number of at least 0, or the two differ.
    """
    if top_k is not None and limit is not None and top_k != limit:
        raise ArgumentError(f"top_k={top_k!r} and limit={limit!r} are two names of one argument; give one")
    wanted = limit if top_k is None else top_k
    if wanted is None:
        return default
    if not isinstance(wanted, int) or isinstance(wanted, bool):
        raise ArgumentError(f"top_k must be a valid integer, got {wanted!r:.60}")
    if wanted < 0:
        raise ArgumentError(f"Invalid top_k: {wanted}. Must be a non-negative integer.")
    return wanted


def least_score(threshold: object, *, is_first_form: bool) -> float | None:
    """
    Return the score below which nothing is returned; 0 where none is given in mem0 1.x's form, which has no default.

    Raises:
        ArgumentError: it is no number from 0 to 1.
    """
    if threshold is None:
        return 0.0 if is_first_form else None
    if isinstance(threshold, bool) or not isinstance(threshold, int | float):
        raise ArgumentError(f"threshold must be a valid number, got {threshold!r:.60}")
    if not 0 <= threshold <= 1:
        raise ArgumentError(f"Invalid threshold: {threshold}. Must be between 0 and 1 (inclusive).")
    return float(threshold)


def question(query: object) -> str:
    """
    Return a query, trimmed.

    Raises:
        ArgumentError: it is no text, or empty.
    """
    if not isinstance(query, str):
        raise ArgumentError(f"Invalid query: must be a non-empty string, got {type(query).__name__}.")
    if not query.strip():
        raise ArgumentError("Invalid query: cannot be empty or whitespace-only.")
    return query.strip()


def expiration(value: object) -> str | None:
    """
    Return the last day of a memory as ``YYYY-MM-DD``.

    Raises:
        ArgumentError: it is no date.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ArgumentError(
            f"expiration_date must be a valid date in YYYY-MM-DD format, got {value!r:.60}"
        ) from None


def said_at(timestamp: object, metadata: Mapping[str, Any]) -> datetime | str | None:
    """Return when messages were said: as told, or as ``created_at`` in the metadata says, where that is a moment."""
    if timestamp is not None:
        return moment(timestamp)
    try:
        return parse_time(metadata.get("created_at"), "created_at")
    except TimeError:
        # mem0 shows it as it is, whatever it is.
        return None


def moment(value: object) -> datetime | str | None:
    """Return a time as Mnemic takes it; a number is seconds since 1970, as on mem0's platform."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC)
    return value  # type: ignore[return-value]  # what is no time is refused where it is used


def metadata(given: object, kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """
    Return an application's metadata as JSON: times as ISO 8601, UUIDs as text.

    Args:
        kept: The present ids of a memory that is changed. An id in the metadata is left out, as in mem0, and
            logged where it says something else.

    Raises:
        ArgumentError: it is no dict.
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise ArgumentError(f"metadata={given!r:.60} must be a dict")
    clean = {}
    for name, value in given.items():
        if name not in _IDENTITY:
            clean[name] = _plain(value)
        elif value != (kept or {}).get(name):
            _LOG.warning("metadata[%r] is left out: whose a memory is, only arguments say", name)
    return clean


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return value
