"""What a slot's timeline writes into its facts: states, intervals, links."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import Teller, day, fact, targets

import mnemic


def test_settling_what_is_settled_writes_nothing(ana: Teller) -> None:
    told = [ana.lives(city, at).cube for city, at in (("Rome", 1), ("Rome", 9), ("Porto", 5))]
    assert ana.settle(*(ana.now(cube) for cube in told)) == []


def test_a_fact_without_a_known_predicate_stands_nowhere(ana: Teller) -> None:
    odd = ana.mem.remember(
        "Ana plays the violin", kind="fact", fact=ana.draft("plays", "violin", 1).fact, user="ana"
    )
    assert ana.settle(odd) == []
    ana.mem.retract(odd.id)
    assert ana.now(odd).state == "expired"


def test_values_of_something_timeless_contradict_and_none_ends(ana: Teller) -> None:
    first = ana.told(ana.draft("birthday", "May 3", 1)).cube
    second = ana.told(ana.draft("birthday", "May 4", 5))
    assert second.act == "ADD"
    assert targets(second.cube, "contradicts") == {first.id}
    assert ana.shown() == [("May 3", None, None), ("May 4", None, None)]
    ana.mem.retract(first.id)
    assert targets(ana.now(second.cube), "contradicts") == set()


def test_what_many_can_hold_of_is_contradicted_and_never_retired(ana: Teller) -> None:
    tea = ana.told(ana.draft("prefers", "tea", 1)).cube
    denied = ana.told(ana.draft("prefers", "tea", 5, polarity="negated")).cube
    ana.told(ana.draft("prefers", "coffee", 9))
    assert ana.shown() == [("tea", None, None), ("tea", None, None), ("coffee", None, None)]
    assert targets(ana.now(denied), "contradicts") == {tea.id}


def test_predicates_of_one_group_contradict_each_other_while_both_hold(ana: Teller) -> None:
    acme = ana.told(ana.draft("works_at", "Acme", 1)).cube
    retired = ana.told(ana.draft("out_of_work", "retired", 5)).cube
    assert targets(ana.now(retired), "contradicts") == {acme.id}
    assert targets(ana.now(acme), "contradicts") == set()
    ana.told(ana.draft("works_at", "Acme", 6, stated_to=day(3)))
    assert targets(ana.now(retired), "contradicts") == {acme.id}
    ana.mem.retract(acme.id)
    assert targets(ana.now(retired), "contradicts") == set()


def test_a_job_that_was_over_contradicts_no_later_retirement(ana: Teller) -> None:
    ana.told(ana.draft("works_at", "Acme", 1, stated_to=day(3)))
    retired = ana.told(ana.draft("out_of_work", "retired", 5, stated_from=day(3))).cube
    assert targets(retired, "contradicts") == set()


def test_a_group_of_ones_own_excludes_too(ana: Teller) -> None:
    for name in ("is_left", "is_right"):
        ana.mem.declare(mnemic.Predicate(name=name, cardinality="single", group="side"))
    left = ana.told(ana.draft("is_left", "left", 1)).cube
    ana.told(ana.draft("is_right", "right", 5, polarity="negated"))
    right = ana.told(ana.draft("is_right", "right side", 6)).cube
    assert targets(right, "contradicts") == {left.id}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_contradictions_of_a_group_lead_from_what_arrived_later(ana: Teller, order: tuple[int, ...]) -> None:
    drafts = [
        ana.draft("works_at", "Acme", 1), ana.draft("out_of_work", "retired", 5), ana.draft("works_at", "Oxfam", 9),
    ]  # fmt: skip
    told = [ana.told(drafts[at]).cube for at in order]
    everything = [ana.now(cube) for cube in told]
    pairs = {
        (one.seq > other.seq, fact(one).predicate != fact(other).predicate)
        for one in everything
        for other in everything
        if other.id in targets(one, "contradicts")
    }
    assert pairs == {(True, True)}


def test_what_was_told_outright_stands_for_what_was_only_found(ana: Teller) -> None:
    found = ana.lives("Rome", 1, ana.turn("Rome", 1), state="generated").cube
    told = ana.lives("Rome", 2, ana.turn("since the first", 2), stated_from=day(1))
    assert (told.cube.state, ana.now(found).state) == ("active", "merged")


def test_a_frozen_fact_stays_frozen(ana: Teller) -> None:
    rome = ana.frozen(ana.lives("Rome", 1).cube)
    assert ana.now(rome).state == "frozen"
    ana.lives("Porto", 5)
    assert (ana.now(rome).state, ana.now(rome).valid_to) == ("frozen", day(5))


def test_links_that_no_timeline_makes_are_kept(ana: Teller) -> None:
    other = ana.turn("Rome has seven hills", 0)
    link = mnemic.Link("related", other.id)
    rome = ana.told(replace(ana.draft("lives_in", "Rome", 1), links=(link,))).cube
    ana.lives("Porto", 5)
    assert link in ana.now(rome).links


# Erasure


def test_erasing_the_news_reopens_what_it_had_ended(ana: Teller) -> None:
    rome = ana.lives("Rome", 1, ana.turn("I live in Rome", 1)).cube
    news = ana.turn("I live in Porto", 5)
    ana.lives("Porto", 5, news)
    ana.mem.forget(ids=[news.id])
    assert ana.shown() == [("Rome", None, None)]
    assert targets(ana.now(rome), "supersedes") == set()
    assert ana.mem.check() == []


def test_erasing_a_fact_itself_is_as_if_it_had_never_been_told(ana: Teller) -> None:
    ana.lives("Rome", 1)
    porto = ana.lives("Porto", 5).cube
    ana.lives("Oslo", 9)
    ana.mem.forget(ids=[porto.id])
    assert ana.shown() == [("Rome", None, 9), ("Oslo", 9, None)]


def test_erasing_a_correction_brings_back_what_it_stood_for(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    sorry = ana.turn("Sorry, Porto", 5)
    ana.mem.correct(rome.id, object="Porto", evidence=[sorry])
    ana.mem.forget(ids=[sorry.id])
    assert ana.shown() == [("Rome", None, None)]


def test_erasing_contradicting_facts_leaves_no_link(ana: Teller) -> None:
    acme = ana.told(ana.draft("works_at", "Acme", 1)).cube
    retired = ana.told(ana.draft("out_of_work", "retired", 5)).cube
    ana.mem.forget(ids=[acme.id])
    assert ana.now(retired).links == ()
    assert ana.mem.check() == []
