"""Requests about the session of the web page, and what they give."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ._fields import REQUIRED, Arguments, text
from ._results import Shape


class SignIn(Arguments):
    """Sign in with the token of a link, which is good for one sign-in. The session comes as a cookie."""

    token: Any = text("The token of the link.", REQUIRED)


class Nothing(Arguments):
    """Ask who is signed in, or sign out."""


class Who(Shape):
    """Whose rights a session has."""

    key: str | None = Field(description="The id of the key; null: whoever started the server.")
    name: str
    space: str | None
    user: str | None
    right: Literal["read", "write", "admin"]


class SignedIn(Shape):
    """A session."""

    csrf: str = Field(description="What every write of the page carries in the header X-CSRF-Token.")
    caller: Who
