"""Telling facts, putting them right, taking them back, and what can be told at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import CARE, CHANGE, KEEP, LOOK, command
from ._change import diff
from ._complete import predicate_names
from ._options import Output, Pen, Place, Texts, read_json
from ._output import answer, moment, one_line, pairs, plain, table
from ._store import cube_id, reading, writing

if TYPE_CHECKING:
    from ..cube import MemCube, Predicate

_WHO, _SAID = "Whose", "How it was told"
_Fact = Annotated[str, typer.Argument(help="The fact: its id or its number.", show_default=False)]
_Since = Annotated[str | None, typer.Option("--since", metavar="TIME", help="Since when it holds.")]
_Until = Annotated[str | None, typer.Option("--until", metavar="TIME", help="Until when it held.")]
_Key = Annotated[
    str | None, typer.Option(metavar="NAME", help="What the object is the value of, e.g. colour of favorite.")
]
_Sentence = Annotated[
    str | None, typer.Option("--text", metavar="TEXT", help="A short sentence that says it.")
]
_Evidence = Annotated[
    Texts | None,
    typer.Option(metavar="CUBE", help="A memory it was said in: its id or number; may be repeated."),
]
_Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the record.")]


@dataclass(frozen=True, kw_only=True)
class _Told:
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whom it belongs to.", rich_help_panel=_WHO)
    ] = None
    agent: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which agent it was told to.", rich_help_panel=_WHO)
    ] = None
    session: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which conversation it is from.", rich_help_panel=_WHO)
    ] = None
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said it.", rich_help_panel=_WHO)
    ] = None
    occurred_at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When it was said.", rich_help_panel=_SAID)
    ] = None
    certainty: Annotated[
        float, typer.Option(metavar="0..1", help="How sure it is.", rich_help_panel=_SAID)
    ] = 1.0
    importance: Annotated[
        float | None, typer.Option(metavar="0..1", help="How much it matters.", rich_help_panel=_SAID)
    ] = None
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where it comes from.", rich_help_panel=_SAID)
    ] = None


@command(KEEP, "mnemic assert Ana lives_in Porto --user ana", name="assert")
def assert_(
    subject: Annotated[str, typer.Argument(help="Whom or what it is about.", show_default=False)],
    predicate: Annotated[
        str,
        typer.Argument(
            help="What is said; mnemic predicates lists them.",
            show_default=False,
            autocompletion=predicate_names,
        ),
    ],
    object_: Annotated[str, typer.Argument(metavar="OBJECT", help="The value.", show_default=False)],
    told: _Told,
    output: Output,
    place: Place,
    pen: Pen,
    key: _Key = None,
    denied: Annotated[bool, typer.Option("--not", help='The contrary: "does not live in Porto".')] = False,
    since: _Since = None,
    until: _Until = None,
    text: _Sentence = None,
    evidence: _Evidence = None,
    reason: _Reason = None,
) -> None:
    """
    Tell a fact. What it contradicts gives way, and stays in the history.

    For a fact that was wrong from the start there is mnemic correct; this one is for what is so now.
    """
    with writing(place, pen) as memory:
        fact = memory.assert_fact(
            subject,
            predicate,
            object_,
            **vars(told),
            key=key,
            polarity="negated" if denied else "affirmed",
            valid_from=since,
            valid_to=until,
            content=text,
            evidence=[cube_id(memory, cube) for cube in evidence or ()],
            reason=reason,
        )
    answer(output, fact.to_dict(), lambda: [pairs(_stands(fact))])


@command(CHANGE, "mnemic correct 5 --object Lisbon")
def correct(
    fact: _Fact,
    output: Output,
    place: Place,
    pen: Pen,
    object_: Annotated[str | None, typer.Option("--object", metavar="TEXT", help="The right value.")] = None,
    key: _Key = None,
    since: _Since = None,
    until: _Until = None,
    text: _Sentence = None,
    evidence: _Evidence = None,
    reason: _Reason = None,
) -> None:
    """
    Put a fact right that was wrong from the start: the right one holds over its whole interval.

    What is left out stays as it is. What was known before stays in the history.
    """
    given = {"object": object_, "key": key, "valid_from": since, "valid_to": until, "content": text}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with writing(place, pen) as memory:
        cited = [cube_id(memory, cube) for cube in evidence or ()]
        right = memory.correct(cube_id(memory, fact), **changes, evidence=cited, reason=reason)
    answer(output, right.to_dict(), lambda: [pairs(_stands(right))])


@command(CHANGE, "mnemic retract 5 --dry-run")
def retract(
    fact: _Fact,
    output: Output,
    place: Place,
    pen: Pen,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    reason: _Reason = None,
) -> None:
    """Take a fact back, as if it had not been true: what it had retired holds again."""
    with writing(place, pen) as memory:
        done = memory.retract(cube_id(memory, fact), dry_run=dry_run, reason=reason)
    answer(output, done.to_dict(), lambda: diff(done))


@command(LOOK, "mnemic predicates")
def predicates(output: Output, place: Place) -> None:
    """List what can be told of a subject: the predicates of a space, its own last."""
    with reading(place) as memory:
        found = memory.predicates()
    answer(output, [predicate.to_dict() for predicate in found], lambda: [_known(found)])


@command(CARE, "mnemic declare plays_for --cardinality single")
def declare(
    name: Annotated[str, typer.Argument(help="Lower case words joined by _.", show_default=False)],
    output: Output,
    place: Place,
    pen: Pen,
    cardinality: Annotated[
        str,
        typer.Option(
            metavar="single|single_per_key|multi",
            help="How many values hold at a time: one, one for each key, or any number.",
        ),
    ] = "multi",
    more: Annotated[
        str | None,
        typer.Option(
            metavar="JSON",
            help='Its other fields, e.g. {"half_life_days": 90, "says": "{subject} plays for {object}"}.',
        ),
    ] = None,
) -> None:
    """Make a predicate known to the space, for good. Facts can be told under it from then on."""
    from ..cube import Predicate

    fields = read_json(more, "--more") or {}
    predicate = Predicate.from_dict({"name": name, "cardinality": cardinality, **fields})
    with writing(place, pen, make=True) as memory:
        memory.declare(predicate)
    answer(output, predicate.to_dict(), lambda: [Text(f"{plain(predicate.name)} can be told now.")])


def _stands(fact: MemCube) -> dict[str, str | None]:
    return {
        "Holds": f"number {fact.seq}, version {fact.version}",
        "Fact": fact.content,
        "Since": moment(fact.valid_from) or None,
        "Until": moment(fact.valid_to) or None,
        "Id": fact.id,
    }


def _known(found: Sequence[Predicate]) -> RenderableType:
    rows = table("predicate", "values", "half-life", "says", text="says")
    for predicate in found:
        days = "" if predicate.half_life_days is None else f"{predicate.half_life_days:g} d"
        rows.add_row(predicate.name, predicate.cardinality, days, one_line(predicate.says))
    return rows
