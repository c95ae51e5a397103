"""
Mnemic under CrewAI's memory: ``crewai.Memory(storage=MnemicStorage("memory.db"))``.

Needs ``pip install 'mnemic[crewai]'``.
"""

from .._extra import require

require("crewai", "1.15.30", extra="crewai")

from ._storage import MnemicStorage  # noqa: E402 - a missing or old CrewAI is said first

__all__ = ["MnemicStorage"]
