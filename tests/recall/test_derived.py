"""Derived memories in a recall: they lend their evidence its place, stand beside it, and hide nothing that was said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import mnemic

MAY, JUNE = "2025-05-02T10:00:00+00:00", "2025-06-20T10:00:00+00:00"


@pytest.fixture
def told(mem: mnemic.Memory) -> Callable[..., mnemic.MemCube]:
    """Say something, and have a fact rest on it."""

    def tell(text: str, object_: str, when: str, **more: Any) -> mnemic.MemCube:
        said = mem.remember(text, user="ana", speaker="Ana", session="s", occurred_at=when)
        mem.assert_fact("Ana", "lives_in", object_, user="ana", evidence=[said], occurred_at=when, **more)
        return said

    return tell


def fill(mem: mnemic.Memory) -> None:
    """Say many other things."""
    mem.remember_many(
        [
            {
                "content": f"We talked of apples and pears, part {n}",
                "user": "ana",
                "session": "t",
                "occurred_at": MAY,
            }
            for n in range(30)
        ]
    )


def contents(found: mnemic.Recall) -> list[str]:
    return [hit.cube.content for hit in found]


def test_a_fact_that_is_found_brings_what_was_said(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    fill(mem)
    told("The boxes are all unpacked, hello Atlantic!", "Porto", MAY)
    found = mem.recall("lives in Porto", user="ana", limit=3)
    assert contents(found)[0] == "The boxes are all unpacked, hello Atlantic!"
    assert [fact.content for fact in found[0].facts] == ["Ana lives in Porto."]
    assert "Ana lives in Porto." not in contents(found)


def test_what_a_fact_that_holds_was_drawn_from_comes_before_what_it_has_retired(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    fill(mem)
    told("I live in Porto, in Porto I live", "Porto", MAY)
    told("Our new home is by the Tagus", "Lisbon", JUNE)
    found = mem.recall("Where does Ana live? Porto?", user="ana", limit=5)
    assert contents(found)[:2] == ["Our new home is by the Tagus", "I live in Porto, in Porto I live"]
    assert [fact.valid_to is None for hit in found[:2] for fact in hit.facts] == [True, False]


def test_what_went_as_something_came_stands_behind_it(mem: mnemic.Memory) -> None:
    fill(mem)
    for text, when in (
        ("I use Chrome for everything, Chrome at home and Chrome at work.", MAY),
        ("I switched from Chrome to Firefox.", JUNE),
    ):
        mem.remember(text, user="ana", speaker="Ana", session=when, occurred_at=when)
    mem.set_policy(mnemic.Policy(reader=False))
    mem.consolidate()
    assert [cube.fact.object for cube in mem.facts(user="ana", predicate="uses") if cube.fact] == ["Firefox"]
    found = mem.recall("Which tools does Ana use for everything at home and at work?", user="ana", limit=2)
    assert contents(found)[0] == "I switched from Chrome to Firefox."


def test_a_fact_told_without_evidence_stands_for_itself(mem: mnemic.Memory) -> None:
    fill(mem)
    mem.assert_fact("Ana", "allergic_to", "nuts", user="ana")
    assert contents(mem.recall("Is Ana allergic to nuts?", user="ana", limit=1)) == [
        "Ana is allergic to nuts."
    ]


def test_facts_that_are_asked_for_are_returned_themselves(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    told("Hello Atlantic!", "Porto", MAY)
    assert contents(mem.recall("Where does Ana live?", user="ana", kinds=("fact",))) == [
        "Ana lives in Porto."
    ]


def test_evidence_that_the_filters_hide_stays_hidden(mem: mnemic.Memory) -> None:
    said = mem.remember("The vault code is in the blue folder", user="ana", tags=("private",))
    mem.assert_fact("Ana", "owns", "vault", user="ana", evidence=[said], tags=("open",))
    found = mem.recall("vault", user="ana", tags=("open",))
    assert contents(found) == ["Ana owns a vault."]


def test_what_rests_on_much_lends_nothing(mem: mnemic.Memory) -> None:
    said = [mem.remember(f"apples {n}", user="ana") for n in range(5)]
    links = [("derived_from", cube.id) for cube in said]
    mem.remember("A summary of Neptune", user="ana", kind="summary", links=links)
    assert contents(mem.recall("Neptune", user="ana", limit=1)) == ["A summary of Neptune"]


def test_facts_stand_beside_what_they_were_drawn_from_with_their_time(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    told("I live in Porto now", "Porto", MAY)
    told("I live in Lisbon now", "Lisbon", JUNE)
    text = mem.recall("Where does Ana live now?", user="ana").context()
    assert '"I live in Porto now" = "Ana lives in Porto." (until 2025-06-20)' in text
    assert '"I live in Lisbon now" = "Ana lives in Lisbon." (since 2025-06-20)' in text


def test_facts_take_no_room_that_a_hit_needs(mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]) -> None:
    told("I live in Porto now", "Porto", MAY)
    told("I live in Lisbon now", "Lisbon", JUNE)
    found = mem.recall("Where does Ana live now?", user="ana")
    bare = replace(found, hits=tuple(replace(hit, facts=()) for hit in found))
    full = found.tokens(found.context())
    for budget in range(40, full + 1):
        text = found.context(max_tokens=budget)
        assert found.tokens(text) <= budget
        assert re.findall(r"\[m\d\]", text) == re.findall(r"\[m\d\]", bare.context(max_tokens=budget))
    assert found.context(max_tokens=full).count(" = ") == 2


def test_a_question_about_the_past_knows_the_versions_of_then(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    told("I live in Porto now", "Porto", MAY)
    before = mem.get(mem.list(kinds=("fact",))[0].id).recorded_at
    told("I live in Lisbon now", "Lisbon", JUNE)
    found = mem.recall("Where does Ana live?", user="ana", known_at=before)
    assert contents(found) == ["I live in Porto now"]
    assert found[0].facts == ()


def test_a_fact_withdrawn_lends_nothing_and_stands_nowhere(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    told("The boxes are unpacked", "Porto", MAY)
    mem.retract(mem.list(kinds=("fact",))[0].id)
    found = mem.recall("Where does Ana live?", user="ana")
    assert [hit.facts for hit in found] == [()]


def test_missing_says_that_the_evidence_is_returned(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    said = told("The boxes are unpacked", "Porto", MAY)
    missing = mem.explain_missing("lives in Porto", said.id, user="ana")
    assert missing.step == "returned"


def test_summaries_of_consolidation_come_when_an_overview_is_asked_for(mem: mnemic.Memory) -> None:
    said = mem.remember("We painted the kitchen green", user="ana", session="s", occurred_at=MAY)
    mem.remember_many(
        [
            {"content": f"The kitchen has {n} chairs", "user": "ana", "session": "s", "occurred_at": MAY}
            for n in range(8)
        ]
    )
    mem.consolidate()
    summary = mem.list(kinds=("summary",))[0]
    assert summary.id not in [hit.cube.id for hit in mem.recall("kitchen", user="ana", limit=20)]
    assert mem.explain_missing("kitchen", summary.id, user="ana").step == "filter"
    for question in ("Give me an overview of the kitchen", "Can you summarize the kitchen talk?"):
        assert summary.id in [hit.cube.id for hit in mem.recall(question, user="ana", limit=20)]
    asked = mem.recall("kitchen", user="ana", kinds=("summary",))
    assert [hit.cube.id for hit in asked] == [summary.id]
    assert said.id in [link.target for link in asked[0].cube.links]


def test_a_belief_lends_its_place_to_what_was_said(
    mem: mnemic.Memory, told: Callable[..., mnemic.MemCube]
) -> None:
    fill(mem)
    said = told("The boxes are unpacked, hello Atlantic!", "Porto", MAY)
    fact = mem.facts(user="ana")[0]
    mem.remember(
        "Ana is fond of francesinhas",
        user="ana",
        kind="belief",
        source="mnemic:belief",
        links=[("derived_from", fact.id)],
    )
    found = mem.recall("francesinhas", user="ana", limit=3)
    assert found[0].cube.id == said.id
    assert {hit.cube.kind for hit in found} == {"episode"}


def test_what_somebody_concluded_stands_for_itself(mem: mnemic.Memory) -> None:
    said = mem.remember("The boxes are unpacked", user="ana")
    mem.remember("Ana has moved", user="ana", kind="belief", links=[("derived_from", said.id)])
    assert "Ana has moved" in contents(mem.recall("moved", user="ana"))
