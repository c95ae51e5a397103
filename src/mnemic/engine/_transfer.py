"""The verbs that carry memories out of a space and into one."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from .. import admit, govern
from ..errors import ArgumentError
from ..times import parse_time, render_time
from ._handle import Handle, checked_reason
from ._scope import selector
from ._verb import verb

if TYPE_CHECKING:
    from ..cube import Operation
    from ..index import Progress, Selector
    from ..transfer import Expected, OnConflict, Taken, Written
    from ._exported import Exported
    from ._imported import Imported

MEMCUBE: Final = "memcube"
MARKDOWN: Final = "markdown"
_FORMATS: Final = (MEMCUBE, MARKDOWN)
_FROM: Final = {"longer": "updated", "replaced": "updated"}
"""Under which name of `Imported` a memory's fate is counted, where it is another."""


class TransferVerbs(Handle):
    """Out and in: memcube files, and what other programs write."""

    @verb
    def export(
        self,
        path: str | Path,
        *,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        where: Mapping[str, Any] | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        tiers: Collection[str] | None = None,
        vectors: bool = False,
        passphrase: str | None = None,
        format: str = MEMCUBE,  # noqa: A002 - the public name
        progress: Progress | None = None,
    ) -> Exported:
        """
        Write memories to a new file, with every version, link, operation and time; without a selector, the whole space.

        The file is the same, byte for byte, whenever it is made of the same memories, unless it is encrypted. What
        was erased is in none; a file that was made before holds it still.

        Args:
            user, agent, session, kinds, tags, where, since, until, tiers: Only memories whose present version meets
                all of these; links that lead out of them are left out, and counted.

            vectors: Take the vectors along, so that a store with the same embedder need not make them again.

            passphrase: Encrypt the file with it. Whoever loses it loses the file.

            format: ``"memcube"``; or ``"markdown"``, a folder of notes to read and edit, which holds the
                present versions only.

            progress: Called with how many memories are done and how many there are.

        Raises:
            NothingMatched: there are no such memories.

            StorePathError: *path* exists, or its folder doesn't.

            MissingExtra: *passphrase* needs ``pip install 'mnemic[encrypt]'``.
        """
        from ..transfer import export

        admit.choice(format, _FORMATS, "format")
        chosen = selector(user=user, agent=agent, session=session, kinds=kinds, tags=tags, where=where,
                          since=since, until=until, tiers=tiers, states=None)  # fmt: skip
        if format == MARKDOWN:
            from ._view import export_markdown

            _refuse_given("is for memcube files only", vectors=vectors or None, passphrase=passphrase)
            return export_markdown(self._store, self._space, _path(path), chosen)
        if vectors and not self._store.read_only:
            self._fill()
        written = export(
            self._store,
            self._space,
            _path(path),
            chosen,
            _selection(chosen, where, since, until),
            vectors=_true_or_false(vectors, "vectors"),
            passphrase=passphrase,
            progress=progress,
        )
        return _exported(_path(path), written, encrypted=passphrase is not None)

    def _fill(self) -> None:
        """Make the vectors that are still missing."""
        model, vectorizer = self._model.current()
        if model is not None and vectorizer is not None:
            vectorizer.fill(model)

    @verb
    def import_(
        self,
        path: str | Path,
        *,
        format: str = "auto",  # noqa: A002 - the public name
        on_conflict: str = "error",
        passphrase: str | None = None,
        user: str | None = None,
        tz: str | None = None,
        date_order: str = "auto",
        dry_run: bool = False,
        reason: str | None = None,
        progress: Progress | None = None,
    ) -> Imported:
        """
        Take in a file: a memcube file as it is, with ids, versions, links, operations and times, or another program's.

        Of a folder that was exported as Markdown, what was edited becomes a version of its memory and what is new a
        memory; a file that is gone removes nothing.

        The whole file is checked before anything is written. It is written in batches; interrupted, the same call
        goes on from there. ``mem.undo(imported.run)`` takes it back.

        Args:
            format: ``"auto"`` finds it out; ``"memcube"``, or a name that `mnemic.ingest.FORMATS` lists.

            on_conflict: What to do where a memory of a memcube file is here with another history, in another space of
                the store, or under a key that another has: ``"error"`` refuses the file, ``"skip"`` leaves what is
                here, ``"replace"`` has the file's version follow on it, ``"copy"`` keeps both, the file's under a new
                id.

            passphrase: Of an encrypted memcube file.

            user, tz, date_order: Of other programs' files: whom the memories belong to, the zone of times that name
                none, and which number of ``05/06/2026`` is the day: see `mnemic.ingest.read`.

            dry_run: Only say what would come.

            progress: Called with how many memories are done and how many there are.

        Raises:
            MemcubeError: the file is damaged, hostile, too new, or does not open with *passphrase*.

            ImportConflict: with ``on_conflict="error"``, something is here already, and differs.

            ArgumentError: another program's file cannot be read.
        """
        source = _path(path)
        if not source.exists():
            raise ArgumentError(f"there is no file {str(source)!r} to import")
        why = checked_reason(reason)
        from ..transfer import ON_CONFLICT, is_markdown, is_memcube

        chosen = admit.choice(on_conflict, ON_CONFLICT, "on_conflict")
        if source.is_dir() and (format == MARKDOWN or (format == "auto" and is_markdown(source))):
            from ._view import import_markdown

            _refuse_given("is not for a folder of Markdown", user=user, tz=tz, passphrase=passphrase)
            return import_markdown(
                self._store, self._space, source, dry_run=_true_or_false(dry_run, "dry_run"), reason=why
            )
        if format == MEMCUBE or (format == "auto" and source.is_file() and is_memcube(source)):
            _refuse_given("a memcube file says for itself", user=user, tz=tz)
            return self._take(source, chosen, passphrase, dry_run, why, progress)
        from ._intake import take_in

        _refuse_given("is for memcube files only", passphrase=passphrase)
        if chosen != "error":
            raise ArgumentError(
                f"on_conflict={on_conflict!r} is for memcube files only; this is another one's"
            )
        return take_in(
            self._store, self._space, source, format=format, tz=tz, user=admit.name(user, "user"),
            date_order=date_order, dry_run=_true_or_false(dry_run, "dry_run"), progress=progress, reason=why,
        )  # fmt: skip

    @verb
    def fuse(self, *, user: str | None = None, dry_run: bool = False, reason: str | None = None) -> Operation:
        """
        Make one of equal derived memories, as a space has them into which another was imported.

        Equal are summaries, beliefs and procedures of the same user, agent and session with the same text. One stays,
        and rests on what all of them rested on; the others end in the state ``"merged"``, and it supersedes them. Facts
        are settled as they come in, and episodes are never made one. ``undo`` takes it back.

        Args:
            user: Only this user's; by default everybody's, and each user's apart.

            dry_run: Only show what would change.

        Raises:
            NothingMatched: no two are equal.
        """
        return govern.fuse(
            self._store, self._space, admit.name(user, "user"),
            reason=checked_reason(reason), dry_run=_true_or_false(dry_run, "dry_run"),
        )  # fmt: skip

    def _take(
        self,
        source: Path,
        on_conflict: OnConflict,
        passphrase: str | None,
        dry_run: bool,
        reason: str | None,
        progress: Progress | None,
    ) -> Imported:
        from ..transfer import take_in

        taken = take_in(
            self._store,
            self._space,
            source,
            now_us=self._now_us(),
            on_conflict=on_conflict,
            passphrase=passphrase,
            dry_run=_true_or_false(dry_run, "dry_run"),
            expected=self._expected,
            reason=reason,
            progress=progress,
        )
        return _imported(taken, dry_run=dry_run)

    def _expected(self) -> Expected | None:
        """Return which vectors fit the store."""
        from ..embed import TokenEmbedder
        from ..transfer import Expected

        model, vectorizer = self._model.current()
        if model is None or vectorizer is None:
            return None
        embedder = vectorizer.embedder
        token_bytes = embedder.token_dims // 8 if isinstance(embedder, TokenEmbedder) else 0
        return Expected(model.model, embedder.dims, token_bytes)


