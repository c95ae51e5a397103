"""Forgetting."""

from __future__ import annotations

from ...errors import ArgumentError, CubeNotFound, NothingMatched, SelectorRequired
from ._bench import Bench, check, raises, same, texts, true, unchanged


@check
def what_is_forgotten_is_gone_everywhere(bench: Bench) -> None:
    """Check every verb after an erasure."""
    mem = bench.mem
    cube = mem.remember("the zebra secret of Ana", user="ana", key="k", idempotency_key="i", reason="zebra")
    mem.update(cube.id, content="the giraffe secret of Ana")
    kept = mem.remember("Bo likes tea", user="bo")
    mem.recall("zebra giraffe")
    receipt = mem.forget(user="ana")
    same(
        (receipt.status, receipt.cubes, receipt.versions, receipt.derived),
        ("complete", 1, 2, 0),
        "the receipt",
    )
    same((receipt.control, receipt.probe.after), (True, 0), "what the probe saw before and after")
    for call in (mem.get, mem.history):
        raises(CubeNotFound, call, cube.id)
    raises(CubeNotFound, mem.explain_missing, "zebra", cube.id)
    same(texts(mem.list(tiers=None)), ["Bo likes tea"], "what is listed")
    for known_at in (None, cube.recorded_at):
        true(cube.id not in {hit.cube.id for hit in mem.recall("zebra giraffe", known_at=known_at)},
             f"nothing erased may be recalled, known_at={known_at}")  # fmt: skip
    written = [(op.actor, op.reason, op.changes) for op in mem.operations() if op.erased]
    same(written, [(None, None, ())] * 3, "what its operations still say")
    same(mem.get(kept.id), kept, "what was kept")
    same(mem.receipt(receipt.operation or ""), receipt, "the receipt read again")
    same(mem.check(), [], "what is wrong with the store")


@check
def what_rests_on_the_forgotten_goes_with_it(bench: Bench) -> None:
    """Check derived cubes through two steps, withdrawn ones, and facts that cite."""
    mem = bench.mem
    a, b = mem.remember("Ana has a cat"), mem.remember("Bo has a dog")
    f = mem.remember("Ana: cat", kind="fact", links=[("derived_from", a.id)])
    s = mem.remember(
        "Everyone has a pet", kind="summary", links=[("derived_from", f.id), ("derived_from", b.id)]
    )
    cites = mem.remember("Ana owns a cat", kind="fact", fact={
        "subject": "ana", "predicate": "owns", "object": "cat", "evidence": [{"cube": a.id, "start": 0, "end": 3}],
    })  # fmt: skip
    withdrawn = mem.remember("Ana: pet", kind="fact", links=[("derived_from", a.id)])
    mem.undo(withdrawn.operation)
    near = mem.remember("cats are nice", links=[("related", a.id)])
    receipt = mem.forget(ids=[a.id])
    same((receipt.cubes, receipt.derived), (5, 4), "the receipt's cubes and derived")
    for gone in (a, f, s, cites, withdrawn):
        raises(CubeNotFound, mem.get, gone.id)
    same(mem.get(b.id), b, "what it did not rest on")
    same(mem.get(near.id).links, (), "the links of what was only related")


@check
def a_text_someone_else_holds_too_stays_theirs(bench: Bench) -> None:
    """Check shared texts."""
    mem = bench.mem
    shared = "we both said exactly these words"
    mem.remember(shared, user="ana")
    mem.remember("only Ana said this one", user="ana")
    theirs = mem.remember(shared, user="bo")
    receipt = mem.forget(user="ana")
    same((receipt.status, receipt.shared_texts, receipt.cubes), ("complete", 1, 2), "the receipt")
    same(mem.get(theirs.id), theirs, "the other's cube")
    same(texts(mem.recall("exactly these words")), [shared], "what is recalled")


@check
def forgetting_needs_a_selector(bench: Bench) -> None:
    """Check that nothing, or an empty filter, selects nothing."""
    mem = bench.mem
    mem.remember("x", user="ana")
    unchanged(mem, SelectorRequired, mem.forget)
    unchanged(mem, SelectorRequired, mem.forget, where={})
    unchanged(mem, ArgumentError, mem.forget, user="ana", tags=[])
    unchanged(mem, ArgumentError, mem.forget, user="ana", kinds=[])
    unchanged(mem, NothingMatched, mem.forget, ids=[])
    unchanged(mem, NothingMatched, mem.forget, user="nobody")
    unchanged(mem, NothingMatched, mem.forget, user="ana", kinds=["fact"])
    unchanged(mem, CubeNotFound, mem.forget, ids=["01890a5d-ac96-774b-bcce-b302099a8057"])
    unchanged(mem, ArgumentError, mem.forget, everything=True, user="ana")
    unchanged(mem, ArgumentError, mem.forget, user="ana", timeout_s=-1)
    same(len(mem.list()), 1, "what is there")


@check
def selectors_of_an_erasure_narrow_each_other_down(bench: Bench) -> None:
    """Check that they AND together, and reach the archived and the withdrawn."""
    mem = bench.mem
    a, b, c = mem.remember_many([{"content": text, "user": "ana", "tags": [text]} for text in "abc"])
    mem.archive(ids=[a.id])
    mem.undo(mem.update(b.id, content="other").operation)
    same(mem.forget(user="ana", ids=[a.id, c.id], tags=["a"]).cubes, 1, "the cubes of ids and tags")
    same(texts(mem.list(tiers=None)), ["b", "c"], "what is left")
    same(mem.forget(where={"metadata.absent": {"exists": False}}).cubes, 2, "the cubes of a filter")


@check
def a_whole_space_can_be_erased(bench: Bench) -> None:
    """Check `everything=True`, also of a space that is empty already, and a new start."""
    mem = bench.mem
    raises(NothingMatched, mem.forget, everything=True)
    mem.remember_many([{"content": "hello there Ana"}, {"content": "good morning Bo"}])
    same(mem.forget(everything=True).cubes, 2, "the receipt's cubes")
    same((mem.spaces(), len(mem.list()), mem.operations()), ((), 0, []), "what is left")
    again = mem.remember("a new start")
    same((again.seq, mem.spaces()), (1, (mem.space,)), "the new space")
    mem.forget(ids=[again.id])
    same(mem.forget(everything=True).cubes, 0, "the receipt of an empty space")
    same(mem.spaces(), (), "the spaces in the end")


@check
def an_erased_memory_shapes_no_later_answer(bench: Bench) -> None:
    """Check that scores are those of a store that never held it."""
    mem = bench.mem
    kept = [{"content": text} for text in ("Ana has a cat", "Bo has a dog", "cats and dogs")]
    mem.remember_many(kept)
    expected = [(hit.cube.content, hit.score) for hit in mem.recall("cat")]
    mem.remember_many([{"content": f"cat cat cat {i}", "user": "eve"} for i in range(5)])
    mem.recall("cat")
    mem.forget(user="eve")
    mem.remember("a new one")
    mem.forget(ids=[mem.list(newest_first=True)[0].id])
    same([(hit.cube.content, hit.score) for hit in mem.recall("cat")], expected, "the scores")
