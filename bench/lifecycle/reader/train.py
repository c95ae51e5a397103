#!/usr/bin/env python3
"""
Trains the reader that `mnemic.form.reader` runs, and prints how well it reads phrase families that it never saw.

    python bench/lifecycle/reader/train.py [--out FILE] [--epochs N] [--seed N] [--folds N …] [--keep FOLDER]

Needs torch and numpy; nothing else than the package's own model and the sentences in this folder. FOLDER keeps the words'
vectors between runs. A family is in one of twenty folds; those named are held back and judged after each epoch: what is
stated (predicate, act and object; right as in bench/lifecycle/extraction.py) and what becomes of known facts.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from _batches import Item, Pool, batch_of, item, situated, with_fillers
from _examples import Example, examples
from _export import export
from _judge import judge
from _network import Network, Shape
from torch.nn import functional

from mnemic.cube import PREDICATES
from mnemic.embed import MiniLMLayers, WordStates
from mnemic.form.reader._sequence import MARKS, phrase

HERE = Path(__file__).parent
_BATCH = 48
_RATE = 1.5e-3
_TAG_WEIGHT = 1.0
_FATE_WEIGHT = 1.0
_SMOOTH = 0.01


def main() -> None:
    """Train, print figures after each epoch, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, help="where the weights go; none: they are not kept")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folds", type=int, nargs="*", default=[0, 1], help="held back")
    parser.add_argument(
        "--without", nargs="*", default=["development", "development_more"], help="sources left out"
    )
    parser.add_argument("--keep", type=Path, default=HERE.parent / "out", help="for the words' vectors")
    parser.add_argument("--every", type=int, default=4, help="epochs between figures")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)  # two wait for each other longer than they save where others compute too
    everything = [each for each in examples() if each.source not in given.without]
    learned = [each for each in everything if each.fold not in given.folds]
    held = [each for each in everything if each.fold in given.folds]
    print(f"{len(everything)} examples: {len(learned)} to learn from, {len(held)} held back", flush=True)
    learned = with_fillers(learned, given.seed)
    read = _read([*learned, *held], given.keep)
    network = _train(learned, held, read, given.epochs, given.seed, given.every)
    if given.out:
        export(network, given.out, [item(each, read) for each in learned[:200]])
        print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def _train(
    learned: Sequence[Example], held: Sequence[Example], read: dict[str, WordStates],
    epochs: int, seed: int, every: int,
) -> Network:  # fmt: skip
    draw = random.Random(seed)
    pool = Pool.of(learned)
    dims = next(iter(read.values())).states.shape[1]
    network = Network(Shape(dims, MARKS, len(PREDICATES)))
    print(f"{sum(p.numel() for p in network.parameters()):,} weights", flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.05)
    steps = epochs * (len(learned) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.1)
    judged = [item(each, read) for each in held]
    for epoch in range(1, epochs + 1):
        begun, total, count = time.perf_counter(), 0.0, 0
        network.train()
        for items in _shuffled(learned, pool, read, draw):
            loss = _loss(network, batch_of(items))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch}: loss {total / count:.3f}, {time.perf_counter() - begun:.0f} s", flush=True)
        if judged and (epoch % every == 0 or epoch == epochs):
            network.eval()
            judge(network, judged)
    return network.eval()


def _shuffled(
    learned: Sequence[Example], pool: Pool, read: dict[str, WordStates], draw: random.Random
) -> Iterable[list[Item]]:
    """Yield batches of examples of similar length, in an order of their own each time."""
    order = sorted(learned, key=lambda each: len(read[each.text].spans) + draw.random() * 6)
    batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
    draw.shuffle(batches)
    for batch in batches:
        yield [item(situated(each, pool, draw), read) for each in batch]


def _loss(network: Network, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    hidden = network.encode(batch)
    wanted = batch["stated"] * (1 - 2 * _SMOOTH) + _SMOOTH
    each = functional.binary_cross_entropy_with_logits(
        network.stated(hidden, batch["text"]), wanted, reduction="none"
    )
    loss = (each * batch["labelled"][..., None]).sum() / len(hidden)
    if len(batch["tag_rows"]):
        tags = network.objects(hidden, batch["tag_rows"], batch["tag_predicates"], batch["tag_acts"])
        loss = (
            loss
            + _TAG_WEIGHT
            * functional.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=-100)
            * 10
        )
    if len(batch["fate_rows"]):
        fates = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"])
        loss = loss + _FATE_WEIGHT * functional.cross_entropy(fates, batch["fates"], label_smoothing=0.03) * 2
    return loss


def _read(found: Sequence[Example], folder: Path) -> dict[str, WordStates]:
    """Return the words of every text and of every fact, from *folder* as far as they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "reader-words.pickle"
    kept: dict[str, WordStates] = pickle.loads(file.read_bytes()) if file.exists() else {}
    wanted: dict[str, None] = {}
    for each in found:
        wanted[each.text] = None
        if each.before:
            wanted[each.before] = None
        for fact in (*each.known, *each.facts):
            if fact.object:
                wanted[phrase(fact.predicate, fact.object, fact.key)] = None
    missing = [text for text in wanted if text not in kept]
    begun = time.perf_counter()
    model = MiniLMLayers()
    for at in range(0, len(missing), 256):
        part = missing[at : at + 256]
        for text, words in zip(part, model.read(part), strict=True):
            kept[text] = words._replace(states=words.states.astype(np.float16))
    if missing:
        file.write_bytes(pickle.dumps(kept))
    print(f"{len(wanted)} texts, {len(missing)} read in {time.perf_counter() - begun:.0f} s", flush=True)
    return kept


if __name__ == "__main__":
    main()
