"""
What verbs give back, for the OpenAPI document.

The names, fields and descriptions are those of the results in Python. Nothing is validated with these: replies are
written straight from `to_dict()`, and the tests hold real ones against the document.
"""

from __future__ import annotations

import inspect
import re
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from .... import cube, engine, index, ingest, lifecycle, recall, store, truth
from ._fields import ID, OPERATION, WHEN

_SECTION = re.compile(r"^Attributes:\n(?P<body>(?:[ ]{4}.*\n|\n)+)", re.MULTILINE)
_ITEM = re.compile(r"^(?P<names>[\w, ]+): (?P<text>.*)$")

Id = Field(examples=[ID], json_schema_extra={"format": "uuid"})
Time = Field(examples=[WHEN], json_schema_extra={"format": "date-time"})


def documented(thing: object) -> dict[str, str]:
    """Return what the docstring of a result says of its fields."""
    found = _SECTION.search(f"{inspect.getdoc(thing) or ''}\n")
    told: dict[str, str] = {}
    for block in re.split(r"\n(?=\S)", inspect.cleandoc(found["body"]) if found else ""):
        item = _ITEM.match(" ".join(block.split()))
        if item:
            told |= dict.fromkeys(item["names"].split(", "), item["text"].replace("``", "`"))
    return told


class Shape(BaseModel):
    """A result."""

    model_config = ConfigDict(extra="ignore")
    like: ClassVar[type[Any] | None] = None

    @classmethod
    def __pydantic_init_subclass__(cls, **_kwargs: Any) -> None:
        texts = documented(cls.like) if cls.like else {}
        for name, field in cls.model_fields.items():
            field.description = field.description or texts.get(name)
        cls.model_rebuild(force=True)


class Link(Shape):
    """A typed edge to another memory of the space."""

    like = cube.Link
    relation: str
    target: str = Id


class Evidence(Shape):
    """The characters [start, end) of a memory that support a fact."""

    like = cube.Evidence
    cube: str = Id
    start: int
    end: int


class Fact(Shape):
    """What a memory of kind fact or preference asserts."""

    like = cube.Fact
    subject: str
    predicate: str
    object: str
    key: str | None
    polarity: Literal["affirmed", "negated"]
    certainty: float
    stated_from: str | None = Time
    stated_to: str | None = Time
    corrects: str | None
    evidence: list[Evidence]


class MemCube(Shape):
    """One version of one memory."""

    like = cube.MemCube
    id: str = Id
    space: str
    seq: int
    version: int
    content: str
    kind: str
    form: str
    user: str | None
    agent: str | None
    session: str | None
    speaker: str | None
    role: str | None
    occurred_at: str | None = Time
    occurred_end: str | None = Time
    valid_from: str | None = Time
    valid_to: str | None = Time
    created_at: str = Time
    recorded_at: str = Time
    superseded_at: str | None = Time
    key: str | None
    source: str | None
    tags: list[str]
    metadata: dict[str, Any]
    importance: float | None
    strength: float
    tier: str
    state: str
    links: list[Link]
    fact: Fact | None
    operation: str = Field(examples=[OPERATION])


class Page(Shape):
    """Some of the memories a list asked for."""

    like = engine.Page
    cubes: list[MemCube]
    cursor: str | None


class Change(Shape):
    """What an operation did to one memory."""

    like = cube.Change
    cube: str = Id
    fields_: list[str] = Field(alias="fields", description="The names of the fields that differ.")
    before: MemCube | None
    after: MemCube


class Operation(Shape):
    """One atomic change."""

    like = cube.Operation
    id: str | None
    space: str
    verb: str
    recorded_at: str = Time
    actor: str | None
    reason: str | None
    undoes: str | None
    run: str | None
    changes: list[Change]
    erased: int
    lessons: int


class Logged(Shape):
    """An operation as a line of the log."""

    like = engine.Logged
    operation: Operation
    changes: int


class Probe(Shape):
    """What a byte-level search of the store's files saw."""

    like = cube.Probe
    windows: int
    before: int | None
    after: int | None
    files: list[str]


