"""Columns, words, vectors and their cache: right, growing, and unchanged where they were seen before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.embed import HashEmbedder
from mnemic.errors import EmbedderMismatch
from mnemic.index import (
    UNSCORED,
    DenseIndex,
    IndexCache,
    LexicalIndex,
    LexicalView,
    Units,
    _lexical,
    query_terms,
    terms_of,
)
from mnemic.index._columns import Coded, Growing
from mnemic.store import TermRows, VectorRows
from mnemic.store.sqlite import SQLiteStore
from mnemic.times import system_clock

if TYPE_CHECKING:
    from conftest import OpenMemory

WORDS = ("cat", "dog", "porto", "tea", "violin")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.lists(st.integers(-9, 9), max_size=70), max_size=6))
def test_a_view_of_a_column_never_changes(batches: list[list[int]]) -> None:
    column, seen, total = Growing(np.int64), [], []
    for batch in batches:
        column.extend(batch)
        total += batch
        seen.append((column.view, list(total)))
        assert column.size_bytes >= 8 * len(total)
    column.replace(np.zeros(len(total), np.int64))
    column.extend([7])
    for view, expected in seen:
        assert view.tolist() == expected


@given(st.lists(st.lists(st.sampled_from(["a", "b", None]), max_size=5), max_size=5))
def test_a_view_of_a_coded_column_never_changes(batches: list[list[str | None]]) -> None:
    column: Coded[str] = Coded()
    seen, total = [], []
    for batch in batches:
        column.extend(batch)
        total += batch
        seen.append((column.view, list(total)))
    column.extend(["z"])
    for view, expected in seen:
        assert view.where(lambda value: value == "a").tolist() == [value == "a" for value in expected]
        assert view.where(lambda value: value is None).tolist() == [value is None for value in expected]
        assert view.first(2).where(lambda value: value == "b").tolist() == [
            value == "b" for value in expected[:2]
        ]
    assert column.view.distinct() == [value for value in dict.fromkeys([*total, "z"]) if value is not None]
    for view, expected in seen:
        meant = [row % 2 == 0 for row in range(len(expected))]
        assert set(view.distinct(np.array(meant, np.bool_))) == set(expected[::2]) - {None}
    assert column.view.distinct(np.ones(len(total) + 1, np.bool_)) == column.view.distinct()


def plain_bm25(texts: Sequence[str], live: Sequence[bool], query: str) -> list[float]:
    """Score by the formula, word by word: of texts in English, without function words."""
    k1, b = _lexical.K1, _lexical.B
    bags = [Counter(text.split()) for text in texts]
    alive = [bag for bag, counts in zip(bags, live, strict=True) if counts]
    mean = sum(bag.total() for bag in alive) / len(alive) if alive else 1.0
    scores = []
    for bag in bags:
        score = 0.0
        for word in dict.fromkeys(query.split()):
            having = sum(word in other for other in alive)
            idf = math.log(1 + (len(alive) - having + 0.5) / (having + 0.5))
            norm = k1 * (1 - b + b * bag.total() / max(mean, 1.0))
            score += idf * bag[word] * (k1 + 1) / (bag[word] + norm)
        scores.append(score)
    return scores


def rows_of(texts: Sequence[str], first: int) -> TermRows:
    """Return term lists as a store gives them."""
    terms = [terms_of(text, None) for text in texts]
    return TermRows(
        range(first, first + len(texts)),
        [each.language for each in terms],
        [each.length for each in terms],
        [each.blob for each in terms],
    )


@pytest.mark.parametrize("tail_min", [0, 12, 10**9])
@given(
    batches=st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=4),
    query=TEXTS,
    data=st.data(),
)
def test_word_scores_are_those_of_the_formula_however_the_matrix_is_kept(
    tail_min: int, batches: list[list[str]], query: str, data: Any
) -> None:
    texts = [text for batch in batches for text in batch]
    live = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    index, early, told = LexicalIndex(), None, 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_lexical, "_TAIL_MIN", tail_min)
        for batch in batches:
            index.extend(rows_of(batch, 1))
            told += len(batch)
            asked = [index.view for _ in range(data.draw(st.integers(0, 3)))]
            early = early or ((asked[-1], told) if asked else None)
    for view, n in ((index.view, len(texts)), early or (LexicalIndex().view, 0)):
        terms = query_terms(query, view.languages())
        scores = view.scores([view.postings(term) for term in terms], np.array(live[:n]))
        assert_close(scores, plain_bm25(texts[:n], live[:n], query), rtol=1e-4, atol=1e-5)
        for posting in map(view.postings, terms):
            assert [place for place in range(n) if posting.holds(place)] == posting.docs.tolist()
    index.extend(rows_of([], 1))
    assert index.size_bytes > 0


def test_a_long_tail_is_put_in_order_for_the_second_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lexical, "_TAIL_MIN", 0)
    index = LexicalIndex()
    index.extend(rows_of(["a cat", "a dog", "a cat and a dog"], 1))
    first, second = index.view, index.view
    assert (len(first._inverted.terms), len(first._tail_terms)) == (0, 8)
    assert (len(second._inverted.terms), len(second._tail_terms)) == (4, 0)
    for word in ("cat", "dog", "and", "horse"):
        [term] = query_terms(word, ["en"], whole=True)
        assert first.postings(term).docs.tolist() == second.postings(term).docs.tolist()


def test_a_vector_of_no_version_is_an_error() -> None:
    for version in (4, 9):
        with pytest.raises(ValueError, match="belongs to no version"):
            DenseIndex().extend(stored((1, version, 1, 0)), np.array([3, 5, 8]))


def view_of(texts: Sequence[str]) -> LexicalView:
    """Return the matrix of *texts*."""
    index = LexicalIndex()
    index.extend(rows_of(texts, 1))
    return index.view


@given(texts=st.lists(TEXTS, min_size=1, max_size=9), query=TEXTS, data=st.data())
def test_joined_texts_score_as_if_they_were_one(texts: list[str], query: str, data: Any) -> None:
    size, n = data.draw(st.integers(1, 5)), len(texts)
    flags = st.lists(st.booleans(), min_size=n, max_size=n)
    among = data.draw(flags)
    width = data.draw(st.integers(1, 3))
    row = st.lists(st.integers(-1, size - 1), min_size=width, max_size=width).filter(_distinct)
    of = data.draw(st.lists(row, min_size=n, max_size=n))
    live = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    joined = [
        " ".join(text for text, units, read in zip(texts, of, among, strict=True) if read and unit in units)
        for unit in range(size)
    ]
    view = view_of(texts)
    postings = [view.postings(term) for term in query_terms(query, view.languages())]
    units = Units(np.array(of), size, np.array(live), np.array([float(len(text.split())) for text in joined]))
    scores = view.joint_scores(postings, units, np.array(among))
    assert_close(scores, plain_bm25(joined, live, query), rtol=1e-4, atol=1e-5)


def _distinct(row: list[int]) -> bool:
    units = [unit for unit in row if unit >= 0]
    return len(units) == len(set(units))


@given(texts=st.lists(TEXTS, min_size=1, max_size=9), query=TEXTS, data=st.data())
def test_texts_that_are_each_a_unit_score_as_they_do_alone(texts: list[str], query: str, data: Any) -> None:
    live = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    view = view_of(texts)
    postings = [view.postings(term) for term in query_terms(query, view.languages())]
    units = Units(np.arange(len(texts))[:, None], len(texts), live, view.lengths.astype(float))
    found = view.joint_scores(postings, units, np.ones(len(texts), np.bool_))
    assert_close(found, view.scores(postings, live), rtol=1e-5)


def test_a_text_in_no_unit_and_a_unit_of_no_text_have_no_words() -> None:
    view = view_of(["cat", "cat dog", "dog"])
    postings = [view.postings(term) for term in query_terms("cat", view.languages())]
    units = Units(np.array([[-1, -1], [0, 2], [-1, 2]]), 4, np.ones(4, np.bool_), np.array([2.0, 0, 3, 0]))
    scores = view.joint_scores(postings, units, np.ones(3, np.bool_))
    assert (scores > 0).tolist() == [True, False, True, False]
    none = Units(np.full((3, 1), -1), 0, np.empty(0, np.bool_), np.empty(0))
    assert len(view.joint_scores(postings, none, np.ones(3, np.bool_))) == 0
    assert view.joint_scores([], units, np.ones(3, np.bool_)).tolist() == [0] * 4


def test_a_words_rarity_is_its_idf_among_the_live_texts() -> None:
    view = view_of(["the cat sat", "the cat ran", "the dog", "the tea"])
    live = np.array([True, True, True, False])
    for word, having in {"cat": 2, "Cats": 2, "the": 3, "dog": 1, "tea": 0, "giraffe": 0}.items():
        assert view.rarity(word, live) == pytest.approx(math.log(1 + (3 - having + 0.5) / (having + 0.5)))
    for word in ("?!", "", "  ", "—"):
        assert view.rarity(word, live) is None
    nowhere = LexicalIndex().view.rarity("cat", np.empty(0, np.bool_))
    assert nowhere == pytest.approx(math.log(2))


def test_of_several_words_in_one_the_most_frequent_tells_how_rare_it_is() -> None:
    view = view_of(["tea time", "tea", "tea", "violin"])
    live = np.ones(4, np.bool_)
    assert view.rarity("tea-time", live) == view.rarity("tea", live)


def test_a_word_counts_once_in_a_text_under_whichever_of_its_stems() -> None:
    index = LexicalIndex()
    index.extend(rows_of(["das Haus der Katze", "the cat sat in the house", "haus cat"], 1))
    view = index.view
    for term in query_terms("cat haus katze", view.languages()):
        docs = view.postings(term).docs.tolist()
        assert docs == sorted(set(docs))


assert_close: Any = np.testing.assert_allclose
"""numpy's, for scores among which stands `UNSCORED`."""


