"""Taking note of what was written: what it is worth by its words, and when it is to be looked at again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..cube import RECALLABLE, MemCube, Tier
from ..index import terms_of
from ..store import AgeRow, Header, Reader, Space, VitalityRow
from ..times import utc_us
from ._ageing import Ageing, vitalities
from ._heat import Visits, heat
from ._jobs import Work
from ._policy import AGED
from ._strength import Vitality, days_between, recalled
from ._tiers import ARCHIVE_BELOW, SETTLED_DAYS, WORKING_DAYS, next_tier
from ._value import Standing, value
from ._worth import WINDOW, Said, read_signs, worth

BATCH: Final = 50
"""So many memories are written in one transaction: no other writer waits long."""

_DAY_US: Final = 86_400_000_000
_TERM: Final = np.dtype([("term", "<u8"), ("count", "<u4")])
_EPISODE: Final = "episode"


class _Heard(NamedTuple):
    """An episode as the next are compared with it: as far as its worth goes, and the hashes in its term list."""

    said: Said
    terms: NDArray[np.uint64]


class Glance(NamedTuple):
    """
    Some memories as they are at one moment.

    Attributes:
        lived: What recalls made of those that were recalled.

        cited_by: How many memories rest on each.

        worth: What the words of each promise, where that is known.
    """

    ageing: Ageing
    now_us: int
    lived: Mapping[str, Vitality]
    cited_by: Mapping[str, int]
    worth: Mapping[str, float]

    @classmethod
    def at(cls, reader: Reader, space: Space, ids: Collection[str], now_us: int) -> Glance:
        """Read what the store knows of *ids*."""
        rows = reader.ages(space, ids)
        resting = (link for link in reader.links_to(space, ids) if link.superseded_us is None)
        return cls(
            Ageing.of(reader, space),
            now_us,
            vitalities(reader, space, ids),
            Counter(link.target for link in resting if link.relation == "derived_from"),
            {id_: row.worth for id_, row in rows.items() if row.worth is not None},
        )

    def tier(self, cube: MemCube, *, least_days: float = 0.0) -> Tier:
        """Return where a memory belongs, one step from where it is at most; as if it were *least_days* old."""
        lived = self._vitality(cube)
        last_us = lived.last_recalled_us
        return next_tier(
            cube.tier,
            heat=heat(Visits(lived.recalls, lived.recalls, last_us), self.now_us),
            strength=self.ageing.strength(cube, lived, self.now_us),
            importance=cube.importance,
            age_days=max(least_days, days_between(utc_us(cube.created_at), self.now_us)),
            recalls=lived.recalls,
            revived=last_us is not None and last_us > utc_us(cube.recorded_at),
            pinned=cube.state == "frozen",
            session_open=True,  # nothing says that a session is over; a day ends it
        )

    def row(self, cube: MemCube) -> AgeRow | None:
        """Return what is to be kept of a memory; `None` of one that is not recalled."""
        if cube.state not in RECALLABLE:
            return None
        return AgeRow(
            archived=cube.tier == "archive",
            size_bytes=len(cube.content.encode()),
            worth=self.worth.get(cube.id),
            value=self.value(cube),
            due_us=self.due_us(cube),
        )

    def value(self, cube: MemCube) -> float:
        """Return what a memory is worth to its space now."""
        lived = self._vitality(cube)
        return value(
            Standing(
                worth=self.worth.get(cube.id, 0.5),
                strength=self.ageing.strength(cube, lived, self.now_us),
                importance=cube.importance,
                cited_by=self.cited_by.get(cube.id, 0),
                uses=lived.recalls,
                useless=lived.useless,
            )
        )

    def due_us(self, cube: MemCube) -> int | None:
        """Return when the tier of a memory may change next, if nothing happens to it; `None`: never."""
        if self.tier(cube) != cube.tier:
            return self.now_us
        created_us = utc_us(cube.created_at)
        if cube.tier == "archive":
            return None
        if cube.tier == "working":
            return self._later(created_us + WORKING_DAYS * _DAY_US)
        settles = self.tier(cube, least_days=SETTLED_DAYS) != cube.tier
        times = [created_us + SETTLED_DAYS * _DAY_US] if settles else []
        ttl_days = self.ageing.ttl_days(cube)
        if ttl_days is not None:
            times.append(created_us + ttl_days * _DAY_US)
        if cube.state != "frozen":
            lived = self._vitality(cube)
            since_us = max(created_us, lived.last_recalled_us or created_us)
            times.append(since_us + lived.stability_days * math.log(1 / ARCHIVE_BELOW) * _DAY_US)
        return self._later(min(times)) if times else None

    def touched(self, cube: MemCube) -> Vitality | None:
        """Return what becomes of a memory that somebody changed or brought back when it would be archived at once."""
        fading = cube.version > 1 and cube.tier != "archive" and self.tier(cube) == "archive"
        if not fading or self.ageing.strength(cube, self._vitality(cube), self.now_us) == 0:
            return None
        return recalled(
            self._vitality(cube),
            utc_us(cube.recorded_at),
            since_us=utc_us(cube.created_at),
            how="seen",
        )

    def _vitality(self, cube: MemCube) -> Vitality:
        return self.ageing.vitality(cube, self.lived.get(cube.id))

    def _later(self, at_us: float) -> int:
        # A second more, for the curve is rounded; and ahead of now, so that no pass meets it twice.
        return max(int(min(at_us, float(2**62))) + 1_000_000, self.now_us + 1_000_000)


def notice(work: Work, space: Space, now_us: int) -> bool:
    """
    Look at every version written since the last time, and keep what fading goes by; move the mark.

    Returns:
        Whether it came to the end; not so when the work is to stop.
    """
    with work.store.read() as reader:
        headers = reader.headers(space, reader.mark(space, AGED))
    before: list[_Heard] | None = None
    for start in range(0, len(headers), BATCH):
        if work.should_stop:
            return False
        part = headers[start : start + BATCH]
        before = _notice_part(work, space, part, now_us, before)
    return True


def _notice_part(
    work: Work, space: Space, part: Sequence[Header], now_us: int, before: list[_Heard] | None
) -> list[_Heard] | None:
    with work.store.read() as reader:
        cubes = reader.at(space, [header.row for header in part if header.superseded_us is None])
        glance = Glance.at(reader, space, [cube.id for cube in cubes], now_us)
        unjudged = [
            cube
            for cube in cubes
            if cube.kind == _EPISODE and cube.state in RECALLABLE and cube.id not in glance.worth
        ]
        unjudged.sort(key=lambda cube: cube.seq)
        # What was edited long after it was said is compared with what was said before it, not with the newest.
        edited, _ = _judged(reader, space, [cube for cube in unjudged if cube.version > 1], None)
        judged, before = _judged(reader, space, [cube for cube in unjudged if cube.version == 1], before)
    glance = glance._replace(worth={**glance.worth, **edited, **judged})
    touched = {cube.id: again for cube in cubes if (again := glance.touched(cube)) is not None}
    glance = glance._replace(lived={**glance.lived, **touched})
    with work.step(durable=False) as writer:
        writer.set_ages(space, {cube.id: glance.row(cube) for cube in cubes})
        writer.set_vitalities(space, {id_: VitalityRow(*lived) for id_, lived in touched.items()})
        writer.set_mark(space, AGED, part[-1].row)
    return before


def _judged(
    reader: Reader, space: Space, episodes: Sequence[MemCube], before: list[_Heard] | None
) -> tuple[dict[str, float], list[_Heard] | None]:
    """
    Return what the words of each episode promise, and the last of them, for the next to be compared with.

    Args:
        before: Those just before the first of *episodes*, where that is known already.
    """
    if not episodes:
        return {}, before
    if before is None:
        before = _heard_before(reader, space, episodes[0].seq)
    heard = [_heard(cube) for cube in episodes]
    spoken = np.unique(np.concatenate([one.terms for one in heard]))
    said = [_with_terms(one, spoken) for one in heard]
    signs = read_signs(said, [_with_terms(one, spoken) for one in before])
    promised = {cube.id: worth(one) for cube, one in zip(episodes, signs, strict=True)}
    return promised, [*before, *heard][-WINDOW:]


def _heard_before(reader: Reader, space: Space, seq: int) -> list[_Heard]:
    """Return the episodes before *seq*: of all but the last, no more than read_signs() looks at."""
    rows = reader.arrived_before(space, seq, _EPISODE, WINDOW)
    heard = [
        _Heard(Said("", frozenset(), speaker), _terms(blob)) for speaker, blob in reader.term_lists(rows)
    ]
    return [*heard[:-1], *map(_heard, reader.at(space, rows[-1:]))]


def _heard(cube: MemCube) -> _Heard:
    said = Said(cube.content, frozenset(), cube.speaker, cube.role, cube.session)
    return _Heard(said, _terms(terms_of(cube.content, cube.speaker).blob))


def _terms(blob: bytes) -> NDArray[np.uint64]:
    return np.frombuffer(blob, _TERM)["term"]


def _with_terms(one: _Heard, spoken: NDArray[np.uint64]) -> Said:
    """Return an episode with those of its terms that are *spoken*, in order, of the ones to be judged."""
    if not len(spoken):
        return one.said
    places = np.minimum(np.searchsorted(spoken, one.terms), len(spoken) - 1)
    return one.said._replace(terms=frozenset(one.terms[spoken[places] == one.terms].tolist()))
