"""A simulated year of one user's memory: what is told, what is recalled, and where it all ends up."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mnemic.cube import Kind, Tier
from mnemic.lifecycle import Visits, Vitality, heat, initial_stability, next_tier, recalled, strength, visited

SEED = 7
TURNS = 10_000
DAYS = 365
RECALLS_A_DAY = 10
DAY_US = 86_400_000_000
_KINDS: Sequence[tuple[Kind, float]] = (
    ("episode", 0.85),
    ("fact", 0.08),
    ("preference", 0.02),
    ("summary", 0.05),
)
_LOVED = 1.1  # the exponent by which a few memories take most recalls (Zipf)


@dataclass(slots=True)
class _Memory:
    kind: Kind
    born_us: int
    importance: float
    vitality: Vitality
    visits: Visits = field(default_factory=Visits)
    tier: Tier = "working"
    moves: int = 0
    archived_us: int | None = None


class Year(NamedTuple):
    """
    What became of a year.

    Attributes:
        tiers: For each day how many memories stand in each tier.

        moves: How many memories moved how often.

        left: What is left at the end of each memory that was never recalled, and of each that was.
    """

    tiers: Sequence[Counter[Tier]]
    moves: Counter[int]
    left: tuple[Sequence[float], Sequence[float]]


def simulate(days: int = DAYS) -> Year:
    """
    Return what becomes of `TURNS` memories told evenly through a year, then left alone till *days* are over.

    Each day of the year ten are recalled, drawn by a popularity of their own (Zipf) among what was told; each night
    consolidation moves what must move. Importance is uniform in [0, 1].
    """
    rng = random.Random(SEED)
    memories: list[_Memory] = []
    popular: list[float] = []
    tiers = []
    for day in range(days):
        if day < DAYS:
            told = TURNS * (day + 1) // DAYS - len(memories)
            memories += [_born(day, rng) for _ in range(told)]
            popular += [1 / rng.randint(1, TURNS) ** _LOVED for _ in range(told)]
            for memory in rng.choices(memories, popular, k=RECALLS_A_DAY):
                _recall(memory, day * DAY_US + DAY_US // 2)
        for memory in memories:
            _settle(memory, (day + 1) * DAY_US)
        tiers.append(Counter(memory.tier for memory in memories))
    end = days * DAY_US
    left: tuple[list[float], list[float]] = ([], [])
    for memory in memories:
        left[memory.vitality.recalls > 0].append(_left(memory, end))
    return Year(tiers, Counter(memory.moves for memory in memories), left)


def _born(day: int, rng: random.Random) -> _Memory:
    kind = rng.choices([kind for kind, _ in _KINDS], [share for _, share in _KINDS])[0]
    importance = rng.random()
    return _Memory(kind, day * DAY_US, importance, Vitality(initial_stability(kind, importance)))


def _recall(memory: _Memory, at_us: int) -> None:
    memory.vitality = recalled(memory.vitality, at_us, since_us=memory.born_us)
    memory.visits = visited(memory.visits, at_us)


def _left(memory: _Memory, now_us: int) -> float:
    return strength(memory.vitality, kind=memory.kind, created_us=memory.born_us, now_us=now_us)


def _settle(memory: _Memory, now_us: int) -> None:
    last = memory.vitality.last_recalled_us
    tier = next_tier(
        memory.tier,
        heat=heat(memory.visits, now_us),
        strength=_left(memory, now_us),
        importance=memory.importance,
        age_days=(now_us - memory.born_us) / DAY_US,
        recalls=memory.vitality.recalls,
        revived=memory.archived_us is not None and last is not None and last > memory.archived_us,
    )
    if tier != memory.tier:
        memory.tier, memory.moves = tier, memory.moves + 1
        memory.archived_us = now_us if tier == "archive" else None
