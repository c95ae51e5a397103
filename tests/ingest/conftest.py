from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mnemic.ingest import read

Rows = list[dict[str, Any]]


@pytest.fixture
def data() -> Path:
    """The folder of handmade exports."""
    return Path(__file__).parent / "data"


@pytest.fixture
def load(data: Path) -> Callable[..., Rows]:
    """Read a file of the data folder to the end."""

    def rows(name: str, **options: Any) -> Rows:
        return list(read(data / name, **options))

    return rows


@pytest.fixture
def load_text(tmp_path: Path) -> Callable[..., Rows]:
    """Write *text* to a file called *name* and read it to the end."""

    def rows(name: str, text: str, **options: Any) -> Rows:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return list(read(path, **options))

    return rows
