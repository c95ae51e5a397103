"""Facts that somebody tells, corrects or takes back, each as one operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from ..cube import Evidence, Fact, MemCube, Operation, is_id, new_id
from ..errors import ArgumentError, CubeNotFound, NothingMatched
from ..govern import outcome
from ..store import Space, Store, Writer
from ..times import utc_from_us
from ..truth import HELD, predicate_of, said_at, stands_for, tell, withdraw
from ._draft import Draft
from ._unset import UNSET
from ._write import check_links, found


def assert_fact(
    store: Store,
    space_name: str,
    fact: Mapping[str, Any],
    header: Mapping[str, Any],
    *,
    evidence: Iterable[object],
    now: datetime,
    reason: str | None,
) -> MemCube:
    """
    Tell a fact.

    Args:
        fact: The fields of `Fact`, without the evidence.

        header: Arguments of `remember` for the cube that carries it; ``content`` may be `None` for a sentence
            made from the fact.

            ``occurred_at`` may be `None` for when the evidence was said first, or else *now*.

        evidence: Spans, or ids of cubes that support it as a whole.

    Returns:
        The fact that now stands for it: a new one, or the one that said so already. If that one loses nothing
        by leaving it as it is, nothing is written.

    Raises:
        ArgumentError, CubeNotFound: nothing was written.
    """
    with store.write() as writer:
        space = writer.ensure_space(space_name)
        spans = tuple(_span(writer, space, item) for item in evidence)
        draft = _draft(writer, space, Fact(**fact, evidence=spans), _dated(writer, space, spans, header, now))
        return tell(writer, space, draft, partial(writer.begin, space, "assert_fact", reason=reason)).cube


def correct(
    store: Store,
    space_name: str,
    id_: str,
    changes: Mapping[str, Any],
    *,
    evidence: Iterable[object],
    reason: str | None,
) -> MemCube:
    """
    Put a fact right that was wrong from the start.

    Args:
        changes: ``object``, ``key``, ``polarity``, ``stated_from``, ``stated_to``, ``content`` as far as given.

    Returns:
        The fact that stands for it, over its whole interval.

    Raises:
        CubeNotFound, ArgumentError: nothing was written.
    """
    given = {name: value for name, value in changes.items() if value is not UNSET}
    if not given:
        raise ArgumentError(f"correct() needs what is right instead: {', '.join(changes)}")
    with store.write() as writer:
        space, cube = found(writer, space_name, id_)
        _held(cube, "corrected")
        wrong = stands_for(writer, space, cube)
        old = _held(wrong, "corrected")
        content = given.pop("content", None)
        spans = tuple(_span(writer, space, item) for item in evidence)
        fact = replace(old, **given, corrects=wrong.id, evidence=spans)
        if (
            content in (None, wrong.content)
            and replace(fact, corrects=old.corrects, evidence=old.evidence) == old
        ):
            raise ArgumentError(
                f"fact {id_} says so already: {wrong.content!r:.80}; there is nothing to correct"
            )
        header = {name: getattr(wrong, name) for name in _INHERITED} | {"content": content}
        draft = _draft(writer, space, fact, header)
        return tell(writer, space, draft, partial(writer.begin, space, "correct", reason=reason)).cube


def retract(store: Store, space_name: str, id_: str, *, reason: str | None, dry_run: bool) -> Operation:
    """
    Take a fact back; what it had retired holds again.

    Raises:
        CubeNotFound, ArgumentError: nothing was written.

        NothingMatched: it was taken back already.
    """
    with store.write(dry_run=dry_run) as writer:
        space, cube = found(writer, space_name, id_)
        if cube.fact is not None and cube.state == "expired":
            raise NothingMatched(f"fact {id_} was withdrawn already; nothing was changed")
        _held(cube, "retracted")
        operation = writer.begin(space, "retract", reason=reason)
        changed = withdraw(writer, space, cube)
        return outcome(writer, space, "retract", operation, changed, reason=reason, dry_run=dry_run)


def _dated(
    writer: Writer, space: Space, spans: Iterable[Evidence], header: Mapping[str, Any], now: datetime
) -> Mapping[str, Any]:
    """Return *header* with when the fact was said first, where that is not given."""
    if header.get("occurred_at") is not None:
        return header
    cited = writer.current(space, {span.cube for span in spans}).values()
    said = min((said_at(cube) for cube in cited), default=now)
    return {**header, "occurred_at": said}


_INHERITED = (
    "user",
    "agent",
    "session",
    "speaker",
    "role",
    "occurred_at",
    "kind",
    "metadata",
    "tags",
    "source",
    "importance",
)


def _held(cube: MemCube, what: str) -> Fact:
    """Return the fact of a cube that can be *what*, or raise."""
    if cube.fact is None:
        raise ArgumentError(
            f"cube {cube.id} is of kind {cube.kind!r} and holds no fact, so it cannot be {what}; "
            "mem.update() changes it, mem.forget() erases it"
        )
    if cube.state not in (*HELD, "stale"):
        raise ArgumentError(
            f"fact {cube.id} is {cube.state!r}, so it cannot be {what}; mem.facts(past=True) lists those that can"
        )
    return cube.fact


def _draft(writer: Writer, space: Space, fact: Fact, header: Mapping[str, Any]) -> MemCube:
    """Return the cube that is to carry *fact*, without its place."""
    predicate = predicate_of(writer, space, fact.predicate)
    _check_key(fact, needed=predicate.cardinality == "single_per_key" and predicate.keyed == "key")
    sentence = predicate.sentence(fact.subject, fact.object, fact.key, denied=fact.polarity == "negated")
    given = {
        **header,
        "content": header.get("content") or sentence,
        "kind": header.get("kind") or predicate.kind,
    }
    draft = Draft.read({**given, "fact": fact})
    check_links(writer, space, draft.links, None)
    now = utc_from_us(writer.now_us)
    return MemCube(
        id=new_id(), space=space.name, seq=0, version=0, created_at=now, recorded_at=now, operation="",
        content=draft.content, kind=draft.kind, user=draft.user, agent=draft.agent, session=draft.session,
        speaker=draft.speaker, role=draft.role, occurred_at=draft.occurred_at, metadata=draft.metadata,
        tags=draft.tags, source=draft.source, importance=draft.importance, links=draft.links, fact=draft.fact,
    )  # fmt: skip


def _check_key(fact: Fact, *, needed: bool) -> None:
    if needed and fact.key is None:
        raise ArgumentError(
            f"predicate {fact.predicate!r} holds one value for each key; say which with key=, e.g. key='colour'"
        )


def _span(writer: Writer, space: Space, item: object) -> Evidence:
    """Return a piece of evidence; a cube's id stands for all of its content."""
    id_ = item.cube if isinstance(item, Evidence) else item.id if isinstance(item, MemCube) else item
    if not isinstance(id_, str) or not is_id(id_):
        raise ArgumentError(
            f"evidence={item!r:.60} must be a cube, its id, or mnemic.Evidence(cube, start, end)"
        )
    cube = writer.current(space, [id_]).get(id_)
    if cube is None:
        raise CubeNotFound(f"evidence {id_!r} is not in space {space.name!r}: never there, or erased")
    span = item if isinstance(item, Evidence) else Evidence(id_, 0, len(cube.content))
    if span.end > len(cube.content):
        raise ArgumentError(
            f"evidence of cube {id_} ends at character {span.end}, but its content has {len(cube.content)}"
        )
    return span
