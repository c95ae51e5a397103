"""Facts over time, through the public verbs: the truth table, walls, bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.errors import (
    ArgumentError,
    CubeNotFound,
    MnemicError,
    NothingMatched,
    ReadOnlyStore,
    TimeError,
    UnknownArgument,
)
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
MARCH, JUNE_1, JUNE_9, MAY = (datetime(2026, *date, tzinfo=UTC) for date in ((3, 1), (6, 1), (6, 9), (5, 1)))
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def mem(open_memory: OpenMemory) -> mnemic.Memory:
    """A memory in a file, on the fifteenth of June."""
    return open_memory(clock=ManualClock(NOW))


def say(mem: mnemic.Memory, text: str, at: datetime, **more: Any) -> mnemic.MemCube:
    """Return a message of Ana's."""
    return mem.remember(text, **{"user": "ana", "speaker": "Ana", "occurred_at": at, **more})


def lives(mem: mnemic.Memory, city: str, at: datetime, text: str = "", **more: Any) -> mnemic.MemCube:
    """Return the fact that Ana lives somewhere, as she said at a time."""
    turn = say(mem, text or f"I live in {city}", at)
    given = {"user": "ana", "evidence": [turn], **more}
    return mem.assert_fact("Ana", "lives_in", city, **given)


def held(mem: mnemic.Memory, **more: Any) -> list[str]:
    """Return the objects of Ana's facts."""
    return [fact_of(cube).object for cube in mem.facts(**{"user": "ana", **more})]


def recalled(mem: mnemic.Memory, **more: Any) -> list[str]:
    hits = mem.recall("Where does Ana live?", user="ana", kinds=["fact"], **more)
    return sorted(fact_of(hit.cube).object for hit in hits)


def fact_of(cube: mnemic.MemCube) -> mnemic.Fact:
    assert cube.fact is not None
    return cube.fact


def state_of(mem: mnemic.Memory, cube: mnemic.MemCube) -> str:
    return mem.get(cube.id).state


# The truth table


