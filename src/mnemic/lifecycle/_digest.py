"""The job that keeps a session's summaries: of its segments, and of these the session's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NamedTuple

from ..cube import RECALLABLE, SUMMARY_SOURCE, FrozenDict, Link, MemCube, new_id
from ..form import Citation, Line, Segment, Summary, Turn, is_withheld, segments, summarise
from ..form._segment import LOOK_AGAIN, MAX_TURNS
from ..index import terms_of
from ..store import Job, Reader, Space, Terms
from ..truth import said_at
from ._form import space_of, turn_of
from ._jobs import JobError, Work
from ._plan import is_of_what_is_new

SEGMENT: Final = "segment"
SESSION: Final = "session"

_SHARE: Final = 0.25
_LEAST_CHARS: Final = 240
_MOST_CHARS: Final = 1200
_TRIES: Final = 2


@dataclass(slots=True)
class Digest:
    """
    Summarises the session of a job's turns anew, and writes what has changed.

    Everything is worked out from a snapshot, so that no writer waits for it. What was settled before the earliest
    turn that is new stays.

    Attributes:
        written: How many summaries were written.
    """

    written: int = 0

    def run(self, job: Job, work: Work) -> None:
        for _ in range(_TRIES):
            with work.store.read() as reader:
                space = space_of(reader, job)
                session = _read(reader, space, job) if space is not None else None
            if space is None or session is None:
                return
            drafts = _drafts(session)
            if not drafts or self._write(work, space, session, drafts):
                return
        raise JobError("somebody went on changing the session while it was summarised")

    def _write(self, work: Work, space: Space, session: _Session, drafts: Sequence[_Draft]) -> bool:
        """Write the drafts, unless what they were made from has changed; say whether it was still the same."""
        try:
            with work.transaction(durable=False) as writer:
                if not session.is_in(writer, space):
                    raise _ChangedError
                writer.begin(space, "consolidate", reason="summaries of a session")
                for draft in drafts:
                    writer.append(space, draft.cube, draft.terms)
        except _ChangedError:
            return False
        self.written += len(drafts)
        return True


class _ChangedError(Exception):
    """What was read is not what is there; the transaction is rolled back."""


class _Draft(NamedTuple):
    """A version to be written."""

    cube: MemCube
    terms: Terms


class _Part(NamedTuple):
    """
    A segment as the session's summary reads it.

    Attributes:
        cube: What is cited: its summary, or its only turn that says anything.

        text: What it says in short, whether that is kept or not.

        kept: Whether *cube* is a summary.
    """

    cube: MemCube
    text: str
    kept: bool


class _Session(NamedTuple):
    """
    A session as of one snapshot.

    Attributes:
        turn_rows, summary_rows: The versions that were read.

        turns: In the order they were said.

        there: Its summaries, by key.

        since: The place of the earliest turn that is new.
    """

    user: str | None
    name: str
    turn_rows: Sequence[int]
    summary_rows: Sequence[int]
    turns: Sequence[MemCube]
    there: Mapping[str | None, MemCube]
    since: int

    def summary_of(self, first: MemCube) -> MemCube | None:
        """Return the summary of the segment that begins with *first*, if there is one."""
        cube = self.there.get(_key(SEGMENT, first))
        return cube if cube is not None and cube.state in RECALLABLE else None

    def is_in(self, reader: Reader, space: Space) -> bool:
        """Whether its versions are still the current ones; turns said since have a job of their own."""
        turns = reader.session(space, self.user, self.name, "episode")
        summaries = reader.session(space, self.user, self.name, "summary")
        return set(turns).issuperset(self.turn_rows) and summaries == self.summary_rows


def _read(reader: Reader, space: Space, job: Job) -> _Session | None:
    """Return the session of a job's turns; `None` if there is none any more."""
    named = list(reader.current(space, job.cubes).values())
    return session_of(reader, space, named, all_that_is_new=is_of_what_is_new(job))


def session_of(
    reader: Reader, space: Space, named: Sequence[MemCube], *, all_that_is_new: bool
) -> _Session | None:
    """
    Return the session of some turns; `None` if they are of none.

    Args:
        all_that_is_new: Whether nothing was said or changed in it before the earliest of them.
    """
    turn = next((cube for cube in named if cube.session is not None), None)
    if turn is None or turn.session is None:
        return None
    turn_rows = reader.session(space, turn.user, turn.session, "episode")
    summary_rows = reader.session(space, turn.user, turn.session, "summary")
    said = [cube for cube in reader.at(space, turn_rows) if cube.state in RECALLABLE]
    turns = sorted(said, key=_order)
    earliest = min(map(_order, named)) if all_that_is_new else None
    return _Session(
        turn.user,
        turn.session,
        turn_rows,
        summary_rows,
        turns,
        {cube.key: cube for cube in reader.at(space, summary_rows) if cube.source == SUMMARY_SOURCE},
        sum(_order(cube) < earliest for cube in turns) if earliest is not None else 0,
    )


