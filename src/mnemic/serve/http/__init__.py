"""The REST server: every verb of `mnemic.Memory` over HTTP."""

from ._app import make_app, openapi
from ._run import Running, running, serve
from ._settings import Settings

__all__ = ["Running", "Settings", "make_app", "openapi", "running", "serve"]
