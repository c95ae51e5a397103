"""Identity, order, keys and idempotency."""

from __future__ import annotations

from typing import Any

from ...cube import MemCube, is_id
from ...errors import ArgumentError, CubeNotFound, IdempotencyConflict, VersionConflict
from ._bench import Bench, check, raises, same, texts, true, unchanged


@check
def what_is_remembered_can_be_got(bench: Bench) -> None:
    """Check that every argument of `remember` comes back."""
    mem = bench.mem
    cube = mem.remember(
        "I moved to Porto in May.",
        user="ana",
        agent="helper",
        session="s1",
        speaker="Ana",
        role="user",
        occurred_at="2026-05-20T10:00:00+01:00",
        occurred_end="2026-05-20T11:00:00+01:00",
        metadata={"turn": "D1:3", "deep": {"list": [1, 2.5, None, True, "x"]}},
        tags=("home", "move"),
        source="chat.txt:12",
        importance=0.5,
        key="home",
    )
    true(is_id(cube.id), f"an id is a UUID, got {cube.id!r}")
    same(mem.get(cube.id), cube, "what get() returns")
    same(cube.content, "I moved to Porto in May.", "the content")
    same((cube.user, cube.agent, cube.session, cube.speaker, cube.role), ("ana", "helper", "s1", "Ana", "user"),
         "the names")  # fmt: skip
    same(cube.metadata, {"turn": "D1:3", "deep": {"list": [1, 2.5, None, True, "x"]}}, "the metadata")
    same((cube.tags, cube.source, cube.importance, cube.key), (("home", "move"), "chat.txt:12", 0.5, "home"),
         "tags, source, importance and key")  # fmt: skip
    same((cube.version, cube.seq, cube.state, cube.kind), (1, 1, "active", "episode"), "the header")


@check
def an_event_keeps_the_offset_or_zone_it_was_told_in(bench: Bench) -> None:
    """Check that times come back as they were told."""
    for told in ("2026-05-20T10:00:00+01:00", "2026-05-20T23:30:00-04:00[America/New_York]"):
        cube = bench.mem.remember("a thing happened", occurred_at=told)
        moment = bench.mem.get(cube.id).occurred_at
        true(moment is not None and told.startswith(moment.isoformat()), f"{told} came back as {moment!r}")


@check
def a_cube_survives_json(bench: Bench) -> None:
    """Check that a cube's JSON is lossless."""
    target = bench.mem.remember("evidence")
    cube = bench.mem.remember(
        "Ana lives in Porto.",
        kind="fact",
        links=[("derived_from", target.id)],
        fact={"subject": "ana", "predicate": "lives_in", "object": "Porto"},
        valid_from="2026-05-01T00:00:00+01:00[Europe/Lisbon]",
        metadata={"a": {"b": [1, "2"]}},
    )
    same(MemCube.from_json(bench.mem.get(cube.id).to_json()), cube, "the cube after JSON")


@check
def cubes_are_numbered_in_the_order_they_arrive(bench: Bench) -> None:
    """Check `seq`, over single and joint writes."""
    mem = bench.mem
    made = [mem.remember("a"), *mem.remember_many([{"content": "b"}, {"content": "c"}]), mem.remember("d")]
    same([cube.seq for cube in made], [1, 2, 3, 4], "seq")
    same(texts(mem.list()), ["a", "b", "c", "d"], "the order of list()")
    same(texts(mem.list(newest_first=True)), ["d", "c", "b", "a"], "the order of list(newest_first=True)")
    ids = [cube.id for cube in made]
    same(sorted(ids), ids, "ids sorted as text")


@check
def writes_of_one_call_are_one_operation(bench: Bench) -> None:
    """Check `remember_many`."""
    made = bench.mem.remember_many([{"content": "a"}, {"content": "b"}])
    same({cube.operation for cube in made}, {bench.mem.operations()[0].id}, "the operation of both")
    same(len(bench.mem.operations()), 1, "the number of operations")
    same(bench.mem.remember_many([]), [], "what remembering nothing returns")
    same(len(bench.mem.operations()), 1, "the number of operations after remembering nothing")


@check
def the_same_idempotency_key_and_content_write_nothing(bench: Bench) -> None:
    """Check a repeated write."""
    mem = bench.mem
    first = mem.remember("hello", user="ana", idempotency_key="k")
    head = mem.audit_head()
    same(mem.remember("hello", user="ana", idempotency_key="k"), first, "the repeated call's cube")
    same(mem.audit_head(), head, "the audit head")
    twice = mem.remember_many(
        [{"content": "x", "idempotency_key": "m"}, {"content": "x", "idempotency_key": "m"}]
    )
    same(twice[0].id, twice[1].id, "the cubes of one key in one call")


