"""What becomes of the facts that were found in a turn: told, put right, ended or taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from ..cube import Evidence, Fact, Link, MemCube, Predicate, new_id, value_key
from ..form import Candidate, Procedure
from ..store import Space, Writer
from ..times import utc_us
from ..truth import Told, facts, predicates, said_at, tell, withdraw
from ._exclusion import excludes
from ._practice import practise
from ._sameness import as_said_before

UNSURE: Final = 0.5
"""What is said with less certainty than this is kept as `generated`: found, but not among what counts as told."""

_SLACK: Final = timedelta(days=366)
"""So far before a fact was said its end may be dated: "in June" may be read as the June before."""

_TICK: Final = timedelta(microseconds=1)


@dataclass(slots=True)
class Tally:
    """How many facts were added, merged, superseded, …, by the name of the act, and why others were not."""

    acts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


class Learning:
    """
    Applies what was found, inside one transaction.

    Args:
        begin: Begins the operation, the first time something is written.
    """

    def __init__(self, writer: Writer, space: Space, begin: Callable[[], object], tally: Tally) -> None:
        self._writer = writer
        self._space = space
        self._begin = begin
        self._tally = tally
        self._known = predicates(writer, space)

    def learn(self, turn: MemCube, candidate: Candidate | Procedure) -> None:
        """Take *candidate*, found in *turn*, into account."""
        if isinstance(candidate, Procedure):
            self._tally.acts[practise(self._writer, self._space, turn, candidate, self._begin)] += 1
        elif candidate.predicate is not None and candidate.predicate not in self._known:
            self._tally.refused["predicate not declared"] += 1
        elif candidate.act == "tell":
            self._tell(turn, candidate)
        elif candidate.act == "correct":
            self._correct(turn, candidate)
        else:
            self._take_back(turn, candidate)

    def _tell(self, turn: MemCube, candidate: Candidate) -> None:
        predicate = self._declared(candidate)
        if predicate is None:
            self._tally.refused["nothing says which predicate is meant"] += 1
            return
        told = replace(candidate, object=self._as_held(turn, candidate))
        self._count(tell(self._writer, self._space, _draft(turn, told, predicate), self._begin, again=False))
        if candidate.stated_to is None and candidate.certainty >= UNSURE:
            for held in self._held(turn, told):
                # Of what is said in one breath each stands.
                if held.fact and said_at(held) < said_at(turn) and excludes(told, held.fact, predicate):
                    self._end(turn, candidate, held, said_at(turn))

    def _held(self, turn: MemCube, candidate: Candidate) -> Sequence[MemCube]:
        """Return the facts of the predicate that *candidate* is about that hold when it is said."""
        return facts(
            self._writer,
            self._space,
            user=turn.user,
            subject=candidate.subject,
            predicate=candidate.predicate,
            valid_us=utc_us(said_at(turn)),
        )

    def _as_held(self, turn: MemCube, candidate: Candidate) -> str:
        """Return the object in the words of the fact that says the same already; its own where none does."""
        said = [
            fact.object
            for cube in self._held(turn, candidate)
            if (fact := cube.fact) is not None
            and fact.polarity == candidate.polarity
            and value_key(fact.key or "") == value_key(candidate.key or "")
        ]
        return as_said_before(candidate.object, said)

    def _correct(self, turn: MemCube, candidate: Candidate) -> None:
        wrong = self._meant(turn, candidate, candidate.instead_of)
        if wrong is None or wrong.fact is None:
            self._tell(turn, candidate)
            return
        draft = _draft(turn, candidate, self._known[wrong.fact.predicate])
        assert draft.fact is not None  # noqa: S101 - a draft carries one
        fact = replace(
            draft.fact,
            predicate=wrong.fact.predicate,
            key=draft.fact.key or wrong.fact.key,
            stated_from=draft.fact.stated_from or wrong.fact.stated_from,
            stated_to=draft.fact.stated_to or wrong.fact.stated_to,
            corrects=wrong.id,
        )
        if value_key(fact.object) == value_key(wrong.fact.object):
            self._tally.acts["NOOP"] += 1
            return
        # It stands for the wrong one over its whole interval: as if it had been said then.
        corrected = replace(draft, fact=fact, occurred_at=wrong.occurred_at)
        self._count(tell(self._writer, self._space, corrected, self._begin, again=False))

    def _take_back(self, turn: MemCube, candidate: Candidate) -> None:
        meant = self._meant(turn, candidate, candidate.object)
        if meant is None or meant.fact is None:
            self._tally.refused["nothing known is meant"] += 1
        elif candidate.act == "end" and _long_before(candidate.stated_to, said_at(meant)):
            self._tally.refused["it was over before what is known was said"] += 1
        elif candidate.act == "retract":
            self._begin()
            withdraw(self._writer, self._space, meant)
            self._tally.acts["RETRACT"] += 1
        else:
            self._end(turn, candidate, meant, candidate.stated_to or said_at(turn))

    def _end(self, turn: MemCube, candidate: Candidate, meant: MemCube, over: datetime) -> None:
        """Tell that the fact *meant* was over at *over*, by the words of *candidate*."""
        assert meant.fact is not None  # noqa: S101 - facts are asked for
        draft = _draft(turn, candidate, self._known[meant.fact.predicate])
        evidence = _span(turn, candidate)
        fact = replace(meant.fact, evidence=evidence, stated_from=None, stated_to=over, corrects=None)
        ended = replace(draft, fact=fact, content=meant.content, kind=meant.kind)
        self._count(tell(self._writer, self._space, ended, self._begin, again=False))

    def _meant(self, turn: MemCube, candidate: Candidate, object_: str | None) -> MemCube | None:
        """Return the newest fact of the speaker's that is meant: by its object, or else by its predicate."""
        held = self._held(turn, candidate)
        if object_ is not None and (said := value_key(object_)):
            named = [cube for cube in held if cube.fact and _alike(said, value_key(cube.fact.object))]
            held = named or (
                [] if candidate.predicate is None else held if candidate.act == "correct" else []
            )
        if candidate.key is not None:
            held = [
                cube
                for cube in held
                if cube.fact and value_key(cube.fact.key or "") == value_key(candidate.key)
            ]
        return max(held, key=lambda cube: (said_at(cube), cube.seq), default=None)

    def _declared(self, candidate: Candidate) -> Predicate | None:
        return self._known.get(candidate.predicate or "")

    def _count(self, told: Told) -> None:
        self._tally.acts[told.act] += 1


