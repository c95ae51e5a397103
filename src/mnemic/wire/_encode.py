"""
A verb's arguments as a request: where it goes, what stands in its query, what in its body.

What the engine would refuse before it looks at the store is refused here by the engine's own checks, as JSON has no
bytes, no naive times and no infinities that a server could refuse. All else is for the server to judge.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from .. import admit
from ..cube import MemCube, Predicate
from ..engine._facts import _cited as cited
from ..engine._handle import checked_operation
from ..engine._scope import cube_id
from ..errors import ArgumentError, CursorError
from ..index import parse_filter
from ..lifecycle import Policy
from ..times import parse_time, render_time
from ._routes import Route

_TIMES: Final = frozenset(
    {
        "occurred_at",
        "occurred_end",
        "valid_from",
        "valid_to",
        "since",
        "until",
        "valid_at",
        "known_at",
        "asked_at",
        "expires_at",
    }
)
_IN_PATH: Final = re.compile(r"\{(\w+)\}")


class Sent(NamedTuple):
    """
    A verb's call as a request.

    Attributes:
        path: From the root of the server, percent-encoded.

        query: For a GET.

        body: JSON, for every other method.
    """

    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None


def encode(verb: Callable[..., Any], route: Route, space: str, arguments: Mapping[str, Any]) -> Sent:
    """
    Return a call of *verb* as a request.

    Args:
        verb: The method of `mnemic.Memory`.

        arguments: What was given, by name. What is the default anyway is not sent.

    Raises:
        ArgumentError: an argument can't be sent, or the engine would refuse it unseen; the subclass is the engine's.
    """
    defaults = parameters(verb)
    given = {
        name: value
        for name, value in _checked(route.verb, arguments).items()
        if name not in defaults or value is not defaults[name].default
    }
    places = _IN_PATH.findall(route.path)
    filled = {name: _quoted(_name(route.verb, name, given.pop(name))) for name in places if name != "space"}
    path = route.path.format(space=_quoted(space), **filled)
    if route.method == "GET":
        query = tuple(
            (name, _asked(route.verb, name, value, defaults[name].annotation))
            for name, value in given.items()
        )
        return Sent(path, query)
    if route.method == "DELETE":
        return Sent(path)
    return Sent(path, (), dumped({name: plain(value, name) for name, value in given.items()}))


@cache
def parameters(verb: Callable[..., Any]) -> Mapping[str, inspect.Parameter]:
    """Return the parameters of a verb by name."""
    return inspect.signature(verb).parameters


def dumped(body: Mapping[str, Any]) -> bytes:
    """
    Return *body* as JSON. Half characters survive it, so that the server can say where they stand.

    Raises:
        ArgumentError: it holds a number that JSON doesn't.
    """
    try:
        return json.dumps(body, allow_nan=False, separators=(",", ":")).encode("ascii")
    except (ValueError, RecursionError) as error:
        raise ArgumentError(f"the arguments cannot be sent as JSON: {error}") from None


def plain(value: Any, name: str) -> Any:
    """
    Return an argument as plain JSON.

    Raises:
        ArgumentError: it can't be.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return render_time(parse_time(value, name))
    if isinstance(value, MemCube):
        return value.id
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {_key(key, name): plain(item, name) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray | memoryview):
        return [plain(item, name) for item in value]
    raise ArgumentError(f"{name}={value!r:.60} is a {type(value).__name__}, which cannot be sent as JSON")


def _key(key: object, name: str) -> str:
    if not isinstance(key, str):
        raise ArgumentError(f"{name} has the key {key!r:.60}; the keys of JSON are text")
    return key


def _checked(verb: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return *arguments* as the engine reads them, as far as it does so before it looks at the store."""
    if verb == "remember":
        # The reason is no part of the memory.
        draft = admit.Draft.read({name: value for name, value in arguments.items() if name != "reason"})
        return {name: getattr(draft, name, value) for name, value in arguments.items()}
    return {name: _read(verb, name, value) for name, value in arguments.items()}


def _read(verb: str, name: str, value: Any) -> Any:
    own = _OWN.get((verb, name))
    if own is not None:
        return own(value)
    if verb == "update" and name in admit.UPDATABLE and not isinstance(value, admit.Unset):
        return admit.normalised(name, value)
    if name in _TIMES:
        return value if value is None or isinstance(value, admit.Unset) else parse_time(value, name)
    shared = _SHARED.get(name)
    return value if shared is None or value is None else shared(value)


def _items(items: object) -> list[dict[str, Any]]:
    listed = items if isinstance(items, Mapping | str) or not isinstance(items, Iterable) else list(items)
    drafts = admit.Draft.read_many(listed)
    return [
        {name: getattr(draft, name) for name in item}
        for item, draft in zip(listed, drafts, strict=True)  # type: ignore[call-overload]
    ]


def _where(value: Any) -> Any:
    if value != {}:
        parse_filter(value)
    return value


def _cursor(value: object) -> str:
    if not isinstance(value, str):
        raise CursorError(f"cursor={value!r:.60} is not one that list() gave; pass Page.cursor unchanged")
    return value


def _predicate(value: object) -> Predicate:
    if not isinstance(value, Predicate):
        raise ArgumentError(f"declare() takes a mnemic.Predicate, got {type(value).__name__}")
    return value


def _policy(value: object) -> Policy:
    if not isinstance(value, Policy):
        raise ArgumentError(f"policy={value!r:.60} must be a mnemic.Policy(…)")
    return value


_OWN: Final[dict[tuple[str, str], Callable[[Any], Any]]] = {
    ("remember_many", "items"): _items,
    ("declare", "predicate"): _predicate,
    ("set_policy", "policy"): _policy,
    ("recall", "query"): lambda value: admit.content(value, "query"),
    ("explain_missing", "query"): lambda value: admit.content(value, "query"),
    ("reflect", "question"): lambda value: admit.content(value, "query"),
}
"""What an argument of one verb is read with."""

_SHARED: Final[dict[str, Callable[[Any], Any]]] = {
    "where": _where,
    "cursor": _cursor,
    "evidence": cited,
    "timeout_s": lambda value: admit.seconds(value, "timeout_s"),
    "max_s": lambda value: admit.seconds(value, "max_s"),
}
"""What arguments are read with that mean the same in every verb."""


_NAMED: Final[dict[str, Callable[[Any], str]]] = {
    "id": cube_id,
    "cube": cube_id,
    "operation_id": checked_operation,
    "before": checked_operation,
    "run": checked_operation,
}
_OF_KEYS: Final = frozenset({"rotate_key", "revoke_key"})
"""Verbs whose ``id`` is a key's."""


def _name(verb: str, name: str, value: object) -> str:
    """Return the name of something as text, if it is one."""
    reader = None if verb in _OF_KEYS else _NAMED.get(name)
    found = admit.name(value, name) if reader is None else reader(value)
    if found is None:
        raise ArgumentError(f"{name}=None names nothing; pass a text")
    return found


def _quoted(text: str) -> str:
    """Return *text* as one segment of a path; dots alone would be taken for a way up."""
    return text.replace(".", "%2E") if text in (".", "..") else quote(text, safe="")


def _asked(verb: str, name: str, value: Any, annotation: str) -> str:
    """Return an argument as it stands in a query. Nothing stands for `None`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return render_time(value)
    if annotation.startswith("bool"):
        return "true" if value else "false"
    if annotation.startswith("int"):
        if type(value) is not int:
            raise ArgumentError(f"{name}={value!r:.60} must be a whole number")
        return str(value)
    return _name(verb, name, value)
