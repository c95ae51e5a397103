"""What a recall gives back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, overload

from .._lazy import Later
from ..cube import MemCube, read_fields
from ..errors import ArgumentError
from ..times import parse_time, render_time
from ._cite import cited_ids
from ._tokens import counter_named, wordpiece_tokens

if TYPE_CHECKING:
    from ..cube import Operation
    from . import _context, _lines, _missing
    from ._cite import Teacher
    from ._missing import ChannelScore
    from ._tokens import TokenCounter
else:
    # Who only recalls doesn't wait for what shows a recall, or tells of it.
    _context, _lines, _missing = (
        Later(f"{__package__}.{name}") for name in ("_context", "_lines", "_missing")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """
    A memory that was found.

    Attributes:
        score: From 0 to 1; comparable within one recall only.

        why: The reasons, for a person.

        channels: Every channel's view of it, when asked with ``explain=True``.

        before, after: The turn of its session without which it can't be read: what it replies to or points
            back at, the answer it got. Shown in `Recall.context`, never cited.

        facts: The facts that rest on it, also those that hold no more: their ``valid_to`` says until when.

        features: The numbers that were weighed to put it where it is; empty if only a first look was had.
    """

    cube: MemCube
    score: float
    why: tuple[str, ...]
    channels: tuple[ChannelScore, ...] = ()
    before: tuple[MemCube, ...] = ()
    after: tuple[MemCube, ...] = ()
    facts: tuple[MemCube, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the hit as plain JSON."""
        return {
            "score": self.score,
            "why": list(self.why),
            "channels": [part.to_dict() for part in self.channels],
            "features": {
                name: number if math.isfinite(number) else None for name, number in self.features.items()
            },
            "before": [cube.to_dict() for cube in self.before],
            "after": [cube.to_dict() for cube in self.after],
            "facts": [cube.to_dict() for cube in self.facts],
            "cube": self.cube.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Hit:
        """
        Read what `to_dict` wrote. A feature that is no number, such as an infinity, comes back as NaN.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        beside = {name: _cubes(given.get(name, ())) for name in ("before", "after", "facts")}
        features = given.get("features", {})
        return cls(
            cube=MemCube.from_dict(given["cube"]),
            score=given["score"],
            why=tuple(given["why"]),
            channels=tuple(_missing.ChannelScore.from_dict(part) for part in given.get("channels", ())),
            features={name: math.nan if number is None else number for name, number in features.items()},
            **beside,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """
    The memories found for a question, best first. Iterates over its hits.

    Attributes:
        id: UUIDv7 of this recall.

        confidence: The probability that the answer is among the hits; `None`: not calibrated yet.

        answerable: Whether it is worth answering from them; `None` as long as `confidence` is.

        calibration: The name of the data the confidence was calibrated on.

        degraded: Why this recall is less than it could be: ``"vectors_pending"``, ``"dense_unavailable"``,
            ``"not_reinforced"``.

        archive_searched: Whether the archive was looked through since the rest gave little confidence.

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
    archive_searched: bool = False
    max_tokens: int | None = None
    candidates: int = 0
    tokens: TokenCounter = field(default=wordpiece_tokens, repr=False, compare=False)
    _teacher: Teacher | None = field(default=None, repr=False, compare=False)

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
        return {_lines.citation(rank): hit.cube for rank, hit in enumerate(self.hits, 1)}

    def cited(self, text: str) -> tuple[MemCube, ...]:
        """
        Return the cubes that *text*, a model's answer, cites as ``[m1]`` or ``[m1, m3]``, in order, each once.

        Marks that are no hit's are left out; `unknown_marks` has them.
        """
        citations = self.citations
        return tuple(citations[mark] for mark in _context.cited_marks(text) if mark in citations)

    def unknown_marks(self, text: str) -> tuple[str, ...]:
        """Return the marks in *text*, a model's answer, that cite none of these hits: it made them up."""
        return tuple(mark for mark in _context.cited_marks(text) if mark not in self.citations)

    def cite(
        self,
        cited: Iterable[str | MemCube | Hit],
        *,
        useless: Iterable[str | MemCube | Hit] | None = None,
        reason: str | None = None,
    ) -> Operation:
        """
        Tell the memory which hits were of use, so that its space learns from it; see `Memory.feedback`.

        Args:
            cited: What was of use: marks such as ``"m1"``, ids, cubes (``found.cited(answer)``) or hits.

            useless: What was of none; by default every hit that isn't cited.

        Returns:
            The operation, which ``undo`` takes back.

        Raises:
            ArgumentError: nothing is cited, something is no hit, or this recall was asked with `known_at` or
                copied out of the process that made it.

            CubeNotFound: what was cited was erased since.

            ReadOnlyStore, StoreClosed: the memory that answered can't be written.
        """
        if self._teacher is None:
            raise ArgumentError(
                f"recall {self.id} has no memory to teach: it was asked with known_at, or copied out of the "
                "process that made it; cite where it was made, or ask again here without known_at"
            )
        citations = self.citations
        return self._teacher.teach(
            {hit.cube.id: hit.features for hit in self.hits},
            cited_ids(cited, "cited", citations),
            () if useless is None else cited_ids(useless, "useless", citations),
            reason,
        )

    def context(self, max_tokens: int | None = None) -> str:
        """
        Return the hits as text for a prompt: by session and day, oldest first, attributed and cited.

        What was said is quoted as data and escaped, so that it cannot pose as instructions, as another
        memory or as the end of the quotation. Hits that say the same are one line with several marks.
        Turns that make a hit readable stand beside it, without a mark.

        Args:
            max_tokens: The most it may take, counted with `tokenizer`; by default the recall's own bound.
                The hits worth most for their length are kept, the best always: where it is too long, its
                best passage.

        Raises:
            ArgumentError: *max_tokens* is no number of tokens.

            ModelError: `tokenizer` is the default and its vocabulary is missing or altered.
        """
        if max_tokens is not None and (type(max_tokens) is not int or max_tokens < 1):
            raise ArgumentError(f"max_tokens={max_tokens!r:.60} must be a whole number of at least 1")
        budget = self.max_tokens if max_tokens is None else max_tokens
        sources = [
            _lines.Source(
                rank=rank,
                cube=hit.cube,
                score=hit.score,
                before=hit.before,
                after=hit.after,
                facts=hit.facts,
            )
            for rank, hit in enumerate(self.hits, 1)
        ]
        return _context.render(sources, self.query, self.tokens, budget)

    def to_dict(self) -> dict[str, Any]:
        """Return the recall as plain JSON."""
        return {
            "id": self.id,
            "query": self.query,
            "asked_at": render_time(self.asked_at),
            "confidence": self.confidence,
            "answerable": self.answerable,
            "calibration": self.calibration,
            "degraded": list(self.degraded),
            "archive_searched": self.archive_searched,
            "max_tokens": self.max_tokens,
            "tokenizer": self.tokenizer,
            "candidates": self.candidates,
            "hits": [hit.to_dict() for hit in self.hits],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Recall:
        """
        Read what `to_dict` wrote. It has no memory to teach: `cite` is for the recall where it was made.

        A token counter of your own is not in JSON: put it back with ``dataclasses.replace(found, tokens=…)``.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data, beside=("tokenizer",))
        named = data.get("tokenizer")
        return cls(
            **{
                **given,
                "asked_at": parse_time(given["asked_at"], "asked_at"),
                "hits": tuple(Hit.from_dict(hit) for hit in given["hits"]),
                "degraded": tuple(given.get("degraded", ())),
                "tokens": wordpiece_tokens if named is None else counter_named(named),
            }
        )


def _cubes(listed: Iterable[Mapping[str, Any]]) -> tuple[MemCube, ...]:
    return tuple(MemCube.from_dict(cube) for cube in listed)
