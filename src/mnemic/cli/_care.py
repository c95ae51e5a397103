"""Looking after a store: figures, soundness, copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import CARE, LOOK, command
from ._exits import STORE
from ._options import Output, Pen, Place
from ._output import answer, note, pairs, plain, size, table
from ._progress import bar
from ._store import reading, writing

if TYPE_CHECKING:
    from ..engine import Stats
    from ..store import Finding


@command(LOOK, "mnemic stats")
def stats(output: Output, place: Place) -> None:
    """Show how much a space and its store hold."""
    with reading(place) as memory:
        found = memory.stats()
    answer(output, found.to_dict(), lambda: [pairs(_figures(found))])


def _figures(stats: Stats) -> dict[str, str | None]:
    pending = f" ({stats.pending_vectors:,} still to be made)" if stats.pending_vectors else ""
    waiting = f"{stats.erasures_pending:,}; run: mnemic scrub" if stats.erasures_pending else None
    return {
        "Store": stats.location,
        "Size": size(stats.size_bytes),
        "Spaces": f"{stats.spaces:,}",
        "Space": stats.space,
        "Memories": f"{stats.cubes:,}",
        "Versions": f"{stats.versions:,}",
        "Links": f"{stats.links:,}",
        "Vectors": f"{stats.vectors:,}{pending}",
        "Operations": f"{stats.operations:,}",
        "Embedder": stats.embedder or "none yet",
        "Model": stats.model,
        "Erasures to finish": waiting,
        "Schema": str(stats.schema_version),
    }


@command(LOOK, "mnemic spaces")
def spaces(output: Output, place: Place) -> None:
    """Name the spaces of a store."""
    with reading(place) as memory:
        names = memory.spaces()
    answer(output, list(names), lambda: [Text(plain("\n".join(names)) or "No spaces yet.")])


@command(LOOK, "mnemic audit")
def audit(output: Output, place: Place) -> None:
    """
    Show the end of the audit chain: how many operations there were, and a hash that stands for them all.

    Keep it somewhere else. A store whose history was cut or changed later cannot show the same chain.
    """
    with reading(place) as memory:
        head = memory.audit_head()
    answer(output, asdict(head), lambda: [pairs({"Operations": f"{head.operations:,}", "Hash": head.hash})])


@command(CARE, "mnemic check")
def check(
    output: Output,
    place: Place,
    pen: Pen,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Make anew what is derived: indexes, term lists, missing vectors."),
    ] = False,
) -> None:
    """
    Check whether a store agrees with itself, and name what does not.

    What was said is never touched by --repair. Exit code 5 says that something is wrong.
    """
    with reading(place) as memory:
        found = memory.check()
    left = found
    if repair:
        with writing(place, pen) as memory:
            left = memory.check(repair=True)
    data = {
        "sound": not left,
        "findings": [finding._asdict() for finding in left],
        "repaired": [finding._asdict() for finding in found if finding not in left],
    }
    answer(output, data, lambda: _findings(found, left))
    if left:
        _advise(left, place, repair=repair)
        raise typer.Exit(STORE)


def _findings(found: list[Finding], left: list[Finding]) -> Iterator[RenderableType]:
    if not found:
        yield Text("Sound: nothing in the store disagrees.")
        return
    rows = table("part", "repairable", "now", "what disagrees", text="what disagrees")
    for finding in found:
        now = "wrong" if finding in left else "repaired"
        rows.add_row(finding.part, "yes" if finding.repairable else "no", now, plain(finding.detail))
    yield rows


def _advise(left: list[Finding], place: Place, *, repair: bool) -> None:
    if not repair and all(finding.repairable for finding in left):
        note(f"All of it can be made anew: mnemic check --repair --db {place.shown}")
    else:
        note("What cannot be repaired needs a backup: keep a copy of the file, and restore the last one.")


@command(CARE, "mnemic backup copy.db")
def backup(
    target: Annotated[Path, typer.Argument(help="The new file.", show_default=False)],
    output: Output,
    place: Place,
) -> None:
    """
    Copy the store to a new file, while others go on reading and writing it.

    A backup holds what is forgotten afterwards: erase it there too, or throw the backup away.
    """
    with reading(place) as memory, bar("Copying pages") as progress:
        memory.backup(target, progress=lambda left, total: progress(total - left, total))
    size_bytes = target.stat().st_size
    data = {"location": str(target.resolve()), "size_bytes": size_bytes}
    answer(output, data, lambda: [Text(f"Copied to {plain(str(target))} ({size(size_bytes)}).")])
