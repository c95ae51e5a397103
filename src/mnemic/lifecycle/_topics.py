"""
The job that keeps topics: what a user spoke of in several sessions, summed up from the summaries of their segments.

Segments are clustered by the vectors of their summaries, one after another: each goes to the topic whose centroid lies
nearest, or waits to begin one with others. A topic is written once two sessions speak of it; it cites its segments.

A space asks for them by its policy (``mnemic.Policy(topics=True)``). By default there are none: what lies in a
segment's topic answers a question no more often than as many of its nearest neighbours do, and of two people's chat,
all of which is alike, it makes a handful of topics. ``bench/lifecycle/topics.py`` prints that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from ..cube import RECALLABLE, SUMMARY_SOURCE, Link, MemCube, new_id
from ..form import Turn, summarise
from ..index import terms_of
from ..store import Job, Reader, Space, VectorRows, Writer
from ..truth import said_at
from ._digest import SEGMENT
from ._jobs import Work

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOPICS: Final = "topics"
"""Put the segments of a space in topics."""

TOPIC: Final = "topic"
"""The tag of a topic's summary."""

SEEN: Final = "topics"
"""The mark of how far the versions of a space have been looked at."""

THRESHOLD: Final = 0.4
"""
How near a topic's centroid must lie: so two gold segments of a question on LongMemEval are of one topic 15 times as
often as by chance. For another embedder than minilm nobody measured it.
"""

_MAX_CHARS: Final = 1200

Vectors: TypeAlias = "Mapping[str, NDArray[np.float32]]"
"""The vectors of segments' summaries, of length 1, by id."""


@dataclass(slots=True)
class _Cluster:
    """Segments that speak of one thing; `cube`: the topic that is stored of them."""

    members: list[MemCube]
    total: NDArray[np.float32]
    cube: MemCube | None = None


@dataclass(slots=True)
class Topics:
    """
    Keeps the topics of a space.

    A run that finds a new segment reads the headers and the vectors of the whole space.

    Attributes:
        written: How many topics were written or withdrawn.
    """

    written: int = 0

    def run(self, job: Job, work: Work) -> None:
        with work.store.read() as reader:
            space = reader.space(job.space) if job.space is not None else None
            if space is None:
                return
            rows = _rows(reader, space)
            if not rows or rows[-1] <= reader.mark(space, SEEN):
                return
            summaries = reader.at(space, rows)
            segments = {row: cube.id for row, cube in zip(rows, summaries, strict=True) if _is_segment(cube)}
            made = _vectors(reader, space, segments)
        with work.transaction() as writer:
            now = writer.current(space, [cube.id for cube in summaries])
            # What changed since is as new in the next run: its version lies beyond the mark.
            there = [cube for cube in summaries if now.get(cube.id) == cube]
            for user in dict.fromkeys(cube.user for cube in there):
                self.written += _keep(writer, space, [cube for cube in there if cube.user == user], made)
            if len(made) == len(segments):
                # Else one has no vector yet, and is looked at again.
                writer.set_mark(space, SEEN, rows[-1])


def _rows(reader: Reader, space: Space) -> list[int]:
    """Return the versions of all segments' and topics' summaries, withdrawn and stale ones too."""
    return [
        header.row
        for header in reader.headers(space)
        if header.kind == "summary" and header.superseded_us is None and header.source == SUMMARY_SOURCE
    ]


def _vectors(reader: Reader, space: Space, segments: Mapping[int, str]) -> Vectors:
    """Return the vectors that are made of these versions, given with the ids of their cubes."""
    import numpy as np

    model = next((model for model in reader.models() if model.role == "active"), None)
    total: dict[str, NDArray[np.float32]] = {}
    stored = reader.vectors(space, model) if model is not None else VectorRows((), (), ())
    for version, data in zip(stored.versions, stored.data, strict=True):
        if version in segments:
            id_ = segments[version]
            piece = np.frombuffer(data, "<f2").astype(np.float32)
            total[id_] = total[id_] + piece if id_ in total else piece
    return {id_: vector / max(1e-9, float(np.linalg.norm(vector))) for id_, vector in total.items()}


def _is_segment(cube: MemCube) -> bool:
    return SEGMENT in cube.tags and cube.state in RECALLABLE


def _keep(writer: Writer, space: Space, cubes: Sequence[MemCube], made: Vectors) -> int:
    """Write the topics of one user, as far as they differ; return how many that were."""
    segments = {cube.id: cube for cube in cubes if _is_segment(cube) and cube.id in made}
    stored = {cube.key: cube for cube in cubes if TOPIC in cube.tags}
    clusters = _clustered(segments, [cube for cube in stored.values() if cube.state != "expired"], made)
    changed = 0
    for cluster in clusters:
        wanted = _wanted(cluster, stored)
        if wanted is not None and wanted != cluster.cube:
            if writer.begun is None:
                writer.begin(space, "consolidate", reason="topics of several sessions")
            written = replace(wanted, version=wanted.version + 1)
            writer.append(space, written, terms_of(written.content, written.speaker))
            changed += 1
    return changed


def _clustered(segments: Mapping[str, MemCube], stored: Iterable[MemCube], made: Vectors) -> list[_Cluster]:
    """Return the clusters of *segments*: those in a stored topic stay there, the others are put where they fit."""
    import numpy as np

    left = dict(segments)
    clusters = []
    for topic in stored:
        ids = [link.target for link in topic.links if link.relation == "derived_from"]
        members = [left.pop(id_) for id_ in ids if id_ in left]
        total = np.sum([made[cube.id] for cube in members], axis=0) if members else np.zeros(1, np.float32)
        clusters.append(_Cluster(members, total, topic))
    for cube in sorted(left.values(), key=lambda cube: (said_at(cube), cube.seq)):
        vector = made[cube.id]
        best = max(
            (each for each in clusters if each.members), key=lambda each: _near(each, vector), default=None
        )
        if best is not None and _near(best, vector) >= THRESHOLD:
            best.members.append(cube)
            best.total = best.total + vector
        else:
            clusters.append(_Cluster([cube], vector))
    return clusters


def _near(cluster: _Cluster, vector: NDArray[np.float32]) -> float:
    """Return the cosine of a vector of length 1 with the centroid."""
    import numpy as np

    return float(cluster.total @ vector) / max(1e-9, float(np.linalg.norm(cluster.total)))


def _wanted(cluster: _Cluster, stored: Mapping[str | None, MemCube]) -> MemCube | None:
    """Return the cube of a topic as it should be; without two sessions, the one that is there as withdrawn."""
    members = sorted(cluster.members, key=lambda cube: (said_at(cube), cube.seq))
    if len({cube.session for cube in members}) < 2:
        return None if cluster.cube is None else replace(cluster.cube, state="expired")
    first, last = members[0], members[-1]
    text = summarise([Turn(cube.content, occurred_at=said_at(cube)) for cube in members], _MAX_CHARS).text
    key = f"{SUMMARY_SOURCE}:{TOPIC}:{first.id}"
    cube = cluster.cube or stored.get(key) or MemCube(
        id=new_id(), space=first.space, seq=0, version=0, content="", kind="summary", user=first.user,
        key=key, source=SUMMARY_SOURCE, tags=(TOPIC,), created_at=first.created_at,
        recorded_at=first.recorded_at, operation="",
    )  # fmt: skip
    return replace(
        cube,
        content=text or first.content,
        occurred_at=said_at(first),
        occurred_end=last.occurred_end or said_at(last),
        links=tuple(sorted(Link("derived_from", member.id) for member in members)),
        state="active",
    )
