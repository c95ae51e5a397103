"""Requests about memories: keeping, reading, changing and forgetting them."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from ....admit import UNSET
from ....cube import KINDS, RELATIONS
from ._fields import (
    REQUIRED,
    WHEN,
    Arguments,
    Filters,
    Unarchived,
    flag,
    ids,
    listed,
    mapping,
    name,
    number,
    of,
    reason,
    text,
    time,
    whole,
)

_LINK = {
    "anyOf": [
        {
            "type": "object",
            "properties": {
                "relation": {"type": "string", "enum": list(RELATIONS)},
                "target": {"type": "string", "format": "uuid"},
            },
            "required": ["relation", "target"],
            "additionalProperties": False,
        },
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
    ]
}


class Kept(Arguments):
    """A memory to keep."""

    content: Any = text("The text, kept verbatim.", REQUIRED, "I moved to Porto in May.")
    user: Any = name("Whom it belongs to.", None, "ana")
    agent: Any = name("Which agent's it is.")
    session: Any = name("Which conversation it is of.", None, "s1")
    speaker: Any = name("Who said it.", None, "Ana")
    role: Any = name("As what: user, assistant, tool …", None, "user")
    occurred_at: Any = time("When it happened.", None, WHEN)
    occurred_end: Any = time("When it ended.")
    valid_from: Any = time("Since when it is true.")
    valid_to: Any = time("Until when it is true.")
    kind: Any = of({"type": "string", "enum": list(KINDS)}, "What sort of memory it is.", "episode")
    metadata: Any = mapping("Whatever you want to find it by.", None, {"turn": "D1:3"})
    tags: Any = listed("Words to find it by.", (), ["home"])
    source: Any = name("Where it came from.", None, "chat.txt:12")
    importance: Any = number("How much it matters.", most=1)
    links: Any = of({"type": "array", "items": _LINK}, "Edges to other memories of the space.", ())
    fact: Any = mapping("The structure of a fact, for the kinds fact and preference.")
    idempotency_key: Any = name("Unique per space and user: sent again, nothing is written twice.")
    key: Any = name("Names a memory that is meant to change: kept again under it, it gets a new version.")
    if_version: Any = whole("With key: only when that is its version; 0 for none yet.", None, least=0)


class Remember(Kept):
    """Keep one memory."""

    reason: Any = reason()


class RememberMany(Arguments):
    """Keep several memories at once: all of them or none."""

    items: list[Kept] = Field(
        description="The memories, each as for one alone.",
        examples=[
            [
                {"content": "I moved to Porto in May.", "user": "ana"},
                {"content": "Bo has a dog.", "user": "bo"},
            ]
        ],
    )
    reason: Any = reason()


class Update(Arguments):
    """Append a version of a memory. What is left out stays as it is; null empties it."""

    content: Any = of({"type": "string", "minLength": 1}, "The new text.", UNSET, "I moved to Porto in June.")
    metadata: Any = of({"type": ["object", "null"]}, "In place of what was there; see merge.", UNSET)
    tags: Any = of({"type": "array", "items": {"type": "string"}}, "In place of those before.", UNSET)
    agent: Any = of({"type": ["string", "null"]}, "Which agent's it is.", UNSET)
    session: Any = of({"type": ["string", "null"]}, "Which conversation it is of.", UNSET)
    speaker: Any = of({"type": ["string", "null"]}, "Who said it.", UNSET)
    role: Any = of({"type": ["string", "null"]}, "As what.", UNSET)
    source: Any = of({"type": ["string", "null"]}, "Where it came from.", UNSET)
    importance: Any = of(
        {"type": ["number", "null"], "minimum": 0, "maximum": 1}, "How much it matters.", UNSET
    )
    occurred_at: Any = of({"type": ["string", "null"], "format": "date-time"}, "When it happened.", UNSET)
    occurred_end: Any = of({"type": ["string", "null"], "format": "date-time"}, "When it ended.", UNSET)
    valid_from: Any = of({"type": ["string", "null"], "format": "date-time"}, "Since when it is true.", UNSET)
    valid_to: Any = of({"type": ["string", "null"], "format": "date-time"}, "Until when it is true.", UNSET)
    merge: bool = flag("Lay metadata over what is there, key by key.")
    if_version: Any = whole("Only when that is its present version.", None)
    reason: Any = reason()


class List(Unarchived):
    """Page through memories in the order they arrived."""

    valid_at: Any = time("Only what is true then.")
    known_at: Any = time("As they were recorded by then.")
    limit: Any = whole("How many a page holds.", 100, examples=(20,))
    cursor: Any = of({"type": "string"}, "The cursor of the page before, all else being the same.", None)
    newest_first: bool = flag("The latest first.")


class Get(Arguments):
    """Read one memory."""


class Lookup(Arguments):
    """Read the memory that was written under a key."""

    key: Any = text("As it was given when the memory was kept.", REQUIRED, "profile")
    user: Any = name("Whose it is; left out: nobody's.", None, "ana")


class History(Arguments):
    """Read all versions of a memory."""


class Archive(Filters):
    """Move memories out of default recall."""

    ids: Any = ids("These memories.", None)
    dry_run: bool = flag("Only show what would change.")
    reason: Any = reason()


class Forget(Filters):
    """Erase memories for good."""

    ids: Any = ids("These memories.", None)
    everything: bool = flag("The whole space.")
    dry_run: bool = flag("Only count what would go.")
    wait: bool = flag("Scrub and search the files before answering; else soon after.", default=True)
    timeout_s: Any = number("How long to wait for readers before the file's scrub is left for later.", 5.0)


class Pin(Arguments):
    """Hold memories, or let them go."""

    ids: Any = ids("These memories.")
    reason: Any = reason()


class Fuse(Arguments):
    """Make one of equal derived memories."""

    user: Any = name("Only this user's.", None, "ana")
    dry_run: bool = flag("Only show what would change.")
    reason: Any = reason()


class Curve(Arguments):
    """How one memory fades."""

    days: Any = whole("How far ahead.", 365)


class Links(Arguments):
    """What a memory is linked to."""

    limit: Any = whole("How many links.", 100)
