"""Counts the calls that put data on disk, and on which side of an acknowledged write they fall."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ._peer import Peer, PeerError, System
from ._stores import Bench

Event = Literal["sync", "acknowledged"]
_MARK_FD = "9999"
_CALLS = "fsync,fdatasync,sync_file_range,msync"
_CALL = re.compile(r"(?:^|\s)(fsync|fdatasync|sync_file_range|msync)\((\d*)")
_RESUMED = re.compile(r"<\.\.\. (fsync|fdatasync|sync_file_range|msync) resumed>")
_COUNTER = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
static void note(const char *name, int fd) {
    static int out = -2;
    char line[64];
    if (out == -2) out = open(getenv("SYNC_TRACE"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (write(out, line, snprintf(line, sizeof line, "%s(%d) = 0\\n", name, fd)) < 0) return;
}
#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))
int fsync(int fd) { int r = REAL(int (*)(int), "fsync")(fd); note("fsync", fd); return r; }
int fdatasync(int fd) { int r = REAL(int (*)(int), "fdatasync")(fd); note("fdatasync", fd); return r; }
int msync(void *p, size_t n, int f) {
    int r = REAL(int (*)(void *, size_t, int), "msync")(p, n, f); note("msync", 0); return r;
}
"""


@dataclass(frozen=True, slots=True)
class SyncCount:
    """Sync calls over a number of single adds."""

    adds: int
    syncs: int
    synced_first: int
    """Acknowledgements with at least one sync since the one before."""
    method: str

    @property
    def per_add(self) -> float:
        """Sync calls for each add."""
        return self.syncs / self.adds if self.adds else float("nan")

    def __str__(self) -> str:
        return f"{self.per_add:.2f}"

    @property
    def verdict(self) -> str:
        """Whether an acknowledged write is on disk."""
        if not self.synced_first:
            return "never: acknowledged before anything is synced"
        share = self.synced_first / self.adds
        return "yes" if share > 0.99 else f"only {share:.0%} of the adds"


def count_syncs(bench: Bench, system: System) -> SyncCount | None:
    """
    Trace single adds and return the count, None when neither strace nor a C compiler can be used.

    The driver marks every acknowledgement by an fsync of a descriptor that isn't open, which shows in the
    same trace, so the order of syncs and acknowledgements is known.
    """
    trace = bench.work / f"{system.name}.syncs"
    if shutil.which("strace"):
        strace = [
            "strace",
            "-f",
            "-qq",
            "-e",
            f"trace={_CALLS}",
            "-e",
            "signal=none",
        ]
        try:
            return _count(
                bench, system, trace, wrap=[*strace, "-o", str(trace)], environment={}, method="strace"
            )
        except PeerError as error:
            bench.report.progress(f"strace did not work ({error}); trying a preloaded counter")
    library = _compiled(bench.work)
    if library is None:
        return None
    preload = {"LD_PRELOAD": str(library), "SYNC_TRACE": str(trace)}
    return _count(bench, system, trace, wrap=[], environment=preload, method="LD_PRELOAD")


def _count(
    bench: Bench, system: System, trace: Path, *, wrap: list[str], environment: dict[str, str], method: str
) -> SyncCount:
    adds = bench.plan.synced_adds
    folder = bench.fresh(f"{system.name}-syncs")
    trace.unlink(missing_ok=True)
    with bench.peer(system, wrap=wrap, environment=environment) as peer:
        peer("open", folder=str(folder))
        peer("add", start=adds, stop=adds + 20)
        peer("settle")
        peer("add", start=0, stop=adds, mark=True)
        _leave(peer)
    shutil.rmtree(folder, ignore_errors=True)
    return _tally(_events(trace.read_text().splitlines()), method)


def _leave(peer: Peer) -> None:
    peer("settle")
    peer("close")


def _events(lines: Iterable[str]) -> Iterator[Event]:
    """Yield what a trace shows, a sync when it has returned."""
    for line in lines:
        call = _CALL.search(line)
        if call and call[2] == _MARK_FD:
            yield "acknowledged"
        elif (call and "<unfinished" not in line) or _RESUMED.search(line):
            yield "sync"


def _tally(events: Iterable[Event], method: str) -> SyncCount:
    """Count between the first mark (no add yet) and the last."""
    marks = syncs = pending = synced_first = 0
    for event in events:
        if event == "sync":
            pending += 1
            continue
        if marks:
            syncs += pending
            synced_first += pending > 0
        marks += 1
        pending = 0
    return SyncCount(max(marks - 1, 0), syncs, synced_first, method)


def _compiled(work: Path) -> Path | None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, library = work / "syncs.c", work / "syncs.so"
    source.write_text(_COUNTER)
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=False
    )
    return library if done.returncode == 0 else None
