"""The key of a service."""

from __future__ import annotations

import os
import re
from typing import Final

from ..errors import ArgumentError

KEY_ENV: Final = "OPENAI_API_KEY"
"""The variable a key is read from where none is given."""


class Key:
    """
    An API key that shows itself to nobody who only looks.

    Args:
        given: The key; without one the variable *env* is read, anew at each call.

    Raises:
        ArgumentError: *env* can't be the name of a variable. It is not shown, for it may be the key itself.
    """

    def __init__(self, given: str | None = None, env: str = KEY_ENV) -> None:
        if not re.fullmatch(r"[A-Za-z_]\w*", env, re.ASCII):
            raise ArgumentError(
                f"the name of the key's variable has signs no variable has; name one such as {KEY_ENV}"
            )
        self._given = given
        self.env = env

    def value(self) -> str | None:
        """
        Return the key, or None where there is none.

        Raises:
            ArgumentError: it has characters that no header can carry.
        """
        # Copied keys end in line breaks, and variables read from a file do.
        key = (self._given or os.environ.get(self.env) or "").strip()
        if not key:
            return None
        if not (key.isascii() and key.isprintable()):
            raise ArgumentError(
                f"the key (from api_key= or {self.env}) has characters that cannot be sent; copy it again"
            )
        return key

    def hide(self, text: str) -> str:
        """Return *text* with the key in it struck out."""
        key = self.value()
        return text.replace(key, "***") if key else text

    def __repr__(self) -> str:
        return "<api key>"