def asked_anew(session: _Session, turns: Sequence[MemCube]) -> list[Sequence[MemCube]]:
    """
    Return the segments of a session that a language model is to read: those that hold one of *turns*.

    And those whose summary it wrote before a boundary moved.
    """
    ids = {cube.id for cube in turns}
    _, found = _segments(session)
    parts = [session.turns[part.start : part.end] for part in found]
    return [part for part in parts if any(cube.id in ids for cube in part) or _is_outdated(part, session)]


def _is_outdated(members: Sequence[MemCube], session: _Session) -> bool:
    cube = session.summary_of(members[0])
    return cube is not None and _OF in cube.metadata and not _is_composed_of(cube, members)


def composed(
    members: Sequence[MemCube], lines: Sequence[Line], model: str, there: MemCube | None
) -> MemCube | None:
    """
    Return the summary of a segment in the words of a language model, as the next version of what is *there*.

    `None` if it is there already, or would be no shorter than what it sums up.

    Args:
        lines: The most important first; those that find no room are left out.

        model: Its name.
    """
    room = _room(members)
    kept: list[Line] = []
    for line in lines:
        if sum(len(each.text) + 1 for each in kept) + len(line.text) <= room:
            kept.append(line)
    text = "\n".join(line.text for line in kept)
    if not kept or len(text) >= sum(len(cube.content) for cube in members):
        return None
    cited = [Citation(turn, 0, len(members[turn].content)) for line in kept for turn in line.turns]
    made = _made(members, Summary(text, tuple(cited)), SEGMENT, {there.key: there} if there else {})
    wanted = replace(made, metadata=FrozenDict({_BY: model, _OF: _mark_of(members)}))
    return None if wanted == there else replace(wanted, version=wanted.version + 1)


def key_of_segment(members: Sequence[MemCube]) -> str:
    """Return the key of the summary of a segment."""
    return _key(SEGMENT, members[0])


_BY: Final = "by"
"""The name of the language model that wrote a summary."""

_OF: Final = "of"
"""What tells the versions apart that it was written of."""


def _mark_of(members: Sequence[MemCube]) -> str:
    versions = ",".join(f"{cube.id}:{cube.version}" for cube in members)
    return hashlib.sha256(versions.encode("ascii")).hexdigest()[:16]


def _is_composed_of(cube: MemCube, members: Sequence[MemCube]) -> bool:
    """Whether a language model wrote *cube* of these versions of these turns."""
    return cube.metadata.get(_OF) == _mark_of(members)


def _composed(members: Sequence[MemCube], session: _Session) -> _Part | None:
    """Return a segment as a language model summed it up, if nothing in it has changed since."""
    cube = session.summary_of(members[0])
    if cube is None or not _is_composed_of(cube, members):
        return None
    return _Part(cube, cube.content, kept=True)


def _order(cube: MemCube) -> tuple[datetime, int]:
    return said_at(cube), cube.seq


def _drafts(session: _Session) -> list[_Draft]:
    """Return what differs; what is not wanted any more, as its segment has another beginning, is withdrawn."""
    wanted = {cube.key: cube for cube in _wanted(session)}
    gone = [
        replace(cube, state="expired")
        for key, cube in session.there.items()
        if key not in wanted and cube.state in RECALLABLE
    ]
    changed = (cube for cube in [*wanted.values(), *gone] if session.there.get(cube.key) != cube)
    return [
        _Draft(replace(cube, version=cube.version + 1), terms_of(cube.content, cube.speaker))
        for cube in changed
    ]


def _wanted(session: _Session) -> Iterator[MemCube]:
    """Yield the summaries a session should have: of each segment, and of the whole if there are several."""
    begin, found = _segments(session)
    settled = session.since - LOOK_AGAIN
    parts = list(_told_before(session, begin))
    for place, part in enumerate(found):
        members = session.turns[part.start : part.end]
        stays = _is_settled(part, found[place + 1 : place + 2], settled)
        made = (_kept(members, session) if stays else None) or _composed(members, session)
        made = made or _part(members, session.there)
        if made is not None:
            parts.append(made)
    yield from (part.cube for part in parts if part.kept)
    if len(parts) > 1:
        yield from _of_all(parts, session.there)


