"""Operations taken back, and the archive."""

from __future__ import annotations

from ...errors import ErasureIsFinal, NothingMatched, OperationNotFound, SelectorRequired, UndoRefused
from ._bench import Bench, check, raises, same, texts, true, unchanged


@check
def undoing_an_update_brings_the_version_before_back(bench: Bench) -> None:
    """Check undo, and undo of the undo."""
    mem = bench.mem
    first = mem.remember("one", metadata={"n": 1})
    second = mem.update(first.id, content="two", metadata={"n": 2})
    undone = mem.undo(second.operation, reason="a slip")
    same((undone.verb, undone.undoes, undone.reason), ("undo", second.operation, "a slip"), "the operation")
    third = mem.get(first.id)
    same((third.version, third.content, third.metadata), (3, "one", {"n": 1}), "the third version")
    true(undone.id is not None and mem.undo(undone.id).undoes == undone.id, "an undo can be undone")
    same((mem.get(first.id).version, mem.get(first.id).content), (4, "two"), "the fourth version")
    same(texts(mem.history(first.id)), ["one", "two", "one", "two"], "the history")


@check
def undoing_a_remember_withdraws_the_cube(bench: Bench) -> None:
    """Check withdrawal: out of recall, still in history, and back again."""
    mem = bench.mem
    cube = mem.remember("Ana has a cat")
    undone = mem.undo(cube.operation)
    same((len(mem.recall("cat")), len(mem.list())), (0, 0), "what is left to find")
    same(mem.get(cube.id).state, "expired", "its state")
    same(texts(mem.recall("cat", known_at=cube.recorded_at)), ["Ana has a cat"], "what was known then")
    true(undone.id is not None and mem.undo(undone.id), "an undo can be undone")
    same(texts(mem.recall("cat")), ["Ana has a cat"], "what is there again")


@check
def undo_refuses_when_something_rests_on_it(bench: Bench) -> None:
    """Check the refusal, its names, and the cascade."""
    mem = bench.mem
    a = mem.remember("Ana said she has a cat")
    f = mem.remember("Ana has a cat", kind="fact", links=[("derived_from", a.id)])
    s = mem.remember("About Ana: a cat", kind="summary", links=[("derived_from", f.id)])
    before = mem.audit_head()
    error = raises(UndoRefused, mem.undo, a.operation)
    same(error.dependents, (f.operation, s.operation), "the operations it names")
    true(f.operation in str(error), "the message names them too")
    same(mem.audit_head(), before, "the audit head after the refusal")
    undone = mem.undo(a.operation, cascade=True)
    same({change.cube for change in undone.changes}, {a.id, f.id, s.id}, "what the cascade takes back")
    same(len(mem.recall("cat")), 0, "what is left to find")
    same([len(mem.history(cube.id)) for cube in (a, f, s)], [2, 2, 2], "the histories")
    true(undone.id is not None and mem.undo(undone.id), "a cascade can be undone")
    same(mem.get(f.id).links, f.links, "the links that came back")


@check
def undo_refuses_when_the_cube_changed_since(bench: Bench) -> None:
    """Check that later versions stand in the way of an earlier operation."""
    mem = bench.mem
    cube = mem.remember("one")
    second = mem.update(cube.id, content="two")
    third = mem.update(cube.id, content="three")
    same(raises(UndoRefused, mem.undo, second.operation).dependents, (third.operation,), "the dependents")
    mem.undo(second.operation, cascade=True)
    same(mem.get(cube.id).content, "one", "the content after the cascade")


@check
def undo_takes_back_only_its_own_operation(bench: Bench) -> None:
    """Check that neighbours of one batch go together, and others stay."""
    mem = bench.mem
    both = mem.remember_many([{"content": "a"}, {"content": "b"}])
    mem.remember("c")
    mem.undo(both[0].operation)
    same(texts(mem.list()), ["c"], "what is left")


@check
def a_dry_run_changes_nothing(bench: Bench) -> None:
    """Check `dry_run=True` of undo, archive and forget."""
    mem = bench.mem
    cube = mem.remember("one", user="ana")
    before = mem.audit_head()
    undone = mem.undo(cube.operation, dry_run=True)
    same(
        (undone.id, [change.after.state for change in undone.changes]), (None, ["expired"]), "the undo shown"
    )
    archived = mem.archive(user="ana", dry_run=True)
    same((archived.id, [change.fields for change in archived.changes]), (None, [("tier",)]), "the archiving")
    receipt = mem.forget(user="ana", dry_run=True)
    same((receipt.status, receipt.operation, receipt.cubes), ("dry_run", None, 1), "the erasure shown")
    same((mem.audit_head(), mem.get(cube.id)), (before, cube), "the store")
    mem.update(cube.id, content="two")
    unchanged(mem, UndoRefused, mem.undo, cube.operation, dry_run=True)
    unchanged(mem, NothingMatched, mem.forget, user="nobody", dry_run=True)


@check
def archiving_is_reversible(bench: Bench) -> None:
    """Check archive, its selectors, and undo."""
    mem = bench.mem
    mem.remember_many([{"content": "a", "user": "ana"}, {"content": "b", "user": "ana", "kind": "fact"},
                       {"content": "c", "user": "bo"}])  # fmt: skip
    done = mem.archive(user="ana", kinds=["fact"], reason="old")
    same((done.verb, done.reason, texts(change.after for change in done.changes)), ("archive", "old", ["b"]),
         "the operation")  # fmt: skip
    same(texts(mem.list()), ["a", "c"], "what is left")
    unchanged(mem, NothingMatched, mem.archive, user="ana", kinds=["fact"])
    mem.archive(user="ana")
    same(texts(mem.list()), ["c"], "what is left")
    mem.undo(mem.operations()[0].id or "")
    same(texts(mem.list()), ["a", "c"], "what is back")
    unchanged(mem, SelectorRequired, mem.archive)
    unchanged(mem, SelectorRequired, mem.archive, where={})
    unchanged(mem, NothingMatched, mem.archive, user="nobody")
    unchanged(mem, NothingMatched, mem.archive, ids=[])


@check
def an_unknown_operation_cannot_be_undone(bench: Bench) -> None:
    """Check ids that are none, or of nothing."""
    mem = bench.mem
    for there_is_something in (False, True):
        for id_ in ("01890a5d-ac96-774b-bcce-b302099a8057", "nonsense", ""):
            raises(OperationNotFound, mem.undo, id_)
            raises(OperationNotFound, mem.receipt, id_)
        if not there_is_something:
            mem.remember("x")
    raises(OperationNotFound, mem.receipt, mem.operations()[0].id)


@check
def an_erasure_cannot_be_undone(bench: Bench) -> None:
    """Check the erasure itself, and what it took the contents of."""
    mem = bench.mem
    cube = mem.remember("one")
    mem.update(cube.id, content="two")
    receipt = mem.forget(ids=[cube.id])
    unchanged(mem, ErasureIsFinal, mem.undo, receipt.operation)
    unchanged(mem, ErasureIsFinal, mem.undo, cube.operation)
    unchanged(mem, ErasureIsFinal, mem.undo, cube.operation, cascade=True)
