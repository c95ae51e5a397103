"""The verb that thinks about a question."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from .. import admit, lifecycle
from .._lazy import Later
from ..errors import ArgumentError, ModelReplyError, ModelUnavailable
from ._handle import Handle
from ._verb import verb

if TYPE_CHECKING:
    from ..lifecycle import Composed, Reflection
    from ..llm import LanguageModel
    from ..recall import Recall
    from . import _dossier
    from ._memory import Memory
else:
    _dossier = Later(f"{__package__}._dossier")

Time = datetime | str


class ReflectVerbs(Handle):
    """Reflecting puts what is known about a question in order, and has a language model, if there is one, answer it."""

    @verb
    def reflect(
        self,
        question: str,
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        limit: int = 20,
        max_tokens: int = 2000,
        asked_at: Time | None = None,
        depth: str = "normal",
        store_belief: bool = False,
    ) -> Reflection:
        """
        Return what is known about *question*: facts that hold, what held before, conflicts, evidence, and gaps.

        With a language model (``mnemic.open(llm=…)``) also a cited answer. The model sees the dossier and nothing
        else. An answer that cites nothing it was shown is not taken, and citations it made up are struck out and
        reported. Where the model fails, the dossier is returned, marked ``degraded``.

        Args:
            limit: How many memories to look at.

            max_tokens: The most that the dossier's text, which is what a model sees, may take.

            depth: As for `recall`.

            store_belief: Store the answer as a belief: state ``generated``, resting on what it cites, gone when
                that goes.

        Raises:
            ArgumentError: an argument cannot be used; *store_belief* without a language model; or the space does
                not allow its texts to leave for the model: see `allow_model`.

            ReadOnlyStore: *store_belief* where nothing can be written.
        """
        if store_belief and self._llm is None:
            raise ArgumentError(
                "store_belief=True stores what a language model concludes, and this memory has none; "
                'open it with llm=, e.g. mnemic.open("memory.db", llm="openai:MODEL")'
            )
        memory = cast("Memory", self)
        model = memory._allowed_model()
        budget = admit.count(max_tokens, "max_tokens")
        found = memory.recall(
            question, user=user, agent=agent, session=session, limit=limit, asked_at=asked_at, depth=depth
        )
        reflection = self._gathered(found, admit.name(user, "user"), budget)
        if model is None or not reflection.citations:
            return reflection
        answered, composed = self._answered(reflection, model)
        if not store_belief or answered.answer is None:
            return answered
        return self._with_belief(answered, composed, model, admit.name(user, "user"))

    def _gathered(self, found: Recall, user: str | None, budget: int) -> Reflection:
        asked = lifecycle.Question(
            text=found.query,
            user=user,
            moment=found.asked_at,
            hits=[hit.cube for hit in found],
            drawn=[fact for hit in found for fact in hit.facts],
            confidence=found.confidence,
            answerable=found.answerable,
        )
        with self._store.read() as reader:
            dossier = lifecycle.gather(reader, reader.space(self._space), asked)
        # The facts stand in the dossier: noted beside the evidence, too, they would take its room.
        plain = replace(found, hits=tuple(replace(hit, facts=()) for hit in found))
        text = _dossier.render_dossier(dossier, plain.context, self._tokens, budget)
        return lifecycle.Reflection(
            question=found.query,
            asked_at=found.asked_at,
            answer=None,
            dossier=dossier,
            text=text,
            tokens=self._tokens(text) if text else 0,
            citations=_dossier.shown_in(text, dossier),
            confidence=found.confidence,
            degraded=found.degraded,
        )

    def _answered(self, reflection: Reflection, model: LanguageModel) -> tuple[Reflection, Composed]:
        """Return *reflection* with what *model* answers, or marked with why it doesn't."""
        try:
            composed = lifecycle.compose(
                model, reflection.question, reflection.text, reflection.citations, self._redact
            )
        except (ModelUnavailable, ModelReplyError) as error:
            warnings.warn(f"reflect goes on without an answer: {error}", RuntimeWarning, stacklevel=4)
            why = "model_unavailable" if isinstance(error, ModelUnavailable) else "model_reply"
            return replace(reflection, degraded=(*reflection.degraded, why)), lifecycle.Composed(None)
        answered = replace(
            reflection,
            answer=composed.answer,
            cited=tuple(reflection.citations[mark] for mark in composed.cited),
            unknown_marks=composed.unknown_marks,
            degraded=(*reflection.degraded, "answer_uncited") if composed.uncited else reflection.degraded,
        )
        return answered, composed

    def _with_belief(
        self, reflection: Reflection, composed: Composed, model: LanguageModel, user: str | None
    ) -> Reflection:
        belief = lifecycle.keep_belief(
            self._store,
            self._space,
            composed,
            reflection.citations,
            question=reflection.question,
            user=user,
            by=model.name,
        )
        lacking = () if belief else ("belief_not_stored",)
        return replace(reflection, belief=belief, degraded=(*reflection.degraded, *lacking))
