"""Opening a memory on a server."""

from __future__ import annotations

from .. import admit
from ..errors import ArgumentError
from ..remote import Key
from ._address import KEY_ENV, checked_server
from ._connection import Connection
from ._remote import RemoteMemory

_TIMEOUT_S = 60.0


def connect(
    location: str,
    *,
    space: str = "default",
    api_key: str | None = None,
    read_only: bool = False,
    busy_timeout_s: float = 10.0,
    timeout_s: float | None = None,
    allow_http: bool = False,
) -> RemoteMemory:
    """
    Return the memory on the server at *location*, which is asked for the first time by the first verb.

    Args:
        api_key: By default the variable ``MNEMIC_API_KEY``, read anew for each call.

        busy_timeout_s: For how long to ask again while the server is busy or can't be reached.

        timeout_s: How long to wait for one answer, by default 60; verbs that may take minutes are waited for.

        allow_http: Send the key over an unencrypted network.

    Raises:
        ArgumentError: *location* is no address, or the key would be readable on the way.

        MissingExtra: httpx is not installed.
    """
    name = admit.name(space, "space")
    if name is None:
        raise ArgumentError('space=None: a memory lives in a space; leave it out for "default"')
    if api_key is not None and not isinstance(api_key, str):
        # The value is not shown: it may be a key all the same.
        raise ArgumentError(f"api_key= is the text of a key, got {type(api_key).__name__}")
    wait_s = _TIMEOUT_S if timeout_s is None else admit.seconds(timeout_s, "timeout_s")
    if wait_s == 0:
        raise ArgumentError("timeout_s=0 leaves no time for an answer; leave it out for 60")
    key = Key(api_key, KEY_ENV)
    server = checked_server(location, key, allow_http=allow_http)
    patience_s = admit.seconds(busy_timeout_s, "busy_timeout_s")
    return RemoteMemory(
        Connection(server, key, patience_s=patience_s, timeout_s=wait_s), name, read_only=read_only
    )
