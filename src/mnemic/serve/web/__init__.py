"""The web page, at ``/`` of the server. Its source is in ``web/`` of the source tree; here is what serves it."""

from ._files import File, read_files
from ._page import HEADERS, NOT_BUILT, mount

__all__ = ["HEADERS", "NOT_BUILT", "File", "mount", "read_files"]
