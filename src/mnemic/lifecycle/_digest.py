"""The job that keeps a session's summaries: of its segments, and of these the session's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..cube import SUMMARY_SOURCE, Link, MemCube, new_id
from ..form import Summary, Turn, segments, summarise
from ..index import terms_of
from ..store import Job, Space, Writer
from ..truth import said_at
from ._form import space_of, turn_of
from ._jobs import Work

SEGMENT: Final = "segment"
SESSION: Final = "session"

_SHARE: Final = 0.25
_LEAST_CHARS: Final = 240
_MOST_CHARS: Final = 1200


@dataclass(slots=True)
class Digest:
    """
    Summarises the session of a turn anew, and writes what has changed.

    Attributes:
        written: How many summaries were written.
    """

    written: int = 0

    def run(self, job: Job, work: Work) -> None:
        with work.transaction() as writer:
            space = space_of(writer, job)
            turn = next(iter(writer.current(space, job.cubes).values()), None) if space else None
            if space is None or turn is None or turn.session is None:
                return
            rows = writer.session(space, turn.user, turn.session, "episode")
            turns = sorted(writer.at(space, rows), key=lambda cube: (said_at(cube), cube.seq))
            there = {c.key: c for c in _summaries(writer, space, turn.user, turn.session)}
            wanted = {cube.key: cube for cube in _wanted(turns, there)}
            self.written += _write(writer, space, there, wanted)


def _summaries(writer: Writer, space: Space, user: str | None, session: str) -> list[MemCube]:
    rows = writer.session(space, user, session, "summary")
    return [cube for cube in writer.at(space, rows) if cube.source == SUMMARY_SOURCE]


def _wanted(turns: Sequence[MemCube], there: Mapping[str | None, MemCube]) -> Iterator[MemCube]:
    """Yield the summaries a session should have: of each segment, and of the whole if there are several."""
    parts: list[MemCube] = []
    for part in segments([turn_of(cube) for cube in turns]):
        members = turns[part.start : part.end]
        made = _made(members, summarise([turn_of(cube) for cube in members], _room(members)), SEGMENT, there)
        if made is not None:
            parts.append(made)
    yield from parts
    if len(parts) > 1:
        said = [Turn(cube.content, occurred_at=cube.occurred_at) for cube in parts]
        made = _made(parts, summarise(said, _room(parts)), SESSION, there)
        if made is not None:
            yield made


def _room(cubes: Sequence[MemCube]) -> int:
    """Return how many characters a summary may have: a share of what it sums up, within bounds."""
    return int(min(_MOST_CHARS, max(_LEAST_CHARS, _SHARE * sum(len(cube.content) for cube in cubes))))


def _made(
    members: Sequence[MemCube], summary: Summary, level: str, there: Mapping[str | None, MemCube]
) -> MemCube | None:
    """Return a summary as a cube: a new one, or the one that is there with what it should say now."""
    if not summary.text:
        return None
    first = members[0]
    key = f"{SUMMARY_SOURCE}:{level}:{first.id}"
    cited = dict.fromkeys(members[span.turn].id for span in summary.spans)
    made = MemCube(
        id=new_id(),
        space=first.space,
        seq=0,
        version=0,
        content=summary.text,
        kind="summary",
        user=first.user,
        agent=first.agent,
        session=first.session,
        occurred_at=said_at(first),
        occurred_end=members[-1].occurred_end or said_at(members[-1]),
        key=key,
        source=SUMMARY_SOURCE,
        tags=(level,),
        links=tuple(sorted(Link("derived_from", id_) for id_ in cited)),
        created_at=first.created_at,
        recorded_at=first.recorded_at,
        operation="",
    )
    old = there.get(key)
    if old is None:
        return made
    said = {name: getattr(made, name) for name in _SAID}
    return replace(old, **said, state="active")


_SAID = ("content", "agent", "occurred_at", "occurred_end", "links", "tags")


def _write(
    writer: Writer, space: Space, there: Mapping[str | None, MemCube], wanted: Mapping[str | None, MemCube]
) -> int:
    """Write what differs; what is not wanted any more, as its segment has another beginning, is withdrawn."""
    gone = [replace(cube, state="expired") for key, cube in there.items() if key not in wanted]
    changed = [cube for cube in [*wanted.values(), *gone] if there.get(cube.key) != cube]
    for cube in changed:
        if writer.begun is None:
            writer.begin(space, "consolidate", reason="summaries of a session")
        writer.append(space, replace(cube, version=cube.version + 1), terms_of(cube.content, cube.speaker))
    return len(changed)
