"""
What is compared: Mnemic as it comes, and the controls it must beat to be worth anything.

All search the same store. This is the only module of the package that knows how a recall is put together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from .._hint import nearest
from ..cube import MemCube
from ..engine import Memory
from ..engine import open as open_memory
from ..errors import ArgumentError
from ..index import EmbedderSpec
from ..recall import Channel, DenseChannel, Hit, LexicalChannel, Pipeline, Recall, WeightedSum
from ._dataset import Conversation, Question

TURN_KEY: Final = "turn"
"""The metadata that holds a turn's id."""

_KINDS = ("episode",)
_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One conversation in the store."""

    store: Path
    space: str
    conversation: Conversation
    limit: int
    embedder: EmbedderSpec | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    What a system gave for a question.

    Attributes:
        ranked: The turns, best first, each once.

        context: The same as text for a prompt.

        tokens: What that costs, counted with the recall's own counter.

        ms: How long finding took; `None` where nothing is searched.

        degraded: Why it is less than it could be.
    """

    ranked: tuple[str, ...]
    context: str
    tokens: int
    tokenizer: str
    ms: float | None
    confidence: float | None
    degraded: tuple[str, ...]


Ask = Callable[[Question], Found]


class System(Protocol):
    """
    Something that finds turns for a question.

    Attributes:
        about: What it does, for the reader of a report.

        in_order: Whether the order of what it returns says anything.
    """

    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def in_order(self) -> bool: ...

    def open(self, place: Place) -> AbstractContextManager[Ask]:
        """Make ready to be asked about one conversation."""
        ...


@dataclass(frozen=True, slots=True)
class _Searching:
    """A recall through *pipeline*; `None` for the default one."""

    name: str
    about: str
    pipeline: Pipeline | None = None
    in_order: bool = True

    @contextmanager
    def open(self, place: Place) -> Iterator[Ask]:
        with _memory(place, self.pipeline) as memory:
            # What is read once, the model and the matrices, is no part of a recall's time.
            memory.recall("warm up", limit=1)
            yield lambda question: _timed(memory, question, place.limit)


@dataclass(frozen=True, slots=True)
class _Showing:
    """Turns that are shown without searching: the last ones before the question, or all."""

    name: str
    about: str
    everything: bool
    in_order: bool

    @contextmanager
    def open(self, place: Place) -> Iterator[Ask]:
        with _memory(place, None) as memory:
            cubes = {str(cube.metadata[TURN_KEY]): cube for cube in _all(memory)}
            order = _by_time(place.conversation, cubes)
            shown: dict[datetime | None, Found] = {}

            def ask(question: Question) -> Found:
                # What is shown depends on the time of asking alone, and rendering everything takes long.
                if question.asked_at not in shown:
                    turns = order if self.everything else _before(order, question.asked_at)[-place.limit :]
                    shown[question.asked_at] = _shown(memory, question, turns[::-1])
                return shown[question.asked_at]

            yield ask


def _by(channel: Channel) -> Pipeline:
    """Return a recall by one channel, with nothing after it that would change the order."""
    return Pipeline(channels=(channel,), fusion=WeightedSum({channel.name: 1.0}), second=())


SYSTEMS: Final[Mapping[str, System]] = {
    system.name: system
    for system in (
        _Searching("mnemic", "Mnemic with its default settings"),
        _Searching("bm25", "words only (BM25)", _by(LexicalChannel())),
        _Searching("dense", "meaning only (the embedder's cosine)", _by(DenseChannel())),
        _Showing("last-k", "the last turns before the question", everything=False, in_order=True),
        _Showing("full", "every turn of the conversation", everything=True, in_order=False),
    )
}
"""Mnemic first, then the controls."""

OURS: Final = "mnemic"


def chosen(names: Iterable[str]) -> tuple[System, ...]:
    """
    Return the systems of these names, in the order they are always shown in; all for none.

    Raises:
        ArgumentError: there is none of that name.
    """
    asked = set(names) or set(SYSTEMS)
    for name in sorted(asked - set(SYSTEMS)):
        near = nearest(name, SYSTEMS)
        hint = "" if near is None else f"did you mean {near}? "
        raise ArgumentError(f"there is no system {name!r:.60}; {hint}There are: {', '.join(SYSTEMS)}")
    return tuple(system for name, system in SYSTEMS.items() if name in asked)


def _memory(place: Place, pipeline: Pipeline | None) -> Memory:
    return open_memory(place.store, space=place.space, embedder=place.embedder, pipeline=pipeline)


def _timed(memory: Memory, question: Question, limit: int) -> Found:
    started = time.perf_counter()
    found = memory.recall(question.text, kinds=_KINDS, limit=limit, asked_at=question.asked_at)
    ms = 1000 * (time.perf_counter() - started)
    return _found(found, ms, found.confidence)


def _found(found: Recall, ms: float | None, confidence: float | None) -> Found:
    context = found.context()
    return Found(
        ranked=tuple(dict.fromkeys(str(hit.cube.metadata[TURN_KEY]) for hit in found)),
        context=context,
        tokens=found.tokens(context),
        tokenizer=found.tokenizer,
        ms=ms,
        confidence=confidence,
        degraded=found.degraded,
    )


def _shown(memory: Memory, question: Question, cubes: Sequence[MemCube]) -> Found:
    """Return *cubes*, best first, as a recall would have shown them."""
    found = memory.recall(question.text, kinds=_KINDS, limit=1, asked_at=question.asked_at)
    hits = tuple(Hit(cube=cube, score=0.0, why=()) for cube in cubes)
    return replace(_found(replace(found, hits=hits), None, None), degraded=())


def _all(memory: Memory) -> Iterator[MemCube]:
    cursor = None
    while True:
        page = memory.list(kinds=_KINDS, limit=_PAGE, cursor=cursor)
        yield from page
        cursor = page.cursor
        if cursor is None:
            return


def _by_time(conversation: Conversation, cubes: Mapping[str, MemCube]) -> list[MemCube]:
    """Return the turns as they were said; in the order of the data where not all have a time."""
    turns = [(turn.at, cubes[turn.id]) for turn in conversation.turns]
    if all(at is not None for at, _ in turns):
        turns.sort(key=lambda item: item[1].occurred_at or item[1].created_at)
    return [cube for _, cube in turns]


def _before(order: Sequence[MemCube], asked_at: datetime | None) -> Sequence[MemCube]:
    """Return what had been said when the question was asked; a turn without a time had."""
    if asked_at is None:
        return order
    return [cube for cube in order if cube.occurred_at is None or cube.occurred_at <= asked_at]


__all__ = ["OURS", "SYSTEMS", "TURN_KEY", "Ask", "Found", "Place", "System", "chosen"]
