#!/usr/bin/env python3
"""
Trains the reader that `mnemic.form.reader` runs, and prints how well it reads phrase families that it never saw.

    python bench/lifecycle/reader/train.py [--out FILE] [--begin FILE [--halfway]] [--epochs N] [--seed N] [--folds N …]
        [--mpnet FILE [--teacher FILE]]

Needs torch and numpy; nothing else than the package's own model and the sentences in this folder. A family is in one of
twenty folds; those named are held back and judged after each epoch: what is stated (predicate, act and object; right as
in bench/lifecycle/extraction.py) and what becomes of known facts.

With --mpnet a larger network is trained instead, as a teacher; --out is then a file of torch. With --teacher, too, the
package's network learns from what that one says.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from _batches import UNLABELLED, Item, Pool, batch_of, item, situated, with_fillers
from _examples import Example, examples
from _export import begin, export, take, weights
from _judge import judge
from _network import Network, Shape
from _teacher import Elsewhere, Told, large, teacher
from _varied import Varied
from torch import Tensor
from torch.nn import functional

from mnemic.cube import PREDICATES
from mnemic.form.reader._sequence import MARKS

HERE = Path(__file__).parent
_BATCH = 40
_RATES = (6e-4, 1e-3)
"""Of the changes to the package's model, and of the network above it."""
_LARGE_RATES = (4e-5, 8e-4)
_TAG_WEIGHT = 5.0
_FATE_WEIGHT, _TOLD_FATE_WEIGHT = 2.0, 4.0
_SMOOTH = 0.01
_TRUST = 0.5
"""How much a teacher's word counts beside a label; where nothing is labelled, it counts alone."""
_SPARE = 20
"""So many batches an epoch may have more than another one: how many sentences get a filler is drawn."""
_SHOWN = 100
"""After so many batches a line tells how far it is."""

Says = Callable[[dict[str, Tensor]], Told]


def main() -> None:
    """Train, print figures after each epoch, write the weights."""
    given = _given()
    torch.manual_seed(given.seed)
    everything = [each for each in examples() if each.source not in given.without]
    to_learn = [each for each in everything if each.fold not in given.folds]
    held = [each for each in everything if each.fold in given.folds]
    print(f"{len(everything)} examples: {len(to_learn)} to learn from, {len(held)} held back", flush=True)
    if given.mpnet and not given.teacher:
        _teach(given, to_learn, held)
    else:
        _learn(given, to_learn, held)


def _given() -> argparse.Namespace:
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
    parser.add_argument("--mpnet", type=Path, help="weights of all-mpnet-base-v2: train a teacher")
    parser.add_argument("--teacher", type=Path, help="such a teacher's weights: learn from it")
    given = parser.parse_args()
    if given.teacher and not given.mpnet:
        parser.error("--teacher needs --mpnet, the weights that the teacher began from")
    return given


def _learn(given: argparse.Namespace, to_learn: Sequence[Example], held: Sequence[Example]) -> None:
    """Train the package's network."""
    says = None
    if given.teacher:
        told_by = large(given.mpnet)
        told_by.load_state_dict(torch.load(given.teacher))
        says = teacher(told_by)
    network = Network(Shape(MARKS, len(PREDICATES)))
    if given.begin:
        begin(network, given.begin)
    began = _copied(network)
    states = []
    training = _Training(network, to_learn, given.seed, says)
    for epoch, _ in enumerate(training.epochs(given.epochs, _RATES, given.rate), 1):
        states.append(_copied(network))
        del states[: -given.mean]
        if held and epoch % given.every == 0:
            judge(network, [item(each) for each in held])
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


def _teach(given: argparse.Namespace, to_learn: Sequence[Example], held: Sequence[Example]) -> None:
    """Train a teacher; its weights are kept after each epoch."""
    network = large(given.mpnet)
    for _ in _Training(network, to_learn, given.seed).epochs(given.epochs, _LARGE_RATES, given.rate):
        if given.out:
            torch.save(network.state_dict(), given.out)
        if held:
            judge(network, [item(each) for each in held])


def _copied(network: Network) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in weights(network).items()}


