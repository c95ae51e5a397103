"""Making the vectors that are still missing, and changing the model they come from."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .. import store as stored
from ..embed import Embedder, Forgetful, TokenEmbedder
from ..errors import StoreBusy, StoreFull, StoreUnwritable
from ..store import StoredVector, TokenRow, VectorRows
from ._text import searchable
from ._tokens import pack_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..store import Model, NewVector, Pending, Reader, Space, Store

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are in all."""

_FIELD = "content"
_BATCH = 64
_FIRST_BATCH = 4
_LOOKAHEAD = 1024
_QUERY_CACHE = 256


class _Piece(NamedTuple):
    """
    A part of a text that fits the model.

    Attributes:
        start, stop: Where it lies in the content.

        text: What is embedded of it: with the speaker's name.

        digest: The key of its vector in the embedding cache.
    """

    start: int
    stop: int
    text: str
    digest: bytes


class QueryVectors(NamedTuple):
    """
    A question as the model reads it.

    Attributes:
        vector: Unit vector, shape ``(dims,)``. Of a question longer than the window, the mean of its pieces.

        tokens: Its tokens' vectors, shape ``(n, token_dims)``; `None` where the embedder makes none.

        words: The word each of *tokens* belongs to.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32] | None = None
    words: tuple[str, ...] = ()


_Batch: TypeAlias = "list[tuple[Pending, list[_Piece]]]"


class Vectorizer:
    """
    Fills in a store's pending vectors with one embedder. Safe to use from several threads.

    Args:
        embedder: Called for the texts whose vectors no earlier text of the store has.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self.embedder = embedder
        self._store = store
        self._turn = threading.Lock()
        self._queries: OrderedDict[str, QueryVectors] = OrderedDict()
        self._queries_lock = threading.Lock()
        self._transient: dict[int, list[NewVector]] = {}
        self._seconds_per_piece: float | None = None

    def query(self, text: str) -> QueryVectors:
        """
        Return the vectors of a query.

        Raises:
            EmbedderUnavailable: the model did not answer.
        """
        with self._queries_lock:
            if text in self._queries:
                self._queries.move_to_end(text)
                return self._queries[text]
        made = self._read_query([text[start:stop] for start, stop in self.embedder.split(text)])
        with self._queries_lock:
            self._queries[text] = made
            if len(self._queries) > _QUERY_CACHE:
                self._queries.popitem(last=False)
        return made

    def _read_query(self, pieces: list[str]) -> QueryVectors:
        import numpy as np

        if not isinstance(self.embedder, TokenEmbedder):
            return QueryVectors(_direction(self.embedder.embed(pieces, "query")))
        read = self.embedder.embed_tokens(pieces, "query")
        words = [word for piece in pieces for word in self.embedder.token_words(piece)]
        return QueryVectors(
            _direction(np.stack([piece.vector for piece in read])),
            np.concatenate([piece.tokens for piece in read]),
            tuple(words),
        )

    def forget(self) -> None:
        """Drop what is kept in memory of texts seen."""
        with self._queries_lock:
            self._queries.clear()
        self._transient = {}
        if isinstance(self.embedder, Forgetful):
            self.embedder.forget()

    def fill(
        self,
        model: Model,
        space: Space | None = None,
        *,
        budget_s: float | None = None,
        progress: Progress | None = None,
    ) -> int:
        """
        Make pending vectors until none is left or *budget_s* is spent.

        Args:
            space: Only this space's; `None` for all.

            budget_s: Stop before a batch that would outlast it; `None` for no bound.

        Returns:
            How many versions are still pending.

        Raises:
            EmbedderUnavailable: the model did not answer; what was made so far is kept.
        """
        deadline = None if budget_s is None else time.monotonic() + budget_s
        if not self._turn.acquire(timeout=-1 if budget_s is None else max(budget_s, 0)):
            return self._left(model, space)
        try:
            return self._fill(model, space, deadline, progress)
        finally:
            self._turn.release()

    def _fill(
        self, model: Model, space: Space | None, deadline: float | None, progress: Progress | None
    ) -> int:
        total = self._left(model, space)
        left = total
        while left:
            with self._store.read() as reader:
                waiting = reader.pending(model, space, _LOOKAHEAD)
            # Shortest first: under a budget one huge text must not keep the rest waiting.
            waiting.sort(key=lambda item: len(item.content))
            while batch := self._affordable(waiting, deadline):
                if not self._make(model, batch, deadline):
                    return self._left(model, space)
                del waiting[: len(batch)]
                if progress:
                    progress(min(total, total - left + len(batch)), total)
                left -= len(batch)
            left = self._left(model, space)
            if waiting:
                break
        return left

    def _left(self, model: Model, space: Space | None) -> int:
        with self._store.read() as reader:
            return reader.pending_count(model, space)

    def _affordable(self, waiting: Sequence[Pending], deadline: float | None) -> _Batch:
        """Return the next texts with their pieces: as many as fit one batch and the time left."""
        limit = float(_BATCH)
        if deadline is not None:
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return []
            known = self._seconds_per_piece
            limit = _FIRST_BATCH if known is None else min(_BATCH, left_s / known)
        batch: _Batch = []
        count = 0
        for item in waiting:
            pieces = self._pieces(item)
            count += len(pieces)
            # Without a deadline a text of more pieces than a batch must still get its turn.
            if count > limit and (batch or deadline is not None):
                break
            batch.append((item, pieces))
        return batch

    def _pieces(self, item: Pending) -> list[_Piece]:
        texts = [
            (start, stop, searchable(item.content[start:stop], item.speaker))
            for start, stop in self.embedder.split(item.content)
        ]
        return [_Piece(start, stop, text, self._digest(text)) for start, stop, text in texts]

    def _make(self, model: Model, batch: _Batch, deadline: float | None) -> bool:
        """Make and store the vectors of *batch*; say whether that was possible."""
        vectors = self._vectors_of(batch)
        wait_s = None if deadline is None else max(deadline - time.monotonic(), 0.0)
        try:
            with self._store.write(wait_s=wait_s) as writer:
                writer.add_vectors(model, [item for item, _ in batch], vectors)
        except (StoreBusy, StoreFull, StoreUnwritable):
            # With a deadline the caller would rather have an answer; without one, know what is wrong.
            if deadline is None:
                raise
            return False
        return True

    def _vectors_of(self, batch: _Batch) -> list[NewVector]:
        texts = {piece.digest: piece.text for _, pieces in batch for piece in pieces}
        with self._store.read() as reader:
            data = reader.cached_vectors(texts)
        data |= self._embed({digest: text for digest, text in texts.items() if digest not in data})
        return [
            stored.NewVector(
                item.version, _FIELD, i, piece.start, piece.stop, piece.digest, data[piece.digest]
            )
            for item, pieces in batch
            for i, piece in enumerate(pieces)
        ]

    def _embed(self, texts: dict[bytes, str]) -> dict[bytes, StoredVector]:
        if not texts:
            return {}
        began = time.monotonic()
        made = self._embed_documents(list(texts.values()))
        self._seconds_per_piece = max((time.monotonic() - began) / len(texts), 1e-6)
        return dict(zip(texts, made, strict=True))

    def _embed_documents(self, texts: list[str]) -> list[StoredVector]:
        if not isinstance(self.embedder, TokenEmbedder):
            return [StoredVector(_half(vector)) for vector in self.embedder.embed(texts, "document")]
        read = self.embedder.embed_tokens(texts, "document")
        width = self.embedder.token_dims // 8
        return [StoredVector(_half(text.vector), pack_tokens(text.tokens), width) for text in read]

    def _digest(self, text: str) -> bytes:
        """Return the key of a text's vector: worthless without the store's secret."""
        keyed = blake2b(self.embedder.model.encode(), digest_size=16, key=self._store.secret())
        keyed.update(b"\0" + text.encode())
        return keyed.digest()

    def transient(
        self, reader: Reader, model: Model, space: Space, budget_s: float
    ) -> tuple[VectorRows, int]:
        """
        Make pending vectors in memory only, for a store that may not be written.

        Returns:
            The vectors, and how many versions are still without.
        """
        deadline = time.monotonic() + budget_s
        waiting = reader.pending(model, space, 1_000_000)
        todo = sorted((w for w in waiting if w.version not in self._transient), key=lambda w: len(w.content))
        while todo and (batch := self._affordable(todo, deadline)):
            for vector in self._vectors_of(batch):
                self._transient.setdefault(vector.version, []).append(vector)
            todo = todo[len(batch) :]
        made = [new for item in waiting for new in self._transient.get(item.version, ())]
        rows = VectorRows([0] * len(made), [new.version for new in made], [new.vector.data for new in made])
        return rows, len(todo)

    def tokens(self, reader: Reader, model: Model, versions: Sequence[int]) -> list[TokenRow]:
        """Return the token vectors of these versions, those kept in memory only among them."""
        rows = reader.tokens(model, versions)
        rows += [
            TokenRow(version, new.piece, new.vector.tokens)
            for version in versions
            for new in self._transient.get(version, ())
        ]
        return rows


def _direction(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    mean = rows.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)


def _half(vector: NDArray[np.float32]) -> bytes:
    return vector.astype("<f2").tobytes()


def reembed(store: Store, embedder: Embedder, progress: Progress | None = None) -> Model:
    """
    Change the model every vector of *store* comes from, while recall goes on with the old one.

    Interrupted at any point, it goes on from there when called again with the same embedder.

    Raises:
        EmbedderUnavailable: the model did not answer; what was made so far is kept.
    """
    target = _target(store, embedder)
    vectorizer = Vectorizer(store, embedder)
    while True:
        vectorizer.fill(target, progress=progress)
        with store.write() as writer:
            # Something may have been written between the last batch and this lock.
            if writer.pending_count(target, None) == 0:
                writer.activate(target)
                return target


def _target(store: Store, embedder: Embedder) -> Model:
    with store.write() as writer:
        for model in writer.models():
            if model.model == embedder.model:
                return model
            if model.role == "target":
                writer.drop_model(model)
        target = writer.add_model(embedder.name, embedder.model, 0, "target")
        writer.enqueue_all(target)
        return target
