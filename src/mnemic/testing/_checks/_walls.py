"""Spaces, and several handles on one store."""

from __future__ import annotations

from ...errors import CubeNotFound, NothingMatched, OperationNotFound
from ._bench import Bench, check_of_two, raises, same, scores, texts


@check_of_two
def nothing_is_visible_from_another_space(bench: Bench) -> None:
    """Check every verb across the wall."""
    mine, theirs = bench.mem, bench.beside("other")
    cube = mine.remember("Ana has a cat", user="ana", key="k", idempotency_key="i")
    for done in (0, 2):
        same(
            (len(theirs.list()), len(theirs.recall("cat")), len(theirs.operations())),
            (0, 0, done),
            "the other",
        )
        for call in (theirs.get, theirs.history):
            raises(CubeNotFound, call, cube.id)
        raises(CubeNotFound, theirs.update, cube.id, content="x")
        raises(CubeNotFound, theirs.remember, "x", links=[("related", cube.id)])
        raises(CubeNotFound, theirs.explain_missing, "cat", cube.id)
        raises(OperationNotFound, theirs.undo, cube.operation)
        raises((OperationNotFound), theirs.operations, before=cube.operation)
        raises(NothingMatched, theirs.forget, user="ana")
        if "other" in theirs.spaces():
            raises(CubeNotFound, theirs.forget, ids=[cube.id])
            raises(CubeNotFound, theirs.archive, ids=[cube.id])
            theirs.forget(everything=True)
        else:
            other = theirs.remember("other words", user="bo", key="k", idempotency_key="i")
            same((other.seq, other.version), (1, 1), "the other space's own numbers")
            theirs.undo(other.operation)
    same(mine.get(cube.id), cube, "the cube in its own space")


@check_of_two
def another_space_shifts_no_score(bench: Bench) -> None:
    """Check that statistics are each space's own."""
    mine, theirs = bench.mem, bench.beside("other")
    for mem in (mine, theirs):
        mem.remember_many([{"content": text} for text in ("Ana has a cat", "Bo has a dog", "tea")])
    expected = scores(mine.recall("the cat and the dog"))
    theirs.remember_many([{"content": f"cat {i} é chat"} for i in range(50)])
    theirs.recall("cat")
    same(scores(mine.recall("the cat and the dog")), expected, "the scores")


@check_of_two
def two_handles_see_each_others_writes(bench: Bench) -> None:
    """Check that caches follow writes, updates, undo and erasure by another handle."""
    one, two = bench.mem, bench.beside(bench.mem.space)
    cube = one.remember("Ana has a cat")
    same(texts(two.recall("cat")), ["Ana has a cat"], "after a write")
    two.update(cube.id, content="Ana has a dog")
    same(texts(one.recall("dog")), ["Ana has a dog"], "after an update")
    two.undo(two.operations()[0].id or "")
    same(texts(one.recall("cat")), ["Ana has a cat"], "after an undo")
    one.remember("Bo has a cat")
    one.forget(ids=[cube.id])
    same(texts(two.recall("cat")), ["Bo has a cat"], "after an erasure")
    one.remember("Eve has a cat")
    same(texts(two.list()), ["Bo has a cat", "Eve has a cat"], "after one more write")
    same(sorted(texts(two.recall("cat"))), ["Bo has a cat", "Eve has a cat"], "after one more write")
    same(two.check(), [], "what is wrong with the store")


@check_of_two
def what_is_written_outlives_its_handle(bench: Bench) -> None:
    """Check a store opened again."""
    first = bench.beside("lasting")
    cube = first.remember("Ana has a cat", metadata={"n": [1, {"x": None}]}, tags=("a",))
    before = (first.audit_head(), scores(first.recall("cat")))
    first.close()
    again = bench.beside("lasting")
    same(again.get(cube.id), cube, "the cube")
    same((again.audit_head(), scores(again.recall("cat"))), before, "the audit head and the scores")
