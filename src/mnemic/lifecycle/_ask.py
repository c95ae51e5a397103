"""The jobs that have a language model read what was said: a segment each, with one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..cube import MemCube, Predicate
from ..errors import ModelBudgetExceeded, ModelUnavailable
from ..form import Formed, Line, extract_by_model, own_words, segments
from ..govern import DIGEST
from ..index import terms_of
from ..llm import LanguageModel, Redact, Spending
from ..store import Job, Reader, Space, Writer
from ..truth import predicates, said_at
from ._digest import asked_anew, composed, key_of_segment, session_of
from ._form import BEFORE, learn, space_of, there, turn_of
from ._jobs import Work
from ._learn import Tally
from ._plan import ASK, waiting_digests

_SEGMENT: Final = b"segment"
"""The payload of a job that is about one segment; one without is about what is new of a conversation."""


@dataclass(slots=True)
class Ask:
    """
    Has a language model find facts and procedures, and sum up, at most one call a segment.

    What is new of a conversation is divided into a job for each segment first, so that one on which the model fails
    is tried again alone.

    Attributes:
        spending: Counts the calls and keeps them within their cap.

        redact: What each text goes through before it leaves.

        written: How many summaries were written.

        is_over: Whether there is no use in asking on for now: the cap is reached, or the model does not answer.
    """

    model: LanguageModel
    spending: Spending
    redact: Redact | None = None
    tally: Tally = field(default_factory=Tally)
    written: int = 0
    is_over: bool = False

    def run(self, job: Job, work: Work) -> None:
        with work.store.read() as reader:
            space = space_of(reader, job)
            parts = asked_parts(reader, space, job) if space is not None else []
            known = list(predicates(reader, space).values()) if space is not None else []
        if job.payload != _SEGMENT:
            self._divide(job, work, parts)
            return
        work.renew()
        for members in parts:
            try:
                formed = self._read(members, known)
            except ModelBudgetExceeded:
                self.is_over = True
                work.pause()  # It is no fault of the job's.
                return
            except ModelUnavailable:
                self.is_over = True
                raise
            self.tally.refused.update(formed.refused)
            self._take_in(job, work, members, formed)

    def _read(self, members: Sequence[MemCube], known: Sequence[Predicate]) -> Formed:
        turns = [turn_of(cube) for cube in members]
        user = members[0].user
        subjects = {
            turn: own_words(turn, user, turns[max(0, at - BEFORE) : at]) for at, turn in enumerate(turns)
        }
        return extract_by_model(
            self.model, turns, known, subjects.__getitem__, spending=self.spending, redact=self.redact
        )

    def _divide(self, job: Job, work: Work, parts: Sequence[Sequence[MemCube]]) -> None:
        """Put a job for each segment in the place of one for all."""
        with work.transaction(durable=False) as writer:
            space = space_of(writer, job)
            for members in parts if space is not None else ():
                ids = [cube.id for cube in members]
                writer.add_job(ASK, _SEGMENT, space=space, run=job.run, cubes=ids)

    def _take_in(self, job: Job, work: Work, members: Sequence[MemCube], formed: Formed) -> None:
        if not formed.candidates and not formed.lines:
            return
        with work.transaction() as writer:
            space = space_of(writer, job)
            if space is None:
                return
            reason = f"found by model {self.model.name}"
            found = [(members[at], candidates) for at, candidates in formed.candidates.items()]
            learn(writer, space, found, self.tally, reason)
            self._sum_up(writer, space, job, members, formed.lines, reason)

    def _sum_up(
        self,
        writer: Writer,
        space: Space,
        job: Job,
        members: Sequence[MemCube],
        lines: Sequence[Line],
        reason: str,
    ) -> None:
        """Write the summary of a segment of a session, and have the session's made anew."""
        first = members[0]
        now = writer.current(space, [cube.id for cube in members])
        if first.session is None or any(now.get(cube.id) != cube for cube in members):
            return
        id_ = writer.find_key(space, first.user, key_of_segment(members))
        there_now = writer.current(space, [id_])[id_] if id_ is not None else None
        summary = composed(members, lines, self.model.name, there_now)
        if summary is None:
            return
        if writer.begun is None:
            writer.begin(space, "consolidate", reason=reason)
        writer.append(space, summary, terms_of(summary.content, summary.speaker))
        self.written += 1
        if (first.user, first.session) not in waiting_digests(writer, space):
            writer.add_job(DIGEST, b"1", space=space, run=job.run, cubes=[members[-1].id])


def asked_parts(reader: Reader, space: Space, job: Job) -> list[Sequence[MemCube]]:
    """Return the segments that a job is to have read, each in the order it was said."""
    turns = sorted(there(reader, space, job.cubes), key=lambda cube: (said_at(cube), cube.seq))
    if not turns or job.payload == _SEGMENT:
        return [turns] if turns else []
    session = session_of(reader, space, turns, all_that_is_new=True)
    if session is not None:
        return asked_anew(session, turns)
    return [turns[part.start : part.end] for part in segments([turn_of(cube) for cube in turns])]
