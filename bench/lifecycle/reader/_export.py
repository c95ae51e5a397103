"""The trained network as the file that `mnemic.form.reader` reads, checked to compute the same there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from _batches import Item, batch_of
from _network import Network

from mnemic.form.reader._network import Network as Shipped

_ALIKE = 0.02
"""Half precision changes a chance by so much at most."""


def export(network: Network, file: Path, items: list[Item]) -> None:
    """
    Write the weights of *network*, in half precision, to *file*.

    Raises:
        ValueError: numpy reads *items* otherwise than torch does.
    """
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in network.state_dict().items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        np.savez(out, **arrays)
    shipped = Shipped({name: value.astype(np.float32) for name, value in arrays.items()})
    for each in items:
        apart = _apart(network, shipped, each)
        if apart > _ALIKE:
            raise ValueError(f"numpy and torch are {apart:.3f} apart on {each.example.text!r}")


@torch.no_grad()
def _apart(network: Network, shipped: Shipped, each: Item) -> float:
    """Return by how much the two differ in the chances of an item."""
    batch = batch_of([each])
    hidden = network.encode(batch)
    own = shipped.encode(each.laid)
    stated = network.stated(hidden, batch["text"]).sigmoid()[0].numpy()
    apart = float(np.abs(stated - shipped.stated(own, each.laid.size)).max())
    if len(batch["fate_rows"]):
        fates = network.becomes(hidden, batch["text"], batch["fate_rows"], batch["fate_own"]).softmax(-1)
        apart = max(apart, float(np.abs(fates.numpy() - shipped.fates(own, each.laid)).max()))
    return apart
