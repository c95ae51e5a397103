"""Scrubbing what was erased out of a store's files, resumably; see `_erase.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import cube
from ..errors import OperationNotFound, StoreBusy, StoreFull, StoreUnwritable
from ._probe import WindowProbe

if TYPE_CHECKING:
    from ..cube import ErasureReceipt
    from ..store import Job, Reader, Store

SCRUB = "scrub"
_NO_ERASURE = "no erasure {!r} in this store; mem.operations() lists operations"
_ROW_CHUNK_BYTES = 1 << 20
_PASSING: dict[type[Exception], str] = {
    StoreBusy: "another connection is reading or writing the file",
    StoreFull: "no space is left to scrub the file",
    StoreUnwritable: "the file cannot be written",
}
"""What keeps a scrub from being done now, and not for good, with what the receipt says of it."""


def journal(operation: str, probe: WindowProbe) -> bytes:
    """Return the entry from which a scrub can go on after a crash."""
    return operation.encode() + probe.to_bytes()


def _read_journal(job: Job) -> tuple[str, WindowProbe]:
    return job.payload[:36].decode(), WindowProbe.from_bytes(job.payload[36:])


def finish_erasures(store: Store, timeout_s: float) -> list[ErasureReceipt]:
    """Go on with every erasure whose files are not scrubbed yet; return the receipts of those it worked on."""
    with store.read() as reader:
        waiting = [job.row for job in reader.jobs() if job.kind == SCRUB]
    receipts = [scrub(store, row, timeout_s) for row in waiting]
    return [receipt for receipt in receipts if receipt is not None]


class _Outcome(NamedTuple):
    """
    How a scrub came out.

    Attributes:
        left: How many windows are still found that no row accounts for; `None` when nothing was searched.

        rewritten: Whether the file was written afresh.

        reason: Why it is not complete; `None` when it is.
    """

    left: int | None
    rewritten: bool
    reason: str | None


def scrub(store: Store, row: int, timeout_s: float) -> ErasureReceipt | None:
    """
    Scrub the files for one journal entry; `None` when that is done already.

    No lease keeps two processes from doing so at once, which does no harm: one that was killed would hold
    the scrub up for as long as its lease lasts.
    """
    with store.read() as reader:
        job = next((job for job in reader.jobs() if job.row == row), None)
    if job is None:
        return None
    operation, probe = _read_journal(job)
    try:
        outcome = _clean(store, probe, timeout_s)
        receipt = _settle(store, job, operation, outcome)
    except tuple(_PASSING) as error:
        # The rows are gone whatever keeps the files from being scrubbed, so this is no failure of the caller's.
        with store.read() as reader:
            return replace(_load(reader, operation), reason=_PASSING[type(error)])
    if receipt.status == "complete":
        # The journal's hashes go from the log too; should that fail, they say nothing without their salt.
        with suppress(*_PASSING):
            store.scrub(0.0)
    return receipt


def _settle(store: Store, job: Job, operation: str, outcome: _Outcome) -> ErasureReceipt:
    """Write down how a scrub came out, unless another process completed it meanwhile."""
    with store.write() as writer:
        receipt = _load(writer, operation)
        if not any(other.row == job.row for other in writer.jobs()):
            return receipt
        receipt = replace(
            receipt,
            status="pending" if outcome.reason else "complete",
            reason=outcome.reason,
            vacuumed=receipt.vacuumed or outcome.rewritten,
            probe=replace(receipt.probe, after=outcome.left),
        )
        writer.set_detail(operation, json.dumps(receipt.to_dict()))
        if outcome.reason:
            writer.fail_job(job, outcome.reason, 0.0)
        else:
            writer.finish_job(job)
        return receipt


def _clean(store: Store, probe: WindowProbe, timeout_s: float) -> _Outcome:
    """Cut the log and search; write the file afresh if something is left."""
    blocked = store.scrub(timeout_s)
    if blocked:
        return _Outcome(None, False, blocked)
    left = _left(store, probe)
    if not left:
        return _Outcome(0, False, None)
    store.rewrite()
    blocked = store.scrub(timeout_s)
    if blocked:
        return _Outcome(left, True, blocked)
    left = _left(store, probe)
    reason = f"{left} windows are still found in the files after rewriting them" if left else None
    return _Outcome(left, True, reason)


def _left(store: Store, probe: WindowProbe) -> int:
    """Return how many windows the files still hold that no surviving row accounts for."""
    found = probe.search(store.raw())
    if not found.total:
        return 0
    with store.read() as reader:
        held = probe.search([("rows", _joined(reader.everything()))])
    return found.without(held).total


def _joined(rows: Iterator[bytes]) -> Iterator[bytes]:
    """Join many small values into few large chunks, with a byte no UTF-8 text has between them."""
    buffer = bytearray()
    for row in rows:
        buffer += row + b"\xff"
        if len(buffer) > _ROW_CHUNK_BYTES:
            yield bytes(buffer)
            buffer.clear()
    yield bytes(buffer)


def receipt_of(store: Store, operation: str, space_name: str | None = None) -> ErasureReceipt:
    """
    Return the receipt of an erasure as it stands now.

    Args:
        space_name: Only if it was in this space, or in one that went with it; by default in any.

    Raises:
        OperationNotFound: there is no erasure of that id.
    """
    with store.read() as reader:
        others = [] if space_name is None else [item for item in reader.spaces() if item.name != space_name]
        if any(reader.operation(space, operation) is not None for space in others):
            raise OperationNotFound(_NO_ERASURE.format(operation))
        return _load(reader, operation)


def _load(reader: Reader, operation: str) -> ErasureReceipt:
    detail = reader.operation_detail(operation)
    if detail is None:
        raise OperationNotFound(_NO_ERASURE.format(operation))
    return cube.ErasureReceipt.from_dict(json.loads(detail))