def vector(*values: float) -> np.ndarray[Any, Any]:
    """Return a vector of length 1."""
    found = np.array(values, np.float32)
    return np.asarray(found / np.linalg.norm(found), np.float32)


def stored(*rows: tuple[int, int, float, float]) -> VectorRows:
    """Return vectors as a store gives them: each of a row, a version and two numbers."""
    return VectorRows(
        [row for row, *_ in rows],
        [version for _, version, *_ in rows],
        [vector(x, y).astype("<f2").tobytes() for *_, x, y in rows],
    )


def test_a_version_scores_by_its_best_piece_and_without_one_not_at_all() -> None:
    versions, question = np.array([3, 5, 8, 9]), vector(1, 0)
    index = DenseIndex()
    assert index.view.scores(question, 4).tolist() == [UNSCORED] * 4
    index.extend(stored((1, 3, 0, 1), (2, 8, 1, 1)), versions)
    early = index.view
    assert_close(early.scores(question, 4), [0, UNSCORED, math.sqrt(0.5), UNSCORED], atol=1e-3)
    index.extend(stored((3, 3, 1, 0), (4, 3, -1, 0), (5, 5, -1, 0)), versions)
    assert_close(index.view.scores(question, 4), [1, -1, math.sqrt(0.5), UNSCORED], atol=1e-3)
    assert_close(early.scores(question, 4), [0, UNSCORED, math.sqrt(0.5), UNSCORED], atol=1e-3)
    more = early.with_more(stored((0, 9, 1, 0), (0, 3, 1, 1)), versions)
    assert_close(more.scores(question, 4), [math.sqrt(0.5), UNSCORED, math.sqrt(0.5), 1], atol=1e-3)
    assert early.with_more(stored(), versions) is early
    alone = DenseIndex().view.with_more(stored((0, 5, 1, 0)), versions)
    assert_close(alone.scores(question, 4), [UNSCORED, 1, UNSCORED, UNSCORED], atol=1e-3)
    index.extend(stored(), versions)
    assert (index.last_row, index.size_bytes > 0) == (5, True)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-5, 5), st.integers(1, 5)), max_size=20), st.data())
