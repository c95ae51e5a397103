"""
Forgetting for good: one transaction, then a scrub of the files that survives crashes.

1. One transaction removes every row that holds or derives from what is forgotten, writes a tombstone
   operation that names no person, and leaves a journal entry: the probe, as salted hashes.
2. The scrub moves what is committed into the file, cuts the log, looks for what is left, and writes the
   file afresh if it finds something. When other connections hold the file it stays journalled, and the
   next opener goes on.
3. The receipt says ``complete`` once nothing is found that no surviving row accounts for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ..cube import ErasureReceipt, Probe
from ..errors import OperationNotFound, StoreBusy
from ..index import Selector
from ..store import Erased, Job, Reader, Space, Store
from ._choose import choose
from ._probe import Sighting, Value, WindowProbe

SCRUB = "scrub"
_LEASE_US = 600_000_000
_ROW_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class _Findings:
    """What is known of the forgotten just before its rows go."""

    probe: WindowProbe
    before: Sighting
    control: bool
    too_short: int
    texts: set[str]


def erase(
    store: Store,
    space_name: str,
    ids: Collection[str] | None,
    selector: Selector,
    *,
    everything: bool,
    dry_run: bool,
    timeout_s: float,
    forget_caches: Callable[[], None],
) -> ErasureReceipt:
    """
    Erase the chosen cubes and all that rests on them.

    Args:
        everything: Erase the whole space, its name too.

        timeout_s: How long to wait for other connections before the scrub is left to the next opener.

        forget_caches: Called once the rows are gone, to drop what memory still holds.

    Raises:
        CubeNotFound, NothingMatched: nothing was erased.
    """
    with store.write(dry_run=dry_run) as writer:
        space, chosen = choose(writer, space_name, ids, selector, or_none=everything)
        doomed = _with_derived(writer, space, chosen)
        findings = _look(store, writer, space, doomed, with_name=everything)
        operation = writer.begin(space, "forget")
        erased = writer.erase(space, doomed)
        if everything:
            writer.drop_space(space)
        receipt = _receipt(
            operation, erased, len(doomed) - len(chosen), findings, _shared(writer, findings.texts)
        )
        job = writer.add_job(SCRUB, _journal(operation, findings.probe))
        writer.set_detail(operation, json.dumps(receipt.to_dict()))
    if dry_run:
        return replace(receipt, status="dry_run", operation=None, reason=None)
    forget_caches()
    return _scrub(store, job, timeout_s) or receipt


def _with_derived(reader: Reader, space: Space, chosen: Collection[str]) -> list[str]:
    """Return *chosen* and everything derived from it, through any depth, withdrawn and stale ones too."""
    doomed = dict.fromkeys(chosen)
    waiting = list(chosen)
    while waiting:
        links = reader.links_to(space, waiting)
        waiting = [
            source
            for source in dict.fromkeys(link.source for link in links if link.relation == "derived_from")
            if source not in doomed
        ]
        doomed |= dict.fromkeys(waiting)
    return list(doomed)


def _look(
    store: Store, reader: Reader, space: Space, doomed: Collection[str], *, with_name: bool
) -> _Findings:
    """Make the probe, and show on the files as they are that it sees: the positive control."""
    values = [Value(*value) for value in reader.footprint(space, doomed)]
    if with_name:
        values.append(Value("spaces", "name", space.name.encode()))
    probe = WindowProbe.of(values, os.urandom(32))
    before = probe.search(store.raw())
    texts = [value for value in values if (value.table, value.column) == ("versions", "content")]
    seen = [probe.sees(text, before) for text in texts]
    return _Findings(
        probe, before, False not in seen, seen.count(None), {text.data.decode() for text in texts}
    )


def _shared(reader: Reader, texts: set[str]) -> int:
    """Count the erased texts that a surviving cube also holds."""
    return len({content for content in reader.contents() if content in texts})


def _receipt(
    operation: str, erased: Erased, derived: int, findings: _Findings, shared: int
) -> ErasureReceipt:
    return ErasureReceipt(
        status="pending",
        operation=operation,
        cubes=erased.cubes,
        derived=derived,
        versions=erased.versions,
        links=erased.links,
        vectors=erased.vectors,
        replays=erased.replays,
        shared_texts=shared,
        too_short=findings.too_short,
        control=findings.control,
        reason="the files are not scrubbed yet",
        probe=Probe(
            windows=findings.probe.windows, before=findings.before.total, files=findings.before.files
        ),
    )


def _journal(operation: str, probe: WindowProbe) -> bytes:
    return operation.encode() + probe.to_bytes()


def _read_journal(job: Job) -> tuple[str, WindowProbe]:
    return job.payload[:36].decode(), WindowProbe.from_bytes(job.payload[36:])


def finish_erasures(store: Store, timeout_s: float) -> list[ErasureReceipt]:
    """Go on with every erasure whose files are not scrubbed yet; return the receipts of those it worked on."""
    with store.read() as reader:
        waiting = [job.row for job in reader.jobs() if job.kind == SCRUB]
    receipts = [_scrub(store, row, timeout_s) for row in waiting]
    return [receipt for receipt in receipts if receipt is not None]


def _scrub(store: Store, row: int, timeout_s: float) -> ErasureReceipt | None:
    """Scrub the files for one journal entry; `None` when another process is at it, or has finished it."""
    with store.write() as writer:
        job = writer.lease_job(row, writer.now_us + _LEASE_US)
    if job is None:
        return None
    operation, probe = _read_journal(job)
    try:
        status, after, shared, vacuumed, reason = _clean(store, probe, timeout_s)
    except StoreBusy as error:
        status, after, shared, vacuumed, reason = "pending", None, 0, False, str(error)
    with store.write() as writer:
        receipt = _load(writer, operation)
        seen = replace(receipt.probe, after=after, shared=shared)
        receipt = replace(
            receipt, status=status, reason=reason, vacuumed=receipt.vacuumed or vacuumed, probe=seen
        )
        writer.set_detail(operation, json.dumps(receipt.to_dict()))
        if status == "complete":
            writer.finish_job(row)
        else:
            writer.fail_job(row, reason or "")
    if status == "complete":
        # The journal's hashes go from the log too; should that fail, they say nothing without their salt.
        store.scrub(0.0)
    return receipt


_Outcome = tuple[Literal["complete", "pending"], int | None, int, bool, str | None]


def _clean(store: Store, probe: WindowProbe, timeout_s: float) -> _Outcome:
    """Cut the log and search; write the file afresh if something is left. Status, left, shared, rewritten, why."""
    blocked = store.scrub(timeout_s)
    if blocked:
        return "pending", None, 0, False, blocked
    left, shared = _left(store, probe)
    if not left:
        return "complete", 0, shared, False, None
    store.rewrite()
    blocked = store.scrub(timeout_s)
    if blocked:
        return "pending", left, shared, True, blocked
    left, shared = _left(store, probe)
    if left:
        return (
            "pending",
            left,
            shared,
            True,
            f"{left} windows are still found in the files after rewriting them",
        )
    return "complete", 0, shared, True, None


def _left(store: Store, probe: WindowProbe) -> tuple[int, int]:
    """Return how many windows the files still hold: unaccounted for, and held by surviving rows."""
    found = probe.search(store.raw())
    if not found.total:
        return 0, 0
    with store.read() as reader:
        held = probe.search([("rows", _joined(reader.everything()))])
    shared = len(set(found.long.tolist()) & set(held.long.tolist()))
    shared += len(set(found.short.tolist()) & set(held.short.tolist()))
    return found.total - shared, shared


def _joined(rows: Iterator[bytes]) -> Iterator[bytes]:
    """Join many small values into few large chunks, with a byte no UTF-8 text has between them."""
    buffer = bytearray()
    for row in rows:
        buffer += row + b"\xff"
        if len(buffer) > _ROW_CHUNK_BYTES:
            yield bytes(buffer)
            buffer.clear()
    yield bytes(buffer)


def receipt_of(store: Store, operation: str) -> ErasureReceipt:
    """
    Return the receipt of an erasure as it stands now.

    Raises:
        OperationNotFound: there is no erasure of that id.
    """
    with store.read() as reader:
        return _load(reader, operation)


def _load(reader: Reader, operation: str) -> ErasureReceipt:
    detail = reader.operation_detail(operation)
    if detail is None:
        raise OperationNotFound(f"no erasure {operation!r} in this store; mem.operations() lists operations")
    return ErasureReceipt.from_dict(json.loads(detail))
