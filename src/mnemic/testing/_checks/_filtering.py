"""Filters and cursors."""

from __future__ import annotations

from typing import Any

from ...errors import CursorError, FilterError
from ._bench import Bench, check, raises, same, texts, true

_METADATA: dict[str, dict[str, Any]] = {
    "three": {"n": 3}, "text": {"n": "3"}, "null": {"n": None}, "true": {"n": True}, "list": {"n": [3, "x"]},
    "real": {"n": 3.5}, "dict": {"n": {"m": 1}}, "none": {},
}  # fmt: skip
_ALL = list(_METADATA)


def _found(bench: Bench, where: dict[str, Any]) -> list[str]:
    if not len(bench.mem.list()):
        bench.mem.remember_many([{"content": text, "metadata": data} for text, data in _METADATA.items()])
    found = texts(bench.mem.list(where=where))
    recalled = texts(bench.mem.recall("three text null true list real dict none", where=where, limit=20))
    same(sorted(recalled), sorted(found), f"recall(where={where!r}) beside list()")
    return found


@check
def metadata_filters_never_coerce(bench: Bench) -> None:
    """Check every operator on values of every type."""
    for condition, expected in (
        ({"eq": 3}, ["three"]), (3, ["three"]), (3.0, ["three"]), ({"eq": "3"}, ["text"]),
        ({"eq": None}, ["null"]), (None, ["null"]), ({"eq": True}, ["true"]), ({"eq": 1}, []),
        ({"eq": [3, "x"]}, ["list"]), ({"eq": {"m": 1}}, ["dict"]),
        ({"ne": 3}, ["text", "null", "true", "list", "real", "dict"]),
        ({"in": [3, None]}, ["three", "null"]), ({"in": []}, []),
        ({"nin": [3, "3", None]}, ["true", "list", "real", "dict"]),
        ({"gt": 3}, ["real"]), ({"gte": 3}, ["three", "real"]), ({"lt": 3.5}, ["three"]),
        ({"lte": 3}, ["three"]), ({"gte": "3"}, ["text"]), ({"lt": "4"}, ["text"]), ({"gt": True}, []),
        ({"gte": 3, "lt": 3.5}, ["three"]),
        ({"contains": 3}, ["list"]), ({"contains": "x"}, ["list"]), ({"contains": "3"}, ["text"]),
        ({"exists": True}, ["three", "text", "null", "true", "list", "real", "dict"]),
        ({"exists": False}, ["none"]),
    ):  # fmt: skip
        same(_found(bench, {"metadata.n": condition}), expected, f"metadata.n {condition!r}")


@check
def missing_is_not_null(bench: Bench) -> None:
    """Check that a missing key matches nothing but ``exists: False``."""
    for op, operand in (("ne", 1), ("nin", [1]), ("eq", None), ("lt", 9), ("contains", "")):
        same(_found(bench, {"metadata.absent": {op: operand}}), [], f"metadata.absent {op} {operand!r}")
    same(_found(bench, {"metadata.absent": {"exists": False}}), _ALL, "exists: False of a missing key")
    same(_found(bench, {"metadata.n.m": 1}), ["dict"], "a nested key")


@check
def filters_combine(bench: Bench) -> None:
    """Check `and`, `or`, `not`, and several fields at once."""
    three, real = {"metadata.n": 3}, {"metadata.n": 3.5}
    same(_found(bench, {"or": [three, real]}), ["three", "real"], "or")
    same(_found(bench, {"and": [{"metadata.n": {"gt": 2}}, {"not": three}]}), ["real"], "and, not")
    same(_found(bench, {"not": {"metadata.n": {"exists": True}}}), ["none"], "not exists")
    same(_found(bench, {"not": {"or": [three, real]}, "metadata.n": {"gt": 0}}), [], "several entries")
    same(_found(bench, {}), _ALL, "an empty filter")


@check
def dots_and_backslashes_in_keys_are_escaped(bench: Bench) -> None:
    """Check metadata paths."""
    keys = {"dot": {"a.b": 1}, "nested": {"a": {"b": 1}}, "backslash": {"a\\b": 1}, "end": {"a\\": {"b": 1}}}
    bench.mem.remember_many([{"content": text, "metadata": data} for text, data in keys.items()])
    paths = {
        "dot": r"metadata.a\.b",
        "nested": "metadata.a.b",
        "backslash": r"metadata.a\b",
        "end": r"metadata.a\\.b",
    }
    for text, path in paths.items():
        same(texts(bench.mem.list(where={path: 1})), [text], f"the path {path}")
    for path in ("metadata.", "metadata.a.", "metadata..a", "metadata"):
        raises(FilterError, bench.mem.list, where={path: 1})


