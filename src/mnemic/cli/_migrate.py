"""Bringing an old store to the present schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ..errors import MigrationRequired, StoreBusy, StorePathError
from ._app import CARE, command
from ._options import Output, Place
from ._output import answer, plain
from ._progress import bar
from ._store import existing, reading


@command(CARE, "mnemic migrate")
def migrate(
    output: Output,
    place: Place,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Don't copy the file first.")] = False,
) -> None:
    """
    Bring a store that an older Mnemic wrote to the present schema and word index.

    The file is copied beside itself first. Every program that has it open must be closed.
    """
    path = existing(place)
    if not _needed(place):
        data: dict[str, object] = {"migrated": False, "from": None, "to": None, "backup": None}
        answer(output, data, lambda: [Text("Nothing to do: the store is of the present version.")])
        return
    copy = None if no_backup else _place_of_copy(path)
    before, after = _migrate(path, copy)
    data = {"migrated": True, "from": before, "to": after, "backup": str(copy) if copy else None}
    kept = f" The file as it was: {plain(str(copy))}" if copy else ""
    answer(output, data, lambda: [Text(f"Migrated: schema version {before} to {after}.{kept}")])


def _needed(place: Place) -> bool:
    """
    Say whether a store needs a migration.

    Raises:
        StoreError: it is none of ours, damaged, or too new.
    """
    try:
        reading(place).close()
    except MigrationRequired:
        return True
    return False


def _place_of_copy(path: Path) -> Path:
    copy = path.with_name(f"{path.name}.before-migration")
    if copy.exists():
        raise StorePathError(
            f"the copy would be {str(copy)!r}, which is there already, perhaps from an earlier migration; "
            "move it elsewhere, or say --no-backup; nothing was changed"
        )
    return copy


def _migrate(path: Path, copy: Path | None) -> tuple[int, int]:
    from ..engine import migrate as apply

    try:
        with bar("Copying pages") as progress:
            return apply(path, backup=copy, progress=lambda left, total: progress(total - left, total))
    except StoreBusy:
        if copy is not None:
            # It was made before the lock was asked for, and would be in the way of the next try.
            copy.unlink(missing_ok=True)
        raise StoreBusy(
            f"store {str(path)!r} is open in another program, and a migration must be alone with it; "
            "nothing was changed. Close every program that has it open and run this again"
        ) from None
