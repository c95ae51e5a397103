#!/usr/bin/env python3
"""
Trains the reader that `mnemic.form.reader` runs, and prints how well it reads phrase families that it never saw.

    python bench/lifecycle/reader/train.py [--out FILE] [--begin FILE [--halfway]] [--epochs N] [--seed N] [--folds N …]

Needs torch and numpy; nothing else than the package's own model and the sentences in this folder. A family is in one of
twenty folds; those named are held back and judged after each epoch: what is stated (predicate, act and object; right as
in bench/lifecycle/extraction.py) and what becomes of known facts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from _batches import Item, Pool, batch_of, item, situated, with_fillers, words_of
from _examples import Example, examples
from _export import begin, export, take, weights
from _judge import judge
from _network import Network, Shape
from _varied import Varied
from torch.nn import functional

from mnemic.cube import PREDICATES
from mnemic.form.reader._sequence import MARKS

HERE = Path(__file__).parent
_BATCH = 40
_RATE, _MODEL_RATE = 1e-3, 6e-4
_TAG_WEIGHT = 5.0
_FATE_WEIGHT = 2.0
_SMOOTH = 0.01
_SPARE = 20
"""So many batches an epoch may have more than another one: how many sentences get a filler is drawn."""


def main() -> None:
    """Train, print figures after each epoch, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, help="where the weights go; none: they are not kept")
    parser.add_argument(
        "--begin", type=Path, help="weights to go on from; they must have been kept from the same folds"
    )
    parser.add_argument(
        "--halfway",
        action="store_true",
        help="keep the mean of the weights it began from and those it ended with",
    )
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual rate of learning")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument(
        "--mean", type=int, default=3, help="keep the mean of the weights after so many epochs"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folds", type=int, nargs="*", default=[0, 1], help="held back")
    parser.add_argument(
        "--without", nargs="*", default=["development", "development_more"], help="sources left out"
    )
    parser.add_argument("--every", type=int, default=2, help="epochs between figures")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    everything = [each for each in examples() if each.source not in given.without]
    to_learn = [each for each in everything if each.fold not in given.folds]
    held = [each for each in everything if each.fold in given.folds]
    print(f"{len(everything)} examples: {len(to_learn)} to learn from, {len(held)} held back", flush=True)
    network = Network(Shape(MARKS, len(PREDICATES)))
    if given.begin:
        begin(network, given.begin)
    began = _copied(network)
    rates = (_MODEL_RATE * given.rate, _RATE * given.rate)
    states = []
    for _ in _train(network, to_learn, held, given.epochs, rates, given.seed, given.every):
        states.append(_copied(network))
        del states[: -given.mean]
    take(network, states)
    if given.halfway:
        # What was learned last is not paid for with what was learned before (Wortsman et al. 2022).
        take(network, [began, _copied(network)])
    if held:
        print(f"the mean of {len(states)}" + (", halfway" if given.halfway else ""))
        judge(network, [item(each) for each in held])
    if given.out:
        export(network, given.out, [item(each) for each in to_learn[:200]])
        print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB", flush=True)


def _copied(network: Network) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in weights(network).items()}


def _train(
    network: Network,
    to_learn: Sequence[Example],
    held: Sequence[Example],
    epochs: int,
    rates: tuple[float, float],
    seed: int,
    every: int,
) -> Iterator[None]:
    """Teach *network*; after each epoch stop to let it be looked at."""
    draw = random.Random(seed)
    pool = Pool.of(to_learn)
    varied = Varied(to_learn)
    of_model = [value for value in network.model.parameters() if value.requires_grad]
    own = [value for name, value in network.named_parameters() if not name.startswith("model.")]
    print(f"{sum(p.numel() for p in (*own, *of_model)):,} weights to learn", flush=True)
    groups = [{"params": part, "lr": rate} for part, rate in zip((of_model, own), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.02)
    steps = epochs * (len(with_fillers(varied.draw(draw), draw)) // _BATCH + _SPARE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, list(rates), total_steps=steps, pct_start=0.08)
    judged = [item(each) for each in held]
    for epoch in range(1, epochs + 1):
        begun, total, count = time.perf_counter(), 0.0, 0
        network.train()
        for items in _shuffled(with_fillers(varied.draw(draw), draw), pool, draw):
            loss = _loss(network, batch_of(items))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*own, *of_model], 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch}: loss {total / count:.3f}, {time.perf_counter() - begun:.0f} s", flush=True)
        if judged and (epoch % every == 0 or epoch == epochs):
            judge(network.eval(), judged)
        network.eval()
        yield


def _shuffled(learned: Sequence[Example], pool: Pool, draw: random.Random) -> Iterable[list[Item]]:
    """Yield batches of examples of similar length, in an order of their own each time."""
    order = sorted(learned, key=lambda each: len(words_of(each.text).spans) + draw.random() * 6)
    batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
    draw.shuffle(batches)
    for batch in batches:
        yield [item(situated(each, pool, draw)) for each in batch]


def _loss(network: Network, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    hidden = network.encode(batch)
    wanted = batch["stated"] * (1 - 2 * _SMOOTH) + _SMOOTH
    each = functional.binary_cross_entropy_with_logits(
        network.stated(hidden, batch["text"]), wanted, reduction="none"
    )
    loss = (each * batch["labelled"][..., None]).sum() / len(hidden)
    if len(batch["tag_rows"]):
        tags = network.objects(hidden, batch["tag_rows"], batch["tag_predicates"], batch["tag_acts"])
        loss = loss + _TAG_WEIGHT * functional.cross_entropy(
            tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=-100
        )
    if len(batch["fate_rows"]):
        fates = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"])
        loss = loss + _FATE_WEIGHT * functional.cross_entropy(fates, batch["fates"], label_smoothing=0.02)
    return loss


if __name__ == "__main__":
    main()
