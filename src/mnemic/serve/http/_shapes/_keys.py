"""Requests about API keys, and what they give."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ....govern import ApiKey as _ApiKey
from ....govern import NewKey as _NewKey
from ._fields import REQUIRED, WHEN, Arguments, of, text, time
from ._fields import name as named
from ._results import Shape

_When = Field(examples=[WHEN], json_schema_extra={"format": "date-time"})


class Keys(Arguments):
    """List the keys, those that count no longer too. A key that is bound to a space sees those of its space."""


class MakeKey(Arguments):
    """
    Make a key; its secret is shown this once.

    A key makes none that may more than itself: not for another space, nor for longer.
    """

    name: Any = text("What it is for, to know it by later.", REQUIRED, "phone")
    space: Any = named("The only space it opens. Left out: all.", None, "acme")
    user: Any = named("The only user whose memories it opens. Left out: all.", None, "ana")
    right: Any = of(
        {"type": "string", "enum": ["read", "write", "admin"]}, "What it may do.", "read", "write"
    )
    expires_at: Any = time("When it ends. Left out: never.")


class RotateKey(Arguments):
    """Give a key another secret, shown this once; the one before counts no longer."""


class RevokeKey(Arguments):
    """Have a key count no longer, at once and for good."""


class ApiKey(Shape):
    """A key, without its secret."""

    like = _ApiKey
    id: str = Field(examples=["5f2c0a91be37"])
    name: str
    space: str | None
    user: str | None
    right: Literal["read", "write", "admin"]
    made_at: str = _When
    expires_at: str | None = _When
    revoked_at: str | None = _When
    last_used_at: str | None = _When


class NewKey(Shape):
    """A key just made, or made anew."""

    like = _NewKey
    key: ApiKey
    secret: str = Field(examples=["mnk_5f2c0a91be37_…"])
