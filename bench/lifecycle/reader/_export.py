"""The trained network as the file that `mnemic.form.reader` reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from _network import Network


def export(network: Network, file: Path) -> None:
    """Write the weights of *network*, in half precision, to *file*, the same bytes for the same weights."""
    arrays = {
        name: value.detach().numpy().astype(np.float16) for name, value in network.state_dict().items()
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        np.savez(out, **arrays)
