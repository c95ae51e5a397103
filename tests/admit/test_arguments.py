"""Arguments: every bad one is refused with its value, its cause and the way out; good ones come out normalised."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

import mnemic
from mnemic import admit
from mnemic.admit import Draft
from mnemic.cube import Evidence, Fact, Link, new_id
from mnemic.errors import (
    ArgumentError,
    ContentError,
    CubeNotFound,
    IdempotencyConflict,
    MetadataError,
    NaiveTimeError,
    TimeError,
    UnknownArgument,
)

SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
FACT: dict[str, Any] = {"subject": "ana", "predicate": "likes", "object": "tea"}

BAD: list[tuple[dict[Any, Any], type[Exception], str]] = [
    ({}, UnknownArgument, "needs content="),
    ({"content": None}, ContentError, "NoneType"),
    ({"content": b"x"}, ContentError, "decode bytes"),
    ({"content": {"a": 1}}, ContentError, "metadata="),
    ({"content": ""}, ContentError, "empty"),
    ({"content": "\t\n\u3000"}, ContentError, "whitespace"),
    ({"content": "a\0b"}, ContentError, "NUL character at offset 1"),
    ({"content": "é\0"}, ContentError, "NUL character at offset 1"),
    ({"content": "ab\ud83d"}, ContentError, r"lone surrogate \(U\+D83D\) at offset 2"),
    ({"content": "x" * (16 << 20) + "y"}, ContentError, "mnemic ingest"),
    ({"content": "é" * (8 << 20) + "y"}, ContentError, "split it"),
    ({"user": 5}, ArgumentError, "user must be text or None, got int"),
    ({"user": ""}, ArgumentError, "leave it out"),
    ({"agent": "  "}, ArgumentError, "agent"),
    ({"session": "\0"}, ArgumentError, "session holds a NUL"),
    ({"speaker": "\udc00"}, ArgumentError, "speaker holds a lone surrogate"),
    ({"role": "x" * 2049}, ArgumentError, "2049 characters"),
    ({"source": ["a"]}, ArgumentError, "source"),
    ({"key": b"k"}, ArgumentError, "key"),
    ({"idempotency_key": ""}, ArgumentError, "idempotency_key"),
    ({"kind": "epsiode"}, ArgumentError, "did you mean 'episode'"),
    ({"kind": ["fact"]}, ArgumentError, "does not exist"),
    ({"kind": "secret"}, ArgumentError, "vault"),
    ({"metadata": "x"}, MetadataError, "must be a dict"),
    ({"metadata": {"a": {1, 2}}}, MetadataError, r"metadata\['a'\] is a set"),
    ({"tags": "home"}, ArgumentError, "list or tuple"),
    ({"tags": 5}, ArgumentError, "list or tuple"),
    ({"tags": ["a", None]}, ArgumentError, "None"),
    ({"tags": [1]}, ArgumentError, "an item of tags"),
    ({"importance": -0.1}, ArgumentError, "from 0 to 1"),
    ({"importance": "0.5"}, ArgumentError, "from 0 to 1"),
    ({"importance": False}, ArgumentError, "from 0 to 1"),
    ({"importance": float("nan")}, ArgumentError, "from 0 to 1"),
    ({"occurred_at": "2026-01-01T00:00:00"}, NaiveTimeError, "occurred_at"),
    ({"occurred_at": 5}, TimeError, "occurred_at"),
    ({"occurred_end": "2026-01-01T00:00:00Z"}, TimeError, "needs occurred_at"),
    (
        {"occurred_at": "2026-01-02T00:00:00Z", "occurred_end": "2026-01-02T00:30:00+01:00"},
        TimeError,
        "before",
    ),
    ({"valid_from": "2026-01-02T00:00:00Z", "valid_to": "2026-01-02T01:00:00+01:00"}, TimeError, "after"),
    ({"links": "x"}, ArgumentError, "must be a list"),
    ({"links": {"relation": "next", "target": SOME_ID}}, ArgumentError, "must be a list"),
    ({"links": 5}, ArgumentError, "must be a list"),
    ({"links": [("next",)]}, ArgumentError, "a link is"),
    ({"links": [("next", SOME_ID, 1)]}, ArgumentError, "a link is"),
    ({"links": ["ab"]}, ArgumentError, "a link is"),
    ({"links": [{"relation": "next"}]}, ArgumentError, "a link is"),
    ({"links": [("nxt", SOME_ID)]}, ArgumentError, "did you mean 'next'"),
    ({"links": [("next", "x")]}, ArgumentError, "target must be a cube's id"),
    ({"links": [("next", None)]}, ArgumentError, "target must be a cube's id"),
    ({"fact": FACT}, ArgumentError, "not 'episode'"),
    ({"fact": "likes", "kind": "fact"}, ArgumentError, "mnemic.Fact"),
    ({"fact": {"subject": "ana"}, "kind": "fact"}, UnknownArgument, "a fact cannot be read"),
    ({"fact": {**FACT, "mood": 1}, "kind": "fact"}, UnknownArgument, "a fact cannot be read"),
    ({"if_version": 1}, ArgumentError, "pass key= too"),
    ({"key": "k", "if_version": 1.0}, ArgumentError, "whole number"),
    ({"key": "k", "if_version": True}, ArgumentError, "whole number"),
    ({"key": "k", "if_version": -1}, ArgumentError, "at least 0"),
    ({"key": "k", "if_version": 1 << 64}, ArgumentError, "beyond"),
    ({"usr": "ana"}, UnknownArgument, "did you mean 'user'"),
    ({"zzz": "ana"}, UnknownArgument, "there are: content, user"),
    ({5: "ana"}, UnknownArgument, "has no 5"),
]


@pytest.mark.parametrize(("arguments", "kind", "message"), BAD, ids=range(len(BAD)))
def test_a_bad_argument_is_refused_with_the_way_out(
    arguments: dict[str, Any], kind: type[Exception], message: str
) -> None:
    whole = {"content": "x", **arguments} if arguments else {}
    with pytest.raises(kind, match=message) as error:
        Draft.read(whole)
    assert type(error.value) is kind
    assert len(str(error.value)) < 1000
    with pytest.raises(kind, match=rf"^item 1: (.|\n)*{message}(.|\n)*nothing was written"):
        Draft.read_many([{"content": "fine"}, whole])


@pytest.mark.parametrize("items", ["x", b"x", {"content": "x"}, None, 5, object()])
def test_remember_many_takes_a_list_of_dicts(items: Any) -> None:
    with pytest.raises(ArgumentError):
        Draft.read_many(items)


@pytest.mark.parametrize("item", ["x", None, ("content", "x"), 5])
def test_each_item_is_a_dict(item: Any) -> None:
    with pytest.raises(ArgumentError, match="item 1 is a"):
        Draft.read_many(iter([{"content": "x"}, item]))


def test_good_arguments_come_out_normalised() -> None:
    a, b = sorted((new_id(), new_id()))
    draft = Draft.read(
        {
            "content": "  x\r\n ", "tags": ["b", "a", "b"], "importance": 1, "metadata": None, "kind": "fact",
            "occurred_at": "2026-01-01T00:00:00Z", "links": [["next", b], ("next", b), Link("next", a)],
            "fact": {**FACT, "evidence": [{"cube": a, "start": 0, "end": 1}]},
        }
    )  # fmt: skip
    assert draft.content == "  x\r\n "
    assert (draft.tags, draft.importance, draft.metadata) == (("b", "a"), 1.0, {})
    assert type(draft.importance) is float
    assert draft.occurred_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert draft.links == (Link("derived_from", a), Link("next", a), Link("next", b))
    assert draft.fact == Fact(**FACT, evidence=(Evidence(a, 0, 1),))
    assert Draft.read({"content": "x", "fact": draft.fact, "kind": "preference"}).fact == draft.fact
    assert Draft.read({"content": "x", "links": [{"relation": "next", "target": a}]}).links == (
        Link("next", a),
    )


def test_content_may_be_as_large_as_it_is_said() -> None:
    assert admit.content("x" * (16 << 20))
    assert admit.content("é" * (8 << 20))


@pytest.mark.parametrize(
    ("call", "arguments"),
    [(admit.count, (0, "limit")), (admit.count, ("1", "limit")), (admit.count, (True, "limit")),
     (admit.count, (1.0, "limit")), (admit.count, (2**63, "limit")), (admit.seconds, (-1, "timeout_s")),
     (admit.seconds, ("1", "timeout_s")), (admit.seconds, (None, "timeout_s")), (admit.seconds, (True, "timeout_s")),
     (admit.seconds, (float("nan"), "timeout_s"))],
)  # fmt: skip
def test_numbers_out_of_range_are_refused(call: Any, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ArgumentError, match=arguments[1]):
        call(*arguments)


def test_numbers_in_range_pass() -> None:
    assert [admit.count(n, "limit") for n in (1, 2**63 - 1)] == [1, 2**63 - 1]
    assert [admit.seconds(s, "timeout_s") for s in (0, 1.5, 10**400, float("inf"))] == [
        0,
        1.5,
        604_800,
        604_800,
    ]
    assert admit.one_time(None, "since") is None
    assert admit.one_time("1970-01-01T00:00:01Z", "since") == 1_000_000


def test_a_cube_cannot_be_linked_to_itself(mem: mnemic.Memory) -> None:
    cube = mem.remember("x", key="k")
    with pytest.raises(ArgumentError, match="itself"):
        mem.remember("y", key="k", links=[("next", cube.id)])
    assert mem.get(cube.id) == cube


def test_links_lead_to_cubes_of_the_space(mem: mnemic.Memory) -> None:
    with pytest.raises(CubeNotFound, match=SOME_ID):
        mem.remember("x", links=[("next", SOME_ID)])
    assert mem.spaces() == ()
    fact = {**FACT, "evidence": [{"cube": SOME_ID, "start": 0, "end": 1}]}
    with pytest.raises(CubeNotFound, match=SOME_ID):
        mem.remember("x", kind="fact", fact=fact)


def test_a_new_version_of_a_key_brings_a_withdrawn_or_archived_cube_back(mem: mnemic.Memory) -> None:
    cube = mem.remember("one", key="k")
    mem.undo(cube.operation)
    assert mem.remember("two", key="k").state == "active"
    mem.archive(ids=[cube.id])
    again = mem.remember("three", key="k")
    assert (again.id, again.tier, again.version) == (cube.id, "short_term", 5)
    assert mem.recall("three")[0].cube == again


def test_links_read_back_as_they_were_given_whatever_was_there_before(mem: mnemic.Memory) -> None:
    a, b, c = sorted(cube.id for cube in mem.remember_many([{"content": text} for text in "abc"]))
    first = mem.remember("x", key="k", links=[("related", b), ("next", c)])
    second = mem.remember("y", key="k", links=[("related", a), ("related", b)])
    assert mem.history(first.id)[0].links == first.links == (Link("next", c), Link("related", b))
    assert mem.get(first.id).links == second.links == (Link("related", a), Link("related", b))


def test_a_replay_returns_what_the_cube_is_now(mem: mnemic.Memory) -> None:
    cube = mem.remember("one", idempotency_key="i")
    updated = mem.update(cube.id, content="two")
    assert mem.remember("one", idempotency_key="i") == updated
    with pytest.raises(IdempotencyConflict, match=cube.id):
        mem.remember("two", idempotency_key="i")


def test_an_item_of_a_batch_may_be_a_replay(mem: mnemic.Memory) -> None:
    first = mem.remember("one", idempotency_key="i")
    again, new = mem.remember_many([{"content": "one", "idempotency_key": "i"}, {"content": "two"}])
    assert again == first
    assert new.operation != first.operation
    head = mem.audit_head()
    mem.remember_many([{"content": "one", "idempotency_key": "i"}] * 3)
    assert mem.audit_head() == head


def test_two_premises_edited_in_one_batch_make_what_rests_on_both_stale_once(mem: mnemic.Memory) -> None:
    a, b = mem.remember_many([{"content": "a", "key": "a"}, {"content": "b", "key": "b"}])
    f = mem.remember("f", kind="fact", links=[("derived_from", a.id), ("derived_from", b.id)])
    mem.remember_many([{"content": "a2", "key": "a"}, {"content": "b2", "key": "b"}])
    assert [(version.version, version.state) for version in mem.history(f.id)] == [
        (1, "active"),
        (2, "stale"),
    ]
    assert mem.check() == []