def _long_before(over: datetime | None, said: datetime) -> bool:
    """Whether something ended so far before it was said to hold that another time of it must be meant."""
    return over is not None and over < said - _SLACK


def _alike(one: str, other: str) -> bool:
    """Whether two objects, as they are compared, have words in common such that one holds all of the other's."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def _draft(turn: MemCube, candidate: Candidate, predicate: Predicate) -> MemCube:
    """Return the cube that is to carry a fact found in *turn*, without its place."""
    spans = _span(turn, candidate)
    fact = Fact(
        subject=candidate.subject,
        predicate=predicate.name,
        object=candidate.object,
        key=candidate.key,
        polarity=candidate.polarity,
        certainty=candidate.certainty,
        stated_from=candidate.stated_from,
        stated_to=_after(candidate.stated_from, candidate.stated_to),
        evidence=spans,
    )
    return MemCube(
        id=new_id(),
        space=turn.space,
        seq=0,
        version=0,
        content=candidate.sentence,
        kind=predicate.kind,
        user=turn.user,
        agent=turn.agent,
        speaker=turn.speaker,
        role=turn.role,
        occurred_at=said_at(turn),
        created_at=turn.created_at,
        recorded_at=turn.recorded_at,
        state="active" if candidate.certainty >= UNSURE else "generated",
        links=(Link("derived_from", turn.id),),
        fact=fact,
        operation="",
    )


def _after(begins: datetime | None, ends: datetime | None) -> datetime | None:
    """Return *ends* moved behind *begins* where both name one moment: what began and ended on a day lasted."""
    return ends if begins is None or ends is None or ends > begins else begins + _TICK


def _span(turn: MemCube, candidate: Candidate) -> tuple[Evidence, ...]:
    return (Evidence(turn.id, *candidate.span),)
