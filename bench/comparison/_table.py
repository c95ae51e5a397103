"""The findings as one Markdown table: a row for each question, a column for each system."""

import re
from collections.abc import Callable
from typing import Any

ERROR = 72
"""How much of an error's message a cell shows."""

Figures = dict[str, Any]


def markdown(results: dict[str, Figures]) -> str:
    """Return the table; a check that failed says so in its cell."""
    names = list(results)
    lines = [["", *names]] + [
        [title, *(_cell(results[name], section, tell) for name in names)] for title, section, tell in _ROWS
    ]
    head, *rest = lines
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *rest))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _cell(figures: Figures, section: str, tell: Callable[[Figures], str]) -> str:
    if "error" in figures:
        return "not installed"
    found = figures[section] if section else figures
    return _error(found["error"]) if "error" in found else tell(found)


def _calls(found: Figures, verb: str) -> str:
    asked = found[verb]
    chat = f"{asked['chat']:.3g} chat ({asked['characters']:,.0f} characters)" if asked["chat"] else ""
    vectors = f"{asked['embeddings']:.3g} for vectors" if asked["embeddings"] else ""
    return ", ".join(part for part in (chat, vectors) if part) or "none"


def _kept(found: Figures) -> str:
    by = [way for way in ("search", "read") if found[f"{way}_verbatim"]]
    made = [way for way in ("search", "read") if found[f"{way}_paraphrase"]]
    return f"the words: {' and '.join(by) or 'no'}; the model’s: {' and '.join(made) or 'no'}"


def _erased(found: Figures) -> str:
    names = list(dict.fromkeys(_short(path) for path in found["where"]))
    where = f", in {' and '.join(names[:2])}" if names else ""
    return f"{found['after']} of {found['told']}{where} (before: {found['before']})"


def _short(path: str) -> str:
    """Return a file's name, or for PostgreSQL's numbered files what they are."""
    if "/pg_wal/" in path:
        return "its log"
    return "its pages" if "/base/" in path else path.rsplit("/", 1)[-1]


def _written(found: Figures) -> str:
    lost = f", {found['lost']} lost" if found["told"] == found["of"] or found["lost"] else ""
    first = f"; {_error(next(iter(found['errors'])))}" if found["errors"] else ""
    return f"{found['told']} of {found['of']} written{lost}{first}"


def _started(found: Figures) -> str:
    return "works" if found["outcome"] == "works" else f"no: {_error(found['outcome'])}"


def _error(text: str) -> str:
    """Return the start of a message, without who says it and the folders it names."""
    said = re.sub(r"^(open: )?(\w+: )?(?=\w+(Error|Exception))", "", text)
    return re.sub(r"/[\w./-]*/|`", "", said)[:ERROR].strip()


_ROWS: tuple[tuple[str, str, Callable[[Figures], str]], ...] = (
    ("version", "keyless", lambda found: found["version"]),
    ("packages installed, MiB", "", lambda found: f"{found['packages']}, {found['mib']:,.0f}"),
    ("quick start without a key or a service", "keyless", _started),
    ("hosts looked up at import", "keyless", lambda found: ", ".join(found["hosts_at_import"]) or "none"),
    ("hosts looked up in use", "cost", lambda found: ", ".join(found["hosts"]) or "none"),
    ("from start to the first recalled memory, s", "cost", lambda found: f"{found['first_s']:.2g}"),
    ("model calls for an add", "cost", lambda found: _calls(found, "add")),
    ("model calls for a search", "cost", lambda found: _calls(found, "search")),
    ("what comes back", "evidence", _kept),
    ("texts left in the files after deleting a user", "erasure", _erased),
    ("two processes writing", "writers", _written),
    (
        "killed while writing",
        "killed",
        lambda found: f"{found['lost']} of {found['acknowledged']} acknowledged lost",
    ),
)
