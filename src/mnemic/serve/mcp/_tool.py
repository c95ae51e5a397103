"""What a tool is: its name, what it takes and gives, and what it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from ..._hint import did_you_mean
from ...errors import ArgumentError, UnknownArgument
from ._schema import schema_of

if TYPE_CHECKING:
    from ._desk import Desk

Effect = Literal["reads", "adds", "changes", "erases"]

_SCOPING: Final = ("user", "user_id", "agent", "agent_id", "session", "session_id", "run_id", "space")
_MOST_COMPLAINTS: Final = 5


class Arguments(BaseModel):
    """What a tool of ours takes: nothing beyond what it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Caller(NamedTuple):
    """
    Who calls.

    Attributes:
        client: What the client calls itself; `None`: it did not say.
    """

    client: str | None = None

    @property
    def source(self) -> str:
        """Where its memories come from, for their header."""
        return f"mcp:{self.client}" if self.client else "mcp"


class Answer(NamedTuple):
    """
    What a tool answers.

    Attributes:
        text: For a model to read.

        data: The same as JSON, in the shape of the tool's output schema.
    """

    text: str
    data: dict[str, Any]


Run = Callable[["Desk", Any, Caller], Answer]


@dataclass(frozen=True, kw_only=True)
class Tool:
    """
    A tool.

    Attributes:
        description: What it is for and when to call it, for a model.

        takes: The model its arguments are checked against; `schema` says the same to clients.

        gives: The schema of what it answers.

        effect: What it does to the memory.

        idempotent: Whether a second call with the same arguments does nothing more.

        doing: What is going on while it runs, for a person.

        updates: Whether the knowledge graph may differ afterwards.
    """

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    gives: dict[str, Any]
    run: Run
    effect: Effect
    doing: str
    idempotent: bool = False
    updates: bool = False
    schema: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def takes_schema(self) -> dict[str, Any]:
        """The schema of its arguments."""
        return self.schema or schema_of(self.takes, "validation")

    def read(self, given: Mapping[str, Any]) -> BaseModel:
        """
        Return the arguments a client gave, checked.

        Clients that send a list or an object as JSON in a text, or null for what they leave out, are understood by
        the tools whose arguments are `Arguments`.

        Raises:
            ArgumentError: one of them cannot be used; the message says which, why, and what there is.
        """
        try:
            return self.takes.model_validate(self._understood(given))
        except ValidationError as error:
            raise self._complaint(error) from None

    def _understood(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if not issubclass(self.takes, Arguments):
            return given
        properties: dict[str, Any] = self.takes_schema["properties"]
        required = self.takes_schema.get("required", [])
        return {
            name: _unpacked(value, properties.get(name, {}))
            for name, value in given.items()
            if name in required or name not in properties or value not in (None, "")
        }

    def _complaint(self, error: ValidationError) -> ArgumentError:
        found = error.errors(include_url=False, include_context=False)
        told = "; ".join(self._fault(dict(item)) for item in found[:_MOST_COMPLAINTS])
        unknown = all(item["type"] == "extra_forbidden" for item in found)
        return (UnknownArgument if unknown else ArgumentError)(f"{self.name}: {told}")

    def _fault(self, item: dict[str, Any]) -> str:
        where = ".".join(str(part) for part in item["loc"])
        if item["type"] == "missing":
            return f"{where} is missing"
        if item["type"] != "extra_forbidden":
            return f"{where}={item['input']!r:.60}: {item['msg'][:1].lower()}{item['msg'][1:]}"
        names = list(self.takes_schema["properties"])
        if where in _SCOPING:
            return (
                f"there is no argument {where!r}: whose memory this is was settled when the server was started; "
                f"there are: {', '.join(names)}"
            )
        hint = did_you_mean(where, names)
        return f"there is no argument {where!r:.60}; {hint}there are: {', '.join(names)}"


def _unpacked(value: Any, schema: Mapping[str, Any]) -> Any:
    """Return *value*, read from JSON if it is a text where a list or an object belongs."""
    if not isinstance(value, str) or schema.get("type") not in ("array", "object"):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
