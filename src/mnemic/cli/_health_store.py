"""How a store is: its file, its place, what waits in it; or the server that has it."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ..errors import MnemicError
from ._exits import STORE
from ._health import Problem, Section, without_home
from ._options import Place
from ._output import many, size
from ._store import reading

if TYPE_CHECKING:
    from ..engine import Memory

_REMOTE: Final = ("nfs", "cifs", "smb", "9p", "afs", "fuse.sshfs", "fuse.s3fs")
"""File systems of other machines, by the beginnings of their names."""

_MOUNTS: Final = Path("/proc/self/mounts")
_LOG_BYTES: Final = 64 << 20
_ROOM_SHARE: Final = 1.2


def served(place: Place) -> Section:
    """Report on a server: whether it answers, and how soon."""
    section = Section(title="Server")
    address = urlsplit(place.shown)
    section.facts["Address"] = (
        f"{address.scheme}://{address.hostname}{f':{address.port}' if address.port else ''}"
    )
    section.facts["Key"] = "set, and not shown" if place.api_key else "none"
    began = time.perf_counter()
    try:
        with reading(place) as memory:
            _count(section, memory)
    except MnemicError as error:
        section.failed(error)
    else:
        section.facts["Answered in"] = f"{1000 * (time.perf_counter() - began):.0f} ms"
    return section


def stored(place: Place, *, quick: bool) -> Section:
    """Report on a file."""
    section = Section(title="Store")
    path = place.path
    section.facts["File"] = without_home(str(path.absolute()))
    if not path.exists():
        section.facts["Size"] = "not there"
        if place.db is not None:
            section.problems.append(
                Problem(f"there is no store {str(path)!r}", f"make it: mnemic init --db {path}", STORE)
            )
        return section
    _look_at_place(section, path)
    try:
        with reading(place) as memory:
            _count(section, memory)
            _look_at_work(section, memory)
            if not quick:
                _check(section, memory)
    except MnemicError as error:
        section.failed(error)
    return section


def _look_at_place(section: Section, path: Path) -> None:
    """Report on the file from outside: its size, the disk, who may write it and who has it open."""
    path = path.resolve()
    taken, room = path.stat().st_size, shutil.disk_usage(path.parent).free
    log = Path(f"{path}-wal")
    logged = log.stat().st_size if log.exists() else 0
    section.facts["Size"] = f"{size(taken)}, write-ahead log {size(logged)}"
    section.facts["Room"] = size(room)
    if room < _ROOM_SHARE * taken:
        section.problems.append(
            Problem(
                f"the disk has room for {size(room)}, and erasing or a backup may take as much as the store: {size(taken)}",
                "make room, or move the store",
                STORE,
            )
        )
    if logged > max(_LOG_BYTES, taken):
        section.problems.append(
            Problem(
                f"the write-ahead log has grown to {size(logged)}: a program reads without ever letting go",
                "end the program that has had the store open for long, then run: mnemic stats",
                STORE,
            )
        )
    allowed = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    section.facts["May be written"] = "yes" if allowed else "no"
    section.facts["Open in"] = _holders(path)
    _look_at_disk(section, path)


def _look_at_disk(section: Section, path: Path) -> None:
    """Report on the sort of the disk, where the system tells: SQLite's log needs one of this machine's."""
    try:
        mounts = [line.split() for line in _MOUNTS.read_text().splitlines()]
    except OSError:
        return
    holding = [mount for mount in mounts if path.is_relative_to(mount[1].replace("\\040", " "))]
    kind = max(holding, key=lambda mount: len(mount[1]))[2] if holding else "unknown"
    section.facts["File system"] = kind
    if kind.startswith(_REMOTE):
        section.problems.append(
            Problem(
                f"the store lies on a disk of another machine ({kind}), where its lock and its log cannot be relied on",
                "keep it on a disk of this machine, and let others ask: mnemic serve",
                STORE,
            )
        )


def _holders(path: Path) -> str:
    """Return the programs that have the file open, as far as this user may know."""
    try:
        processes = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    except OSError:
        return "unknown: this system does not tell"
    found = [process for process in processes if int(process.name) != os.getpid() and _holds(process, path)]
    return ", ".join(sorted(f"{_name(process)} ({process.name})" for process in found)) or "no other program"


def _holds(process: Path, path: Path) -> bool:
    try:
        return any(os.readlink(handle) == str(path) for handle in (process / "fd").iterdir())
    except OSError:  # it has ended, or is somebody else's
        return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return "a program"


def _count(section: Section, memory: Memory) -> None:
    found = memory.stats()
    section.facts |= {
        "Schema": str(found.schema_version),
        "Spaces": f"{found.spaces:,}",
        "In this space": f"{many(found.cubes, 'memory', 'memories')}, {many(found.versions, 'version')}",
        "Embedder": (found.embedder or "none yet").partition("@")[0],
        "Vectors to make": f"{found.pending_vectors:,}",
        "Erasures to finish": f"{found.erasures_pending:,}",
    }
    if found.erasures_pending:
        section.problems.append(
            Problem(
                f"{many(found.erasures_pending, 'erasure')} could not be finished: bytes may be left in the file",
                "close other programs that have it open, then run: mnemic scrub",
                STORE,
            )
        )


def _look_at_work(section: Section, memory: Memory) -> None:
    states = Counter(job.state for job in memory.jobs())
    section.facts["Jobs"] = ", ".join(f"{count:,} {state}" for state, count in states.items()) or "none"
    if states["dead"]:
        section.problems.append(
            Problem(
                f"{many(states['dead'], 'job')} failed too often and will not be tried again",
                "mnemic jobs shows why; then run: mnemic jobs retry --all",
                STORE,
            )
        )


def _check(section: Section, memory: Memory) -> None:
    """Compare the store with itself. What disagrees is counted, not quoted: it may quote a memory."""
    began = time.perf_counter()
    findings = memory.check()
    took = f"{time.perf_counter() - began:.1f} s"
    parts = Counter(finding.part for finding in findings)
    section.facts["Check"] = (
        f"sound (took {took})" if not findings else f"does not agree with itself (took {took})"
    )
    if findings:
        repairable = all(finding.repairable for finding in findings)
        section.problems.append(
            Problem(
                "the store does not agree with itself: "
                + ", ".join(f"{count:,} in {part}" for part, count in parts.items()),
                "run: mnemic check --repair" if repairable else "mnemic check names it; restore a backup",
                STORE,
            )
        )
