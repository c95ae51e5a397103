"""
Measure the web page in a real Chromium on a store of 100,000 memories: first paint, a page of the list, a search.

    python bench/web.py [--memories N] [--repeats N] [--db PATH]

Needs /usr/bin/chromium, the package playwright and the built page (make browser, make web). The store is made with the
embedder "hash", once; with --db it is kept and used again. The figures are of a machine that does nothing else.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import mnemic
from mnemic.serve.http import Settings, running

CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAINT_S, SEARCH_S = 1.0, 0.2

_WHO = ("Ana", "Bo", "Cleo", "Dag", "Edda", "Finn", "Gita", "Hana")
_DID = (
    "moved to",
    "wrote about",
    "cooked for",
    "repaired",
    "forgot",
    "called",
    "painted",
    "sold",
    "looked for",
    "found",
)
_WHAT = ("the boat", "a bicycle", "the neighbours", "Porto", "the sourdough", "her brother", "the garden", "a map",
         "the tax form", "the old piano", "the choir", "a train to Aarhus", "the balcony", "soup", "the dentist",
         "the ladder")  # fmt: skip
_WHEN = (
    "before breakfast",
    "on the way home",
    "in the rain",
    "with some help",
    "without a word",
    "twice",
    "at last",
    "by mistake",
)
_QUERIES = ("the old piano in the rain", "who sold the boat", "sourdough", "a train to Aarhus before breakfast",
            "Where did Cleo move?", "the dentist twice", "Hana painted the balcony", "forgot the tax form")  # fmt: skip
_SINCE = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> int:
    """Measure and print; return 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="Measure the web page in Chromium.")
    parser.add_argument("--memories", type=int, default=100_000, help="how many memories the store holds")
    parser.add_argument("--repeats", type=int, default=5, help="how often each thing is measured")
    parser.add_argument("--db", type=Path, help="keep the store here, and use it again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = given.db or Path(name) / "bench.db"
        if not path.exists():
            fill(path, given.memories)
        paints, searches, pages = measure(path, given.repeats)
    rows = (
        ("first paint of the page", paints["paint"], PAINT_S),
        ("its figures on the screen", paints["figures"], None),
        ("the newest 50 memories", pages, None),
        ("a search: from the key to the hits drawn", searches, SEARCH_S),
    )
    print(f"{'':44} {'median':>9} {'worst':>9}")
    for what, times, _ in rows:
        print(f"{what:44} {statistics.median(times) * 1e3:6.0f} ms {max(times) * 1e3:6.0f} ms")
    broken = [what for what, times, bound in rows if bound is not None and statistics.median(times) > bound]
    for what in broken:
        print(f"Error: {what} takes too long", file=sys.stderr)
    return 1 if broken else 0


def fill(path: Path, count: int) -> None:
    """Make a store of *count* memories: short turns of eight people, over two years."""
    chance = random.Random(7)
    began = time.perf_counter()
    with mnemic.open(path, embedder="hash") as memory:
        for start in range(0, count, 5_000):
            memory.remember_many([_turn(chance, at) for at in range(start, min(count, start + 5_000))])
        memory.flush()
    print(f"{count:,} memories made in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def _turn(chance: random.Random, at: int) -> dict[str, Any]:
    who = chance.choice(_WHO)
    first, second = (f"{chance.choice(_DID)} {chance.choice(_WHAT)}" for _ in range(2))
    text = f"{who} {first} {chance.choice(_WHEN)}, and then {second}."
    return {
        "content": text,
        "user": who.lower(),
        "speaker": who,
        "session": f"s{at // 20}",
        "occurred_at": _SINCE + timedelta(minutes=10 * at),
    }


def measure(path: Path, repeats: int) -> tuple[dict[str, list[float]], list[float], list[float]]:
    """Return the times in seconds: of first paint and figures, of searches, of the list's first page."""
    paints: dict[str, list[float]] = {"paint": [], "figures": []}
    searches: list[float] = []
    pages: list[float] = []
    with running(Settings(location=str(path), port=0)) as server, chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(server.link or server.url)
        page.locator(".figures").wait_for(timeout=60_000)
        state = context.storage_state()
        for _ in range(repeats):
            # Without the files in the browser's cache: a first visit.
            fresh = browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=state)
            paint, figures = _visit(fresh.new_page(), server.url)
            paints["paint"].append(paint)
            paints["figures"].append(figures)
            fresh.close()
        for _ in range(repeats):
            pages.append(_timed(page, f"{server.url}/#/memories", "main .row"))
            page.goto(f"{server.url}/#/")
            page.locator(".figures").wait_for()
        page.goto(f"{server.url}/#/memories")
        page.locator("main .row").first.wait_for()
        _search(page, "warm up the matrices")
        searches = [_search(page, query) for query in _QUERIES for _ in range(max(1, repeats // 4))]
    return paints, searches, pages


@contextmanager
def chromium() -> Iterator[Any]:
    """Run the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


def _visit(page: Any, url: str) -> tuple[float, float]:
    page.goto(f"{url}/")
    page.locator(".figures").wait_for()
    figures = page.evaluate("performance.now()") / 1e3
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1e3
    return paint, figures


def _timed(page: Any, address: str, until: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.locator(until).first.wait_for()
    return time.perf_counter() - began


def _search(page: Any, query: str) -> float:
    """Return the time from Enter to the frame in which the hits of *query* stand on the screen, in the page's own clock."""
    page.locator("#search").fill(query)
    taken: float = page.evaluate(
        """(query) => new Promise((done) => {
            const field = document.querySelector('#search');
            const began = performance.now();
            const seen = () => document.querySelector('main h1')?.textContent.includes(query)
                && !document.querySelector('main [aria-busy=true], main .stale')
                && document.querySelector('main .row .why');
            const end = () => done(performance.now() - began);
            const look = () => requestAnimationFrame(seen() ? end : look);
            field.form.requestSubmit();
            requestAnimationFrame(look);
        })""",
        query,
    )
    return taken / 1e3


if __name__ == "__main__":
    sys.exit(main())
