"""
Mnemic behind other frameworks' own interfaces: each module is imported by its name and needs that framework's extra.

``from mnemic.adapters.langgraph import MnemicStore`` needs ``pip install 'mnemic[langgraph]'``.
"""

__all__: list[str] = []
