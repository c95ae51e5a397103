"""Taking in files."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from rich.console import RenderableType

from ..errors import ArgumentError, MnemicError, UsageError
from ._app import KEEP, command
from ._options import Model, Output, Pen, Place
from ._output import answer, many, note, pairs, plain
from ._progress import bar, counter
from ._store import writing

if TYPE_CHECKING:
    from ..cube import MemCube
    from ..engine import Memory

_Record = dict[str, object]

_WRITTEN = ("jsonl", "chat", "markdown", "chatgpt", "claude")
"""The formats whose records stand by themselves, so that those before a bad one may be kept."""


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """How the files are read."""

    format: Annotated[
        str,
        typer.Option(metavar="FORMAT", help="auto, jsonl, chat, markdown, chatgpt or claude."),
    ] = "auto"
    tz: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            help="The zone of times that name none, e.g. Europe/Lisbon; --tz=+01:00 for an offset.",
        ),
    ] = None
    date_order: Annotated[
        str,
        typer.Option(metavar="ORDER", help="In chat logs, how 05/06/2026 is read: auto, dmy, mdy or ymd."),
    ] = "auto"
    user: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whom the memories belong to, where the file doesn't say."),
    ] = None


@dataclass
class _Tally:
    """
    What was taken in so far.

    Attributes:
        files: How many memories each file gave: new ones, and ones that were there already.

        latest: When the newest operation known to be older than the next batch was recorded.
    """

    latest: datetime | None
    files: dict[str, list[int]] = field(default_factory=dict)

    def add(self, file: Path, cubes: list[MemCube]) -> None:
        counts = self.files.setdefault(str(file), [0, 0])
        # Each operation is recorded later than every one before it, and a cube seen before keeps its time.
        new = {cube.id: cube for cube in cubes if self.latest is None or cube.recorded_at > self.latest}
        counts[0] += len(new)
        counts[1] += len(cubes) - len(new)
        self.latest = max((cube.recorded_at for cube in new.values()), default=self.latest)

    @property
    def new(self) -> int:
        """How many memories are new."""
        return sum(new for new, _ in self.files.values())

    @property
    def known(self) -> int:
        """How many were there already."""
        return sum(known for _, known in self.files.values())

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.known:,} already there"


@command(KEEP, "mnemic ingest chat.txt --tz Europe/Lisbon --user ana")
def ingest(
    files: Annotated[list[Path], typer.Argument(help="The files to take in.", show_default=False)],
    how: _Reading,
    output: Output,
    place: Place,
    pen: Pen,
    model: Model,
    batch: Annotated[int, typer.Option(metavar="N", min=1, help="How many to keep at a time.")] = 500,
    no_embed: Annotated[
        bool,
        typer.Option("--no-embed", help="Leave the vectors for later: mnemic flush, or the next recall."),
    ] = False,
) -> None:
    """
    Take in chat logs, exports of ChatGPT and Claude, notes and JSON lines.

    The same file again adds nothing. At a record that cannot be kept the command stops and names its line;
    mend it and give the same command again. What other memory programs keep, and whatever is to be taken back as
    one: mnemic import, which reads these files too, writes nothing of a file with an error in it, and says what it
    left out.
    """
    sources = [(file, _open(file, how)) for file in files]
    with writing(place, pen, model, make=True) as memory:
        tally = _Tally(_latest(memory))
        with _telling(tally):
            _take_in_all(memory, sources, batch, tally)
            if not no_embed:
                with bar("Making vectors") as progress:
                    memory.flush(progress=progress)
        pending = memory.stats().pending_vectors
    data = _summary(tally, pending)
    answer(output, data, lambda: _counts(tally, pending))


@contextmanager
def _telling(tally: _Tally) -> Iterator[None]:
    """Should the block stop early, tell what was kept."""
    told = "Kept so far: {}. The same command goes on from there; nothing is kept twice."
    try:
        yield
    except MnemicError as error:
        error.add_note(told.format(tally))
        raise
    except KeyboardInterrupt:
        note(told.format(tally))
        raise


def _take_in_all(
    memory: Memory, sources: list[tuple[Path, Iterator[_Record]]], batch: int, tally: _Tally
) -> None:
    with counter("Reading") as progress, _between_batches() as pause:

        def step(file: Path) -> None:
            progress(f"{file.name}:", tally.new + tally.known)
            pause()

        for file, records in sources:
            _take_in(memory, file, records, batch, tally, step)


@contextmanager
def _between_batches() -> Iterator[Callable[[], None]]:
    """
    Hold Ctrl-C back until what is yielded is called, so that no batch is kept but not counted.

    A second one is not held back.
    """
    asked = False

    def hold(_signal: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    def let_through() -> None:
        if asked:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield let_through
    finally:
        signal.signal(signal.SIGINT, before)
    let_through()


def _open(file: Path, how: _Reading) -> Iterator[_Record]:
    from .. import ingest as formats

    reading = formats.read(
        file, format=how.format, tz=how.tz, user=how.user, date_order=cast("Any", how.date_order)
    )
    if reading.format not in _WRITTEN:
        raise ArgumentError(
            f"{file} is what another program keeps ({reading.format}), whose memories hang together; take it in with: "
            f"mnemic import {file}"
        )
    return reading


def _latest(memory: Memory) -> datetime | None:
    return next((operation.recorded_at for operation in memory.operations(limit=1)), None)


def _take_in(
    memory: Memory,
    file: Path,
    records: Iterator[_Record],
    batch: int,
    tally: _Tally,
    step: Callable[[Path], None],
) -> None:
    """Keep the records of a file, batch by batch; before an error, all those that stand before the bad one."""
    error: MnemicError | None = None
    reason = f"ingest {file.name}"
    tally.add(file, [])
    while error is None:
        taken: list[_Record] = []
        try:
            taken.extend(islice(records, batch))
        except MnemicError as problem:
            error = problem
        if not taken and error is None:
            return
        tally.add(file, _keep(memory, file, taken, reason, tally))
        step(file)
    raise error


def _keep(memory: Memory, file: Path, records: list[_Record], reason: str, tally: _Tally) -> list[MemCube]:
    """
    Keep *records* in one transaction.

    Raises:
        UsageError: one of them cannot be kept; those before it were, and counted.
    """
    if not records:
        return []
    try:
        return memory.remember_many(records, reason=reason)
    except UsageError:
        for record in records:
            try:
                tally.add(file, memory.remember_many([record], reason=reason))
            except UsageError as error:
                raise _placed(error, record, file, tally) from None
        return []


def _placed(error: UsageError, record: _Record, file: Path, tally: _Tally) -> UsageError:
    """Return *error* with the place of the record it is about."""
    said = str(error).removeprefix("item 0: ").removesuffix("; nothing was written")
    source = str(record.get("source") or "")
    number = sum(tally.files[str(file)]) + 1
    place = source if source.startswith(f"{file.name}:") else f"{file.name}, record {number}"
    told = ArgumentError(f"{place}: {said}")
    return told if isinstance(error, ArgumentError) else type(error)(str(told))


def _summary(tally: _Tally, pending: int) -> dict[str, Any]:
    return {
        "new": tally.new,
        "already_there": tally.known,
        "pending_vectors": pending,
        "files": [
            {"file": file, "new": new, "already_there": known} for file, (new, known) in tally.files.items()
        ],
    }


def _counts(tally: _Tally, pending: int) -> Iterator[RenderableType]:
    told = {file: f"{new:,} new, {known:,} already there" for file, (new, known) in tally.files.items()}
    if len(tally.files) > 1:
        told["Together"] = str(tally)
    if pending:
        told["Vectors"] = f"{many(pending, 'memory', 'memories')} still without; run: mnemic flush"
    yield pairs({plain(name): text for name, text in told.items()})
