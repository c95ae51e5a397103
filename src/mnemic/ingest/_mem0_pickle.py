"""
Pickles of Qdrant's local store, read as data.

A pickle is a program that builds objects by calling what it names. Here nothing is called: what it would call is put
down as its name and its arguments, and only names that stand for Qdrant's points and for plain values are let
through. A pickle that names anything else is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from ..errors import ArgumentError

_MAX_NODES = 1_000_000
_MAX_DEPTH = 60
_MAX_INT_BYTES = 512
_HARMLESS: Final = ("qdrant_client.", "numpy.")
_SETS: Final = frozenset({"builtins.set", "builtins.frozenset", "__builtin__.set", "__builtin__.frozenset"})
_VALUES: Final = _SETS | frozenset(
    {"datetime.datetime", "datetime.date", "datetime.timezone", "datetime.timedelta", "uuid.UUID", "uuid.SafeUUID",
     "decimal.Decimal"}
)  # fmt: skip


@dataclass(slots=True)
class Named:
    """A class or function that a pickle names, or what it would make by calling that. It is never called."""

    name: str
    arguments: Any = None
    state: Any = None


def unpickled(data: bytes, place: str) -> dict[str, Any]:
    """
    Return the fields of the object in a pickle: of a Qdrant point ``id``, ``vector`` and ``payload``.

    Raises:
        ArgumentError: it is damaged, is no object of Qdrant's, or names anything but Qdrant's objects and plain
            values.
    """
    try:
        found = _Reader(data, place).read()
        state = found.state if isinstance(found, Named) else None
        fields = state.get("__dict__", state) if isinstance(state, dict) else None
    except ArgumentError:
        raise
    except (IndexError, KeyError, ValueError, TypeError, struct.error) as error:
        raise ArgumentError(f"{place}: a point that cannot be read ({error}); is the file damaged?") from None
    if (
        not isinstance(found, Named)
        or not found.name.endswith(".PointStruct")
        or not isinstance(fields, dict)
    ):
        raise ArgumentError(f"{place}: what is kept here is no point of Qdrant's; is this mem0's folder?")
    return fields


def plain(value: Any, place: str) -> Any:
    """
    Return a value of a payload as JSON: times in ISO 8601, UUIDs and decimals as text.

    Raises:
        ArgumentError: it holds what has no form in JSON, or is too large or too deep.
    """
    return _Plain(place).value(value, 0)


class _Plain:
    """Turns what `unpickled` returned into JSON, with an end: a small pickle can stand for a huge value."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._nodes = 0

    def value(self, value: Any, depth: int) -> Any:
        self._nodes += 1
        if depth > _MAX_DEPTH or self._nodes > _MAX_NODES:
            raise ArgumentError(f"{self._place}: a payload that is nested too deep, or too large, to be kept")
        if isinstance(value, dict):
            return {str(key): self.value(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(inner, depth + 1) for inner in value]
        if isinstance(value, Named):
            return self._set(value, depth) if value.name in _SETS else self._named(value)
        if value is None or isinstance(value, bool | int | float | str):
            return value
        raise ArgumentError(
            f"{self._place}: the payload holds {type(value).__name__}, which is not plain JSON"
        )

    def _set(self, found: Named, depth: int) -> list[Any]:
        items = found.arguments[0] if isinstance(found.arguments, tuple) and found.arguments else ()
        if not isinstance(items, list | tuple):
            raise ArgumentError(f"{self._place}: a set that cannot be read; is the file damaged?")
        return [self.value(inner, depth + 1) for inner in items]

    def _named(self, found: Named) -> str:
        try:
            if found.name == "uuid.UUID":
                return str(UUID(int=found.state["int"]))
            if found.name == "decimal.Decimal":
                (told,) = found.arguments
                if not isinstance(told, str):
                    raise TypeError(found.name)
                return told
            return _time(found)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError):
            raise ArgumentError(
                f"{self._place}: the payload holds a {found.name}, which is not plain JSON"
            ) from None


def _time(found: Named) -> str:
    """Return a date or a datetime from the bytes that it pickles as."""
    if found.name == "datetime.date":
        high, low, month, day = _bytes(found, 4)
        return date(high * 256 + low, month, day).isoformat()
    if found.name != "datetime.datetime":
        raise TypeError(found.name)
    high, low, month, day, hour, minute, second, *parts = _bytes(found, 10)
    zone = found.arguments[1] if len(found.arguments) > 1 else None
    moment = datetime(
        high * 256 + low,
        month & 0x7F,  # the bit above says which of two hours it is when clocks go back
        day,
        hour,
        minute,
        second,
        int.from_bytes(bytes(parts)),
        tzinfo=None if zone is None else _zone(zone),
    )
    return moment.isoformat()