def test_after_a_change_the_old_fact_holds_until_it_and_the_new_one_since(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    before = mem.operations(limit=1)[0].recorded_at
    porto = lives(mem, "Porto", JUNE_9, "We moved to Porto in June", valid_from=JUNE_1)
    rome = mem.get(rome.id)
    assert (rome.valid_to, rome.state, porto.valid_from) == (JUNE_1, "active", JUNE_1)
    assert mnemic.Link("supersedes", rome.id) in porto.links
    assert held(mem, valid_at=JUNE_1 - timedelta(microseconds=1)) == ["Rome"]
    assert held(mem, valid_at=JUNE_1) == ["Porto"]
    assert held(mem, known_at=before) == ["Rome"]
    assert (held(mem), recalled(mem)) == (["Porto"], ["Porto"])
    assert held(mem, past=True) == ["Rome", "Porto"]


def test_after_a_correction_the_right_fact_holds_over_the_whole_interval(mem: mnemic.Memory) -> None:
    lives(mem, "Rome", MARCH)
    wrong = lives(mem, "Porto", MAY)
    before = mem.operations(limit=1)[0].recorded_at
    sorry = say(mem, "Sorry, I meant Faro", JUNE_9)
    right = mem.correct(wrong.id, object="Faro", evidence=[sorry], reason="a slip")
    assert (fact_of(right).corrects, right.valid_from) == (wrong.id, MAY)
    assert [held(mem, valid_at=at) for at in (MARCH, MAY, JUNE_9)] == [["Rome"], ["Faro"], ["Faro"]]
    assert held(mem, known_at=before) == ["Porto"]
    assert held(mem, past=True) == ["Rome", "Faro"]
    assert (held(mem), recalled(mem)) == (["Faro"], ["Faro"])
    assert state_of(mem, wrong) == "merged"
    assert fact_of(right).evidence == (mnemic.Evidence(sorry.id, 0, len(sorry.content)),)
    assert mem.operations(limit=1)[0].verb == "correct"


def test_after_a_retraction_what_the_fact_had_retired_holds_again(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    porto = lives(mem, "Porto", MAY)
    before = mem.operations(limit=1)[0].recorded_at
    done = mem.retract(porto.id, reason="that's no longer certain")
    assert (done.verb, done.reason) == ("retract", "that's no longer certain")
    assert mem.get(rome.id).valid_to is None
    assert state_of(mem, porto) == "expired"
    assert [held(mem, valid_at=at) for at in (MARCH, JUNE_1)] == [["Rome"], ["Rome"]]
    assert held(mem, known_at=before) == ["Porto"]
    assert (held(mem), held(mem, past=True), recalled(mem)) == (["Rome"], ["Rome"], ["Rome"])
    assert done.id is not None
    mem.undo(done.id)
    assert held(mem) == ["Porto"]


def test_after_the_retraction_of_the_only_fact_nothing_holds(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    shown = mem.retract(rome.id, dry_run=True)
    assert (shown.id, held(mem)) == (None, ["Rome"])
    mem.retract(rome.id)
    assert (held(mem), held(mem, past=True), recalled(mem)) == ([], [], [])


def test_after_an_erasure_it_is_as_if_never_told(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    lives(mem, "Porto", MAY)
    known = mem.operations(limit=1)[0].recorded_at
    news = next(cube for cube in mem.list(user="ana") if cube.content == "I live in Porto")
    mem.forget(ids=[news.id])
    assert mem.get(rome.id).valid_to is None
    assert [held(mem, valid_at=at) for at in (MARCH, JUNE_1)] == [["Rome"], ["Rome"]]
    assert "Porto" not in held(mem, known_at=known, past=True)
    assert (held(mem, past=True), recalled(mem)) == (["Rome"], ["Rome"])
    assert mem.check() == []


def test_an_old_chat_imported_late_retires_nothing_newer(mem: mnemic.Memory) -> None:
    porto = lives(mem, "Porto", MAY)
    rome = lives(mem, "Rome", MARCH)
    assert (rome.valid_to, mem.get(porto.id).valid_from) == (MAY, MAY)
    assert held(mem) == ["Porto"]
    assert held(mem, valid_at=MARCH) == ["Rome"]


def test_a_restatement_that_arrives_late_keeps_what_it_says(mem: mnemic.Memory) -> None:
    """Whatever the order of arrival: Rome in March, Porto in May, Rome again in June."""
    lives(mem, "Rome", MARCH)
    lives(mem, "Rome", JUNE_1)
    lives(mem, "Porto", MAY)
    assert [held(mem, valid_at=at) for at in (MARCH, MAY, JUNE_1)] == [["Rome"], ["Porto"], ["Rome"]]


def test_a_day_is_the_speakers_day(mem: mnemic.Memory) -> None:
    lives(mem, "Rome", MARCH)
    porto = lives(mem, "Porto", JUNE_9, valid_from="2026-06-08T23:30:00-04:00[America/New_York]")
    assert porto.valid_from is not None
    assert porto.valid_from.utcoffset() == timedelta(hours=-4)
    assert held(mem, valid_at="2026-06-09T03:29:59Z") == ["Rome"]
    assert held(mem, valid_at="2026-06-09T03:30:00Z") == ["Porto"]


def test_a_plan_holds_when_its_time_has_come(mem: mnemic.Memory) -> None:
    lives(mem, "Rome", MARCH)
    lives(mem, "Porto", JUNE_9, "I'm moving to Porto in September", valid_from="2026-09-01T00:00:00Z")
    assert held(mem) == ["Rome"]
    assert held(mem, past=True) == ["Rome"]
    assert held(mem, valid_at="2026-09-01T00:00:00Z") == ["Porto"]


def test_what_is_only_known_to_be_over_is_shown_as_past(mem: mnemic.Memory) -> None:
    lives(mem, "Porto", MAY)
    lives(mem, "Rome", JUNE_9, "I used to live in Rome", valid_to=JUNE_9)
    assert held(mem) == ["Porto"]
    assert held(mem, past=True) == ["Rome", "Porto"]


def test_of_one_subject_each_key_has_its_own_value(mem: mnemic.Memory) -> None:
    for key, value in (("colour", "blue"), ("food", "pasta"), ("Colour", "red")):
        mem.assert_fact("Ana", "favorite", value, key=key, user="ana")
    assert held(mem) == ["red", "pasta"]


def test_what_can_hold_many_times_over_retires_nothing(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "relative", "Lea", key="sister", user="ana")
    mem.assert_fact("Ana", "relative", "Lea", key="cousin", user="ana")
    mem.assert_fact("Ana", "likes", "sushi", user="ana")
    mem.assert_fact("Ana", "likes", "ramen", user="ana")
    assert held(mem) == ["sushi", "ramen", "Lea", "Lea"]


def test_saying_the_contrary_ends_a_liking(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "likes", "sushi", user="ana", occurred_at=MARCH)
    mem.assert_fact("Ana", "likes", "the Sushi", user="ana", polarity="negated", occurred_at=MAY)
    [now] = mem.facts(user="ana")
    assert fact_of(now).polarity == "negated"
    assert now.content == "Ana does not like the Sushi."
    assert now.kind == "preference"
    [then] = mem.facts(user="ana", valid_at=MARCH)
    assert fact_of(then).polarity == "affirmed"


def test_a_timeline_tells_what_came_instead_of_what(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    porto = lives(mem, "Porto", JUNE_9, valid_from=JUNE_1)
    first, second = mem.timeline("ana", user="ana")
    assert (first.since, first.until, first.said_at, first.after) == (None, JUNE_1, MARCH, ())
    assert (second.since, second.until, second.said_at, second.after) == (JUNE_1, None, JUNE_9, (rome.id,))
    assert second.fact == mem.get(porto.id)
    assert second.to_dict()["since"] == "2026-06-01T00:00:00+00:00"
    assert first.to_dict()["since"] is None
    assert mem.timeline(user="ana", predicate="works_at") == []
    with pytest.raises(ArgumentError, match="subject= or user="):
        mem.timeline()


# Telling


def test_telling_the_same_on_the_same_evidence_writes_nothing(mem: mnemic.Memory) -> None:
    turn = say(mem, "I live in Rome", MARCH)
    first = mem.assert_fact("Ana", "lives_in", "Rome", user="ana", evidence=[turn])
    before = mem.audit_head()
    assert mem.assert_fact("ana", "lives_in", "rome", user="ana", evidence=[turn.id]) == first
    assert mem.audit_head() == before


def test_telling_the_same_at_the_same_time_without_evidence_writes_nothing(mem: mnemic.Memory) -> None:
    first = mem.assert_fact("Ana", "lives_in", "Rome", user="ana", occurred_at=MARCH)
    before = mem.audit_head()
    assert mem.assert_fact("Ana", "lives_in", "Rome", user="ana", occurred_at=MARCH) == first
    assert mem.audit_head() == before


def test_a_fact_was_said_when_its_evidence_was(mem: mnemic.Memory) -> None:
    turns = [say(mem, f"I live in Rome {at}", at) for at in (MAY, MARCH)]
    fact = mem.assert_fact("Ana", "lives_in", "Rome", user="ana", evidence=turns)
    assert fact.occurred_at == MARCH
    assert mem.assert_fact("Ana", "owns", "a bike", user="ana").occurred_at is not None


def test_a_fact_is_a_sentence_with_a_span_of_evidence(mem: mnemic.Memory) -> None:
    turn = say(mem, "Well, I work at Acme now.", MARCH)
    span = mnemic.Evidence(turn.id, 6, 24)
    fact = mem.assert_fact("Ana", "works_at", "Acme", user="ana", evidence=[span], certainty=0.8)
    assert fact.content == "Ana works at Acme."
    assert fact_of(fact).evidence == (span,)
    assert fact.links == (mnemic.Link("derived_from", turn.id),)
    assert fact_of(fact).certainty == 0.8


def test_a_sentence_of_ones_own_may_be_given(mem: mnemic.Memory) -> None:
    fact = mem.assert_fact("Ana", "lives_in", "Porto", user="ana", content="A Ana mora no Porto.")
    assert fact.content == "A Ana mora no Porto."
    corrected = mem.correct(fact.id, content="A Ana vive no Porto.")
    assert corrected.content == "A Ana vive no Porto."


def test_correcting_the_one_that_was_corrected_corrects_what_stands_for_it(mem: mnemic.Memory) -> None:
    wrong = lives(mem, "Rome", MARCH)
    mem.correct(wrong.id, object="Porto")
    mem.correct(wrong.id, object="Faro")
    assert held(mem, past=True) == ["Faro"]


# Predicates


def test_predicates_of_ones_own_are_kept_by_the_space(open_memory: OpenMemory) -> None:
    mem, other = open_memory(), open_memory(space="work")
    plays = mnemic.Predicate(name="plays", cardinality="single", says="{subject} plays the {object}")
    mem.declare(plays)
    mem.declare(plays)
    mem.assert_fact("Ana", "plays", "violin", occurred_at=MARCH)
    fact = mem.assert_fact("Ana", "plays", "cello", occurred_at=MAY)
    assert fact.content == "Ana plays the cello."
    assert [fact_of(cube).object for cube in mem.facts(predicate="plays")] == ["cello"]
    assert mem.predicates()[-1] == plays
    assert plays not in other.predicates()
    with pytest.raises(ArgumentError, match="'plays' is not declared"):
        other.assert_fact("Ana", "plays", "violin")
    with pytest.raises(ArgumentError, match="'plays' is declared already, and with another meaning"):
        mem.declare(mnemic.Predicate(name="plays"))
    with pytest.raises(ArgumentError, match="'lives_in' is declared already"):
        mem.declare(mnemic.Predicate(name="lives_in"))


# Walls


def test_two_people_of_one_name_have_their_own_facts(mem: mnemic.Memory) -> None:
    for user, city in (("ana", "Rome"), ("ana.2", "Porto"), ("a/n\x1ea", "Oslo"), (None, "Bern")):
        mem.assert_fact("Ana", "lives_in", city, user=user)
    assert [fact_of(cube).object for cube in mem.facts(subject="Ana")] == ["Bern", "Oslo", "Rome", "Porto"]
    assert held(mem) == ["Rome"]
    assert held(mem, user="ana.2", subject="ANA", predicate="lives_in") == ["Porto"]
    assert held(mem, subject="Bo") == []


def test_no_fact_crosses_from_one_space_to_another(open_memory: OpenMemory) -> None:
    home, work = open_memory(), open_memory(space="work")
    rome = home.assert_fact("Ana", "lives_in", "Rome", user="ana", occurred_at=MARCH)
    work.assert_fact("Ana", "lives_in", "Porto", user="ana", occurred_at=MAY)
    assert (held(home), held(work)) == (["Rome"], ["Porto"])
    assert home.get(rome.id).valid_to is None
    with pytest.raises(CubeNotFound, match=rome.id):
        work.retract(rome.id)
    with pytest.raises(CubeNotFound, match=rome.id):
        work.correct(rome.id, object="Faro")
    turn = home.remember("I live in Rome")
    with pytest.raises(CubeNotFound, match="is not in space 'work'"):
        work.assert_fact("Ana", "lives_in", "Rome", evidence=[turn])


# Bad input


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"predicate": "lives_inn"}, ArgumentError, r"'lives_inn' is not declared; known are .*mem\.declare"),
        ({"predicate": "favorite"}, ArgumentError, "say which with key="),
        ({"object": " "}, ArgumentError, "the object of a fact is empty"),
        ({"subject": ""}, ArgumentError, "the subject of a fact is empty"),
        ({"object": "a\ud800"}, ArgumentError, "the object of a fact"),
        ({"polarity": "maybe"}, ArgumentError, 'neither "affirmed" nor "negated"'),
        ({"certainty": 2}, ArgumentError, "certainty=2 lies outside 0 to 1"),
        ({"certainty": "high"}, ArgumentError, "must be a number from 0 to 1"),
        ({"valid_from": JUNE_1, "valid_to": JUNE_1}, ArgumentError, "must lie after"),
        ({"valid_from": "soon"}, TimeError, "soon"),
        ({"occurred_at": ""}, TimeError, "occurred_at"),
        ({"kind": "episode"}, ArgumentError, "fact= belongs to kind 'fact' or 'preference'"),
        ({"evidence": NOBODY}, ArgumentError, r"must be a list: \[cube\]"),
        ({"evidence": [NOBODY]}, CubeNotFound, "never there, or erased"),
        ({"evidence": [3]}, ArgumentError, r"evidence=3 must be a cube, its id, or mnemic\.Evidence"),
        ({"city": "Rome"}, UnknownArgument, "city"),
    ],
)  # fmt: skip
def test_a_fact_that_cannot_be_told_is_refused_and_leaves_no_trace(
    mem: mnemic.Memory, arguments: dict[str, Any], error: type[MnemicError], says: str
) -> None:
    before = mem.audit_head()
    given = {"subject": "Ana", "predicate": "lives_in", "object": "Rome", **arguments}
    with pytest.raises(error, match=says):
        mem.assert_fact(**given)
    assert mem.audit_head() == before
    assert held(mem) == []


def test_evidence_must_lie_within_its_message(mem: mnemic.Memory) -> None:
    turn = say(mem, "Rome", MARCH)
    with pytest.raises(ArgumentError, match="ends at character 5, but its content has 4"):
        mem.assert_fact("Ana", "lives_in", "Rome", evidence=[mnemic.Evidence(turn.id, 0, 5)])


def test_a_correction_must_change_something(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    for changes, says in (
        ({}, "needs what is right instead: object"),
        ({"object": "Rome"}, "says so already"),
    ):
        with pytest.raises(ArgumentError, match=says):
            mem.correct(rome.id, **changes)
    with pytest.raises(CubeNotFound):
        mem.correct(NOBODY, object="Porto")


def test_a_key_cannot_be_corrected_away_where_it_is_needed(mem: mnemic.Memory) -> None:
    fact = mem.assert_fact("Ana", "favorite", "blue", key="colour")
    with pytest.raises(ArgumentError, match="say which with key="):
        mem.correct(fact.id, key=None)
    assert fact_of(mem.correct(fact.id, key="car")).key == "car"


def test_what_is_no_fact_cannot_be_corrected_or_retracted(mem: mnemic.Memory) -> None:
    turn = say(mem, "I live in Rome", MARCH)
    with pytest.raises(ArgumentError, match=r"'episode' and holds no fact.*mem\.update\(\)"):
        mem.correct(turn.id, object="Porto")
    with pytest.raises(ArgumentError, match="cannot be retracted"):
        mem.retract(turn.id)


def test_what_was_retracted_cannot_be_retracted_or_corrected_again(mem: mnemic.Memory) -> None:
    rome = lives(mem, "Rome", MARCH)
    mem.retract(rome.id)
    before = mem.audit_head()
    with pytest.raises(NothingMatched, match="was withdrawn already"):
        mem.retract(rome.id)
    with pytest.raises(ArgumentError, match=r"is 'expired', so it cannot be corrected.*past=True"):
        mem.correct(rome.id, object="Porto")
    assert mem.audit_head() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"predicate": "lives_inn"}, "not declared"),
        ({"user": ""}, "user"),
        ({"subject": 3}, "subject"),
        ({"valid_at": "then"}, "then"),
        ({"known_at": "then"}, "then"),
    ],
)
def test_facts_cannot_be_asked_for_by_nonsense(
    mem: mnemic.Memory, arguments: dict[str, Any], says: str
) -> None:
    lives(mem, "Rome", MARCH)
    with pytest.raises(ArgumentError, match=says):
        mem.facts(**arguments)


