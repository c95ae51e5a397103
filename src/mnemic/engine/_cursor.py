"""Cursors: where a page ended, bound to the query it belongs to."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from ..errors import CursorError


def make_cursor(query: Mapping[str, Any], seq: int) -> str:
    """Return the cursor of a page of *query* that ended at *seq*."""
    text = json.dumps([seq, _digest(query)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(query: Mapping[str, Any], cursor: object) -> int:
    """
    Return the place *cursor* stands for.

    Raises:
        CursorError: it is damaged, or belongs to another query.
    """
    try:
        padded = str(cursor) + "=" * (-len(str(cursor)) % 4)
        seq, digest = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(cursor, str) or type(seq) is not int:
            raise TypeError
    except (binascii.Error, ValueError, TypeError):
        raise CursorError(
            f"cursor={cursor!r:.60} is not one that list() gave; pass Page.cursor unchanged"
        ) from None
    if digest != _digest(query):
        raise CursorError(
            f"cursor={cursor!r:.60} belongs to another query; "
            "pass the same arguments as for the first page, or start again without a cursor"
        )
    return seq


def _digest(query: Mapping[str, Any]) -> str:
    text = json.dumps(query, sort_keys=True, default=_plain)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _plain(value: object) -> object:
    """Return what JSON does not know in a form that is the same in every process."""
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else repr(value)
