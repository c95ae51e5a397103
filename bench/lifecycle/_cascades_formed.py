"""Cascades over what consolidation formed by itself: a statement amid small talk, its fact, and its summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import mnemic
from mnemic import Memory

_START = datetime(2024, 5, 6, 18, tzinfo=UTC)
_USER = "ana"
_PLACES = (
    "Porto",
    "Leeds",
    "Uppsala",
    "Ghent",
    "Basel",
    "Turin",
    "Tampere",
    "Graz",
    "Cork",
    "Lund",
    "Brno",
    "Vigo",
)
_ELSE = "Maputo"

_TALK = (
    ("user", "Morning! The rain kept me awake half the night."),
    ("assistant", "That sounds tiring. What is on your mind today?"),
    ("user", "I live in {place}."),
    ("assistant", "Noted. How do you like the weather there?"),
    ("user", "The wind from the north is the worst of it, and the roofs rattle until dawn."),
    ("assistant", "Perhaps a quiet room at the back would help."),
    ("user", "Anyway, what shall I cook tonight? There are leeks and half a cabbage in the fridge."),
    ("assistant", "A soup of leeks and cabbage with mustard, twenty minutes in all."),
    ("user", "Good. And then I should write that letter to the landlord about the roof."),
)  # fmt: skip
_SAID = 2


class Tried(NamedTuple):
    """Whether the fact was formed to begin with, and whether everything came out as it should."""

    program: str
    formed: bool
    right: bool


class Scene(NamedTuple):
    """A memory in which the statement was made and consolidated."""

    mem: Memory
    turn: str
    place: str
    run: str

    def objects(self) -> list[str]:
        """Return where the person lives, as far as the memory knows."""
        found = self.mem.facts(user=_USER, predicate="lives_in")
        return [cube.fact.object for cube in found if cube.fact]

    def derived(self, words: str) -> bool:
        """Whether anything derived that can be recalled holds *words*."""
        return any(words in cube.content for cube in self.mem.list(user=_USER) if cube.kind != "episode")


def tried(folder: Path) -> Iterator[Tried]:
    """Yield what came of each program, for each of a dozen places."""
    for program, play in PROGRAMS.items():
        for at, place in enumerate(_PLACES):
            with mnemic.open(folder / "formed.db", space=f"{program} {at}", embedder="hash") as mem:
                turn = _talk(mem, place)
                run = mem.consolidate().run or ""
                scene = Scene(mem, turn, place, run)
                formed = scene.objects() == [place]
                yield Tried(program, formed, formed and play(scene))


def _talk(mem: Memory, place: str) -> str:
    ids = [
        mem.remember(
            text.format(place=place), user=_USER, speaker="Ana" if role == "user" else None, role=role,
            occurred_at=_START + timedelta(minutes=number), session="s1",
        ).id
        for number, (role, text) in enumerate(_TALK)
    ]  # fmt: skip
    return ids[_SAID]


def _edited(scene: Scene) -> bool:
    scene.mem.update(scene.turn, content=f"I live in {_ELSE}.")
    stale = scene.objects() == []
    scene.mem.consolidate()
    return stale and scene.objects() == [_ELSE] and not scene.derived(scene.place)


def _edited_and_undone(scene: Scene) -> bool:
    operation = scene.mem.update(scene.turn, content=f"I live in {_ELSE}.").operation
    scene.mem.undo(operation)
    back = scene.objects() == [scene.place]
    scene.mem.consolidate()
    return back and scene.objects() == [scene.place] and not scene.derived(_ELSE)


def _erased(scene: Scene) -> bool:
    scene.mem.forget(ids=[scene.turn])
    gone = scene.objects() == [] and not scene.derived(scene.place)
    scene.mem.consolidate()
    return gone and scene.objects() == [] and not scene.derived(scene.place)


def _retracted(scene: Scene) -> bool:
    scene.mem.retract(_fact(scene))
    gone = scene.objects() == []
    scene.mem.consolidate()
    return gone and scene.objects() == []


def _retracted_and_undone(scene: Scene) -> bool:
    done = scene.mem.retract(_fact(scene))
    scene.mem.undo(done.id or "")
    return scene.objects() == [scene.place]


def _run_undone(scene: Scene) -> bool:
    scene.mem.undo(scene.run)
    return scene.objects() == [] and not scene.derived("") and len(scene.mem.list(user=_USER)) == len(_TALK)


def _changed_and_erased(scene: Scene) -> bool:
    later = scene.mem.remember(
        f"I live in {_ELSE}.", user=_USER, speaker="Ana", role="user", occurred_at=_START + timedelta(days=90)
    )
    scene.mem.consolidate()
    changed = scene.objects() == [_ELSE]
    scene.mem.forget(ids=[later.id])
    return changed and scene.objects() == [scene.place]


def _fact(scene: Scene) -> str:
    return scene.mem.facts(user=_USER, predicate="lives_in")[0].id


PROGRAMS: Mapping[str, Callable[[Scene], bool]] = {
    "the turn is edited": _edited,
    "edited, and the edit undone": _edited_and_undone,
    "the turn is erased": _erased,
    "the fact is retracted": _retracted,
    "retracted, and that undone": _retracted_and_undone,
    "the run is undone": _run_undone,
    "changed, and the news erased": _changed_and_erased,
}
"""What is done to it; each says whether what was left, then and after another consolidation, is right."""
