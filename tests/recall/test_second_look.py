"""The closer look at the best: every word against every word, and what kind of text it is."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.embed import HashEmbedder, TokenEmbedder
from mnemic.errors import StoreCorrupted
from mnemic.recall import Candidates, Found, LateInteraction, Pipeline, Recall, Surface, _ranking
from word_embedder import WordEmbedder

if TYPE_CHECKING:
    from conftest import OpenMemory

WORDS = WordEmbedder()
TOKENS = ("tokens", "tokens_context", "tokens_session")
FLAGS = ("asks", "dated", "counted")

Views = dict[str, dict[str, float | None]]


def views(found: Recall) -> Views:
    """Return what every channel says of each hit, by its text."""
    return {hit.cube.content: {part.channel: part.score for part in hit.channels} for hit in found}


def ask(mem: mnemic.Memory, question: str, **arguments: Any) -> Views:
    """Return what every channel says of everything that passes the filters."""
    mem.flush()
    return views(mem.recall(question, limit=1000, explain=True, **arguments))


def tell(mem: mnemic.Memory, *texts: str, **arguments: Any) -> None:
    """Remember *texts* in one session, one after another."""
    mem.remember_many([{"session": "s", "content": text, **arguments} for text in texts])


# Late interaction


def likeness(one: str, other: str) -> float:
    """Return how like two words are: the cosine their signs tell of."""
    first, second = WORDS.word_vectors([one, other])
    return math.cos(math.pi * float((first != second).mean()))


def plain_matches(texts: Sequence[str], question: str) -> list[dict[str, float]]:
    """Return each text's best likeness for each word of the question."""
    words = re.findall(r"\w+", question)
    return [
        {word: max(likeness(word, other) for other in re.findall(r"\w+", text)) for word in words}
        for text in texts
    ]


def plain_mean(matches: Mapping[str, float], texts: Sequence[str]) -> float:
    """Return the mean of *matches*, weighed by how rare the words are in *texts*."""
    weights = {}
    for word in matches:
        having = sum(word.casefold() in re.findall(r"\w+", text.casefold()) for text in texts)
        weights[word] = min(math.log(1 + (len(texts) - having + 0.5) / (having + 0.5)), 5.0)
    return sum(weights[word] * matches[word] for word in matches) / sum(weights.values())


SAYINGS = ("tea porto", "cat violin tea", "dog", "porto porto lamp", "lamp cat", "violin")


@given(
    turns=st.lists(
        st.tuples(st.sampled_from(SAYINGS), st.sampled_from(["s", "t", None])), min_size=1, max_size=7
    ),
    question=st.sampled_from(["violin", "tea dog", "porto lamp zebra", "Cat"]),
)
def test_late_interaction_is_that_of_a_plain_computation(
    turns: list[tuple[str, str | None]], question: str
) -> None:
    texts = [text for text, _ in turns]
    with mnemic.open(":memory:", embedder=WordEmbedder()) as mem:
        cubes = mem.remember_many([{"content": text, "session": session} for text, session in turns])
        mem.flush()
        found = mem.recall(question, limit=20, explain=True)
    own = plain_matches(texts, question)
    assert len(found) == len(turns)
    for hit in found:
        at = [cube.id for cube in cubes].index(hit.cube.id)
        session = turns[at][1]
        of_session = [row for row, (_, other) in enumerate(turns) if other == session]
        near = [own[at]]
        if session is not None:
            before = of_session[: of_session.index(at)][::-1][:2]
            near += [{word: best * value for word, value in own[row].items()}
                     for best, row in zip((0.97, 0.94), before, strict=False)]  # fmt: skip
        whole = [own[row] for row in of_session] if session is not None else [own[at]]
        expected = {"tokens": [own[at]], "tokens_context": near, "tokens_session": whole}
        for part in hit.channels:
            if part.channel in expected:
                best = {word: max(row[word] for row in expected[part.channel]) for word in own[at]}
                assert part.score == pytest.approx(plain_mean(best, texts), abs=2e-5), part
    assert {part.channel for part in found[0].channels} >= set(TOKENS)


def test_a_word_is_met_by_the_speakers_name(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder())
    tell(mem, "nothing here", speaker="Zora")
    tell(mem, "nothing here, either", speaker="Bo")
    seen = ask(mem, "zora")
    assert seen["nothing here"]["tokens"] == pytest.approx(1, abs=1e-6)
    assert (seen["nothing here, either"]["tokens"] or 0) < 0.9


