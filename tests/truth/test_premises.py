"""What rests on what, through any depth, and what becomes of it when a premise goes."""

from __future__ import annotations

import pytest
from telling import Teller, fact, targets

import mnemic
from mnemic.cube import MemCube
from mnemic.errors import CubeNotFound
from mnemic.truth import rebuilt, resting_on


def resting(ana: Teller, cube: MemCube, kind: str) -> MemCube:
    """Return a cube derived from another."""
    text = f"{kind} on {cube.kind}"
    return ana.mem.remember(text, user="ana", kind=kind, links=[("derived_from", cube.id)])


def chain(ana: Teller) -> list[MemCube]:
    """Return message → fact → belief → summary → profile."""
    turn = ana.turn("I live in Rome", 1)
    rome = ana.lives("Rome", 1, turn).cube
    belief = resting(ana, rome, "belief")
    summary = resting(ana, belief, "summary")
    return [turn, rome, belief, summary, resting(ana, summary, "procedure")]


def states(ana: Teller, cubes: list[MemCube]) -> list[str]:
    return [ana.now(cube).state for cube in cubes]


def test_what_rests_on_something_is_found_through_any_depth(ana: Teller) -> None:
    cubes = chain(ana)
    with ana.mem._store.read() as reader:
        space = reader.space("default")
        assert space is not None
        assert resting_on(reader, space, [cubes[0].id]) == [cube.id for cube in cubes[1:]]
        assert resting_on(reader, space, [cubes[3].id]) == [cubes[4].id]
        assert resting_on(reader, space, []) == []


def test_what_rests_on_a_retracted_fact_is_stale_until_that_is_undone(ana: Teller) -> None:
    cubes = chain(ana)
    other = resting(ana, ana.lives("Oslo", 0).cube, "belief")
    done = ana.mem.retract(cubes[1].id)
    assert states(ana, cubes) == ["active", "expired", "stale", "stale", "stale"]
    assert states(ana, [other]) == ["active"]
    ana.mem.undo(str(done.id))
    assert states(ana, cubes) == ["active"] * 5


def test_what_rests_on_a_fact_that_was_wrong_is_stale_until_that_is_undone(ana: Teller) -> None:
    cubes = chain(ana)
    right = ana.mem.correct(cubes[1].id, object="Porto")
    assert states(ana, cubes) == ["active", "merged", "stale", "stale", "stale"]
    ana.mem.undo(right.operation)
    assert states(ana, cubes) == ["active"] * 5


def test_what_rests_on_a_fact_that_has_changed_stays(ana: Teller) -> None:
    cubes = chain(ana)
    ana.lives("Porto", 5)
    assert states(ana, cubes) == ["active"] * 5


def test_what_rests_on_an_edited_message_is_stale_and_what_it_had_retired_holds(ana: Teller) -> None:
    ana.lives("Oslo", 0)
    cubes = chain(ana)
    edited = ana.mem.update(cubes[0].id, content="I love Rome")
    assert states(ana, cubes) == ["active", "stale", "stale", "stale", "stale"]
    assert ana.shown() == [("Oslo", None, None)]
    ana.mem.undo(edited.operation)
    assert states(ana, cubes) == ["active"] * 5
    assert [row[0] for row in ana.shown()] == ["Oslo", "Rome"]


def test_a_fact_that_was_said_elsewhere_too_outlives_an_edit(ana: Teller) -> None:
    cubes = chain(ana)
    other = ana.turn("Rome is my home", 5)
    ana.lives("Rome", 5, other)
    ana.mem.update(cubes[0].id, content="I love Rome")
    assert states(ana, cubes) == ["active"] * 5
    rome = ana.now(cubes[1])
    assert [span.cube for span in fact(rome).evidence] == [other.id]
    assert targets(rome, "derived_from") == {other.id}
    ana.mem.update(other.id, content="Rome was my home")
    assert states(ana, cubes) == ["active", "stale", "stale", "stale", "stale"]


def test_two_premises_that_go_at_once_are_both_gone(ana: Teller) -> None:
    one = ana.lives("Rome", 1).cube
    two = ana.told(ana.draft("likes", "sushi", 1)).cube
    both = ana.told(ana.draft("goal", "eat sushi in Rome", 1, one, two)).cube
    belief = resting(ana, both, "belief")
    ana.mem.retract(one.id)
    assert states(ana, [both, belief]) == ["active", "active"]
    ana.mem.retract(two.id)
    assert states(ana, [both, belief]) == ["stale", "stale"]


