"""The default embedder with its real weights."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from mnemic.embed import Embedder, MiniLM, TokenEmbedder, _minilm
from mnemic.errors import ArgumentError, ModelError


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    return MiniLM(threads=1)


@pytest.mark.model
def test_related_texts_are_nearer_than_unrelated_ones(minilm: MiniLM) -> None:
    cat, kitten, tax = minilm.embed(["The cat sat on the mat.", "A kitten lay on a rug.", "Income tax law"])
    assert cat @ kitten > 0.5 > 0.2 > cat @ tax


@pytest.mark.model
def test_a_vector_does_not_depend_on_its_batch(minilm: MiniLM) -> None:
    texts = [f"Sentence {n} is about {'very ' * (n % 40)}old clocks." for n in range(60)]
    alone = np.concatenate([minilm.embed([text]) for text in texts])
    assert np.abs(minilm.embed(texts) - alone).max() < 1e-5


@pytest.mark.model
def test_every_text_gets_a_unit_vector(minilm: MiniLM) -> None:
    texts = ["", " ", "\u200b\ufffd", "\U00013000" * 9, "\ud800", "\0", "x" * 5000, "plain", "\u6f22" * 700]
    vectors = minilm.embed(texts)
    assert vectors.shape == (len(texts), minilm.dims)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


@pytest.mark.model
def test_the_end_of_a_text_beyond_the_window_changes_its_vector(minilm: MiniLM) -> None:
    start = "We talked about the weather. " * 100
    first, second = minilm.embed([start + "I adopted a dog.", start + "Mortgage rates rose in May. " * 20])
    assert first @ second < 0.999


@pytest.mark.model
def test_no_texts_give_no_vectors(minilm: MiniLM) -> None:
    assert minilm.embed([]).shape == (0, 384)


TEXTS = (
    "The cat sat on the mat.", "", " \t ", "?!", "Straße, naïve café — déjà vu", "我昨天去了海边", "👩‍👩‍👧‍👦 hi",
    "unbelievably tokenizable", "a\0b \ufffd", "x" * 300, "Ana: I don't know, e.g. 3.5% of it…",
)  # fmt: skip


@pytest.mark.model
def test_a_texts_tokens_come_with_the_vector_embed_gives(minilm: MiniLM) -> None:
    assert isinstance(minilm, TokenEmbedder)
    assert minilm.token_dims == 384
    read = minilm.embed_tokens(TEXTS)
    assert len(read) == len(TEXTS)
    vectors = minilm.embed(TEXTS)
    for text, vector, (own, tokens) in zip(TEXTS, vectors, read, strict=True):
        assert np.abs(own - vector).max() < 1e-5, text
        assert tokens.dtype == own.dtype == np.float32
        assert tokens.shape == (len(minilm.token_words(text)), 384), text
    assert list(minilm.embed_tokens([])) == []


@pytest.mark.model
def test_tokens_do_not_depend_on_their_batch_nor_hold_it_in_memory(minilm: MiniLM) -> None:
    texts = [f"Sentence {n} is about {'very ' * (n % 40)}old clocks." for n in range(60)]
    for text, (_, tokens) in zip(texts, minilm.embed_tokens(texts), strict=True):
        alone = minilm.embed_tokens([text])[0].tokens
        assert np.abs(tokens - alone).max() < 1e-3
        assert tokens.base is None or tokens.base.nbytes <= tokens.nbytes


@pytest.mark.model
def test_each_token_belongs_to_a_word_as_it_is_written(minilm: MiniLM) -> None:
    assert minilm.token_words("Ana's cat, Straße") == ["Ana", "'", "s", "cat", ",", "Straße", "Straße"]
    assert minilm.token_words("  unbelievably 海边 ") == ["unbelievably"] * 5 + ["海", "边"]
    assert minilm.token_words("") == minilm.token_words(" \0 ") == []


@pytest.mark.model
def test_a_word_reads_otherwise_in_another_context_and_alike_in_a_like_one(minilm: MiniLM) -> None:
    texts = (
        "we sat on the bank of the river",
        "she sat at the bank of the stream",
        "the bank raised its interest",
    )
    river, stream, money = (
        tokens[minilm.token_words(text).index("bank")]
        for text, (_, tokens) in zip(texts, minilm.embed_tokens(texts), strict=True)
    )

    def cosine(one: np.ndarray, other: np.ndarray) -> float:
        return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))

    assert cosine(river, stream) > cosine(river, money) > 0


@pytest.mark.model
def test_a_text_beyond_the_window_is_read_in_pieces_to_its_end(minilm: MiniLM) -> None:
    text = "We talked about the weather. " * 90 + "I adopted a giraffe."
    ((vector, tokens),) = minilm.embed_tokens([text])
    pieces = [text[start:end] for start, end in minilm.split(text)]
    assert len(pieces) > 2
    assert len(tokens) == sum(len(minilm.token_words(piece)) for piece in pieces)
    assert np.abs(vector - minilm.embed([text])[0]).max() < 1e-5


@pytest.mark.model
def test_threads_can_share_one_embedder() -> None:
    shared = MiniLM(threads=1)
    texts = [f"number {n}" for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda text: shared.embed([text])[0], texts))
    assert np.allclose(rows, shared.embed(texts), atol=1e-5)


_FORKING = """
import os
from mnemic.embed import MiniLM
minilm = MiniLM(threads=2)
expected = float(minilm.embed(["after the fork"])[0, 0])
child = os.fork()
if child == 0:
    os._exit(0 if abs(float(minilm.embed(["after the fork"])[0, 0]) - expected) < 1e-5 else 1)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.model
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_can_go_on_embedding() -> None:
    # In an interpreter of its own: forking beside other tests' threads could lock up for reasons of theirs.
    assert (
        subprocess.run([sys.executable, "-W", "ignore", "-c", _FORKING], timeout=60, check=False).returncode
        == 0
    )


