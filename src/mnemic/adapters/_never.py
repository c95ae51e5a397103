"""How what is only a record is kept from recall, while `list` and `get` go on finding it."""

from __future__ import annotations

from typing import Final

NEVER: Final = "0001-01-02T00:00:00Z"
"""As the ``valid_to`` of a cube that is no episode: it holds at no time anybody asks about, so no recall finds it."""
