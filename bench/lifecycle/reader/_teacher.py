"""What a larger network says of a batch, for the small one to learn (Hinton et al. 2015, distillation)."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import torch
from _batches import Pool, situated
from _examples import Example, Known
from _mpnet import MPNet
from _network import Network, Shape
from torch import Tensor

from mnemic.cube import PREDICATES
from mnemic.form.reader._sequence import MARKS

_CROSSED, _SAID_BEFORE = 0.4, 0.2
"""How often a sentence is put among other known facts, and behind other words, than those it was written for."""


class Told(NamedTuple):
    """
    The chances a teacher gives.

    Attributes:
        stated: (batch, predicates, acts).

        tags: (facts, words, tags); `None`: no fact is tagged.

        fates: (known facts, fates); `None`: none is known.
    """

    stated: Tensor
    tags: Tensor | None
    fates: Tensor | None


def large(file: Path) -> Network:
    """Return the network as a teacher has it: above MPNet of *file*, and wider."""
    return Network(Shape(MARKS, len(PREDICATES), width=256, inner=512), MPNet(file))


def teacher(network: Network) -> Callable[[dict[str, Tensor]], Told]:
    """Return what says of a batch what *network* makes of it."""
    network.eval()

    @torch.no_grad()
    def says(batch: dict[str, Tensor]) -> Told:
        hidden = network.encode(batch)
        tags = fates = None
        if len(batch["tag_rows"]):
            asked = batch["tag_rows"], batch["tag_predicates"], batch["tag_acts"]
            tags = network.objects(hidden, *asked).softmax(-1)
        if len(batch["fate_rows"]):
            found = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"])
            fates = found.softmax(-1)
        return Told(network.stated(hidden, batch["text"]).sigmoid(), tags, fates)

    return says


class Elsewhere:
    """
    Puts sentences where nobody wrote labels for them: among other known facts, behind other words.

    Args:
        learned: Where those words are from.
    """

    def __init__(self, learned: Sequence[Example]) -> None:
        self._before: Final = [each.before or each.text for each in learned if each.before or each.plain]

    def situated(self, each: Example, pool: Pool, by: random.Random) -> Example:
        """Return an example among what might be known when it is said, some of it unlabelled."""
        if not each.before and by.random() < _SAID_BEFORE:
            each = replace(each, before=by.choice(self._before))
        if by.random() >= _CROSSED:
            return situated(each, pool, by)
        named = [fact.predicate for fact in each.facts] + [fact.predicate for fact in each.known]
        known = {(fact.predicate, fact.object): fact for fact in each.known if by.random() < 0.5}
        for _ in range(by.choice([1, 1, 2, 3])):
            drawn = pool.draw(by, by.choice(named) if named and by.random() < 0.7 else None)
            if drawn is not None:
                known.setdefault((drawn.predicate, drawn.object), _unlabelled(drawn))
        return replace(each, known=tuple(known.values())[:6])


def _unlabelled(known: Known) -> Known:
    return replace(known, fate=None)
