"""One consolidation of a space: plan what is new, then do what is due."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from ..cube import new_id, read_fields
from ..form import Reader as FactReader
from ..form import estimate_extraction
from ..govern import DIGEST
from ..llm import LanguageModel, Redact, Spending
from ..store import Job, Reader, Space, Store
from ..truth import predicates
from ._ask import Ask, asked_parts
from ._beliefs import BELIEVE, BELIEVED
from ._digest import Digest
from ._form import Form, turn_of
from ._jobs import Handler, Outcome
from ._learn import Tally
from ._plan import ASK, FADE, FORM, Planned, draft, plan
from ._policy import AGED, policy_of
from ._runner import Report, run_jobs
from ._topics import SEEN, TOPICS

Progress = Callable[[int, int], None]
"""Called with how many jobs are done and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """
    What a consolidation did.

    Attributes:
        run: Its id: ``mem.operations(run=…)`` shows its operations, ``mem.undo(run)`` takes them back. `None`: a
            dry run.

        turns: How many turns had been said or changed since the last one.

        planned: How many jobs were added for them.

        done, failed, dead, left: How many jobs were done; failed and will be tried again; failed too often; wait.

        operations: How many operations it did; 0: there was nothing to do.

        facts: How many facts were added, merged, superseded, …, by the name of the act.

        refused: Why what was found was not kept, with how often.

        summaries: How many summaries were written.

        calls, prompt_tokens, completion_tokens: What the language model was asked.

        estimated_tokens: What the calls of a dry run would take at most, prompts and replies together.

        seconds: How long it took.
    """

    run: str | None
    turns: int = 0
    planned: int = 0
    done: int = 0
    failed: int = 0
    dead: int = 0
    left: int = 0
    operations: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    summaries: int = 0
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated_tokens: int = 0
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Consolidation:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        return cls(**read_fields(cls, data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """
    What a consolidation may use.

    Attributes:
        model: Whom to ask beside the rules; `None`: nobody.

        spending: Bounds what the model is asked.

        redact: What each text goes through before it leaves.

        more: Handlers of further kinds of jobs; one job of each is planned.

        reader: What reads facts beside the rules; `None`: nothing.
    """

    model: LanguageModel | None = None
    spending: Spending = field(default_factory=Spending)
    redact: Redact | None = None
    more: Mapping[str, Handler] = field(default_factory=dict)
    reader: FactReader | None = None


def consolidate(
    store: Store,
    space_name: str,
    means: Means,
    *,
    user: str | None = None,
    max_s: float | None = None,
    stop: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total: None,
) -> Consolidation:
    """
    Form what is new of a space, and do every job of it that is due, one small operation after another.

    Interrupted, it goes on at the next call where it was. A job that fails is tried again later, and at last kept
    as dead; the others go on.

    Args:
        user: Do the jobs of this user's memories only.
    """
    run = new_id()
    with store.write(durable=False) as writer:  # which also says at once whether the store may be written to
        space = writer.space(space_name)
    if space is None:
        return Consolidation(run=run)
    planned = _plan(store, space, run, means)
    tally = Tally()
    digest = Digest()
    handlers: dict[str, Handler] = {FORM: Form(tally, means.reader), DIGEST: digest, **means.more}
    asking = None
    if means.model is not None:
        asking = handlers[ASK] = Ask(means.model, means.spending, means.redact, tally)
    reporting = _reporting(store, space, progress)

    def on_progress(job: Job, outcome: Outcome) -> None:
        if asking is not None and asking.is_over:
            handlers.pop(ASK, None)
        reporting(job, outcome)

    report = run_jobs(
        store,
        handlers,
        space=space_name,
        user=user,
        max_s=max_s,
        stop=stop,
        on_progress=on_progress,
    )
    written = digest.written + (asking.written if asking is not None else 0)
    return _result(run, planned, report, tally, written, means.spending)


def preview(store: Store, space_name: str, means: Means) -> Consolidation:
    """Say what a consolidation would plan now, and what it would ask of a model. Writes nothing, calls nothing."""
    with store.write(dry_run=True) as writer:
        space = writer.space(space_name)
        if space is None:
            return Consolidation(run=None)
        planned = Planned()
        while drafted := draft(writer, space, with_model=means.model is not None):
            planned = planned.plus(plan(writer, space, new_id(), drafted))
        waiting = [job for job in writer.jobs(space) if job.state == "waiting"]
        parts = [part for job in waiting if job.kind == ASK for part in asked_parts(writer, space, job)]
        known = list(predicates(writer, space).values())
    cost = estimate_extraction(
        [[turn_of(cube) for cube in part] for part in parts], known, redact=means.redact
    )
    return Consolidation(
        run=None,
        turns=planned.turns,
        planned=planned.jobs,
        left=len(waiting),
        calls=cost.calls,
        estimated_tokens=cost.prompt_tokens + cost.completion_tokens,
    )


def _plan(store: Store, space: Space, run: str, means: Means) -> Planned:
    """Add the jobs for what is new, worked out from snapshots: the lock is held only to write them down."""
    planned = Planned()
    while True:
        with store.read() as reader:
            drafted = draft(reader, space, with_model=means.model is not None)
        if drafted is None:
            _plan_more(store, space, run, means.more)
            return planned
        with store.write(durable=False) as writer:
            planned = planned.plus(plan(writer, space, run, drafted))


def _plan_more(store: Store, space: Space, run: str, kinds: Collection[str]) -> None:
    """Add a job of each of these kinds that may find something to do, where none waits."""
    with store.read() as reader:
        waiting = {job.kind for job in reader.jobs(space) if job.state == "waiting"}
        missing = [kind for kind in kinds if kind not in waiting]
        wanted = {kind for kind in missing if waiting or _is_wanted(reader, space, kind)}
    with store.write(durable=False) as writer:
        if FADE in missing and writer.due(space, writer.now_us, 1):
            wanted.add(FADE)
        for kind in missing:
            if kind in wanted:
                writer.add_job(kind, space=space, run=run)


def _is_wanted(reader: Reader, space: Space, kind: str) -> bool:
    mark = _MARKS.get(kind)
    if mark is None or reader.headers(space, reader.mark(space, mark)):
        return True
    return kind == FADE and any(bound is not None for bound in policy_of(reader, space).budget)


_MARKS: Final = {BELIEVE: BELIEVED, FADE: AGED, TOPICS: SEEN}
"""How far the jobs of a kind have looked at the versions of a space; beyond that, only time brings them work."""


def _reporting(store: Store, space: Space, progress: Progress) -> Callable[[Job, Outcome], None]:
    with store.read() as reader:
        total = sum(job.state == "waiting" for job in reader.jobs(space))
    count = itertools.count(1)

    def report(_job: Job, _outcome: Outcome) -> None:
        done = next(count)
        progress(done, max(total, done))

    return report


def _result(
    run: str, planned: Planned, report: Report, tally: Tally, summaries: int, spending: Spending
) -> Consolidation:
    return Consolidation(
        run=run,
        turns=planned.turns,
        planned=planned.jobs,
        done=report.done,
        failed=report.failed,
        dead=report.dead,
        left=report.left,
        operations=len(report.operations),
        facts=dict(tally.acts),
        refused=dict(tally.refused),
        summaries=summaries,
        calls=spending.calls,
        prompt_tokens=spending.prompt_tokens,
        completion_tokens=spending.completion_tokens,
        seconds=report.seconds,
    )
