"""Listing facts by whose they are, when they hold and what was known."""

from __future__ import annotations

from telling import Teller, day

from mnemic.truth import entry_of, in_order


def test_facts_are_sorted_by_subject_predicate_key_and_begin(ana: Teller) -> None:
    ana.lives("Porto", 5)
    ana.lives("Rome", 1)
    ana.told(ana.draft("age", "34", 9))
    ana.told(ana.draft("favorite", "pasta", 1, key="food"))
    ana.told(ana.draft("favorite", "blue", 1, key="colour"))
    assert [row[0] for row in ana.shown()] == ["34", "blue", "pasta", "Rome", "Porto"]


def test_what_is_archived_or_withdrawn_is_not_listed(ana: Teller) -> None:
    rome = ana.lives("Rome", 1).cube
    age = ana.told(ana.draft("age", "34", 9)).cube
    ana.mem.archive(ids=[rome.id])
    ana.mem.retract(age.id)
    assert ana.shown() == []
    ana.mem.undo(str(ana.mem.operations()[1].id))
    assert ana.shown() == [("Rome", None, None)]


def test_at_the_boundary_the_later_holds(ana: Teller) -> None:
    ana.lives("Rome", 1)
    ana.lives("Porto", 5)
    assert ana.shown(past=False, valid_at=day(4.999)) == [("Rome", None, 5)]
    assert ana.shown(past=False, valid_at=day(5)) == [("Porto", 5, None)]


def test_versions_are_those_of_the_time_asked_about(ana: Teller) -> None:
    moments = []
    for city, at in (("Rome", 1), ("Porto", 5), ("Oslo", 3)):
        ana.lives(city, at)
        moments.append(ana.mem.operations(limit=1)[0].recorded_at)
    assert [ana.shown(known_at=moment) for moment in moments] == [
        [("Rome", None, None)],
        [("Rome", None, 5), ("Porto", 5, None)],
        [("Rome", None, 3), ("Oslo", 3, 5), ("Porto", 5, None)],
    ]
    assert ana.shown(known_at=day(-1000)) == []


def test_facts_are_found_by_subject_and_predicate_without_a_user(ana: Teller) -> None:
    ana.lives("Rome", 1)
    ana.told(ana.draft("age", "34", 9))
    assert ana.shown(subject="ANA", predicate="age") == [("34", None, None)]
    assert ana.shown(predicate="lives_in") == [("Rome", None, None)]
    assert ana.shown(subject="Bo") == []


def test_entries_are_in_the_order_of_time(ana: Teller) -> None:
    ana.lives("Porto", 5)
    ana.told(ana.draft("age", "34", 3))
    ana.lives("Rome", 9, stated_to=day(9))
    entries = in_order([entry_of(cube) for cube in ana.mem.facts(past=True, valid_at=day(99))])
    shown = [(entry.fact.content, entry.since, entry.until, entry.said_at) for entry in entries]
    assert shown == [
        ("Ana age 34", None, None, day(3)),
        ("Ana lives_in Rome", None, day(5), day(9)),
        ("Ana lives_in Porto", day(5), None, day(5)),
    ]
