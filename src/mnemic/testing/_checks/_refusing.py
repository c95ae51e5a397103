"""Bad input: an error that can be mended, and no trace in the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ...errors import (
    ArgumentError,
    ContentError,
    CubeNotFound,
    MetadataError,
    NaiveTimeError,
    StoreClosed,
    TimeError,
    UnknownArgument,
    UsageError,
)
from ._bench import Bench, check, raises, same, true, unchanged

_NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - what must be refused


def _looped() -> dict[str, Any]:
    loop: dict[str, Any] = {}
    loop["self"] = loop
    return loop


@check
def bad_content_is_refused(bench: Bench) -> None:
    """Check what isn't text, or cannot be stored as such."""
    mem: Any = bench.mem
    cube = mem.remember("x")
    for content in (None, 5, b"bytes", ["x"], "", " \n", "a\0b", "half \ud800 character", "é\0"):
        unchanged(mem, ContentError, mem.remember, content)
        unchanged(mem, ContentError, mem.remember_many, [{"content": "fine"}, {"content": content}])
        unchanged(mem, ContentError, mem.update, cube.id, content=content)
        unchanged(mem, ContentError, mem.recall, content)


@check
def bad_metadata_is_refused(bench: Bench) -> None:
    """Check what isn't plain JSON."""
    mem: Any = bench.mem
    cube = mem.remember("x")
    for metadata in (
        "text", [1], 5, {1: "x"}, {"x": object()}, {"x": {1, 2}}, {"x": float("nan")}, {"x": float("-inf")},
        {"x": b"y"}, {"x": "\ud800"}, {"\0": 1}, {"x": ["a", {"y": "\0"}]}, {"x": 1 << 5000}, {"x": _NAIVE}, _looped(),
    ):  # fmt: skip
        unchanged(mem, MetadataError, mem.remember, "y", metadata=metadata)
        unchanged(mem, MetadataError, mem.update, cube.id, metadata=metadata)


@check
def bad_times_are_refused(bench: Bench) -> None:
    """Check naive times and what is no time, wherever one is taken."""
    mem: Any = bench.mem
    cube = mem.remember("x")
    for bad, kind in (
        (_NAIVE, NaiveTimeError), ("2026-01-01T00:00:00", NaiveTimeError), ("2026-01-01", NaiveTimeError),
        ("yesterday", TimeError), (5, TimeError), ("2026-01-01T00:00:00+00:00[No/Where]", TimeError),
        ("0001-01-01T00:00:00+01:00", TimeError), ("9999-12-31T23:59:59-01:00", TimeError), ("", TimeError),
    ):  # fmt: skip
        for name in ("occurred_at", "valid_from", "valid_to"):
            unchanged(mem, kind, mem.remember, "y", **{name: bad})
            unchanged(mem, kind, mem.update, cube.id, **{name: bad})
        for name in ("since", "until"):
            raises(kind, mem.list, **{name: bad})
            unchanged(mem, kind, mem.forget, **{name: bad})
        for name in ("valid_at", "known_at", "asked_at"):
            raises(kind, mem.recall, "y", **{name: bad})
    day, later = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
    unchanged(mem, TimeError, mem.remember, "y", occurred_end=later)
    unchanged(mem, TimeError, mem.remember, "y", occurred_at=later, occurred_end=day)
    unchanged(mem, TimeError, mem.remember, "y", valid_from=day, valid_to=day)
    unchanged(mem, TimeError, mem.update, mem.remember("z", valid_from=later).id, valid_to=day)
    raises(TimeError, mem.list, since=later, until=later)


@check
def bad_names_and_numbers_are_refused(bench: Bench) -> None:
    """Check users, tags, kinds, links, facts, limits."""
    mem: Any = bench.mem
    cube = mem.remember("x")
    arguments: dict[str, Any]
    for arguments in (
        {"user": ""}, {"user": 5}, {"user": "\ud800"}, {"user": "a\0"}, {"session": " "}, {"speaker": "x" * 5000},
        {"key": ""}, {"idempotency_key": 3}, {"reason": "\0"}, {"kind": "fakt"}, {"kind": "secret"}, {"kind": None},
        {"tags": "home"}, {"tags": [""]}, {"tags": [None]}, {"tags": 5}, {"importance": 1.5}, {"importance": True},
        {"importance": "high"}, {"importance": float("nan")}, {"if_version": 1}, {"key": "k", "if_version": -1},
        {"key": "k", "if_version": True}, {"links": "x"}, {"links": [("derived_from",)]}, {"links": [("likes", cube.id)]},
        {"links": [("related", "nonsense")]}, {"links": [5]}, {"fact": {"subject": "a"}, "kind": "fact"},
        {"fact": 5, "kind": "fact"}, {"kind": "fact", "fact": {"subject": "a", "predicate": "b", "object": "\ud800"}},
        {"fact": {"subject": "a", "predicate": "b", "object": "c"}},
        {"kind": "fact", "fact": {"subject": "a", "predicate": "b", "object": "c", "certainty": 2}},
        {"kind": "fact", "fact": {"subject": "a", "predicate": "b", "object": "c", "polarity": "maybe"}},
        {"kind": "fact", "fact": {"subject": "a", "predicate": "b", "object": "c", "evidence": [{"cube": "x"}]}},
    ):  # fmt: skip
        unchanged(mem, ArgumentError, mem.remember, "y", **arguments)
    for arguments in (
        {"limit": 0},
        {"limit": -1},
        {"limit": "5"},
        {"limit": True},
        {"limit": 1.5},
        {"limit": 1 << 70},
    ):
        raises(ArgumentError, mem.recall, "y", **arguments)
        raises(ArgumentError, mem.list, **arguments)
        raises(ArgumentError, mem.operations, **arguments)
    for arguments in ({"max_tokens": 0}, {"pending_budget_ms": -1}, {"depth": "deepest"}, {"kinds": "fact"},
                      {"kinds": ["fakt"]}, {"tiers": ["attic"]}, {"tags": "t"}, {"user": ""}):  # fmt: skip
        raises(ArgumentError, mem.recall, "y", **arguments)
    raises(ArgumentError, mem.recall("x").context, max_tokens=-1)


