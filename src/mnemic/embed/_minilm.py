"""The default embedder: all-MiniLM-L6-v2 in int8 on onnxruntime, from weights inside the package."""

from __future__ import annotations

import ctypes
import hashlib
import os
import threading
import weakref
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..errors import ArgumentError, ModelError
from ._protocol import Purpose, TokenVectors
from ._vectors import embed_pieces, unit_rows
from ._wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAPH_SHA256: Final = "f2a6155792a7899145dd3af99cbaf4555784b212aa13bcab807a2dbfff5ac955"
VOCABULARY_SHA256: Final = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

_WEIGHTS = Path(__file__).parent / "weights"
_DIMS = 384
_WINDOW = 256
_BATCH_TOKENS = 512
"""Tokens per run, padding included. Larger batches leave the processor's cache and are slower."""

_MAX_THREADS = 8


class _Session(Protocol):
    """What is used of onnxruntime's session; the library has no types."""

    def run(self, outputs: list[str], inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]: ...


_live: weakref.WeakSet[MiniLM] = weakref.WeakSet()


class MiniLM:
    """
    all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020), 384 dimensions, 256 word pieces.

    A text's vector does not depend on the texts embedded along with it. The weights are read and checked
    at the first use, and again in a forked process; nothing is ever downloaded.

    Args:
        threads: Processor threads for one call, by default one for each processor this process may
            use, up to 8.
    """

    def __init__(self, *, threads: int | None = None) -> None:
        if threads is not None and threads < 1:
            raise ArgumentError(f"threads={threads!r} leaves nothing to compute with; use 1 or more, or None")
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: _Session | None = None
        self._wordpiece: WordPiece | None = None
        _live.add(self)

    @property
    def name(self) -> str:
        """The name to open it by: ``"minilm"``."""
        return "minilm"

    @property
    def model(self) -> str:
        """The model, its precision, and the start of the graph's sha256."""
        return f"minilm-l6-v2/int8/{GRAPH_SHA256[:12]}"

    @property
    def dims(self) -> int:
        """384."""
        return _DIMS

    def __repr__(self) -> str:
        return f"MiniLM(threads={self._threads})"

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Cut *text* between words into overlapping pieces of up to 256 word pieces."""
        return self._tokenizer().split(text)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text. Documents and queries are embedded alike.

        A text longer than the window gets the mean direction of its pieces.

        Raises:
            ModelError: the weights are missing or altered.
        """
        import numpy as np

        if not texts:
            return np.empty((0, _DIMS), dtype=np.float32)
        return embed_pieces(texts, self.split, self._embed_whole)

    def _embed_whole(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.empty((len(texts), _DIMS), dtype=np.float32)
        for batch, _, (sentences,) in self._run(texts, ["sentence"]):
            vectors[batch] = sentences
        return unit_rows(vectors)

    @property
    def token_dims(self) -> int:
        """384."""
        return _DIMS

    def embed_tokens(self, texts: Sequence[str], purpose: Purpose = "document") -> list[TokenVectors]:
        """
        Return each text's vector and those of its word pieces: the last hidden states, unscaled.

        A text longer than the window is read piece by piece, some words twice. The vectors cost no more than
        those of `embed`: the model makes them on the way.

        Raises:
            ModelError: the weights are missing or altered.
        """
        cuts = [self.split(text) for text in texts]
        pieces = [text[start:end] for text, spans in zip(texts, cuts, strict=True) for start, end in spans]
        read = iter(self._read_whole(pieces))
        return [_joined([next(read) for _ in spans]) for spans in cuts]

    def _read_whole(self, texts: list[str]) -> list[TokenVectors]:
        found: dict[int, TokenVectors] = {}
        for batch, sizes, (sentences, tokens) in self._run(texts, ["sentence", "tokens"]):
            for at, (row, size) in enumerate(zip(batch, sizes, strict=True)):
                # Without [CLS] and [SEP]; copied, or the whole padded batch would be kept.
                found[row] = TokenVectors(sentences[at], tokens[at, 1 : size - 1].copy())
        return [found[row] for row in range(len(texts))]

    def token_words(self, text: str) -> list[str]:
        """Return the word, as it stands in *text*, that each word piece belongs to."""
        words = list(self._tokenizer().words(text))
        bounds = [*(start for start, _ in words), len(text)]
        return [
            text[start:end].strip() for (start, ids), end in zip(words, bounds[1:], strict=True) for _ in ids
        ]

    def _run(
        self, texts: Sequence[str], outputs: list[str]
    ) -> Iterator[tuple[list[int], list[int], list[NDArray[np.float32]]]]:
        """Yield, batch by batch, which of *texts* are in it, their sizes in ids, and the model's outputs."""
        session = self._session()
        encode = self._tokenizer().encode
        ids = [encode(text) for text in texts]
        sizes = [len(row) for row in ids]
        for batch in _batches(sizes):
            rows = [ids[row] for row in batch]
            yield batch, [len(row) for row in rows], session.run(outputs, _padded(rows))

    def forget(self) -> None:
        """Drop the words of texts seen, which are kept to be faster."""
        if self._wordpiece is not None:
            self._wordpiece.forget()

    def _tokenizer(self) -> WordPiece:
        if self._wordpiece is None:
            with self._lock:
                if self._wordpiece is None:
                    self._wordpiece = WordPiece(load_vocabulary(), window=_WINDOW)
        return self._wordpiece

    def _session(self) -> _Session:
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    self._loaded = _load(self._graph(), self._threads or _default_threads())
        return self._loaded

    def _graph(self) -> bytes:
        return _read("minilm-int8.onnx", GRAPH_SHA256)

    def _after_fork(self) -> None:
        """
        Forget the parent's session, so that the next call loads one for this process.

        A fork inherits the session but not its threads, and freeing it, even at exit, would wait for them
        for ever. So a reference is kept that nobody drops.
        """
        self._lock = threading.Lock()
        if self._loaded is not None:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._loaded))
            self._loaded = None