@check
def an_idempotency_key_belongs_to_one_content_and_one_user(bench: Bench) -> None:
    """Check the conflict, and that keys of different people don't meet."""
    mem = bench.mem
    first = mem.remember("hello", user="ana", idempotency_key="k")
    unchanged(mem, IdempotencyConflict, mem.remember, "goodbye", user="ana", idempotency_key="k")
    others = [mem.remember("goodbye", user=user, idempotency_key="k") for user in ("bo", None)]
    same(len({first.id, *(cube.id for cube in others)}), 3, "the number of cubes")


@check
def a_key_names_a_cube_that_gets_new_versions(bench: Bench) -> None:
    """Check `key=`."""
    mem = bench.mem
    first = mem.remember("lives in Rome", user="ana", key="home")
    second = mem.remember("lives in Porto", user="ana", key="home", metadata={"n": 2})
    same((second.id, second.version, second.seq), (first.id, 2, first.seq), "id, version and seq")
    same(second.created_at, first.created_at, "created_at")
    same(mem.get(first.id).content, "lives in Porto", "the current content")
    same(mem.lookup("home", user="ana"), second, "what is under the key")
    for named in ({"key": "home"}, {"key": "home", "user": "bo"}, {"key": "hom", "user": "ana"}):
        unchanged(mem, CubeNotFound, mem.lookup, **named)
    unchanged(mem, ArgumentError, mem.lookup, "")
    true(mem.remember("x", user="bo", key="home").id != first.id, "a key belongs to one user")
    true(mem.remember("x", key="home").id != first.id, "a key belongs to one user, or to nobody")
    both = mem.remember_many([{"content": "a", "key": "k"}, {"content": "b", "key": "k"}])
    same([cube.version for cube in both], [1, 2], "the versions of one key in one call")


@check
def if_version_guards_a_key(bench: Bench) -> None:
    """Check `if_version=` of `remember`; 0 is for "not there yet"."""
    mem = bench.mem
    mem.remember("one", key="k", if_version=0)
    unchanged(mem, VersionConflict, mem.remember, "two", key="k", if_version=0)
    mem.remember("two", key="k", if_version=1)
    unchanged(mem, VersionConflict, mem.remember, "three", key="k", if_version=1)
    unchanged(mem, VersionConflict, mem.remember, "x", key="absent", if_version=1)


@check
def forgetting_frees_both_keys(bench: Bench) -> None:
    """Check that `forget` takes keys along."""
    mem = bench.mem
    first = mem.remember("hello", key="k", idempotency_key="i")
    mem.forget(ids=[first.id])
    again = mem.remember("something else", key="k", idempotency_key="i", if_version=0)
    true(again.id != first.id and again.version == 1, "the keys should make a new cube")


@check
def a_batch_is_written_whole_or_not_at_all(bench: Bench) -> None:
    """Check that one bad item undoes its neighbours."""
    mem = bench.mem
    mem.remember("hello", idempotency_key="k")
    bad: list[dict[str, Any]] = [{"content": "fine"}, {"content": "other", "idempotency_key": "k"}]
    unchanged(mem, IdempotencyConflict, mem.remember_many, bad)
    stranger = "01890a5d-ac96-774b-bcce-b302099a8057"
    bad = [{"content": "fine"}, {"content": "x", "links": [("related", stranger)]}]
    unchanged(mem, CubeNotFound, mem.remember_many, bad)
    same(texts(mem.list()), ["hello"], "what is there")


@check
def a_cube_that_was_never_there_is_not_found(bench: Bench) -> None:
    """Check every verb that takes an id."""
    mem, stranger = bench.mem, "01890a5d-ac96-774b-bcce-b302099a8057"
    for there_is_something in (False, True):
        for call in (mem.get, mem.history):
            raises(CubeNotFound, call, stranger)
        raises(CubeNotFound, mem.update, stranger, content="x")
        raises(CubeNotFound, mem.explain_missing, "x", stranger)
        if not there_is_something:
            mem.remember("x")


@check
def no_user_means_any_user(bench: Bench) -> None:
    """Check that a scope left out is no filter."""
    mem = bench.mem
    mem.remember_many([{"content": "a", "user": "ana"}, {"content": "b", "user": "bo"}, {"content": "c"}])
    same(texts(mem.list()), ["a", "b", "c"], "list() without a user")
    same(texts(mem.list(user="ana")), ["a"], "list(user=)")
    same(texts(mem.list(user="nobody")), [], "list() of a user who isn't there")
    same(len(mem.recall("a", user="nobody")), 0, "recall() for a user who isn't there")