def _run(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run *code* in an interpreter that has imported nothing yet, with an empty home folder."""
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache")}
    command = [
        sys.executable,
        "-W",
        "ignore::DeprecationWarning",
        "-c",
        code,
    ]  # 3.12 warns of forks in general
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


@pytest.mark.model
def test_embedding_leaves_no_trace_and_starts_no_reporting_thread(tmp_path: Path) -> None:
    code = (
        "import os, numpy\n"
        "from mnemic.embed import MiniLM\n"
        "task = '/proc/self/task'\n"
        "before = len(os.listdir(task)) if os.path.isdir(task) else 0\n"
        "MiniLM(threads=1).embed(['a'])\n"
        "after = len(os.listdir(task)) if os.path.isdir(task) else 0\n"
        "print(after - before)"
    )
    done = _run(code, tmp_path)
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.model
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("child", ["pass", "minilm.embed(['a'])"])
def test_a_forked_process_ends_by_itself(child: str, tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from mnemic.embed import MiniLM\n"
        "minilm = MiniLM(threads=2)\n"
        "minilm.embed(['a'])\n"
        "child = os.fork()\n"
        f"if child == 0:\n    {child}\n    sys.exit(7)\n"  # a normal end, unlike os._exit, runs all destructors
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    done = _run(code, tmp_path)
    assert (done.returncode, done.stderr) == (7, "")


def test_identity_names_the_graph_without_loading_it() -> None:
    minilm = MiniLM()
    assert isinstance(minilm, Embedder)
    assert minilm.name == "minilm"
    assert minilm.model == f"minilm-l6-v2/int8/{_minilm.GRAPH_SHA256[:12]}"
    assert minilm.dims == 384
    assert minilm._loaded is None
    assert repr(minilm) == "MiniLM(threads=None)"


@pytest.mark.parametrize("threads", [0, -1])
def test_no_threads_are_refused(threads: int) -> None:
    with pytest.raises(ArgumentError, match="use 1 or more"):
        MiniLM(threads=threads)


def test_missing_weights_say_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_minilm, "_WEIGHTS", tmp_path)
    with pytest.raises(ModelError, match=r"vocab\.txt.*reinstall"):
        MiniLM().embed(["a"])


@pytest.mark.model
def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = (_minilm._WEIGHTS / "vocab.txt").read_bytes()
    (tmp_path / "vocab.txt").write_bytes(vocabulary)
    (tmp_path / "minilm-int8.onnx").write_bytes(b"something else")
    monkeypatch.setattr(_minilm, "_WEIGHTS", tmp_path)
    with pytest.raises(ModelError, match=r"altered or damaged.*reinstall"):
        MiniLM().embed(["a"])


def test_importing_loads_neither_numpy_nor_onnxruntime_and_prints_nothing() -> None:
    code = (
        "import importlib.util, sys, types\n"
        "root = importlib.util.find_spec('mnemic').submodule_search_locations[0]\n"
        "package = types.ModuleType('mnemic'); package.__path__ = [root]; sys.modules['mnemic'] = package\n"
        "import mnemic.embed\n"
        "assert not {'numpy', 'onnxruntime', 'httpx'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
