"""Saying which memories helped, so that later recalls rank better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from ..errors import ArgumentError
from ._app import ASK, command
from ._options import Archive, Filters, Model, Output, Pen, Place, Question, Texts
from ._output import answer, many
from ._store import cube_id, writing

if TYPE_CHECKING:
    from ..cube import Operation


@command(ASK, 'mnemic feedback "Where does Ana live?" --useful 1 --user ana')
def feedback(
    how: Question,
    filters: Filters,
    archive: Archive,
    output: Output,
    place: Place,
    pen: Pen,
    model: Model,
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="What was asked.", show_default=False)
    ] = None,
    useful: Annotated[
        Texts | None,
        typer.Option(metavar="CUBE", help="A memory that helped: its id or number; may be repeated."),
    ] = None,
    useless: Annotated[
        Texts | None,
        typer.Option(metavar="CUBE", help="One that did not. Without it: all others."),
    ] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Take back everything the space has learned.")
    ] = False,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the record.")] = None,
) -> None:
    """
    Say which memories helped with a question. Later recalls of the space rank by it, a little.

    The question is asked again, with the options of recall. Kept are numbers: neither the question nor a text.
    """
    if reset:
        if question is not None or useful or useless:
            raise ArgumentError("--reset takes back everything; it goes with no question and no memories")
        with writing(place, pen) as memory:
            done = memory.reset_feedback(reason=reason)
    elif question is None or not (useful or useless):
        raise ArgumentError(
            'say what was asked and what helped, e.g. mnemic feedback "Where does Ana live?" --useful 1'
        )
    else:
        with writing(place, pen, model) as memory:
            found = memory.recall(question, **how.arguments(), **filters.arguments(), **archive.arguments())
            chosen, rest = ([cube_id(memory, cube) for cube in cubes or ()] for cubes in (useful, useless))
            done = memory.feedback(found.id, useful=chosen, useless=rest, reason=reason)
    answer(output, done.to_dict(), lambda: [Text(_told(done, reset=reset))])


def _told(done: Operation, *, reset: bool) -> str:
    what = "Forgot" if reset else "Learned from"
    return f"{what} feedback on {many(done.lessons, 'hit')}. Operation {done.id}; mnemic undo takes it back."
