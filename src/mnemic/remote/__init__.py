"""Asking a service over HTTP: its address, its key, and what to do when it doesn't answer."""

from ._address import OPENAI_URL, checked_address
from ._key import KEY_ENV, Key
from ._service import Answer, Service, require_httpx, retry_after_s

__all__ = [
    "KEY_ENV",
    "OPENAI_URL",
    "Answer",
    "Key",
    "Service",
    "checked_address",
    "require_httpx",
    "retry_after_s",
]
