"""A store with a little of everything, told over a year and a half: what the page is looked at with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import mnemic
from mnemic.cube import Evidence
from mnemic.testing import ManualClock

START = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)

_SAID: tuple[tuple[int, str, str, str], ...] = (
    (0, "ana", "Ana", "I have lived in Lisbon since 2019, close to the river."),
    (0, "ana", "Ana", "I work at Fernweh as a translator, mostly from Danish."),
    (2, "ana", "Ana", "Bo is my brother; he lives in Aarhus and builds boats."),
    (9, "ana", "Ana", "The sourdough needs feeding twice a day, or it sulks."),
    (16, "ana", "Ana", "My favourite colour is green, the dark kind that trains used to have."),
    (31, "bo", "Bo", "We launched the Marta on Saturday. She floats, which is more than the last one did."),
    (33, "bo", "Bo", "I am allergic to shellfish, please remember that before you book anything."),
    (58, "ana", "Ana", "On 30 April I go to Copenhagen for the book fair, back on the fourth."),
    (74, "ana", "Ana", "I would rather have the window seat, always, even on short trains."),
    (121, "ana", "Ana", "Fernweh is closing its Lisbon office. I am looking around."),
    (180, "bo", "Bo", "Ana gave me her old bicycle. The brakes are a matter of opinion."),
    (242, "ana", "Ana", "I start at Casa Nova in January, editing instead of translating."),
    (300, "ana", "Ana", "The doctor says no coffee after noon. We will see about that."),
    (341, "bo", "Bo", "I sold the Marta to a couple from Odense. They asked about the name."),
    (444, "ana", "Ana", "We moved to Porto in May. The flat has a balcony and a lemon tree."),
    (445, "ana", "Ana", "The new address is Rua das Flores 12, third floor, no lift."),
    (470, "ana", "Ana", "Tomás from the bakery downstairs lends me his ladder."),
    (498, "bo", "Bo", "I am coming to Porto in August for two weeks, with the small tent."),
    (540, "ana", "Ana", "The lemon tree has scale insects; soap water every three days."),
    (561, "ana", "Ana", "I finished the book about the herring. Four hundred pages, not one too many."),
)

_FACTS: tuple[tuple[int, str, str, str, str, str | None, str], ...] = (
    (0, "ana", "Ana", "lives_in", "Lisbon", "2019-01-01T00:00:00Z", "I have lived in Lisbon since 2019"),
    (1, "ana", "Ana", "works_at", "Fernweh", None, "I work at Fernweh"),
    (1, "ana", "Ana", "occupation", "translator", None, "as a translator"),
    (2, "ana", "Bo", "lives_in", "Aarhus", None, "he lives in Aarhus"),
    (4, "ana", "Ana", "favorite", "green", None, "My favourite colour is green"),
    (6, "bo", "Bo", "allergic_to", "shellfish", None, "I am allergic to shellfish"),
    (11, "ana", "Ana", "works_at", "Casa Nova", "2026-01-05T00:00:00Z", "I start at Casa Nova in January"),
    (11, "ana", "Ana", "occupation", "editor", "2026-01-05T00:00:00Z", "editing instead of translating"),
    (14, "ana", "Ana", "lives_in", "Porto", "2026-05-16T00:00:00Z", "We moved to Porto in May"),
)


class Story(NamedTuple):
    """What was told: the ids of what was said, and of the facts, in order; and the instant it ends."""

    said: tuple[str, ...]
    facts: tuple[str, ...]
    ends: datetime


def tell(path: Path, embedder: str = "hash") -> Story:
    """Write the story into a new store at *path*."""
    clock = ManualClock(START)
    with mnemic.open(path, embedder=embedder, clock=clock, actor="story") as mem:
        said: list[mnemic.MemCube] = []
        facts: list[mnemic.MemCube] = []
        for at, (days, user, speaker, text) in enumerate(_SAID):
            clock.set(START + timedelta(days=days, minutes=7 * at))
            said.append(_remember(mem, user, speaker, text, clock()))
            clock.advance(60)
            facts += [_assert(mem, said[at], *fact[1:]) for fact in _FACTS if fact[0] == at]
        clock.set(START + timedelta(days=600))
        mem.update(
            said[15].id,
            content="The new address is Rua das Flores 21, third floor, no lift.",
            reason="a slip: the numbers were swapped",
        )
        mem.pin([said[6].id], reason="it matters before every dinner")
        mem.archive(ids=[said[9].id], reason="long past")
        mem.remember("This line is here to be forgotten.", user="bo", tags=("spare",))
        mem.forget(tags=("spare",))
        mem.flush()
    return Story(tuple(cube.id for cube in said), tuple(fact.id for fact in facts), clock())


def _remember(mem: mnemic.Memory, user: str, speaker: str, text: str, at: datetime) -> mnemic.MemCube:
    return mem.remember(
        text, user=user, speaker=speaker, role="user", session=f"{user}-{at:%Y-%m}", occurred_at=at,
        tags=("home",) if "Porto" in text or "Flores" in text else (), metadata={"turn": f"{at:%d}.1"},
    )  # fmt: skip


def _assert(
    mem: mnemic.Memory,
    said: mnemic.MemCube,
    user: str,
    subject: str,
    predicate: str,
    object_: str,
    since: str | None,
    quote: str,
) -> mnemic.MemCube:
    start = said.content.index(quote)
    return mem.assert_fact(
        subject, predicate, object_, user=user, valid_from=since, occurred_at=said.occurred_at,
        key="colour" if predicate == "favorite" else None,
        evidence=[Evidence(said.id, start, start + len(quote))],
    )  # fmt: skip