def test_dense_scores_are_the_best_cosines_in_whatever_order_vectors_come(rows: list[Any], data: Any) -> None:
    cut = data.draw(st.integers(0, len(rows)))
    index, versions = DenseIndex(), np.arange(10, 16)
    for part in (rows[:cut], rows[cut:]):
        index.extend(stored(*((1, 10 + owner, x, y) for owner, x, y in part)), versions)
    expected = [
        max((float(vector(x, y)[0]) for owner, x, y in rows if owner == at), default=-2.0) for at in range(6)
    ]
    assert_close(index.view.scores(vector(1, 0), 6), expected, atol=2e-3)


def store_with(open_memory: OpenMemory, spaces: int, cubes: int) -> SQLiteStore:
    """Return a store of several filled spaces."""
    for i in range(spaces):
        memory = open_memory(space=f"s{i}")
        memory.remember_many([{"content": f"cat {n}", "metadata": {"n": n}} for n in range(cubes)])
        memory.flush()
    return SQLiteStore(memory.stats().location, clock=system_clock)


def test_a_cache_stays_within_its_bounds_least_recently_used_out_first(open_memory: OpenMemory) -> None:
    store = store_with(open_memory, 4, 30)
    one = IndexCache(1 << 30)
    with one.open(store, "s0"):
        pass
    cache = IndexCache(int(one.size_bytes * 2.5))
    views: dict[str, Any] = {}
    for name in ("s0", "s1", "s0", "s2", "s0", "s3"):
        with cache.open(store, name) as opened:
            assert opened is not None
            if name == "s0" and "s0" in views:
                assert opened[2].lexical._lengths.base is views["s0"].lexical._lengths.base
            views[name] = opened[2]
        assert cache.size_bytes <= one.size_bytes * 2.5
    cache.clear()
    assert cache.size_bytes == 0
    tight = IndexCache(0)
    with tight.open(store, "s0") as opened:
        assert opened is not None
        assert opened[2].table.n == 30
    with tight.open(store, "absent") as opened:
        assert opened is None
    store.close()


