"""The run: take the conversations in, put every question to every system, note what came back."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ..embed import Embedder, resolve
from ..engine import open as open_memory
from ..errors import ArgumentError, UsageError
from ..index import EmbedderSpec
from ._answers import Answer, Answerer, to_answer
from ._dataset import Conversation, Dataset, Question
from ._measures import Scores, measure
from ._systems import SYSTEMS, TURN_KEY, Ask, Found, Place, System

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is in all."""

DEFAULT_LIMIT = 20
DEFAULT_ROUNDS = 1000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    How to measure.

    Attributes:
        questions: How many of the questions with an answer to ask; `None` for all.

        limit: How many turns a system may return.

        rounds: How often to resample for an interval.

        embedder: What makes the vectors; `None` for the default.
    """

    systems: Sequence[System] = tuple(SYSTEMS.values())
    questions: int | None = None
    limit: int = DEFAULT_LIMIT
    rounds: int = DEFAULT_ROUNDS
    embedder: EmbedderSpec | None = None

    def __post_init__(self) -> None:
        for name, least in (("questions", 1), ("limit", 1), ("rounds", 10)):
            value = getattr(self, name)
            if value is not None and value < least:
                raise ArgumentError(f"{name}={value!r} cannot be used; use {least} or more")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    One question put to one system.

    Attributes:
        scores: The measures; all `None` for a question without an answer.

        elsewhere: The confidence of the same question asked in the next conversation; `None` where it wasn't.
    """

    system: str
    question: Question
    ranked: tuple[str, ...]
    scores: Scores
    tokens: int
    ms: float | None
    confidence: float | None
    degraded: tuple[str, ...]
    elsewhere: float | None = None
    answer: Answer | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """
    What a run found.

    Attributes:
        data: What was asked, after sampling.

        turns: How many turns were taken in.

        add_s: How long that took, vectors included.

        tokenizer: What counted the tokens.
    """

    data: Dataset
    settings: Settings
    asked: tuple[Asked, ...]
    turns: int
    add_s: float
    started: datetime
    took_s: float
    embedder: str
    tokenizer: str
    models: Mapping[str, str] = field(default_factory=dict)

    def of(self, system: str) -> list[Asked]:
        """Return what *system* was asked, in the order of the data."""
        return [row for row in self.asked if row.system == system]


def run(
    data: Dataset, settings: Settings, *, answerer: Answerer | None = None, progress: Progress | None = None
) -> Outcome:
    """
    Measure on *data*, in a store of its own that is deleted at the end.

    Args:
        answerer: Answers the questions from what was found and judges the answers; without one, only what
            is found is measured.

        progress: Told how far it is.

    Raises:
        ArgumentError: a turn cannot be kept.
    """
    started = datetime.now(UTC)
    sample = data.sample(settings.questions)
    with tempfile.TemporaryDirectory(prefix="mnemic-bench-") as folder:
        store = Path(folder) / "memory.db"
        embedder = _one_embedder(store, settings.embedder)
        session = _Session(sample, settings, store, embedder, progress or (lambda *_: None))
        add_s = session.take_in()
        to_judge = to_answer(sample, data) if answerer else frozenset()
        asked = tuple(session.ask_all(answerer, to_judge))
    return Outcome(
        data=sample,
        settings=settings,
        asked=asked,
        turns=session.turns,
        add_s=add_s,
        started=started,
        took_s=(datetime.now(UTC) - started).total_seconds(),
        embedder=embedder.name,
        tokenizer=session.tokenizer,
        models={"reader": answerer.reader.name, "judge": answerer.judge.name} if answerer else {},
    )


