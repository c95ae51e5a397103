"""Many clients at once on one server: whether all are answered, how fast, and whether all that was acknowledged is there."""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import httpx
from harness import median, percentile

import mnemic

_SPACE = "/v1/spaces/default"
_TURN = ("recall", "remember", "recall", "recall", "remember", "list", "recall", "remember", "get", "recall")
"""What a client does, again and again: as an agent does, more asking than telling."""


class Serving(Protocol):
    """Serves a store from another process."""

    def __call__(self, path: Path, *options: str) -> AbstractContextManager[httpx.Client]: ...


class Client(threading.Thread):
    """Asks as soon as it is answered, until it is told to stop."""

    def __init__(self, number: int, like: httpx.Client, text: Callable[[int], str], until: float) -> None:
        super().__init__()
        self.taken: dict[str, list[float]] = {verb: [] for verb in _TURN}
        self.kept: dict[str, str] = {}
        self.errors: Counter[str] = Counter()
        self._number = number
        self._http = httpx.Client(base_url=like.base_url, headers=like.headers, timeout=60)
        self._text = text
        self._until = until

    def run(self) -> None:
        with self._http:
            turn = 0
            while time.perf_counter() < self._until:
                verb = _TURN[turn % len(_TURN)]
                began = time.perf_counter()
                try:
                    answer = self._ask(
                        verb, f"{self._text(self._number * 1_000_003 + turn)} By client {self._number}."
                    )
                except httpx.HTTPError as error:
                    self.errors[type(error).__name__] += 1
                else:
                    self.taken[verb].append(1e3 * (time.perf_counter() - began))
                    if not answer.is_success:
                        self.errors[str(answer.status_code)] += 1
                turn += 1

    def _ask(self, verb: str, text: str) -> httpx.Response:
        if verb == "recall":
            return self._http.post(f"{_SPACE}/recall", json={"query": text, "user": "ana"})
        if verb == "list":
            return self._http.post(f"{_SPACE}/memories/list", json={"limit": 20, "newest_first": True})
        if verb == "get" and self.kept:
            return self._http.get(f"{_SPACE}/memories/{next(reversed(self.kept))}")
        headers = {"Idempotency-Key": text}
        answer = self._http.post(f"{_SPACE}/memories", json={"content": text, "user": "ana"}, headers=headers)
        if answer.is_success:
            self.kept[answer.json()["data"]["id"]] = text
        return answer


def load(options: argparse.Namespace, server: Serving, text: Callable[[int], str]) -> dict[str, Any]:
    """Have `options.clients` clients ask for `options.seconds`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.db")
        with mnemic.open(path, embedder=options.embedder) as memory:
            memory.remember_many(
                [{"content": text(number), "user": "ana"} for number in range(options.memories)]
            )
            memory.flush()
        with server(path, "--workers", str(options.workers)) as http:
            http.get("/readyz").raise_for_status()
            until = time.perf_counter() + options.seconds
            clients = [Client(number, http, text, until) for number in range(options.clients)]
            for client in clients:
                client.start()
            for client in clients:
                client.join()
        kept = {id_: content for client in clients for id_, content in client.kept.items()}
        with mnemic.open(path) as memory:
            held = {cube.id: cube.content for cube in memory.list(tiers=None, limit=10_000_000)}
            sound = not memory.check()
    lost = sum(held.get(id_) != content for id_, content in kept.items())
    errors = sum((client.errors for client in clients), Counter())
    return _told(options, clients, len(kept), lost, errors, sound=sound)


def _told(
    options: argparse.Namespace,
    clients: list[Client],
    kept: int,
    lost: int,
    errors: Counter[str],
    *,
    sound: bool,
) -> dict[str, Any]:
    verbs = {
        verb: [took for client in clients for took in client.taken[verb]] for verb in dict.fromkeys(_TURN)
    }
    verbs["all"] = [took for times in verbs.values() for took in times]
    print(
        f"\n{options.clients} clients for {options.seconds:g} s, {options.workers} worker(s), {options.memories:,} memories "
        "before. Clients and server share the machine.\n"
    )
    print("| verb | requests | a second | p50 ms | p99 ms | longest ms |\n|---|---|---|---|---|---|")
    for verb, times in verbs.items():
        print(
            f"| {verb} | {len(times):,} | {len(times) / options.seconds:.0f} | {median(times):.1f} "
            f"| {percentile(times, 0.99):.1f} | {max(times):.0f} |"
        )
    met = not errors and not lost and sound
    print(
        f"\nErrors: {dict(errors) or 'none'}. Acknowledged: {kept:,}; lost: {lost}. The store is "
        f"{'sound' if sound else 'NOT sound'}.\n\nTarget: no error, nothing lost: {'met' if met else 'missed'}."
    )
    figures = {
        verb: {"requests": len(t), "p50": median(t), "p99": percentile(t, 0.99)} for verb, t in verbs.items()
    }
    return {**figures, "errors": dict(errors), "kept": kept, "lost": lost, "sound": sound, "met": met}
