"""The vectors every system is given: made once by mnemic's own embedder, and kept beside the results."""

import hashlib
import importlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ._conversations import Conversations

_BATCH = 64
_TOKEN_CHARACTERS = 512
"""taOSmd embeds so much of a text."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """
    A folder with `texts.json`, `vectors.npy`, `queries.json`, `query_vectors.npy`, and the tokens' vectors.

    Attributes:
        model: What made them.

        text_ms, query_ms: What one took, in a batch of texts and alone.

        digest: SHA-256 of the vectors.
    """

    folder: Path
    model: str
    text_ms: float
    query_ms: float
    digest: str


def embed(data: Conversations, cache: Path, tell: Callable[[str], None]) -> Embedded:
    """
    Return the vectors of *data*'s texts and questions, from *cache* if they were made before.

    A long text's vector is the mean direction of its pieces. Tokens' vectors are the model's last hidden states,
    scaled to length 1, of the first 512 characters, in half precision.
    """
    from mnemic.embed import MiniLM

    model = MiniLM()
    key = hashlib.sha256(f"{data.digest} {model.model}".encode()).hexdigest()[:16]
    folder = cache / f"vectors-{key}"
    about = folder / "about.json"
    if not about.exists():
        tell(f"embedding {len(data.texts())} turns and {len(data.queries())} questions, once")
        draft = cache / f"vectors-{key}-{os.getpid()}"
        draft.mkdir(parents=True)
        made = _make(draft, model, data.texts(), data.queries())
        (draft / "about.json").write_text(json.dumps({"model": model.model, **made}))
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    return Embedded(folder, **json.loads(about.read_text()))


def _make(folder: Path, model: Any, texts: list[str], queries: list[str]) -> dict[str, Any]:
    (folder / "texts.json").write_text(json.dumps(texts))
    (folder / "queries.json").write_text(json.dumps(queries))
    model.embed(texts[:_BATCH])
    start = time.perf_counter()
    vectors = np.concatenate([model.embed(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)])
    text_ms = 1e3 * (time.perf_counter() - start) / len(texts)
    start = time.perf_counter()
    query_vectors = np.concatenate([model.embed([query], "query") for query in queries])
    query_ms = 1e3 * (time.perf_counter() - start) / len(queries)
    np.save(folder / "vectors.npy", vectors)
    np.save(folder / "query_vectors.npy", query_vectors)
    _save_tokens(folder, [*texts, *queries])
    digest = hashlib.sha256(vectors.tobytes() + query_vectors.tobytes()).hexdigest()
    return {"text_ms": text_ms, "query_ms": query_ms, "digest": digest}


def _save_tokens(folder: Path, texts: Sequence[str]) -> None:
    """Write the token vectors of *texts* one behind the other, and where each text's begin."""
    offsets = [0]
    with (folder / "tokens.f16").open("wb") as file:
        for matrix in _token_vectors(texts):
            file.write(matrix.tobytes())
            offsets.append(offsets[-1] + len(matrix))
    (folder / "token_offsets.json").write_text(json.dumps(offsets))


def _token_vectors(texts: Sequence[str]) -> Iterator[Any]:
    """Yield each text's matrix, a row a word piece, the first and the last mark included."""
    import mnemic.embed

    weights = Path(mnemic.embed.__file__).parent / "weights" / "minilm-int8.onnx"
    onnxruntime: Any = importlib.import_module("onnxruntime")
    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    encode = mnemic.embed.WordPiece(mnemic.embed.load_vocabulary(), window=256).encode
    for text in texts:
        ids = np.array([encode(text[:_TOKEN_CHARACTERS])[:256]], np.int64)
        hidden = session.run(["tokens"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        yield (hidden / np.linalg.norm(hidden, axis=1, keepdims=True)).astype(np.float16)
