"""JSON schemas that every client reads: without references, titles and alternatives to null."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

_DEFS = "#/$defs/"


def schema_of(model: type[BaseModel], mode: Literal["validation", "serialization"]) -> dict[str, Any]:
    """
    Return the schema of *model*, spelled out.

    Some clients know no ``$ref``, or take ``anyOf`` with null for an error; a property that may be null is one that
    may be left out.
    """
    schema = model.model_json_schema(mode=mode)
    definitions = schema.pop("$defs", {})
    plain = _plain(schema, definitions)
    plain.pop("description", None)  # the docstring of the model, which is for readers of the source
    return {**plain, "properties": plain.get("properties", {})}


def _plain(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        target = _plain(definitions[node["$ref"].removeprefix(_DEFS)], definitions)
        return {**target, **{name: value for name, value in node.items() if name != "$ref"}}
    if "anyOf" in node:
        some = [option for option in node["anyOf"] if option != {"type": "null"}]
        if len(some) == 1:
            rest = {name: value for name, value in node.items() if name not in ("anyOf", "default")}
            return _plain({**some[0], **rest}, definitions)
    made = {name: value for name, value in node.items() if name != "title"}
    for name in ("items", "additionalProperties"):
        if isinstance(made.get(name), dict):
            made[name] = _plain(made[name], definitions)
    if "properties" in made:
        made["properties"] = {name: _plain(item, definitions) for name, item in made["properties"].items()}
    return made
