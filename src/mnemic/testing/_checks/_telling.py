"""Facts told, changed, put right, taken back and erased: what holds when, and what was known when."""

from __future__ import annotations

from ...cube import MemCube, Predicate
from ...engine import Memory
from ...errors import ArgumentError, CubeNotFound, NothingMatched, UndoRefused
from ._bench import Bench, check, check_of_two, raises, same, true, unchanged

JANUARY, MARCH, JUNE, LATER = (f"2020-{month}-01T00:00:00Z" for month in ("01", "03", "06", "12"))


def _lives(mem: Memory, city: str, at: str, text: str = "", **more: object) -> MemCube:
    turn = mem.remember(text or f"I live in {city}", user="ana", speaker="Ana", occurred_at=at)
    given: dict[str, object] = {"user": "ana", "evidence": [turn.id], **more}
    return mem.assert_fact("Ana", "lives_in", city, **given)  # type: ignore[arg-type]


def _held(mem: Memory, **more: object) -> list[str]:
    """Return the objects of Ana's facts, denials in brackets."""
    facts = [cube.fact for cube in mem.facts(**{"user": "ana", **more}) if cube.fact]  # type: ignore[arg-type]
    return [fact.object if fact.polarity == "affirmed" else f"({fact.object})" for fact in facts]


@check
def a_change_ends_the_fact_before_where_it_was_said_to(bench: Bench) -> None:
    """Check both sides of a change, the boundary, the link, and what was known before."""
    mem = bench.mem
    rome = _lives(mem, "Rome", JANUARY)
    before = mem.operations(limit=1)[0].recorded_at
    porto = _lives(mem, "Porto", JUNE, valid_from=MARCH)
    same([_held(mem, valid_at=at) for at in ("2020-02-29T23:59:59.999999Z", MARCH)], [["Rome"], ["Porto"]],
         "what held before and at the boundary")  # fmt: skip
    same((_held(mem), _held(mem, past=True)), (["Porto"], ["Rome", "Porto"]), "what holds, and what held too")
    same(_held(mem, known_at=before), ["Rome"], "what was known before")
    true(any(link.target == rome.id and link.relation == "supersedes" for link in porto.links), "the link")
    same([entry.after for entry in mem.timeline("Ana")], [(), (rome.id,)], "the timeline")


@check
def the_order_of_arrival_does_not_matter(bench: Bench) -> None:
    """Check that an old chat imported late takes its place in time, also between two equal statements."""
    mem = bench.mem
    _lives(mem, "Rome", JANUARY)
    _lives(mem, "Rome", JUNE)
    same(len(mem.facts()), 1, "how many facts two equal statements make")
    _lives(mem, "Porto", MARCH)
    same([_held(mem, valid_at=at) for at in (JANUARY, MARCH, JUNE)], [["Rome"], ["Porto"], ["Rome"]],
         "what held when")  # fmt: skip


@check
def a_restatement_that_brings_nothing_writes_nothing(bench: Bench) -> None:
    """Check idempotence: the same fact on the same evidence."""
    mem = bench.mem
    turn = mem.remember("I live in Rome", user="ana", occurred_at=JANUARY)
    first = mem.assert_fact("Ana", "lives_in", "Rome", user="ana", evidence=[turn.id])
    before = mem.audit_head()
    same(mem.assert_fact("ANA", "lives_in", "rome", user="ana", evidence=[turn.id]).id, first.id, "the fact")
    same(mem.audit_head(), before, "the audit head")


@check
def a_correction_holds_over_the_whole_interval(bench: Bench) -> None:
    """Check correction, what was known before it, and taking it back."""
    mem = bench.mem
    rome = _lives(mem, "Rome", JANUARY)
    belief = mem.remember("Ana speaks Italian", kind="belief", links=[("derived_from", rome.id)])
    before = mem.operations(limit=1)[0].recorded_at
    porto = mem.correct(rome.id, object="Porto")
    same([_held(mem, valid_at=at) for at in (JANUARY, LATER)], [["Porto"], ["Porto"]], "what holds")
    same((_held(mem, known_at=before), mem.get(belief.id).state), (["Rome"], "stale"), "what rested on it")
    faro = mem.correct(rome.id, object="Faro")
    same(
        (faro.fact and faro.fact.corrects, _held(mem)), (porto.id, ["Faro"]), "a correction of the correction"
    )
    mem.retract(faro.id)
    same(_held(mem), ["Porto"], "what holds when it is taken back")


@check
def a_retraction_opens_what_the_fact_had_ended(bench: Bench) -> None:
    """Check retraction through three levels, and its undo."""
    mem = bench.mem
    _lives(mem, "Rome", JANUARY)
    porto = _lives(mem, "Porto", MARCH)
    belief = mem.remember("Ana likes the sea", kind="belief", links=[("derived_from", porto.id)])
    summary = mem.remember("About Ana", kind="summary", links=[("derived_from", belief.id)])
    done = mem.retract(porto.id, reason="no longer certain")
    same((done.verb, done.reason), ("retract", "no longer certain"), "the operation")
    same((_held(mem), _held(mem, past=True)), (["Rome"], ["Rome"]), "what holds")
    same(
        [mem.get(cube.id).state for cube in (porto, belief, summary)], ["expired", "stale", "stale"], "states"
    )
    unchanged(mem, NothingMatched, mem.retract, porto.id)
    raises(UndoRefused, mem.undo, porto.operation)
    mem.undo(done.id or "")
    same((_held(mem), mem.get(summary.id).state), (["Porto"], "active"), "what holds after the undo")