def test_every_piece_of_a_long_text_is_read(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder(window_chars=40))
    tell(mem, "a long walk " * 9 + "to a violin" + " and home again" * 9, session=None)
    mem.flush()
    assert mem.stats().vectors > 3
    (seen,) = ask(mem, "violin").values()
    assert seen["tokens"] == pytest.approx(1, abs=1e-6)


def test_the_reason_names_the_words_that_are_met(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder())
    tell(mem, "the violin of Porto", "a lamp", session=None)
    mem.flush()
    hits = {hit.cube.content: hit.why for hit in mem.recall("violin porto")}
    assert any(reason.startswith("has something for ") for reason in hits["the violin of Porto"])
    assert not any(reason.startswith("has something for ") for reason in hits["a lamp"])


@pytest.mark.parametrize(
    "hidden", [{"user": "bo"}, {"metadata": {"n": 2}}, {"occurred_at": "2026-12-01T00:00:00Z"}]
)
def test_a_neighbour_that_fails_a_filter_changes_nothing(
    open_memory: OpenMemory, hidden: dict[str, Any]
) -> None:
    shown: dict[str, Any] = {
        "user": "ana", "metadata": {"n": 1}, "session": "s", "occurred_at": "2026-05-20T10:00:00Z",
    }  # fmt: skip
    beside, elsewhere = (open_memory(name, embedder=WordEmbedder()) for name in ("a.db", "b.db"))
    for text in ("the tea is ready", "porto is far", "the cat sleeps", "lamps"):
        for mem, session in ((beside, "s"), (elsewhere, "other")):
            mem.remember(f"A violin, {text}?", **{**shown, **hidden, "session": session})
            mem.remember(text, **shown)
    narrow: dict[str, Any] = {"user": "ana", "where": {"metadata.n": 1}, "until": "2026-11-01T00:00:00Z"}
    for question in ("Which violin?", "When was the violin ready?"):
        found, expected = (ask(mem, question, **narrow) for mem in (beside, elsewhere))
        assert len(found) == 4
        for text, view in expected.items():
            names = [*TOKENS, *FLAGS]
            assert {name: found[text][name] for name in names} == {name: view[name] for name in names}
    seen = ask(beside, "violin")
    assert seen["porto is far"]["tokens_context"] != found["porto is far"]["tokens_context"]


def test_what_has_no_token_vectors_yet_is_found_all_the_same(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder())
    tell(mem, "the cat sat", "a dog", session=None)
    mem.flush()
    mem.remember("another cat waits")
    found = mem.recall("cat", explain=True, pending_budget_ms=0)
    assert found.degraded == ("vectors_pending",)
    seen = views(found)
    assert [seen["another cat waits"][name] for name in ("dense", *TOKENS)] == [None] * 4
    assert seen["the cat sat"]["tokens"] == pytest.approx(1, abs=1e-6)
    assert all(0 < hit.score <= 1 for hit in found)
    assert found[0].score == 1
    assert ask(mem, "cat")["another cat waits"]["tokens"] == pytest.approx(1, abs=1e-6)


def test_where_nothing_has_token_vectors_the_first_order_stands(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder())
    plain = open_memory(embedder=WordEmbedder(), pipeline=Pipeline(second=()))
    tell(mem, "the cat sat", "a dog and a cat", "is it a cat?")
    found, expected = (one.recall("cat", pending_budget_ms=0, explain=True) for one in (mem, plain))
    assert found.degraded == expected.degraded == ("vectors_pending",)
    assert found.hits == expected.hits
    assert {part.channel for part in found[0].channels}.isdisjoint({*TOKENS, *FLAGS})


def test_an_embedder_without_tokens_leaves_the_first_order(open_memory: OpenMemory) -> None:
    assert not isinstance(HashEmbedder(), TokenEmbedder)
    assert isinstance(WordEmbedder(), TokenEmbedder)
    mem, plain = open_memory(), open_memory(pipeline=Pipeline(second=()))
    tell(mem, "the cat sat", "a dog and a cat", "is it a cat?", "in May")
    mem.flush()
    for question in ("cat", "When did the cat sit?"):
        found, expected = (one.recall(question, explain=True) for one in (mem, plain))
        assert found.hits == expected.hits
        assert all(not hit.features for hit in found)


