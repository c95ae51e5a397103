"""
What every adapter must do, whatever its framework calls it: write, read back, search, update, delete, be used by
several at once, and have it all after a restart.

A test module subclasses `Behaviour` and says how with a `Desk`; pytest collects the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Protocol

import pytest

Names = dict[str, str]


class Desk(Protocol):
    """One open adapter, driven through its framework's own interface. Texts are named by what `write` returned."""

    def write(self, text: str) -> str:
        """Keep *text*; return what names it."""
        ...

    def read(self, name: str) -> str | None:
        """Return the text; `None` where there is none."""
        ...

    def everything(self) -> list[str]:
        """Return every text, in any order."""
        ...

    def search(self, query: str) -> list[str]:
        """Return texts that answer *query*, best first."""
        ...

    def update(self, name: str, text: str) -> None:
        """Put *text* in the place of what is there."""
        ...

    def delete(self, name: str) -> None:
        """Remove it for good."""
        ...

    def close(self) -> None:
        """End as the framework would."""
        ...


class Behaviour:
    """The suite. `lacks` names what the framework's interface has no way to ask for."""

    lacks: ClassVar[frozenset[str]] = frozenset()

    def open(self, path: Path) -> Desk:
        """Return a desk over the memory at *path*, with the ``hash`` embedder."""
        raise NotImplementedError

    def _need(self, *abilities: str) -> None:
        missing = self.lacks.intersection(abilities)
        if missing:
            pytest.skip(f"this framework has no way to {', '.join(sorted(missing))}")

    def test_what_was_written_is_read_back(self, path: Path) -> None:
        desk = self.open(path)
        texts = ["Ana moved to Porto.", "Größe 日本語 👋\n\ttwo lines", 'quotes " and \\ and {"json": [1]}']
        names = [desk.write(text) for text in texts]
        assert [desk.read(name) for name in names] == texts
        assert sorted(desk.everything()) == sorted(texts)
        desk.close()

    def test_a_search_finds_what_answers_it(self, path: Path) -> None:
        self._need("search")
        desk = self.open(path)
        for text in ("Ana moved to Porto.", "The cat sleeps on the sofa.", "Bo plays the cello on Fridays."):
            desk.write(text)
        assert desk.search("Who plays the cello?")[0] == "Bo plays the cello on Fridays."
        desk.close()

    def test_an_update_replaces(self, path: Path) -> None:
        self._need("update")
        desk = self.open(path)
        name = desk.write("Ana lives in Rome.")
        desk.update(name, "Ana lives in Porto.")
        assert desk.read(name) == "Ana lives in Porto."
        assert desk.everything() == ["Ana lives in Porto."]
        if "search" not in self.lacks:
            assert desk.search("Where does Ana live?") == ["Ana lives in Porto."]
        desk.close()

    def test_what_was_deleted_is_gone_from_every_answer_and_from_the_file(self, path: Path) -> None:
        self._need("delete")
        desk = self.open(path)
        kept, gone = desk.write("The garden is large."), desk.write("The zanzibarwort blooms.")
        desk.delete(gone)
        assert desk.read(gone) is None
        assert desk.read(kept) == "The garden is large."
        assert desk.everything() == ["The garden is large."]
        if "search" not in self.lacks:
            assert "zanzibarwort" not in " ".join(desk.search("zanzibarwort"))
        desk.close()
        for file in path.parent.glob(f"{path.name}*"):
            assert b"zanzibarwort" not in file.read_bytes()

    def test_several_at_once_lose_nothing(self, path: Path) -> None:
        desk = self.open(path)
        texts = [[f"Thread {thread} says {number}." for number in range(10)] for thread in range(4)]
        together([lambda mine=mine: [desk.write(text) for text in mine] for mine in texts])
        assert sorted(desk.everything()) == sorted(text for mine in texts for text in mine)
        desk.close()

    def test_everything_is_there_after_a_restart(self, path: Path) -> None:
        desk = self.open(path)
        names = [desk.write(text) for text in ("Ana moved to Porto.", "Bo plays the cello.")]
        if "update" not in self.lacks:
            desk.update(names[0], "Ana moved to Faro.")
        before = sorted(desk.everything())
        desk.close()
        again = self.open(path)
        assert sorted(again.everything()) == before
        assert again.read(names[1]) == "Bo plays the cello."
        if "search" not in self.lacks:
            assert again.search("Who plays the cello?")[0] == "Bo plays the cello."
        again.close()


def together(works: list[Callable[[], object]]) -> None:
    """Run *works* at the same time, each in a thread; raise what any of them raised."""
    errors: list[BaseException] = []
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            barrier.wait()
            work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
