"""The verbs that turn what was said into knowledge, when asked to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .. import admit
from ..errors import ArgumentError
from ._handle import Handle
from ._verb import verb

if TYPE_CHECKING:
    from ..index import Progress
    from ..lifecycle import Consolidation
    from ..llm import LanguageModel


class SleepVerbs(Handle):
    """Consolidation runs when it is called, here or in ``mnemic worker``; no thread is started behind your back."""

    @verb
    def consolidate(
        self,
        *,
        user: str | None = None,
        max_s: float | None = None,
        max_calls: int | None = None,
        max_model_tokens: int | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Consolidation:
        """
        Form facts and summaries from what was said since the last time, and do what else is due in the background.

        Each step is an operation of its own; they belong to one run, which ``undo`` takes back as a whole. Stopped
        or killed, it goes on at the next call. Others may read and write meanwhile.

        Args:
            user: Do the jobs of this user's memories only; those of others wait for the next call.

            max_s: How long to go on at most; what is left waits for the next call.

            max_calls, max_model_tokens: The most the language model may be asked, if there is one.

            dry_run: Only say how much there is to do, and what asking the model would cost.

            progress: Called with how many jobs are done and how many there are.

            stop: Asked between jobs whether to come to an end; what is left waits for the next call.

        Raises:
            ArgumentError: the memory was opened with ``llm=``, and the space does not allow it: see `allow_model`.

            ReadOnlyStore, StoreBusy: see `mnemic.errors`. A job that fails is not an error here: `jobs` shows it.
        """
        # Loaded when first needed: the rules of five languages take a tenth of a second to read.
        from ..form import shared_reader
        from ..lifecycle import (
            BELIEVE,
            FADE,
            TOPICS,
            Beliefs,
            Fade,
            Means,
            Topics,
            consolidate,
            policy_of,
            preview,
        )
        from ..llm import Spending

        with self._store.read() as reader:
            policy = policy_of(reader, reader.space(self._space))
        topics = {TOPICS: Topics()} if policy.topics else {}
        means = Means(
            model=self._allowed_model(),
            redact=self._redact,
            spending=Spending(
                max_calls=_bound(max_calls, "max_calls"),
                max_tokens=_bound(max_model_tokens, "max_model_tokens"),
            ),
            more={BELIEVE: Beliefs(), FADE: Fade(self._forget_caches), **topics},
            reader=shared_reader() if policy.reader else None,
        )
        if dry_run:
            return preview(self._store, self._space, means)
        return consolidate(
            self._store,
            self._space,
            means,
            user=admit.name(user, "user"),
            max_s=None if max_s is None else admit.seconds(max_s, "max_s"),
            progress=progress or _unseen,
            stop=stop or _never,
        )

    @verb
    def allow_model(self, allowed: bool = True) -> None:
        """
        Say whether texts of this space may leave for a language model; without it they don't.

        It is kept in the store, for every process. A model on this machine that says so (``local = True``) needs
        no leave.

        Raises:
            ArgumentError: *allowed* is neither true nor false.
        """
        if not isinstance(allowed, bool):
            raise ArgumentError(f"allowed={allowed!r:.60} must be True or False")
        with self._store.write() as writer:
            space = writer.ensure_space(self._space)
            writer.set_setting(f"allow_model:{space.row}", "yes" if allowed else "no")

    def _allowed_model(self) -> LanguageModel | None:
        """Return the model if texts of this space may be shown to it."""
        model = self._llm
        if model is None or getattr(model, "local", False):
            return model
        with self._store.read() as reader:
            space = reader.space(self._space)
            allowed = space is None or reader.setting(f"allow_model:{space.row}") == "yes"
        if not allowed:
            raise ArgumentError(
                f"space {self._space!r} has not allowed its texts to leave for {model.name!r}: call "
                "mem.allow_model() once, or open the memory without llm="
            )
        return model


def _unseen(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def _never() -> bool:
    return False


def _bound(value: int | None, name: str) -> int | None:
    return None if value is None else admit.count(value, name, least=0)