@check
def an_undo_takes_in_what_was_told_since(bench: Bench) -> None:
    """Check that a fact that comes back and one that was told meanwhile don't both hold."""
    mem = bench.mem
    rome = _lives(mem, "Rome", JANUARY)
    done = mem.retract(rome.id)
    _lives(mem, "Porto", MARCH)
    mem.undo(done.id or "")
    same((_held(mem), _held(mem, valid_at=JANUARY)), (["Porto"], ["Rome"]), "what holds")


@check
def erasing_the_news_is_as_if_it_had_not_been_told(bench: Bench) -> None:
    """Check erasure of what retired, of half of the evidence, and that nothing of it is left."""
    mem = bench.mem
    rome = _lives(mem, "Rome", JANUARY)
    porto = _lives(mem, "Porto", MARCH)
    known = mem.operations(limit=1)[0].recorded_at
    mem.forget(ids=[link.target for link in porto.links if link.relation == "derived_from"])
    raises(CubeNotFound, mem.get, porto.id)
    same((_held(mem, past=True), mem.get(rome.id).valid_to), (["Rome"], None), "what holds")
    true("Porto" not in _held(mem, known_at=known, past=True), "what was erased never comes back")
    _lives(mem, "Rome", JUNE)
    mem.forget(ids=[link.target for link in rome.links if link.relation == "derived_from"])
    same(_held(mem), ["Rome"], "what was said elsewhere too")
    same(mem.check(), [], "what is wrong with the store")


@check
def an_edited_message_takes_its_facts_along(bench: Bench) -> None:
    """Check that what an edited message had ended holds again."""
    mem = bench.mem
    _lives(mem, "Rome", JANUARY)
    porto = _lives(mem, "Porto", MARCH)
    turn = next(link.target for link in porto.links if link.relation == "derived_from")
    mem.update(turn, content="I'd like to live in Porto")
    same((mem.get(porto.id).state, _held(mem)), ("stale", ["Rome"]), "what holds")


@check
def only_one_value_retires_another(bench: Bench) -> None:
    """Check predicates by key, by object, of many values, and timeless ones."""
    mem = bench.mem
    for predicate, key, value, polarity in (
        ("favorite", "colour", "blue", "affirmed"), ("favorite", "food", "pasta", "affirmed"),
        ("favorite", "colour", "red", "affirmed"), ("likes", None, "sushi", "affirmed"),
        ("likes", None, "ramen", "affirmed"), ("likes", None, "sushi", "negated"),
        ("relative", "sister", "Lea", "affirmed"), ("relative", "cousin", "Lea", "affirmed"),
        ("birthday", None, "May 3", "affirmed"), ("birthday", None, "May 4", "affirmed"),
    ):  # fmt: skip
        mem.assert_fact("Ana", predicate, value, key=key, polarity=polarity, user="ana", occurred_at=JANUARY)
    same(_held(mem, predicate="favorite"), ["red", "pasta"], "favorites")
    same(sorted(_held(mem, predicate="likes")), ["(sushi)", "ramen"], "likes")
    same(_held(mem, predicate="relative"), ["Lea", "Lea"], "relatives")
    first, second = mem.facts(predicate="birthday")
    same([(link.relation, link.target) for link in second.links], [("contradicts", first.id)], "birthdays")


@check
def predicates_can_be_declared(bench: Bench) -> None:
    """Check a predicate of one's own, and the refusal of unknown ones."""
    mem = bench.mem
    unchanged(mem, ArgumentError, mem.assert_fact, "Ana", "plays", "violin")
    mem.declare(Predicate(name="plays", cardinality="single"))
    mem.assert_fact("Ana", "plays", "violin", user="ana", occurred_at=JANUARY)
    mem.assert_fact("Ana", "plays", "cello", user="ana", occurred_at=MARCH)
    same(_held(mem, predicate="plays"), ["cello"], "what Ana plays")
    same(mem.predicates()[-1].name, "plays", "the last predicate")
    unchanged(mem, ArgumentError, mem.declare, Predicate(name="plays"))


@check_of_two
def facts_stay_behind_the_wall(bench: Bench) -> None:
    """Check two people of one name, and two spaces."""
    home, work = bench.mem, bench.beside("work")
    for mem, user, city in ((home, "ana", "Rome"), (home, "ana2", "Porto"), (work, "ana", "Oslo")):
        mem.assert_fact("Ana", "lives_in", city, user=user, occurred_at=JANUARY)
    same(
        (_held(home), _held(home, user="ana2"), _held(work)),
        (["Rome"], ["Porto"], ["Oslo"]),
        "who lives where",
    )
    id_ = home.facts(user="ana")[0].id
    raises(CubeNotFound, work.retract, id_)
    raises(CubeNotFound, work.assert_fact, "Ana", "likes", "tea", evidence=[id_])
