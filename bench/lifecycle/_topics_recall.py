"""Following links from the segments of what a recall found, beside reading on in its ranking."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from _topics_data import Asked, Histories

import mnemic

_FOUND = 10
_READ = 400
_LINKS = (1, 3, 5)


def followed(data: Histories) -> None:
    """Print what following links to the nearest segments adds to the best ten turns of a recall."""
    with tempfile.TemporaryDirectory() as folder:
        rankings = _rankings(data, Path(folder) / "memory.db")
    print(f"\n{data.name}: of the gold turns missed by the best {_FOUND}, found in\n")
    print("| links a segment | turns more | linked segments | as many more of the ranking |")
    print("|---|---|---|---|")
    for links in _LINKS:
        rows = [row for asked in data.asked if (row := _row(data, asked, rankings[asked.id], links))]
        turns, missed, linked, ranked = np.sum(rows, axis=0)
        print(f"| {links} | {turns / len(rows):.1f} | {linked / missed:.3f} | {ranked / missed:.3f} |")


def _rankings(data: Histories, file: Path) -> dict[str, list[str]]:
    """Return the ids of the turns that a recall finds for each question, best first."""
    found = {}
    asked_at = {question["id"]: question["asked_at"] for question in data.data["questions"]}
    spaces = {asked.id: asked.parts[0].session.rpartition("/")[0] for asked in data.asked}
    for name in dict.fromkeys(spaces.values()):
        with mnemic.open(file, space=name) as memory:
            for session, said in data.data["sessions"].items():
                if session.rpartition("/")[0] == name:
                    memory.remember_many(
                        {
                            "content": turn["text"], "speaker": turn["speaker"], "role": turn["role"],
                            "session": session, "occurred_at": said["date"], "source": turn["id"], "user": name,
                        }
                        for turn in said["turns"]
                        if turn["text"].strip()
                    )  # fmt: skip
            memory.flush()
            for asked in data.asked:
                if spaces[asked.id] == name:
                    hits = memory.recall(asked.text, limit=_READ, asked_at=asked_at[asked.id], user=name)
                    found[asked.id] = [hit.cube.source or "" for hit in hits]
    return found


def _row(
    data: Histories, asked: Asked, ranking: Sequence[str], links: int
) -> tuple[int, int, int, int] | None:
    """Return how many turns were read, and of the missed gold turns how many there are and are found either way."""
    gold = {
        id_ for question in data.data["questions"] if question["id"] == asked.id for id_ in question["gold"]
    }
    first = list(ranking[:_FOUND])
    missed = gold - set(first)
    if not missed:
        return None
    vectors = data.vectors[[part.place for part in asked.parts]]
    held = [at for at, part in enumerate(asked.parts) if not set(part.ids).isdisjoint(first)]
    near = {at: np.argsort(-(vectors @ vectors[at]), kind="stable").tolist() for at in held}
    linked = {other for at in held for other in [o for o in near[at] if o not in held][:links]}
    more = [id_ for at in sorted(linked) for id_ in asked.parts[at].ids if id_ not in first]
    on = ranking[_FOUND : _FOUND + len(more)]
    return len(more), len(missed), len(missed & set(more)), len(missed & set(on))