@dataclass
class _Training:
    """
    A network being taught.

    Attributes:
        says: What a teacher says of a batch, to learn from beside the labels.
    """

    network: Network
    to_learn: Sequence[Example]
    seed: int
    says: Says | None = None

    def epochs(self, count: int, rates: tuple[float, float], times: float) -> Iterator[None]:
        """Teach for *count* epochs, at *rates* times *times*; after each one stop to let it be looked at."""
        draw = random.Random(self.seed)
        varied = Varied(self.to_learn)
        of_model = [value for value in self.network.model.parameters() if value.requires_grad]
        own = [value for name, value in self.network.named_parameters() if not name.startswith("model.")]
        print(f"{sum(p.numel() for p in (*own, *of_model)):,} weights to learn", flush=True)
        highest = [rate * times for rate in rates]
        groups = [{"params": part, "lr": rate} for part, rate in zip((of_model, own), highest, strict=True)]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.02, fused=True)
        steps = count * (len(with_fillers(varied.draw(draw), draw)) // _BATCH + _SPARE)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, highest, total_steps=steps, pct_start=0.08)
        for epoch in range(1, count + 1):
            begun, total = time.perf_counter(), 0.0
            self.network.train()
            for at, items in enumerate(self._batches(with_fillers(varied.draw(draw), draw), draw), 1):
                batch = batch_of(items)
                loss = _loss(self.network, batch, self.says(batch) if self.says else None)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_([*own, *of_model], 1.0)
                optimiser.step()
                schedule.step()
                total += loss.item()
                if at % _SHOWN == 0:
                    took = time.perf_counter() - begun
                    print(f"epoch {epoch}, batch {at}: loss {total / at:.3f}, {took:.0f} s", flush=True)
            self.network.eval()
            yield

    def _batches(self, learned: Sequence[Example], draw: random.Random) -> Iterable[list[Item]]:
        """Return batches of items of similar length, in an order of their own each time."""
        pool = Pool.of(self.to_learn)
        situate = Elsewhere(self.to_learn).situated if self.says else situated
        items = [item(situate(each, pool, draw)) for each in learned]
        items.sort(key=lambda each: _pieces(each) + draw.random() * 6)
        batches = [items[at : at + _BATCH] for at in range(0, len(items), _BATCH)]
        draw.shuffle(batches)
        return batches


def _pieces(each: Item) -> int:
    return sum(len(word) for part in each.laid.pieces for word in part)


def _loss(network: Network, batch: dict[str, Tensor], told: Told | None) -> Tensor:
    hidden = network.encode(batch)
    wanted, weight = batch["stated"] * (1 - 2 * _SMOOTH) + _SMOOTH, batch["labelled"][..., None]
    if told is not None:
        wanted = torch.lerp(wanted, told.stated, _TRUST * weight + (1 - weight))
        weight = torch.ones_like(weight)
    each = functional.binary_cross_entropy_with_logits(
        network.stated(hidden, batch["text"]), wanted, reduction="none"
    )
    loss = (each * weight).sum() / len(hidden)
    if len(batch["tag_rows"]):
        tags = network.objects(hidden, batch["tag_rows"], batch["tag_predicates"], batch["tag_acts"])
        # Words beyond a text's end are unlabelled, and no teacher is asked about them.
        at = batch["tags"] != UNLABELLED
        said = told.tags[at] if told is not None and told.tags is not None else None
        loss = loss + _TAG_WEIGHT * _apart(tags[at], batch["tags"][at], said, smooth=0.0)
    if len(batch["fate_rows"]):
        fates = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"])
        said = told.fates if told is not None else None
        weight_of = _FATE_WEIGHT if told is None else _TOLD_FATE_WEIGHT
        loss = loss + weight_of * _apart(fates, batch["fates"], said, smooth=0.02)
    return loss


def _apart(logits: Tensor, labels: Tensor, said: Tensor | None, *, smooth: float) -> Tensor:
    """Return the mean cross entropy of *logits* and labels, with what a teacher *said* in part, or where there is none."""
    labelled = (labels != UNLABELLED).float()[:, None]
    kinds = logits.shape[-1]
    wanted = functional.one_hot(labels.clamp(min=0), kinds) * (1 - smooth) + smooth / kinds
    if said is None:
        wanted, count = wanted * labelled, labelled.sum()
    else:
        wanted = torch.lerp(wanted, said, _TRUST * labelled + (1 - labelled))
        count = torch.tensor(float(len(labels)))
    return -(wanted * logits.log_softmax(-1)).sum() / count.clamp(min=1)


if __name__ == "__main__":
    main()
