"""How a space ages, how much it may hold, and whether its texts may leave for a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ._app import CARE, command
from ._options import Output, Pen, Place, read_json
from ._output import answer, many, pairs, size
from ._store import reading, writing

if TYPE_CHECKING:
    from ..lifecycle import Policy


@command(CARE, "mnemic policy")
def policy(
    output: Output,
    place: Place,
    pen: Pen,
    change: Annotated[
        str | None,
        typer.Option(
            "--set",
            metavar="JSON",
            help='Parts to replace, e.g. {"ttl_days": {"episode": 365}, "budget": {"cubes": 10000}}.',
            show_default=False,
        ),
    ] = None,
    model: Annotated[
        bool | None,
        typer.Option(
            "--allow-model/--no-allow-model",
            help="Whether texts of this space may leave for a language model.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """
    Show how fast memories of a space fade and how much it may hold; with --set, change it.

    It is kept in the store, for every program. Parts that are not named stay; an empty one is as for every space.
    """
    given = read_json(change, "--set")
    if given is None and model is None:
        with reading(place) as memory:
            found = memory.policy()
    else:
        with writing(place, pen, make=True) as memory:
            if model is not None:
                memory.allow_model(model)
            found = _replaced(memory.policy(), given or {})
            if given:
                memory.set_policy(found)
    answer(output, found.to_dict(), lambda: [pairs(_told(found))])


def _replaced(policy: Policy, parts: dict[str, Any]) -> Policy:
    from ..lifecycle import Policy

    return Policy.from_dict({**policy.to_dict(), **parts})


def _told(policy: Policy) -> dict[str, str | None]:
    budget = policy.budget
    bounds = [
        None if budget.cubes is None else many(budget.cubes, "memory", "memories"),
        None if budget.size_bytes is None else size(budget.size_bytes),
        None if budget.archive_cubes is None else f"{budget.archive_cubes:,} in the archive",
        None if budget.archive_bytes is None else f"{size(budget.archive_bytes)} in the archive",
    ]
    return {
        "Half-lives": _days(policy.half_lives) or "as for every space",
        "Of predicates": _days(policy.predicate_half_lives),
        "Time to live": _days(policy.ttl_days) or "without end",
        "Budget": ", ".join(bound for bound in bounds if bound) or "without bound",
        "Topics": "summed up over sessions" if policy.topics else "not summed up",
    }


def _days(days: Any) -> str | None:
    return ", ".join(f"{name} {value:g} days" for name, value in days.items()) or None
