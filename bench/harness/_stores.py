"""What a section is handed, and the stores it measures: built once, copied for every run."""

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._corpus import Corpus
from ._peer import Peer, System
from ._plan import Plan
from ._report import Report


@dataclass(slots=True)
class Bench:
    """The plan, the texts, the systems that can run, the report, and a folder for stores."""

    plan: Plan
    corpus: Corpus
    systems: Sequence[System]
    report: Report
    work: Path
    _built: dict[tuple[str, str], Path] = field(default_factory=dict)

    @property
    def ours(self) -> System | None:
        """Mnemic, if it can run."""
        return next((system for system in self.systems if system.name == "mnemic"), None)

    @contextlib.contextmanager
    def peer(self, system: System, *, texts: bool = True, **options: Any) -> Iterator[Peer]:
        """Start a system's process with the corpus loaded."""
        with Peer(system, **options) as peer:
            peer("corpus", folder=str(self.corpus.folder), texts=texts)
            yield peer

    def fresh(self, name: str) -> Path:
        """Return a new empty folder."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def copy(self, store: Path, name: str) -> Path:
        """Return a copy of a built store, to be changed by one run."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(store, folder)
        return folder

    def register(self, system: System, layout: str, folder: Path) -> None:
        """Keep a store that a section has built anyway."""
        self._built[system.name, layout] = folder

    def store(self, system: System, size: int) -> Path:
        """Return a settled store of *size* texts of one user in one space."""
        return self.spaces(system, f"one-{size}", [("default", 0, size)])

    def spaces(self, system: System, layout: str, spaces: Sequence[tuple[str, int, int]]) -> Path:
        """Return a settled store with these spaces, each (name, first text, last text + 1)."""
        built = self._built.get((system.name, layout))
        if built is not None:
            return built
        total = sum(stop - start for _, start, stop in spaces)
        self.report.progress(f"building {system.name}'s store of {total} texts in {len(spaces)} space(s)")
        folder = self.fresh(f"{system.name}-{layout}")
        with self.peer(system) as peer:
            for name, start, stop in spaces:
                peer("open", folder=str(folder), space=name)
                peer("bulk", start=start, stop=stop, users=1)
                peer("settle")
                peer("close")
        self.register(system, layout, folder)
        return folder
