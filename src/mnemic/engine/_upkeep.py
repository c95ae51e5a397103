"""The verbs about the store as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import govern
from ..embed import resolve
from ..index import reembed
from ._handle import Handle
from ._verb import verb

if TYPE_CHECKING:
    from ..index import EmbedderSpec, Progress
    from ..store import Finding
    from ._results import AuditHead, Stats

_COUNTED = ("cubes", "versions", "links", "vectors", "pending", "operations")


class UpkeepVerbs(Handle):
    """What `Memory` says of its store, and does for it."""

    @verb
    def flush(self, *, progress: Progress | None = None) -> None:
        """
        Wait until every vector of the store is in place.

        Args:
            progress: Called with how many are done and how many there are.

        Raises:
            EmbedderUnavailable: the model did not answer; what was made so far is kept.
        """
        model, vectorizer = self._model.current()
        if model is not None and vectorizer is not None:
            vectorizer.fill(model, progress=progress)

    @verb
    def reembed(self, embedder: EmbedderSpec, *, progress: Progress | None = None) -> None:
        """
        Change the model all vectors come from, while recall goes on with the old ones.

        Interrupted, it goes on from there when called again with the same embedder.
        """
        chosen = resolve(embedder)
        reembed(self._store, chosen, progress)
        self._model.adopt(chosen)
        self._cache.clear()

    @verb
    def spaces(self) -> tuple[str, ...]:
        """Return the names of the store's spaces."""
        with self._store.read() as reader:
            return tuple(space.name for space in reader.spaces())

    @verb
    def stats(self) -> Stats:
        """Return how much the space and its store hold."""
        from ._results import Stats

        with self._store.read() as reader:
            space = reader.space(self._space)
            counts = reader.counts(space)._asdict() if space else dict.fromkeys(_COUNTED, 0)
            model = next((model for model in reader.models() if model.role == "active"), None)
            return Stats(
                location=self._store.location,
                space=self._space,
                spaces=len(reader.spaces()),
                pending_vectors=counts.pop("pending"),
                **counts,
                embedder=model.name if model else None,
                model=model.model if model else None,
                erasures_pending=sum(job.kind == "scrub" for job in reader.jobs()),
                schema_version=self._store.schema_version(),
                size_bytes=self._store.size_bytes(),
                cache_bytes=self._cache.size_bytes,
            )

    @verb
    def audit_head(self) -> AuditHead:
        """Return the end of the audit chain, to be kept elsewhere."""
        from ._results import AuditHead

        with self._store.read() as reader:
            count, link = reader.audit_head()
        return AuditHead(count, link.hex())

    @verb
    def check(self, *, repair: bool = False) -> list[Finding]:
        """
        Return everything in which the store disagrees with itself; an empty list when it is sound.

        Args:
            repair: First make anew what is derived (indexes, term lists, missing vectors).
        """
        return govern.repair(self._store) if repair else govern.check(self._store)

    @verb
    def backup(self, path: str | Path, *, progress: Progress | None = None) -> None:
        """
        Copy the store to a new file while it is in use.

        Args:
            progress: Called with the pages still to go and the pages in all.

        Raises:
            StorePathError: *path* exists, or its folder doesn't.
        """
        self._store.backup(path, progress)
