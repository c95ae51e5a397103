"""The Markdown view: a space, or a part of it, as a folder that a person reads and edits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..cube import RECALLABLE
from ..govern import choose
from ..index import Selector
from ..ingest import Unmapped
from ..store import Store
from ..transfer import MarkdownTaken, take_markdown, write_markdown
from ._exported import Exported
from ._imported import Imported

MARKDOWN: Final = "markdown"


def export_markdown(store: Store, space_name: str, folder: Path, selector: Selector) -> Exported:
    """
    Write the present versions of the chosen memories; those that were taken back or retracted are left out.

    Raises:
        NothingMatched: there are none.

        StorePathError, StoreUnwritable, StoreFull: the folder cannot be written.
    """
    with store.read() as reader:
        space, ids = choose(reader, space_name, None, selector._replace(states=RECALLABLE))
        cubes = list(reader.current(space, ids).values())
    written = write_markdown(cubes, folder)
    return Exported(
        path=str(folder), format=MARKDOWN, cubes=written.cubes, versions=written.cubes, links=written.links,
        operations=0, vectors=0, dropped_links=written.dropped_links, size_bytes=written.size_bytes,
        sha256=written.sha256, digest=written.sha256,
    )  # fmt: skip


def import_markdown(
    store: Store, space_name: str, folder: Path, *, dry_run: bool, reason: str | None
) -> Imported:
    """
    Make the memories what a folder says.

    Raises:
        StorePathError, ArgumentError: it cannot be read; nothing was written.
    """
    taken = take_markdown(store, space_name, folder, dry_run=dry_run, reason=reason)
    return Imported(
        format=MARKDOWN, new=taken.new, known=taken.known, updated=taken.updated, skipped=len(taken.skipped),
        unmapped=_unmapped(taken), operations=taken.operations, run=taken.run, dry_run=dry_run,
    )  # fmt: skip


def _unmapped(taken: MarkdownTaken) -> tuple[Unmapped, ...]:
    left = [Unmapped("file that was left alone", 1, skipped.why, skipped.place) for skipped in taken.skipped]
    if taken.dropped_links:
        left.append(Unmapped("link", taken.dropped_links, "it leads to what is not here", ""))
    return tuple(left)
