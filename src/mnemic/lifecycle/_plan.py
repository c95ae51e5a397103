"""What there is to do in a space: jobs for what was said since the last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ..cube import RECALLABLE, MemCube
from ..govern import DIGEST
from ..store import Header, Job, Reader, Space, Writer
from ..truth import said_at

FORM: Final = "form"
"""Find facts in a few turns, by rules."""

ASK: Final = "ask"
"""Have a language model read what is new of a conversation."""

FADE: Final = "fade"
"""Move memories between tiers, and keep the space within its budget."""

FORMED: Final = "formed"
"""The mark of how far the versions of a space have been looked at."""

TURNS_A_JOB: Final = 25
"""So few that no writer waits long for what a job writes."""


_VERSIONS_AT_ONCE: Final = 2_000


class Planned(NamedTuple):
    """How many jobs were added, and for how many turns."""

    jobs: int = 0
    turns: int = 0

    def plus(self, other: Planned | None) -> Planned:
        """Return both together."""
        return self if other is None else Planned(self.jobs + other.jobs, self.turns + other.turns)


class Draft(NamedTuple):
    """
    The jobs that are to be added, as of one snapshot.

    Attributes:
        after, until: The versions that were looked at: beyond the first mark, up to the second.

        turns: How many of them were said.

        jobs: The kind of each, and the cubes it is about.

        replaced: The rows of jobs that wait and that one of these does as well.
    """

    after: int
    until: int
    turns: int
    jobs: Sequence[tuple[str, Sequence[str]]]
    replaced: Sequence[int]


def draft(reader: Reader, space: Space, *, with_model: bool) -> Draft | None:
    """
    Return the jobs for what was said or changed since the last plan, or the first of it; `None` if nothing was.

    Args:
        with_model: Whether a language model is asked, too.
    """
    after = reader.mark(space, FORMED)
    headers = reader.headers(space, after)[:_VERSIONS_AT_ONCE]
    if not headers:
        return None
    turns = [header for header in headers if _is_turn(header)]
    waiting = waiting_digests(reader, space) if turns else {}
    jobs: list[tuple[str, Sequence[str]]] = []
    replaced: list[int] = []
    for (user, session), conversation in _conversations(turns).items():
        cubes = reader.at(space, [header.row for header in conversation])
        ids = [cube.id for cube in cubes]
        jobs += [(FORM, ids[start : start + TURNS_A_JOB]) for start in range(0, len(ids), TURNS_A_JOB)]
        if with_model:
            jobs.append((ASK, ids))
        if session is not None:
            before = waiting.get((user, session), [])
            replaced += [row for row, _ in before]
            cubes += [cube for _, those in before for cube in those]
            jobs.append((DIGEST, _ends(cubes)))
    return Draft(after, headers[-1].row, len(turns), jobs, replaced)


def plan(writer: Writer, space: Space, run: str, drafted: Draft) -> Planned | None:
    """Add the jobs of a draft, and move the mark; `None` where somebody else has planned meanwhile."""
    if writer.mark(space, FORMED) != drafted.after:
        return None
    for row in drafted.replaced:
        writer.drop_job(row)
    for kind, cubes in drafted.jobs:
        payload = str(len(cubes)).encode() if kind == DIGEST else b""
        writer.add_job(kind, payload, space=space, run=run, cubes=cubes)
    writer.set_mark(space, FORMED, drafted.until)
    return Planned(len(drafted.jobs), drafted.turns)


def waiting_digests(
    reader: Reader, space: Space
) -> dict[tuple[str | None, str | None], list[tuple[int, list[MemCube]]]]:
    """Return the jobs that wait to sum up what is new of a session, with their turns, by user and session."""
    found: dict[tuple[str | None, str | None], list[tuple[int, list[MemCube]]]] = {}
    for job in reader.jobs(space):
        # One that was tried already keeps its count of attempts.
        if job.kind == DIGEST and job.state == "waiting" and not job.attempts and is_of_what_is_new(job):
            turns = list(reader.current(space, job.cubes).values())
            found.setdefault((turns[0].user, turns[0].session), []).append((job.row, turns))
    return found


def is_of_what_is_new(job: Job) -> bool:
    """Whether the first of a digest's turns is the earliest that is new; else nothing is known of the session."""
    # Were one of them erased since, it could have been the earliest.
    return len(job.cubes) == int(job.payload or b"0") > 0


def _ends(turns: Sequence[MemCube]) -> list[str]:
    """Return the ids of the turns that were said first and last; with a single one, its id."""
    in_order = sorted(turns, key=lambda cube: (said_at(cube), cube.seq))
    return list(dict.fromkeys((in_order[0].id, in_order[-1].id)))


def _is_turn(header: Header) -> bool:
    """Whether a version is something that was said and holds now."""
    return header.kind == "episode" and header.superseded_us is None and header.state in RECALLABLE


def _conversations(turns: Iterable[Header]) -> dict[tuple[str | None, str | None], list[Header]]:
    """Return the turns by user and session, in order of arrival; those without a session by user."""
    found: dict[tuple[str | None, str | None], list[Header]] = {}
    for turn in turns:
        found.setdefault((turn.user, turn.session), []).append(turn)
    return found
