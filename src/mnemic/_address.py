"""Telling a server's address from a path."""

from __future__ import annotations

from typing import TypeGuard


def is_address(location: object) -> TypeGuard[str]:
    """Say whether *location* is the address of a server, rather than a path."""
    return isinstance(location, str) and location.lower().startswith(("http://", "https://"))