def _segments(session: _Session) -> tuple[int, Sequence[Segment]]:
    """Return where what is read again begins, and the segments from there on."""
    begin = _begin(session)
    before = (Segment(0, begin, "session", 1.0), Segment(begin, session.since, "topic", 1.0))
    found = segments([turn_of(cube) for cube in session.turns], before=before if begin else ())
    return begin, found[1:] if begin else found


def _begin(session: _Session) -> int:
    """Return where a segment begins so long before what is new that it always will; 0 where there is none."""
    # A full segment could reach so far; what its cause was, a summary doesn't tell.
    latest = session.since - LOOK_AGAIN - MAX_TURNS
    places = range(latest, 0, -1)
    return next((at for at in places if session.summary_of(session.turns[at]) is not None), 0)


def _told_before(session: _Session, begin: int) -> Iterator[_Part]:
    """Yield what was said before *begin*: of the turns without a summary only what the session's had taken up."""
    whole = [cube for cube in session.there.values() if SESSION in cube.tags]
    cited = {link.target for cube in whole for link in cube.links}
    for turn in session.turns[:begin]:
        cube = session.summary_of(turn)
        if cube is not None:
            yield _Part(cube, cube.content, kept=True)
        elif turn.id in cited:
            yield _Part(turn, summarise([_told(turn_of(turn))], _MOST_CHARS).text, kept=False)


def _is_settled(part: Segment, following: Sequence[Segment], settled: int) -> bool:
    """Whether a segment is what it was before the turns from *settled* + `LOOK_AGAIN` on were said."""
    if part.end > settled:
        return False
    return all(after.cause != "size" for after in following) or part.start + MAX_TURNS <= settled


def _kept(members: Sequence[MemCube], session: _Session) -> _Part | None:
    """Return the summary of a segment of which nothing is new, if it is there."""
    cube = session.summary_of(members[0])
    if cube is None or cube.occurred_end != _end(members):
        return None
    return _Part(cube, cube.content, kept=True)


def _part(members: Sequence[MemCube], there: Mapping[str | None, MemCube]) -> _Part | None:
    """Return a segment summed up; `None` if it says nothing that may be told."""
    turns = [_told(turn_of(cube)) for cube in members]
    summary = summarise(turns, _room(members))
    if not summary.text:
        return None
    first, *more = dict.fromkeys(span.turn for span in summary.spans)
    if not more and _is_all(turns, summary.spans, [first]):
        # Word for word one turn: it would be found beside that turn and tell nothing more.
        return _Part(members[first], summary.text, kept=False)
    return _Part(_made(members, summary, SEGMENT, there), summary.text, kept=True)


def _told(turn: Turn) -> Turn:
    """Return a turn as a summary may tell it: nothing of one that asks not to be remembered."""
    return replace(turn, text="") if is_withheld(turn) else turn


def _of_all(parts: Sequence[_Part], there: Mapping[str | None, MemCube]) -> Iterator[MemCube]:
    """Yield the summary of a session of several segments, unless it would only repeat theirs."""
    said = [Turn(part.text, occurred_at=said_at(part.cube)) for part in parts]
    summary = summarise(said, _room([part.cube for part in parts]))
    if summary.text and not _is_all(said, summary.spans, range(len(said))):
        yield _made([part.cube for part in parts], summary, SESSION, there)


def _is_all(turns: Sequence[Turn], spans: Sequence[Citation], places: Iterable[int]) -> bool:
    """Whether *spans* leave nothing out but spaces of the turns at *places*, the only ones they quote."""
    quoted = sum(_ink(turns[span.turn].text[span.start : span.end]) for span in spans)
    return quoted == sum(_ink(turns[at].text) for at in places)


def _ink(text: str) -> int:
    return sum(map(len, text.split()))


def _room(cubes: Sequence[MemCube]) -> int:
    """Return how many characters a summary may have: a share of what it sums up, within bounds."""
    return int(min(_MOST_CHARS, max(_LEAST_CHARS, _SHARE * sum(len(cube.content) for cube in cubes))))


def _key(level: str, first: MemCube) -> str:
    return f"{SUMMARY_SOURCE}:{level}:{first.id}"


def _end(members: Sequence[MemCube]) -> datetime:
    return members[-1].occurred_end or said_at(members[-1])


def _made(
    members: Sequence[MemCube], summary: Summary, level: str, there: Mapping[str | None, MemCube]
) -> MemCube:
    """Return a summary as a cube: a new one, or the one that is there with what it should say now."""
    first = members[0]
    key = _key(level, first)
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
        occurred_end=_end(members),
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


_SAID = ("content", "agent", "occurred_at", "occurred_end", "links", "tags", "metadata")
