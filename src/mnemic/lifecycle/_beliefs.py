"""
Beliefs: what somebody's statements about their tastes and habits come to, with what speaks for it and against.

A fact says what was said; a belief weighs all that was said of one thing over time. It is kept only where there is
more to it than one fact, stands below its evidence, and is worked out anew whenever that changes. Its sentence gives
counts and dates, never a trend: whether evidence gathers or dries up depends on when one asks, so `Belief.trend_at`
says it then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from ..cube import RECALLABLE, Link, MemCube, Predicate, new_id, read_fields
from ..index import terms_of
from ..store import Job, Reader, Space, Writer
from ..times import parse_time, render_time, utc_from_us, utc_us
from ..truth import Place, place_of, predicates
from ..truth._settle import Standing, standing
from ..truth._timeline import Statement, Value
from ._jobs import Work
from ._trend import Signal, Trend, preference, trend

BELIEVE: Final = "believe"
"""Weigh what was said of the tastes and habits of which something is new."""

BELIEVED: Final = "believed"
"""The mark of how far the versions of a space have been weighed."""

SOURCE: Final = "mnemic:belief"
"""Where beliefs say they come from."""

ENOUGH: Final = 3
"""So many statements make a belief, or fewer where they disagree: one or two that agree are the fact itself."""

_WEIGHED_ALSO: Final = frozenset({"activity"})
"""Predicates that say what somebody likes to do, beside those of preferences."""

_VERSIONS_A_STEP: Final = 100


class Belief(NamedTuple):
    """
    What the statements about one thing come to.

    Attributes:
        sentence: What is believed, as the latest fact that says so puts it.

        supports, contradicts: The ids of the facts that speak for it and against it.

        said_for, said_against: When that was said, in order.

        score: From -1, all against, to 1, all for; what was said last counts more.

        shifted: Whether the latest statements leave what was said for long.
    """

    sentence: str
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]
    said_for: tuple[datetime, ...]
    said_against: tuple[datetime, ...]
    score: float
    shifted: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the belief as plain JSON."""
        return {
            "sentence": self.sentence,
            "supports": list(self.supports),
            "contradicts": list(self.contradicts),
            "said_for": [render_time(said) for said in self.said_for],
            "said_against": [render_time(said) for said in self.said_against],
            "score": self.score,
            "shifted": self.shifted,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Belief:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        ids = {name: tuple(given[name]) for name in ("supports", "contradicts")}
        times = {name: tuple(map(parse_time, given[name])) for name in ("said_for", "said_against")}
        return cls(**{**given, **ids, **times})

    def trend_at(self, moment: datetime) -> Trend:
        """Return how the evidence for it gathers, as of *moment*."""
        return trend([utc_us(said) for said in self.said_for], utc_us(moment))


def belief_at(reader: Reader, space: Space, place: Place, known: Mapping[str, Predicate]) -> Belief | None:
    """Return what the statements of one place come to; `None` where that is no more than the facts say."""
    now = standing(reader, space, place, known)
    said = [statement for run in now.runs() for statement in run.statements]
    weighed = [_weighed(now, said, value) for value in _candidates(said)]
    return max((found for found in weighed if found is not None), key=_rank, default=None)


def belief_of(reader: Reader, space: Space, cube: MemCube) -> Belief | None:
    """Return what the cube of a belief stands for now; `None` if its facts are gone."""
    known = predicates(reader, space)
    targets = [link.target for link in cube.links if link.relation == "derived_from"]
    facts = reader.current(space, targets).values()
    place = next((found for fact in facts if (found := place_of(fact, known)) is not None), None)
    return None if place is None else belief_at(reader, space, place, known)


@dataclass(slots=True)
class Beliefs:
    """
    Weighs anew what was said of everything of which a fact has come, changed or gone.

    Attributes:
        written: How many beliefs were written or withdrawn.
    """

    written: int = 0

    def run(self, job: Job, work: Work) -> None:
        with work.store.read() as reader:
            space = reader.space(job.space) if job.space is not None else None
            headers = reader.headers(space, reader.mark(space, BELIEVED)) if space is not None else []
        if space is None:
            return
        # In steps, so that no writer waits for all of a space that is looked at for the first time.
        for start in range(0, len(headers), _VERSIONS_A_STEP):
            if work.should_stop:
                work.pause()
                return
            chosen = headers[start : start + _VERSIONS_A_STEP]
            told = [header.row for header in chosen if header.kind in ("fact", "preference")]
            with work.step(durable=False) as writer:
                self.written += _keep(writer, space, writer.at(space, told))
                writer.set_mark(space, BELIEVED, chosen[-1].row)


def _keep(writer: Writer, space: Space, facts: Sequence[MemCube]) -> int:
    """Write the beliefs about what *facts* are about, as far as they differ; return how many that were."""
    known = predicates(writer, space)
    places = dict.fromkeys(place for fact in facts if (place := place_of(fact, known)) is not None)
    changed = 0
    for place in places:
        if known[place.predicate].kind != "preference" and place.predicate not in _WEIGHED_ALSO:
            continue
        key = ":".join((SOURCE, place.subject, place.predicate, place.key))
        id_ = writer.find_key(space, place.user, key)
        old = writer.current(space, [id_])[id_] if id_ is not None else None
        wanted = _wanted(writer, space, belief_at(writer, space, place, known), place, key, old)
        if wanted is not None and wanted != old:
            if writer.begun is None:
                writer.begin(space, "consolidate", reason="beliefs weighed")
            written = replace(wanted, version=wanted.version + 1)
            writer.append(space, written, terms_of(written.content, written.speaker))
            changed += 1
    return changed


def _wanted(
    writer: Writer, space: Space, belief: Belief | None, place: Place, key: str, old: MemCube | None
) -> MemCube | None:
    """Return the cube of a belief as it should be; without one, the cube that is there as withdrawn."""
    if belief is None:
        return replace(old, state="expired") if old is not None and old.state in RECALLABLE else None
    now = utc_from_us(writer.now_us)
    cube = old or MemCube(
        id=new_id(), space=space.name, seq=0, version=0, content="", kind="belief", user=place.user or None,
        key=key, source=SOURCE, created_at=now, recorded_at=now, operation="",
    )  # fmt: skip
    said = sorted((*belief.said_for, *belief.said_against))
    links = {Link("derived_from", id_) for id_ in (*belief.supports, *belief.contradicts)}
    links |= {Link("supports", id_) for id_ in belief.supports}
    links |= {Link("contradicts", id_) for id_ in belief.contradicts}
    return replace(
        cube,
        content=told(belief),
        occurred_at=said[0],
        occurred_end=said[-1],
        links=tuple(sorted(links)),
        state="generated",
    )


def told(belief: Belief) -> str:
    """Return a belief as a sentence with its counts: ``Ana likes sushi: said 3 times, last on 2025-03-02.``"""
    parts = [f"said {_times(belief.said_for)}"]
    if belief.said_against:
        parts.append(f"the contrary {_times(belief.said_against)}")
    if belief.shifted:
        parts.append("lately otherwise than before")
    return f"{belief.sentence.rstrip(' .!…。')}: {'; '.join(parts)}."


def _times(said: Sequence[datetime]) -> str:
    count = {1: "once, on", 2: "twice, last on"}.get(len(said), f"{len(said)} times, last on")
    return f"{count} {said[-1].date().isoformat()}"


def _candidates(said: Sequence[Statement]) -> Iterator[Value]:
    """Yield each value that was said to hold when it was said."""
    yield from dict.fromkeys(statement.value for statement in said if not statement.is_past)


def _weighed(now: Standing, said: Sequence[Statement], value: Value) -> Belief | None:
    """Return the belief that *value* holds, if there is enough to weigh."""
    judged = [(statement, sign) for statement in said if (sign := _sign(statement, value))]
    for_ = [statement for statement, sign in judged if sign > 0]
    against = [statement for statement, sign in judged if sign < 0]
    weight = preference(Signal(utc_us(statement.said_at), sign) for statement, sign in judged)
    if weight is None or (len(judged) < ENOUGH and not against):
        return None
    latest = max((each for each in for_ if not each.is_past), key=lambda each: (each.said_at, each.seq))
    supports = tuple(dict.fromkeys(statement.fact for statement in for_))
    return Belief(
        sentence=now.held[latest.fact].content,
        supports=supports,
        contradicts=tuple(dict.fromkeys(s.fact for s in against if s.fact not in supports)),
        said_for=tuple(sorted(statement.said_at for statement in for_)),
        said_against=tuple(sorted(statement.said_at for statement in against)),
        score=weight.score,
        shifted=weight.shifted,
    )


def _sign(statement: Statement, value: Value) -> int:
    """Return 1 where a statement speaks for *value*, -1 against, 0 neither; what is over speaks for the contrary."""
    if statement.value == value:
        return -1 if statement.is_past else 1
    if value.excludes(statement.value):
        contrary = statement.value.object == value.object
        return (1 if contrary else 0) if statement.is_past else -1
    return 0


def _rank(belief: Belief) -> tuple[float, datetime]:
    """Return what sorts the beliefs about one thing: the best founded last, of two the one spoken of last."""
    return belief.score, belief.said_for[-1]
