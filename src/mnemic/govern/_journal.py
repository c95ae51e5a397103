"""Which erasures wait for a store's files to be scrubbed; see `_scrub.py`, which only they load."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..cube import ErasureReceipt
    from ..store import Job, Reader, Store

SCRUB = "scrub"


def waiting(reader: Reader) -> list[Job]:
    """Return the entries of the erasures whose files are not scrubbed yet."""
    return [job for job in reader.jobs() if job.kind == SCRUB]


def finish_erasures(store: Store, timeout_s: float) -> list[ErasureReceipt]:
    """Go on with every erasure whose files are not scrubbed yet; return the receipts of those it worked on."""
    with store.read() as reader:
        jobs = waiting(reader)
    if not jobs:
        return []
    from ._scrub import go_on

    return go_on(store, jobs, timeout_s)
