"""Fixtures all adapters' tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import mnemic


@pytest.fixture
def anyio_backend() -> str:
    """Frameworks run on asyncio."""
    return "asyncio"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a memory may be made."""
    return tmp_path / "memory.db"


@pytest.fixture
def mem(path: Path) -> Iterator[mnemic.Memory]:
    """An open memory with the small embedder."""
    with mnemic.open(path, embedder="hash") as memory:
        yield memory
