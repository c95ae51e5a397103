"""Arguments that are partly a model's fields and partly for opening the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel


def parted(model: type[BaseModel], given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return those of the arguments *given* that are fields of *model*, and the others."""
    fields = {name: value for name, value in given.items() if name in model.model_fields}
    return fields, {name: value for name, value in given.items() if name not in fields}
