"""Feedback: kept as an operation, taken back, never across a wall, gone with what it was about."""

from __future__ import annotations

from ...errors import ArgumentError, CubeNotFound, NothingMatched, RecallNotFound, UndoRefused
from ._bench import Bench, check, check_of_two, raises, same, texts, true, unchanged


def _three(bench: Bench) -> list[str]:
    items = ("Ana has a cat", "Bo has a cat and a dog", "Cleo has a cat")
    return [cube.id for cube in bench.mem.remember_many([{"content": text} for text in items])]


@check
def feedback_is_an_operation(bench: Bench) -> None:
    """Check what citing and feedback record."""
    mem = bench.mem
    ids = _three(bench)
    found = mem.recall("cat")
    done = found.cite(["m1"], reason="answered")
    same(
        (done.verb, done.reason, done.changes, done.lessons), ("feedback", "answered", (), 3), "the operation"
    )
    same(mem.operations()[0], done, "the operation as it is recorded")
    same(mem.feedback(found.id, useful=[ids[0]], useless=[ids[1]]).lessons, 2, "what is named on both sides")
    same(mem.feedback(found.id, useless=[ids[1]]).lessons, 3, "one side, and all others")
    same(sorted(texts(mem.recall("cat"))), sorted(texts(found)), "what is found afterwards")
    same([len(mem.history(id_)) for id_ in ids], [1, 1, 1], "the versions, which feedback leaves alone")
    same(mem.check(), [], "what is wrong with the store")


@check
def feedback_that_cannot_be_used_changes_nothing(bench: Bench) -> None:
    """Check ids that are none, of no hit, or on both sides."""
    mem = bench.mem
    ids = _three(bench)
    other = mem.remember("tea").id
    found = mem.recall("dog", limit=1)
    hit = found[0].cube.id
    unchanged(mem, RecallNotFound, mem.feedback, ids[0], useful=[hit])
    unchanged(mem, ArgumentError, mem.feedback, found.id)
    unchanged(mem, ArgumentError, mem.feedback, found.id, useful=[other])
    unchanged(mem, ArgumentError, mem.feedback, found.id, useful=[hit], useless=[hit])
    unchanged(mem, CubeNotFound, mem.feedback, found.id, useful=["nonsense"])
    for cited in ([], ["m2"], [other], "m1", [1]):
        unchanged(mem, ArgumentError, found.cite, cited)
    unchanged(mem, NothingMatched, mem.reset_feedback)


@check
def feedback_is_undone_as_a_unit(bench: Bench) -> None:
    """Check undo, undo of the undo, and that only the last word can be taken back alone."""
    mem = bench.mem
    _three(bench)
    first, second = mem.recall("cat").cite(["m1"]), mem.recall("cat").cite(["m2"])
    undone = mem.undo(first.id or "")
    same((undone.undoes, undone.lessons), (first.id, 3), "the undo")
    same(raises(UndoRefused, mem.undo, first.id).dependents, (undone.id,), "what stands in its way")
    again = mem.undo(undone.id or "")
    same(again.lessons, 3, "what is taught again")
    reset = mem.reset_feedback(reason="new model")
    same((reset.verb, reset.reason, reset.lessons), ("reset_feedback", "new model", 6), "the reset")
    unchanged(mem, NothingMatched, mem.reset_feedback)
    unchanged(mem, UndoRefused, mem.undo, second.id)
    same(mem.undo(reset.id or "", dry_run=True).lessons, 6, "the undo of the reset, shown")
    same(mem.undo(reset.id or "").lessons, 6, "the undo of the reset")
    same(mem.undo(second.id or "", cascade=True).lessons > 0, True, "the cascade")
    same(mem.reset_feedback().lessons, 3, "what was left: the first lesson, not the second")
    same(mem.check(), [], "what is wrong with the store")


@check
def what_is_forgotten_takes_its_lessons_along(bench: Bench) -> None:
    """Check an erasure of a cited cube."""
    mem = bench.mem
    ids = _three(bench)
    found = mem.recall("cat")
    mem.feedback(found.id, useful=[ids[0]], reason="Ana said so")
    mem.forget(ids=[ids[0]])
    feedback = mem.operations()[1]
    same(
        (feedback.verb, feedback.lessons, feedback.erased), ("feedback", 2, 1), "what is left of the feedback"
    )
    same((feedback.actor, feedback.reason), (None, None), "who and why")
    unchanged(mem, CubeNotFound, found.cite, [ids[0]])
    unchanged(mem, ArgumentError, mem.feedback, found.id, useful=[ids[0]])
    same(found.cite([ids[1]]).lessons, 2, "a citation of what is left")
    mem.forget(ids=ids[1:])
    raises(NothingMatched, mem.reset_feedback)
    same(mem.check(), [], "what is wrong with the store")


@check_of_two
def feedback_stays_behind_its_wall(bench: Bench) -> None:
    """Check another space, and another handle on the same one."""
    mine, same_space, other = bench.mem, bench.beside(bench.mem.space), bench.beside("other")
    _three(bench)
    other.remember("Dan has a cat")
    found = mine.recall("cat")
    found.cite(["m1"])
    raises(NothingMatched, other.reset_feedback)
    raises(RecallNotFound, same_space.feedback, found.id, useful=[found[0].cube.id])
    raises(RecallNotFound, other.feedback, found.id, useful=[found[0].cube.id])
    same([done.verb for done in other.operations()], ["remember"], "the other space's operations")
    true(same_space.reset_feedback().lessons == 3, "the other handle's reset takes back what this one taught")
