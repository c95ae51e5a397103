"""The sections, by the name that --section takes; each is a function of the bench."""

from collections.abc import Callable

from harness import Bench

from ._add import measure_adds
from ._bulk import measure_bulk
from ._erasure import measure_erasure
from ._importing import measure_import
from ._opening import measure_opening
from ._recall import measure_recall
from ._writers import measure_writers

SECTIONS: dict[str, Callable[[Bench], None]] = {
    "import": measure_import,
    "bulk": measure_bulk,
    "add": measure_adds,
    "recall": measure_recall,
    "open": measure_opening,
    "writers": measure_writers,
    "erasure": measure_erasure,
}

__all__ = ["SECTIONS"]
