"""The systems whose retrieval is compared, and the measuring of one of them."""

import os
import shutil
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import _venvs
from ._conversations import Conversations
from ._peer import BENCH, Peer, PeerError, System

LIMIT = 20
"""Hits asked for."""

MIB = 1024**2


@dataclass(frozen=True, slots=True)
class Contender:
    """
    A system and the folder of its environment.

    Attributes:
        note: How it is used; a footnote of the tables.
    """

    system: System
    venv: str
    note: str

    @property
    def name(self) -> str:
        """The name it is asked for by."""
        return self.system.name

    def sources(self) -> list[Path]:
        """Return the code of this benchmark that it runs under."""
        own = self.system.driver.removeprefix("retrieval.")
        files = [f"retrieval/{own}.py", "retrieval/_retriever.py", f"drivers/{own}.py", "drivers/_driver.py"]
        return [path for path in (BENCH / file for file in files) if path.exists()]


def _contender(name: str, requirements: _venvs.Requirements | None, note: str, venv: str = "") -> Contender:
    return Contender(System(name, f"retrieval._{name}", requirements, ""), venv or name, note)


CONTENDERS = (
    _contender(
        "mnemic",
        None,
        'Default settings: `remember_many` a session, `flush`, `recall(kinds=("episode",), asked_at=…)`. Its own '
        "row looks up what its model answers; the row below it embeds as users' stores do.",
    ),
    _contender(
        "engram",
        _venvs.ENGRAM,
        "`RetrievalPipeline` over one `Document` a turn and a `FaissBackend`: cosine, BM25, names and dates by rank "
        "fusion. Its reranker's model is on a hub, so it is off.",
    ),
    _contender(
        "taosmd",
        _venvs.TAOSMD,
        '`VectorMemory(late_interaction=True)`, `search(hybrid=True, fusion="mem0_additive")`: its recipe without '
        "a reranker, over MiniLM's token vectors. Without spaCy, which it would run over all texts at every search; "
        "one file a conversation.",
    ),
    _contender(
        "mem0",
        _venvs.MEM0_HYBRID,
        "`infer=False`, local Qdrant folder, with spaCy and fastembed: cosine plus BM25 over lemmas. BM25's stop "
        "words are spaCy's, since fastembed's are on a hub. One user a conversation.",
        "mem0-hybrid",
    ),
    _contender(
        "chroma",
        _venvs.CHROMA,
        "`PersistentClient`, one collection a conversation, cosine. Local Chroma has vectors only.",
    ),
    _contender(
        "langgraph",
        _venvs.LANGGRAPH,
        "`SqliteStore` with its vector index, one namespace a conversation. It has vectors only.",
    ),
    _contender(
        "txtai",
        _venvs.TXTAI,
        "`Embeddings(hybrid=True, content=True)`: Faiss and BM25 at its default weights; `upsert` a session, `save` "
        "at the end. One index a conversation.",
    ),
)


def prepare(contender: Contender, venvs: Path) -> Contender:
    """
    Return the contender with a Python that has it.

    Raises:
        PeerError: its environment could not be made.
    """
    requirements = contender.system.requirements
    if requirements is None:
        return contender
    try:
        python = _venvs.prepare(venvs / contender.venv, requirements)
    except _venvs.VenvError as error:
        raise PeerError(str(error)) from error
    return replace(contender, system=replace(contender.system, python=str(python)))


def run(
    contender: Contender,
    data: Conversations,
    vectors: Path,
    work: Path,
    *,
    limit_s: float,
    given: bool = False,
) -> dict[str, Any]:
    """
    Put all conversations into an empty store, ask all questions, and return what was found, and the figures.

    Args:
        vectors: The folder with vectors and, by the harness, `spaces.json`.

        work: Where the store goes.

        limit_s: Seconds for all of it.

        given: Only mnemic: go through it once before, so that the model's answers can be looked up.

    Raises:
        PeerError: it failed, ended, or took too long.
    """
    environment = {"MNEMIC_BENCH_GIVEN": "1"} if given else {}
    deadline = time.monotonic() + limit_s
    began = {"began": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "load": round(os.getloadavg()[0], 1)}
    with Peer(contender.system, environment=environment, limit_s=limit_s) as peer:
        peer("data", folder=str(vectors))
        figures: dict[str, Any] = {}
        for lap in range(2 if given else 1):
            store = work / f"{contender.name}-{lap}"
            shutil.rmtree(store, ignore_errors=True)
            store.mkdir(parents=True)
            figures = _lap(peer, data, store, deadline)
        figures["remarks"] = peer("remarks")
        version = peer.loaded["version"]
    return {"version": version, **began, **figures}


def _lap(peer: Peer, data: Conversations, store: Path, deadline: float) -> dict[str, Any]:
    start = time.monotonic()
    peer("begin", folder=str(store))
    added = [_ask(peer, deadline, "add", space=space["name"]) for space in data.spaces]
    searched = [_ask(peer, deadline, "search", space=space["name"], limit=LIMIT) for space in data.spaces]
    peak_mb = peer("rss")["peak"]
    peer("close")
    names = [question["id"] for space in data.spaces for question in space["questions"]]
    found = [ids for one in searched for ids in one["found"]]
    return {
        "turns": sum(one["turns"] for one in added),
        "add_s": sum(sum(one["ms"]) + one["settle_ms"] for one in added) / 1e3,
        "first_ms": [one["first_ms"] for one in searched],
        "search_ms": [elapsed for one in searched for elapsed in one["ms"]],
        "found": dict(zip(names, found, strict=True)),
        "disk_mb": sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / MIB,
        "peak_mb": peak_mb,
        "wall_s": time.monotonic() - start,
    }


def _ask(peer: Peer, deadline: float, op: str, **arguments: object) -> Any:
    """Run a command within what is left of the time."""
    peer.limit_s = deadline - time.monotonic()
    if peer.limit_s <= 0:
        raise PeerError(f"{peer.system.name} was not done in time")
    return peer(op, **arguments)
