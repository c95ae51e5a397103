"""Scrubbing what was erased out of a store's files, resumably; see `_erase.py`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import cube
from ..errors import OperationNotFound, StoreBusy, StoreFull, StoreUnwritable
from ._journal import waiting
from ._probe import Sighting, WindowProbe

if TYPE_CHECKING:
    from ..cube import ErasureReceipt
    from ..store import Job, Reader, Store

_ID_BYTES = 36
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


def waiting_salt(reader: Reader) -> bytes | None:
    """Return the salt of an erasure that waits to be scrubbed: what shares it is searched for in one go."""
    return next((_Entry.of(job).probe.salt for job in waiting(reader)), None)


def go_on(store: Store, jobs: Sequence[Job], timeout_s: float) -> list[ErasureReceipt]:
    """Go on with the erasures of these journal entries; return the receipts of those it worked on."""
    entries = [_Entry.of(job) for job in jobs]
    salts = dict.fromkeys(entry.probe.salt for entry in entries)
    groups = [[entry.job.row for entry in entries if entry.probe.salt == salt] for salt in salts]
    return [receipt for rows in groups for receipt in scrub(store, rows, timeout_s)]


class _Entry(NamedTuple):
    """An erasure whose files are not scrubbed yet."""

    job: Job
    operation: str
    probe: WindowProbe

    @classmethod
    def of(cls, job: Job) -> _Entry:
        return cls(job, job.payload[:_ID_BYTES].decode(), WindowProbe.from_bytes(job.payload[_ID_BYTES:]))


class _Outcome(NamedTuple):
    """
    How a scrub came out.

    Attributes:
        left: How many windows of each erasure are still found that no row accounts for; `None` when nothing was
            searched.

        rewritten: Whether the file was written afresh.

        blocked: Why nothing could be searched, or searched again.

        files: The names of what was searched.
    """

    left: list[int] | None
    rewritten: bool
    blocked: str | None
    files: tuple[str, ...] = ()

    def of(self, number: int) -> tuple[int | None, str | None]:
        """Return how many windows of one erasure are left, and why it is not complete; `None` when it is."""
        left = None if self.left is None else self.left[number]
        if self.blocked or not left:
            return left, self.blocked
        return left, f"{left} windows are still found in the files after rewriting them"


def scrub(store: Store, rows: Collection[int], timeout_s: float) -> list[ErasureReceipt]:
    """
    Scrub the files for these journal entries, all of one salt; return the receipts of those that were not done already.

    No lease keeps two processes from doing so at once, which does no harm: one that was killed would hold
    the scrub up for as long as its lease lasts.
    """
    with store.read() as reader:
        entries = [_Entry.of(job) for job in reader.jobs() if job.row in rows]
    if not entries:
        return []
    try:
        outcome = _clean(store, [entry.probe for entry in entries], timeout_s)
        receipts = _settle(store, entries, outcome)
    except tuple(_PASSING) as error:
        # The rows are gone whatever keeps the files from being scrubbed, so this is no failure of the caller's.
        with store.read() as reader:
            return [
                replace(_load(reader, entry.operation), reason=_PASSING[type(error)]) for entry in entries
            ]
    if any(receipt.status == "complete" for receipt in receipts):
        # The journal's hashes go from the log too; should that fail, they say nothing without their salt.
        with suppress(*_PASSING):
            store.scrub(0.0)
    return receipts


def _settle(store: Store, entries: Sequence[_Entry], outcome: _Outcome) -> list[ErasureReceipt]:
    """Write down how a scrub came out, unless another process completed it meanwhile."""
    with store.write() as writer:
        there = {job.row for job in writer.jobs()}
        receipts = []
        for number, (job, operation, _) in enumerate(entries):
            receipt = _load(writer, operation)
            if job.row in there:
                left, reason = outcome.of(number)
                receipt = replace(
                    receipt,
                    status="pending" if reason else "complete",
                    reason=reason,
                    vacuumed=receipt.vacuumed or outcome.rewritten,
                    probe=replace(receipt.probe, after=left, files=receipt.probe.files or outcome.files),
                )
                writer.set_detail(operation, json.dumps(receipt.to_dict()))
                if reason:
                    writer.fail_job(job, reason, 0.0)
                else:
                    writer.finish_job(job)
            receipts.append(receipt)
        return receipts


def _clean(store: Store, probes: Sequence[WindowProbe], timeout_s: float) -> _Outcome:
    """Cut the log and search; write the file afresh if something is left."""
    blocked = store.scrub(timeout_s)
    if blocked:
        return _Outcome(None, False, blocked)
    merged = WindowProbe.merged(probes)
    left = _left(store, merged)
    if not left.total:
        return _Outcome([0] * len(probes), False, None, left.files)
    store.rewrite()
    blocked = store.scrub(timeout_s)
    if not blocked:
        left = _left(store, merged)
    return _Outcome([left.of(probe) for probe in probes], True, blocked, left.files)


def _left(store: Store, probe: WindowProbe) -> Sighting:
    """Return the windows that the files still hold and that no surviving row accounts for."""
    found = probe.search(store.raw())
    if not found.total:
        return found
    with store.read() as reader:
        held = probe.search([("rows", _joined(reader.everything()))])
    return found.without(held)


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