@pytest.mark.parametrize("question", ["?!", "—", " . "])
def test_a_question_without_a_word_leaves_the_first_order(open_memory: OpenMemory, question: str) -> None:
    mem = open_memory(embedder=WordEmbedder())
    plain = open_memory(embedder=WordEmbedder(), pipeline=Pipeline(second=()))
    tell(mem, "the cat sat", "a dog")
    mem.flush()
    assert mem.recall(question).hits == plain.recall(question).hits


class OneMore(WordEmbedder):
    """Reads a stroke at the end of every question, that is no word of it."""

    def token_words(self, text: str) -> list[str]:
        """Return the words of *text*, and the stroke."""
        return [*super().token_words(text), "—"] if text.endswith("—") else super().token_words(text)


def test_a_token_that_is_no_word_weighs_nothing_unless_there_is_no_other(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=OneMore())
    tell(mem, "the cat sat", session=None)
    assert ask(mem, "cat —")["the cat sat"]["tokens"] == pytest.approx(1, abs=1e-6)
    assert ask(mem, "—")["the cat sat"]["tokens"] == pytest.approx(
        max(likeness("—", word) for word in ("the", "cat", "sat")), abs=1e-5
    )


@pytest.mark.parametrize("count", [3, 30, 190])
def test_equal_memories_come_in_the_order_they_were_told(open_memory: OpenMemory, count: int) -> None:
    mem = open_memory(":memory:", embedder=WordEmbedder(384))
    at = "2026-05-20T10:00:00Z"
    texts = [("the cat sat on a mat", "a dog")[number % 3 == 1] for number in range(count)]
    mem.remember_many([{"content": text, "occurred_at": at} for text in texts])
    mem.flush()
    found = [hit.cube for hit in mem.recall("Where did that cat of ours sit on the whole?", limit=count)]
    for text in set(texts):
        told = [cube.seq for cube in found if cube.content == text]
        assert told == sorted(told)


