"""
Write tests/fixtures/store-<version>.db: a store as this version writes it, with something of everything.

    python tools/release_fixture.py

Every later version is tested to open it. A released file is never written again.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import mnemic

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "fixtures"


def main() -> int:
    """Write the file unless it is there."""
    path = FOLDER / f"store-{mnemic.__version__}.db"
    if path.exists():
        print(f"Error: {path} is there; a released fixture is never written again", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    write(path)
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


def write(path: Path) -> None:
    """Write a store at *path* with memories of every sort, in two spaces."""
    clock = _clock()
    with mnemic.open(path, embedder="hash", actor="release", clock=clock) as mem:
        told = mem.remember(
            "I moved to Porto in May.",
            user="ana",
            agent="helper",
            session="s1",
            speaker="Ana",
            role="user",
            occurred_at="2026-05-20T10:00:00+01:00[Europe/Lisbon]",
            metadata={"turn": "D1:3", "deep": {"n": 3, "none": None}},
            tags=["home"],
            source="chat.txt:12",
            importance=0.5,
            idempotency_key="message-1",
        )
        mem.remember(
            "Ana lives in Porto.",
            user="ana",
            kind="fact",
            valid_from="2026-05-20T00:00:00+01:00",
            links=[("derived_from", told.id)],
            fact={"subject": "Ana", "predicate": "lives_in", "object": "Porto"},
        )
        mem.remember("Plan: Kyoto.", user="ana", key="plan")
        mem.remember("Plan: Kyoto, then Nara.", user="ana", key="plan", reason="a longer trip")
        mem.remember_many([{"content": text, "user": "bo"} for text in ("我喜欢喝茶。", "ok, sounds good")])
        archived = mem.remember("An old note.", user="bo")
        mem.archive(ids=[archived.id])
        undone = mem.remember("A mistake.", user="bo")
        mem.undo(undone.operation)
        mem.remember("To be forgotten.", user="cleo")
        mem.forget(user="cleo")
        mem.flush()
    with mnemic.open(path, space="other", clock=clock) as mem:
        mem.remember("The vector of this one is pending.", user="ana")


def _clock() -> Callable[[], datetime]:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick


if __name__ == "__main__":
    sys.exit(main())
