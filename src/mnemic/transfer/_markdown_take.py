"""Taking a folder of Markdown in: what was edited becomes a version of its memory, what is new a memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from .. import admit
from ..admit import Draft
from ..cube import Evidence, Link, MemCube, new_id
from ..errors import MnemicError
from ..store import Reader, Space, Store
from ._markdown_note import Note
from ._markdown_read import read_markdown

_REASON: Final = "import markdown"
_FIXED: Final = ("kind", "user", "key", "fact")
"""What a memory has for good."""

_WITHDRAWN: Final = "expired"
"""The state in which an undo leaves what an operation had made."""


class Skipped(NamedTuple):
    """A file, or a turn in one, that was not taken in, and why."""

    place: str
    why: str


class MarkdownTaken(NamedTuple):
    """
    What taking a folder in came to, or would come to.

    Attributes:
        new, updated, known: How many memories came, have a new version, and were as the file has them.

        skipped: What was left alone, since both it and the memory were changed, or since it cannot be changed.

        dropped_links: How many edges, and places of evidence, of new memories lead to what is not here.

        run: ``mem.undo(run)`` takes it back; `None` where nothing was written.
    """

    new: int
    updated: int
    known: int
    skipped: tuple[Skipped, ...]
    dropped_links: int
    operations: int
    run: str | None


class _Change(NamedTuple):
    cube: MemCube
    changes: dict[str, Any]
    place: str


def take_markdown(
    store: Store, space_name: str, folder: str | Path, *, dry_run: bool = False, reason: str | None = None
) -> MarkdownTaken:
    """
    Make the memories of a space what a folder says. A file that is gone removes nothing.

    A file is compared with the version it was written from, so that one nobody touched changes nothing, whatever
    became of its memory since. A memory that is not of this space becomes one, known from then on by its id there.

    Raises:
        StorePathError, ArgumentError: the folder or a file cannot be read; nothing was written.

        VersionConflict: a memory was changed in this very moment; the same call goes on from there.
    """
    notes = read_markdown(folder)
    with store.read() as reader:
        space = reader.space(space_name)
        judge = _Judge(reader, space, notes)
        for note in notes:
            judge.judge(note)
    news = _New(judge.here)
    if dry_run:
        return judge.taken(news.dropped_of(judge.new), 0, None)
    run, why = new_id(), f"{_REASON}: {reason}" if reason else _REASON
    try:
        for change in judge.changes:
            admit.update(
                store, space_name, change.cube.id, change.changes,
                merge=False, if_version=change.cube.version, reason=why, run=run,
            )  # fmt: skip
        passes = news.keep(store, space_name, judge.new, why, run)
    except MnemicError as error:
        error.add_note("What was taken in before stays; the same import goes on from there.")
        raise
    done = len(judge.changes) + passes
    return judge.taken(news.dropped, done, run if done else None)


class _Judge:
    """Says of each note what becomes of it."""

    def __init__(self, reader: Reader, space: Space | None, notes: Sequence[Note]) -> None:
        self._reader = reader
        self._space = space
        ids = {note.id for note in notes if note.id} | {target for note in notes for _, target in note.links}
        ids |= {target for note in notes for target in _cited(note.draft)}
        self._cubes = reader.current(space, ids) if space else {}
        self.here = {id_: id_ for id_ in self._cubes}
        """The ids of this space, by those in the files."""

        self.new: list[Note] = []
        self.changes: list[_Change] = []
        self.skipped: list[Skipped] = []
        self.known = 0

    def taken(self, dropped: int, operations: int, run: str | None) -> MarkdownTaken:
        return MarkdownTaken(
            len(self.new), len(self.changes), self.known, tuple(self.skipped), dropped, operations, run
        )

    def judge(self, note: Note) -> None:
        own = self._cubes.get(note.id) if note.id else None
        if own is not None:
            self._compare(note, own, note.version, is_own=True)
            return
        key, made = self._made(note)
        found = made or self._named(note)
        if found is None:
            self.new.append(replace(note, draft=replace(note.draft, idempotency_key=key)))
            return
        if note.id:
            self.here[note.id] = found.id
        # A key alone says of no version that it is where both come from.
        self._compare(note, found, 1 if made else None, is_own=False)

    def _made(self, note: Note) -> tuple[str, MemCube | None]:
        """Return the key that a note's memory is known by where it has no id here, and the cube it made."""
        first = asked = f"markdown:{note.id or note.name}"
        again = 0
        while self._space is not None:
            replay = self._reader.find_replay(self._space, note.draft.user, asked)
            if replay is None:
                break
            cube = self._reader.current(self._space, [replay.cube])[replay.cube]
            if cube.state != _WITHDRAWN:
                return asked, cube
            # What was made and taken back comes anew.
            again += 1
            asked = f"{first}~{again}"
        return asked, None

    def _named(self, note: Note) -> MemCube | None:
        """Return the memory that has the note's key here."""
        if self._space is None or note.draft.key is None:
            return None
        id_ = self._reader.find_key(self._space, note.draft.user, note.draft.key)
        cube = self._reader.current(self._space, [id_])[id_] if id_ else None
        return None if cube is None or cube.state == _WITHDRAWN else cube

    def _compare(self, note: Note, cube: MemCube, version: int | None, *, is_own: bool) -> None:
        """
        Set down what a note changes.

        Args:
            version: The one the note was written from; `None`: there is none.

            is_own: The note was written from this cube, rather than the cube made from the note.
        """
        names = [*admit.UPDATABLE, *_FIXED]
        if not is_own:
            # What follows for a fact from those beside it, and which cubes it cites, is this store's own.
            names = [name for name in names if name not in ("fact", *(_TIMES if cube.fact else ()))]
        history = self._since(cube, version)
        base = history[0] if history else None
        edited = {name for name in names if base is None or _differ(name, note.draft, base)}
        edited = {name for name in edited if _differ(name, note.draft, cube)}
        if not edited:
            self.known += 1
        elif fixed := [name for name in _FIXED if name in edited]:
            self._skip(note, f"{fixed[0]} cannot be changed; remove the id to make it a memory of its own")
        elif base is None or self._is_contested(history, edited):
            self._skip(
                note,
                f"{', '.join(sorted(edited))} was changed here as well; export it again and redo the edit",
            )
        else:
            changes = {name: getattr(note.draft, name) for name in names if name in edited}
            self.changes.append(_Change(cube, changes, note.place))

    def _since(self, cube: MemCube, version: int | None) -> list[MemCube]:
        """Return a cube's versions from one on; none, if it never had that one."""
        if cube.version == version or self._space is None:
            return [cube]
        history = self._reader.history(self._space, cube.id)
        known = any(past.version == version for past in history)
        return [past for past in history if known and version is not None and past.version >= version]

    def _skip(self, note: Note, why: str) -> None:
        self.skipped.append(Skipped(note.place, why))

    def _is_contested(self, history: list[MemCube], edited: set[str]) -> bool:
        """Whether something else than an import of Markdown changed one of the fields since the first version."""
        return any(
            any(_differ(name, before, after) for name in edited) and not self._is_import(after)
            for before, after in pairwise(history)
        )

    def _is_import(self, past: MemCube) -> bool:
        done = self._reader.operation(self._space, past.operation) if self._space else None
        return done is not None and (done.reason or "").startswith(_REASON)


