"""The verbs."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from .. import admit, govern
from ..admit import UNSET
from ..errors import ArgumentError, CubeNotFound
from ..lifecycle import Ageing, mark_strength
from ..recall import Query, Sources, Teacher, verdicts
from ..times import parse_time
from ._facts import FactVerbs
from ._forget import ForgetVerbs
from ._handle import checked_operation, checked_reason
from ._keys import KeyVerbs
from ._life import LifeVerbs
from ._look import LookVerbs
from ._reflect import ReflectVerbs
from ._scope import UNARCHIVED, cube_id, cube_ids, selector
from ._sleep import SleepVerbs
from ._tiers import TierVerbs
from ._transfer import TransferVerbs
from ._upkeep import UpkeepVerbs
from ._verb import verb

if TYPE_CHECKING:
    from ..admit import Unset
    from ..cube import Fact, Link, MemCube, Operation
    from ..recall import Features, Missing, Pipeline, Recall
    from ..store import Reader
    from ._results import Page

Time = datetime | str
Where = Mapping[str, Any]


class Memory(
    FactVerbs,
    ForgetVerbs,
    LifeVerbs,
    LookVerbs,
    TierVerbs,
    SleepVerbs,
    ReflectVerbs,
    KeyVerbs,
    TransferVerbs,
    UpkeepVerbs,
):
    """
    A memory: one space of one store, opened by `mnemic.open`. Safe to use from several threads.

    A scope left out (`user`, `agent`, `session`) means *any* within the space, not "none". If your
    application serves several people, pass `user=` to every call, or give each tenant a space.
    """

    # Writing

    @verb
    def remember(
        self,
        content: str,
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        speaker: str | None = None,
        role: str | None = None,
        occurred_at: Time | None = None,
        occurred_end: Time | None = None,
        valid_from: Time | None = None,
        valid_to: Time | None = None,
        kind: str = "episode",
        metadata: Mapping[str, Any] | None = None,
        tags: Collection[str] = (),
        source: str | None = None,
        importance: float | None = None,
        links: Iterable[Link | tuple[str, str]] = (),
        fact: Fact | Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        key: str | None = None,
        if_version: int | None = None,
        reason: str | None = None,
    ) -> MemCube:
        """
        Keep *content*, durably, before returning.

        Args:
            idempotency_key: Unique per space and user: the same key with the same content returns the cube
                it made and writes nothing.

            key: Names a memory that is meant to change: the next ``remember(key=…)`` of the same user makes
                a new version of it.

            if_version: With *key*: only when that is its present version; 0 for "not there yet".

            links: Edges to other cubes, e.g. ``[("derived_from", episode.id)]``.

            reason: Why, for the record of operations.

        Raises:
            ArgumentError: an argument cannot be used (`ContentError`, `MetadataError`, `NaiveTimeError` …).

            IdempotencyConflict: *idempotency_key* was used with other content.

            VersionConflict: *if_version* is not the present version.

            StoreBusy, StoreFull: see `mnemic.errors`.
        """
        draft = admit.Draft.read(
            {
                "content": content, "user": user, "agent": agent, "session": session, "speaker": speaker,
                "role": role, "occurred_at": occurred_at, "occurred_end": occurred_end, "valid_from": valid_from,
                "valid_to": valid_to, "kind": kind, "metadata": metadata, "tags": tags, "source": source,
                "importance": importance, "links": links, "fact": fact, "idempotency_key": idempotency_key,
                "key": key, "if_version": if_version,
            }
        )  # fmt: skip
        return admit.remember(self._store, self._space, [draft], checked_reason(reason))[0]

    @verb
    def remember_many(
        self, items: Iterable[Mapping[str, Any]], *, reason: str | None = None
    ) -> builtins.list[MemCube]:
        """
        Keep several memories in one transaction, as one operation: all of them, or none.

        Args:
            items: The arguments of `remember` as dicts, ``[{"content": "…", "user": "ana"}, …]``.

        Raises:
            The errors of `remember`; the message names the item.
        """
        return admit.remember(self._store, self._space, admit.Draft.read_many(items), checked_reason(reason))

    @verb
    def update(
        self,
        id: str,  # noqa: A002 - the public name
        *,
        content: str | Unset = UNSET,
        metadata: Mapping[str, Any] | Unset | None = UNSET,
        tags: Collection[str] | Unset = UNSET,
        agent: str | Unset | None = UNSET,
        session: str | Unset | None = UNSET,
        speaker: str | Unset | None = UNSET,
        role: str | Unset | None = UNSET,
        source: str | Unset | None = UNSET,
        importance: float | Unset | None = UNSET,
        occurred_at: Time | Unset | None = UNSET,
        occurred_end: Time | Unset | None = UNSET,
        valid_from: Time | Unset | None = UNSET,
        valid_to: Time | Unset | None = UNSET,
        merge: bool = False,
        if_version: int | None = None,
        reason: str | None = None,
    ) -> MemCube:
        """
        Append a version of a cube; the ones before stay in its history.

        An argument that is not given leaves its field as it is; `None` empties it. When the content
        changes, what was derived from it becomes ``stale`` in the same operation.

        Args:
            merge: Lay *metadata* over what is there, key by key, instead of replacing it.

            if_version: Only when that is its present version.

        Raises:
            CubeNotFound, VersionConflict, ArgumentError: nothing was written.
        """
        given = {
            "content": content, "metadata": metadata, "tags": tags, "agent": agent, "session": session,
            "speaker": speaker, "role": role, "source": source, "importance": importance,
            "occurred_at": occurred_at, "occurred_end": occurred_end, "valid_from": valid_from,
            "valid_to": valid_to,
        }  # fmt: skip
        changes = {name: value for name, value in given.items() if value is not UNSET}
        return admit.update(
            self._store, self._space, cube_id(id), changes,
            merge=merge, if_version=if_version, reason=checked_reason(reason),
        )  # fmt: skip

    # Reading

    @verb
    def recall(
        self,
        query: str,
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        where: Where | None = None,
        since: Time | None = None,
        until: Time | None = None,
        valid_at: Time | None = None,
        known_at: Time | None = None,
        tiers: Collection[str] | None = UNARCHIVED,
        limit: int = 10,
        max_tokens: int | None = None,
        asked_at: Time | None = None,
        depth: str = "normal",
        explain: bool = False,
        pending_budget_ms: int = 1000,
        reinforce: bool = False,
    ) -> Recall:
        """
        Return the memories that answer *query*, best first, each with its reasons. Writes nothing, unless asked to.

        Args:
            user, agent, session, kinds, tags, where, since, until: Hard filters, applied exactly before
                anything is scored. *tags* must all be there; *since* and *until* are about when it happened.

            valid_at: Keep what is true then, and episodes that had happened by then.

            known_at: Answer from what was recorded by then, in the versions of then.

            tiers: Which tiers are looked through; the archive only when named (`None`: all). Left out, it is looked
                through as well when the rest gives little confidence: ``found.archive_searched`` says so.

            max_tokens: The most the hits may take when rendered.

            asked_at: When the question is asked; by default now: "last summer" is the summer before it.

            depth: ``"deep"`` asks a second round of questions, made from the parts of this one and from the
                names that the first round's best hits hold. It takes several times as long.

            explain: Give every hit all channels' scores and ranks.

            pending_budget_ms: How long to wait for vectors still to be made; beyond that the answer goes by
                what is there and says ``degraded=("vectors_pending",)``.

        Raises:
            ArgumentError: an argument cannot be used (`FilterError`, `NaiveTimeError` …).
        """
        asked = self._query(
            query, limit, max_tokens, asked_at, depth, explain, pending_budget_ms,
            dict(user=user, agent=agent, session=session, kinds=kinds, tags=tags, where=where,
                 since=since, until=until, valid_at=valid_at, known_at=known_at, tiers=tiers),
            widens=tiers is UNARCHIVED,
        )  # fmt: skip
        model, vectorizer = self._model.current()
        pipeline, ageing = self._taught()
        found = pipeline.recall(Sources(self._store, self._cache, model, vectorizer), asked)
        found = self._with_strengths(found, ageing, asked.selector.known_at_us)
        if asked.selector.known_at_us is not None:
            # What was known once is looked up, not lived with: it teaches nothing about today's questions.
            return found
        self._recent.keep(found)
        return replace(self._seen(found) if reinforce else found, _teacher=Teacher(self._cite))

    @verb
    def explain_missing(
        self,
        query: str,
        id: str,  # noqa: A002 - the public name
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        where: Where | None = None,
        since: Time | None = None,
        until: Time | None = None,
        valid_at: Time | None = None,
        known_at: Time | None = None,
        tiers: Collection[str] | None = UNARCHIVED,
        limit: int = 10,
        max_tokens: int | None = None,
        asked_at: Time | None = None,
        depth: str = "normal",
        pending_budget_ms: int = 1000,
    ) -> Missing:
        """
        Say at which step a cube fell out of a `recall` with the same arguments, and what to do about it.

        Of one in the archive it says whether the recall looks there.

        Raises:
            CubeNotFound: it is not in the space.
        """
        asked = self._query(
            query, limit, max_tokens, asked_at, depth, True, pending_budget_ms,
            dict(user=user, agent=agent, session=session, kinds=kinds, tags=tags, where=where,
                 since=since, until=until, valid_at=valid_at, known_at=known_at, tiers=tiers),
            widens=tiers is UNARCHIVED,
        )  # fmt: skip
        model, vectorizer = self._model.current()
        pipeline, _ = self._taught()
        return pipeline.missing(Sources(self._store, self._cache, model, vectorizer), asked, cube_id(id))

    def _taught(self) -> tuple[Pipeline, Ageing]:
        """Return the read path with what the space has learned, and how its memories age."""
        with self._store.read() as reader:
            space = reader.space(self._space)
            return self._lessons.applied(reader, space), Ageing.of(reader, space, with_facts=False)

    def _query(
        self,
        text: str,
        limit: int,
        max_tokens: int | None,
        asked_at: Time | None,
        depth: str,
        explain: bool,
        pending_budget_ms: int,
        scope: dict[str, Any],
        *,
        widens: bool = False,
    ) -> Query:
        if depth not in ("normal", "deep"):
            raise ArgumentError(f'depth={depth!r:.60} does not exist; it is "normal" or "deep"')
        moment = self._clock() if asked_at is None else parse_time(asked_at, "asked_at")
        return Query(
            text=admit.content(text, "query"),
            space=self._space,
            selector=selector(**scope, asked_at=moment),
            limit=admit.count(limit, "limit"),
            asked_at=moment,
            max_tokens=None if max_tokens is None else admit.count(max_tokens, "max_tokens"),
            pending_budget_s=admit.seconds(
                admit.count(pending_budget_ms, "pending_budget_ms", least=0) / 1000, "pending_budget_ms"
            ),
            explain=explain,
            depth="deep" if depth == "deep" else "normal",
            widens=widens,
        )

    @verb
    def get(self, id: str) -> MemCube:  # noqa: A002 - the public name
        """
        Return the current version of a cube, whatever its state and tier.

        Raises:
            CubeNotFound: never there, or erased.
        """
        id_ = cube_id(id)
        with self._store.read() as reader:
            return self._read_one(reader, id_, repr(id_))

    @verb
    def lookup(self, key: str, *, user: str | None = None) -> MemCube:
        """
        Return the current version of the cube that was written under a key, whatever its state and tier.

        Args:
            key: As it was given to `remember`.

            user: Whose it is: a key names one cube of each user, and one of nobody's.

        Raises:
            CubeNotFound: no cube of that user has the key: never there, or erased.
        """
        named, owner = admit.name(key, "key"), admit.name(user, "user")
        if named is None:
            raise ArgumentError("lookup() needs the key that the memory was written under, got None")
        told = f"under the key {named!r:.80}" + (f" of user {owner!r:.80}" if owner is not None else "")
        with self._store.read() as reader:
            space = reader.space(self._space)
            return self._read_one(reader, reader.find_key(space, owner, named) if space else None, told)

    def _read_one(self, reader: Reader, id_: str | None, told: str) -> MemCube:
        space = reader.space(self._space)
        cube = reader.current(space, [id_]).get(id_) if space and id_ else None
        if space is None or cube is None:
            raise CubeNotFound(f"no cube {told} in space {self._space!r}: never there, or erased")
        mark_strength(reader, space, [cube], self._now_us())
        return cube

    @verb
    def list(
        self,
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        where: Where | None = None,
        since: Time | None = None,
        until: Time | None = None,
        valid_at: Time | None = None,
        known_at: Time | None = None,
        tiers: Collection[str] | None = UNARCHIVED,
        limit: int = 100,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page:
        """
        Return cubes in the order they arrived, a page at a time.

        Args:
            valid_at: Only what is true then, and episodes that had happened by then.

            known_at: What was recorded by then, in the versions of then.

            cursor: `Page.cursor` of the page before, with the same other arguments.

        Raises:
            CursorError: the cursor is damaged, or of another query.
        """
        from ._cursor import make_cursor, read_cursor
        from ._results import Page  # as in `stats` and `audit_head`: opening and recalling do without

        scope = dict(user=user, agent=agent, session=session, kinds=kinds, tags=tags, where=where,
                     since=since, until=until, valid_at=valid_at, known_at=known_at, tiers=tiers)  # fmt: skip
        chosen = selector(**scope)  # type: ignore[arg-type]
        admit.count(limit, "limit")
        bound = {**scope, "space": self._space, "newest_first": newest_first}
        sign = -1 if newest_first else 1
        after = read_cursor(bound, cursor) * sign if cursor is not None else None
        with self._cache.open(self._store, self._space, words=False) as opened:
            if opened is None:
                return Page((), None)
            reader, space, view = opened
            places = np.flatnonzero(chosen.select(view.table))
            seq = view.table.numbers["seq"][places] * sign
            order = np.argsort(seq, kind="stable")
            if after is not None:
                order = order[seq[order] > after]
            rows = view.table.numbers["row"][places[order[:limit]]]
            cubes = tuple(reader.at(space, [int(row) for row in rows]))
            if chosen.known_at_us is None:
                mark_strength(reader, space, cubes, self._now_us())
            else:
                # What recalls did has no history: as of then, a memory is as strong as its age alone makes it.
                Ageing.of(reader, space).mark(cubes, chosen.known_at_us)
        more = len(order) > limit
        return Page(cubes, make_cursor(bound, cubes[-1].seq) if more else None)

    @verb
    def history(self, id: str) -> builtins.list[MemCube]:  # noqa: A002 - the public name
        """
        Return every version of a cube, first to last.

        Raises:
            CubeNotFound: never there, or erased.
        """
        return govern.history(self._store, self._space, cube_id(id))

    @verb
    def operations(
        self, *, cube: str | None = None, run: str | None = None, before: str | None = None, limit: int = 50
    ) -> builtins.list[Operation]:
        """
        Return what was done in the space, latest first.

        Args:
            cube: Only what changed this cube.

            run: Only what this consolidation did.

            before: Only what lies before this operation: the last of the page before.
        """
        return govern.operations(
            self._store,
            self._space,
            cube=None if cube is None else cube_id(cube),
            before=None if before is None else checked_operation(before),
            limit=admit.count(limit, "limit"),
            run=None if run is None else checked_operation(run),
        )

    # Learning

    @verb
    def feedback(
        self,
        recall_id: str,
        *,
        useful: Collection[str] = (),
        useless: Collection[str] = (),
        reason: str | None = None,
    ) -> Operation:
        """
        Tell which hits of a recall were useful, and which not. Later recalls of the space rank by it, a little.

        What is learned is how much each sort of evidence counts: words, meaning, time, who spoke. It holds for
        the whole space, whoever asks, and for no other space. Kept are numbers: neither the question nor a text.

        Args:
            recall_id: `Recall.id` of one of the last 256 recalls of this handle. ``found.cite(…)`` does the
                same with the result itself, however old.

            useful, useless: Ids of cubes among its hits. Where one of the two is left out, it is all others.

        Returns:
            The operation; ``undo`` takes it back, `reset_feedback` takes back all.

        Raises:
            RecallNotFound: it is too long ago, or was made through another handle.

            ArgumentError: an id is no hit of that recall, or on both sides; or there is none at all.

            CubeNotFound: what is named was erased since.
        """
        if not isinstance(recall_id, str):
            raise ArgumentError(f"a recall's id is text, got {type(recall_id).__name__}; pass found.id")
        chosen, rest = cube_ids(useful) or (), cube_ids(useless) or ()
        done = self._teach(self._recent.hits(recall_id), chosen, rest, reason)
        self._used(useful=chosen, useless=rest)
        return done

    def _cite(
        self, hits: Features, cited: Sequence[str], useless: Sequence[str], reason: str | None
    ) -> Operation:
        done = self._teach(hits, cited, useless, reason)
        self._used(cited=cited, useless=useless)
        return done

    def _teach(
        self, hits: Features, useful: Sequence[str], useless: Sequence[str], reason: str | None
    ) -> Operation:
        judged = verdicts(hits, useful, useless)
        return govern.teach(
            self._store, self._space, judged, named=(*useful, *useless), reason=checked_reason(reason)
        )

    @verb
    def reset_feedback(self, *, reason: str | None = None) -> Operation:
        """
        Take back everything the space has learned from feedback; ``undo`` of the operation brings it back.

        Raises:
            NothingMatched: it has learned nothing.
        """
        return govern.reset_feedback(self._store, self._space, reason=checked_reason(reason))

    # The handle

    @verb
    def in_space(self, name: str) -> Self:
        """
        Return a handle on another space of the same open store: it shares the file, the model and the caches.

        It may be closed, which leaves the store open; the handle that `mnemic.open` returned closes it for all.

        Raises:
            ArgumentError: *name* cannot be a space's name.
        """
        return self._in_space(name)

    @verb
    def close(self, *, timeout_s: float = 0.0) -> None:
        """
        Close the handle; closing twice does nothing. The store is closed with the handle that opened it.

        Args:
            timeout_s: How long to go on making pending vectors first; the rest waits for the next opener.
        """
        timeout_s = admit.seconds(timeout_s, "timeout_s")
        try:
            if timeout_s > 0 and not self._store.read_only and not self._store.closed:
                model, vectorizer = self._model.current()
                if model is not None and vectorizer is not None:
                    vectorizer.fill(model, budget_s=timeout_s)
        finally:
            self._leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