class ErasureReceipt(Shape):
    """What an erasure did."""

    like = cube.ErasureReceipt
    status: Literal["complete", "pending", "dry_run"]
    operation: str | None
    cubes: int
    derived: int
    versions: int
    links: int
    vectors: int
    replays: int
    shared_texts: int
    too_short: int
    control: bool
    vacuumed: bool
    reason: str | None
    probe: Probe
    outside: list[str]


class CurvePoint(Shape):
    """What is left of a memory at a time."""

    at: str = Time
    strength: float


class Curve(Shape):
    """How a memory fades."""

    like = lifecycle.Curve
    id: str = Id
    now: str = Time
    strength: float
    stability_days: float
    recalls: int
    last_recalled_at: str | None = Time
    useful: int
    useless: int
    pinned: bool
    ends_at: str | None = Time
    archives_at: str | None = Time
    points: list[CurvePoint]


class Linked(Shape):
    """A link of a memory, with the memory at its other end."""

    like = engine.Linked
    relation: str
    direction: Literal["out", "in"]
    cube: MemCube


class Links(Shape):
    """The links of a memory."""

    like = engine.Links
    links: list[Linked]
    total: int


class ChannelScore(Shape):
    """How one channel saw a hit."""

    like = recall.ChannelScore
    channel: str
    score: float | None
    rank: int | None


class Hit(Shape):
    """A memory that was found."""

    like = recall.Hit
    score: float
    why: list[str]
    channels: list[ChannelScore]
    features: dict[str, float | None]
    before: list[MemCube]
    after: list[MemCube]
    facts: list[MemCube]
    cube: MemCube


class Recall(Shape):
    """The memories found for a question, best first."""

    like = recall.Recall
    id: str = Id
    query: str
    asked_at: str = Time
    confidence: float | None
    answerable: bool | None
    calibration: str | None
    degraded: list[str]
    archive_searched: bool
    max_tokens: int | None
    tokenizer: str
    candidates: int
    hits: list[Hit]


class Context(Shape):
    """The memories found for a question, as text for a prompt."""

    like = recall.Recall
    id: str = Id
    text: str = Field(description="The text for the prompt; empty when nothing was found.")
    tokens: int = Field(description="How many tokens the text takes.")
    citations: dict[str, MemCube] = Field(description="The memories by the marks the text cites them with.")
    confidence: float | None
    answerable: bool | None
    degraded: list[str]


class Missing(Shape):
    """Why a memory was not among a recall's hits."""

    like = recall.Missing
    cube: str = Id
    step: Literal["filter", "no_match", "limit", "budget", "returned"]
    reason: str
    rank: int | None
    score: float | None
    channels: list[ChannelScore]


class Entry(Shape):
    """One stretch of a timeline."""

    like = truth.Entry
    since: str | None = Time
    until: str | None = Time
    said_at: str = Time
    fact: MemCube
    after: list[str]


class Conflict(Shape):
    """Two facts at odds, by their ids."""

    later: str = Id
    earlier: str = Id


class Weighed(Shape):
    """A belief, and what speaks for and against it."""

    belief: MemCube
    supports: int
    contradicts: int
    score: float | None


class Dossier(Shape):
    """What memory has about a question."""

    like = lifecycle.Dossier
    holds: list[MemCube]
    before: list[Entry]
    ahead: list[MemCube]
    conflicts: list[Conflict]
    beliefs: list[Weighed]
    stale: list[str]
    evidence: list[str]
    missing: list[str]


class Reflection(Shape):
    """What reflecting on a question came to."""

    like = lifecycle.Reflection
    question: str
    asked_at: str = Time
    answer: str | None
    cited: list[str]
    unknown_marks: list[str]
    belief: MemCube | None
    confidence: float | None
    degraded: list[str]
    citations: dict[str, str]
    dossier: Dossier
    text: str
    tokens: int
    cubes: dict[str, MemCube] = Field(description="Everything that is named by its id, and where.")


class Profile(Shape):
    """What is known of a user, for a prompt."""

    like = recall.Profile
    text: str
    facts: list[MemCube]
    tokens: int
    left_out: int


class Entity(Shape):
    """Somebody or something that facts are about."""

    like = truth.Entity
    name: str
    user: str | None
    facts: int


