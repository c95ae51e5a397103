"""Checks of single arguments, with errors that give the value, the cause and the way out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from .._hint import did_you_mean
from ..cube import text_problem
from ..errors import ArgumentError, ContentError, UnknownArgument
from ..times import parse_time, utc_us

T = TypeVar("T", bound=str)

MAX_CONTENT_BYTES = 16 << 20
_MAX_NAME_CHARS = 2048
_MAX_COUNT = 2**63 - 1
_WEEK_S = 604_800.0


def content(value: object, where: str = "content") -> str:
    """Return *value* if it is text that can be remembered."""
    if not isinstance(value, str):
        raise ContentError(
            f"{where} must be text (str), got {type(value).__name__}: {value!r:.60}; "
            "decode bytes first, and put structured data into metadata="
        )
    problem = text_problem(value)
    if problem:
        raise ContentError(f"{where} {problem}")
    if not value.strip():
        raise ContentError(
            f"{where} is {'empty' if not value else 'nothing but whitespace'}: nothing to remember"
        )
    if len(value) > MAX_CONTENT_BYTES // 4 and len(value.encode()) > MAX_CONTENT_BYTES:
        raise ContentError(
            f"{where} has {len(value.encode())} bytes, more than the {MAX_CONTENT_BYTES} one memory can hold; "
            "split it, e.g. with: mnemic ingest"
        )
    return value


def name(value: object, where: str) -> str | None:
    """Return *value* if it can name something (a user, a session, a key …), or is `None`."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ArgumentError(f"{where} must be text or None, got {type(value).__name__}: {value!r:.60}")
    problem = text_problem(value)
    if problem:
        raise ArgumentError(f"{where} {problem}")
    if not value.strip():
        raise ArgumentError(f'{where}={value!r} is empty; leave it out (or pass None) for "not said"')
    if len(value) > _MAX_NAME_CHARS:
        raise ArgumentError(f"{where} has {len(value)} characters; a name may have {_MAX_NAME_CHARS}")
    return value


def names(value: object, where: str) -> tuple[str, ...]:
    """Return *value*, a collection of names, as a tuple without repetitions."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ArgumentError(f'{where}={value!r:.60} must be a list or tuple of texts, e.g. ("{value}",)')
    found = [name(item, f"an item of {where}") for item in value]
    if None in found:
        raise ArgumentError(f"{where} holds None; every item must be text")
    return tuple(dict.fromkeys(item for item in found if item is not None))


def choice(value: object, allowed: Collection[T], where: str) -> T:
    """Return *value* if it is one of *allowed*."""
    for item in allowed:
        if item == value:
            return item
    hint = did_you_mean(str(value), allowed)
    raise ArgumentError(f"{where}={value!r:.60} does not exist; {hint}there are: {', '.join(allowed)}")


def one_time(value: object, where: str) -> int | None:
    """Return *value*, a time or `None`, as microseconds since the epoch."""
    return None if value is None else utc_us(parse_time(value, where))


def share(value: object, where: str) -> float | None:
    """Return *value* if it is a number from 0 to 1, or `None`."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 <= value <= 1.0:
        raise ArgumentError(f"{where}={value!r:.60} must be a number from 0 to 1, or None")
    return float(value)


def count(value: object, where: str, *, least: int = 1) -> int:
    """Return *value* if it is a whole number of at least *least*."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ArgumentError(f"{where}={value!r:.60} must be a whole number of at least {least}")
    if value > _MAX_COUNT:
        raise ArgumentError(f"{where} is beyond {_MAX_COUNT}, more than anything here can number")
    return value


def seconds(value: object, where: str) -> float:
    """Return *value* if it is a length of time in seconds, >= 0; anything above a week counts as a week."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise ArgumentError(f"{where}={value!r:.60} must be a number of seconds, 0 or more")
    return float(min(value, _WEEK_S))


def unknown_names(given: Iterable[object], allowed: Collection[str], where: str) -> None:
    """Raise unless every name *given* is one of *allowed*."""
    for item in given:
        if item not in allowed:
            hint = did_you_mean(str(item), allowed)
            raise UnknownArgument(f"{where} has no {item!r}; {hint}there are: {', '.join(allowed)}")
