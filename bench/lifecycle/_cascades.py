"""
Cascades: random programs of retract, undo, erase and edit over chains turn → fact → belief → summary, and what
should be left of each, by a model in plain Python. Then the same with what consolidation formed by itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from _cascades_formed import PROGRAMS, Tried, tried
from _cascades_model import Model, Node
from _shares import Floor, Row, Share, table

import mnemic
from mnemic import Memory
from mnemic.cube import RECALLABLE
from mnemic.errors import CubeNotFound

_SEED = 5
_START = datetime(2024, 2, 1, 12, tzinfo=UTC)
_USER = "ana"
_SPACES_A_STORE = 50


class Checked(NamedTuple):
    """
    One derived node after one step of a program.

    Attributes:
        step: What was done last.

        wanted, found: Whether it should count, and whether it does.
    """

    step: str
    wanted: bool
    found: bool


def report(folder: Path, programs: int) -> None:
    """Print how many of *programs* went as they should."""
    runs = list(_run(folder, programs))
    nodes = [node for run in runs for node in run]
    print(f"\n## Cascades: {programs} random programs, {len(nodes)} derived nodes looked at, depth 4")
    standing = [node for node in nodes if node.wanted]
    fallen = [node for node in nodes if not node.wanted]

    def systems(right: Callable[[Checked, bool | None], bool], among: Sequence[Checked]) -> list[Share]:
        return [Share.among(right(node, forced) for node in among) for forced in (None, True, False)]

    def says(node: Checked, forced: bool | None) -> bool:
        return node.found if forced is None else forced

    whole = [
        Share.among(all(says(node, forced) == node.wanted for node in run) for run in runs)
        for forced in (None, True, False)
    ]
    rows = [
        Row("programs right throughout", whole, Floor(0.95)),
        Row("nodes right", systems(lambda n, f: says(n, f) == n.wanted, nodes), Floor(0.95)),
        Row("false stale: should count, does not", systems(lambda n, f: not says(n, f), standing), Floor(0.02, True)),
        Row("left standing: should not count, does", systems(says, fallen)),
    ]  # fmt: skip
    for step in sorted({node.step for node in nodes}):
        own = [node for node in nodes if node.step == step]
        rows.append(Row(f"… nodes right after {step}", systems(lambda n, f: says(n, f) == n.wanted, own)))
    table("Told by hand", ["mnemic", "never touched", "all dropped"], rows)
    _report_formed(list(tried(folder)))


def _report_formed(found: Sequence[Tried]) -> None:
    formed = [one for one in found if one.formed]
    rows = [
        Row("right throughout, of those formed", [Share.among(one.right for one in formed)], Floor(0.95)),
        Row("facts formed to begin with", [Share.among(one.formed for one in found)]),
    ]
    for program in PROGRAMS:
        rows.append(Row(f"… {program}", [Share.among(one.right for one in formed if one.program == program)]))
    table("Formed by consolidation: turn, fact, segment's summary, session's summary", ["mnemic"], rows)


def _run(folder: Path, programs: int) -> Iterator[list[Checked]]:
    for number in range(programs):
        rng = random.Random(_SEED + number)
        store = folder / f"cascades-{number // _SPACES_A_STORE}.db"
        with mnemic.open(store, space=f"p{number}", embedder="hash") as mem:
            model = _built(mem, rng)
            yield [checked for step in _steps(mem, model, rng) for checked in _looked(mem, model, step)]


def _built(mem: Memory, rng: random.Random) -> Model:
    """Return a graph of 4 turns, 4 facts, 3 beliefs and 2 summaries, written to *mem*."""
    model = Model()
    # Each turn is evidence of at least one fact; half of the facts were said twice.
    cited = {at: sorted({at, *rng.sample(range(4), rng.choice([0, 1]))}) for at in range(4)}
    for at in range(4):
        said = " and ".join(f"thing {fact}" for fact, turns in cited.items() if at in turns)
        cube = mem.remember(
            f"I like {said} ({at}).", user=_USER, speaker="Ana", occurred_at=_START + timedelta(at)
        )
        model.add(Node(f"e{at}", cube.id, "turn", operation=cube.operation))
    for at, turns in cited.items():
        names = tuple(f"e{turn}" for turn in turns)
        cube = mem.assert_fact(
            "Ana", "likes", f"thing {at}", user=_USER, evidence=[model.nodes[name].id for name in names]
        )
        model.add(Node(f"f{at}", cube.id, "fact", names, f"thing {at}", cube.operation))
    _derive(mem, model, rng, "belief", 3)
    _derive(mem, model, rng, "summary", 2)
    return model


def _derive(mem: Memory, model: Model, rng: random.Random, level: str, count: int) -> None:
    below = [
        node.name
        for node in model.nodes.values()
        if node.level == ("fact" if level == "belief" else "belief")
    ]
    for at in range(count):
        rests = tuple(rng.sample(below, rng.choice([1, 1, 2])))
        links = [("derived_from", model.nodes[name].id) for name in rests]
        cube = mem.remember(f"A {level} {at} of {', '.join(rests)}.", user=_USER, kind=level, links=links)
        name: str = f"{level[0]}{at}"
        model.add(
            Node(name, cube.id, "belief" if level == "belief" else "summary", rests, operation=cube.operation)
        )


def _steps(mem: Memory, model: Model, rng: random.Random) -> Iterator[str]:
    """Do three to five random things and tell the model of each; yield its name once both have."""
    undoable: list[tuple[str, dict[str, frozenset[str]]]] = []
    for number in range(rng.randint(3, 5)):
        choices = (
            ["retract", "edit", "erase"]
            + (["undo"] * 2 if undoable else [])
            + (["take back"] if not number else [])
        )
        step = rng.choice(choices)
        before = model.state()
        if step == "undo":
            operation, state = undoable.pop()
            mem.undo(operation)
            model.restore(state)
        elif step == "take back":
            node = model.nodes[_chosen(model, rng, "turn")]
            done = mem.undo(node.operation, cascade=True)
            model.withdraw_with_all(node.name)
            undoable.append((done.id or "", before))
        else:
            name = _chosen(model, rng, "fact" if step == "retract" else "turn")
            if not name:
                continue
            operation = _done(mem, model, step, name)
            # Nothing from before an erasure is undone here: what rests on what then is another question.
            undoable = [*undoable, (operation, before)] if step != "erase" else []
        yield step


def _done(mem: Memory, model: Model, step: str, name: str) -> str:
    node = model.nodes[name]
    if step == "retract":
        operation = mem.retract(node.id).id or ""
        model.lose([name], themselves=True)
    elif step == "edit":
        operation = mem.update(node.id, content=f"Something else than {name}.").operation
        model.lose([name], themselves=False)
    else:
        operation = mem.forget(ids=[node.id]).operation or ""
        model.erase(name)
        _find_again(mem, model)
    return operation


def _find_again(mem: Memory, model: Model) -> None:
    """Look up facts that an erasure has rebuilt: they are new cubes."""
    by_object = {cube.fact.object: cube for cube in mem.facts(user=_USER) if cube.fact}
    for node in model.nodes.values():
        if node.level == "fact" and node.object in by_object:
            node.id = by_object[node.object].id


def _chosen(model: Model, rng: random.Random, level: str) -> str:
    return rng.choice(
        [n.name for n in model.nodes.values() if n.level == level and model.counts(n.name)] or [""]
    )


def _looked(mem: Memory, model: Model, step: str) -> Iterator[Checked]:
    facts = {cube.fact.object for cube in mem.facts(user=_USER) if cube.fact}
    for node in model.nodes.values():
        if node.level != "turn":
            found = node.object in facts if node.level == "fact" else _is_there(mem, node.id)
            yield Checked(step, model.counts(node.name), found)


def _is_there(mem: Memory, id_: str) -> bool:
    try:
        return mem.get(id_).state in RECALLABLE
    except CubeNotFound:
        return False
