"""The package: what it exports, and that importing it costs and does nothing."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import mnemic
from mnemic import errors

_WATCHED = """
import json, sys
events = []
def watch(event, arguments):
    if event == "open":
        path = str(arguments[0])
        if not path.endswith((".py", ".pyc", ".so", ".pth")) and "pycache" not in path:
            events.append([event, path])
    elif event.startswith(("socket.", "subprocess.", "os.mkdir", "os.remove", "os.rename", "sqlite3.")):
        events.append([event, repr(arguments)])
sys.addaudithook(watch)
before = set(sys.modules)
import mnemic
print(json.dumps([events, sorted(set(sys.modules) - before)]))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python, and assert that it goes well."""
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)


def test_everything_that_is_promised_is_there() -> None:
    assert sorted(mnemic.__all__) == mnemic.__all__ == dir(mnemic)
    for name in mnemic.__all__:
        assert getattr(mnemic, name) is not None
    assert mnemic.open is importlib.import_module("mnemic._open").open
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        mnemic.opne


@pytest.mark.parametrize(
    "name",
    sorted(module.name for module in pkgutil.walk_packages(mnemic.__path__, "mnemic.")
           if module.ispkg and "._" not in module.name),
)  # fmt: skip
def test_a_package_exports_what_is_there_and_is_documented(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except errors.MissingExtra as missing:
        # Adapters are imported where their frameworks are: see tests/adapters.
        assert name.startswith("mnemic.adapters.")
        assert f"pip install 'mnemic[{name.rpartition('.')[2]}]'" in str(missing)
        return
    assert module.__doc__
    assert len(set(module.__all__)) == len(module.__all__)
    for exported in module.__all__:
        assert getattr(module, exported) is not None


def test_every_error_is_in_the_tree_drawn_at_the_top() -> None:
    drawn = errors.__doc__ or ""
    own = [item for item in vars(errors).values() if isinstance(item, type) and issubclass(item, Exception)]
    assert len(own) > 30
    for error in own:
        assert issubclass(error, errors.MnemicError)
        assert error.__name__ in drawn
        assert error.__doc__
        builtin = [base.__name__ for base in error.__bases__ if not issubclass(base, errors.MnemicError)]
        for name in builtin:
            assert name == "Exception" or f"(also a {name})" in drawn or f"(also an {name})" in drawn


def test_importing_prints_nothing_opens_nothing_and_loads_nothing_heavy() -> None:
    done = run("-I", "-B", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{_WATCHED}")
    assert done.stderr == ""
    events, modules = json.loads(done.stdout)
    assert events == []
    heavy = {
        "numpy",
        "onnxruntime",
        "sqlite3",
        "Stemmer",
        "anyio",
        "httpx",
        "rich",
        "typer",
        "pytest",
        "hypothesis",
    }
    assert heavy.isdisjoint(modules)


def test_the_testing_kit_needs_no_test_framework() -> None:
    script = "import sys, mnemic.testing; print('pytest' in sys.modules, 'hypothesis' in sys.modules)"
    assert run("-c", script).stdout.split() == ["False", "False"]


def test_importing_takes_no_time() -> None:
    script = "import time; t = time.perf_counter(); import mnemic; print(time.perf_counter() - t)"
    run("-c", script)
    took_s = min(float(run("-c", script).stdout) for _ in range(7))
    assert took_s < 0.060


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(mnemic.__path__[0], "py.typed").exists()
