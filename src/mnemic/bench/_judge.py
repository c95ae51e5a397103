"""The judge: says whether an answer means what it should."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import ModelReplyError
from ..llm import RETRIES, Excerpt, LanguageModel, Spending, Task, ask

ATTEMPTS = RETRIES + 1
"""How often a judge is asked before its reply is counted as malformed."""

_RULES = """\
You are given a question, an answer to it, and the reference where there is one. Judge the answer. Reply with a JSON \
object."""

_ANSWERABLE = """\
The answer is correct when it says the same as the reference: other words, another form of a date or number, and more \
detail are fine as long as nothing contradicts the reference. It is wrong when a part of the reference is missing, \
when it contradicts the reference, or when it says that it does not know."""

_UNANSWERABLE = """\
The question has no answer in what was said. The answer is correct when it says so: that it is not known, not in \
memory, or was not mentioned. It is wrong when it gives an answer all the same."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge replies."""

    correct: bool
    why: str = field(default="", metadata={"description": "the reason, in one short sentence"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What the judge said.

    Attributes:
        correct: `None` when no reply could be understood.

        why: The judge's reason; without a verdict, its last reply.
    """

    correct: bool | None
    why: str
    tokens_in: int
    tokens_out: int


JUDGE = Task(
    name="judge", version=2, instructions=f"{_RULES}\n\n{_ANSWERABLE}", reply=Judgement, max_tokens=2048
)
"""Asks whether an answer says the same as the reference."""

JUDGE_UNANSWERABLE = Task(
    name="judge-unanswerable",
    version=2,
    instructions=f"{_RULES}\n\n{_UNANSWERABLE}",
    reply=Judgement,
    max_tokens=2048,
)
"""Asks whether an answer to a question without one says so."""


def judge_answer(model: LanguageModel, question: str, reference: str | None, answer: str) -> Verdict:
    """
    Return *model*'s verdict, asked again a few times while its reply is malformed.

    Args:
        reference: The right answer; `None` when the question has none.
    """
    task = JUDGE_UNANSWERABLE if reference is None else JUDGE
    said = {"question": question, "reference": reference, "answer": answer}
    texts = [Excerpt(text, name) for name, text in said.items() if text is not None]
    # What a service doesn't count is reported as 0, not as an estimate.
    spending = Spending(count=lambda _text: 0)
    correct: bool | None
    try:
        judged = ask(model, task, texts, spending=spending)
        correct, why = judged.correct, judged.why
    except ModelReplyError as error:
        correct, why = None, error.reply
    return Verdict(correct, why, spending.prompt_tokens, spending.completion_tokens)
