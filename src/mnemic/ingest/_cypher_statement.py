"""One statement of a Cypher script, as far as it holds nodes and edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, TypeVar

from ..errors import ArgumentError
from ._cypher_tokens import Token
from ._values import Values

T = TypeVar("T")

_DEEPEST: Final = 64
_TEMPORAL: Final = frozenset({"datetime", "localdatetime", "date", "time", "localtime", "duration"})
_WORDS: Final[dict[str, object]] = {"true": True, "false": False, "null": None, "nan": None, "infinity": None}


class Reference(NamedTuple):
    """``row.properties``: a value of the row that is being read."""

    variable: str
    keys: tuple[str, ...]


class End(NamedTuple):
    """A node or an edge as a pattern names it."""

    variable: str
    labels: tuple[str, ...]
    properties: Values


class Pattern(NamedTuple):
    """One node, or two and the edge from the first to the second."""

    first: End
    edge: End | None = None
    second: End | None = None


class Assignment(NamedTuple):
    """What SET says: labels, one property, or, without a key, all of a map."""

    variable: str
    key: str
    value: object
    labels: tuple[str, ...] = ()


class Statement(NamedTuple):
    """What its clauses do, in order, for each row; without a clause, a parameter of the shell."""

    rows: object
    row_name: str
    clauses: list[tuple[str, list[Any]]]


class Strange(Exception):
    """A statement that does more than hold nodes and edges."""


class Parser:
    """Reads one statement."""

    def __init__(self, words: list[Token], name: str) -> None:
        self._words = words
        self._name = name
        self._at = 0

    def statement(self) -> Statement:
        """
        Return the statement.

        Raises:
            Strange: it is of another sort.

            ArgumentError: it is damaged; the message names the line.
        """
        if self._words[0].sort == "command":
            return self._parameter()
        rows: object = [{}]
        row_name = ""
        clauses: list[tuple[str, list[Any]]] = []
        while self._at < len(self._words):
            keyword = self._take("name").upper()
            if keyword == "UNWIND" and not clauses:
                rows = self._value(0)
                self._expect("AS")
                row_name = self._take("name")
            elif keyword in ("MATCH", "CREATE", "MERGE"):
                clauses.append((keyword, list(self._listed(self._pattern))))
            elif keyword == "ON":
                if self._take("name").upper() not in ("CREATE", "MATCH"):
                    raise Strange
                self._expect("SET")
                clauses.append(("SET", list(self._listed(self._set))))
            elif keyword == "SET":
                clauses.append(("SET", list(self._listed(self._set))))
            else:
                raise Strange
        return Statement(rows, row_name, clauses)

    def _parameter(self) -> Statement:
        """``:param rows => […]``."""
        self._at = 1
        name = self._take("name")
        self._sign("=>")
        return Statement(self._value(0), name, [])

    def _listed(self, read: Callable[[], T]) -> Iterator[T]:
        yield read()
        while self._next_is(","):
            self._sign(",")
            yield read()

    def _pattern(self) -> Pattern:
        first = self._end("(", ")")
        if not self._next_is("-", "<-"):
            return Pattern(first)
        turned = self._peek() == "<-"
        self._sign("<-" if turned else "-")
        edge = self._end("[", "]")
        self._sign("-" if turned else "->")
        second = self._end("(", ")")
        return Pattern(second, edge, first) if turned else Pattern(first, edge, second)

    def _end(self, opens: str, closes: str) -> End:
        self._sign(opens)
        variable = self._take("name") if self._peek_sort() == "name" else ""
        labels = self._labels()
        properties = self._value(0) if self._next_is("{") else {}
        self._sign(closes)
        return End(variable, labels, properties if isinstance(properties, dict) else {})

    def _labels(self) -> tuple[str, ...]:
        labels: list[str] = []
        while self._next_is(":"):
            self._sign(":")
            labels.append(self._take("name"))
        return tuple(labels)

    def _set(self) -> Assignment:
        variable = self._take("name")
        if self._next_is(":"):
            return Assignment(variable, "", None, self._labels())
        key = ""
        if self._next_is("."):
            self._sign(".")
            key = self._take("name")
        self._sign("=" if key or self._next_is("=") else "+=")
        return Assignment(variable, key, self._value(0))

    def _value(self, depth: int) -> object:
        if depth > _DEEPEST:
            raise self._error("a value is nested too deep")
        word = self._next()
        if word.sort == "text":
            return word.value
        if word.sort == "number":
            return float(word.value) if any(sign in word.value for sign in ".eE") else int(word.value)
        if word.sort == "vector":
            return [0.0]
        if word.sort == "parameter":
            return Reference(word.value, ())
        if word.value == "[":
            return self._list(depth)
        if word.value == "{":
            return self._map(depth)
        if word.sort == "name":
            return self._named(word.value, depth)
        raise self._error(f"{word.value!r:.40} is no value")

    def _list(self, depth: int) -> list[object]:
        items: list[object] = []
        while not self._next_is("]"):
            items.append(self._value(depth + 1))
            if not self._next_is("]"):
                self._sign(",")
        self._sign("]")
        return items

    def _map(self, depth: int) -> Values:
        items: Values = {}
        while not self._next_is("}"):
            key = self._take("name", "text")
            self._sign(":")
            items[key] = self._value(depth + 1)
            if not self._next_is("}"):
                self._sign(",")
        self._sign("}")
        return items

    def _named(self, name: str, depth: int) -> object:
        if self._next_is("("):
            self._sign("(")
            argument = None if self._next_is(")") else self._value(depth + 1)
            self._sign(")")
            return argument if name.lower() in _TEMPORAL else None
        keys: list[str] = []
        while self._next_is("."):
            self._sign(".")
            keys.append(self._take("name"))
        return _WORDS[name.lower()] if not keys and name.lower() in _WORDS else Reference(name, tuple(keys))

    def _next(self) -> Token:
        if self._at >= len(self._words):
            raise self._error("the statement breaks off")
        self._at += 1
        return self._words[self._at - 1]

    def _peek(self) -> str:
        word = self._words[self._at] if self._at < len(self._words) else None
        return word.value if word is not None and word.sort == "sign" else ""

    def _peek_sort(self) -> str:
        return self._words[self._at].sort if self._at < len(self._words) else ""

    def _next_is(self, *signs: str) -> bool:
        return self._peek() in signs

    def _take(self, *sorts: str) -> str:
        word = self._next()
        if word.sort not in sorts:
            raise self._error(f"{word.value!r:.40} stands where a {sorts[0]} is expected")
        return word.value

    def _sign(self, sign: str) -> None:
        word = self._next()
        if word.sort != "sign" or word.value != sign:
            raise self._error(f"{word.value!r:.40} stands where {sign!r} is expected")

    def _expect(self, keyword: str) -> None:
        if self._take("name").upper() != keyword:
            raise Strange

    def _error(self, what: str) -> ArgumentError:
        line = self._words[min(self._at, len(self._words)) - 1].line
        return ArgumentError(f"{self._name}:{line}: {what}; the script is damaged, or cut off")
