from __future__ import annotations

import pytest
from telling import Teller

import mnemic


@pytest.fixture
def ana(mem: mnemic.Memory) -> Teller:
    """Someone who tells facts about Ana."""
    return Teller(mem)
