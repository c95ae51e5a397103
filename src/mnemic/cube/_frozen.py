"""Plain JSON values that cannot be changed: what `MemCube.metadata` is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NoReturn, TypeAlias

from ..errors import MetadataError

JSON: TypeAlias = "bool | int | float | str | FrozenList | FrozenDict | None"

_MAX_DEPTH = 64
_MAX_INT_BITS = 4096


def _refuse(self: object, *_args: object, **_kwargs: object) -> NoReturn:
    raise TypeError(
        "a MemCube is frozen; take an editable copy with .thaw() and store it with mem.update(id, metadata=…)"
    )


class FrozenDict(dict[str, Any]):
    """A dict that compares, prints and serialises like one, and refuses every change."""

    __slots__ = ()
    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenDict, (dict(self),))

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, _memo: object) -> FrozenDict:
        return self

    def thaw(self) -> dict[str, Any]:
        """Return an independent, editable copy made of plain dicts and lists."""
        return {key: _thaw(value) for key, value in self.items()}


class FrozenList(list[Any]):
    """A list that compares, prints and serialises like one, and refuses every change."""

    __slots__ = ()
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenList, (list(self),))

    def __copy__(self) -> FrozenList:
        return self

    def __deepcopy__(self, _memo: object) -> FrozenList:
        return self

    def thaw(self) -> list[Any]:
        """Return an independent, editable copy made of plain dicts and lists."""
        return [_thaw(value) for value in self]


def _thaw(value: Any) -> Any:
    return value.thaw() if isinstance(value, FrozenDict | FrozenList) else value


def freeze(value: object, where: str = "metadata") -> FrozenDict:
    """
    Return *value*, a mapping of plain JSON, as a `FrozenDict`, copied all the way down.

    Raises:
        MetadataError: something inside is not plain JSON; the message gives its place.
    """
    if not isinstance(value, Mapping):
        raise MetadataError(
            f"{where} must be a dict of plain JSON, got {type(value).__name__}: {value!r:.80}"
        )
    return _freeze_dict(value, where, 0)


def _freeze_dict(value: Mapping[Any, Any], where: str, depth: int) -> FrozenDict:
    if depth > _MAX_DEPTH:
        raise MetadataError(f"{where} nests deeper than {_MAX_DEPTH} levels (does it contain itself?)")
    items: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise MetadataError(f"{where} has the key {key!r}; JSON keys are strings: write {str(key)!r}")
        check_text(key, f"a key of {where}")
        items[str.__str__(key)] = _freeze(item, f"{where}[{key!r}]", depth + 1)
    return FrozenDict(items)


def _freeze(value: Any, where: str, depth: int) -> Any:
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if kind is str or isinstance(value, str):
        # Not str(value): of a member of an `Enum` that is also text, that would be its name.
        return check_text(str.__str__(value), where)
    if isinstance(value, int):
        if value.bit_length() > _MAX_INT_BITS:
            raise MetadataError(f"{where} is an integer of {value.bit_length()} bits; store it as text")
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise MetadataError(f"{where} is {value!r}, which JSON cannot hold; leave it out or use null")
        return float(value)
    if isinstance(value, Mapping):
        return _freeze_dict(value, where, depth)
    if isinstance(value, list | tuple):
        if depth > _MAX_DEPTH:
            raise MetadataError(f"{where} nests deeper than {_MAX_DEPTH} levels (does it contain itself?)")
        return FrozenList(_freeze(item, f"{where}[{i}]", depth + 1) for i, item in enumerate(value))
    raise MetadataError(
        f"{where} is a {kind.__name__} ({value!r:.60}), which is not plain JSON; "
        "use None, bool, int, float, str, list or dict"
    )


def check_text(text: str, where: str) -> str:
    """
    Return *text* if it can be stored: no NUL, no lone surrogate.

    Raises:
        MetadataError: it cannot; the message gives the offset.
    """
    problem = text_problem(text)
    if problem:
        raise MetadataError(f"{where} {problem}")
    return text


def text_problem(text: str) -> str | None:
    """Say why *text* cannot be stored, or return `None`."""
    if text.isascii():
        nul = text.find("\0")
        return None if nul < 0 else f"holds a NUL character at offset {nul}; remove it"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return (
            f"holds a lone surrogate (U+{ord(text[error.start]):04X}) at offset {error.start}, half of a "
            'character; decode the source properly, or mend it with text.encode("utf-16", '
            '"surrogatepass").decode("utf-16", "replace")'
        )
    nul = text.find("\0")
    return None if nul < 0 else f"holds a NUL character at offset {nul}; remove it"
