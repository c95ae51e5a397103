"""The address of a server, and whether a key may go there."""

from __future__ import annotations

import ipaddress
import os
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ..errors import ArgumentError
from ..remote import Key, checked_address

KEY_ENV: Final = "MNEMIC_API_KEY"
"""The variable the key is read from where none is given."""

ALLOW_HTTP_ENV: Final = "MNEMIC_ALLOW_HTTP"
"""The variable that says ``1`` where a key may cross the network unencrypted."""

_EXAMPLE: Final = "http://127.0.0.1:7077"


class Server(NamedTuple):
    """
    Where a server is.

    Attributes:
        url: Without a trailing slash.

        local: Whether it is on this machine.
    """

    url: str
    local: bool


def checked_server(location: str, key: Key, *, allow_http: bool) -> Server:
    """
    Return the server at *location*.

    Raises:
        ArgumentError: it is no address; or *key* would cross the network for everybody on the way to read.
    """
    scheme, _, rest = location.partition("://")
    address = checked_address(f"{scheme.lower()}://{rest}", called="the address", example=_EXAMPLE)
    local = _is_local(urlsplit(address.url).hostname or "")
    allowed = allow_http or os.environ.get(ALLOW_HTTP_ENV) == "1"
    if not (local or allowed or address.url.startswith("https://")) and key.value() is not None:
        raise ArgumentError(
            f"{address.url} is not encrypted, so that everybody on the way could read the key and the memories; "
            "use https://. Within a network you trust, pass allow_http=True or set "
            f"{ALLOW_HTTP_ENV}=1"
        )
    return Server(address.url, local)


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
