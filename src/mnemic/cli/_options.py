"""The options that commands share, as groups: a parameter whose type is a group stands for its fields."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from .._address import is_address
from ..errors import ArgumentError
from ._complete import embedder_names, kind_names, space_names, user_names

_STORE = "Store"
_WHICH = "Which memories"
_TIMES = "As of when"

Texts = list[str]
"""Several texts: an option that may be given again and again. Typer knows lists only."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which space of which store."""

    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="MNEMIC_DB",
            metavar="PATH|URL",
            help="The store's file, or a server's address. Without it: memory.db in this folder.",
            show_default=False,
            rich_help_panel=_STORE,
        ),
    ] = None
    space: Annotated[
        str,
        typer.Option(
            envvar="MNEMIC_SPACE",
            metavar="NAME",
            help="The space to work in; nothing crosses from one to another.",
            rich_help_panel=_STORE,
            autocompletion=space_names,
        ),
    ] = "default"
    api_key: Annotated[
        str | None,
        typer.Option(
            "--api-key",
            envvar="MNEMIC_API_KEY",
            metavar="KEY",
            help="The key of a server. The variable is safer: others here can see the options of a command.",
            show_default=False,
            rich_help_panel=_STORE,
        ),
    ] = field(default=None, repr=False)

    @property
    def url(self) -> str | None:
        """The server's address; `None` where the store is a file."""
        return self.db if is_address(self.db) else None

    @property
    def path(self) -> Path:
        """
        The store's file.

        Raises:
            ArgumentError: a server is named.
        """
        if self.url is not None:
            raise ArgumentError(
                f"{self.db!r:.60} is a server, and this command works on a file; run it where the file is, "
                "with --db PATH"
            )
        return Path(self.db or "memory.db")

    @property
    def shown(self) -> str:
        """The store as it is named to a person."""
        return self.db or "memory.db"


@dataclass(frozen=True, kw_only=True)
class Pen:
    """How to write to a store."""

    actor: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_ACTOR",
            metavar="NAME",
            help="Who does this, for the record of operations.",
            rich_help_panel=_STORE,
        ),
    ] = None
    wait: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help="How long to wait while another program is writing.",
            rich_help_panel=_STORE,
        ),
    ] = 10.0


@dataclass(frozen=True, kw_only=True)
class Model:
    """Which embedder."""

    embedder: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_EMBEDDER",
            metavar="NAME",
            help="What makes the vectors. Without it: what the store was made with; for a new store, minilm.",
            show_default=False,
            rich_help_panel=_STORE,
            autocompletion=embedder_names,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class Output:
    """How the answer is written."""

    json: Annotated[
        bool | None,
        typer.Option(
            "--json/--table",
            help="Answer with JSON, or with a table. Without either: a table on a terminal, JSON in a pipe.",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which memories: all the conditions must hold."""

    user: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Of this user only.", rich_help_panel=_WHICH, autocompletion=user_names
        ),
    ] = None
    agent: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of this agent only.", rich_help_panel=_WHICH)
    ] = None
    session: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of this session only.", rich_help_panel=_WHICH)
    ] = None
    kind: Annotated[
        Texts | None,
        typer.Option(
            metavar="KIND",
            help="Of this kind, e.g. episode; may be repeated.",
            rich_help_panel=_WHICH,
            autocompletion=kind_names,
        ),
    ] = None
    tag: Annotated[
        Texts | None,
        typer.Option(
            metavar="TAG", help="With this tag; repeated, with all of them.", rich_help_panel=_WHICH
        ),
    ] = None
    where: Annotated[
        str | None,
        typer.Option(
            metavar="JSON",
            help='Meeting this condition, e.g. {"metadata.turn": "D1:3"}.',
            rich_help_panel=_WHICH,
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="That happened then or later.", rich_help_panel=_WHICH),
    ] = None
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="That happened before then.", rich_help_panel=_WHICH)
    ] = None

    def arguments(self) -> dict[str, Any]:
        """Return the conditions as keyword arguments of the verbs."""
        return {
            "user": self.user,
            "agent": self.agent,
            "session": self.session,
            "kinds": self.kind or None,
            "tags": self.tag or None,
            "where": read_json(self.where, "--where"),
            "since": self.since,
            "until": self.until,
        }

    @property
    def is_empty(self) -> bool:
        """Whether no condition was given."""
        return not any(self.arguments().values())


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Whether to look into the archive."""

    archived: Annotated[
        bool, typer.Option("--archived", help="Look into the archive too.", rich_help_panel=_WHICH)
    ] = False

    def arguments(self) -> dict[str, Any]:
        """Return the choice as keyword arguments of the verbs."""
        return {"tiers": None} if self.archived else {}


@dataclass(frozen=True, kw_only=True)
class Question:
    """How a question is answered."""

    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="The most memories to return.")] = (
        10
    )
    max_tokens: Annotated[
        int | None,
        typer.Option(metavar="N", help="The most tokens they may take when rendered for a prompt."),
    ] = None
    valid_at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Answer with what was true then.", rich_help_panel=_TIMES),
    ] = None
    known_at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Answer from what was known then.", rich_help_panel=_TIMES),
    ] = None
    asked_at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="When the question is asked; now, if left out.", rich_help_panel=_TIMES
        ),
    ] = None
    deep: Annotated[
        bool, typer.Option("--deep", help="Ask a second round of questions, made from what the first found.")
    ] = False

    def arguments(self) -> dict[str, Any]:
        """Return the choices as keyword arguments of the verbs."""
        chosen = dataclasses.asdict(self)
        depth = "deep" if chosen.pop("deep") else "normal"
        return {**chosen, "depth": depth}


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Return *command* with an option for every field of the groups among its parameters."""
    hints = get_type_hints(command, include_extras=True)
    options: list[inspect.Parameter] = []
    groups: dict[str, type] = {}
    for parameter in inspect.signature(command).parameters.values():
        hint = hints[parameter.name]
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            groups[parameter.name] = hint
            options += _options_of(hint)
        else:
            kind = inspect.Parameter.KEYWORD_ONLY
            options.append(parameter.replace(annotation=hint, kind=kind))

    @functools.wraps(command)
    def call(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{item: values.pop(item) for item in _names(group)})
        command(**values)

    call.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    call.__annotations__ = {option.name: option.annotation for option in options}
    return call


def _options_of(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            item.name, inspect.Parameter.KEYWORD_ONLY, default=item.default, annotation=hints[item.name]
        )
        for item in dataclasses.fields(group)
    ]


def _names(group: type) -> list[str]:
    return [item.name for item in dataclasses.fields(group)]


def read_json(text: str | None, option: str) -> Any:
    """
    Return the JSON object given to *option*.

    Raises:
        ArgumentError: it is no JSON, or no object.
    """
    if text is None:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArgumentError(
            f"{option} {text!r:.80} is not JSON ({error}); in a shell, put it in single quotes, "
            f"""e.g. {option} '{{"metadata.turn": "D1:3"}}'"""
        ) from None
    if not isinstance(value, dict):
        raise ArgumentError(
            f'{option} {text!r:.80} must be a JSON object such as {{"metadata.turn": "D1:3"}}'
        )
    return value