def test_a_view_that_is_in_use_is_of_one_moment(open_memory: OpenMemory) -> None:
    store = store_with(open_memory, 1, 3)
    cache = IndexCache(1 << 20)
    memory = open_memory(space="s0")
    with cache.open(store, "s0") as opened:
        assert opened is not None
        reader, space, view = opened
        memory.remember("one more")
        memory.forget(where={"metadata.n": 0}, timeout_s=0)
        with cache.open(store, "s0") as later:
            assert later is not None
            assert later[2].table.n == 3
        assert view.table.n == 3
        assert len(reader.at(space, view.table.numbers["row"].tolist())) == 3
    store.close()


def test_another_handles_writes_reach_a_cache_by_their_difference(open_memory: OpenMemory) -> None:
    one, two = open_memory("a.db"), open_memory("a.db")
    one.remember("the first cat")
    for i in range(5):
        two.remember(f"cat {i}")
        assert len(one.recall("cat")) == i + 2
        assert one.stats().cache_bytes > 0
    one.flush()
    assert len(two.recall("something else")) == 6


def test_list_reads_no_words_and_recall_then_does(mem: mnemic.Memory) -> None:
    mem.remember("the cat sat")
    assert len(mem.list()) == 1
    before = mem.stats().cache_bytes
    assert len(mem.recall("cat")) == 1
    assert mem.stats().cache_bytes > before
    mem.update(mem.list()[0].id, content="the dog sat")
    mem.list()
    assert "dog" in mem.recall("dog")[0].why[0]


class Other(HashEmbedder):
    """A second model."""

    name = "other"
    model = "other/1"


def test_reembedding_keeps_answers_and_refuses_the_old_model_after(open_memory: OpenMemory) -> None:
    mem, beside = open_memory("a.db"), open_memory("a.db", embedder="hash")
    mem.remember_many([{"content": text} for text in ("the cat sat", "a dog")])
    mem.recall("cat")
    beside.recall("cat")
    told: list[tuple[int, int]] = []
    mem.reembed(Other(), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    assert (mem.stats().model, mem.stats().vectors, mem.stats().pending_vectors) == ("other/1", 2, 0)
    assert len(mem.recall("zebra")) == 2
    with pytest.raises(EmbedderMismatch, match="other"):
        beside.recall("cat")
    with pytest.raises(EmbedderMismatch, match="reembed"):
        open_memory("a.db", embedder="hash")
    with pytest.raises(EmbedderMismatch, match="other"):
        open_memory("a.db", embedder=None).recall("cat")
    assert len(open_memory("a.db", embedder=Other()).recall("zebra")) == 2
    mem.remember("a third")
    mem.reembed("hash")
    assert len(mem.recall("zebra")) == 3
    assert mem.check() == []
