"""
The audit chain's arithmetic, the same for every store.

An operation commits to what it wrote with leaves: ``leaf = H(salt ‖ payload)``, the first for its header,
one for each version. Its link in the chain is ``H(previous ‖ fixed fields ‖ leaves)``. An erasure destroys
the salts and the payloads and leaves the leaves, so the chain still verifies and nothing can be guessed
back from it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence

GENESIS = bytes(32)
LEAF_BYTES = 32
_SALT_BYTES = 16
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def new_salt() -> bytes:
    """Return a fresh salt."""
    return os.urandom(_SALT_BYTES)


def leaf(salt: bytes, payload: Sequence[object]) -> bytes:
    """Return the 32-byte commitment to *payload*, a flat sequence of JSON scalars."""
    return hashlib.sha256(salt + _text(payload).encode()).digest()


def link(previous: bytes, operation: bytes, recorded_us: int, leaves: bytes) -> bytes:
    """Return an operation's 32-byte place in the chain."""
    fixed = operation + recorded_us.to_bytes(8, "big", signed=True)
    return hashlib.sha256(previous + fixed + leaves).digest()
