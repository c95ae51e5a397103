"""What clients can read without a tool: a memory, the latest ones, what is known of the user, the knowledge graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from mcp_types import Annotations, Resource, ResourceTemplate

from ...errors import CubeNotFound
from ._answers import NOTICE, shown
from ._reference import URI as GRAPH_URI
from ._reference import graph_json
from ._words import framed, line

if TYPE_CHECKING:
    from ._desk import Desk
    from ._graph import KnowledgeGraph

RECENT_URI: Final = "memory://recent"
PROFILE_URI: Final = "memory://profile"
MEMORY_URI: Final = "memory://memories/"

_RECENT: Final = 20
_PROFILE_TOKENS: Final = 1000
_COMPLETIONS: Final = 100
_JSON, _TEXT = "application/json", "text/plain"


class Content(NamedTuple):
    """What a resource holds."""

    text: str
    mime_type: str


class Resources:
    """The resources of a desk."""

    def __init__(self, desk: Desk, graph: KnowledgeGraph | None) -> None:
        self._desk = desk
        self._graph = graph
        self._readers: dict[str, Callable[[], Content]] = {RECENT_URI: self._recent}
        if desk.scope.user is not None:
            self._readers[PROFILE_URI] = self._profile
        if graph is not None:
            self._readers[GRAPH_URI] = self._whole_graph

    def listed(self) -> list[Resource]:
        """Return what there is to read."""
        return [_RESOURCES[uri] for uri in self._readers]

    @staticmethod
    def templates() -> list[ResourceTemplate]:
        """Return what there is to read by an id."""
        return [_TEMPLATE]

    def read(self, uri: str) -> Content:
        """
        Return what *uri* holds.

        Raises:
            CubeNotFound: there is no such resource, or no such memory.
        """
        if uri in self._readers:
            return self._readers[uri]()
        if uri.startswith(MEMORY_URI):
            cube = self._desk.get(uri.removeprefix(MEMORY_URI))
            return Content(_json({"notice": NOTICE, "memory": shown(cube)}), _JSON)
        there = ", ".join([*self._readers, f"{MEMORY_URI}{{id}}"])
        raise CubeNotFound(f"no resource {uri!r:.80}; there are: {there}")

    def ids(self, beginning: str) -> list[str]:
        """Return the ids of the latest memories that begin so."""
        page = self._desk.list(limit=_COMPLETIONS, newest_first=True)
        return [cube.id for cube in page if cube.id.startswith(beginning)]

    def _recent(self) -> Content:
        page = self._desk.list(limit=_RECENT, newest_first=True)
        return Content(
            framed(line(cube) for cube in page) if page.cubes else "There are no memories yet.", _TEXT
        )

    def _profile(self) -> Content:
        profile = self._desk.profile(_PROFILE_TOKENS)
        return Content(profile.text if profile and profile.text else "Nothing is known yet.", _TEXT)

    def _whole_graph(self) -> Content:
        graph = self._graph
        return Content(graph_json(graph.read().to_dict() if graph else {}), _JSON)


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


_FOR_MODELS: Final = Annotations(audience=["assistant"])

_RESOURCES: Final = {
    RECENT_URI: Resource(
        uri=RECENT_URI,
        name="recent",
        title="Recent memories",
        description=f"The {_RECENT} memories that were added last, newest first, quoted as data",
        mime_type=_TEXT,
        annotations=_FOR_MODELS,
    ),
    PROFILE_URI: Resource(
        uri=PROFILE_URI,
        name="profile",
        title="What is known of the user",
        description="The facts that hold about the user, those that matter most first, quoted as data",
        mime_type=_TEXT,
        annotations=_FOR_MODELS,
    ),
    GRAPH_URI: Resource(
        uri=GRAPH_URI,
        name="knowledge-graph",
        title="Knowledge Graph",
        description="The full knowledge graph with all entities and relations",
        mime_type=_JSON,
    ),
}
_TEMPLATE: Final = ResourceTemplate(
    uri_template=f"{MEMORY_URI}{{id}}",
    name="memory",
    title="A memory",
    description="One memory by its id, with everything known about it",
    mime_type=_JSON,
)
