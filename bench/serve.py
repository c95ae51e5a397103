"""
Measure what a server adds: each verb called in this process and over HTTP, in turn, on one store.

    python bench/serve.py [--section overhead load] [--embedder NAME] [--memories N] [--rounds N] [--calls N]
        [--clients N] [--seconds S] [--workers N] [--json OUT]

The server is a process of its own, `mnemic serve` with one worker; the client is httpx on one kept connection, as in
`mnemic.open("http://…")`. A round calls both sides alternately, so that what else the machine does meets both. Its
figures are medians; the spread is over the rounds. Beside the time on the clock stands the time on the processor, client
and server together: it hardly changes with what else the machine does, where the clock's does.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from harness import median
from serve_load import load

import mnemic

TARGET_MS = 3.0
_WORDS = " ".join(
    (
        "porto lisbon garden bicycle sister violin monday coffee train library doctor painting winter soup football",
        "letter island tax dentist camera piano market bridge novel lemon museum rain kitchen brother holiday",
    )
).split()


class Cost(NamedTuple):
    """What a call took, in milliseconds: on the clock, and on the processors."""

    wall: float
    cpu: float


class Round(NamedTuple):
    """The medians of a round, of the differences call by call, and how much more a call took on the processors."""

    embedded: float
    served: float
    more: float
    more_cpu: float


class Server(NamedTuple):
    """A running server, and who calls it."""

    http: httpx.Client
    pid: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections asked for; return 1 when a target is missed."""
    options = _options(arguments)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the start"
    print(f"# Server benchmark\n\n{machine}. Embedder: {options.embedder}.")
    figures = {name: SECTIONS[name](options) for name in options.section}
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, **figures}, indent=2), encoding="utf-8")
    return 0 if all(figure["met"] for figure in figures.values()) else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--section", nargs="+", choices=list(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--embedder", default="hash")
    parser.add_argument("--memories", type=int, default=1000, help="how many there are before")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--calls", type=int, default=150, help="of each verb and side, in a round")
    parser.add_argument("--clients", type=int, default=16, help="that ask at once, under load")
    parser.add_argument("--seconds", type=float, default=60.0, help="for how long they do")
    parser.add_argument("--workers", type=int, default=1, help="processes that serve, under load")
    parser.add_argument("--json", type=Path, metavar="OUT", help="where the figures go")
    return parser.parse_args(arguments)


def overhead(options: argparse.Namespace) -> dict[str, Any]:
    """Compare `remember` and `recall` on both sides."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.db")
        with mnemic.open(path, embedder=options.embedder) as memory, _server(path) as server:
            memory.remember_many(
                [{"content": _text(number), "user": "ana"} for number in range(options.memories)]
            )
            memory.flush()
            rounds = {
                verb: [_round(side, server.pid, options.calls, turn) for turn in range(options.rounds)]
                for verb, side in _sides(memory, server.http).items()
            }
    print(
        f"\n{options.memories:,} memories; {options.rounds} rounds of {options.calls} calls on each side.\n"
    )
    print(
        "| verb | embedded p50 ms | REST p50 ms | more, p50 ms | spread over rounds | times | more on the CPU, ms |"
    )
    print("|---|---|---|---|---|---|---|")
    told = {verb: _told(found) for verb, found in rounds.items()}
    for verb, one in told.items():
        print(
            f"| {verb} | {one['embedded']:.2f} | {one['served']:.2f} | {one['more']:.2f} "
            f"| {one['least']:.2f}–{one['most']:.2f} | {one['ratio']:.2f} | {one['more_cpu']:.2f} |"
        )
    met = all(one["more"] <= TARGET_MS for one in told.values())
    print(f"\nTarget: at most {TARGET_MS:g} ms more at p50: {'met' if met else 'missed'}.")
    return {**told, "met": met}


def _sides(
    memory: mnemic.Memory, http: httpx.Client
) -> dict[str, tuple[Callable[[str], Any], Callable[[str], Any]]]:
    def post(path: str, **body: Any) -> Any:
        answer = http.post(path, json=body)
        answer.raise_for_status()
        return answer.json()

    space = "/v1/spaces/default"
    return {
        "recall": (
            lambda text: memory.recall(text, user="ana"),
            lambda text: post(f"{space}/recall", query=text, user="ana"),
        ),
        "remember": (
            lambda text: memory.remember(text, user="ana"),
            lambda text: post(f"{space}/memories", content=text, user="ana"),
        ),
    }


def _round(side: tuple[Callable[[str], Any], Callable[[str], Any]], pid: int, calls: int, turn: int) -> Round:
    """Return the medians of calls on both sides, who is first changing each time."""
    embedded, served = side
    here: list[Cost] = []
    there: list[Cost] = []
    began_s = _cpu_s(pid)
    for number in range(calls):
        text = _text(10_000_000 + turn * calls + number)
        for call, costs in ((embedded, here), (served, there))[:: 1 if number % 2 else -1]:
            costs.append(_cost(call, text))
    at_server = 1e3 * (_cpu_s(pid) - began_s) / calls
    return Round(
        median([cost.wall for cost in here]),
        median([cost.wall for cost in there]),
        median([later.wall - cost.wall for cost, later in zip(here, there, strict=True)]),
        at_server + (sum(cost.cpu for cost in there) - sum(cost.cpu for cost in here)) / calls,
    )


def _cost(call: Callable[[str], Any], text: str) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    call(text)
    return Cost(1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu))


def _cpu_s(pid: int) -> float:
    """Return how long another process has been on the processors, where the system tells (Linux)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return math.nan
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _told(rounds: Sequence[Round]) -> dict[str, float]:
    more = [one.more for one in rounds]
    embedded, served = median([one.embedded for one in rounds]), median([one.served for one in rounds])
    return {
        "embedded": embedded,
        "served": served,
        "more": median(more),
        "least": min(more),
        "most": max(more),
        "more_cpu": median([one.more_cpu for one in rounds]),
        "ratio": served / embedded,
    }


def _text(number: int) -> str:
    """Return a sentence; the same for the same number, and of words that others share."""
    words = [_WORDS[(number * step + number // len(_WORDS)) % len(_WORDS)] for step in (1, 3, 7, 11, 13)]
    return f"Ana {' '.join(words)} number {number}."


@contextmanager
def _server(path: Path, *more: str) -> Iterator[Server]:
    """Serve a store from another process; it has no key yet."""
    command = [
        sys.executable,
        "-m",
        "mnemic",
        "serve",
        "--db",
        str(path),
        "--port",
        "0",
        "--rate",
        "0",
        *more,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline() or "{}")
        if not told.get("key"):
            raise SystemExit("the server did not start, or has a key already; what it wrote above says why")
        headers = {"Authorization": f"Bearer {told['key']}"}
        with httpx.Client(base_url=told["url"], headers=headers, timeout=60) as http:
            yield Server(http, process.pid)
    finally:
        process.terminate()
        process.communicate()


@contextmanager
def _client(path: Path, *more: str) -> Iterator[httpx.Client]:
    """Serve a store from another process, for those who ask no more of it than to answer."""
    with _server(path, *more) as server:
        yield server.http


SECTIONS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "overhead": overhead,
    "load": partial(load, server=_client, text=_text),
}

if __name__ == "__main__":
    sys.exit(main())
