"""A store of evaluation data, kept between runs, since making its vectors takes most of the time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import mnemic
from mnemic import Memory, bench
from mnemic.recall import Pipeline


class Spaces:
    """
    The conversations of a data set, each in a space of its own, in one store: what they share is embedded once.

    Args:
        folder: Where the store is kept; what it lacks is added.

        most: How many conversations to take; `None` for all.
    """

    def __init__(self, dataset: bench.Dataset, folder: Path, most: int | None = None) -> None:
        self.dataset = dataset
        self.names: Sequence[str] = list(dataset.conversations)[:most]
        folder.mkdir(parents=True, exist_ok=True)
        self._store = folder / f"{dataset.sources[0].sha256[:12]}.db"
        with mnemic.open(self._store) as mem:
            kept = set(mem.spaces())
        for name in self.names:
            if name not in kept:
                self._fill(name)

    def open(self, conversation: str, pipeline: Pipeline | None = None) -> Memory:
        """Open the space of *conversation*."""
        return mnemic.open(self._store, space=conversation, pipeline=pipeline)

    def _fill(self, name: str) -> None:
        # In one transaction: a run that is stopped halfway leaves no space that looks complete.
        items = [
            {
                "content": turn.text, "speaker": turn.speaker, "role": turn.role, "session": session.id,
                "occurred_at": turn.at, "metadata": {"turn": turn.id},
            }
            for session in self.dataset.conversations[name].sessions for turn in session.turns if turn.text.strip()
        ]  # fmt: skip
        with mnemic.open(self._store, space=name) as mem:
            mem.remember_many(items)
            mem.flush()
        print(f"stored {name}: {len(items)} turns", file=sys.stderr, flush=True)