def load_vocabulary() -> dict[str, int]:
    """
    Read MiniLM's word pieces, each with its id.

    Raises:
        ModelError: the file is missing or altered.
    """
    pieces = _read("vocab.txt", VOCABULARY_SHA256).decode("utf-8").splitlines()
    return {piece: number for number, piece in enumerate(pieces)}


def _after_fork() -> None:
    for minilm in list(_live):
        minilm._after_fork()


if hasattr(os, "register_at_fork"):  # where processes can fork
    os.register_at_fork(after_in_child=_after_fork)


def _load(graph: bytes, threads: int) -> _Session:
    onnxruntime = _quiet_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # plans memory for one input shape; ours vary
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads stay idle
    session: _Session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return session


def _quiet_onnxruntime() -> Any:
    """
    Import onnxruntime without its telemetry.

    From 1.29 on, importing it on Linux or macOS makes an identifier and a database in the user's cache folder
    and starts a thread that reports to Microsoft; a forked process then hangs at exit. Only this variable, set
    before the first import of the process, prevents all of that. Where somebody else imported it earlier, the
    call at least ends the events.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    onnxruntime: Any = import_module("onnxruntime")
    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _read(name: str, sha256: str) -> bytes:
    path = _WEIGHTS / name
    way_out = (
        "reinstall it: pip install --force-reinstall --no-deps mnemic (in a source tree: pip install -e .)"
    )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"the default embedder's file '{path}' cannot be read ({error.strerror}); {way_out}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(
            f"the default embedder's file '{path}' was altered or damaged: "
            f"its sha256 starts {found[:12]}, expected {sha256[:12]}; {way_out}"
        )
    return content


def _default_threads() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MAX_THREADS)


def _joined(pieces: Sequence[TokenVectors]) -> TokenVectors:
    """Return the vectors of a text from those of its pieces."""
    import numpy as np

    vector = unit_rows(np.sum([piece.vector for piece in pieces], axis=0, keepdims=True))[0]
    return TokenVectors(vector, np.concatenate([piece.tokens for piece in pieces]))


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of similar size, so that few tokens are padding; yield the indices of each group."""
    batch: list[int] = []
    for row in sorted(range(len(sizes)), key=sizes.__getitem__):
        if batch and sizes[row] * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int64]]:
    import numpy as np

    ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return {"input_ids": ids, "attention_mask": mask}
