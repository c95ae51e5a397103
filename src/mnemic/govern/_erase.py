"""
Forgetting for good: one transaction, then a scrub of the files that survives crashes.

1. One transaction removes every row that holds or derives from what is forgotten, writes a tombstone
   operation that names no person, and leaves a journal entry: the probe, as salted hashes.
2. The scrub (`_scrub.py`) moves what is committed into the file, cuts the log, looks for what is left, and
   writes the file afresh if it finds something. When other connections hold the file it stays journalled,
   and the next opener goes on.
3. The receipt says ``complete`` once nothing is found that no surviving row accounts for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from ..cube import SUMMARY_SOURCE, ErasureReceipt, Probe
from ..index import Selector
from ..store import ApiKeyRow, Erased, Reader, Space, Store
from ..truth import beside, rebuilt, resting_on, settle
from ._choose import choose
from ._journal import SCRUB
from ._keys import bound_to
from ._probe import Sighting, Value, WindowProbe
from ._scrub import journal, receipt_of, scrub, waiting_salt

DIGEST = "digest"
"""The kind of the job that summarises the session of a turn anew; consolidation does it."""


@dataclass(frozen=True)
class _Findings:
    """What is known of the forgotten just before its rows go."""

    values: Sequence[Value]
    probe: WindowProbe
    before: Sighting | None
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
    wait: bool,
    timeout_s: float,
    forget_caches: Callable[[], None],
) -> ErasureReceipt:
    """
    Erase the chosen cubes and all that rests on them.

    Args:
        everything: Erase the whole space, its name too.

        wait: Whether to scrub the files before returning. Otherwise that is left to `finish_erasures`, and nothing is
            searched before the deletion either.

        timeout_s: How long to wait for other connections before the scrub is left to the next opener.

        forget_caches: Called once the rows are gone, to drop what memory still holds.

    Raises:
        CubeNotFound, NothingMatched: nothing was erased.
    """
    # Searching the files takes a while, so it is done before the lock, and again under it only if what is to
    # be erased has changed meanwhile, or was moved from the log to the file behind the search's back.
    with store.read() as reader:
        keys = _keys(reader, space_name, ids, selector, everything=everything)
        space, chosen = choose(reader, space_name, ids, selector, or_none=everything or bool(keys))
        values = _values(reader, space, _with_derived(reader, space, chosen), keys, with_name=everything)
    findings = _look(store, values) if wait else None
    with store.write(dry_run=dry_run) as writer:
        keys = _keys(writer, space_name, ids, selector, everything=everything)
        space, chosen = choose(writer, space_name, ids, selector, or_none=everything or bool(keys))
        doomed = _with_derived(writer, space, chosen)
        values = _values(writer, space, doomed, keys, with_name=everything)
        if findings is None:
            findings = _unseen(values, waiting_salt(writer))
        elif findings.values != values or not findings.control:
            findings = _look(store, values)
        operation = writer.begin(space, "forget")
        bereft = [cube.id for cube in beside(writer, space, list(writer.current(space, doomed).values()))]
        anew = rebuilt(writer, space, doomed, chosen)
        unsummed = [] if everything else _unsummed(writer, space, doomed)
        erased = writer.erase(space, doomed)
        writer.drop_api_keys([key.id for key in keys])
        settle(writer, space, [*writer.current(space, bereft).values(), *anew])
        for turn in unsummed:
            writer.add_job(DIGEST, space=space, cubes=[turn])
        if everything:
            writer.drop_space(space)
        receipt = _receipt(
            operation, erased, len(doomed) - len(chosen), findings, writer.held(space, findings.texts)
        )
        job = writer.add_job(SCRUB, journal(operation, findings.probe))
        writer.set_detail(operation, json.dumps(receipt.to_dict()))
    if dry_run:
        return replace(receipt, status="dry_run", operation=None, reason=None)
    forget_caches()
    if not wait:
        return receipt
    return next(iter(scrub(store, [job], timeout_s)), None) or receipt_of(store, operation)


def _with_derived(reader: Reader, space: Space, chosen: Collection[str]) -> list[str]:
    """Return *chosen* and everything derived from it, through any depth, withdrawn and stale ones too."""
    return [*chosen, *resting_on(reader, space, chosen, ever=True)]


def _keys(
    reader: Reader, space_name: str, ids: Collection[str] | None, selector: Selector, *, everything: bool
) -> list[ApiKeyRow]:
    """Return the API keys that go along: a space's with it, a user's with everything that is theirs."""
    if everything:
        return bound_to(reader.api_keys(), space_name, None)
    only_user = selector._replace(user=None).is_empty
    if ids is not None or selector.user is None or not only_user:
        return []
    return bound_to(reader.api_keys(), space_name, selector.user)


def _unsummed(reader: Reader, space: Space, doomed: Collection[str]) -> list[str]:
    """Return a turn that is left of each session that loses a summary, which is then to be made anew."""
    gone = set(doomed)
    summaries = [cube for cube in reader.current(space, doomed).values() if cube.source == SUMMARY_SOURCE]
    found = []
    for user, session in dict.fromkeys((cube.user, cube.session) for cube in summaries):
        turns = reader.at(space, reader.session(space, user, session, "episode")) if session else []
        found += [turn.id for turn in turns if turn.id not in gone][:1]
    return found


def _values(
    reader: Reader, space: Space, doomed: Collection[str], keys: Sequence[ApiKeyRow], *, with_name: bool
) -> list[Value]:
    """Return every distinct value stored of what is to be erased."""
    values = dict.fromkeys(Value(*value) for value in reader.footprint(space, doomed))
    for key in keys:
        values[Value("api_keys", "name", key.name.encode())] = None
        if key.user is not None:
            values[Value("api_keys", "user", key.user.encode())] = None
    if with_name:
        values[Value("spaces", "name", space.name.encode())] = None
    return list(values)


def _look(store: Store, values: Sequence[Value]) -> _Findings:
    """Make the probe, and show on the files as they are that it sees: the positive control."""
    probe = WindowProbe.of(values, os.urandom(32))
    before = probe.search(store.raw())
    texts = _texts(values)
    seen = [probe.sees(text, before) for text in texts]
    return _Findings(
        values, probe, before, False not in seen, seen.count(None), {text.data.decode() for text in texts}
    )


def _unseen(values: Sequence[Value], salt: bytes | None) -> _Findings:
    """Make the probe without a look at the files, of *salt* where something else of it waits to be searched for."""
    probe = WindowProbe.of(values, salt or os.urandom(32))
    nothing = probe.search(())
    texts = _texts(values)
    too_short = sum(probe.sees(text, nothing) is None for text in texts)
    return _Findings(values, probe, None, False, too_short, {text.data.decode() for text in texts})


def _texts(values: Sequence[Value]) -> list[Value]:
    return [value for value in values if (value.table, value.column) == ("versions", "content")]


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
            windows=findings.probe.windows,
            before=findings.before.total if findings.before else None,
            files=findings.before.files if findings.before else (),
        ),
    )
