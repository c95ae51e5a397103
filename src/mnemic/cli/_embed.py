"""Making vectors: those that are missing, or all of them from another model."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from ._app import CARE, command
from ._options import Model, Output, Pen, Place
from ._output import answer, many
from ._progress import bar
from ._store import writing


@command(CARE, "mnemic flush")
def flush(output: Output, place: Place, pen: Pen, model: Model) -> None:
    """
    Make the vectors that are still missing, now rather than at the next recall.

    Interrupted, it goes on from there the next time.
    """
    with writing(place, pen, model) as memory:
        before = memory.stats().pending_vectors
        with bar("Making vectors") as progress:
            memory.flush(progress=progress)
        found = memory.stats()
    made = before - found.pending_vectors
    data = {"made": made, "pending_vectors": found.pending_vectors, "embedder": found.embedder}
    answer(output, data, lambda: [Text(f"Made the vectors of {many(made, 'memory', 'memories')}.")])


@command(CARE, "mnemic reembed --embedder hash")
def reembed(
    embedder: Annotated[
        str,
        typer.Option(metavar="NAME", help="What makes the vectors from now on.", show_default=False),
    ],
    output: Output,
    place: Place,
    pen: Pen,
) -> None:
    """
    Change the model that all vectors of a store come from, in every space.

    Until the last one is made the old ones answer. Interrupted, it goes on from there when the same
    command is given again.
    """
    with writing(place, pen) as memory:
        with bar("Making vectors") as progress:
            memory.reembed(embedder, progress=progress)
        found = memory.stats()
    data = {"embedder": found.embedder, "model": found.model, "vectors": found.vectors}
    told = f"All vectors come from {found.embedder} now ({found.model})."
    answer(output, data, lambda: [Text(told)])
