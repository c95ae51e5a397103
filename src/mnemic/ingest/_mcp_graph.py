"""How the knowledge graph of the MCP memory server lies in a memory: the same for what is imported and what is added."""

from __future__ import annotations

import hashlib
import json
from typing import Final, NamedTuple

from ._record import Record

KNOWLEDGE_GRAPH: Final = "knowledge-graph"
"""What marks the memories that a graph is made of."""


class GraphScope(NamedTuple):
    """Whose graph it is, beside the user: an agent's, a session's."""

    agent: str | None = None
    session: str | None = None

    def node(self, name: str, again: int = 0) -> str:
        """Return what ties an entity's observations to it, for the entity of a name that is there *again* times more."""
        return self._digest("node", name, again)

    def entity(self, name: str, kind: str, again: int = 0) -> Record:
        """Return an entity as arguments of `remember`."""
        metadata = {"graph": "entity", "node": self.node(name, again), "name": name, "type": kind}
        # A name may be blank, and a memory's content may not.
        told = f"{name} ({kind})" if kind or not name.strip() else name
        return self._item(told, metadata, "entity", name, again)

    def observation(self, node: str, name: str, text: str, again: int = 0) -> Record:
        """Return an observation of an entity."""
        metadata = {"graph": "observation", "node": node, "name": name, "text": text}
        return self._item(f"{name}: {text}", metadata, "observation", node, text, again)

    def relation(self, source: str, kind: str, target: str, again: int = 0) -> Record:
        """Return an edge: who, how, and whom or what."""
        metadata = {"graph": "relation", "from": source, "to": target, "relationType": kind}
        told = f"{source} {kind.replace('_', ' ')} {target}".strip() or "–"
        return self._item(told, metadata, "relation", source, target, kind, again)

    def _item(self, content: str, metadata: dict[str, str], *identity: object) -> Record:
        # The key is made from what must not be there twice, so that of two who add the same at once the second is told.
        return {
            "content": content,
            "role": "assistant",
            "tags": [KNOWLEDGE_GRAPH],
            "metadata": metadata,
            "key": f"graph:{self._digest(*identity)}",
        }

    def _digest(self, *identity: object) -> str:
        told = json.dumps([self.agent, self.session, *identity])
        return hashlib.sha256(told.encode()).hexdigest()[:32]
