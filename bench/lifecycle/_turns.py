"""The conversations of evaluation data as turns with their vectors, which are made once and kept."""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnemic.embed import MiniLM
from mnemic.form import Turn
from mnemic.index._text import searchable

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Session:
    """
    One session as the data has it.

    Attributes:
        conversation: What its sessions have in common; the session's own name where that is nothing.

        turns: Its turns, with what a store would give `mnemic.form` of them.

        ids: The turns' ids.
    """

    name: str
    conversation: str
    turns: tuple[Turn, ...]
    ids: tuple[str, ...]


def load(file: Path) -> dict[str, Any]:
    """Return what *file*, JSON in gzip, holds."""
    with gzip.open(file) as opened:
        loaded: dict[str, Any] = json.load(opened)
    return loaded


def sessions_of(data: Mapping[str, Any], names: Sequence[str], kept: Path | None) -> list[Session]:
    """Return the sessions *names* of *data*, with vectors kept under *kept*, or with none."""
    found = []
    for name in names:
        session = data["sessions"][name]
        said = [turn for turn in session["turns"] if turn["text"].strip()]
        vectors = _vectors(said, kept) if kept else [None] * len(said)
        at = datetime.fromisoformat(session["date"])
        turns = tuple(
            Turn(turn["text"], turn["speaker"], turn["role"], at, name, vector)
            for turn, vector in zip(said, vectors, strict=True)
        )
        conversation = name.rpartition("/")[0] or name
        found.append(Session(name, conversation, turns, tuple(turn["id"] for turn in said)))
    return found


_model = MiniLM()


def _vectors(said: Sequence[Mapping[str, str]], kept: Path) -> list[NDArray[np.float32]]:
    """Return a vector for each turn: the mean direction of its pieces, as a store makes them."""
    texts = [searchable(turn["text"], turn["speaker"]) for turn in said]
    key = hashlib.sha256("\0".join([_model.model, *texts]).encode()).hexdigest()[:24]
    file = kept / f"{key}.npy"
    if not file.exists():
        kept.mkdir(parents=True, exist_ok=True)
        np.save(file, np.stack([_vector(text) for text in texts]))
    loaded: NDArray[np.float32] = np.load(file)
    return list(loaded)


def _vector(text: str) -> NDArray[np.float32]:
    pieces = [text[start:end] for start, end in _model.split(text)]
    parts = [_model.embed(pieces[at : at + _BATCH]) for at in range(0, len(pieces), _BATCH)]
    total: NDArray[np.float32] = np.concatenate(parts).sum(axis=0)
    return total / np.float32(max(float(np.linalg.norm(total)), 1e-9))
