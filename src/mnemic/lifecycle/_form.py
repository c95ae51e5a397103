"""The jobs that turn what was said into facts and procedures: by rules, and by a language model where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from ..cube import RECALLABLE, MemCube, Predicate
from ..form import (
    Candidate,
    Context,
    Known,
    Procedure,
    Turn,
    extract,
    extract_by_model,
    own_words,
    procedures,
    segments,
)
from ..form import Reader as FactReader
from ..llm import LanguageModel, Redact, Spending
from ..store import Job, Reader, Space
from ..times import utc_us
from ..truth import facts, predicates, said_at
from ._jobs import Work
from ._learn import Learning, Tally

_BEFORE: Final = 4
"""How many turns before one are read with it: a short answer needs its question."""

_FURTHEST: Final = 400
"""So many turns of a session are read at most to find those."""

Found = Sequence[tuple[MemCube, Sequence[Candidate | Procedure]]]
"""What was found, turn by turn."""


def turn_of(cube: MemCube) -> Turn:
    """Return an episode as forming reads it."""
    return Turn(
        cube.content,
        speaker=cube.speaker,
        role=cube.role,
        occurred_at=said_at(cube),
        session=cube.session,
    )


def space_of(reader: Reader, job: Job) -> Space | None:
    """Return the space a job is about; `None` if it was dropped since."""
    return reader.space(job.space) if job.space is not None else None


def there(reader: Reader, space: Space, ids: Sequence[str]) -> list[MemCube]:
    """Return the episodes of these ids that may still be read, in order of arrival."""
    cubes = reader.current(space, ids).values()
    return sorted(
        (c for c in cubes if c.kind == "episode" and c.state in RECALLABLE), key=lambda cube: cube.seq
    )


def in_segments(cubes: Sequence[MemCube]) -> list[Sequence[MemCube]]:
    """Return episodes by segment."""
    return [cubes[part.start : part.end] for part in segments([turn_of(cube) for cube in cubes])]


@dataclass(slots=True)
class Form:
    """
    Finds facts and procedures by rules.

    Attributes:
        tally: What became of them.

        reader: What reads facts that no rule has a frame for; `None`: nothing.
    """

    tally: Tally = field(default_factory=Tally)
    reader: FactReader | None = None

    def run(self, job: Job, work: Work) -> None:
        with work.store.read() as reader:
            space = space_of(reader, job)
            if space is None:
                return
            turns = there(reader, space, job.cubes)
            before = _turns_before(reader, space, turns)
            known = _known(reader, space, turns)
        found: list[tuple[MemCube, Sequence[Candidate | Procedure]]] = []
        for cube in turns:
            about = own_words(turn_of(cube), cube.user)
            context = Context(
                user=cube.user,
                before=tuple(before[-_BEFORE:]),
                known=tuple(known.get((cube.user, about), ())),
            )
            candidates = extract(turn_of(cube), context)
            if self.reader is not None and about is not None:
                candidates = self.reader.extract(turn_of(cube), context, candidates)
            told = () if about is None else procedures(turn_of(cube))
            found.append((cube, (*candidates, *told)))
            known.setdefault((cube.user, about), []).extend(
                Known(predicate=c.predicate, object=c.object, key=c.key)
                for c in candidates
                if c.act in {"tell", "correct"} and c.predicate is not None
            )
            before = [*before[-_BEFORE:], turn_of(cube)]
        if self.reader is not None:
            self.reader.forget()  # what is erased later must not be kept here
        learn(job, work, found, self.tally, "rules", durable=False)


@dataclass(slots=True)
class Ask:
    """
    Has a language model find facts, at most one call a segment.

    Attributes:
        spending: Counts the calls and keeps them within their cap.

        redact: What each text goes through before it leaves.
    """

    model: LanguageModel
    spending: Spending
    redact: Redact | None = None
    tally: Tally = field(default_factory=Tally)

    def run(self, job: Job, work: Work) -> None:
        with work.store.read() as reader:
            space = space_of(reader, job)
            if space is None:
                return
            turns = there(reader, space, job.cubes)
            known = list(predicates(reader, space).values())
        found: list[tuple[MemCube, Sequence[Candidate]]] = []
        for part in in_segments(turns):
            work.renew()
            found += self._ask(part, known)
        learn(job, work, found, self.tally, f"model {self.model.name}")

    def _ask(
        self, cubes: Sequence[MemCube], known: Sequence[Predicate]
    ) -> list[tuple[MemCube, Sequence[Candidate]]]:
        user = cubes[0].user
        formed = extract_by_model(
            self.model, [turn_of(cube) for cube in cubes], known, partial(own_words, user=user),
            spending=self.spending, redact=self.redact,
        )  # fmt: skip
        for reason in formed.refused:
            self.tally.refused[reason.rsplit(" turn ", 1)[0]] += 1
        return [(cubes[at], candidates) for at, candidates in formed.candidates.items()]


def learn(job: Job, work: Work, found: Found, tally: Tally, by: str, *, durable: bool = True) -> None:
    """Take what was found into account, as one operation; a turn that changed meanwhile has its own job."""
    if not any(candidates for _, candidates in found):
        return
    with work.transaction(durable=durable) as writer:
        space = space_of(writer, job)
        if space is None:
            return
        now = writer.current(space, [cube.id for cube, _ in found])

        def begin() -> None:
            if writer.begun is None:
                writer.begin(space, "consolidate", reason=f"facts found by {by}")

        learning = Learning(writer, space, begin, tally)
        for cube, candidates in found:
            if now.get(cube.id) == cube:
                for candidate in candidates:
                    learning.learn(cube, candidate)


def _turns_before(reader: Reader, space: Space, turns: Sequence[MemCube]) -> list[Turn]:
    """Return the turns said just before the first of *turns* in its session."""
    if not turns or turns[0].session is None:
        return []
    first = turns[0]
    rows = reader.session(space, first.user, first.session or "", "episode")
    # In order of arrival, so that mostly they are the last but those of the job; what was edited is further back.
    for reach in (len(turns) + _BEFORE, _FURTHEST):
        read = reader.at(space, rows[-reach:])
        earlier = [turn_of(cube) for cube in read if cube.seq < first.seq]
        if len(earlier) >= _BEFORE or len(read) == len(rows):
            break
    return earlier[-_BEFORE:]


def _known(
    reader: Reader, space: Space, turns: Sequence[MemCube]
) -> dict[tuple[str | None, str | None], list[Known]]:
    """Return what holds of those who speak, by user and subject."""
    found: dict[tuple[str | None, str | None], list[Known]] = {}
    for cube in turns:
        about = own_words(turn_of(cube), cube.user)
        if about is None or (cube.user, about) in found:
            continue
        held = facts(reader, space, user=cube.user, subject=about, valid_us=utc_us(said_at(cube)))
        found[cube.user, about] = [
            Known(predicate=fact.predicate, object=fact.object, key=fact.key)
            for held_cube in held
            if (fact := held_cube.fact) is not None
        ]
    return found
