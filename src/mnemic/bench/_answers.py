"""Answer accuracy: a reader answers from what each system found, a judge says whether that is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from ..errors import ArgumentError, RetryableError
from ..llm import LanguageModel
from ._dataset import Dataset, Question, share
from ._judge import judge_answer
from ._reader import read_answer

Status = Literal["correct", "wrong", "malformed", "failed", "unasked", "no_reference"]

GIVE_UP_AFTER = 3
"""After so many failures in a row a system's further questions are not put to the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    What became of a question that was put to a language model.

    Attributes:
        status: ``"correct"`` or ``"wrong"``; ``"malformed"`` when no reply of the judge could be understood,
            ``"failed"`` when a model did not answer or refused, ``"unasked"`` after too many of those,
            ``"no_reference"`` when the data has no answer to compare with.

        text: What the reader answered.

        why: The judge's reason, or what went wrong.
    """

    status: Status
    text: str = ""
    why: str = ""
    reader_in: int = 0
    reader_out: int = 0
    judge_in: int = 0
    judge_out: int = 0


class Answerer:
    """
    Puts questions to a reader and the answers to a judge.

    Args:
        reader, judge: The models; they may be the same.
    """

    def __init__(self, reader: LanguageModel, judge: LanguageModel) -> None:
        self.reader = reader
        self.judge = judge
        self._failed: Counter[str] = Counter()

    def answer(self, system: str, question: Question, context: str) -> Answer:
        """Return what became of *question*, answered from the *context* that *system* found."""
        if question.gold and question.answer is None:
            return Answer(status="no_reference")
        if self._failed[system] >= GIVE_UP_AFTER:
            return Answer(status="unasked")
        reading = verdict = None
        try:
            reading = read_answer(self.reader, question.text, question.asked_at, context)
            reference = question.answer if question.gold else None
            verdict = judge_answer(self.judge, question.text, reference, reading.text)
        except (RetryableError, ArgumentError) as error:
            self._failed[system] += 1
            said = (reading.text, reading.tokens_in, reading.tokens_out) if reading else ("", 0, 0)
            return Answer(
                status="failed", text=said[0], why=str(error), reader_in=said[1], reader_out=said[2]
            )
        self._failed[system] = 0
        return Answer(
            status="malformed" if verdict.correct is None else "correct" if verdict.correct else "wrong",
            text=reading.text,
            why=verdict.why,
            reader_in=reading.tokens_in,
            reader_out=reading.tokens_out,
            judge_in=verdict.tokens_in,
            judge_out=verdict.tokens_out,
        )


def to_answer(data: Dataset, of: Dataset) -> frozenset[str]:
    """
    Return the ids of the questions that are worth a model's tokens.

    Those with an answer all are; of those without, the share that *data* has of the questions *of* all.
    """
    part = len(data.questions) / len(of.questions)
    few = share(data.unanswerable, min(1.0, part * len(of.unanswerable) / max(len(data.unanswerable), 1)))
    return frozenset(question.id for question in (*data.questions, *few))
