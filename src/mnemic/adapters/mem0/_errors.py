"""mem0's errors as Mnemic raises them: they keep mem0's texts and attributes, and are what an application catches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import ArgumentError, CubeNotFound


class ValidationError(ArgumentError):
    """
    What `Memory.add` was given cannot be used.

    Attributes:
        message, error_code, details, suggestion: As in ``mem0.exceptions.ValidationError``.
    """

    def __init__(
        self, message: str, error_code: str, details: Mapping[str, Any] | None = None, suggestion: str = ""
    ) -> None:
        super().__init__(f"{message.removesuffix('.')}. {suggestion}".rstrip())
        self.message = message
        self.error_code = error_code
        self.details = dict(details or {})
        self.suggestion = suggestion


class MemoryNotFoundError(CubeNotFound, ValueError):
    """No memory of that id: never there, or deleted. mem0 raises a plain `ValueError` here, so this is one too."""
