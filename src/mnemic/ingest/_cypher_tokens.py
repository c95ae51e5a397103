"""The words of a Cypher script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from ..errors import ArgumentError

Sort = Literal["text", "number", "vector", "name", "parameter", "sign", "command"]

_TOKEN: Final = re.compile(
    r"""
      (?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    | (?P<text>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')
    | (?P<vector>\[\s*-?\d[-+.\deE,\s]{200,}\])
    | (?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)
    | (?P<name>`(?:[^`]|``)*`|[^\W\d]\w*)
    | (?P<parameter>\$\w+)
    | (?P<sign>->|<-|=>|\+=|[(){}\[\]:,.;=<>|*+-])
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMAND: Final = re.compile(r":(?P<words>[a-z][^\n]*)")
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LONGEST_NUMBER: Final = 400


class Token(NamedTuple):
    """
    A word of a script.

    Attributes:
        value: A text without its quotes, a name without its backticks; of everything else, the word.
    """

    sort: Sort
    value: str
    line: int


def tokens(script: str, name: str) -> Iterator[Token]:
    """
    Yield the words of a script.

    A line of the shell (``:begin``, ``:param rows => […]``) gives a command of its name, and then its words.

    Raises:
        ArgumentError: something in it is no Cypher; the message names the line.
    """
    at, line = 0, 1
    starts, is_command = True, False
    while at < len(script):
        if starts and (command := _COMMAND.match(script, at)):
            word = command["words"].split()[0]
            yield Token("command", word, line)
            is_command = word == "param"
            starts = not is_command
            at = at + 1 + len(word) if is_command else command.end()
            continue
        match = _TOKEN.match(script, at)
        if match is None or match.lastgroup is None:
            raise ArgumentError(
                f"{name}:{line}: {script[at : at + 40]!r} is no Cypher that can be read; is the script cut off?"
            )
        if match.lastgroup != "blank":
            yield _token(match, match.lastgroup, line, name)
            starts = match[0] == ";"
        elif is_command and "\n" in match[0]:
            starts, is_command = True, False
        line += match[0].count("\n")
        at = match.end()


def _token(match: re.Match[str], sort: str, line: int, name: str) -> Token:
    word = match[0]
    if sort == "text":
        return Token("text", _unescaped(word[1:-1]), line)
    if sort == "name":
        return Token("name", word[1:-1].replace("``", "`") if word[0] == "`" else word, line)
    if sort == "number" and len(word) > _LONGEST_NUMBER:
        raise ArgumentError(f"{name}:{line}: a number of {len(word)} digits cannot be kept")
    return Token(sort, word, line)  # type: ignore[arg-type]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text

    def sign(match: re.Match[str]) -> str:
        escape = match[1]
        if escape[0] in "uU" and len(escape) > 1:
            return chr(int(escape[1:], 16)) if int(escape[1:], 16) <= 0x10FFFF else "\ufffd"
        return _ESCAPED.get(escape, escape)

    # Outside the basic plane a character is written as two halves.
    return _ESCAPE.sub(sign, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
