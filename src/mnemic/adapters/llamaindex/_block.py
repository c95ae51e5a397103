"""A block for LlamaIndex's ``Memory``."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

import anyio.to_thread
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.memory import BaseMemoryBlock
from llama_index.core.utils import get_tokenizer
from pydantic import Field, PrivateAttr

from .._opened import Opened, opened
from ._messages import Talk, Tokenizer, words_of
from ._opening import parted
from ._recalled import fitted, question_in, scope_of

if TYPE_CHECKING:
    from ...engine import Memory
    from ...recall import Recall
    from .._opened import Location

_ORDERS: Final = (MessageRole.SYSTEM, MessageRole.DEVELOPER)
_REMEMBERED: Final = 16


class MnemicMemoryBlock(BaseMemoryBlock[str]):
    """
    What left the short-term memory, kept as episodes, and recalled for what the user says.

    Safe to use from several threads, and by several processes on one file.
    """

    name: str = Field(default="Remembered", description="The tag around what is recalled.")
    user: str | None = Field(
        default=None, description="Whose memories; without one, those of the conversation."
    )
    speaker: str | None = Field(default=None, description="Who says what the user says; by default the user.")
    agent: str | None = Field(default=None, description="Which agent answers.")
    limit: int = Field(default=10, ge=1, description="How many memories are recalled, at most.")
    max_tokens: int = Field(default=1000, ge=1, description="How many tokens they may take, at most.")
    tokenizer_fn: Tokenizer = Field(
        default_factory=get_tokenizer, exclude=True, description="That of the memory the block is in."
    )
    _opened: Opened = PrivateAttr()
    _shown: OrderedDict[str, Recall] = PrivateAttr(default_factory=OrderedDict)

    def __init__(self, memory: Location, /, **fields: Any) -> None:
        """
        Make a block.

        Args:
            memory: An open memory, which stays its owner's to close; or a path or a server's URL, opened here.

            fields: The fields of the block; the rest is for `mnemic.open`, where the memory is opened here.

        Raises:
            ArgumentError, ValueError: an argument cannot be used.
        """
        own, options = parted(type(self), fields)
        super().__init__(**own)
        self._opened = opened(memory, **options)

    def __deepcopy__(self, _memo: dict[int, Any] | None = None) -> Self:
        """Return a copy on the same memory: an open one can't be copied."""
        return self.model_copy()

    @property
    def memory(self) -> Memory:
        """The memory beneath."""
        return self._opened.memory

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._opened.close()

    async def _aget(
        self,
        messages: list[ChatMessage] | None = None,
        session_id: str | None = None,
        **_block_kwargs: Any,
    ) -> str:
        question = question_in(messages or ())
        if not question:
            return ""
        return await anyio.to_thread.run_sync(self._recalled, question, session_id)

    def _recalled(self, question: str, session: str | None) -> str:
        found = self.memory.recall(question, limit=self.limit, **scope_of(self.user, session))
        text = fitted(found, self.max_tokens, self.tokenizer_fn)
        if text:
            self._shown[text] = found
            while len(self._shown) > _REMEMBERED:
                self._shown.popitem(last=False)
        return text

    async def _aput(self, messages: list[ChatMessage]) -> None:
        drafts = [
            Talk(message.additional_kwargs.get("session_id"), self.user, self.speaker, self.agent).said(
                message
            )
            for message in messages
            if message.role not in _ORDERS and words_of(message).strip()
        ]
        if drafts:
            await anyio.to_thread.run_sync(self.memory.remember_many, drafts)

    async def atruncate(self, content: str, tokens_to_truncate: int) -> str | None:
        """Return what was recalled with at least so many tokens less, the best of it; `None` where that is nothing."""
        found = self._shown.get(content)
        most = len(self.tokenizer_fn(content)) - tokens_to_truncate
        if found is None or most < 1:
            return None
        return await anyio.to_thread.run_sync(partial(fitted, found, most, self.tokenizer_fn)) or None
