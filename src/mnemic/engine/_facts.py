"""The verbs about facts: what is true of whom, and when."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from .. import admit, cube, recall, truth
from ..admit import UNSET, Unset
from ..cube import MemCube
from ..errors import ArgumentError
from ..lifecycle import Ageing, mark_strength
from ..times import parse_time, utc_us
from ._handle import Handle, checked_reason
from ._scope import cube_id
from ._verb import verb

if TYPE_CHECKING:
    from ..cube import Evidence, Operation, Predicate
    from ..recall import Profile
    from ..truth import Entry

Time = datetime | str
Cited: TypeAlias = "MemCube | Evidence | str"


class FactVerbs(Handle):
    """Facts have a subject, a predicate and an object; see `mnemic.Predicate` for which retires which."""

    @verb
    def assert_fact(
        self,
        subject: str,
        predicate: str,
        object: str,  # noqa: A002 - the public name
        *,
        user: str | None = None,
        key: str | None = None,
        polarity: str = "affirmed",
        certainty: float = 1.0,
        valid_from: Time | None = None,
        valid_to: Time | None = None,
        content: str | None = None,
        evidence: Iterable[Cited] = (),
        kind: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        speaker: str | None = None,
        role: str | None = None,
        occurred_at: Time | None = None,
        metadata: Mapping[str, Any] | None = None,
        tags: Collection[str] = (),
        source: str | None = None,
        importance: float | None = None,
        reason: str | None = None,
    ) -> MemCube:
        """
        Tell a fact. One that says the same gathers its evidence; one that it contradicts gives way, or is linked.

        A fact of the same subject under a predicate with one value at a time ends where this one begins. An
        older fact told later takes its place in time, and retires nothing that is newer.

        Args:
            subject, predicate, object: E.g. ``"Ana", "lives_in", "Porto"``; `predicates` lists the predicates.

            key: What the object is the value of, where the predicate asks for it: ``favorite``, ``"colour"``.

            polarity: ``"negated"`` for "does not live in Porto".

            valid_from, valid_to: Since and until when, if that is known.

            content: A short sentence that says it; by default one is made.

            evidence: Cubes, or spans of them, in which it was said.

            occurred_at: When it was said; by default when its evidence was, or else now.

        Returns:
            The fact that stands for it now, new or known.

        Raises:
            ArgumentError: the predicate is not declared, or an argument cannot be used.

            CubeNotFound: *evidence* is not there.
        """
        return admit.assert_fact(
            self._store,
            self._space,
            {
                "subject": subject, "predicate": predicate, "object": object, "key": key, "polarity": polarity,
                "certainty": certainty, "stated_from": _time(valid_from, "valid_from"),
                "stated_to": _time(valid_to, "valid_to"),
            },
            {
                "content": content, "kind": kind, "user": user, "agent": agent, "session": session,
                "speaker": speaker, "role": role, "metadata": metadata, "tags": tags, "source": source,
                "importance": importance, "occurred_at": occurred_at,
            },
            evidence=_cited(evidence),
            now=self._clock(),
            reason=checked_reason(reason),
        )  # fmt: skip

    @verb
    def correct(
        self,
        id: str,  # noqa: A002 - the public name
        *,
        object: str | Unset = UNSET,  # noqa: A002 - the public name
        key: str | Unset | None = UNSET,
        polarity: str | Unset = UNSET,
        valid_from: Time | Unset | None = UNSET,
        valid_to: Time | Unset | None = UNSET,
        content: str | Unset | None = UNSET,
        evidence: Iterable[Cited] = (),
        reason: str | None = None,
    ) -> MemCube:
        """
        Put a fact right that was wrong from the start: the right one holds over its whole interval.

        What was known before stays in the history. For something that has changed meanwhile, tell the new fact.

        Returns:
            The fact that stands for it now; its ``fact.corrects`` names the one that was wrong.

        Raises:
            CubeNotFound, ArgumentError: nothing was written.
        """
        changes = {
            "object": object, "key": key, "polarity": polarity, "stated_from": _given(valid_from, "valid_from"),
            "stated_to": _given(valid_to, "valid_to"), "content": content,
        }  # fmt: skip
        return admit.correct(
            self._store, self._space, cube_id(id), changes,
            evidence=_cited(evidence), reason=checked_reason(reason),
        )  # fmt: skip

    @verb
    def retract(
        self,
        id: str,  # noqa: A002 - the public name
        *,
        dry_run: bool = False,
        reason: str | None = None,
    ) -> Operation:
        """
        Take a fact back, as if it had not been true: what it had retired holds again; what rests on it is stale.

        It stays in the history, with the reason; `undo` of the operation brings it back, `forget` erases it.

        Raises:
            CubeNotFound, ArgumentError: it holds no fact; nothing was written.

            NothingMatched: it was taken back already.
        """
        return admit.retract(
            self._store, self._space, cube_id(id), reason=checked_reason(reason), dry_run=dry_run
        )

    @verb
    def facts(
        self,
        *,
        user: str | None = None,
        subject: str | None = None,
        predicate: str | None = None,
        valid_at: Time | None = None,
        known_at: Time | None = None,
        past: bool = False,
    ) -> builtins.list[MemCube]:
        """
        Return the facts that hold, by subject, predicate and when they began.

        Args:
            user, subject, predicate: Only theirs.

            valid_at: When they must hold; by default now.

            known_at: Answer from what was recorded by then, in the versions of then.

            past: Also those that held before; their ``valid_to`` says until when.

        Raises:
            ArgumentError: *predicate* is not declared.
        """
        with self._store.read() as reader:
            space = reader.space(self._space)
            if predicate is not None:
                truth.predicate_of(reader, space, predicate)
            if space is None:
                return []
            known_us = None if known_at is None else utc_us(parse_time(known_at, "known_at"))
            now_us = utc_us(self._clock())
            found = truth.facts(
                reader,
                space,
                user=admit.name(user, "user"),
                subject=admit.name(subject, "subject"),
                predicate=predicate,
                valid_us=utc_us(asked) if (asked := _time(valid_at, "valid_at")) else now_us,
                known_us=known_us,
                past=past,
            )
            if known_us is None:
                mark_strength(reader, space, found, now_us)
            else:
                # What recalls did has no history: as of then, a memory is as strong as its age alone makes it.
                Ageing.of(reader, space).mark(found, known_us)
            return found

    @verb
    def timeline(
        self,
        subject: str | None = None,
        *,
        user: str | None = None,
        predicate: str | None = None,
        known_at: Time | None = None,
    ) -> builtins.list[Entry]:
        """
        Return what was true of a subject, first to last, each with what it came instead of.

        Raises:
            ArgumentError: neither *subject* nor *user* is given.
        """
        if subject is None and user is None:
            raise ArgumentError("timeline() needs to know whose: pass subject= or user=")
        found = self.facts(user=user, subject=subject, predicate=predicate, known_at=known_at, past=True)
        return truth.in_order([truth.entry_of(fact) for fact in found])

    @verb
    def profile(
        self,
        user: str,
        *,
        subject: str | None = None,
        max_tokens: int | None = 500,
        valid_at: Time | None = None,
        known_at: Time | None = None,
    ) -> Profile:
        """
        Return what is known of a user, for a prompt: what matters most within a budget, each line with its mark.

        Args:
            subject: Only facts about this one, where the user's memory holds facts about several.

            max_tokens: The most it may take, counted as `recall` counts; `None` for no bound.
        """
        found = self.facts(user=user, subject=subject, valid_at=valid_at, known_at=known_at)
        most = None if max_tokens is None else admit.count(max_tokens, "max_tokens")
        return recall.profile_of(found, self._tokens, most)

    @verb
    def declare(self, predicate: Predicate) -> None:
        """
        Make a predicate known to the space, for good.

        Raises:
            ArgumentError: there is one of that name that means something else.
        """
        truth.declare(self._store, self._space, predicate)

    @verb
    def predicates(self) -> builtins.list[Predicate]:
        """Return the predicates the space knows, its own last."""
        with self._store.read() as reader:
            return [*truth.predicates(reader, reader.space(self._space)).values()]


def _time(value: Time | None, name: str) -> datetime | None:
    return None if value is None else parse_time(value, name)


def _given(value: Time | Unset | None, name: str) -> datetime | Unset | None:
    return value if isinstance(value, Unset) else _time(value, name)


def _cited(evidence: Iterable[Cited]) -> builtins.list[Cited]:
    if isinstance(evidence, str | MemCube | cube.Evidence):
        raise ArgumentError(f"evidence={evidence!r:.60} must be a list: [cube], [id] or [mnemic.Evidence(…)]")
    return builtins.list(evidence)
