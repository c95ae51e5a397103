"""
The fields of requests.

Most are typed `Any`: what a value must be stands in the schema for the reader, and the engine checks it, so that its
own message comes back. Typed here is what the engine takes for granted: flags, and lists.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticUndefined

from ....cube import KINDS, TIERS

REQUIRED: Final[Any] = PydanticUndefined
ID: Final = "01980000-0000-7000-8000-000000000001"
OPERATION: Final = "01980000-0000-7000-8000-000000000002"
UNARCHIVED: Final = tuple(tier for tier in TIERS if tier != "archive")
WHEN: Final = "2026-05-20T10:00:00+01:00"


class Arguments(BaseModel):
    """The arguments of a verb, under their own names. One that is left out has its default."""

    model_config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)


def of(schema: dict[str, Any], about: str, default: Any, *examples: Any) -> Any:
    """Return a field whose value is as *schema* says, or null where that is its default."""
    return Field(
        default,
        description=about,
        examples=list(examples) or None,
        json_schema_extra=nullable(schema) if default is None else schema,
    )


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what is as *schema* says, or null."""
    if not isinstance(schema.get("type"), str):
        return {"anyOf": [schema, {"type": "null"}]}
    if "enum" in schema:
        schema = {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def text(about: str, default: Any = REQUIRED, *examples: str) -> Any:
    """Return a field for a text."""
    return of({"type": "string", "minLength": 1}, about, default, *examples)


def name(about: str, default: Any = None, *examples: str) -> Any:
    """Return a field for a name: of a user, a session, a key."""
    return of({"type": "string", "minLength": 1, "maxLength": 512}, about, default, *examples)


def time(about: str, default: Any = None, *examples: str) -> Any:
    """Return a field for a point in time."""
    return of(
        {"type": "string", "format": "date-time"}, f"{about} ISO 8601 with its offset.", default, *examples
    )


def whole(about: str, default: Any = REQUIRED, *, least: int = 1, examples: tuple[int, ...] = ()) -> Any:
    """Return a field for a whole number."""
    return of({"type": "integer", "minimum": least}, about, default, *examples)


def number(about: str, default: Any = None, *, least: float = 0, most: float | None = None) -> Any:
    """Return a field for a number."""
    upto = {} if most is None else {"maximum": most}
    return of({"type": "number", "minimum": least, **upto}, about, default)


def flag(about: str, default: Any = False) -> Any:
    """Return a field for yes or no; its type is `bool`."""
    return Field(default, description=about)


def listed(about: str, default: Any = None, *examples: list[str], among: tuple[str, ...] = ()) -> Any:
    """Return a field for some texts, at least one where they are given."""
    item: dict[str, Any] = {"type": "string", "minLength": 1, **({"enum": list(among)} if among else {})}
    least = {} if default == () else {"minItems": 1}
    return of({"type": "array", "items": item, **least}, about, default, *examples)


def ids(about: str, default: Any = REQUIRED) -> Any:
    """Return a field for the ids of memories."""
    return listed(about, default, [ID])


def mapping(about: str, default: Any = None, *examples: dict[str, Any]) -> Any:
    """Return a field for an object of JSON."""
    return of({"type": "object"}, about, default, *examples)


def reason() -> Any:
    """Return the field for why something is done."""
    return name("Why, for the record of operations.")


class Scope(Arguments):
    """Whose memories."""

    user: Any = name("Whose: of this user only. Left out: anybody's in the space.", None, "ana")
    agent: Any = name("Of this agent only.")
    session: Any = name("Of this conversation only.")


class Filters(Scope):
    """Which memories: all conditions must hold."""

    kinds: Any = listed("Of these kinds only.", None, ["episode"], among=KINDS)
    tags: Any = listed("With all of these tags.", None, ["home"])
    where: Any = mapping("Meeting this filter.", None, {"metadata.turn": "D1:3"})
    since: Any = time("That happened then or later.")
    until: Any = time("That happened before then.")


class Unarchived(Filters):
    """Which memories, the archive apart."""

    tiers: Any = of(
        nullable({"type": "array", "items": {"type": "string", "enum": list(TIERS)}, "minItems": 1}),
        "In these tiers; null for all. Left out: all but the archive.",
        UNARCHIVED,
    )
