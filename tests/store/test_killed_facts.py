"""Processes that tell facts and are killed at any moment leave every slot as its facts say."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from store_processes import Child, Say, open_any

import mnemic
from mnemic.errors import UsageError
from mnemic.truth import settle

KILLS = 60
CITIES = ("Rome", "Porto", "Oslo", "Faro")


def tell(say: Say, path: str, seed: int) -> None:
    """Tell, correct, retract, undo and forget facts until killed."""
    random_ = random.Random(seed)
    mem = open_any(path)
    say("open")
    while True:
        # Another teller may have been there between looking and doing.
        with contextlib.suppress(UsageError):
            _one(mem, random_)
            say("done")


def _one(mem: mnemic.Memory, random_: random.Random) -> None:
    facts = mem.facts(user="ana", past=True)
    verb = random_.choice(("tell", "tell", "tell", "correct", "retract", "undo", "forget"))
    if verb == "tell" or not facts:
        at = f"2026-0{random_.randint(1, 5)}-{random_.randint(1, 28):02d}T{random_.randint(10, 23)}:00:00Z"
        city = random_.choice(CITIES)
        turn = mem.remember(f"I live in {city}", user="ana", occurred_at=at)
        mem.assert_fact(
            "Ana", "lives_in", city, user="ana", evidence=[turn] if random_.random() < 0.8 else []
        )
        return
    fact = random_.choice(facts)
    assert fact.fact is not None
    if verb == "correct":
        mem.correct(fact.id, object=random_.choice([city for city in CITIES if city != fact.fact.object]))
    elif verb == "retract":
        mem.retract(fact.id)
    elif verb == "undo":
        mem.undo(str(mem.operations(limit=1)[0].id))
    elif fact.fact.evidence:
        mem.forget(ids=[fact.fact.evidence[0].cube])


def exclude(one: mnemic.MemCube, other: mnemic.MemCube) -> bool:
    """Whether two facts of one slot hold at once."""
    for first, second in ((one, other), (other, one)):
        if (
            first.valid_to is not None
            and second.valid_from is not None
            and first.valid_to <= second.valid_from
        ):
            return False
    return one.fact is not None and other.fact is not None and one.fact.object != other.fact.object


def unsettled(mem: mnemic.Memory, cubes: Iterable[mnemic.MemCube]) -> int:
    """Return how many facts are not as the statements of their slot say."""
    with mem._store.write(dry_run=True) as writer:
        space = writer.ensure_space("default")
        writer.begin(space, "consolidate")
        return len(settle(writer, space, cubes))


@pytest.mark.slow
def test_killed_tellers_leave_every_slot_as_its_facts_say(tmp_path: Path) -> None:
    path, random_, done = tmp_path / "m.db", random.Random(20261121), 0
    with mnemic.open(path, embedder="hash") as mem:
        mem.assert_fact("Ana", "lives_in", "Rome", user="ana")
    for round_ in range(KILLS):
        tellers = [Child(tell, str(path), 2 * round_ + teller) for teller in range(1 + round_ % 2)]
        for teller in tellers:
            teller.hear()
        until = time.monotonic() + random_.uniform(0.0, 0.15)
        heard = [teller.hear_all(until=until) for teller in tellers]
        assert not [one for said in heard for one in said if one[0] in ("end", "error", "crash")]
        done += sum(len(said) for said in heard)
        with open_any(path) as mem:
            assert mem.check() == []
            facts = mem.facts(past=True, valid_at="2100-01-01T00:00:00Z")
            assert not [pair for pair in combinations(facts, 2) if exclude(*pair)]
            assert len(mem.facts(user="ana")) <= 1
            assert unsettled(mem, facts) == 0
    assert done > KILLS
