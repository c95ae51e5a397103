"""What should become of everything that rests on a turn, worked out in plain Python from the contract alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["turn", "fact", "belief", "summary"]


@dataclass(slots=True)
class Node:
    """
    A turn, or something derived.

    Attributes:
        id: Of its cube.

        rests_on: The names of what it was derived from; of a fact its evidence, any of which is enough.

        object: Of a fact.
    """

    name: str
    id: str
    level: Level
    rests_on: tuple[str, ...] = ()
    object: str = ""
    operation: str = ""


@dataclass(slots=True)
class Model:
    """
    The nodes, and which of them still count.

    Attributes:
        left: What each node that counts rests on now.

        erased: What is gone for good.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    left: dict[str, frozenset[str]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    def add(self, node: Node) -> None:
        """Add a node, which counts."""
        self.nodes[node.name] = node
        self.left[node.name] = frozenset(node.rests_on)

    def counts(self, name: str) -> bool:
        """Whether a node still stands for something: neither withdrawn, stale nor erased."""
        return name in self.left

    def lose(self, names: Iterable[str], *, themselves: bool) -> None:
        """
        Take away the words of *names*: what rests on them is stale, but for a fact that was said elsewhere.

        Args:
            themselves: Whether they no longer count either, as what is withdrawn; an edited turn still does.
        """
        gone = list(names)
        if themselves:
            for name in gone:
                self.left.pop(name, None)
        while gone:
            lost = gone.pop()
            for name in [name for name, rests in self.left.items() if lost in rests]:
                rest = self.left[name] - {lost}
                if self.nodes[name].level == "fact" and rest:
                    self.left[name] = rest
                else:
                    del self.left[name]
                    gone.append(name)

    def erase(self, name: str) -> None:
        """Erase a node with everything that ever rested on it, but for a fact that was said elsewhere."""
        for other in self._above(name):
            rest = self.left.get(other, frozenset()) - {name}
            if self.nodes[other].level == "fact" and other in self.left and rest:
                self.left[other] = rest
            else:
                self.left.pop(other, None)
                self.erased.add(other)
        self.left.pop(name, None)
        self.erased.add(name)

    def withdraw_with_all(self, name: str) -> None:
        """Take back a node and everything whose making rests on it: undo with ``cascade=True``."""
        for other in [name, *self._above(name)]:
            self.left.pop(other, None)

    def state(self) -> dict[str, frozenset[str]]:
        """Return which nodes count, for `restore`."""
        return dict(self.left)

    def restore(self, state: dict[str, frozenset[str]]) -> None:
        """Go back to *state*; what was erased stays so."""
        self.left = {name: rests for name, rests in state.items() if name not in self.erased}

    def _above(self, name: str) -> list[str]:
        found = [name]
        for at in found:
            found += [n.name for n in self.nodes.values() if at in n.rests_on and n.name not in found]
        return found[1:]