def test_damaged_token_vectors_are_a_damaged_store(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        tell(mem, "the cat sat", "a dog")
        mem.flush()
    with sqlite3.connect(path, isolation_level=None) as connection:
        assert connection.execute("UPDATE tokens SET data = substr(data, 1, 9)").rowcount == 2
    connection.close()
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        with pytest.raises(StoreCorrupted, match="check"):
            mem.recall("cat")
        (finding,) = mem.check()
        assert (finding.part, finding.repairable) == ("vectors", True)
        assert mem.check(repair=True) == []
        assert mem.stats().pending_vectors == 2
        hit = mem.recall("cat", limit=1, explain=True)[0]
        assert hit.cube.content == "the cat sat"
        assert {part.channel for part in hit.channels} >= set(TOKENS)


# What kind of text it is


@pytest.fixture
def talk(open_memory: OpenMemory) -> mnemic.Memory:
    """A talk, turn by turn."""
    mem = open_memory(":memory:", embedder=WordEmbedder())
    tell(
        mem,
        "Where do you live?",
        "I moved to Porto in 2019.",
        "¿De verdad? ",
        "Sure!",
        "猫は三匹います",
        "何時ですか？",
    )
    tell(mem, "Really?! (I wonder)", "We have two dogs.", "Last week, too.", "Ok…", session="t")
    return mem


def flagged(mem: mnemic.Memory, flag: str, question: str = "x") -> set[str]:
    """Return the texts that have the flag; every other has a 0."""
    seen = {text: view[flag] for text, view in ask(mem, question).items()}
    assert set(seen.values()) <= {0, 1}
    return {text for text, score in seen.items() if score}


def test_what_ends_with_a_question_asks(talk: mnemic.Memory) -> None:
    assert flagged(talk, "asks") == {"Where do you live?", "¿De verdad? ", "何時ですか？"}


def test_what_tells_a_number_is_counted(talk: mnemic.Memory) -> None:
    assert flagged(talk, "counted") == {"I moved to Porto in 2019.", "猫は三匹います", "We have two dogs."}


def test_what_tells_a_time_is_dated_where_the_question_is_when(talk: mnemic.Memory) -> None:
    assert flagged(talk, "dated") == set()
    dated = flagged(talk, "dated", "When did you move?")
    assert {"I moved to Porto in 2019.", "Last week, too."} <= dated
    assert not dated & {"Where do you live?", "Sure!", "We have two dogs.", "Ok…"}
    hits = {hit.cube.content: hit.why for hit in talk.recall("When did you move?", limit=20)}
    assert "tells a time" in hits["I moved to Porto in 2019."]
    assert "tells a time" not in hits["Sure!"]


def test_only_the_ends_of_a_long_text_are_looked_at(open_memory: OpenMemory) -> None:
    mem = open_memory(":memory:", embedder=WordEmbedder())
    filler = "and we talked on " * 60
    texts = [f"Is it so? {filler}", f"{filler} is it so?", f"In 2019, {filler}", f"{filler} in 2019"]
    tell(mem, *texts, session=None)
    seen = ask(mem, "When did we talk?")
    assert [[seen[text.strip()][flag] if text.strip() in seen else seen[text][flag] for flag in FLAGS]
            for text in texts] == [[0, 0, 0], [1, 0, 0], [0, 1, 1], [0, 0, 0]]  # fmt: skip


# How far it reaches


def test_only_the_best_are_looked_at_and_the_others_stay_behind_in_their_order(
    open_memory: OpenMemory,
) -> None:
    texts = [f"cat {'dog ' * number}" for number in range(12)]
    first = open_memory(":memory:", embedder=WordEmbedder(), pipeline=Pipeline(second=()))
    mem = open_memory("m.db", embedder=WordEmbedder(), pipeline=Pipeline(rerank_top=4))
    for one in (first, mem):
        one.remember_many([{"content": text} for text in texts])
        one.flush()
    found, before = (one.recall("cat", limit=12, explain=True) for one in (mem, first))
    order = [hit.cube.seq for hit in before]
    assert sorted(hit.cube.seq for hit in found[:4]) == sorted(order[:4])
    assert [hit.cube.seq for hit in found[4:]] == order[4:]
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[4] < scores[3]
    assert [bool(hit.features) for hit in found] == [True] * 4 + [False] * 8
    far = {part.channel: (part.score, part.rank) for part in found[11].channels}
    assert far["tokens"] == (None, None)
    assert far["dense"][0] is not None


def test_very_long_texts_are_not_all_read(open_memory: OpenMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ranking, "_WORDS_READ", 50)
    monkeypatch.setattr(_ranking, "_LEAST_READ", 2)
    mem = open_memory(":memory:", embedder=WordEmbedder())
    mem.remember_many([{"content": "cat dog " * 10, "session": str(number)} for number in range(9)])
    mem.flush()
    assert sum(bool(hit.features) for hit in mem.recall("cat", limit=9)) == 2
    monkeypatch.setattr(_ranking, "_WORDS_READ", 100)
    assert sum(bool(hit.features) for hit in mem.recall("cat", limit=9)) == 5


def crowd(open_memory: OpenMemory, **arguments: Any) -> mnemic.Memory:
    """Return a memory of some turns of several sessions and users."""
    mem = open_memory("crowd.db", embedder=WordEmbedder(), **arguments)
    for number in range(24):
        mem.remember(
            f"{('A violin', 'Some tea', 'No lamp')[number % 3]} in {('Porto', 'Lisbon')[number % 2]}, said {number}",
            session=f"s{number // 6}", user=("ana", "bo")[number // 12], speaker=("Ana", "Bo")[number % 2],
        )  # fmt: skip
    return mem


def test_what_was_just_told_is_read_word_by_word(open_memory: OpenMemory) -> None:
    mem = crowd(open_memory)
    found = mem.recall("violin in Porto", explain=True, pending_budget_ms=60_000)
    assert found.degraded == ()
    assert {part.channel: part.score for part in found[0].channels}["tokens"] == pytest.approx(1)
    mem.remember("A flute in Porto", user="ana")
    best = mem.recall("flute in Porto", explain=True, pending_budget_ms=60_000)[0]
    assert best.cube.content == "A flute in Porto"
    assert {part.channel: part.score for part in best.channels}["tokens"] == pytest.approx(1)


def test_what_is_missing_is_told_from_the_same_order(open_memory: OpenMemory) -> None:
    mem = crowd(open_memory)
    question = "What violin did Ana see in Porto?"
    found = mem.recall(question, user="ana", limit=50, explain=True, pending_budget_ms=60_000)
    assert len(found) == 12
    for rank, hit in enumerate(found, 1):
        told = mem.explain_missing(question, hit.cube.id, user="ana", limit=3)
        assert (told.step, told.rank, told.score) == ("returned" if rank <= 3 else "limit", rank, hit.score)
        assert told.channels == hit.channels
    hidden = mem.recall(question, user="bo")[0].cube
    assert mem.explain_missing(question, hidden.id, user="ana").step == "filter"
    bounded = mem.recall(question, user="ana", max_tokens=80)
    kept = {hit.cube.id for hit in bounded}
    assert 0 < len(kept) < 10
    for hit in found[:10]:
        told = mem.explain_missing(question, hit.cube.id, user="ana", max_tokens=80)
        assert told.step == ("returned" if hit.cube.id in kept else "budget")


class Backwards:
    """A reranker that turns the order round, and keeps what it was given."""

    seen: Sequence[str] = ()

    def rerank(
        self, query: str, candidates: Sequence[mnemic.MemCube], scores: Sequence[float]
    ) -> Sequence[float]:
        """Return scores that rise."""
        self.seen = [cube.id for cube in candidates]
        assert list(scores) == sorted(scores, reverse=True)
        return [rank / len(candidates) for rank in range(len(candidates))]


def test_a_reranker_sees_what_the_closer_look_found_best_first(open_memory: OpenMemory) -> None:
    plain, reranker = crowd(open_memory), Backwards()
    turned = open_memory("crowd.db", embedder=WordEmbedder(), pipeline=Pipeline(reranker=reranker))
    question = "What violin did Ana see in Porto?"
    plain.flush()
    found = [hit.cube.id for hit in plain.recall(question, limit=50)]
    assert [hit.cube.id for hit in turned.recall(question, limit=5)] == found[::-1][:5]
    assert reranker.seen == found


@given(st.sampled_from(["violin", "tea in Porto", "When was Bo in Lisbon?", "zebra"]), st.integers(1, 30))
def test_a_smaller_limit_gives_the_beginning_of_a_larger_one(question: str, limit: int) -> None:
    with mnemic.open(":memory:", embedder=WordEmbedder()) as mem:
        mem.remember_many([
            {"content": f"{word} in {town}", "session": town, "speaker": "Bo"}
            for word in ("violin", "tea", "lamp") for town in ("Porto", "Lisbon", "Faro")
        ])  # fmt: skip
        mem.flush()
        assert mem.recall(question, limit=limit).hits == mem.recall(question, limit=30).hits[:limit]


class Nothing:
    """A look that sees nothing."""

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        """Return nothing."""
        return {}


class Everything:
    """A look that says the same of all, in the candidates' order."""

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        """Return what `tokens` might be, and that it read what was there."""
        assert len(candidates.contents(candidates.rows(candidates.places))) == len(candidates.places)
        assert candidates.rows(candidates.surroundings)[: len(candidates.places)] == candidates.rows(
            candidates.places
        )
        return {
            "tokens": Found(
                np.linspace(0, 1, len(candidates.places), dtype=np.float32), lambda at: f"at {at}"
            )
        }


def test_a_look_of_ones_own_has_its_say_and_one_that_sees_nothing_stops_all(open_memory: OpenMemory) -> None:
    texts = [{"content": f"cat {'dog ' * number}"} for number in range(5)]
    own = open_memory("m.db", pipeline=Pipeline(second=(Everything(),)))
    own.remember_many(texts)
    own.flush()
    first = open_memory("m.db", pipeline=Pipeline(second=()))
    found, before = own.recall("cat"), first.recall("cat")
    assert [hit.why[-1] for hit in sorted(found, key=lambda hit: hit.why[-1])] == [
        f"at {at}" for at in range(5)
    ]
    assert next(hit for hit in found if "at 0" in hit.why).cube == before[0].cube
    for second in ((Everything(), Nothing()), (Nothing(), Everything()), (Surface(), LateInteraction())):
        stopped = open_memory("m.db", pipeline=Pipeline(second=second))
        assert stopped.recall("cat").hits == before.hits
