"""
What a key that is bound to a user, or to a space, may reach: held in this one place, on the way in and on the way out.

On the way in, the user is filled in, and every memory that is named must be the user's: one of somebody else's is as
little there as one that never was. On the way out, the ids of others' memories are taken out of links and evidence.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ...cube import is_id
from ...engine import Door
from ...errors import CubeNotFound, Forbidden, KeyNotFound, ServerError
from ...times import parse_time, render_time

if TYPE_CHECKING:
    from ...engine import Memory
    from ...wire import Route
    from ._caller import Caller

_GONE: Final = "no cube {id!r} in space {space!r}: never there, or erased"
_LINK: Final = "a link leads to cube {id!r}, which is not in space {space!r}"
_OF_OTHERS: Final = {"spaces": 1, "size_bytes": 0, "cache_bytes": 0, "erasures_pending": 0}
"""What of the figures of a space is about the whole store, as a key that is bound to the space sees it."""

_LEADING: Final = ("links", "evidence", "supports", "contradicts")
"""The fields of answers that name other memories."""

_LIKE: Final = {"context": "recall"}
"""What is served and is no verb of its own, with the verb whose arguments it takes."""

_EVIDENCE: Final = "evidence {id!r} is not in space {space!r}: never there, or erased"


def scoped(caller: Caller, route: Route, memory: Memory, arguments: dict[str, Any]) -> dict[str, Any]:
    """
    Return the arguments with which *caller* may use a verb.

    Args:
        arguments: What was sent, with what stands in the path.

    Raises:
        Forbidden: another user was named, or more was asked for than the key allows.

        CubeNotFound: a memory that is not the user's.

        KeyNotFound: a key beyond the caller's own reach.
    """
    if arguments.get("reinforce") and not caller.may("write"):
        raise Forbidden("reinforce=true writes, and this key may only read")
    if route.verb == "make_key":
        return _key_within(caller, arguments)
    if route.verb in ("rotate_key", "revoke_key"):
        _check_key(caller, memory, arguments)
    if caller.user is None:
        return arguments
    if arguments.get("everything"):
        raise Forbidden("everything=true erases a whole space, and this key is bound to one user")
    held = _with_user(caller.user, route.verb, arguments)
    _check_ids(caller.user, memory, held)
    return held


def shown(caller: Caller, route: Route, memory: Memory, payload: Any) -> Any:
    """
    Return of *payload*, plain JSON that a verb gave, what *caller* may see.

    Raises:
        ServerError: a memory of somebody else is in it. That must not happen; nothing of it leaves.
    """
    if caller.space is not None and route.verb == "keys":
        return [key for key in payload if key["space"] == caller.space]
    if caller.space is not None and route.verb == "stats":
        return {**payload, **_OF_OTHERS}
    if caller.user is None:
        return payload
    if route.verb == "forget":
        # It would tell whether somebody else holds a text that was guessed.
        return {**payload, "shared_texts": 0}
    named = {id_ for found in _objects(payload) for id_ in _named(found)}
    own = _own(caller.user, memory, named) if named else set()
    return _without(payload, caller.user, own)


def _with_user(user: str, verb: str, arguments: dict[str, Any]) -> dict[str, Any]:
    if verb == "remember_many":
        items = arguments.get("items")
        if isinstance(items, list):
            items = [_filled(user, item) if isinstance(item, Mapping) else item for item in items]
        return {**arguments, "items": items}
    return _filled(user, arguments) if _takes_user(verb) else arguments


def _filled(user: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    if arguments.get("user") not in (None, user):
        raise Forbidden("this key is bound to another user")
    return {**arguments, "user": user}


@lru_cache(maxsize=128)
def _takes_user(verb: str) -> bool:
    from ...engine import Memory

    return "user" in inspect.signature(getattr(Memory, _LIKE.get(verb, verb))).parameters


def _check_ids(user: str, memory: Memory, arguments: Mapping[str, Any]) -> None:
    """Raise for the first memory among *arguments* that is not the user's, whoever's it is."""
    named = list(_ids_in(arguments))
    for item in arguments.get("items") or ():
        if isinstance(item, Mapping):
            named += _ids_in(item)
    if not named:
        return
    own = _own(user, memory, {id_ for id_, _ in named})
    for id_, message in named:
        if id_ not in own:
            raise CubeNotFound(message.format(id=id_, space=memory.space))


def _ids_in(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the ids of memories that arguments name, with what is said where one is not there."""
    given = [arguments.get("id"), *_items(arguments.get("ids"))]
    linked = [
        item[1] if isinstance(item, list) and len(item) == 2 else item
        for item in _items(arguments.get("links"))
    ]
    fact = arguments.get("fact")
    cited = [
        *_items(arguments.get("evidence")),
        *_items(fact.get("evidence") if isinstance(fact, Mapping) else None),
    ]
    for values, message in ((given, _GONE), (linked, _LINK), (cited, _EVIDENCE)):
        for value in values:
            id_ = (
                next((value[k] for k in ("target", "cube") if k in value), None)
                if isinstance(value, Mapping)
                else value
            )
            # What is no id at all, the engine refuses.
            if isinstance(id_, str) and is_id(id_):
                yield id_, message


