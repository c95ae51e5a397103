"""How the channels saw a memory, and why one was not found: for those who ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..cube import read_fields


@dataclass(frozen=True, slots=True)
class ChannelScore:
    """
    How one channel saw a hit.

    Attributes:
        score: The channel's own score, in its own range; `None` when it did not find the cube.

        rank: Its place among the channel's candidates, from 1.
    """

    channel: str
    score: float | None
    rank: int | None

    def to_dict(self) -> dict[str, Any]:
        """Return the view as plain JSON."""
        return {"channel": self.channel, "score": self.score, "rank": self.rank}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ChannelScore:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        return cls(**read_fields(cls, data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """
    Why a cube was not among a recall's hits.

    Attributes:
        step: Where it fell: ``"filter"``, ``"no_match"``, ``"limit"``, ``"budget"``; ``"returned"`` if it didn't.

        reason: The same for a person, with the way out.

        rank: Its place among all candidates, from 1, where it got that far.
    """

    cube: str
    step: Literal["filter", "no_match", "limit", "budget", "returned"]
    reason: str
    rank: int | None = None
    score: float | None = None
    channels: tuple[ChannelScore, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain JSON."""
        return {
            "cube": self.cube,
            "step": self.step,
            "reason": self.reason,
            "rank": self.rank,
            "score": self.score,
            "channels": [part.to_dict() for part in self.channels],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Missing:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        return cls(**{**given, "channels": tuple(map(ChannelScore.from_dict, given.get("channels", ())))})
