"""Asking a model for a typed reply, and reckoning beforehand what that will cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeVar

from ..errors import ArgumentError, ModelReplyError
from ._fence import Texts
from ._protocol import LanguageModel, Message, Prompt, Reply
from ._redact import Redact
from ._schema import Misfit
from ._spending import Spending
from ._task import Task
from ._tokens import CountTokens, prompt_tokens, rough_tokens

R = TypeVar("R")

RETRIES: Final = 2
"""How often a model is asked again after a malformed reply."""

_REPEATED_CHARS = 2000
_KEPT_CHARS = 200


class Cost(NamedTuple):
    """
    What work with a model will take.

    Attributes:
        calls: At least: a malformed reply is asked for again.

        prompt_tokens: Estimated.

        completion_tokens: At most.
    """

    calls: int
    prompt_tokens: int
    completion_tokens: int


def ask(
    model: LanguageModel,
    task: Task[R],
    texts: Texts,
    *,
    spending: Spending | None = None,
    redact: Redact | None = None,
    retries: int = RETRIES,
) -> R:
    """
    Return *model*'s reply to *task* about *texts*.

    A malformed reply is asked for again, and the model told what was wrong.

    Args:
        texts: One text, or several; excerpts carry an id a reply can name. The model sees them as data.

        spending: Counts the calls, and makes none past its caps.

        redact: What each text goes through before it leaves. The instructions don't.

        retries: How often to ask again.

    Raises:
        ModelUnavailable: the model did not answer.

        ModelReplyError: its replies stayed malformed.

        ModelBudgetExceeded: the next call could pass a cap of *spending*; it was not made.

        ArgumentError: the model refused the request, or *redact* returned something else than text.
    """
    if retries < 0:
        raise ArgumentError(f"retries={retries!r} cannot be used; use 0 or more")
    counted = Spending() if spending is None else spending
    prompt = task.prompt(texts, redact=redact)
    for _ in range(retries + 1):
        reply = counted.complete(model, prompt, max_tokens=task.max_tokens)
        try:
            return task.read(reply.text)
        except Misfit as misfit:
            fault = _fault(misfit, reply, task)
            prompt = _again(prompt, reply, fault)
    raise ModelReplyError(
        f"model {model.name!r} gave no usable reply to task {task.id!r} in {retries + 1} attempts; the last "
        f"fault: {fault}. Use a model that keeps to a form, or leave the text out",
        reply.text[:_KEPT_CHARS],
    )


def estimate(
    task: Task[Any],
    inputs: Iterable[Texts],
    *,
    redact: Redact | None = None,
    count: CountTokens = rough_tokens,
) -> Cost:
    """Return what it would cost to `ask` *task* once about each of *inputs*. Calls nothing."""
    prompts = [prompt_tokens(task.prompt(texts, redact=redact), count) for texts in inputs]
    return Cost(len(prompts), sum(prompts), len(prompts) * task.max_tokens)


def _fault(misfit: Misfit, reply: Reply, task: Task[Any]) -> str:
    cut = f", and it was cut off after {task.max_tokens} tokens" if reply.finish == "length" else ""
    return f"{misfit}{cut}"


def _again(prompt: Prompt, reply: Reply, fault: str) -> Prompt:
    """Return the prompt that asks once more; of a long reply only the beginning is repeated."""
    return prompt.then(
        Message("assistant", reply.text[:_REPEATED_CHARS] or "(nothing)"),
        Message(
            "user",
            f"That reply cannot be used: {fault}. Reply again, with one JSON object of the form asked for and "
            f"nothing else.",
        ),
    )