_TIMES: Final = ("valid_from", "valid_to")


def _differ(name: str, one: Draft | MemCube, other: Draft | MemCube) -> bool:
    """Whether two have not the same there; which way lines end is an editor's choice."""
    left, right = getattr(one, name), getattr(other, name)
    if name == "content":
        return bool(left.replace("\r\n", "\n") != right.replace("\r\n", "\n"))
    return bool(left != right)


def _cited(draft: Draft) -> Iterator[str]:
    """Yield the ids a fact names."""
    if draft.fact is not None:
        yield from (span.cube for span in draft.fact.evidence)
        if draft.fact.corrects is not None:
            yield draft.fact.corrects


class _New:
    """Keeps new memories: those first that others lead to, since ids are given when they are kept."""

    def __init__(self, here: Mapping[str, str]) -> None:
        self._here = dict(here)
        self.dropped = 0

    def keep(self, store: Store, space_name: str, notes: Sequence[Note], reason: str, run: str) -> int:
        """Keep *notes*, and return in how many operations."""
        count = 0
        for ready in _in_turn(notes):
            drafts = [self._here_as(note) for note in ready]
            cubes = admit.remember(store, space_name, drafts, reason, run=run)
            self._here |= {note.id: cube.id for note, cube in zip(ready, cubes, strict=True) if note.id}
            count += 1
        return count

    def dropped_of(self, notes: Sequence[Note]) -> int:
        """Return how many edges and places of evidence would lead nowhere."""
        there = self._here.keys() | {note.id for note in notes}
        return sum(target not in there for note in notes for target in _targets(note))

    def _here_as(self, note: Note) -> Draft:
        """Return a note as `remember` takes it, with the ids of this space."""
        draft = note.draft
        self.dropped += sum(target not in self._here for target in _targets(note))
        links = {Link(relation, self._here[id_]) for relation, id_ in note.links if id_ in self._here}
        if draft.fact is None:
            return replace(draft, links=tuple(sorted(links)))
        fact = replace(
            draft.fact,
            corrects=self._here.get(draft.fact.corrects or ""),
            evidence=tuple(
                Evidence(self._here[span.cube], span.start, span.end)
                for span in draft.fact.evidence
                if span.cube in self._here
            ),
        )
        links |= {Link("derived_from", span.cube) for span in fact.evidence}
        # How long it holds follows from what was stated and from the facts beside it; given again, it would be stated.
        return replace(draft, fact=fact, links=tuple(sorted(links)), valid_from=None, valid_to=None)


def _targets(note: Note) -> set[str]:
    return {target for _, target in note.links} | set(_cited(note.draft))


def _in_turn(notes: Iterable[Note]) -> Iterator[list[Note]]:
    """Yield notes in such groups that each leads to earlier ones only; where they lead in a circle, it is cut."""
    waiting = list(notes)
    while waiting:
        ids = {note.id for note in waiting}
        ready = [note for note in waiting if ids.isdisjoint(_targets(note) - {note.id})] or waiting[:1]
        yield ready
        taken = {id(note) for note in ready}
        waiting = [note for note in waiting if id(note) not in taken]
