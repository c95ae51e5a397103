"""What a model can be asked to do: instructions, and the form of the reply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..errors import ArgumentError
from ._fence import FENCE_RULE, Excerpt, Texts, as_excerpts, fence
from ._json import json_objects
from ._protocol import Message, Prompt
from ._redact import Redact
from ._schema import Misfit, read, schema_of

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[R]):
    """
    A prompt that is written once, and the reply it asks for.

    Attributes:
        name: Lower-case letters, digits, ``_`` and ``-``.

        version: Counts up with each change of the instructions or the reply, so that what was derived with an
            earlier one can be told.

        instructions: What to do. Never holds anything of a user's: that is data, and goes with the texts.

        reply: A frozen dataclass; see `schema_of` for what its fields may be.

        max_tokens: The most tokens of a reply.

    Raises:
        ArgumentError: a name or number that can't be used, or *reply* is no dataclass of such fields.
    """

    name: str
    version: int
    instructions: str
    reply: type[R]
    max_tokens: int = 1024

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,63}", self.name):
            raise ArgumentError(f"{self.name!r:.80} names no task; use lower-case letters, digits, _ and -")
        if self.max_tokens < 1:
            raise ArgumentError(f"max_tokens={self.max_tokens!r} leaves no room for a reply; use 1 or more")
        schema_of(self.reply)

    @property
    def id(self) -> str:
        """The name and the version: ``"facts/2"``."""
        return f"{self.name}/{self.version}"

    def prompt(self, texts: Texts, *, redact: Redact | None = None) -> Prompt:
        """
        Return the prompt for *texts*, which it shows as data.

        Args:
            redact: What each text, and all that is said about it, goes through.

        Raises:
            ArgumentError: *redact* returned something else than text, or an excerpt's id can't be used.
        """
        excerpts = as_excerpts(texts)
        if redact is not None:
            excerpts = tuple(_redacted(excerpt, redact) for excerpt in excerpts)
        return Prompt(
            (
                Message("system", f"{self.instructions.strip()}\n\n{FENCE_RULE}"),
                Message("user", fence(excerpts)),
            ),
            schema=schema_of(self.reply),
            schema_name=self.name,
        )

    def read(self, said: str) -> R:
        """
        Return the reply in what a model *said*: the first JSON object there that fits.

        Raises:
            Misfit: there is none.
        """
        first: Misfit | None = None
        for found in json_objects(said):
            try:
                return read(self.reply, found)
            except Misfit as fault:
                first = first or fault
        raise first or Misfit("the reply holds no JSON object")


def _redacted(excerpt: Excerpt, redact: Redact) -> Excerpt:
    def left(text: str) -> str:
        kept = redact(text)
        if not isinstance(kept, str):
            raise ArgumentError(f"redact returned {type(kept).__name__}; return the text that may leave")
        return kept

    return Excerpt(
        left(excerpt.text), excerpt.id, {name: left(value) for name, value in excerpt.about.items()}
    )
