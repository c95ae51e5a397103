"""How well the network reads examples that it did not learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from _batches import Item, batch_of
from _network import ACTS, FATES, Network

from mnemic.cube import PREDICATES, value_key
from mnemic.form.reader._decode import objects_of

_NAMES = list(PREDICATES)
_LEVELS = (0.3, 0.5, 0.7, 0.85, 0.95)


@torch.no_grad()
def judge(network: Network, items: Sequence[Item], *, show: bool = False) -> None:
    """Print precision and recall of what is stated, and how often known facts end, by threshold."""
    stated, wanted, fates = [], 0, []
    for at in range(0, len(items), 64):
        part = items[at : at + 64]
        batch = batch_of(part)
        hidden = network.encode(batch)
        chances = network.stated(hidden, batch["text"]).sigmoid().numpy()
        for row, each in enumerate(part):
            wanted += sum(
                fact.act in {"holds", "corrects"} and bool(fact.object) for fact in each.example.facts
            )
            stated += list(_stated(network, hidden, row, each, chances[row]))
        if len(batch["fate_rows"]):
            ends = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"]).softmax(-1)
            fates += list(zip(batch["fates"].tolist(), ends.tolist(), strict=True))
    for level in _LEVELS:
        found = [right for chance, right in stated if chance >= level]
        got = sum(found)
        precision, recall = got / max(1, len(found)), got / max(1, wanted)
        print(
            f"  stated ≥ {level}: precision {precision:.3f} of {len(found)}, recall {recall:.3f} of {wanted}"
        )
    for level in _LEVELS:
        over = [1 - chances[0] >= level for fate, chances in fates if fate != 0]
        stays = [1 - chances[0] >= level for fate, chances in fates if fate == 0]
        print(
            f"  over ≥ {level}: {sum(over) / max(1, len(over)):.3f} of {len(over)}, "
            f"falsely {sum(stays) / max(1, len(stays)):.4f} of {len(stays)}"
        )


def _stated(
    network: Network, hidden: torch.Tensor, row: int, each: Item, chances: np.ndarray
) -> Iterator[tuple[float, bool]]:
    """Yield each statement read in an item, with its chance and whether it is right."""
    example = each.example
    taken: Counter[int] = Counter()
    for p, name in enumerate(_NAMES):
        if example.only is not None and name not in example.only:
            continue
        chance = float(max(chances[p, 0], chances[p, 2]))
        if chance < _LEVELS[0]:
            continue
        act = 0 if chances[p, 0] >= chances[p, 2] else 2
        asked = [torch.tensor([n]) for n in (row, p, act)]
        logits = network.objects(hidden, *asked)[0, : each.laid.size].numpy()
        facts = [
            f for f in example.facts if f.predicate == name and f.act in {"holds", "corrects"} and f.object
        ]
        for (start, end), _key, sure in objects_of(logits, each.spans[: each.laid.size]):
            said = set(value_key(example.text[start:end]).split())
            hits = [n for n, f in enumerate(facts) if _meets(said, set(value_key(f.object or "").split()))]
            right = any(not taken[p * 100 + n] for n in hits)
            for n in hits:
                taken[p * 100 + n] += 1
            yield chance * sure, right


def _meets(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) >= min(len(one), len(other)) > 0


__all__ = ["ACTS", "FATES", "judge"]
