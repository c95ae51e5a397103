"""Token vectors in a store: kept beside their vector, shared by equal texts, and gone with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.embed import TokenVectors
from mnemic.errors import EmbedderMismatch
from mnemic.index import pack_tokens
from mnemic.recall import Recall
from word_embedder import WordEmbedder

if TYPE_CHECKING:
    from conftest import OpenMemory

TOKENS = "SELECT v.version, v.piece, t.data FROM tokens t JOIN vectors v ON v.row = t.row ORDER BY v.version, v.piece"


def rows(path: Path, sql: str) -> list[Any]:
    """Return what a store file holds."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def tokens_seen(found: Recall) -> dict[str, float | None]:
    """Return how well each hit meets the question's words."""
    return {
        hit.cube.content: {part.channel: part.score for part in hit.channels}.get("tokens") for hit in found
    }


def test_each_piece_of_each_version_has_the_signs_of_its_words(tmp_path: Path) -> None:
    path, embedder = tmp_path / "m.db", WordEmbedder(window_chars=32)
    with mnemic.open(path, embedder=embedder) as mem:
        cube = mem.remember("a violin", speaker="Ana")
        mem.remember("?!")
        mem.remember("one two three four five six seven eight nine ten")
        mem.update(cube.id, content="a cello")
        mem.flush()
        assert mem.stats().vectors == 5
    found = rows(path, TOKENS)
    words = [["Ana", "a", "violin"], ["Ana", "a", "cello"]]
    first, second = (pack_tokens(embedder.word_vectors(told)) for told in words)
    assert (found[0], found[-1]) == ((1, 0, first), (4, 0, second))
    # A text without a word has a vector, and no row of tokens.
    assert [(version, piece) for version, piece, _ in found] == [(1, 0), (3, 0), (3, 1), (4, 0)]
    assert all(len(data) % 8 == 0 for *_, data in found)


def test_an_equal_text_has_its_token_vectors_without_a_call_of_the_model(open_memory: OpenMemory) -> None:
    embedder = WordEmbedder()
    mem = open_memory(embedder=embedder)
    mem.remember("a violin", speaker="Ana")
    mem.flush()
    embedder.read.clear()
    mem.remember("a violin", speaker="Ana", user="ana")
    other = open_memory(embedder=embedder, space="other")
    other.remember("a violin", speaker="Ana")
    for one in (mem, other):
        one.flush()
        assert set(tokens_seen(one.recall("violin", explain=True)).values()) == {1.0}
    assert embedder.read == ["violin"] * 2  # asked by each handle
    mem.remember("a violin", speaker="Bo")
    mem.flush()
    assert embedder.read == [*["violin"] * 2, "Bo: a violin"]


