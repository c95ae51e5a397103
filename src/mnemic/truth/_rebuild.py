"""Facts told anew from what is left of their evidence, when the rest of it is erased."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ..cube import Evidence, FrozenDict, Link, MemCube, new_id, value_key
from ..store import Reader, Space
from ._declared import predicates
from ._settle import HELD, correctors, fact_of, said_at


def rebuilt(reader: Reader, space: Space, doomed: Collection[str], chosen: Collection[str]) -> list[MemCube]:
    """
    Return new facts for those that are erased only because part of what they rest on is: to be settled afterwards.

    A new one cites what is left, is made of words that are found there, and takes nothing else along. Where the
    words are not found the fact goes, as it could only have them from what is erased.

    Args:
        doomed: The ids of everything that is erased.

        chosen: Those among them that were asked for, and not just go along.
    """
    facts = [cube for cube in reader.current(space, set(doomed) - set(chosen)).values() if cube.state in HELD]
    made = [_from_what_is_left(reader, space, cube, doomed) for cube in facts if cube.fact is not None]
    return [cube for cube in made if cube is not None]


def _from_what_is_left(
    reader: Reader, space: Space, cube: MemCube, doomed: Collection[str]
) -> MemCube | None:
    spans = tuple(span for span in fact_of(cube).evidence if span.cube not in doomed)
    cited = {span.cube for span in fact_of(cube).evidence}
    rests_on = {link.target for link in cube.links if link.relation == "derived_from"}
    corrected = any(other.state in HELD for other in correctors(reader, space, [cube.id]))
    if not spans or corrected or not rests_on <= cited:
        return None
    left = reader.current(space, {span.cube for span in spans})
    if not _is_said(cube, spans, [left[span.cube] for span in spans]):
        return None
    return _made_anew(reader, space, cube, spans, min(left.values(), key=said_at), doomed)


def _is_said(cube: MemCube, spans: Sequence[Evidence], sources: Sequence[MemCube]) -> bool:
    """Whether what is left of its evidence has the words of a fact; whose it is, its header may say."""
    fact = fact_of(cube)
    texts = [source.content[span.start : span.end] for span, source in zip(spans, sources, strict=True)]
    names = {name for source in sources for name in (source.user, source.speaker) if name}
    text = value_key(" ".join(texts))
    whose = f"{text} {' '.join(map(value_key, names))}"
    wanted = value_key(fact.object).split() + (value_key(fact.key).split() if fact.key else [])
    return all(word in text for word in wanted) and all(
        word in whose for word in value_key(fact.subject).split()
    )


def _made_anew(
    reader: Reader,
    space: Space,
    cube: MemCube,
    spans: tuple[Evidence, ...],
    source: MemCube,
    doomed: Collection[str],
) -> MemCube:
    fact = fact_of(cube)
    wrong = {fact.corrects} - {None} - set(doomed)
    corrects = next(iter(reader.current(space, [id_ for id_ in wrong if id_])), None)
    predicate = predicates(reader, space)[fact.predicate]
    denied = fact.polarity == "negated"
    return replace(
        cube,
        id=new_id(),
        version=0,
        content=predicate.sentence(fact.subject, fact.object, fact.key, denied=denied),
        agent=source.agent,
        session=source.session,
        speaker=source.speaker,
        role=source.role,
        occurred_at=cube.occurred_at if corrects else said_at(source),
        key=None,
        source=None,
        tags=(),
        metadata=FrozenDict(),
        state="active" if cube.state == "merged" else cube.state,
        links=tuple(sorted({Link("derived_from", span.cube) for span in spans})),
        fact=replace(fact, corrects=corrects, evidence=spans),
    )
