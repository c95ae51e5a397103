"""What a recall gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, overload

from ..cube import MemCube
from ..errors import ArgumentError
from ._budget import TokenCounter, approximate_tokens
from ._context import citation, render


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """
    A memory that was found.

    Attributes:
        score: From 0 to 1; comparable within one recall only.

        why: The reasons, for a person.

        channels: Every channel's view of it, when asked with ``explain=True``.
    """

    cube: MemCube
    score: float
    why: tuple[str, ...]
    channels: tuple[ChannelScore, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the hit as plain JSON."""
        return {
            "score": self.score,
            "why": list(self.why),
            "channels": [
                {"channel": part.channel, "score": part.score, "rank": part.rank} for part in self.channels
            ],
            "cube": self.cube.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """
    The memories found for a question, best first. Iterates over its hits.

    Attributes:
        id: UUIDv7 of this recall.

        confidence: The probability that the answer is among the hits; `None`: not calibrated yet.

        answerable: Whether it is worth answering from them; `None` as long as `confidence` is.

        calibration: The name of the data the confidence was calibrated on.

        degraded: Why this recall is less than it could be: ``"vectors_pending"``, ``"dense_unavailable"``.

        tokenizer: The name of the counter behind `max_tokens`.

        candidates: How many versions passed the filters.
    """

    id: str
    query: str
    asked_at: datetime
    hits: tuple[Hit, ...]
    confidence: float | None = None
    answerable: bool | None = None
    calibration: str | None = None
    degraded: tuple[str, ...] = ()
    max_tokens: int | None = None
    candidates: int = 0
    tokens: TokenCounter = field(default=approximate_tokens, repr=False, compare=False)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[index]

    @property
    def tokenizer(self) -> str:
        return self.tokens.__name__

    @property
    def citations(self) -> Mapping[str, MemCube]:
        """The cubes by the marks `context` cites them with: ``m1`` is the best hit."""
        return {citation(rank): hit.cube for rank, hit in enumerate(self.hits, 1)}

    def context(self, max_tokens: int | None = None) -> str:
        """
        Return the hits as text for a prompt: dated, attributed, cited, oldest first.

        What was said is quoted as data and escaped, so that it cannot pose as instructions, as another
        memory or as the end of the quotation.

        Args:
            max_tokens: The most it may take, counted with `tokenizer`; by default the recall's own bound.
                The best hits that fit are kept.

        Raises:
            ArgumentError: *max_tokens* is no number of tokens.
        """
        if max_tokens is not None and (type(max_tokens) is not int or max_tokens < 1):
            raise ArgumentError(f"max_tokens={max_tokens!r:.60} must be a whole number of at least 1")
        budget = self.max_tokens if max_tokens is None else max_tokens
        cubes = [(rank, hit.cube) for rank, hit in enumerate(self.hits, 1)]
        return render(cubes, self.tokens, budget)

    def to_dict(self) -> dict[str, Any]:
        """Return the recall as plain JSON."""
        return {
            "id": self.id,
            "query": self.query,
            "asked_at": self.asked_at.isoformat(),
            "confidence": self.confidence,
            "answerable": self.answerable,
            "calibration": self.calibration,
            "degraded": list(self.degraded),
            "candidates": self.candidates,
            "hits": [hit.to_dict() for hit in self.hits],
        }


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