def test_erasing_a_message_erases_what_rests_on_it_alone_through_any_depth(ana: Teller) -> None:
    cubes = chain(ana)
    receipt = ana.mem.forget(ids=[cubes[0].id])
    assert (receipt.cubes, receipt.derived) == (5, 4)
    for cube in cubes:
        with pytest.raises(CubeNotFound):
            ana.mem.get(cube.id)


# Rebuilding


def anew(ana: Teller, *chosen: MemCube) -> list[MemCube]:
    """Return what would be told anew if these were erased."""
    with ana.mem._store.read() as reader:
        space = reader.space("default")
        assert space is not None
        ids = [cube.id for cube in chosen]
        return rebuilt(reader, space, [*ids, *resting_on(reader, space, ids, ever=True)], ids)


def test_a_fact_is_told_anew_from_what_is_left_and_takes_nothing_else_along(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome, near the zoo", 1), ana.turn("Rome is my home", 5)
    ana.lives("Rome", 1, one, certainty=0.7)
    rome = ana.lives("Rome", 5, two).cube
    [new] = anew(ana, one)
    assert new.id != rome.id
    assert new.content == "Ana lives in Rome."
    assert [span.cube for span in fact(new).evidence] == [two.id]
    assert new.links == (mnemic.Link("derived_from", two.id),)
    assert (new.occurred_at, new.version, new.state) == (two.occurred_at, 0, "active")


def test_nothing_is_told_anew_where_nothing_is_left_or_it_was_asked_for(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 5)
    rome = ana.lives("Rome", 1, one, two).cube
    assert anew(ana, one, two) == []
    assert anew(ana, rome) == []
    ana.mem.correct(rome.id, object="Porto")
    assert anew(ana, one) == []


@pytest.mark.parametrize(
    ("left", "object_", "key"),
    [("It's my home", "Rome", None), ("Tom it is", "Tom", "husband"), ("Rome", "Rome by night", None)],
)
def test_a_fact_goes_where_its_words_are_not_in_what_is_left(
    ana: Teller, left: str, object_: str, key: str | None
) -> None:
    one, two = ana.turn(f"My husband is Tom, {object_}", 1), ana.turn(left, 5)
    ana.told(ana.draft("partner", object_, 1, one, two, key=key))
    assert anew(ana, one) == []
    assert len(anew(ana, two)) == 1


def test_a_fact_goes_where_nothing_left_says_whose_it_is(ana: Teller) -> None:
    one = ana.turn("I live in Rome", 1)
    two = ana.mem.remember("Rome is my home")
    ana.lives("Rome", 1, one, two)
    assert anew(ana, one) == []
    assert len(anew(ana, two)) == 1


def test_what_also_rests_on_something_else_is_not_told_anew(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 5)
    summary = resting(ana, one, "summary")
    fact_ = ana.draft("lives_in", "Rome", 1, one, two).fact
    links = [("derived_from", summary.id)]
    ana.mem.remember("Ana lives in Rome", kind="fact", user="ana", fact=fact_, links=links)
    assert anew(ana, one) == []


def test_a_correction_told_anew_still_corrects(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    one, two = ana.turn("Sorry, Porto I meant", 5), ana.turn("Porto, not Rome", 6)
    ana.mem.correct(rome.id, object="Porto", evidence=[one, two])
    [new] = anew(ana, one)
    assert fact(new).corrects == rome.id
    assert new.occurred_at == rome.occurred_at


def test_forgetting_one_of_two_messages_leaves_the_fact_on_the_other(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome, near the zoo", 1), ana.turn("Rome is my home", 5)
    ana.lives("Oslo", 0)
    ana.lives("Rome", 1, one)
    ana.lives("Rome", 5, two)
    ana.mem.forget(ids=[one.id])
    assert ana.shown() == [("Oslo", None, 5), ("Rome", 5, None)]
    [rome] = ana.mem.facts()
    assert targets(rome, "derived_from") == {two.id}
    assert ana.mem.check() == []