@check
def header_fields_can_be_filtered(bench: Bench) -> None:
    """Check texts, times, numbers and tags."""
    mem = bench.mem
    mem.remember("a", user="ana", importance=0.5, tags=("x", "y"), occurred_at="2026-01-01T00:00:00Z")
    mem.remember("b", session="s", kind="fact", valid_from="2026-01-01T00:00:00Z")
    where: dict[str, Any]
    for where, expected in (
        ({"user": "ana"}, ["a"]), ({"user": {"ne": "bo"}}, ["a"]), ({"user": {"exists": False}}, ["b"]),
        ({"kind": {"in": ["fact", "belief"]}}, ["b"]), ({"session": {"contains": "s"}}, ["b"]),
        ({"importance": {"gte": 0.5}}, ["a"]), ({"importance": {"exists": False}}, ["b"]),
        ({"seq": {"gt": 1}}, ["b"]), ({"version": 1}, ["a", "b"]), ({"seq": {"in": [1, 7]}}, ["a"]),
        ({"occurred_at": "2026-01-01T01:00:00+01:00"}, ["a"]), ({"occurred_at": {"exists": False}}, ["b"]),
        ({"valid_from": {"lte": "2026-01-01T00:00:00Z"}}, ["b"]), ({"valid_from": {"ne": "2026-01-01T00:00:00Z"}}, []),
        ({"recorded_at": {"gt": "2000-01-01T00:00:00Z"}}, ["a", "b"]),
        ({"tags": {"contains": "x"}}, ["a"]), ({"tags": ["x", "y"]}, ["a"]), ({"tags": {"in": [[]]}}, ["b"]),
    ):  # fmt: skip
        same(texts(mem.list(where=where)), expected, f"where={where!r}")


@check
def scopes_narrow_each_other_down(bench: Bench) -> None:
    """Check the arguments that verbs share."""
    mem = bench.mem
    mem.remember("a", user="ana", agent="x", session="s", tags=("t", "u"))
    mem.remember("b", user="ana", agent="x", session="z", tags=("t",))
    mem.remember("c", user="ana", kind="fact")
    scope: dict[str, Any]
    for scope, expected in (
        ({"user": "ana", "agent": "x"}, ["a", "b"]), ({"agent": "x", "session": "z"}, ["b"]),
        ({"tags": ["t"]}, ["a", "b"]), ({"tags": ["u", "t"]}, ["a"]), ({"kinds": ["fact"]}, ["c"]),
        ({"kinds": ("fact", "episode"), "tags": ("u",)}, ["a"]), ({"kinds": ["belief"]}, []),
        ({"user": "ana", "where": {"session": "s"}}, ["a"]),
    ):  # fmt: skip
        same(texts(mem.list(**scope)), expected, f"list({scope!r})")
        same(sorted(texts(mem.recall("a b c", **scope))), expected, f"recall({scope!r})")


@check
def bad_filters_are_errors(bench: Bench) -> None:
    """Check unknown fields and operators and operands of the wrong shape."""
    mem = bench.mem
    mem.remember("x", metadata={"a": 1})
    where: Any
    for where in (
        {"usr": "ana"}, {"metadata.a": {"$gt": 1}}, {"metadata.a": {}}, {"user": None}, {"user": 3},
        {"metadata.a": {"in": "abc"}}, {"metadata.a": {"exists": 1}}, {"seq": "3"}, {"seq": True},
        {"occurred_at": "yesterday"}, {"occurred_at": "2026-01-01T00:00:00"}, {"importance": {"contains": 1}},
        {"or": []}, {"and": {}}, {"not": []}, {"tags": "x"}, {3: 4}, [("user", "ana")], "user",
        {"metadata.a": float("nan")}, {"metadata.a": {"eq": {1}}}, {"metadata.a": {"eq": {"b": object()}}},
    ):  # fmt: skip
        for call in (mem.list, mem.archive, mem.forget):
            raises(FilterError, call, where=where)
        raises(FilterError, mem.recall, "x", where=where)
    deep: dict[str, Any] = {"user": "ana"}
    for _ in range(2000):
        deep = {"not": deep}
    raises(FilterError, mem.list, where=deep)
    same(len(mem.list()), 1, "what is there after all that")


@check
def pages_join_to_the_whole(bench: Bench) -> None:
    """Check cursors, in both directions, while something arrives."""
    mem = bench.mem
    mem.remember_many([{"content": f"{i}", "metadata": {"even": i % 2 == 0}} for i in range(10)])
    for newest_first in (False, True):
        found: list[str] = []
        cursor = None
        while True:
            page = mem.list(where={"metadata.even": True}, limit=2, cursor=cursor, newest_first=newest_first)
            true(len(page) <= 2, "a page is no longer than its limit")
            found += texts(page)
            cursor = page.cursor
            if cursor is None:
                break
            mem.remember("later")
        same(found, ["8", "6", "4", "2", "0"] if newest_first else ["0", "2", "4", "6", "8"], "the pages")


@check
def a_cursor_belongs_to_its_query(bench: Bench) -> None:
    """Check foreign and damaged cursors."""
    mem = bench.mem
    mem.remember_many([{"content": f"{i}", "user": "ana"} for i in range(4)])
    cursor = mem.list(user="ana", limit=2).cursor
    same(texts(mem.list(user="ana", limit=9, cursor=cursor)), ["2", "3"], "the same query with another limit")
    scope: dict[str, Any]
    for scope in ({}, {"user": "bo"}, {"user": "ana", "newest_first": True}, {"user": "ana", "tags": ["t"]}):
        raises(CursorError, mem.list, cursor=cursor, **scope)
    broken: Any
    for broken in ("", "x", "🙂", f"{cursor}x", (cursor or "")[:-2], 5, b"abc", "WzFd"):
        raises(CursorError, mem.list, user="ana", cursor=broken)
