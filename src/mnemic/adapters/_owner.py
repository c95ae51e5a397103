"""Whose memories a verb is about."""

from __future__ import annotations

from typing import Any


def owned_by(user: str | None) -> dict[str, Any]:
    """Return what selects the memories of *user*; for `None` those of nobody, where ``user=None`` would mean anybody's."""
    return {"where": {"user": {"exists": False}}} if user is None else {"user": user}


def outside(session: str | None) -> dict[str, Any]:
    """Return what selects memories of other sessions than *session*, and of none; of all, where that is `None`."""
    if session is None:
        return {}
    return {"where": {"or": [{"session": {"exists": False}}, {"session": {"ne": session}}]}}
