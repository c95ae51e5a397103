"""Examples that fit their schemas, put together from those of the fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ._fields import ID, OPERATION, WHEN

MEMORY: Final[dict[str, Any]] = {
    "id": ID,
    "space": "default",
    "seq": 1,
    "version": 1,
    "content": "I moved to Porto in May.",
    "kind": "episode",
    "form": "plaintext",
    "user": "ana",
    "agent": None,
    "session": "s1",
    "speaker": "Ana",
    "role": "user",
    "occurred_at": WHEN,
    "occurred_end": None,
    "valid_from": None,
    "valid_to": None,
    "created_at": "2026-05-20T09:00:03+00:00",
    "recorded_at": "2026-05-20T09:00:03+00:00",
    "superseded_at": None,
    "key": None,
    "source": None,
    "tags": ["home"],
    "metadata": {"turn": "D1:3"},
    "importance": None,
    "strength": 1.0,
    "tier": "short_term",
    "state": "active",
    "links": [],
    "fact": None,
    "operation": OPERATION,
}
_WHOLE: Final[dict[str, Any]] = {"MemCube": MEMORY}
_PLAIN: Final[dict[str, Any]] = {"string": "…", "integer": 1, "number": 1.0, "boolean": False, "null": None}


def example_of(schema: Mapping[str, Any], there: Mapping[str, Any]) -> Any:
    """
    Return a value that *schema* allows.

    Args:
        there: The schemas that it refers to, by name.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _WHOLE[name] if name in _WHOLE else example_of(there[name], there)
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema or "const" in schema:
        return schema["enum"][0] if "enum" in schema else schema["const"]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][-1], there)
    return _of_type(schema, there)


def _of_type(schema: Mapping[str, Any], there: Mapping[str, Any]) -> Any:
    kinds = schema.get("type")
    kind = kinds[-1] if isinstance(kinds, list) else kinds
    if kind == "object":
        return {name: example_of(part, there) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [example_of(schema["items"], there)] if schema.get("items") else []
    return _PLAIN[kind] if kind else {}
