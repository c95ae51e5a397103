"""Finding out what is wrong here, as a report that can be shown to others: no secret and no memory is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import CARE, command
from ._health import Section, without_home
from ._health_here import installation, packages, settings
from ._health_store import served, stored
from ._options import Output, Place
from ._output import answer, many, pairs, plain


@command(CARE, "mnemic doctor --quick")
def doctor(
    output: Output,
    place: Place,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Leave out what takes seconds: the model, and reading the whole store."),
    ] = False,
) -> None:
    """
    Look for what is wrong: in the installation, in the settings, in the store. Each problem comes with its way out.

    The report can be shown to others: it holds versions, sizes and counts, and neither keys nor memories. The exit
    code is that of the first problem.
    """
    sections = [installation(quick=quick), packages(), settings()]
    sections.append(served(place) if place.url else stored(place, quick=quick))
    problems = [problem for section in sections for problem in section.problems]
    data = {
        "well": not problems,
        "problems": [
            {"what": without_home(problem.what), "way_out": without_home(problem.way_out)}
            for problem in problems
        ],
        **{section.title.lower(): section.facts for section in sections},
    }
    answer(output, data, lambda: _report(sections))
    if problems:
        raise typer.Exit(problems[0].code)


def _report(sections: Sequence[Section]) -> Iterator[RenderableType]:
    for section in sections:
        yield Text(section.title, "bold")
        yield pairs({name: plain(value) for name, value in section.facts.items()})
        yield Text()
    problems = [problem for section in sections for problem in section.problems]
    if not problems:
        yield Text("Nothing is wrong.", "bold green")
        return
    yield Text(f"{many(len(problems), 'problem')}:", "bold red")
    for number, problem in enumerate(problems, 1):
        yield Text(f"{number}. {plain(without_home(problem.what))}")
        yield Text(f"   {plain(without_home(problem.way_out))}", "dim")
