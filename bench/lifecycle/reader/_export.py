"""The trained network as the file that `mnemic.form.reader` reads, checked to compute the same there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import torch
from _batches import Item, batch_of
from _network import Network

from mnemic.embed import AdaptedMiniLM
from mnemic.form.reader._network import Network as Shipped

_ALIKE = 0.05
"""By so much integers in the model change the chances of half of the texts at most; each has some 120."""


def export(network: Network, file: Path, items: list[Item]) -> None:
    """
    Write the weights of *network*, in half precision, to *file*.

    Raises:
        ValueError: the package reads *items* otherwise than torch does.
    """
    values = weights(network)
    changes = network.model.changes()
    arrays = {name: value.numpy().astype(np.float16) for name, value in values.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        np.savez(out, **arrays)
    wide = {name: value.astype(np.float32) for name, value in arrays.items()}
    shipped = Shipped({name: value for name, value in wide.items() if not name.startswith("model.")})
    model = AdaptedMiniLM(lambda: {name: wide[f"model.{name}"] for name in changes})
    apart = [_apart(network, model, shipped, each) for each in items]
    if median(apart) > _ALIKE:
        raise ValueError(f"numpy and torch are {median(apart):.3f} apart on most texts")


def weights(network: Network) -> dict[str, torch.Tensor]:
    """Return the weights that are learned, in place, by the names that the file has."""
    own = {name: value for name, value in network.state_dict().items() if not name.startswith("model.")}
    return own | {f"model.{name}": value for name, value in network.model.changes().items()}


@torch.no_grad()
def take(network: Network, states: Sequence[Mapping[str, torch.Tensor]]) -> None:
    """Give *network* the mean of weights that it had (Izmailov et al. 2018): it errs less than each of them."""
    for name, place in weights(network).items():
        place.copy_(torch.stack([state[name] for state in states]).mean(0))


@torch.no_grad()
def begin(network: Network, file: Path) -> None:
    """
    Let *network* go on from the weights in *file*; layers of the model that had learned nothing begin with no change.

    Raises:
        ValueError: they are of a network of another shape.
    """
    with np.load(file, allow_pickle=False) as kept:
        values = {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files}
    places = weights(network)
    missing = {name for name in set(places) - set(values) if not name.startswith("model.")}
    if set(values) - set(places) or missing:
        raise ValueError(f"{file}: not weights of this network")
    for name, value in values.items():
        if value.shape != places[name].shape:
            raise ValueError(f"{file}: {name} is {tuple(value.shape)}, wanted {tuple(places[name].shape)}")
        places[name].copy_(value)


@torch.no_grad()
def _apart(network: Network, model: AdaptedMiniLM, shipped: Shipped, each: Item) -> float:
    """Return by how much the two differ in the chances of an item."""
    batch = batch_of([each])
    hidden = network.encode(batch)
    own = shipped.encode(model.states(each.laid.pieces), each.laid)
    stated = network.stated(hidden, batch["text"]).sigmoid()[0].numpy()
    apart = float(np.abs(stated - shipped.stated(own, each.laid.size)).max())
    if len(batch["fate_rows"]):
        fates = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"]).softmax(-1)
        apart = max(apart, float(np.abs(fates.numpy() - shipped.fates(own, each.laid)).max()))
    return apart
