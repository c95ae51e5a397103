"""
What is known about a question, put in order: what holds, what held, what is at odds, what is believed, what is missing.

Nothing is inferred here. Each line is a memory that can be cited, or says of which memory there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, NamedTuple

from ..cube import RECALLABLE, MemCube, Predicate, read_fields, unless_none, value_key
from ..form._worth import term_set
from ..store import Reader, Space
from ..times import parse_time, render_time, utc_us
from ..truth import Entry, Place, entry_of, facts, in_order, place_of, predicates
from ..truth._settle import standing
from ._beliefs import Belief, belief_of
from ._trend import Trend

_MOST_PLACES: Final = 40
"""About so many things facts are gathered; those of the best hits first."""


class Question(NamedTuple):
    """
    What was asked, and what a recall found for it.

    Attributes:
        user: Whose memory was asked; `None`: anybody's.

        moment: When it was asked.

        hits: What was found, best first.

        drawn: The facts that rest on it.

        confidence: The recall's; `None`: not calibrated.

        answerable: Whether the answer is among the hits, as far as the recall can tell.
    """

    text: str
    user: str | None
    moment: datetime
    hits: Sequence[MemCube]
    drawn: Sequence[MemCube] = ()
    confidence: float | None = None
    answerable: bool | None = None


class Conflict(NamedTuple):
    """Two facts that cannot both hold, and between which nothing decides: the later told, and the earlier."""

    later: MemCube
    earlier: MemCube


class Believed(NamedTuple):
    """
    A belief about it.

    Attributes:
        belief: Its counts; `None` for one that rests on no facts.

        trend: How its evidence gathers, as of the question.
    """

    cube: MemCube
    belief: Belief | None
    trend: Trend | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """
    What memory has about a question. Its facts are those drawn from the hits, and those under what is asked.

    Attributes:
        holds: Facts that hold when it is asked.

        before: What held before, first to last.

        ahead: Facts that are to hold later.

        conflicts: Facts at odds with each other.

        beliefs: What was weighed of it.

        stale: Derived memories that count no more, since what they rested on has changed or gone.

        evidence: What was found, best first.

        missing: What there is none of, each a sentence. None quotes a memory.
    """

    holds: tuple[MemCube, ...] = ()
    before: tuple[Entry, ...] = ()
    ahead: tuple[MemCube, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    beliefs: tuple[Believed, ...] = ()
    stale: tuple[MemCube, ...] = ()
    evidence: tuple[MemCube, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def citable(self) -> tuple[MemCube, ...]:
        """Everything that can be cited: the evidence, then facts and beliefs, each once."""
        derived = (
            *self.holds,
            *(entry.fact for entry in self.before),
            *self.ahead,
            *(cube for conflict in self.conflicts for cube in conflict),
            *(believed.cube for believed in self.beliefs),
        )
        return tuple({cube.id: cube for cube in (*self.evidence, *derived)}.values())

    def to_dict(self) -> dict[str, Any]:
        """Return the dossier as plain JSON; memories are named by their ids, facts in full."""
        return {
            "holds": [cube.to_dict() for cube in self.holds],
            "before": [entry.to_dict() for entry in self.before],
            "ahead": [cube.to_dict() for cube in self.ahead],
            "conflicts": [{"later": pair.later.id, "earlier": pair.earlier.id} for pair in self.conflicts],
            "beliefs": [_weighed(believed) for believed in self.beliefs],
            "stale": [cube.id for cube in self.stale],
            "evidence": [cube.id for cube in self.evidence],
            "missing": list(self.missing),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], cubes: Mapping[str, MemCube]) -> Dossier:
        """
        Read what `to_dict` wrote.

        Args:
            cubes: The memories that it names, by their ids.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        return cls(
            holds=tuple(map(MemCube.from_dict, given["holds"])),
            before=tuple(map(Entry.from_dict, given["before"])),
            ahead=tuple(map(MemCube.from_dict, given["ahead"])),
            conflicts=tuple(
                Conflict(cubes[pair["later"]], cubes[pair["earlier"]]) for pair in given["conflicts"]
            ),
            beliefs=tuple(map(_believed, given["beliefs"])),
            stale=tuple(cubes[id_] for id_ in given["stale"]),
            evidence=tuple(cubes[id_] for id_ in given["evidence"]),
            missing=tuple(given["missing"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """
    What reflecting on a question came to.

    Attributes:
        answer: What a language model says, with its citations; `None` without one, where it found no answer, or
            where it cited nothing that it was shown.

        cited: What the answer cites, in order.

        unknown_marks: The citations that name nothing of the text; they were struck out of the answer.

        belief: The belief that was stored.

        text: The dossier for a prompt, with marks to cite by.

        tokens: How many tokens *text* takes.

        citations: What each mark in *text* stands for.

        degraded: Why this is less than it could be: what recall says, ``"model_unavailable"``,
            ``"model_reply"``, ``"answer_uncited"``, ``"belief_not_stored"`` (see `keep_belief`).
    """

    question: str
    asked_at: datetime
    answer: str | None
    dossier: Dossier
    text: str
    tokens: int
    citations: Mapping[str, MemCube]
    cited: tuple[MemCube, ...] = ()
    unknown_marks: tuple[str, ...] = ()
    belief: MemCube | None = None
    confidence: float | None = None
    degraded: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return self.answer or self.text

    def to_dict(self) -> dict[str, Any]:
        """Return the reflection as plain JSON; ``cubes`` has every memory that the rest names by its id."""
        named = [
            *self.citations.values(),
            *self.cited,
            *self.dossier.stale,
            *self.dossier.evidence,
            *(cube for conflict in self.dossier.conflicts for cube in conflict),
        ]
        return {
            "question": self.question,
            "asked_at": render_time(self.asked_at),
            "answer": self.answer,
            "cited": [cube.id for cube in self.cited],
            "unknown_marks": list(self.unknown_marks),
            "belief": None if self.belief is None else self.belief.to_dict(),
            "confidence": self.confidence,
            "degraded": list(self.degraded),
            "citations": {mark: cube.id for mark, cube in self.citations.items()},
            "dossier": self.dossier.to_dict(),
            "text": self.text,
            "tokens": self.tokens,
            "cubes": {cube.id: cube.to_dict() for cube in named},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reflection:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data, beside=("cubes",))
        cubes = {id_: MemCube.from_dict(cube) for id_, cube in data["cubes"].items()}
        return cls(
            **{
                **given,
                "asked_at": parse_time(given["asked_at"], "asked_at"),
                "dossier": Dossier.from_dict(given["dossier"], cubes),
                "citations": {mark: cubes[id_] for mark, id_ in given["citations"].items()},
                "cited": tuple(cubes[id_] for id_ in given["cited"]),
                "unknown_marks": tuple(given["unknown_marks"]),
                "belief": unless_none(MemCube.from_dict, given["belief"]),
                "degraded": tuple(given["degraded"]),
            }
        )


def _weighed(believed: Believed) -> dict[str, Any]:
    belief = believed.belief
    return {
        "belief": believed.cube.to_dict(),
        "supports": len(belief.said_for) if belief else 0,
        "contradicts": len(belief.said_against) if belief else 0,
        "score": belief.score if belief else None,
        "trend": believed.trend,
        "weighed": None if belief is None else belief.to_dict(),
    }


def _believed(data: Mapping[str, Any]) -> Believed:
    """Read what `_weighed` wrote; its counts and its score say again what is weighed."""
    weighed = unless_none(Belief.from_dict, data["weighed"])
    return Believed(MemCube.from_dict(data["belief"]), weighed, data["trend"])


def gather(reader: Reader, space: Space | None, asked: Question) -> Dossier:
    """Return the dossier of a question."""
    if space is None:
        return Dossier(missing=tuple(_unfound(asked)))
    known = predicates(reader, space)
    named = _asked_about(asked.text, known)
    names = [name for group in named for name in group]
    under = _under(reader, space, asked, names)
    drawn = [cube for cube in (*asked.hits, *asked.drawn, *under) if cube.fact is not None]
    found = dict.fromkeys(place for cube in drawn if (place := place_of(cube, known)) is not None)
    places = sorted(found, key=lambda place: place.predicate not in names)
    told = [cube for place in places[:_MOST_PLACES] for cube in _standing(reader, space, place, known)]
    ahead = [cube for cube in told if cube.valid_from is not None and cube.valid_from > asked.moment]
    over = [cube for cube in told if cube.valid_to is not None and cube.valid_to <= asked.moment]
    holds = [cube for cube in told if cube not in ahead and cube not in over]
    resting = [
        cube
        for cube in _resting(reader, space, [cube.id for cube in (*asked.hits, *told)])
        # What was drawn from several people's memories is none of theirs alone.
        if asked.user in (None, cube.user)
    ]
    return Dossier(
        holds=tuple(holds),
        before=tuple(in_order([entry_of(cube) for cube in over])),
        ahead=tuple(ahead),
        conflicts=tuple(_conflicts(told)),
        beliefs=tuple(_beliefs(reader, space, [*asked.hits, *resting], asked.moment)),
        stale=tuple(cube for cube in resting if cube.state == "stale"),
        evidence=tuple(asked.hits),
        missing=tuple(_missing(asked, named, told, known)),
    )


def _asked_about(question: str, known: Mapping[str, Predicate]) -> list[list[str]]:
    """
    Return the predicates all of whose words stand in the question, ``lives_in`` where it says "live".

    Those of the same words are together: nothing tells which of them is meant.
    """
    words = term_set(question)
    named: dict[frozenset[int], list[str]] = {}
    for name in known:
        terms = term_set(name.replace("_", " "))
        if terms and terms <= words:
            named.setdefault(terms, []).append(name)
    return list(named.values())


def _under(reader: Reader, space: Space, asked: Question, names: Iterable[str]) -> list[MemCube]:
    """Return the facts under the predicates that are asked about, of those who are named, or else of the user."""
    found = [
        cube
        for name in names
        for cube in facts(
            reader, space, user=asked.user, predicate=name, valid_us=utc_us(asked.moment), past=True
        )
    ]
    said = f" {value_key(asked.text)} "
    named = [cube for cube in found if cube.fact and f" {value_key(cube.fact.subject)} " in said]
    return named or (found if asked.user is not None else [])


def _standing(
    reader: Reader, space: Space, place: Place, known: Mapping[str, Predicate]
) -> Iterator[MemCube]:
    for cube in standing(reader, space, place, known).held.values():
        if cube.state in RECALLABLE and cube.tier != "archive":
            yield cube


def _resting(reader: Reader, space: Space, ids: Collection[str]) -> list[MemCube]:
    """Return what was derived from these cubes, in the order of arrival."""
    links = [link for link in reader.links_to(space, ids) if link.relation == "derived_from"]
    sources = {link.source for link in links if link.superseded_us is None}
    return sorted(reader.current(space, sources).values(), key=lambda cube: cube.seq)


def _conflicts(told: Sequence[MemCube]) -> Iterator[Conflict]:
    by_id = {cube.id: cube for cube in told}
    for cube in told:
        for link in cube.links:
            if link.relation == "contradicts" and link.target in by_id:
                yield Conflict(cube, by_id[link.target])


def _beliefs(reader: Reader, space: Space, cubes: Iterable[MemCube], moment: datetime) -> Iterator[Believed]:
    for cube in {cube.id: cube for cube in cubes}.values():
        if cube.kind == "belief" and cube.state in RECALLABLE and cube.tier != "archive":
            belief = belief_of(reader, space, cube)
            yield Believed(cube, belief, None if belief is None else belief.trend_at(moment))


def _missing(
    asked: Question, named: Iterable[Sequence[str]], told: Sequence[MemCube], known: Mapping[str, Predicate]
) -> Iterator[str]:
    yield from _unfound(asked)
    there = {cube.fact.predicate for cube in told if cube.fact}
    for names in named:
        if there.isdisjoint(names):
            yield f"no fact under {' or '.join(names)}, which the question seems to ask about"
    for name in sorted(there):
        if known[name].cardinality == "single" and known[name].temporal:
            yield from _gaps(
                name, [cube for cube in told if cube.fact and cube.fact.predicate == name], asked
            )


def _unfound(asked: Question) -> Iterator[str]:
    if not asked.hits:
        yield "nothing was found"
    elif asked.answerable is False:
        yield f"what was found probably does not answer: confidence {asked.confidence or 0.0:.2f}"


def _gaps(name: str, told: Sequence[MemCube], asked: Question) -> Iterator[str]:
    """Yield the stretches of time, for each subject, of which nothing is known though it was before."""
    by_subject: dict[tuple[str | None, str], list[MemCube]] = {}
    for cube in told:
        if cube.fact is not None and cube.fact.polarity == "affirmed":
            by_subject.setdefault((cube.user, value_key(cube.fact.subject)), []).append(cube)
    for cubes in by_subject.values():
        entries = in_order([entry_of(cube) for cube in cubes])
        for earlier, later in pairwise(entries):
            if earlier.until is not None and later.since is not None and earlier.until < later.since:
                yield f"{name}: nothing is known from {_day(earlier.until)} to {_day(later.since)}"
        last = max((entry.until or datetime.max.replace(tzinfo=asked.moment.tzinfo)) for entry in entries)
        if last <= asked.moment:
            yield f"{name}: nothing is known since {_day(last)}"


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
