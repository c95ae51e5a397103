"""The findings as one Markdown table: a row for each question, a column for each system."""

from collections.abc import Callable
from typing import Any

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
    return str(found["error"])[:160] if "error" in found else tell(found)


def _calls(found: Figures, verb: str) -> str:
    asked = found[verb]
    if not asked["chat"] and not asked["embeddings"]:
        return "0"
    return f"{asked['chat']:.3g} chat ({asked['characters']:,.0f} characters), {asked['embeddings']:.3g} embedding"


def _kept(found: Figures) -> str:
    by = [way for way in ("search", "read") if found[f"{way}_verbatim"]]
    made = [way for way in ("search", "read") if found[f"{way}_paraphrase"]]
    return f"the words: {' and '.join(by) or 'no'}; the model's: {' and '.join(made) or 'no'}"


def _erased(found: Figures) -> str:
    where = f" ({', '.join(found['where'][:3])})" if found["where"] else ""
    return f"{found['after']} of {found['told']}{where}; before {found['before']}"


def _written(found: Figures) -> str:
    first = f": {next(iter(found['errors']))[:90]}" if found["errors"] else ""
    return f"{found['told']} of {found['of']} told, {found['lost']} lost, {sum(found['errors'].values())} errors{first}"


_ROWS: tuple[tuple[str, str, Callable[[Figures], str]], ...] = (
    ("version", "keyless", lambda found: found["version"]),
    ("packages installed, MiB", "", lambda found: f"{found['packages']}, {found['mib']:,.0f}"),
    ("pip install, s", "", lambda found: f"{found['install_s']:.0f}"),
    ("quick start without a key or a service", "keyless", lambda found: found["outcome"][:160]),
    ("hosts looked up at import", "keyless", lambda found: ", ".join(found["hosts_at_import"]) or "none"),
    ("hosts looked up besides the model's", "cost", lambda found: ", ".join(found["hosts"]) or "none"),
    ("from start to the first recalled memory, s", "cost", lambda found: f"{found['first_s']:.2g}"),
    ("model calls for an add", "cost", lambda found: _calls(found, "add")),
    ("model calls for a search", "cost", lambda found: _calls(found, "search")),
    ("what comes back", "evidence", _kept),
    ("texts left in the files after deleting a user", "erasure", _erased),
    ("two processes writing", "writers", _written),
    (
        "killed while writing",
        "killed",
        lambda found: f"{found['lost']} lost of {found['acknowledged']} acknowledged",
    ),
)
