"""Requests about facts."""

from __future__ import annotations

from typing import Any

from ....admit import UNSET
from ._fields import (
    REQUIRED,
    Arguments,
    flag,
    listed,
    mapping,
    name,
    nullable,
    number,
    of,
    reason,
    text,
    time,
    whole,
)

_SPAN = {
    "type": "object",
    "properties": {
        "cube": {"type": "string", "format": "uuid"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
    "required": ["cube", "start", "end"],
    "additionalProperties": False,
}
_EVIDENCE = {"type": "array", "items": {"anyOf": [{"type": "string", "format": "uuid"}, _SPAN]}}
_POLARITY = {"type": "string", "enum": ["affirmed", "negated"]}
_TIME = {"type": ["string", "null"], "format": "date-time"}


class AssertFact(Arguments):
    """Tell a fact."""

    subject: Any = text("Whom or what it is about.", REQUIRED, "Ana")
    predicate: Any = text("What is said; GET predicates lists them.", REQUIRED, "lives_in")
    object: Any = text("The value.", REQUIRED, "Porto")
    user: Any = name("Whose memory it is.", None, "ana")
    key: Any = name("What the value is of, where the predicate asks for it, e.g. colour.")
    polarity: Any = of(_POLARITY, "Whether it holds or does not.", "affirmed")
    certainty: Any = number("How sure the source was.", 1.0, most=1)
    valid_from: Any = time("Since when it holds.")
    valid_to: Any = time("Until when it held.")
    content: Any = text("A sentence that says it; by default one is made.", None, "Ana lives in Porto.")
    evidence: list[Any] = of(_EVIDENCE, "Memories, or spans of them, in which it was said.", ())
    kind: Any = of(
        {"type": "string", "enum": ["fact", "preference"]}, "By default what the predicate says.", None
    )
    agent: Any = name("Which agent's it is.")
    session: Any = name("Which conversation it is of.")
    speaker: Any = name("Who said it.")
    role: Any = name("As what.")
    occurred_at: Any = time("When it was said.")
    metadata: Any = mapping("Whatever you want to find it by.")
    tags: Any = listed("Words to find it by.", ())
    source: Any = name("Where it came from.")
    importance: Any = number("How much it matters.", most=1)
    reason: Any = reason()


class Correct(Arguments):
    """Put a fact right that was wrong from the start. What is left out stays as it is."""

    object: Any = of({"type": "string", "minLength": 1}, "The right value.", UNSET, "Lisbon")
    key: Any = of({"type": ["string", "null"]}, "What the value is of.", UNSET)
    polarity: Any = of(_POLARITY, "Whether it holds or does not.", UNSET)
    valid_from: Any = of(_TIME, "Since when it holds.", UNSET)
    valid_to: Any = of(_TIME, "Until when it held.", UNSET)
    content: Any = of({"type": ["string", "null"]}, "A sentence that says it.", UNSET)
    evidence: list[Any] = of(_EVIDENCE, "Where the right one was said.", ())
    reason: Any = reason()


class Retract(Arguments):
    """Take a fact back, as if it had not been true."""

    dry_run: bool = flag("Only show what would change.")
    reason: Any = reason()


class Facts(Arguments):
    """Ask for the facts that hold."""

    user: Any = name("Only this user's.", None, "ana")
    subject: Any = name("Only about this one.", None, "Ana")
    predicate: Any = name("Only these.", None, "lives_in")
    valid_at: Any = time("When they must hold; by default now.")
    known_at: Any = time("Answer from what was recorded by then.")
    past: bool = flag("Also those that held before.")


class Timeline(Arguments):
    """Ask what was true of a subject, first to last. Either subject or user is needed."""

    subject: Any = name("Of whom or what.", None, "Ana")
    user: Any = name("Whose memory.", None, "ana")
    predicate: Any = name("Only these facts.")
    known_at: Any = time("Answer from what was recorded by then.")


class Profile(Arguments):
    """Ask what is known of a user, for a prompt."""

    subject: Any = name("Only facts about this one.")
    max_tokens: Any = of(
        nullable({"type": "integer", "minimum": 1}), "The most it may take; null for no bound.", 500
    )
    valid_at: Any = time("When the facts must hold; by default now.")
    known_at: Any = time("Answer from what was recorded by then.")


class Graph(Arguments):
    """Ask how entities hang together."""

    user: Any = name("Only this user's facts.", None, "ana")
    subject: Any = name("Only facts that name this one.")
    valid_at: Any = time("When the facts must hold; by default now.")
    known_at: Any = time("Answer from what was recorded by then.")
    limit: Any = whole("How many entities.", 200)


class Declared(Arguments):
    """A predicate. What is left out has its default."""

    name: Any = text("Lower case words joined by _.", REQUIRED, "plays")
    cardinality: Any = of(
        {"type": "string", "enum": ["single", "single_per_key", "multi"]},
        "How many values hold at once.",
        "multi",
    )
    keyed: Any = of({"type": "string", "enum": ["key", "object"]}, "What the key is.", "key")
    temporal: bool = flag("Whether its value can change.", True)
    group: str | None = of({}, "Predicates of one group exclude each other.", None)
    half_life_days: float | None = of({}, "After how long half of its strength is left.", None)
    kind: Any = of(
        {"type": "string", "enum": ["fact", "preference"]}, "The kind of memory that carries it.", "fact"
    )
    says: str = of({}, "The sentence, with {subject}, {object} and {key}.", "", "{subject} plays {object}")
    denies: str = of({}, "The sentence that denies it.", "")


class Declare(Arguments):
    """Make a predicate known to the space."""

    predicate: Declared


class Predicates(Arguments):
    """Ask which predicates there are."""
