"""Conversations with questions about them: what every form of a data set is read into."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

SAMPLE_SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """
    Something that was said.

    Attributes:
        id: What the evidence of a question names it by.

        at: When it was said, where the data says so.
    """

    id: str
    text: str
    speaker: str | None = None
    role: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """
    Turns that belong together.

    Attributes:
        id: Its name; `None` for turns that belong to none.
    """

    id: str | None
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Sessions that are searched together: one space of the store."""

    id: str
    sessions: tuple[Session, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All turns that say something, in the order of the data."""
        return tuple(turn for session in self.sessions for turn in session.turns if turn.text.strip())

    @property
    def session_of(self) -> dict[str, str]:
        """The session of each turn; empty where not every turn has one."""
        named = [(session.id, session.turns) for session in self.sessions if session.id is not None]
        if len(named) < len(self.sessions):
            return {}
        return {turn.id: name for name, turns in named for turn in turns}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    A question about one conversation.

    Attributes:
        gold: The turns that answer it; none: the conversation does not answer it.

        asked_at: When it is asked; `None` for now.

        answer: The answer in words, where the data has one.
    """

    id: str
    type: str
    text: str
    conversation: str
    gold: frozenset[str] = frozenset()
    asked_at: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file the data came from."""

    path: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """
    What is measured on.

    Attributes:
        form: How the file was written, for the record.

        questions: Those with an answer.

        unanswerable: Those without one.

        skipped: How many questions were left out, by reason.
    """

    name: str
    form: str
    conversations: Mapping[str, Conversation]
    questions: tuple[Question, ...]
    unanswerable: tuple[Question, ...]
    sources: tuple[Source, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[Question, ...]:
        """All questions, those with an answer first."""
        return self.questions + self.unanswerable

    def sample(self, count: int | None) -> Dataset:
        """
        Return the same with *count* of the questions that have an answer, drawn with a fixed seed.

        The unanswerable questions of the conversations that remain stay; of those that stand alone in
        their conversation the same share is drawn.
        """
        if count is None or count >= len(self.questions):
            return self._with(self.questions, self.unanswerable)
        chosen = random.Random(SAMPLE_SEED).sample(self.questions, count)  # noqa: S311 - no secret
        used = {question.conversation for question in chosen}
        beside = [question for question in self.unanswerable if question.conversation in used]
        shared = {question.conversation for question in self.questions}
        alone = [question for question in self.unanswerable if question.conversation not in shared]
        return self._with(chosen, beside + share(alone, count / len(self.questions)))

    def _with(self, questions: Sequence[Question], unanswerable: Sequence[Question]) -> Dataset:
        used = dict.fromkeys(question.conversation for question in (*questions, *unanswerable))
        return replace(
            self,
            questions=tuple(questions),
            unanswerable=tuple(unanswerable),
            conversations={name: self.conversations[name] for name in used},
        )


def share(questions: Iterable[Question], part: float) -> list[Question]:
    """Return a *part* of *questions*, in [0, 1] and rounded up, drawn with a fixed seed."""
    pool = list(questions)
    return random.Random(SAMPLE_SEED).sample(pool, math.ceil(part * len(pool) - 1e-9))  # noqa: S311
