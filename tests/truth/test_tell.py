"""What becomes of a fact that is told, put right or withdrawn: the act, the reason, and what was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Teller, day, fact, targets

from mnemic.errors import ArgumentError


def test_the_first_of_its_slot_is_added(ana: Teller) -> None:
    told = ana.lives("Rome", 1)
    assert (told.act, told.reason, told.cube.version) == ("ADD", "nothing says the same", 1)
    assert told.changes == ((None, told.cube),)


def test_a_restatement_adds_its_evidence_to_what_is_known(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 5)
    first = ana.lives("Rome", 1, one)
    told = ana.lives("rome", 5, two, certainty=0.9)
    assert (told.act, told.cube.id) == ("MERGE", first.cube.id)
    assert [span.cube for span in fact(told.cube).evidence] == [one.id, two.id]
    assert targets(told.cube, "derived_from") == {one.id, two.id}
    assert (told.cube.occurred_at, ana.mem.stats().cubes) == (day(1), 3)


def test_an_earlier_restatement_tells_when_it_was_first_said(ana: Teller) -> None:
    ana.lives("Rome", 5, ana.turn("I live in Rome", 5))
    assert ana.lives("Rome", 1, ana.turn("Rome!", 1)).cube.occurred_at == day(1)


def test_a_surer_restatement_on_the_same_evidence_makes_it_surer(ana: Teller) -> None:
    turn = ana.turn("I live in Rome", 1)
    ana.lives("Rome", 1, turn, certainty=0.4, state="generated")
    told = ana.lives("Rome", 1, turn, certainty=0.9)
    assert (told.act, fact(told.cube).certainty, told.cube.state) == ("MERGE", 0.9, "active")


def test_a_restatement_of_nothing_new_writes_nothing(ana: Teller) -> None:
    turn = ana.turn("I live in Rome", 1)
    first = ana.lives("Rome", 1, turn)
    before = ana.mem.audit_head()
    told = ana.lives("Rome", 1, turn)
    assert (told.act, told.cube, told.changes) == ("NOOP", first.cube, ())
    assert "on the same evidence" in told.reason
    assert ana.mem.audit_head() == before


def test_a_restatement_with_a_date_limits_what_is_known(ana: Teller) -> None:
    first = ana.lives("Rome", 5, ana.turn("I live in Rome", 5))
    told = ana.lives("Rome", 6, ana.turn("since the third", 6), stated_from=day(3))
    assert (told.act, told.cube.id, told.cube.valid_from) == ("UPDATE", first.cube.id, day(3))
    assert ana.shown() == [("Rome", 3, None)]


def test_a_restatement_without_evidence_keeps_its_time(ana: Teller) -> None:
    first = ana.lives("Rome", 1)
    told = ana.lives("Rome", 9)
    assert (told.act, told.cube) == ("MERGE", first.cube)
    assert ana.lives("Porto", 5).act == "SUPERSEDE"
    assert ana.shown() == [("Rome", None, 5), ("Porto", 5, 9), ("Rome", 9, None)]


def test_a_change_supersedes(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    told = ana.lives("Porto", 5)
    assert (told.act, told.reason) == ("SUPERSEDE", f"it stands for {rome.id} now")
    assert targets(told.cube, "supersedes") == {rome.id}
    assert ana.now(rome).valid_to == day(5)


def test_a_fact_with_evidence_on_both_sides_of_another_is_split(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 9)
    rome = ana.lives("Rome", 1, one)
    ana.lives("Rome", 9, two)
    porto = ana.lives("Porto", 5, ana.turn("I live in Porto", 5)).cube
    assert ana.shown() == [("Rome", None, 5), ("Porto", 5, 9), ("Rome", 9, None)]
    first, _, again = ana.mem.facts(past=True, valid_at=day(99))
    assert first.id == rome.cube.id
    assert [targets(cube, "derived_from") for cube in (first, again)] == [{one.id}, {two.id}]
    assert targets(again, "supersedes") == {porto.id}
    assert again.occurred_at == day(9)


def test_what_was_split_is_one_again_when_what_lay_between_is_withdrawn(ana: Teller) -> None:
    ana.lives("Rome", 1, ana.turn("I live in Rome", 1))
    ana.lives("Rome", 9, ana.turn("Rome is my home", 9))
    porto = ana.lives("Porto", 5).cube
    ana.mem.retract(porto.id)
    assert ana.shown() == [("Rome", None, None)]
    done = ana.mem.operations(limit=1)[0]
    assert sorted(change.after.state for change in done.changes) == ["active", "expired", "merged"]
    ana.mem.undo(str(done.id))
    assert ana.shown() == [("Rome", None, 5), ("Porto", 5, 9), ("Rome", 9, None)]


def test_evidence_of_two_times_is_told_as_two_stretches(ana: Teller) -> None:
    ana.lives("Porto", 5)
    ana.lives("Rome", 1, ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 9))
    assert ana.shown() == [("Rome", None, 5), ("Porto", 5, 9), ("Rome", 9, None)]


def test_what_came_back_needs_no_split_where_another_fact_says_so(ana: Teller) -> None:
    ana.lives("Rome", 1, ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 9))
    second = ana.lives("Rome", 8, ana.turn("since the eighth", 8), stated_from=day(7))
    cubes = ana.mem.stats().cubes
    ana.lives("Porto", 5)
    assert ana.mem.stats().cubes == cubes + 1
    assert ana.shown() == [("Rome", None, 5), ("Porto", 5, 7), ("Rome", 7, None)]
    assert second.cube.id != ana.mem.facts(valid_at=day(20))[0].id


def test_what_was_withdrawn_is_taken_up_again_only_on_new_evidence(ana: Teller) -> None:
    turn = ana.turn("I live in Rome", 1)
    gone = ana.lives("Rome", 1, turn).cube
    ana.mem.retract(gone.id)
    told = ana.told(ana.draft("lives_in", "Rome", 1, turn), again=False)
    assert (told.act, told.cube.id, told.reason) == (
        "NOOP",
        gone.id,
        f"it was withdrawn before, as {gone.id}",
    )
    assert ana.told(ana.draft("lives_in", "Rome", 1), again=False).act == "ADD"
    assert ana.told(ana.draft("age", "34", 2, ana.turn("I'm 34", 2)), again=False).act == "ADD"


def test_someone_may_say_again_what_was_withdrawn(ana: Teller) -> None:
    turn = ana.turn("I live in Rome", 1)
    ana.mem.retract(ana.lives("Rome", 1, turn).cube.id)
    assert ana.lives("Rome", 1, turn).act == "ADD"


def test_an_unknown_predicate_is_refused_before_anything_is_written(ana: Teller) -> None:
    before = ana.mem.audit_head()
    with pytest.raises(ArgumentError, match="is not declared"):
        ana.told(ana.draft("plays", "violin", 1))
    assert ana.mem.audit_head() == before


# Corrections


def test_a_correction_of_a_correction_stands_for_both(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    porto = ana.mem.correct(rome.id, object="Porto")
    faro = ana.mem.correct(porto.id, object="Faro")
    assert ana.shown() == [("Faro", None, None)]
    assert [ana.now(cube).state for cube in (rome, porto)] == ["merged", "merged"]
    ana.mem.retract(faro.id)
    assert ana.shown() == [("Porto", None, None)]
    ana.mem.retract(porto.id)
    assert ana.shown() == [("Rome", None, None)]


def test_withdrawing_a_correction_that_was_corrected_revives_nothing(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    porto = ana.mem.correct(rome.id, object="Porto")
    ana.mem.correct(porto.id, object="Faro")
    ana.mem.retract(porto.id)
    assert ana.shown() == [("Faro", None, None)]


def test_a_correction_stands_for_everything_that_said_the_same(ana: Teller) -> None:
    rome = ana.lives("Rome", 1, ana.turn("I live in Rome", 1)).cube
    ana.lives("Rome", 3, stated_from=day(0))
    ana.lives("Rome", 9, ana.turn("Rome is my home", 9))
    right = ana.mem.correct(rome.id, object="Porto")
    assert ana.shown() == [("Porto", 0, None)]
    ana.lives("Oslo", 5)
    assert ana.shown() == [("Porto", 0, 5), ("Oslo", 5, 9), ("Porto", 9, None)]
    ana.mem.retract(right.id)
    assert ana.shown() == [("Rome", 0, 5), ("Oslo", 5, 9), ("Porto", 9, None)]


def test_a_correction_of_dates_moves_what_it_had_ended(ana: Teller) -> None:
    ana.lives("Rome", 1)
    porto = ana.lives("Porto", 9, stated_from=day(7)).cube
    ana.mem.correct(porto.id, valid_from=day(4))
    assert ana.shown() == [("Rome", None, 4), ("Porto", 4, None)]
    ana.mem.correct(porto.id, valid_from=None)
    assert ana.shown() == [("Rome", None, 9), ("Porto", 9, None)]


def test_a_correction_to_what_held_before_joins_it(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    porto = ana.lives("Porto", 5).cube
    told = ana.mem.correct(porto.id, object="Rome")
    assert told.id == rome.id
    assert ana.shown() == [("Rome", None, None)]
    faro = ana.mem.correct(porto.id, object="Faro")
    assert ana.shown() == [("Rome", None, 5), ("Faro", 5, None)]
    ana.mem.retract(faro.id)
    assert ana.shown() == [("Rome", None, None)]


def test_the_object_of_a_predicate_by_object_is_put_right(ana: Teller) -> None:
    sushi = ana.told(ana.draft("likes", "sushi", 1)).cube
    ramen = ana.mem.correct(sushi.id, object="ramen")
    assert (ana.shown(), ana.now(sushi).state) == ([("ramen", None, None)], "merged")
    udon = ana.mem.correct(ramen.id, object="udon")
    assert ana.shown() == [("udon", None, None)]
    ana.mem.retract(udon.id)
    assert ana.shown() == [("ramen", None, None)]
    ana.mem.retract(ramen.id)
    assert (ana.shown(), ana.now(sushi).state) == ([("sushi", None, None)], "active")


def test_a_stale_fact_can_be_put_right(ana: Teller) -> None:
    turn = ana.turn("I live in Rome", 1)
    rome = ana.lives("Rome", 1, turn).cube
    ana.mem.update(turn.id, content="I live in Roma Street")
    assert ana.now(rome).state == "stale"
    ana.mem.correct(rome.id, object="Brisbane")
    assert ana.shown() == [("Brisbane", None, None)]


def test_what_corrects_something_erased_stands_by_itself(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    porto = ana.mem.correct(rome.id, object="Porto")
    ana.mem.forget(ids=[rome.id])
    assert ana.shown() == [("Porto", None, None)]
    ana.mem.retract(porto.id)
    assert ana.shown() == []
    assert ana.settle(ana.now(porto)) == []
    told = ana.lives("Faro", 3, corrects=rome.id)
    assert (told.act, fact(told.cube).corrects) == ("ADD", None)


# Undo of each


def test_every_act_can_be_undone_and_done_again(ana: Teller) -> None:
    one, two = ana.turn("I live in Rome", 1), ana.turn("Rome is my home", 9)

    def newest() -> str:
        return ana.mem.facts(past=True, valid_at=day(5))[-1].id

    acts: list[Callable[[], object]] = [
        lambda: ana.lives("Rome", 1, one),
        lambda: ana.lives("Rome", 9, two),
        lambda: ana.lives("Porto", 5, stated_from=day(4)),
        lambda: ana.mem.correct(newest(), object="Faro"),
        lambda: ana.mem.retract(newest()),
        lambda: ana.mem.update(one.id, content="I love Rome"),
    ]
    for act in acts:
        before = ana.shown()
        act()
        after = ana.shown()
        undone = ana.mem.undo(str(ana.mem.operations(limit=1)[0].id))
        assert ana.shown() == before
        ana.mem.undo(str(undone.id))
        assert ana.shown() == after
    assert ana.shown() == [("Porto", 4, 9), ("Rome", 9, None)]
    assert ana.mem.check() == []