def test_a_vectors_tokens_go_with_it(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        mem.remember_many([{"content": text} for text in ("a violin", "a cello", "a flute")])
        mem.flush()
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("DELETE FROM vectors WHERE version = 2")
        assert [version for version, *_ in connection.execute(TOKENS)] == [1, 3]
        assert connection.execute("SELECT count(*) FROM tokens").fetchone() == (2,)
    connection.close()


@pytest.mark.parametrize("how", ["ids", "space"])
def test_what_is_forgotten_has_no_token_vectors(tmp_path: Path, how: str) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem, mem_of(path, "other") as other:
        gone = mem.remember("a violin")
        mem.update(gone.id, content="a cello")
        other.remember("a flute")
        for one in (mem, other):
            one.flush()
        receipt = mem.forget(ids=[gone.id]) if how == "ids" else mem.forget(everything=True)
        assert (receipt.status, receipt.vectors) == ("complete", 2)
        assert other.check() == []
    assert rows(path, "SELECT count(*) FROM tokens") == [(1,)]
    assert [data for *_, data in rows(path, TOKENS)] == [
        pack_tokens(WordEmbedder().word_vectors(["a", "flute"]))
    ]


def mem_of(path: Path, space: str) -> mnemic.Memory:
    """Open another space."""
    return mnemic.open(path, embedder=WordEmbedder(), space=space)


def test_a_new_vector_in_a_deleted_ones_row_has_its_own_tokens(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        gone = mem.remember("a violin")
        mem.flush()
        mem.forget(ids=[gone.id])
        mem.remember("a flute")
        mem.flush()
        assert tokens_seen(mem.recall("flute", explain=True)) == {"a flute": 1.0}
        assert (tokens_seen(mem.recall("violin", explain=True))["a flute"] or 0) < 0.9
    assert rows(path, "SELECT row FROM vectors") == rows(path, "SELECT row FROM tokens") == [(1,)]


def test_reembedding_drops_token_vectors_and_makes_them_anew(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        mem.remember_many([{"content": text} for text in ("a violin", "a cello")])
        mem.flush()
        with_tokens = mem.recall("violin", explain=True)
        assert tokens_seen(with_tokens)["a violin"] == 1
        mem.reembed("hash")
        assert rows(path, "SELECT count(*) FROM tokens") == [(0,)]
        without = mem.recall("violin", explain=True)
        assert tokens_seen(without) == {"a violin": None, "a cello": None}
        assert len(without) == 2
        mem.reembed(WordEmbedder(128, model="words/2"))
        assert [len(data) for *_, data in rows(path, TOKENS)] == [32, 32]
        assert tokens_seen(mem.recall("violin", explain=True))["a violin"] == 1
        mem.reembed(WordEmbedder())
        again = mem.recall("violin", explain=True)
        assert [(hit.cube, hit.score, hit.channels) for hit in again] == [
            (hit.cube, hit.score, hit.channels) for hit in with_tokens
        ]
        assert mem.check() == []
    with pytest.raises(EmbedderMismatch, match="words"):
        mnemic.open(path, embedder="hash")


class Stopping(WordEmbedder):
    """Another model, which gives up in the middle."""

    def embed_tokens(self, texts: Sequence[str], purpose: Any = "document") -> list[TokenVectors]:
        """Embed one batch."""
        if self.read:
            raise KeyboardInterrupt
        return super().embed_tokens(texts, purpose)


def test_while_a_new_models_vectors_are_made_the_old_ones_tokens_answer(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        mem.remember_many([{"content": f"a violin, number {number}"} for number in range(100)])
        mem.flush()
        before = mem.recall("violin", explain=True, limit=100)
        with pytest.raises(KeyboardInterrupt):
            mem.reembed(Stopping(128, model="words/2"))
        assert rows(path, "SELECT count(*) FROM tokens") == [(164,)]
        assert mem.recall("violin", explain=True, limit=100).hits == before.hits
        mem.reembed("hash")
        assert rows(path, "SELECT count(*) FROM tokens") == [(0,)]


def test_a_read_only_handle_compares_words_it_may_not_store(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder(window_chars=32)) as mem:
        mem.remember("a violin")
        mem.flush()
        mem.remember_many([{"content": "a cello"}, {"content": "far beyond the sea there once was a flute"}])
    before = path.read_bytes()
    with mnemic.open(path, embedder=WordEmbedder(window_chars=32), read_only=True) as mem:
        for _ in range(2):
            assert mem.stats().pending_vectors == 2
            assert tokens_seen(mem.recall("violin", explain=True))["a violin"] == pytest.approx(1)
            for word in ("cello", "flute"):
                found = mem.recall(word, explain=True)
                assert found.degraded == ()
                assert word in found[0].cube.content
                assert tokens_seen(found)[found[0].cube.content] == pytest.approx(1)
    assert path.read_bytes() == before
    with mnemic.open(path, embedder=WordEmbedder(window_chars=32)) as mem:
        stored = mem.recall("flute", explain=True)
        with mnemic.open(path, embedder=WordEmbedder(window_chars=32), read_only=True) as reader:
            assert reader.recall("flute", explain=True).hits == stored.hits


def test_an_erased_text_leaves_no_token_vectors_in_a_read_only_handle(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder=WordEmbedder()) as mem:
        mem.remember("a flute")
        gone = mem.remember("a violin")
        with mnemic.open(path, embedder=WordEmbedder(), read_only=True) as reader:
            assert tokens_seen(reader.recall("violin", explain=True))["a violin"] == 1
            mem.forget(ids=[gone.id])
            mem.remember("a cello")
            assert set(tokens_seen(reader.recall("violin", explain=True))) == {"a flute", "a cello"}
            assert (
                max(score or 0 for score in tokens_seen(reader.recall("violin", explain=True)).values()) < 0.9
            )


def test_an_archive_keeps_its_token_vectors(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder())
    cube = mem.remember("a violin")
    mem.flush()
    mem.archive(ids=[cube.id])
    assert tokens_seen(mem.recall("violin", tiers=["archive"], explain=True)) == {"a violin": 1.0}


def test_a_backup_has_the_token_vectors(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder=WordEmbedder()) as mem:
        mem.remember("a violin")
        mem.flush()
        mem.backup(tmp_path / "copy.db")
    assert rows(tmp_path / "copy.db", TOKENS) == rows(tmp_path / "m.db", TOKENS) != []
