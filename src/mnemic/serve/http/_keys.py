"""API keys over HTTP."""

from __future__ import annotations

from typing import Final

from ._shapes import keys as shapes
from ._verbs import Served

VERBS: Final = (
    Served(verb="keys", takes=shapes.Keys, gives=list[shapes.ApiKey], tag="keys"),
    Served(verb="make_key", takes=shapes.MakeKey, gives=shapes.NewKey, tag="keys", status=201),
    Served(verb="rotate_key", takes=shapes.RotateKey, gives=shapes.NewKey, tag="keys"),
    Served(verb="revoke_key", takes=shapes.RevokeKey, gives=shapes.ApiKey, tag="keys"),
)
