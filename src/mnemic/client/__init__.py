"""A memory on a server, with the verbs of one in a file."""

from ._address import ALLOW_HTTP_ENV, KEY_ENV
from ._connect import connect
from ._remote import RemoteMemory

__all__ = ["ALLOW_HTTP_ENV", "KEY_ENV", "RemoteMemory", "connect"]
