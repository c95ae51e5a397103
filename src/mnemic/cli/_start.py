"""The first steps: making a store, and the demo."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ArgumentError
from ._app import KEEP, command
from ._options import Model, Output, Pen, Place
from ._output import answer, pairs, stdout
from ._store import writing


@command(KEEP, "mnemic init --db memory.db")
def init(output: Output, place: Place, pen: Pen, model: Model) -> None:
    """
    Make a new store, and choose what makes its vectors.

    Where there is a store already, nothing changes. The other commands that write make a store too.
    """
    new = not place.path.exists()
    with writing(place, pen, model, make=True) as memory:
        stats = memory.stats()
    data = {"location": stats.location, "created": new, "embedder": stats.embedder}
    told = "made now" if new else "there already; nothing was changed"
    answer(
        output, data, lambda: [pairs({"Store": stats.location, "State": told, "Embedder": stats.embedder})]
    )


@command(KEEP, "mnemic demo --embedder hash")
def demo(
    keep: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Leave the story's store in this folder, which must be there."),
    ] = None,
    embedder: Annotated[
        str, typer.Option(metavar="NAME", help="What makes the vectors.", envvar="MNEMIC_EMBEDDER")
    ] = "minilm",
) -> None:
    """
    Tell a story in nine short chapters: what Mnemic does, with the calls that do it.

    It takes seconds, needs no network, and leaves nothing behind unless --keep says where.
    """
    from ._demo import tell

    if keep is None:
        with tempfile.TemporaryDirectory(prefix="mnemic-demo-") as folder:
            tell(stdout(), Path(folder), embedder=embedder)
        return
    if not keep.is_dir() or (keep / "demo.db").exists():
        raise ArgumentError(f"--keep {str(keep)!r} must be a folder that holds no demo.db yet; name another")
    tell(stdout(), keep, embedder=embedder, kept=True)
