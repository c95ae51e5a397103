"""What there is to do in a space: jobs for what was said since the last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ..cube import RECALLABLE
from ..govern import DIGEST
from ..store import Header, Space, Writer

FORM: Final = "form"
"""Find facts in a few turns, by rules."""

ASK: Final = "ask"
"""Have a language model find facts in a few turns."""

FADE: Final = "fade"
"""Move memories between tiers, and keep the space within its budget."""

FORMED: Final = "formed"
"""The mark of how far the versions of a space have been looked at."""

TURNS_A_JOB: Final = 25
"""So few that no writer waits long for what a job writes."""


class Planned(NamedTuple):
    """How many jobs were added, and for how many turns."""

    jobs: int
    turns: int


def plan(writer: Writer, space: Space, run: str, *, with_model: bool) -> Planned:
    """
    Add the jobs for everything that was said or changed since the last plan, and move the mark.

    Args:
        with_model: Whether a language model is asked, too.
    """
    headers = writer.headers(space, writer.mark(space, FORMED))
    turns = [header for header in headers if _is_turn(header)]
    jobs = 0
    for conversation in _conversations(turns):
        ids = [cube.id for cube in writer.at(space, [header.row for header in conversation])]
        for start in range(0, len(ids), TURNS_A_JOB):
            chosen = ids[start : start + TURNS_A_JOB]
            for kind in (FORM, ASK) if with_model else (FORM,):
                writer.add_job(kind, space=space, run=run, cubes=chosen)
                jobs += 1
        if conversation[0].session is not None:
            writer.add_job(DIGEST, space=space, run=run, cubes=ids[-1:])
            jobs += 1
    if headers:
        writer.set_mark(space, FORMED, headers[-1].row)
    return Planned(jobs, len(turns))


def _is_turn(header: Header) -> bool:
    """Whether a version is something that was said and holds now."""
    return header.kind == "episode" and header.superseded_us is None and header.state in RECALLABLE


def _conversations(turns: Iterable[Header]) -> Iterator[list[Header]]:
    """Yield the turns of each session of each user, in order of arrival; those without a session by user."""
    found: dict[tuple[str | None, str | None], list[Header]] = {}
    for turn in turns:
        found.setdefault((turn.user, turn.session), []).append(turn)
    yield from found.values()