def _items(value: Any) -> Collection[Any]:
    return value if isinstance(value, list | tuple) else ()


def _own(user: str, memory: Memory, ids: Collection[str]) -> set[str]:
    owners = Door(memory).owners(memory.space, ids)
    return {id_ for id_, owner in owners.items() if owner == user}


def _check_key(caller: Caller, memory: Memory, arguments: Mapping[str, Any]) -> None:
    """Raise for a key that the caller may not know of."""
    id_ = arguments["id"]
    there = {key.id: key.space for key in memory.keys()}  # noqa: SIM118 - a verb
    if caller.space is not None and there.get(id_) != caller.space:
        raise KeyNotFound(f"there is no key {id_!r:.60}; mem.keys() lists them with their ids")


def _key_within(caller: Caller, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments for a key that may no more than the caller's own."""
    space, ends = arguments.get("space"), arguments.get("expires_at")
    if caller.space is not None and space not in (None, caller.space):
        raise Forbidden("this key is bound to a space, and can make keys for that space only")
    if (
        caller.expires_at is not None
        and ends is not None
        and parse_time(ends, "expires_at") > caller.expires_at
    ):
        raise Forbidden("this key ends before that, and can make no key that outlives it")
    if ends is None and caller.expires_at is not None:
        ends = render_time(caller.expires_at)
    return {**arguments, "space": caller.space or space, "expires_at": ends}


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object in plain JSON, metadata apart: those are the user's own words."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, Mapping):
        yield value
        for name, item in value.items():
            if name != "metadata":
                yield from _objects(item)


def _named(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of other memories that an object names."""
    for name in _LEADING:
        for item in _items(found.get(name)):
            id_ = _other(item)
            if id_ is not None:
                yield id_


def _other(item: Any) -> str | None:
    id_ = item.get("target", item.get("cube")) if isinstance(item, Mapping) else item
    return id_ if isinstance(id_, str) and is_id(id_) else None


def _without(value: Any, user: str, own: Collection[str]) -> Any:
    """Return plain JSON without what leads to others' memories."""
    if isinstance(value, list):
        return [_without(item, user, own) for item in value]
    if not isinstance(value, Mapping):
        return value
    if "content" in value and "seq" in value and value.get("user") != user:
        raise ServerError("the answer would have held somebody else's memory; nothing of it was sent")
    kept = {}
    for name, item in value.items():
        if name in _LEADING and isinstance(item, list):
            item = [other for other in item if _other(other) is None or _other(other) in own]
        kept[name] = item if name == "metadata" else _without(item, user, own)
    return kept
