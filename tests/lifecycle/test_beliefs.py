"""Beliefs: what is weighed, what is written, and what becomes of it when its evidence changes or goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

import mnemic
from mnemic.cube import MemCube, Predicate
from mnemic.errors import CubeNotFound
from mnemic.lifecycle import BELIEVE, Belief, Beliefs, Report, _beliefs, run_jobs
from mnemic.lifecycle._beliefs import belief_of
from mnemic.store import Reader, Space
from mnemic.truth import Place

LIKES, HATES = "affirmed", "negated"


@pytest.fixture
def memory() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder="hash") as opened:
        yield opened


def day(number: int, month: int = 1) -> str:
    return f"2025-{month:02}-{number:02}T10:00:00+00:00"


def told(memory: mnemic.Memory, polarity: str, at: str, thing: str = "sushi", **more: object) -> MemCube:
    """Say something and tell the fact it holds."""
    said = memory.remember(f"About {thing}, on {at}.", user="ana", speaker="Ana", occurred_at=at)
    fields = {"predicate": "likes", **more}
    return memory.assert_fact("Ana", object=thing, polarity=polarity, user="ana", evidence=[said], **fields)  # type: ignore[arg-type]


def weigh(memory: mnemic.Memory, beliefs: Beliefs | None = None, **how: object) -> Report:
    """Do one job of weighing."""
    with memory._store.write() as writer:
        writer.add_job(BELIEVE, space=writer.ensure_space("default"))
    return run_jobs(memory._store, {BELIEVE: beliefs or Beliefs()}, **how)  # type: ignore[arg-type]


def held(memory: mnemic.Memory) -> list[MemCube]:
    weigh(memory)
    return list(memory.list(kinds=["belief"], user="ana"))


def weighed(memory: mnemic.Memory, cube: MemCube) -> Belief | None:
    with memory._store.read() as reader:
        space = reader.space("default")
        assert space is not None
        return belief_of(reader, space, cube)


def test_one_or_two_statements_that_agree_make_no_belief(memory: mnemic.Memory) -> None:
    told(memory, LIKES, day(1))
    told(memory, LIKES, day(2))
    assert held(memory) == []


def test_three_statements_make_a_belief_with_counts_and_links(memory: mnemic.Memory) -> None:
    fact = [told(memory, LIKES, day(n)) for n in (1, 2, 3)][-1]
    (belief,) = held(memory)
    assert belief.content == "Ana likes sushi: said 3 times, last on 2025-01-03."
    assert (belief.state, belief.user, belief.fact, belief.source) == (
        "generated",
        "ana",
        None,
        "mnemic:belief",
    )
    assert {(link.relation, link.target) for link in belief.links} == {
        ("derived_from", fact.id),
        ("supports", fact.id),
    }
    assert (belief.occurred_at, belief.occurred_end) == (
        datetime(2025, 1, 1, 10, tzinfo=UTC),
        datetime(2025, 1, 3, 10, tzinfo=UTC),
    )


def test_two_statements_that_disagree_make_a_belief_that_counts_both(memory: mnemic.Memory) -> None:
    yes = told(memory, LIKES, day(1))
    no = told(memory, HATES, day(2))
    (belief,) = held(memory)
    assert (
        belief.content == "Ana likes sushi: said once, on 2025-01-01; the contrary once, on 2025-01-02."
        or (
            belief.content
            == "Ana does not like sushi: said once, on 2025-01-02; the contrary once, on 2025-01-01."
        )
    )
    assert {(link.relation, link.target) for link in belief.links if link.relation != "derived_from"} in (
        {("supports", yes.id), ("contradicts", no.id)},
        {("supports", no.id), ("contradicts", yes.id)},
    )


def test_denials_alone_make_a_belief_in_the_contrary(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, HATES, day(n))
    (belief,) = held(memory)
    assert belief.content == "Ana does not like sushi: said 3 times, last on 2025-01-03."


def test_what_is_said_to_be_over_speaks_against(memory: mnemic.Memory) -> None:
    for n in (1, 2):
        told(memory, LIKES, day(n))
    told(memory, LIKES, day(9), valid_to=day(5))
    (belief,) = held(memory)
    assert "said twice, last on 2025-01-02; the contrary once, on 2025-01-09" in belief.content


def test_of_one_value_at_a_time_the_one_said_most_is_believed(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3, 4):
        told(memory, LIKES, day(n), "blue", predicate="favorite", key="colour")
    told(memory, LIKES, day(5), "red", predicate="favorite", key="colour")
    (belief,) = held(memory)
    assert belief.content == (
        "Ana's favorite colour is blue: said 4 times, last on 2025-01-04; the contrary once, on 2025-01-05."
    )


def test_only_tastes_and_habits_are_weighed(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n), "Porto", predicate="lives_in")
        told(memory, LIKES, day(n), "yoga", predicate="activity")
    assert [cube.content for cube in held(memory)] == [
        "Ana does this regularly: yoga: said 3 times, last on 2025-01-03."
    ]


def test_many_late_denials_are_a_shift(memory: mnemic.Memory) -> None:
    for n in range(1, 21):
        told(memory, LIKES, day(n))
    for n in range(1, 6):
        told(memory, HATES, day(n, month=3))
    (belief,) = held(memory)
    assert belief.content.endswith("; lately otherwise than before.")


def test_the_trend_is_as_of_when_one_asks(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    (cube,) = held(memory)
    belief = weighed(memory, cube)
    assert belief is not None
    assert belief.trend_at(datetime(2025, 1, 10, tzinfo=UTC)) == "new"
    assert belief.trend_at(datetime(2025, 12, 1, tzinfo=UTC)) == "stale"


def test_a_second_run_writes_nothing(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    weigh(memory)
    before = memory.stats().versions
    beliefs = Beliefs()
    report = weigh(memory, beliefs)
    assert (report.done, report.operations, beliefs.written) == (1, (), 0)
    assert memory.stats().versions == before


def test_new_evidence_makes_a_new_version_of_the_same_belief(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    (first,) = held(memory)
    told(memory, HATES, day(4))
    (second,) = held(memory)
    assert (second.id, second.version) == (first.id, 2)
    assert "the contrary once" in second.content


def test_only_what_is_new_is_weighed(memory: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    for thing in ("tea", "jazz", "rain"):
        for n in (1, 2, 3):
            told(memory, LIKES, day(n), thing)
    weigh(memory)
    looked: list[str] = []
    weigh_one = _beliefs.belief_at

    def seen(reader: Reader, space: Space, place: Place, known: Mapping[str, Predicate]) -> Belief | None:
        looked.append(place.key)
        return weigh_one(reader, space, place, known)

    monkeypatch.setattr(_beliefs, "belief_at", seen)
    told(memory, LIKES, day(9), "jazz")
    weigh(memory)
    assert looked == ["jazz"]


def test_retracting_a_premise_makes_it_stale_and_a_run_withdraws_what_has_too_little_left(
    memory: mnemic.Memory,
) -> None:
    told(memory, LIKES, day(1))
    no = told(memory, HATES, day(2))
    (belief,) = held(memory)
    retracted = memory.retract(no.id)
    assert memory.get(belief.id).state == "stale"
    assert held(memory) == []
    assert retracted.id is not None
    memory.undo(retracted.id)
    assert memory.get(belief.id).state == "generated"
    assert [cube.id for cube in held(memory)] == [belief.id]


def test_a_run_rebuilds_what_has_enough_left(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    no = told(memory, HATES, day(4))
    (belief,) = held(memory)
    memory.retract(no.id)
    (rebuilt,) = held(memory)
    assert (rebuilt.id, rebuilt.state) == (belief.id, "generated")
    assert rebuilt.content == "Ana likes sushi: said 3 times, last on 2025-01-03."


def test_erased_evidence_takes_the_belief_along_and_a_run_rebuilds_it_from_what_is_left(
    memory: mnemic.Memory,
) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    no = told(memory, HATES, day(4))
    (belief,) = held(memory)
    memory.forget(ids=[no.id])
    with pytest.raises(CubeNotFound):
        memory.get(belief.id)
    (again,) = held(memory)
    assert again.id != belief.id
    assert again.content == "Ana likes sushi: said 3 times, last on 2025-01-03."
    assert memory.check() == []


def test_a_belief_whose_evidence_was_all_erased_stays_gone(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    weigh(memory)
    memory.forget(user="ana")
    assert held(memory) == []


def test_the_run_is_one_operation_that_undo_takes_back(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    report = weigh(memory)
    (operation,) = report.operations
    memory.undo(operation)
    assert list(memory.list(kinds=["belief"])) == []
    assert list(memory.list(kinds=["preference"])) != []


def test_a_belief_that_fell_under_what_is_enough_is_withdrawn(memory: mnemic.Memory) -> None:
    for n in (1, 2):
        told(memory, LIKES, day(n))
    late = told(memory, HATES, day(3))
    (belief,) = held(memory)
    memory.correct(late.id, object="wasabi")
    assert held(memory) == []
    assert memory.get(belief.id).state in ("stale", "expired")


def test_two_people_of_one_name_have_their_own_beliefs(memory: mnemic.Memory) -> None:
    for user in ("ana", "anna"):
        for n in (1, 2, 3):
            said = memory.remember("Sushi!", user=user, speaker="Ana", occurred_at=day(n))
            memory.assert_fact("Ana", "likes", "sushi", user=user, evidence=[said])
    weigh(memory)
    assert sorted(str(cube.user) for cube in memory.list(kinds=["belief"])) == ["ana", "anna"]


def test_many_versions_are_weighed_in_steps_that_yield(memory: mnemic.Memory) -> None:
    for number in range(40):
        for n in (1, 2, 3):
            told(memory, LIKES, day(n), f"thing{number}")
    asked = iter([False, False, True])
    report = weigh(memory, stop=lambda: next(asked, True))
    assert report.paused == 1
    some = memory.stats().versions
    report = run_jobs(memory._store, {BELIEVE: Beliefs()})
    assert report.done == 1
    assert memory.stats().versions > some
    assert len(list(memory.list(kinds=["belief"]))) == 40


def test_a_job_about_no_space_does_nothing(memory: mnemic.Memory) -> None:
    with memory._store.write() as writer:
        writer.add_job(BELIEVE)
    assert run_jobs(memory._store, {BELIEVE: Beliefs()}).done == 1


def test_a_belief_without_facts_stands_for_nothing(memory: mnemic.Memory) -> None:
    assert weighed(memory, memory.remember("Somebody likes something.", kind="belief")) is None


def test_evidence_is_recalled_before_the_belief_it_makes(memory: mnemic.Memory) -> None:
    for n in (1, 2, 3):
        told(memory, LIKES, day(n))
    for n in range(4, 12):
        told(memory, HATES if n % 2 else LIKES, day(n))
    (belief,) = held(memory)
    kinds = [hit.cube.kind for hit in memory.recall("does Ana like sushi?", user="ana")]
    assert kinds[0] == "episode"
    assert belief.id not in [
        hit.cube.id for hit in memory.recall("does Ana like sushi?", user="ana", limit=3)
    ]