def _path(path: object) -> Path:
    if not isinstance(path, str | os.PathLike) or not str(path):
        raise ArgumentError(f"path={path!r:.60} must be the path of a file")
    return Path(path)


def _true_or_false(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise ArgumentError(f"{name}={value!r:.60} must be True or False")
    return value


def _refuse_given(why: str, **given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise ArgumentError(f"{name}= {why}; leave it out")


def _selection(
    chosen: Selector, where: Mapping[str, Any] | None, since: object, until: object
) -> dict[str, Any]:
    """Return what was selected in words, for the file's manifest."""
    named = {
        "user": chosen.user,
        "agent": chosen.agent,
        "session": chosen.session,
        "kinds": sorted(chosen.kinds) or None,
        "tags": sorted(chosen.tags) or None,
        "where": where or None,
        "since": None if since is None else render_time(parse_time(since, "since")),
        "until": None if until is None else render_time(parse_time(until, "until")),
        "tiers": None if chosen.tiers is None else sorted(chosen.tiers),
    }
    return {name: value for name, value in named.items() if value is not None}


def _exported(path: Path, written: Written, *, encrypted: bool) -> Exported:
    from ._exported import Exported

    lines = {name.partition(".")[0]: member.lines for name, member in written.manifest.members.items()}
    return Exported(
        path=str(path),
        format=MEMCUBE,
        cubes=written.manifest.cubes,
        versions=lines["versions"],
        links=lines["links"],
        operations=lines["operations"],
        vectors=lines.get("vectors", 0),
        dropped_links=written.dropped_links,
        size_bytes=written.size_bytes,
        sha256=written.sha256,
        digest=written.digest,
        encrypted=encrypted,
    )


def _imported(taken: Taken, *, dry_run: bool) -> Imported:
    from ..ingest import Unmapped
    from ._imported import Imported

    counts: dict[str, int] = {}
    for fate, count in taken.fates.items():
        name = _FROM.get(fate, fate)
        counts[name] = counts.get(name, 0) + count
    return Imported(
        format=MEMCUBE,
        **cast("Any", counts),
        unmapped=tuple(Unmapped(left.what, left.count, left.why, left.example) for left in taken.left),
        operations=taken.operations,
        run=taken.run,
        dry_run=dry_run,
    )
