"""Versions and the two times."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from ...errors import VersionConflict
from ._bench import Bench, check, raises, same, texts, true, unchanged

_TICK = timedelta(microseconds=1)


@check
def an_update_appends_a_version(bench: Bench) -> None:
    """Check `update` and `history`."""
    mem = bench.mem
    first = mem.remember("lives in Rome", user="ana", tags=("home",))
    second = mem.update(first.id, content="lives in Porto")
    history = mem.history(first.id)
    same([cube.version for cube in history], [1, 2], "the versions")
    same(texts(history), ["lives in Rome", "lives in Porto"], "their contents")
    same(history[0].superseded_at, second.recorded_at, "where the first ends")
    same(history[1].superseded_at, None, "the end of the current version")
    same((second.tags, second.user, second.seq), (first.tags, "ana", first.seq), "what was not changed")
    same(texts(mem.recall("where does she live")), ["lives in Porto"], "what recall() finds")


@check
def not_given_is_not_none(bench: Bench) -> None:
    """Check that `None` empties a field and leaving it out keeps it."""
    mem = bench.mem
    cube = mem.remember("x", session="s", source="f", importance=0.5, metadata={"a": 1},
                        occurred_at="2026-01-01T00:00:00Z")  # fmt: skip
    kept = mem.update(cube.id, tags=("t",))
    same((kept.session, kept.importance, kept.metadata), ("s", 0.5, {"a": 1}), "what was not given")
    emptied = mem.update(cube.id, session=None, importance=None, metadata=None, occurred_at=None)
    same((emptied.session, emptied.importance, emptied.metadata, emptied.occurred_at), (None, None, {}, None),
         "what was given as None")  # fmt: skip
    same(emptied.source, "f", "what was not given")


@check
def metadata_is_replaced_or_merged(bench: Bench) -> None:
    """Check `merge=`."""
    mem = bench.mem
    cube = mem.remember("x", metadata={"a": 1, "b": {"c": 1}})
    same(mem.update(cube.id, metadata={"b": 2}, merge=True).metadata, {"a": 1, "b": 2}, "merged metadata")
    same(mem.update(cube.id, metadata={"d": 3}).metadata, {"d": 3}, "replaced metadata")


@check
def if_version_guards_an_update(bench: Bench) -> None:
    """Check `if_version=` of `update`."""
    mem = bench.mem
    cube = mem.remember("one")
    mem.update(cube.id, content="two", if_version=1)
    unchanged(mem, VersionConflict, mem.update, cube.id, content="three", if_version=1)
    same(mem.get(cube.id).content, "two", "the content")


@check
def recorded_times_rise_with_every_operation(bench: Bench) -> None:
    """Check transaction times."""
    mem = bench.mem
    cube = mem.remember("a")
    times = [cube.recorded_at, *(mem.update(cube.id, content=text).recorded_at for text in "bcdef")]
    true(all(early < late for early, late in pairwise(times)), f"not rising: {times}")


@check
def known_at_answers_from_the_versions_of_then(bench: Bench) -> None:
    """Check `known_at` at both ends of the half-open intervals."""
    mem = bench.mem
    first = mem.remember("lives in Rome")
    second = mem.update(first.id, content="lives in Porto")
    before, at, during = first.recorded_at - _TICK, first.recorded_at, second.recorded_at - _TICK
    expected = [(before, []), (at, ["lives in Rome"]), (during, ["lives in Rome"]),
                (second.recorded_at, ["lives in Porto"])]  # fmt: skip
    for moment, contents in expected:
        same(texts(mem.recall("where does she live", known_at=moment)), contents, f"known_at={moment}")


@check
def valid_at_keeps_what_holds_then(bench: Bench) -> None:
    """Check `valid_at` over facts that follow on one another."""
    mem = bench.mem
    may, june = "2026-05-01T00:00:00+00:00", "2026-06-01T00:00:00+00:00"
    mem.remember("Ana lives in Rome", kind="fact", valid_to=may)
    mem.remember("Ana lives in Porto", kind="fact", valid_from=may, valid_to=june)
    mem.remember("Ana lives in Oslo", kind="fact", valid_from=june)
    for moment, city in (
        ("2026-04-30T23:59:59.999999Z", "Rome"), (may, "Porto"), ("2026-05-20T00:00:00Z", "Porto"),
        ("2026-06-01T01:00:00+02:00", "Porto"), ("2026-06-01T02:00:00+02:00", "Oslo"),
    ):  # fmt: skip
        same(texts(mem.recall("Where does Ana live?", valid_at=moment)), [f"Ana lives in {city}"],
             f"valid_at={moment}")  # fmt: skip
        same(texts(mem.recall("Where does Ana live?", asked_at=moment)), [f"Ana lives in {city}"],
             f"asked_at={moment}")  # fmt: skip


@check
def valid_at_keeps_episodes_that_had_happened(bench: Bench) -> None:
    """Check that an episode counts from when it occurred, and without a question about then always."""
    mem = bench.mem
    mem.remember("the dam broke", occurred_at="2026-05-01T12:00:00Z")
    for moment, contents in (("2026-05-01T11:59:59Z", []), ("2026-05-01T12:00:00Z", ["the dam broke"])):
        same(texts(mem.recall("dam", valid_at=moment)), contents, f"valid_at={moment}")
    same(texts(mem.recall("dam", asked_at="2020-01-01T00:00:00Z")), ["the dam broke"], "an earlier asker")


@check
def since_and_until_enclose_the_event(bench: Bench) -> None:
    """Check the half-open interval, and events that last."""
    mem = bench.mem
    mem.remember("noon", occurred_at="2026-05-01T12:00:00Z")
    mem.remember("trip", occurred_at="2026-05-01T00:00:00Z", occurred_end="2026-05-03T00:00:00Z")
    for since, until, contents in (
        ("2026-05-01T12:00:00Z", None, ["noon", "trip"]), ("2026-05-01T12:00:00.000001Z", None, ["trip"]),
        (None, "2026-05-01T12:00:00Z", ["trip"]), (None, "2026-05-01T12:00:00.000001Z", ["noon", "trip"]),
        ("2026-05-02T00:00:00Z", "2026-05-02T01:00:00Z", ["trip"]), ("2026-05-04T00:00:00Z", None, []),
    ):  # fmt: skip
        same(texts(mem.list(since=since, until=until)), contents, f"since={since} until={until}")


@check
def an_edited_premise_makes_what_rests_on_it_stale(bench: Bench) -> None:
    """Check staleness through two steps, by update and by key, and that undo takes it back."""
    mem = bench.mem
    a = mem.remember("Ana said she moved", key="a")
    f = mem.remember("Ana moved", kind="fact", links=[("derived_from", a.id)])
    s = mem.remember("About Ana: she moved", kind="summary", links=[("derived_from", f.id)])
    other = mem.remember("Ana moved, too", kind="fact", links=[("related", a.id)])
    mem.update(a.id, metadata={"turn": 3})
    same([mem.get(cube.id).state for cube in (f, s)], ["active", "active"], "after a change of metadata")
    edited = mem.update(a.id, content="Ana said she stayed")
    same([mem.get(cube.id).state for cube in (a, f, s, other)], ["active", "stale", "stale", "active"],
         "the states after the edit")  # fmt: skip
    same(mem.get(f.id).operation, edited.operation, "the operation that made it stale")
    same(sorted(texts(mem.recall("Ana moved", known_at=s.recorded_at))), sorted(texts([a, f, s])),
         "what was known before")  # fmt: skip
    true(f.id not in {hit.cube.id for hit in mem.recall("Ana moved")}, "a stale fact must not be recalled")
    mem.undo(edited.operation)
    same([mem.get(cube.id).state for cube in (f, s)], ["active", "active"], "the states after undo")
    mem.remember("Ana said nothing", key="a")
    same([mem.get(cube.id).state for cube in (f, s)], ["stale", "stale"], "the states after a new version")


@check
def an_operation_tells_what_changed(bench: Bench) -> None:
    """Check `operations`: order, changes, paging."""
    mem = bench.mem
    # A server's store has its first key, which is an operation, too.
    before = mem.audit_head().operations
    cube = mem.remember("one", reason="because")
    mem.update(cube.id, content="two")
    other = mem.remember("other")
    done = mem.operations()
    same([op.verb for op in done], ["remember", "update", "remember"], "the verbs, latest first")
    same(done[2].reason, "because", "the reason")
    (change,) = done[1].changes
    same((change.before and change.before.content, change.after.content), ("one", "two"), "the change")
    same(change.fields, ("content",), "the fields that changed")
    same([op.id for op in mem.operations(cube=other.id)], [other.operation], "operations(cube=)")
    same([op.id for op in mem.operations(limit=1)], [done[0].id], "operations(limit=1)")
    same([op.id for op in mem.operations(before=done[0].id)], [done[1].id, done[2].id], "operations(before=)")
    same(mem.audit_head().operations, before + 3, "the number of operations")
    raises(LookupError, mem.operations, before="01890a5d-ac96-774b-bcce-b302099a8057")
