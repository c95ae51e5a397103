"""
Rows out of a plain dump of PostgreSQL: what COPY and INSERT would write is read, and nothing is run.

Source: PostgreSQL 17 documentation, COPY ("Text Format"), pg_dump (``--inserts``, ``--rows-per-insert``), and
"String Constants".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..errors import ArgumentError
from ._text import numbered_lines, unreadable

Values = Mapping[str, str | None]

_NAME: Final = r'(?:"(?:[^"]|"")+"|[\w$]+)'
_TABLE: Final = rf"(?:{_NAME}\.)?(?P<table>{_NAME})"
_COPY: Final = re.compile(rf"COPY {_TABLE} \((?P<columns>[^)]*)\) FROM stdin;\s*$")
_INSERT: Final = re.compile(
    rf"INSERT INTO {_TABLE}\s*(?:\((?P<columns>[^)]*)\))?\s*(?:OVERRIDING \w+ VALUE )?VALUES\b"
)
_ENCODING: Final = re.compile(r"SET client_encoding = '(?P<name>[^']*)'")
_ESCAPE: Final = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)", re.DOTALL)
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_VALUE: Final = re.compile(
    r"""\s*(?:
        (?P<escaped>[eE])?'(?P<text>[^']*(?:''[^']*)*)'(?:::[\w\s."\[\]()]+?)?
      | (?P<word>[-+.\w]+)(?:::[\w\s."\[\]()]+?)?
    )\s*(?P<then>[,)])""",
    re.VERBOSE | re.DOTALL,
)
_OPENING: Final = re.compile(r"\s*,?\s*\(")
_CUSTOM: Final = b"PGDMP"
_LONGEST_STATEMENT: Final = 1 << 28


def rows_of(path: Path, tables: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, Values]]:
    """
    Yield the rows of some tables: the table, the place, and each column's text (`None`: null).

    Args:
        tables: Their names, each with its columns in order, for inserts that name none.

    Raises:
        ArgumentError: the dump is cut off, damaged, or in another encoding than UTF-8.
    """
    _refuse_custom(path)
    lines = iter(numbered_lines(path))
    for number, line in lines:
        _refuse_encoding(line, f"{path.name}:{number}")
        if copy := _COPY.match(line):
            columns = _names(copy["columns"])
            for place, row in _copied(lines, path.name, number):
                if _bare(copy["table"]) in tables:
                    yield _bare(copy["table"]), place, _row(columns, row, place)
        elif (insert := _INSERT.match(line)) and _bare(insert["table"]) in tables:
            table = _bare(insert["table"])
            columns = _names(insert["columns"]) if insert["columns"] else list(tables[table])
            place = f"{path.name}:{number}"
            statement = _statement(line[insert.end() :], lines, place)
            for row in _inserted(statement, place):
                yield (
                    table,
                    place,
                    _row(columns[: len(row)] if not insert["columns"] else columns, row, place),
                )


def _refuse_custom(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            is_custom = stream.read(len(_CUSTOM)) == _CUSTOM
    except OSError as error:
        raise unreadable(path, error) from error
    if is_custom:
        raise ArgumentError(
            f"{path.name} is a dump in PostgreSQL's own format; make a plain one of it with: "
            f"pg_restore --file=store.sql {path.name}"
        )


def _refuse_encoding(line: str, place: str) -> None:
    encoding = _ENCODING.match(line)
    if encoding and encoding["name"].upper() not in ("UTF8", "UTF-8", "SQL_ASCII"):
        raise ArgumentError(
            f"{place}: the dump is in {encoding['name']!r}; make it with: pg_dump --encoding=UTF8"
        )


def _names(columns: str) -> list[str]:
    return [_bare(name.strip()) for name in columns.split(",")]


def _bare(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name.lower()


def _row(columns: Sequence[str], values: Sequence[str | None], place: str) -> Values:
    if len(columns) != len(values):
        raise ArgumentError(f"{place}: {len(values)} values for {len(columns)} columns; the dump is damaged")
    return dict(zip(columns, values, strict=True))


def _copied(
    lines: Iterator[tuple[int, str]], name: str, start: int
) -> Iterator[tuple[str, list[str | None]]]:
    for number, line in lines:
        if line == "\\.":
            return
        yield (
            f"{name}:{number}",
            [None if field == "\\N" else _unescaped(field) for field in line.split("\t")],
        )
    raise ArgumentError(f"{name}: the dump breaks off in the rows that begin at line {start}; dump it again")


def _unescaped(field: str) -> str:
    def sign(match: re.Match[str]) -> str:
        escape = match[1]
        if escape[0] in "01234567":
            return chr(int(escape, 8) & 0xFF)
        if escape[0] == "x" and len(escape) > 1:
            return chr(int(escape[1:], 16))
        return _ESCAPED.get(escape, escape)

    return _ESCAPE.sub(sign, field) if "\\" in field else field


def _statement(begun: str, lines: Iterator[tuple[int, str]], place: str) -> str:
    """Return the values of an insert up to its semicolon; a text inside may go on over several lines."""
    pieces, inside, size = [begun], begun.count("'") % 2 == 1, len(begun)
    while inside or not pieces[-1].rstrip().endswith(";"):
        following = next(lines, None)
        if following is None or size > _LONGEST_STATEMENT:
            raise ArgumentError(f"{place}: the dump breaks off in this insert; dump it again")
        pieces.append(following[1])
        size += len(following[1])
        # A quote in a text is doubled, so an odd number of them on a line opens or closes one.
        inside ^= following[1].count("'") % 2 == 1
    return "\n".join(pieces)


def _inserted(statement: str, place: str) -> Iterator[list[str | None]]:
    at = 0
    while opening := _OPENING.match(statement, at):
        row: list[str | None] = []
        at = opening.end()
        while True:
            value = _VALUE.match(statement, at)
            if value is None:
                raise ArgumentError(
                    f"{place}: {statement[at : at + 40]!r} is no value that can be read; is it damaged?"
                )
            row.append(_constant(value))
            at = value.end()
            if value["then"] == ")":
                break
        yield row


def _constant(value: re.Match[str]) -> str | None:
    if value["text"] is not None:
        text = value["text"].replace("''", "'")
        return _unescaped(text) if value["escaped"] else text
    return None if value["word"].upper() == "NULL" else value["word"]