class _Session:
    """A run under way."""

    def __init__(
        self, data: Dataset, settings: Settings, store: Path, embedder: Embedder, progress: Progress
    ) -> None:
        self._settings = settings
        self._progress = progress
        self.tokenizer = ""
        self._places = {
            name: Place(
                store=store,
                space=f"space-{number}",
                conversation=conversation,
                limit=settings.limit,
                embedder=embedder,
            )
            for number, (name, conversation) in enumerate(data.conversations.items())
        }
        self._questions = {name: [q for q in data.asked if q.conversation == name] for name in self._places}
        self._total = len(data.asked) * len(settings.systems)
        self._done = 0
        self.turns = sum(len(place.conversation.turns) for place in self._places.values())

    def take_in(self) -> float:
        """Keep every conversation in a space of its own, with its vectors; return the seconds it took."""
        took_s, done = 0.0, 0
        for place in self._places.values():

            def step(made: int, _: int, before: int = done) -> None:
                self._progress("Taking turns in", before + made, self.turns)

            step(0, 0)
            took_s += _take_in(place, step)
            done += len(place.conversation.turns)
        self._progress("Taking turns in", done, self.turns)
        return took_s

    def ask_all(self, answerer: Answerer | None, to_judge: frozenset[str]) -> Iterator[Asked]:
        """Put every question to every system."""
        self._progress("Asking", 0, self._total)
        for name, place in self._places.items():
            for system in self._settings.systems:
                rows = []
                with system.open(place) as ask:
                    for question in self._questions[name]:
                        found = self._ask(ask, question)
                        answer = None
                        if answerer and question.id in to_judge:
                            answer = answerer.answer(system.name, question, found.context)
                        rows.append(_asked(system, question, place, found, answer))
                yield from self._with_elsewhere(system, name, rows)

    def _ask(self, ask: Ask, question: Question) -> Found:
        found = ask(question)
        self._done += 1
        self._progress("Asking", self._done, self._total)
        self.tokenizer = found.tokenizer
        return found

    def _with_elsewhere(self, system: System, name: str, rows: list[Asked]) -> Iterator[Asked]:
        """Yield *rows*, the questions with an answer put to the next conversation too, where that says something."""
        names = list(self._places)
        if len(names) < 2 or all(row.confidence is None for row in rows):
            yield from rows
            return
        other = self._places[names[(names.index(name) + 1) % len(names)]]
        with system.open(other) as ask:
            for row in rows:
                moved = ask(row.question).confidence if row.question.gold else None
                yield replace(row, elsewhere=moved)


def _one_embedder(store: Path, spec: EmbedderSpec | None) -> Embedder:
    """Make the store, and return its embedder, to be loaded once for all who open it."""
    with open_memory(store, embedder=spec) as memory:
        name = memory.stats().embedder
    return resolve(name if spec is None or isinstance(spec, str) else spec)


def _take_in(place: Place, progress: Callable[[int, int], None]) -> float:
    """Keep a conversation; return the seconds that keeping and making vectors took."""
    with open_memory(place.store, space=place.space, embedder=place.embedder) as memory:
        took_s = 0.0
        for session in place.conversation.sessions:
            items = [
                {
                    "content": turn.text, "speaker": turn.speaker, "role": turn.role, "session": session.id,
                    "occurred_at": turn.at, "metadata": {TURN_KEY: turn.id},
                }
                for turn in session.turns if turn.text.strip()
            ]  # fmt: skip
            started = time.perf_counter()
            try:
                memory.remember_many(items)
            except UsageError as error:
                raise _placed(error, place.conversation, session.id) from None
            took_s += time.perf_counter() - started
        started = time.perf_counter()
        memory.flush(progress=progress)
        return took_s + time.perf_counter() - started


def _placed(error: UsageError, conversation: Conversation, session: str | None) -> ArgumentError:
    return ArgumentError(
        f"conversation {conversation.id!r}, session {session!r}: {error}; mend the turn, or take it out"
    )


def _asked(
    system: System,
    question: Question,
    place: Place,
    found: Found,
    answer: Answer | None,
) -> Asked:
    scores: Scores = {}
    if question.gold:
        session_of = place.conversation.session_of
        scores = measure(found.ranked, question.gold, session_of, limit=place.limit, in_order=system.in_order)
    return Asked(
        system=system.name,
        question=question,
        ranked=found.ranked,
        scores=scores,
        tokens=found.tokens,
        ms=found.ms,
        confidence=found.confidence,
        degraded=found.degraded,
        answer=answer,
    )