def test_a_space_without_memories_has_no_facts(mem: mnemic.Memory) -> None:
    assert mem.facts() == []
    assert mem.timeline("Ana") == []


def test_a_read_only_memory_shows_facts_and_tells_none(open_memory: OpenMemory) -> None:
    rome = lives(open_memory(clock=ManualClock(NOW)), "Rome", MARCH)
    reader = open_memory(read_only=True)
    assert held(reader) == ["Rome"]
    assert [entry.fact.id for entry in reader.timeline(user="ana")] == [rome.id]
    calls: tuple[Callable[[], object], ...] = (
        lambda: reader.assert_fact("Ana", "lives_in", "Porto"),
        lambda: reader.correct(rome.id, object="Porto"),
        lambda: reader.retract(rome.id),
        lambda: reader.declare(mnemic.Predicate(name="plays")),
    )
    for call in calls:
        with pytest.raises(ReadOnlyStore):
            call()


def test_the_async_face_tells_the_same(open_memory: OpenMemory, tmp_path: Any) -> None:
    import anyio

    async def main() -> list[str]:
        async with await mnemic.aopen(tmp_path / "async.db", embedder="hash") as mem:
            rome = await mem.assert_fact("Ana", "lives_in", "Rome", user="ana", occurred_at=MARCH)
            porto = await mem.assert_fact("Ana", "lives_in", "Porto", user="ana", occurred_at=MAY)
            await mem.correct(rome.id, object="Oslo")
            await mem.declare(mnemic.Predicate(name="plays"))
            assert [entry.fact.id for entry in await mem.timeline("Ana")][1:] == [porto.id]
            await mem.retract(porto.id)
            assert (await mem.predicates())[-1].name == "plays"
            return [fact_of(cube).object for cube in await mem.facts(user="ana")]

    assert anyio.run(main) == ["Oslo"]


def test_what_is_no_predicate_cannot_be_declared(mem: mnemic.Memory) -> None:
    with pytest.raises(ArgumentError, match=r"takes a mnemic\.Predicate, got str"):
        mem.declare("plays")  # type: ignore[arg-type]
