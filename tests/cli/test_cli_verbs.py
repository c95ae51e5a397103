from __future__ import annotations

import ast
from pathlib import Path

import mnemic
from mnemic import cli

_ELSEWHERE = {
    "close": "every command closes what it opened",
    "in_space": "a command works in the space that --space names",
    "log": "mnemic operations shows the same, and what each changed",
}


def _called() -> set[str]:
    """Return the names that the commands read of what they call `memory`."""
    found: set[str] = set()
    for module in Path(cli.__file__).parent.glob("_*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "memory"
            ):
                found.add(node.attr)
    return found


def test_every_verb_is_reached_by_a_command() -> None:
    verbs = {name for name in dir(mnemic.Memory) if not name.startswith("_")}
    assert verbs - _called() == set(_ELSEWHERE)
