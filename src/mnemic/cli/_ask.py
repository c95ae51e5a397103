"""Asking a store: recall, and why something was not recalled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import ASK, command
from ._options import Archive, Filters, Model, Output, Place, Question
from ._output import (
    answer,
    many,
    moment,
    note,
    one_line,
    pairs,
    plain,
    stdout,
    table,
    wants_json,
    warn,
    write,
    write_json,
)
from ._store import asking, cube_id

if TYPE_CHECKING:
    from ..recall import ChannelScore, Hit, Missing, Recall

_DEGRADED = {
    "vectors_pending": "some memories have no vector yet and were found by their words alone; run: mnemic flush",
    "dense_unavailable": "the embedder did not answer, so memories were found by their words alone; try again",
}


@command(ASK, 'mnemic recall "Where does Ana live?" --user ana')
def recall(
    question: Annotated[str, typer.Argument(help="What you want to know.", show_default=False)],
    how: Question,
    filters: Filters,
    archive: Archive,
    output: Output,
    place: Place,
    model: Model,
    context: Annotated[
        bool, typer.Option("--context", help="Print the memories as text for a prompt instead.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how every channel saw each memory.")
    ] = False,
) -> None:
    """
    Find the memories that answer a question, best first, each with its reasons.

    Filters hold before anything is ranked. Without --user, memories of every user are found.
    """
    arguments = {**how.arguments(), **filters.arguments(), **archive.arguments()}
    with asking(place, model) as memory:
        found = memory.recall(question, **arguments, explain=explain)
    for reason in found.degraded:
        warn(_DEGRADED.get(reason, reason))
    if context:
        _print_context(found, output)
    else:
        answer(output, found.to_dict(), lambda: _hits(found))


def _print_context(found: Recall, output: Output) -> None:
    """Print a recall as text for a prompt: that is the answer in a pipe too, unless JSON is asked for."""
    text = found.context()
    if output.json:
        write_json({"context": text, "tokens": found.tokens(text), "tokenizer": found.tokenizer})
    elif wants_json(output):
        write(text + "\n" if text else "")
    else:
        stdout().print(Text(plain(text) if text else "Nothing found."))


def _hits(found: Recall) -> Iterator[RenderableType]:
    if not found.hits:
        yield Text(f"Nothing found among {many(found.candidates, 'memory', 'memories')}.")
        return
    rows = table("#", "score", "when", "who", "memory", text="memory")
    for rank, hit in enumerate(found, 1):
        cube = hit.cube
        who = one_line(cube.speaker or cube.user or cube.role or "", 20)
        when = moment(cube.occurred_at or cube.created_at)
        rows.add_row(str(rank), f"{hit.score:.2f}", when, who, _memory(hit))
    yield rows
    if found.confidence is not None:
        verdict = "The answer is likely here" if found.answerable else "The answer is probably not in memory"
        yield Text(
            f"{verdict}: confidence {found.confidence:.2f}, as calibrated on {found.calibration}.", "dim"
        )


def _memory(hit: Hit) -> Text:
    """Return what was found, and under it why, how each channel saw it, and what to call it by."""
    why = "; ".join(one_line(reason) for reason in hit.why)
    lines = [why, *map(_channel, hit.channels), f"number {hit.cube.seq}: {hit.cube.id}"]
    return Text.assemble(plain(hit.cube.content), *((f"\n{line}", "dim") for line in lines if line))


def _channel(seen: ChannelScore) -> str:
    if seen.score is None:
        return f"{seen.channel}: not found"
    return f"{seen.channel}: score {seen.score:.3f}, rank {seen.rank}"


@command(ASK, 'mnemic explain "Where does Ana live?" 1 --user ana')
def explain(
    question: Annotated[str, typer.Argument(help="What was asked.", show_default=False)],
    cube: Annotated[
        str, typer.Argument(help="The memory that was missed: its id or its number.", show_default=False)
    ],
    how: Question,
    filters: Filters,
    archive: Archive,
    output: Output,
    place: Place,
    model: Model,
) -> None:
    """Say why a memory was not among the answers to a question."""
    arguments = {**how.arguments(), **filters.arguments(), **archive.arguments()}
    with asking(place, model) as memory:
        missing = memory.explain_missing(question, cube_id(memory, cube), **arguments)
    answer(output, asdict(missing), lambda: [pairs(_missing(missing))])
    if missing.step == "returned":
        note("It was not missed: the question finds it.")


def _missing(missing: Missing) -> dict[str, Any]:
    return {
        "Memory": missing.cube,
        "Fell at": missing.step,
        "Because": missing.reason,
        "Rank": None if missing.rank is None else str(missing.rank),
        "Score": None if missing.score is None else f"{missing.score:.3f}",
        "Channels": "\n".join(map(_channel, missing.channels)) or None,
    }
