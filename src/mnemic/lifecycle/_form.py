"""The jobs that turn what was said into facts and procedures by rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ..cube import RECALLABLE, MemCube
from ..form import (
    Candidate,
    Context,
    Known,
    Procedure,
    Turn,
    begun,
    extract,
    own_words,
    procedures,
)
from ..form import Reader as FactReader
from ..store import Job, Reader, Space, Writer
from ..times import utc_us
from ..truth import facts, said_at
from ._jobs import Work
from ._learn import Learning, Tally

BEFORE: Final = 4
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
            heard = _heard(turns, before)
            known = _known(reader, space, heard)
        found: list[tuple[MemCube, Sequence[Candidate | Procedure]]] = []
        for cube, about, behind in heard:
            context = Context(
                user=cube.user,
                before=behind,
                known=tuple(known.get((cube.user, about), ())),
            )
            candidates = extract(turn_of(cube), context)
            if self.reader is not None and about is not None:
                candidates = self.reader.extract(turn_of(cube), context, candidates)
            candidates = begun(turn_of(cube), candidates)
            told = () if about is None else procedures(turn_of(cube))
            found.append((cube, (*candidates, *told)))
            known.setdefault((cube.user, about), []).extend(
                Known(predicate=c.predicate, object=c.object, key=c.key)
                for c in candidates
                if c.act in {"tell", "correct"} and c.predicate is not None
            )
        if self.reader is not None:
            self.reader.forget()  # what is erased later must not be kept here
        if not any(candidates for _, candidates in found):
            return
        with work.transaction(durable=False) as writer:
            space = space_of(writer, job)
            if space is not None:
                learn(writer, space, found, self.tally, "facts found by rules")


def learn(writer: Writer, space: Space, found: Found, tally: Tally, reason: str) -> None:
    """Take what was found into account, as one operation; a turn that changed meanwhile has its own job."""
    now = writer.current(space, [cube.id for cube, _ in found])

    def begin() -> None:
        if writer.begun is None:
            writer.begin(space, "consolidate", reason=reason)

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
    for reach in (len(turns) + BEFORE, _FURTHEST):
        read = reader.at(space, rows[-reach:])
        earlier = [turn_of(cube) for cube in read if cube.seq < first.seq]
        if len(earlier) >= BEFORE or len(read) == len(rows):
            break
    return earlier[-BEFORE:]


class _Heard(NamedTuple):
    """A turn, whom its "I" is (`None`: nobody's own words), and what was said just before it."""

    cube: MemCube
    about: str | None
    before: tuple[Turn, ...]


def _heard(cubes: Sequence[MemCube], before: Sequence[Turn]) -> list[_Heard]:
    said = [*before, *map(turn_of, cubes)]
    found = []
    for at, cube in enumerate(cubes, len(before)):
        behind = tuple(said[max(0, at - BEFORE) : at])
        found.append(_Heard(cube, own_words(said[at], cube.user, behind), behind))
    return found


def _known(
    reader: Reader, space: Space, heard: Sequence[_Heard]
) -> dict[tuple[str | None, str | None], list[Known]]:
    """Return what holds of those who speak, by user and subject."""
    found: dict[tuple[str | None, str | None], list[Known]] = {}
    for cube, about, _ in heard:
        if about is None or (cube.user, about) in found:
            continue
        held = facts(reader, space, user=cube.user, subject=about, valid_us=utc_us(said_at(cube)))
        found[cube.user, about] = [
            Known(predicate=fact.predicate, object=fact.object, key=fact.key)
            for held_cube in held
            if (fact := held_cube.fact) is not None
        ]
    return found