@check
def unknown_arguments_are_refused(bench: Bench) -> None:
    """Check that nothing unknown is ignored, in any verb, and that a near miss is named."""
    mem: Any = bench.mem
    cube = mem.remember("x")
    calls: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
        (mem.remember, ("y",)), (mem.update, (cube.id,)), (mem.recall, ("y",)), (mem.list, ()), (mem.get, (cube.id,)),
        (mem.history, (cube.id,)), (mem.operations, ()), (mem.undo, (cube.operation,)), (mem.archive, ()),
        (mem.forget, ()), (mem.flush, ()), (mem.explain_missing, ("y", cube.id)), (mem.stats, ()), (mem.close, ()),
    ]  # fmt: skip
    for call, args in calls:
        unchanged(mem, UnknownArgument, call, *args, usr="ana")
    error = raises(UnknownArgument, mem.recall, "y", usr="ana")
    true("'user'" in str(error), f"the message names the near miss: {error}")
    unchanged(mem, UnknownArgument, mem.remember_many, [{"content": "y", "usr": "ana"}])
    unchanged(mem, UnknownArgument, mem.remember_many, [{"user": "ana"}])
    unchanged(mem, UnknownArgument, mem.remember, "y", "ana")
    unchanged(mem, UnknownArgument, mem.remember)
    unchanged(mem, UnknownArgument, mem.update, cube.id)
    for items in ({"content": "y"}, "y", None, [5], ["y"]):
        unchanged(mem, ArgumentError, mem.remember_many, items)


@check
def ids_that_are_none_are_refused(bench: Bench) -> None:
    """Check what is no id, and an id of nothing."""
    mem: Any = bench.mem
    mem.remember("x")
    for bad, kind in ((None, ArgumentError), (5, ArgumentError), ("nonsense", CubeNotFound), ("", CubeNotFound),
                      ("01890A5D-AC96-774B-BCCE-B302099A8057", CubeNotFound)):  # fmt: skip
        for call in (mem.get, mem.history):
            raises(kind, call, bad)
        unchanged(mem, kind, mem.update, bad, content="y")
    for ids in ("nonsense", 5, [None], [5], ["nonsense"]):
        for call in (mem.forget, mem.archive):
            unchanged(mem, UsageError, call, ids=ids)
    raises(ArgumentError, mem.undo, None)


@check
def a_closed_memory_refuses_every_verb(bench: Bench) -> None:
    """Check that a closed handle says so; closing it again does nothing."""
    mem = bench.mem
    cube = mem.remember("x")
    mem.close()
    mem.close()
    mem.close(timeout_s=1)
    calls: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
        (mem.remember, ("y",)), (mem.recall, ("y",)), (mem.list, ()), (mem.get, (cube.id,)),
        (mem.operations, ()), (mem.undo, (cube.operation,)), (mem.flush, ()), (mem.stats, ()), (mem.check, ()),
        (mem.audit_head, ()), (mem.spaces, ()), (mem.scrub, ()),
    ]  # fmt: skip
    for call, args in calls:
        raises(StoreClosed, call, *args)
    raises(StoreClosed, mem.forget, ids=[cube.id])


@check
def what_a_cube_holds_cannot_be_changed(bench: Bench) -> None:
    """Check that returned values are frozen, and detached from what was passed in."""
    data: dict[str, Any] = {"list": [1, {"x": 1}]}
    cube = bench.mem.remember("x", metadata=data)
    data["list"].append(2)
    same(cube.metadata, {"list": [1, {"x": 1}]}, "the metadata after the caller's dict changed")
    raises(TypeError, cube.metadata.__setitem__, "y", 1)
    raises(TypeError, cube.metadata["list"][1].update, {"y": 1})
    raises(AttributeError, setattr, cube, "content", "y")
    thawed = cube.metadata.thaw()
    thawed["list"][1]["x"] = 2
    same(bench.mem.get(cube.id).metadata, {"list": [1, {"x": 1}]}, "the metadata after a thawed copy changed")
