"""Writing a new version of a memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from ..errors import ArgumentError
from ._app import CHANGE, command
from ._options import Output, Pen, Place, Texts, read_json
from ._output import answer, pairs
from ._store import cube_id, writing

_SET = "What changes; what is left out stays"
_EMPTIED = ("agent", "importance", "metadata", "occurred-at", "occurred-end", "role", "session", "source",
            "speaker", "tags", "valid-from", "valid-to")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Changes:
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="The new text.", rich_help_panel=_SET)] = (
        None
    )
    tag: Annotated[
        Texts | None,
        typer.Option(metavar="TAG", help="The new tags, all of them; repeated.", rich_help_panel=_SET),
    ] = None
    metadata: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="What is kept beside it. See --merge.", rich_help_panel=_SET),
    ] = None
    importance: Annotated[
        float | None, typer.Option(metavar="0..1", help="How much it matters.", rich_help_panel=_SET)
    ] = None
    agent: Annotated[str | None, typer.Option(metavar="NAME", rich_help_panel=_SET)] = None
    session: Annotated[str | None, typer.Option(metavar="NAME", rich_help_panel=_SET)] = None
    speaker: Annotated[str | None, typer.Option(metavar="NAME", rich_help_panel=_SET)] = None
    role: Annotated[str | None, typer.Option(metavar="ROLE", rich_help_panel=_SET)] = None
    source: Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_SET)] = None
    occurred_at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When it happened.", rich_help_panel=_SET)
    ] = None
    occurred_end: Annotated[
        str | None, typer.Option("--end", metavar="TIME", help="When it ended.", rich_help_panel=_SET)
    ] = None
    valid_from: Annotated[
        str | None, typer.Option(metavar="TIME", help="Since when it is true.", rich_help_panel=_SET)
    ] = None
    valid_to: Annotated[
        str | None, typer.Option(metavar="TIME", help="Until when it is true.", rich_help_panel=_SET)
    ] = None
    empty: Annotated[
        Texts | None,
        typer.Option(
            metavar="FIELD", help=f"Empty a field; repeated. One of: {', '.join(_EMPTIED)}.",
            rich_help_panel=_SET,
        ),
    ] = None  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """
        Return what changes, as keyword arguments of `update`.

        Raises:
            ArgumentError: nothing does, or a field that can't be is to be emptied.
        """
        given = {
            **{name: value for name, value in vars(self).items() if name not in ("text", "tag", "metadata", "empty")},
            "content": self.text,
            "tags": self.tag or None,
            "metadata": read_json(self.metadata, "--metadata"),
        }  # fmt: skip
        changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        for field in self.empty or ():
            if field not in _EMPTIED:
                raise ArgumentError(
                    f"--empty {field!r:.60} names no field; it is one of: {', '.join(_EMPTIED)}"
                )
            changes[field.replace("-", "_")] = () if field == "tags" else None
        if not changes:
            raise ArgumentError("nothing would change; say what: --text, --tag, --metadata, --empty FIELD …")
        return changes


@command(CHANGE, 'mnemic update 1 --text "I moved to Porto in June."')
def update(
    cube: Annotated[str, typer.Argument(help="The memory: its id or its number.", show_default=False)],
    changes: _Changes,
    output: Output,
    place: Place,
    pen: Pen,
    merge: Annotated[
        bool, typer.Option("--merge", help="Lay --metadata over what is there, key by key.")
    ] = False,
    if_version: Annotated[
        int | None, typer.Option(metavar="N", help="Only if that is its version now.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the record.")] = None,
) -> None:
    """
    Write a new version of a memory; the ones before stay in its history.

    When the text changes, what was derived from it is marked as stale.
    """
    arguments = changes.arguments()
    with writing(place, pen) as memory:
        new = memory.update(
            cube_id(memory, cube), **arguments, merge=merge, if_version=if_version, reason=reason
        )
    told = {"Changed": f"number {new.seq}, now version {new.version}", "Id": new.id}
    answer(output, new.to_dict(), lambda: [pairs(told)])
