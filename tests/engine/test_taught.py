"""Feedback given with a recall's own numbers: as another process, or a client of a server, gives it."""

from __future__ import annotations

from typing import Any

import pytest

import mnemic
from mnemic.engine import teach
from mnemic.errors import ArgumentError, CubeNotFound, NothingMatched
from word_embedder import WordEmbedder


@pytest.fixture
def found(mem: mnemic.Memory) -> mnemic.Recall:
    """A recall of three hits."""
    mem.remember_many([{"content": f"{name} has a cat"} for name in ("Ana", "Bo", "Eve")])
    return mem.recall("cat")


def numbers(found: mnemic.Recall) -> dict[str, Any]:
    """Return what a client sends back."""
    return {hit.cube.id: dict(hit.features) for hit in found}


def test_it_teaches_as_feedback_does(mem: mnemic.Memory, found: mnemic.Recall) -> None:
    first = found[0].cube.id
    done = teach(mem, numbers(found), useful=[first], reason="yes")
    assert (done.verb, done.lessons, done.reason) == ("feedback", 3, "yes")
    assert teach(mem, numbers(found), cited=[first], useless=[found[1].cube.id]).lessons == 2
    assert mem.reset_feedback().lessons == 5


def test_the_numbers_are_kept_as_they_came() -> None:
    with mnemic.open(":memory:", embedder=WordEmbedder()) as mem:
        mem.remember_many([{"content": f"{name} has a cat"} for name in ("Ana", "Bo")])
        found = mem.recall("Which cat has Ana?")
        assert found[0].features
        teach(mem, numbers(found), useful=[found[0].cube.id])
        found.cite(["m1"])
        with mem._store.read() as reader:
            space = reader.space("default")
            assert space is not None
            first, second, *more = reader.lessons(space)
        assert (first.names, first.data, len(first.data) > 0) == (more[0].names, more[0].data, True)
        assert (second.names, second.data) == (more[1].names, more[1].data)


def test_what_is_erased_is_no_hit_any_more(mem: mnemic.Memory, found: mnemic.Recall) -> None:
    gone = found[0].cube.id
    mem.forget(ids=[gone])
    with pytest.raises(ArgumentError, match="no hit"):
        teach(mem, numbers(found), useful=[gone])
    with pytest.raises(CubeNotFound):
        teach(mem, numbers(found), cited=[gone])
    assert teach(mem, numbers(found), useful=[found[1].cube.id]).lessons == 2


@pytest.mark.parametrize(
    "hits",
    [
        None,
        5,
        [],
        {"x": {}},
        {5: {}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": 5},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {"Secret text": 1.0}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {5: 1.0}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {"lexical": "1"}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {"lexical": True}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {"lexical": 10**400}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {"lexical": float("inf")}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {"lexical": float("nan")}},
        {"01890a5d-ac96-774b-bcce-b302099a8057": {f"a{i}": 1.0 for i in range(101)}},
    ],
)
def test_numbers_that_are_none_teach_nothing(mem: mnemic.Memory, hits: Any) -> None:
    with pytest.raises(ArgumentError):
        teach(mem, hits, useful=["01890a5d-ac96-774b-bcce-b302099a8057"])
    with pytest.raises(NothingMatched):
        mem.reset_feedback()


def test_a_number_that_json_could_not_hold_is_left_out(mem: mnemic.Memory, found: mnemic.Recall) -> None:
    hits = {id_: {"lexical": None, "time": 1.0} for id_ in numbers(found)}
    assert teach(mem, hits, useful=[found[0].cube.id]).lessons == 3


def test_useful_and_cited_are_one_or_the_other(mem: mnemic.Memory, found: mnemic.Recall) -> None:
    ids = [hit.cube.id for hit in found]
    with pytest.raises(ArgumentError, match="one of the two"):
        teach(mem, numbers(found), useful=ids[:1], cited=ids[1:2])
    with pytest.raises(ArgumentError, match="nothing was said"):
        teach(mem, numbers(found))
