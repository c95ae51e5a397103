"""Which hosts a process looks up: a small C library, loaded before the others, writes each name down."""

import subprocess
from pathlib import Path

LOCAL = ("127.0.0.1", "localhost", "::1", "0.0.0.0")
_SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
typedef int (*lookup)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out) {
    const char *path = getenv("LOOKUPS");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (file >= 0) {
        if (node && dprintf(file, "%s\\n", node) < 0) abort();
        close(file);
    }
    return ((lookup)dlsym(RTLD_NEXT, "getaddrinfo"))(node, service, hints, out);
}
"""


def build(folder: Path) -> Path | None:
    """Return the library, built in *folder*; None where there is no C compiler."""
    source, library = folder / "lookups.c", folder / "lookups.so"
    source.write_text(_SOURCE)
    try:
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"],
            check=True,
            capture_output=True,
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    return library


def environment(library: Path | None, log: Path) -> dict[str, str]:
    """Return the variables under which a process's look-ups go to *log*."""
    return {} if library is None else {"LD_PRELOAD": str(library), "LOOKUPS": str(log)}


def hosts(log: Path) -> tuple[str, ...]:
    """Return the hosts in *log* that are not this machine, each once, in the order they were asked for."""
    if not log.exists():
        return ()
    names = (name for name in log.read_text().split() if name not in LOCAL and "/" not in name)
    return tuple(dict.fromkeys(names))
