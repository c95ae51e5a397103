"""
mem0's ``Memory`` and ``AsyncMemory`` over a Mnemic memory: the import is replaced, the application stays as it is.

``from mnemic.adapters.mem0 import Memory`` needs neither mem0ai nor a key nor a service.
"""

from ._async import AsyncMemory
from ._errors import MemoryNotFoundError, ValidationError
from ._memory import Memory

__all__ = ["AsyncMemory", "Memory", "MemoryNotFoundError", "ValidationError"]
