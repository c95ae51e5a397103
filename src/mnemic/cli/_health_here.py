"""How this installation is: what runs, what is installed, what is set."""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from importlib import metadata
from typing import Final

from .._version import __version__
from ..errors import ArgumentError, MnemicError
from ._defaults import config_file, read_defaults
from ._exits import SETUP
from ._health import Problem, Section, without_home

_NAME: Final = re.compile(r"[\w.-]+")
_LEAST: Final = re.compile(r">=\s*([\w.]+)")
_EXTRA: Final = re.compile(r"""extra == ['"]([\w-]+)""")
_INTERNAL: Final = ("dev", "docs")
"""Extras of those who build Mnemic."""


def installation(*, quick: bool) -> Section:
    """Report on the program itself, and on the default embedder."""
    import sqlite3

    section = Section(title="Installation")
    section.facts = {
        "Mnemic": __version__,
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        "Program": without_home(sys.executable),
        "System": platform.platform(),
        "Processors": str(os.cpu_count() or "unknown"),
        "SQLite": sqlite3.sqlite_version,
        "Text encoding": sys.stdout.encoding or "unknown",
    }
    if not quick:
        _embed(section)
    return section


def _embed(section: Section) -> None:
    """Make a vector, which reads the weights and compares their digest."""
    from ..embed import MiniLM

    began = time.perf_counter()
    try:
        MiniLM().embed(["Is anybody there?"])
    except MnemicError as error:
        section.facts["Embedder"] = "minilm: does not work"
        section.failed(error)
    else:
        section.facts["Embedder"] = f"minilm: works, loaded in {time.perf_counter() - began:.1f} s"


def packages() -> Section:
    """Report on the packages Mnemic needs, and on those that its extras add."""
    section = Section(title="Packages")
    for extra, needed in _needed().items():
        found = [_found(name, least) for name, least in needed]
        shown = ", ".join(f"{name} {version or 'not installed'}" for name, version, _ in found)
        present = extra == "core" or any(version for _, version, _ in found)
        section.facts[extra] = shown if present else f"not installed: pip install 'mnemic[{extra}]'"
        section.problems += [
            Problem(
                f"{name} {version or 'is missing'}, and Mnemic needs {least} or later",
                f"run: pip install --upgrade 'mnemic{'' if extra == 'core' else f'[{extra}]'}'",
                SETUP,
            )
            for name, version, least in found
            if (version is None and extra == "core") or (version is not None and _older(version, least))
        ]
    return section


def _needed() -> dict[str, list[tuple[str, str]]]:
    """Return the packages that are asked for, with their least versions, by extra; ``core`` for all."""
    needed: dict[str, list[tuple[str, str]]] = {"core": []}
    for line in metadata.requires("mnemic") or ():
        asked, _, when = line.partition(";")
        name, least, extra = _NAME.match(asked), _LEAST.search(asked), _EXTRA.search(when)
        wanted_by = extra[1] if extra else "core"
        if name is not None and name[0] != "mnemic" and wanted_by not in _INTERNAL:
            needed.setdefault(wanted_by, []).append((name[0], least[1] if least else "0"))
    return needed


def _found(name: str, least: str) -> tuple[str, str | None, str]:
    try:
        return name, metadata.version(name), least
    except metadata.PackageNotFoundError:
        return name, None, least


def _older(version: str, least: str) -> bool:
    return _numbers(version) < _numbers(least)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def settings() -> Section:
    """Report on what is set, by name; values may be nobody's business."""
    section = Section(title="Settings")
    path = config_file()
    section.facts["File"] = f"{without_home(str(path))}{'' if path.exists() else ' (not there)'}"
    try:
        section.facts["Set in the file"] = ", ".join(read_defaults()) or "nothing"
    except ArgumentError as error:
        section.facts["Set in the file"] = "unreadable"
        section.failed(error)
    variables = sorted(name for name in os.environ if name.startswith("MNEMIC_"))
    section.facts["Variables"] = ", ".join(variables) or "none"
    return section
