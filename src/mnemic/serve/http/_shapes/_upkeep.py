"""Requests that look after a space or the store."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from ....cube import KINDS, TIERS
from ._fields import OPERATION, REQUIRED, Arguments, Filters, flag, listed, name, of, reason, whole

_DAYS = {"type": "object", "additionalProperties": {"type": "number", "exclusiveMinimum": 0}}
_BY_KIND = {**_DAYS, "propertyNames": {"enum": list(KINDS)}}
_BOUND = {"type": "integer", "minimum": 0}
_OPERATION = {"type": "string", "format": "uuid"}
_SECONDS = {"type": "number", "minimum": 0}


class Operations(Arguments):
    """Ask what was done, latest first."""

    cube: Any = of(_OPERATION, "Only what changed this memory.", None)
    run: Any = of(_OPERATION, "Only what this consolidation did.", None)
    before: Any = of(
        _OPERATION, "Only what lies before this operation: the last of the page before.", None, OPERATION
    )
    limit: Any = whole("How many.", 50)


class Log(Operations):
    """Ask what was done, latest first, without all that it changed."""

    operation_id: Any = of(_OPERATION, "Only this operation.", None)
    changes: Any = whole("How many of the changes of each operation come along, at most.", 0)


class Undo(Arguments):
    """Take an operation back."""

    cascade: bool = flag("Also take back the later operations that rest on it.")
    dry_run: bool = flag("Only show what would change.")
    reason: Any = reason()


class Receipt(Arguments):
    """Ask for the receipt of an erasure."""


class Consolidate(Arguments):
    """Form facts and summaries from what was said, and do what else is due."""

    user: Any = name("Do the jobs of this user's memories only.", None, "ana")
    max_s: Any = of(_SECONDS, "How long to go on at most; the server has a bound of its own.", None, 30)
    max_calls: Any = whole("How often a language model may be asked.", None, least=0)
    max_model_tokens: Any = whole("How much it may be asked.", None, least=0)
    dry_run: bool = flag("Only say how much there is to do.")


class AllowModel(Arguments):
    """Say whether texts of this space may leave for a language model."""

    allowed: bool = flag("Whether they may.", True)


class Policy(Arguments):
    """Ask how fast memories fade."""


class Bounds(Arguments):
    """How much a space may hold; null or left out: no bound."""

    cubes: Any = of(_BOUND, "Memories outside the archive.", None, 10_000)
    size_bytes: Any = of(_BOUND, "Their size.", None)
    archive_cubes: Any = of(_BOUND, "Memories in the archive.", None)
    archive_bytes: Any = of(_BOUND, "Their size.", None)


class Fading(Arguments):
    """How fast memories fade, and how much a space may hold."""

    half_lives: Any = of(_BY_KIND, "Days until half is left, by kind.", {}, {"episode": 90})
    predicate_half_lives: Any = of(_DAYS, "The same of facts, by predicate.", {})
    ttl_days: Any = of(_BY_KIND, "Days after which a memory goes to the archive, by kind.", {})
    topics: bool = flag("Whether topics are formed.")
    reader: bool = flag("Whether a small network reads facts beside the rules.", True)
    budget: Bounds = Field(default_factory=Bounds, description="How much the space may hold.")


class SetPolicy(Arguments):
    """Say how fast memories fade, in place of what was said before."""

    policy: Fading


class Jobs(Arguments):
    """Ask for the background jobs."""


class RetryJobs(Arguments):
    """Give dead jobs their attempts back."""

    ids: Any = of({"type": "array", "items": {"type": "integer"}}, "Which; left out: all dead ones.", None)


class DropJobs(Arguments):
    """Throw jobs away."""

    ids: Any = of({"type": "array", "items": {"type": "integer"}}, "Which.", REQUIRED, [1])


class Overview(Arguments):
    """Ask what a space holds, counted."""

    user: Any = name("Only this user's memories.", None, "ana")
    top: Any = whole("How many names of each sort.", 50)
    days: Any = whole("How many days, the latest.", 366)


class Stats(Arguments):
    """Ask how much there is."""


class Flush(Arguments):
    """Wait until every vector is in place."""


class Spaces(Arguments):
    """Ask which spaces there are."""


class Scrub(Arguments):
    """Go on with erasures whose files could not be scrubbed yet."""

    timeout_s: Any = of(_SECONDS, "How long to wait for readers.", 5.0)


class Check(Arguments):
    """Ask in what the store disagrees with itself."""

    repair: bool = flag("First make anew what is derived.")


class Reembed(Arguments):
    """Change the model all vectors come from."""

    embedder: str = of({"minLength": 1}, "Its name.", REQUIRED, "minilm")


class AuditHead(Arguments):
    """Ask for the end of the audit chain."""


class Export(Filters):
    """Ask for a file of memories."""

    tiers: Any = listed("Of these tiers only.", None, among=TIERS)
    vectors: bool = flag("Take the vectors along.")
    passphrase: Any = of({"type": "string", "minLength": 1}, "Encrypt the file with it.", None)
    format: str = of({"enum": ["memcube"]}, "What file.", "memcube")


class Import(Arguments):
    """Take in a file."""

    format: str = of({"type": "string", "minLength": 1}, "What it is; found out, if left out.", "auto")
    on_conflict: str = of(
        {"enum": ["error", "skip", "replace", "copy"]}, "Where something else is here already.", "error"
    )
    user: Any = name("Whom memories of other programs belong to.", None, "ana")
    tz: Any = name("The zone of other programs' times that name none.", None)
    date_order: str = of({"enum": ["auto", "dmy", "mdy", "ymd"]}, "How chat logs write their dates.", "auto")
    dry_run: bool = flag("Only say what would come.")
    reason: Any = reason()


class Backup(Arguments):
    """Ask for a copy of the store."""
