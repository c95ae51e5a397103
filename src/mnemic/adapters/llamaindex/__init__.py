"""
Mnemic in LlamaIndex: a block for its ``Memory``, and a chat memory of its own.

``Memory.from_defaults(memory_blocks=[MnemicMemoryBlock("memory.db", user="ana")])``, or
``MnemicMemory.from_defaults("memory.db", session_id="chat-1", user="ana")`` wherever it takes a memory.
Needs ``pip install 'mnemic[llamaindex]'``.
"""

from .._extra import require

require("llama-index-core", "0.14.25", extra="llamaindex")

from ._block import MnemicMemoryBlock  # noqa: E402 - not before it is known to fit
from ._memory import MnemicMemory  # noqa: E402

__all__ = ["MnemicMemory", "MnemicMemoryBlock"]
