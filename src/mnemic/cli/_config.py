"""Showing which settings are in force, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import CARE, command
from ._defaults import VARIABLES, config_file
from ._options import Model, Output, Pen, Place
from ._output import answer, plain, table
from ._sleep import Asked

_SOURCES: Final = {"COMMANDLINE": "option", "ENVIRONMENT": "variable", "DEFAULT_MAP": "file"}
_UNSET: Final = {
    "db": "memory.db in this folder",
    "embedder": "what the store was made with; for a new store, minilm",
}


@command(CARE, "mnemic config")
def config(
    context: typer.Context,
    output: Output,
    place: Place,
    pen: Pen,
    model: Model,
    llm: Asked = None,
) -> None:
    """
    Show which settings are in force, and where each comes from.

    An option outranks a variable, a variable outranks the file, which holds lines such as db = "~/memory.db". It
    holds no secrets. Another file can be named in MNEMIC_CONFIG.
    """
    values: dict[str, str | None] = {
        "db": place.db, "space": place.space, "actor": pen.actor, "embedder": model.embedder, "llm": llm,
    }  # fmt: skip
    settings = [
        {"name": name, "value": values[name], "from": _source(context, name), "variable": variable}
        for name, variable in VARIABLES.items()
    ]
    secret = {"name": "api_key", "value": None if place.api_key is None else "set, and not shown"}
    settings.append({**secret, "from": _source(context, "api_key"), "variable": "MNEMIC_API_KEY"})
    path = config_file()
    data = {"file": str(path), "exists": path.exists(), "settings": settings}
    answer(output, data, lambda: _told(data))


def _source(context: typer.Context, name: str) -> str:
    source = context.get_parameter_source(name)
    return _SOURCES.get(source.name if source is not None else "", "default")


def _told(data: dict[str, Any]) -> Iterator[RenderableType]:
    rows = table("setting", "value", "from", "variable", text="value")
    for setting in data["settings"]:
        name, value = setting["name"], setting["value"]
        shown = Text(_UNSET.get(name, "none"), "dim") if value is None else Text(plain(value))
        rows.add_row(name, shown, setting["from"], setting["variable"])
    yield rows
    yield Text(f"File: {plain(data['file'])}{'' if data['exists'] else ' (not there)'}", "dim")
