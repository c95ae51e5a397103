"""
LangGraph's stores side by side: puts, gets and searches per second, each on 10,000 documents.

    python bench/adapters/langgraph_stores.py              # beside InMemoryStore, and SqliteStore where it is installed
    python bench/adapters/langgraph_stores.py --documents 1000 --seconds 0.3

Needs ``langgraph-checkpoint``, and for the third column ``langgraph-checkpoint-sqlite``. All get the same texts and the
same vectors, from a function that takes no time to speak of: what is measured is the store, not the model. Progress is
on stderr; the table is Markdown.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from langgraph.store.base import BaseStore, PutOp
from langgraph.store.memory import InMemoryStore

from mnemic.adapters.langgraph import MnemicStore

DIMS = 384
USERS = 50
ARCHIVED = "delete, into the archive"
WORDS = [
    f"{first}{second}" for first in "bcdfghjklmnprstvwz" for second in ("ado", "emi", "ilu", "ora", "une")
]
STATUSES = ("open", "done", "waiting")


def embed(texts: Any) -> list[list[float]]:
    """Return a vector of the words of each text."""
    rows = np.zeros((len(texts), DIMS), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.split():
            row[hash(word) % DIMS] += 1.0
        row[0] += 0.01
    return [row.tolist() for row in rows]


def document(number: int, words: random.Random) -> dict[str, Any]:
    """Return the value of a document of some 150 characters."""
    text = " ".join(words.choices(WORDS, k=25))
    return {"text": text, "n": number, "status": STATUSES[number % 3], "meta": {"by": f"agent-{number % 7}"}}


def place(number: int) -> tuple[str, ...]:
    """Return the namespace of a document: there are fifty users."""
    return ("users", f"user-{number % USERS}")


class Work(NamedTuple):
    """Something that is done again and again; *call* is given a number that is never the same."""

    name: str
    call: Callable[[BaseStore, int], object]


def works(documents: int) -> list[Work]:
    """Return what is measured, reading first."""
    fresh, words = count(documents), random.Random(7)
    questions = [" ".join(words.choices(WORDS, k=5)) for _ in range(500)]

    def batch(store: BaseStore, _number: int) -> None:
        numbers = [next(fresh) for _ in range(100)]
        store.batch([PutOp(place(n), f"key-{n}", document(n, words)) for n in numbers])

    def put(store: BaseStore, _number: int) -> None:
        number = next(fresh)
        store.put(place(number), f"key-{number}", document(number, words))

    def delete(store: BaseStore, number: int) -> None:
        store.delete(place(number), f"key-{number % documents}")

    return [
        Work("get", lambda store, n: store.get(place(n), f"key-{n % documents}")),
        Work("search, newest page of a user", lambda store, n: store.search(place(n), limit=10)),
        Work(
            "search, filter of a user",
            lambda store, n: store.search(place(n), filter={"status": STATUSES[n % 3]}, limit=10),
        ),
        Work(
            "search, range over all",
            lambda store, n: store.search(("users",), filter={"n": {"$gte": documents - 20}}, limit=10),
        ),
        Work(
            "search, by meaning, of a user",
            lambda store, n: store.search(place(n), query=questions[n % 500], limit=10),
        ),
        Work(
            "search, by meaning, over all",
            lambda store, n: store.search(("users",), query=questions[n % 500], limit=10),
        ),
        Work("list_namespaces", lambda store, _: store.list_namespaces(prefix=("users",), limit=100)),
        Work("put, new", put),
        Work("put, again", lambda store, n: store.put(place(n), f"key-{n % documents}", document(n, words))),
        Work("batch of 100 puts", batch),
        Work("delete", delete),
        Work(ARCHIVED, lambda store, n: delete(store, n + documents // 2)),
    ]


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, BaseStore]]:
    """Yield the stores by name, each empty."""
    index: Any = {"dims": DIMS, "embed": embed, "fields": ["text"]}
    with ExitStack() as stack:
        found: dict[str, BaseStore] = {"InMemoryStore": InMemoryStore(index=index)}
        found["MnemicStore"] = stack.enter_context(MnemicStore(folder / "memory.db", index=index))
        try:
            from langgraph.store.sqlite import SqliteStore
        except ImportError:
            print("SqliteStore is not installed: pip install langgraph-checkpoint-sqlite", file=sys.stderr)
        else:
            connection = sqlite3.connect(folder / "sqlite.db", check_same_thread=False, isolation_level=None)
            stack.enter_context(closing(connection))
            loads = hasattr(connection, "enable_load_extension")
            if not loads:
                print("SqliteStore has no index: this Python's SQLite loads no extensions", file=sys.stderr)
            sqlite = SqliteStore(connection, index=index if loads else None)
            sqlite.setup()
            found["SqliteStore"] = sqlite
        yield found


def fill(store: BaseStore, documents: int) -> float:
    """Put *documents* into *store*, 500 at a time; return how many a second went in, vectors made."""
    words = random.Random(1)
    begun = time.perf_counter()
    for start in range(0, documents, 500):
        numbers = range(start, min(start + 500, documents))
        store.batch([PutOp(place(n), f"key-{n}", document(n, words)) for n in numbers])
    store.search(("users",), query="bado", limit=1)
    return documents / (time.perf_counter() - begun)


def measured(store: BaseStore, work: Work, seconds: float) -> float:
    """Return how many calls a second *store* answers, by the median of its calls."""
    took: list[float] = []
    work.call(store, 0)
    until = time.perf_counter() + seconds
    for number in count(1):
        begun = time.perf_counter()
        if len(took) >= 5 and begun > until:
            break
        work.call(store, number)
        took.append(time.perf_counter() - begun)
    return 1 / statistics.median(took)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each call is repeated")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, stores(Path(folder)) as there:
        rows: dict[str, dict[str, float]] = {"filling, 500 a batch": {}}
        for name, store in there.items():
            print(f"filling {name}", file=sys.stderr)
            rows["filling, 500 a batch"][name] = fill(store, given.documents)
        for name, store in there.items():
            for work in works(given.documents):
                if "by meaning" in work.name and name == "SqliteStore" and not store.index_config:
                    continue
                if work.name == ARCHIVED and isinstance(store, MnemicStore):
                    store = MnemicStore(store.memory, on_delete="archive")
                print(f"{name}: {work.name}", file=sys.stderr)
                rows.setdefault(work.name, {})[name] = measured(store, work, given.seconds)
    print(
        f"Calls a second (median) on {given.documents} documents; × is MnemicStore's rate by the other's.\n"
    )
    others = [name for name in there if name != "MnemicStore"]
    print("| call | MnemicStore | " + " | ".join(f"{name} | ×" for name in others) + " |")
    print("|---|" + "---|" * (1 + 2 * len(others)))
    for call, rates in rows.items():
        ours = rates["MnemicStore"]
        cells = [
            f"{rates[name]:,.0f} | {ours / rates[name]:.2f}" if name in rates else "– | –" for name in others
        ]
        print(f"| {call} | {ours:,.0f} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
