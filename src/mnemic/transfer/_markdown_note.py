"""One memory as it stands in Markdown: between a cube, the properties that are shown, and what a file says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ..admit import Draft
from ..cube import RELATIONS, MemCube, Relation, is_id
from ..errors import ArgumentError, MnemicError
from ._markdown_matter import Value

_TEXTS: Final = (
    "kind", "user", "agent", "session", "speaker", "role", "occurred_at", "occurred_end", "valid_from", "valid_to",
    "key", "source",
)  # fmt: skip
PROPERTIES: Final = (
    "mnemic", "id", "version", *_TEXTS, "tags", "importance", "metadata", "fact", "edges", *RELATIONS,
)  # fmt: skip
"""The properties that mean something; others are left alone."""

_TARGET: Final = re.compile(r"\[\[.*\|(?P<id>[0-9a-f-]{36})\]\]|(?P<bare>[0-9a-f-]{36})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """
    A memory as a file has it.

    Attributes:
        place: Its file, below the folder, and its line where the file holds several.

        name: What it is known by as long as it has no id: its file; of a turn, also what it says.

        id, version: The cube it was written from, and in which version; `None` for one that is new.

        draft: The arguments of `remember`, checked; the cubes named in `draft.fact` are those of `id`'s store.

        links: Its edges, by relation and the target's id in that store.
    """

    place: str
    name: str
    id: str | None
    version: int | None
    draft: Draft
    links: tuple[tuple[Relation, str], ...] = field(default=())


def told_of(cube: MemCube) -> dict[str, Any]:
    """Return what is to be said of a cube beside its text, what is not said of it left out."""
    data = cube.to_dict()
    told: dict[str, Any] = {"id": cube.id, "version": cube.version}
    told |= {name: data[name] for name in (*_TEXTS, "tags", "importance", "metadata", "fact") if data[name]}
    if data["importance"] is not None:
        told["importance"] = data["importance"]
    text = shown_text(cube.content)
    start = cube.content.index(text)
    edges = [cube.content[:start], cube.content[start + len(text) :]]
    # Editors add and remove blank lines at both ends, so that what stands there is kept apart.
    return told | ({"edges": edges} if any(edges) else {})


def shown_text(content: str) -> str:
    """Return a memory's text without the white space at both ends."""
    return content.strip()


def note_from(place: str, told: Mapping[str, Any], text: str, links: list[tuple[str, str]]) -> Note:
    """
    Return what a file says of a memory, checked.

    Args:
        told: What `told_of` returns, or a part of it.

        text: The memory's text, with whatever white space around it.

    Raises:
        ArgumentError: it cannot be kept; the message names the place.
    """
    given = dict(told)
    id_, version = given.pop("id", None), given.pop("version", None)
    before, after = _edges(given.pop("edges", None), place)
    try:
        if id_ is not None and not is_id(id_):
            raise ArgumentError(f"id: {id_!r:.60} is none; leave the line out for a memory that is new")
        draft = Draft.read({**given, "content": f"{before}{shown_text(text)}{after}"})
    except MnemicError as error:
        raise type(error)(f"{place}: {error}; nothing was changed") from None
    return Note(
        place=place,
        name=place,
        id=id_,
        version=_version(version, place),
        draft=draft,
        links=_links(links, place),
    )


def from_properties(place: str, properties: Mapping[str, Value]) -> dict[str, Any]:
    """
    Return the front matter of a file as `note_from` takes it.

    Raises:
        ArgumentError: a property has a value of the wrong sort.
    """
    told: dict[str, Any] = {}
    for name, value in properties.items():
        if name in (*_TEXTS, "id"):
            told[name] = _one(value, name, place)
        elif name == "tags":
            told[name] = value if isinstance(value, list) else _tags(value)
        elif name in ("version", "importance", "metadata", "fact"):
            told[name] = _parsed(_one(value, name, place), name, place)
        elif name == "edges":
            told[name] = value
    return told


def _tags(told: str) -> list[str]:
    """Return the tags of a line as people write them: ``travel, #family``."""
    return [tag for item in told.split(",") if (tag := item.strip().removeprefix("#"))]


def linked(place: str, properties: Mapping[str, Value]) -> list[tuple[str, str]]:
    """Return the edges among a file's properties: by relation, to the id that a link shows."""
    found: list[tuple[str, str]] = []
    for relation in RELATIONS:
        value = properties.get(relation, [])
        for item in value if isinstance(value, list) else [value]:
            match = _TARGET.fullmatch(item.strip())
            # A link that a person drew to a file of theirs names no memory.
            if match:
                found.append((relation, match["id"] or match["bare"]))
    return found


def _one(value: Value, name: str, place: str) -> str:
    if isinstance(value, list):
        raise ArgumentError(f"{place}: {name} is one value, got a list of {len(value)}")
    return value


def _parsed(value: str, name: str, place: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise ArgumentError(f"{place}: {name}: {value!r:.60} is no JSON") from None


def _version(value: object, place: str) -> int | None:
    if value is not None and (type(value) is not int or value < 1):
        raise ArgumentError(f"{place}: version: {value!r:.40} is none; leave it as it was written")
    return value


def _edges(value: object, place: str) -> tuple[str, str]:
    if value is None:
        return "", ""
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(edge, str) and not edge.strip() for edge in value)
    ):
        return value[0], value[1]
    raise ArgumentError(f"{place}: edges: {value!r:.60} are none; leave them as they were written")


def _links(links: list[tuple[str, str]], place: str) -> tuple[tuple[Relation, str], ...]:
    checked = []
    for relation, target in links:
        if relation not in RELATIONS or not is_id(target):
            raise ArgumentError(f"{place}: {relation!r:.40} to {target!r:.60} is no edge")
        checked.append((relation, target))
    return tuple(checked)
