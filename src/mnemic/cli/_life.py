"""What happens in the background."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import RenderableType
from rich.text import Text

from ..errors import ArgumentError
from ._app import CARE, command
from ._options import Output, Pen, Place
from ._output import answer, many, moment, note, one_line, table
from ._store import reading, writing

if TYPE_CHECKING:
    from ..engine import BackgroundJob


@command(CARE, "mnemic jobs")
def jobs(
    output: Output,
    place: Place,
    pen: Pen,
    action: Annotated[
        Literal["retry", "drop"] | None,
        typer.Argument(help="Try dead jobs again, or throw jobs away undone.", show_default=False),
    ] = None,
    ids: Annotated[
        list[int] | None, typer.Argument(metavar="[ID]...", help="Which jobs.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="With retry: every dead job.")] = False,
) -> None:
    """
    Show the jobs that wait, run, or were tried too often: those are dead, with their last error.

    A dead job stays until jobs retry gives it new attempts or jobs drop throws it away.
    """
    if action is None:
        with reading(place) as memory:
            found = memory.jobs()
        answer(output, [job.to_dict() for job in found], lambda: [_listed(found)])
        if any(job.state == "dead" for job in found):
            note("To try the dead ones again: mnemic jobs retry --all")
        return
    chosen = _chosen(action, ids or [], everything=everything)
    with writing(place, pen) as memory:
        count = memory.retry_jobs(chosen) if action == "retry" else memory.drop_jobs(chosen or ())
    did = "will be tried again" if action == "retry" else "dropped"
    answer(output, {"action": action, "jobs": count}, lambda: [Text(f"{many(count, 'job')} {did}.")])


def _chosen(action: str, ids: list[int], *, everything: bool) -> list[int] | None:
    if everything and (ids or action == "drop"):
        raise ArgumentError(f"--all goes with retry alone; name the jobs: mnemic jobs {action} ID …")
    if not ids and not everything:
        other = ", or all dead ones: mnemic jobs retry --all" if action == "retry" else ""
        raise ArgumentError(f"name the jobs: mnemic jobs {action} ID …{other}")
    return ids or None


def _listed(jobs: Iterable[BackgroundJob]) -> RenderableType:
    rows = table("id", "kind", "space", "state", "attempts", "due", "error", text="error")
    for job in jobs:
        due = moment(job.due_at) if job.state == "waiting" else ""
        rows.add_row(
            str(job.id), one_line(job.kind, 20), one_line(job.space or "the store", 20), job.state,
            str(job.attempts), due, one_line(job.error or ""),
        )  # fmt: skip
    return rows if rows.row_count else Text("No jobs.")