class Edge(Shape):
    """A fact, from its subject to its object."""

    like = truth.Edge
    source: int
    target: int
    fact: str = Id
    predicate: str
    key: str | None
    polarity: Literal["affirmed", "negated"]


class Graph(Shape):
    """Entities and the facts between them."""

    like = truth.Graph
    entities: list[Entity]
    edges: list[Edge]
    total_entities: int
    total_facts: int


class Predicate(Shape):
    """One thing that can be said of a subject."""

    like = cube.Predicate
    name: str
    cardinality: Literal["single", "single_per_key", "multi"]
    keyed: Literal["key", "object"]
    temporal: bool
    group: str | None
    half_life_days: float | None
    kind: Literal["fact", "preference"]
    says: str
    denies: str


class Consolidation(Shape):
    """What a consolidation did."""

    like = lifecycle.Consolidation
    run: str | None
    turns: int
    planned: int
    done: int
    failed: int
    dead: int
    left: int
    operations: int
    facts: dict[str, int]
    refused: dict[str, int]
    summaries: int
    calls: int
    prompt_tokens: int
    completion_tokens: int
    estimated_tokens: int
    seconds: float


class Budget(Shape):
    """What a space may hold; null: without bound."""

    like = lifecycle.Budget
    cubes: int | None
    size_bytes: int | None
    archive_cubes: int | None
    archive_bytes: int | None


class Policy(Shape):
    """How fast memories fade."""

    like = lifecycle.Policy
    half_lives: dict[str, float]
    predicate_half_lives: dict[str, float]
    ttl_days: dict[str, float]
    budget: Budget
    topics: bool
    reader: bool


class BackgroundJob(Shape):
    """A piece of work that waits for a worker, is in its hands, or was tried too often."""

    like = engine.BackgroundJob
    id: int
    kind: str
    space: str | None
    state: Literal["waiting", "running", "dead"]
    attempts: int
    due_at: str = Time
    created_at: str = Time
    error: str | None
    run: str | None


class Overview(Shape):
    """What a space holds, counted."""

    like = index.Overview
    cubes: int
    kinds: dict[str, int]
    tiers: dict[str, int]
    states: dict[str, int]
    users: dict[str, int]
    agents: dict[str, int]
    sessions: dict[str, int]
    speakers: dict[str, int]
    tags: dict[str, int]
    distinct: dict[str, int]
    days: dict[str, int]
    first_at: str | None = Time
    last_at: str | None = Time
    first_recorded_at: str | None = Time
    last_recorded_at: str | None = Time


class Stats(Shape):
    """How much a space and its store hold."""

    like = engine.Stats
    location: str = Field(description="The name of the store's file.")
    space: str
    spaces: int
    cubes: int
    versions: int
    links: int
    vectors: int
    pending_vectors: int
    operations: int
    embedder: str | None
    model: str | None
    erasures_pending: int
    schema_version: int
    size_bytes: int
    cache_bytes: int


class Unmapped(Shape):
    """Something in a file that did not come over, or not as it was."""

    like = ingest.Unmapped
    what: str
    count: int
    why: str
    example: str = Field(description="Where the first one stands.")


class Imported(Shape):
    """What an import came to."""

    like = engine.Imported
    format: str
    new: int
    known: int
    updated: int
    copied: int
    skipped: int
    unmapped: list[Unmapped]
    operations: int
    run: str | None = Field(description="By it the whole of it is undone.")
    dry_run: bool


class Finding(Shape):
    """Something in a store that disagrees with the rest."""

    like = store.Finding
    part: str
    detail: str
    repairable: bool


class AuditHead(Shape):
    """The end of a store's audit chain."""

    like = engine.AuditHead
    operations: int
    hash: str


class Failure(Shape):
    """Why a request failed."""

    code: str = Field(description="What sort of error it is.", examples=["cube_not_found"])
    message: str = Field(description="What value was met, why it cannot be used, and the way out.")
    retryable: bool = Field(description="Whether the same request may succeed later; nothing was written.")
    details: dict[str, Any] = Field(description="What the error carries beside its message.")
    request_id: str | None = Field(description="The id of the request, as in the header X-Request-ID.")


class Failed(Shape):
    """The reply to a request that failed."""

    error: Failure


class Health(Shape):
    """How the server is."""

    status: Literal["alive", "ready"]