def _bytes(found: Named, length: int) -> bytes:
    raw = found.arguments[0]
    if not isinstance(raw, bytes) or len(raw) != length:
        raise TypeError(found.name)
    return raw


def _zone(found: Any) -> timezone:
    if not isinstance(found, Named) or found.name != "datetime.timezone":
        raise TypeError("a zone that is none of datetime's")
    days, seconds, microseconds = found.arguments[0].arguments
    return timezone(timedelta(days, seconds, microseconds))


class _Reader:
    """The stack machine that a pickle is written for, without its calls. Source: CPython's pickletools."""

    def __init__(self, data: bytes, place: str) -> None:
        self._data = data
        self._at = 0
        self._place = place
        self._stack: list[Any] = []
        self._marks: list[int] = []
        self._memo: dict[int, Any] = {}

    def read(self) -> Any:
        """Return what the pickle leaves when it stops."""
        data, take = self._data, _CODES
        while True:
            code = data[self._at]
            self._at += 1
            if code == 0x47:
                self._floats()
                continue
            if code == 0x2E:
                return self._stack.pop()
            step = take.get(code)
            if step is None:
                raise ArgumentError(
                    f"{self._place}: a pickle with the operation {code:#04x}, which no point of Qdrant's has; "
                    "nothing of it was run"
                )
            step(self)

    # What stands in the data

    def _floats(self) -> None:
        """Lay all numbers that follow one another on the stack at once: a vector is nearly all there is."""
        data, begin = self._data, self._at - 1
        end = begin + 9
        while data[end] == 0x47:
            end += 9
        self._stack += struct.unpack_from(">" + "xd" * ((end - begin) // 9), data, begin)
        self._at = end

    def _number(self, form: str) -> int:
        size = struct.calcsize(form)
        value = struct.unpack_from(form, self._data, self._at)[0]
        self._at += size
        return int(value)

    def _chunk(self, length: int) -> bytes:
        chunk = self._data[self._at : self._at + length]
        if len(chunk) != length:
            raise ValueError("it breaks off")
        self._at += length
        return chunk

    def _line(self) -> str:
        end = self._data.index(b"\n", self._at)
        line = self._data[self._at : end].decode()
        self._at = end + 1
        return line

    def push(self, value: Any) -> None:
        """Lay a value on the stack."""
        self._stack.append(value)

    def integer(self, form: str) -> None:
        """Lay a number of a fixed length on the stack."""
        self._stack.append(self._number(form))

    def long(self, form: str) -> None:
        """Lay a number of any length on the stack."""
        length = self._number(form)
        if length > _MAX_INT_BYTES:
            raise ValueError("a number too long to be kept")
        self._stack.append(int.from_bytes(self._chunk(length), "little", signed=True))

    def text(self, form: str) -> None:
        """Lay a text on the stack."""
        self._stack.append(self._chunk(self._number(form)).decode("utf-8", "surrogatepass"))

    def raw(self, form: str) -> None:
        """Lay bytes on the stack."""
        self._stack.append(self._chunk(self._number(form)))

    def skip(self, length: int) -> None:
        """Pass over what only says how the rest is laid out."""
        self._chunk(length)

    # What is put together

    def mark(self) -> None:
        """Note where what comes now begins."""
        self._marks.append(len(self._stack))

    def marked(self) -> list[Any]:
        """Take what has come since the last mark, and the mark."""
        begin = self._marks.pop()
        items = self._stack[begin:]
        del self._stack[begin:]
        return items

    def tuple_of(self, length: int) -> None:
        """Put the last few values together."""
        if len(self._stack) < length:
            raise IndexError("the stack is empty")
        items = tuple(self._stack[len(self._stack) - length :])
        del self._stack[len(self._stack) - length :]
        self._stack.append(items)

    def extend(self, items: list[Any]) -> None:
        """Add to the list, or the set, below."""
        target = self._stack[-1]
        if not isinstance(target, list):
            raise TypeError("no list to add to")
        target.extend(items)

    def set_items(self, items: list[Any]) -> None:
        """Add to the dict below."""
        target = self._stack[-1]
        if not isinstance(target, dict) or len(items) % 2:
            raise TypeError("no dict to add to")
        for key, value in zip(items[::2], items[1::2], strict=True):
            # Nothing that holds other values: a tuple in a tuple in a tuple … could not be hashed without end.
            if not isinstance(key, str | int | float | None):
                raise TypeError("a key that is no text and no number")
            target[key] = value

    def name(self, module: Any, name: Any) -> None:
        """Put down a name, if it is one of those that may stand in a point."""
        if not isinstance(module, str) or not isinstance(name, str):
            raise TypeError("a name that is no text")
        full = f"{module}.{name}"
        if not full.startswith(_HARMLESS) and full not in _VALUES:
            raise ArgumentError(
                f"{self._place}: a pickle that names {full!r:.80}, which no point of Qdrant's does; it may be made to "
                "run a program when it is loaded. Nothing of it was run, and nothing was changed"
            )
        self._stack.append(Named(full))

    def make(self, kept: int = 1) -> None:
        """Put down what a call would make: the name with its arguments."""
        parts = [self._stack.pop() for _ in range(kept)]
        called = self._stack.pop()
        if not isinstance(called, Named):
            raise TypeError("a call of something that is no name")
        self._stack.append(Named(called.name, parts[-1]))

    def build(self) -> None:
        """Put down the state that an object would be given."""
        state, target = self._stack.pop(), self._stack[-1]
        if not isinstance(target, Named):
            raise TypeError("a state for something that is no object")
        target.state = state

    # What is used again

    def put(self, index: int | None) -> None:
        """Note the last value, to be used again."""
        self._memo[len(self._memo) if index is None else index] = self._stack[-1]

    def fetch(self, form: str) -> None:
        """Use a value again."""
        self._stack.append(self._memo[self._number(form)])


def _pair(reader: _Reader) -> list[Any]:
    value, key = reader._stack.pop(), reader._stack.pop()
    return [key, value]


def _stack_name(reader: _Reader) -> None:
    name, module = reader._stack.pop(), reader._stack.pop()
    reader.name(module, name)


_CODES: Final[dict[int, Callable[[_Reader], Any]]] = {
    0x80: lambda r: r.skip(1),  # PROTO
    0x95: lambda r: r.skip(8),  # FRAME
    ord("N"): lambda r: r.push(None),
    0x88: lambda r: r.push(True),
    0x89: lambda r: r.push(False),
    ord("J"): lambda r: r.integer("<i"),
    ord("K"): lambda r: r.integer("<B"),
    ord("M"): lambda r: r.integer("<H"),
    0x8A: lambda r: r.long("<B"),
    0x8B: lambda r: r.long("<i"),
    0x8C: lambda r: r.text("<B"),
    ord("X"): lambda r: r.text("<I"),
    0x8D: lambda r: r.text("<Q"),
    ord("C"): lambda r: r.raw("<B"),
    ord("B"): lambda r: r.raw("<I"),
    0x8E: lambda r: r.raw("<Q"),
    0x96: lambda r: r.raw("<Q"),
    ord(")"): lambda r: r.push(()),
    0x85: lambda r: r.tuple_of(1),
    0x86: lambda r: r.tuple_of(2),
    0x87: lambda r: r.tuple_of(3),
    ord("t"): lambda r: r.push(tuple(r.marked())),
    ord("("): lambda r: r.mark(),
    ord("]"): lambda r: r.push([]),
    0x8F: lambda r: r.push([]),  # a set: the order of its items is of no use
    ord("a"): lambda r: r.extend([r._stack.pop()]),
    ord("e"): lambda r: r.extend(r.marked()),
    0x90: lambda r: r.extend(r.marked()),
    0x91: lambda r: r.push(r.marked()),
    ord("}"): lambda r: r.push({}),
    ord("s"): lambda r: r.set_items(_pair(r)),
    ord("u"): lambda r: r.set_items(r.marked()),
    ord("c"): lambda r: r.name(r._line(), r._line()),
    0x93: _stack_name,
    0x81: lambda r: r.make(),
    0x92: lambda r: r.make(2),
    ord("R"): lambda r: r.make(),
    ord("b"): lambda r: r.build(),
    ord("q"): lambda r: r.put(r._number("<B")),
    ord("r"): lambda r: r.put(r._number("<I")),
    0x94: lambda r: r.put(None),
    ord("h"): lambda r: r.fetch("<B"),
    ord("j"): lambda r: r.fetch("<I"),
    ord("0"): lambda r: r._stack.pop(),
    ord("1"): lambda r: r.marked(),
    ord("2"): lambda r: r.push(r._stack[-1]),
}
"""The operations a point is made of. What is not here is refused."""
