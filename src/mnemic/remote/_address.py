"""The address of a service."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ..errors import ArgumentError

OPENAI_URL: Final = "https://api.openai.com/v1"


class Address(NamedTuple):
    """
    Where a service is.

    Attributes:
        url: Without a trailing slash.

        host: The host, with the port where one is named.
    """

    url: str
    host: str


def checked_address(base_url: str, *, called: str = "base_url", example: str = OPENAI_URL) -> Address:
    """
    Return *base_url* in its parts.

    Args:
        called: What errors call it.

        example: An address that would do.

    Raises:
        ArgumentError: it is no http(s) address, or holds a password, a query or a fragment.
    """
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port
        secret = bool(parts.username or parts.password)
    except ValueError:
        host, port, secret = None, None, "@" in base_url
    if secret:
        raise ArgumentError(
            f"{called} holds a user name or password, which would be shown and kept; use api_key="
        )
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        # Services take keys in queries, too.
        shown = re.split(r"[?#]", base_url)[0]
        raise ArgumentError(
            f"{called}={shown!r:.80} is no address of a service, or has a query; use one like {example}"
        )
    return Address(base_url.rstrip("/"), f"{host}:{port}" if port else host)
