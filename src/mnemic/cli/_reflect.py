"""Reflecting on a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import ASK, command
from ._ask import _DEGRADED as _RECALLED
from ._options import Model, Output, Pen, Place
from ._output import answer, many, note, plain, warn
from ._sleep import Asked
from ._store import asking, writing

if TYPE_CHECKING:
    from ..lifecycle import Reflection

_DEGRADED = {
    **_RECALLED,
    "answer_uncited": "the model's answer was not taken, as it cites nothing that it was shown",
    "belief_not_stored": "no belief was stored: the model gave no sentence, or what it cites has changed meanwhile",
}


@command(ASK, 'mnemic reflect "Where does Ana live?" --user ana')
def reflect(
    question: Annotated[str, typer.Argument(help="What you want to know.", show_default=False)],
    output: Output,
    place: Place,
    pen: Pen,
    model: Model,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Of this user only.")] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", help="How many memories to look at.")
    ] = 20,
    max_tokens: Annotated[
        int, typer.Option(metavar="N", help="The most the dossier may take; it is all that a model sees.")
    ] = 2000,
    asked_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the question is asked; now, if left out.")
    ] = None,
    llm: Asked = None,
    store_belief: Annotated[
        bool, typer.Option("--store-belief", help="Store what the model concludes, with what it cites.")
    ] = False,
) -> None:
    """
    Put in order what is known about a question: what holds, what held, what is at odds, what is missing.

    With --llm a language model answers from that, with citations; without one nothing leaves this machine.
    """
    alone = llm is None and not store_belief
    with asking(place, model) if alone else writing(place, pen, model, llm=llm) as memory:
        found = memory.reflect(
            question,
            user=user,
            limit=limit,
            max_tokens=max_tokens,
            asked_at=asked_at,
            store_belief=store_belief,
        )
    for reason in found.degraded:
        if reason in _DEGRADED:
            warn(_DEGRADED[reason])
    if found.unknown_marks:
        warn(f"the model cited what it was not shown: {', '.join(found.unknown_marks)}")
    answer(output, found.to_dict(), lambda: _told(found))
    if found.belief is not None:
        note(f"Stored as belief number {found.belief.seq}: {found.belief.id}")


def _told(found: Reflection) -> Iterator[RenderableType]:
    if found.answer is not None:
        yield Text(plain(found.answer))
        for mark, cube in found.citations.items():
            if cube in found.cited:
                yield Text(f"[{mark}] {plain(cube.content)}", "dim")
        return
    yield Text(plain(found.text) if found.text else "Nothing is known about it.")
    left_out = len(found.dossier.citable) - len(found.citations)
    if left_out > 0:
        yield Text(f"{many(left_out, 'memory', 'memories')} had no room; --max-tokens gives more.", "dim")
