"""Fixtures and settings all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import mnemic
from mnemic.testing import ManualClock

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile(
    "thorough", deadline=None, max_examples=1000, stateful_step_count=60, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile(os.environ.get("MNEMIC_HYPOTHESIS", "default"))

OpenMemory = Callable[..., mnemic.Memory]


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock()


@pytest.fixture
def open_memory(tmp_path: Path) -> Iterator[OpenMemory]:
    """Open memories in files of a folder of the test's own; closed at its end."""
    opened: list[mnemic.Memory] = []

    def open_(name: str = "memory.db", **arguments: Any) -> mnemic.Memory:
        location = name if name == ":memory:" else str(tmp_path / name)
        opened.append(mnemic.open(location, **{"embedder": "hash", **arguments}))
        return opened[-1]

    yield open_
    for memory in opened:
        memory.close()


@pytest.fixture
def mem(open_memory: OpenMemory) -> mnemic.Memory:
    """A fresh memory that ends with the test."""
    return open_memory(":memory:")
