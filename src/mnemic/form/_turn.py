"""What was said at one turn of a conversation, as forming memories needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """
    One turn.

    Attributes:
        text: What was said, verbatim.

        speaker: Who said it, by name; `None`: not said.

        role: As what, e.g. ``"user"`` or ``"assistant"``.

        occurred_at: When, aware.

        session: The session it belongs to.

        vector: What an embedder makes of it, shape ``(dims,)``, float32, of length 1; `None` where there is
            none yet.
    """

    text: str
    speaker: str | None = None
    role: str | None = None
    occurred_at: datetime | None = None
    session: str | None = None
    vector: NDArray[np.float32] | None = None
