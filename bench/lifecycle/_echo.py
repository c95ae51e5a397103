"""
Echoes: what the memory said comes back as the agent's words, as a tool's result, or quoted by the person.

Every direct statement of a split is told first-hand by one person, and echoed to that person and to another, who
never said it. Nothing that comes back may make a fact, or become evidence of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from _cases import Line, Split, direct, one_of
from _shares import Floor, Row, Share, table

import mnemic
from mnemic import Memory

_START = datetime(2024, 3, 4, 10, tzinfo=UTC)

CHANNELS: dict[str, Sequence[tuple[str, str]]] = {
    "assistant": (
        ("assistant", "{text}"),
        ("assistant", "You told me: {text}"),
        ("assistant", 'As you said the other day, "{text}"'),
        ("assistant", "From what I remember, this is what you said: {text} Shall I go on?"),
    ),
    "tool": (
        ("tool", "{text}"),
        ("tool", '{{"memories": [{{"id": "m1", "content": "{text}"}}]}}'),
        ("tool", "{context}"),
        ("user", "{context}"),
    ),
    "quoted by the person": (
        ("user", 'Your memory says: "{text}"'),
        ("user", 'You wrote "{text}" about me. Where did you get that?'),
        ("user", "This is what your notes have on me:\n> {text}"),
        ("user", "Why does it say [m1] \u201c{text}\u201d in your memories?"),
    ),
}
"""How a text comes back: the role of the turn, and its words."""


class Outcome(NamedTuple):
    """Whether a first-hand fact was formed, and for each echo its channel, its hearer, and whether it was promoted."""

    formed: bool
    echoes: Sequence[tuple[str, str, bool]]


def report(split: Split, folder: Path) -> None:
    """Print how much was promoted."""
    lines = [line for line in direct(split) if any(fact["polarity"] == "affirmed" for fact in line.facts)]
    with mnemic.open(folder / "echo.db", embedder="hash") as mem:
        found = list(_outcomes(mem, lines))
    echoes = [echo for outcome in found for echo in outcome.echoes]
    print(f"\n## Echoes: {split}, {len(lines)} statements, {len(echoes)} echoes")
    # A control that takes every sentence for a fact promotes all of them.
    everything = Share(len(echoes), len(echoes))
    rows = [
        Row("echoes promoted", [Share.among(is_up for *_, is_up in echoes), Share(0, len(echoes)), everything],
            Floor(0.0, at_most=True)),
        Row("first-hand facts promoted", [Share.among(outcome.formed for outcome in found), Share(0, len(found)),
                                          Share(len(found), len(found))], Floor(0.60)),
    ]  # fmt: skip
    for name in CHANNELS:
        for hearer in _HEARERS:
            own = [is_up for channel, who, is_up in echoes if (channel, who) == (name, hearer)]
            rows.append(Row(f"… echoes: {name}, to {hearer}", [Share.among(own)]))
    table("Promoted", ["mnemic", "does nothing", "every sentence"], rows)


_HEARERS = ("the one who said it", "one who did not")


def _outcomes(mem: Memory, lines: Sequence[Line]) -> Iterator[Outcome]:
    for place, line in enumerate(lines):
        user, other = f"u{place}", f"v{place}"
        mem.remember(
            line.text, user=user, speaker=line.speaker, role="user", occurred_at=_START, session="told"
        )
        mem.consolidate()
        formed = [cube.fact.object for cube in mem.facts(user=user, past=True) if cube.fact]
        wanted = [fact["object"] for fact in line.facts if fact["polarity"] == "affirmed"]
        context = mem.recall(line.text, user=user, limit=3).context(300)
        spoken = [
            (channel, hearer, mem.remember(
                words.format(text=line.text, context=context), user=user if hearer == _HEARERS[0] else other,
                speaker=line.speaker if role == "user" else None, role=role,
                occurred_at=_START + timedelta(days=number), session=f"echo {number}",
            ).id)
            for hearer in _HEARERS
            for channel, ways in CHANNELS.items()
            for number, (role, words) in enumerate(ways, 1)
        ]  # fmt: skip
        mem.consolidate()
        cited = _cited(mem, user) | _cited(mem, other)
        yield Outcome(
            any(one_of(formed, name) for name in wanted),
            [(channel, hearer, id_ in cited) for channel, hearer, id_ in spoken],
        )


def _cited(mem: Memory, user: str) -> set[str]:
    """Return the ids of the turns on which facts of *user* rest, those that hold and those that held."""
    found: set[str] = set()
    for cube in mem.facts(user=user, past=True):
        found |= {link.target for link in cube.links if link.relation == "derived_from"}
        found |= {span.cube for span in cube.fact.evidence} if cube.fact else set()
    return found
